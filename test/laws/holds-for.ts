import fc from "fast-check";
import type { NetworkName } from "../../src/domain/network.ts";
import type { RowScorer, ScoredRow, ScoredRows, TableRows } from "../support/score-rows.ts";
import { withRows } from "./worlds.ts";

type Row = Readonly<Record<string, unknown>>;

/** Columns that hold the id of something in the world. */
const ID_COLUMNS = [
  "account_id",
  "actor_id",
  "target_id",
  "author_id",
  "post_id",
  "interaction_id",
  "subject_id",
];

/** One variant of a case after the run. */
export interface Outcome {
  /** What the run says of an account; null when it says nothing. */
  readonly account: (accountId: string, network?: NetworkName) => ScoredRow | null;
  /** What the run says of the identity named after an account; null when it says nothing. */
  readonly identity: (accountId: string, network?: NetworkName) => ScoredRow | null;
}

/** A law: worlds that belong to one generated case, and what must be true of their scores. */
export interface Law<Case, Variant extends string> {
  readonly cases: fc.Arbitrary<Case>;
  readonly worlds: (one: Case) => Readonly<Record<Variant, TableRows>>;
  /** @throws AssertionError when the law is broken. */
  readonly judge: (outcomes: Readonly<Record<Variant, Outcome>>, one: Case) => void;
}

/** A law that can be held whatever its cases are. */
export interface NamedLaw {
  /** What the law says, as the title of its test. */
  readonly title: string;
  readonly hold: (scorer: RowScorer, options: HoldOptions) => Promise<void>;
}

export interface HoldOptions {
  /** Cases to draw. */
  readonly runs: number;
  readonly seed?: number;
}

/** `law` under a title; `share` of the asked cases is drawn where a case is large. */
export function named<Case, Variant extends string>(
  title: string,
  law: Law<Case, Variant>,
  share = 1,
): NamedLaw {
  return {
    title,
    hold: (scorer, { runs, ...rest }) => holdsFor(scorer, law, { runs: Math.ceil(runs * share), ...rest }),
  };
}

/** Holds `law` over `runs` cases drawn from `seed`. All worlds of all cases stand side by side in one run, each with
 *  ids of its own, which a law of its own allows: accounts without a path to each other change nothing. A case that
 *  fails is run again alone and made smaller.
 *  @throws AssertionError with the smallest case found. */
export async function holdsFor<Case, Variant extends string>(
  scorer: RowScorer,
  law: Law<Case, Variant>,
  { runs, seed = 20260131 }: HoldOptions,
): Promise<void> {
  const cases = fc.sample(law.cases, { seed, numRuns: runs });
  const worlds = cases.map(law.worlds);
  const scored = await scorer.score(sideBySide(worlds));
  for (const [index, one] of cases.entries()) {
    try {
      law.judge(outcomesOf(scored, worlds[index]!, index), one);
    } catch (broken) {
      await shrink(scorer, law, { seed, index });
      throw new Error(`Case ${index} fails beside the others and holds alone`, { cause: broken });
    }
  }
}

/** Throws the smallest broken case that grows from case `index`; returns when it holds alone. */
async function shrink<Case, Variant extends string>(
  scorer: RowScorer,
  law: Law<Case, Variant>,
  { seed, index }: { readonly seed: number; readonly index: number },
): Promise<void> {
  const property = fc.asyncProperty(law.cases, async one => {
    const worlds = law.worlds(one);
    law.judge(outcomesOf(await scorer.score(sideBySide([worlds])), worlds, 0), one);
  });
  await fc.assert(property, { seed, path: String(index), numRuns: 1, interruptAfterTimeLimit: 20_000 });
}

function sideBySide(worlds: readonly Readonly<Record<string, TableRows>>[]): TableRows {
  const named = worlds.flatMap((variants, index) =>
    Object.entries(variants).map(([variant, rows]) => renamed(rows, prefixOf(index, variant))),
  );
  const { observations = [], ...rest } = named.reduce(withRows, {});
  // Spans of a whole network are the same in every world.
  const spans = new Map(observations.map(span => [JSON.stringify(span), span]));
  return { ...rest, observations: [...spans.values()] };
}

function prefixOf(index: number, variant: string): string {
  return `${index}-${variant}-`;
}

function renamed(rows: TableRows, prefix: string): TableRows {
  const rename = (row: Row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        if (typeof value !== "string") return [column, value];
        if (column === "identity_id") return [column, value.replace(":", `:${prefix}`)];
        const isId = ID_COLUMNS.includes(column) || (column === "scope" && value !== "*");
        return [column, isId ? prefix + value : value];
      }),
    );
  return Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.map(rename)]));
}

function outcomesOf<Variant extends string>(
  scored: ScoredRows,
  variants: Readonly<Record<Variant, TableRows>>,
  index: number,
): Readonly<Record<Variant, Outcome>> {
  const outcomes = Object.keys(variants).map(variant => {
    const key = (id: string, network: NetworkName) => `${network}:${prefixOf(index, variant)}${id}`;
    const outcome: Outcome = {
      account: (id, network = "x") => scored.accounts.get(key(id, network)) ?? null,
      identity: (id, network = "x") => scored.identities.get(key(id, network)) ?? null,
    };
    return [variant, outcome] as const;
  });
  return Object.fromEntries(outcomes) as Record<Variant, Outcome>;
}
