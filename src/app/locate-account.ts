import { CliError, EXIT } from "../domain/errors.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { Progress } from "../domain/progress.ts";
import type { PublishedRun } from "../lake/contract.ts";
import { concealedNow } from "../snapshot/concealed-now.ts";
import type { RunReader, RunStamp, StoredAccount } from "../snapshot/contract.ts";
import { findInLake, type LakeAccount } from "../snapshot/find-in-lake.ts";
import { readRun } from "../snapshot/read-run.ts";
import { publishedRelations } from "../snapshot/run-relations.ts";
import { publishedStamp } from "./daily/published-stamp.ts";
import { howToGet } from "./how-to-get.ts";
import type { LakeSession } from "./lake-session.ts";
import { scoreOnDemand } from "./score-on-demand.ts";

/** An account that a run holds, or one of which the lake has rows but the run no evidence. */
export type Located = (
  | { readonly kind: "held"; readonly account: StoredAccount; readonly reader: RunReader }
  | {
      readonly kind: "no_evidence";
      readonly account: LakeAccount;
      readonly stamp: RunStamp;
      /** Why there is none, where more is known than that. */
      readonly reason?: string;
    }
) & {
  /** What must be said about where the evidence comes from. */
  readonly notes?: readonly string[];
};

export interface LocateOptions {
  /** Answer from the newest run at or before this time. */
  readonly asOf?: string;
  readonly progress: Progress;
}

/** The newest published run, at or before `asOf` when given; null when there is none. */
export function publishedRunAt(session: LakeSession, asOf?: string): PublishedRun | null {
  if (asOf === undefined) return session.lake.newestRun();
  const limit = Date.parse(asOf);
  const runs = session.lake.runs().filter(run => Date.parse(run.asOf) <= limit);
  return runs.toSorted((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf)).at(-1) ?? null;
}

/** A reader over `run`. */
export async function publishedReader(session: LakeSession, run: PublishedRun): Promise<RunReader> {
  const { engine, lake } = session;
  return readRun(
    engine,
    publishedRelations(lake, run),
    publishedStamp(run),
    await concealedNow(engine, lake),
  );
}

/** Finds accounts one after another; computes the lake on demand at most once. */
export class AccountLocator {
  private published: RunReader | null = null;
  private onDemand: RunReader | null = null;

  constructor(
    private readonly session: LakeSession,
    private readonly options: LocateOptions,
  ) {}

  /** The account `query` asks for, from the published run, else from the lake on demand. A handle that a run of an
   *  earlier time had not seen yet is looked up by the id of its newest owner.
   *  @throws CliError (unknown handle) when the lake holds nothing of it. */
  async locate(query: HandleQuery): Promise<Located> {
    const run = publishedRunAt(this.session, this.options.asOf);
    const published = run === null ? null : await this.readerOf(run);
    const account = await published?.findAccount(query);
    if (published && account) return { kind: "held", account, reader: published };
    const known = await findInLake(this.session.engine, this.session.lake, query);
    if (known === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
    if (known.isProtected && published)
      return { kind: "no_evidence", account: known, stamp: published.stamp };
    const byId = { network: known.network, kind: "id", value: known.accountId } as const;
    const heldById = await published?.findAccount(byId);
    if (published && heldById) return { kind: "held", account: heldById, reader: published };
    const reader = await this.onDemandReader();
    const computed = await reader.findAccount(byId);
    return computed === null
      ? { kind: "no_evidence", account: known, stamp: reader.stamp }
      : { kind: "held", account: computed, reader };
  }

  private async readerOf(run: PublishedRun): Promise<RunReader> {
    this.published ??= await publishedReader(this.session, run);
    return this.published;
  }

  private async onDemandReader(): Promise<RunReader> {
    this.onDemand ??= await scoreOnDemand(this.session, {
      progress: this.options.progress,
      ...(this.options.asOf !== undefined && { asOf: this.options.asOf }),
    });
    return this.onDemand;
  }
}
