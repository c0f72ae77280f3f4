import { markdownTable } from "../../../lib/markdown-table.ts";
import type { AttackFigures, AttacksResult, DiscountCost } from "./attacks-result.ts";

/** `docs/attacks.md` from the result of the suite `attacks`; the same result gives the same page. */
export function attacksPage({ model, seed, populations, not_run }: AttacksResult): string {
  const [first] = populations;
  return [
    "# What attacks gain",
    `Written by \`scripts/write-attacks.mjs\` from the suite \`attacks\` (model ${model}, seed ${seed}). What is measured and how: [evaluation.md](evaluation.md#attacks); why discounts are what they are: [decision 0023](decisions/0023-attacks.md).`,
    ...populations.map(({ population, says, accounts, scored_accounts, discount_costs, attacks }) => {
      const rows = attacks.map(one => [
        one.attack,
        points(one.score_before),
        points(one.gain),
        points(one.largest_gain),
        points(one.limit),
        points(one.gain_from_counts),
        points(one.raw_counts_gain),
        points(one.pagerank_gain),
        points(one.tweepcred_gain),
        points(one.bystander_mean_loss, 3),
        points(one.bystander_largest_loss),
      ]);
      const head = ["attack", "before", "gain", "largest", "limit", "from counts alone"];
      const table = markdownTable(
        [...head, "raw counts", "PageRank", "tweepcred", "bystanders lose", "at most"],
        rows,
      );
      return `## ${population}: ${accounts} accounts, ${scored_accounts} with a score\n\n${sentence(says)}\n\n${table}\n\n${overLimit(attacks)}${costs(discount_costs)}`;
    }),
    `## The attacks\n\n${(first?.attacks ?? []).map(({ attack, says }) => `- \`${attack}\`: ${says}.`).join("\n")}`,
    ...not_run.map(({ name, reason }) => `Not run: ${name} (${reason}).`),
  ]
    .join("\n\n")
    .concat("\n");
}

function overLimit(attacks: readonly AttackFigures[]): string {
  const over = attacks.filter(({ gain, limit }) => gain !== null && limit !== null && gain > limit);
  if (over.length === 0) return "Every attack that has a limit stays within it.";
  return `Over the limit: ${over.map(({ attack }) => `\`${attack}\``).join(", ")}.`;
}

function costs(rows: readonly DiscountCost[]): string {
  if (rows.length === 0) return "";
  const table = markdownTable(
    [
      ...["people", "accounts", "median score", "without discounts", "p99", "without discounts"],
      ...["lost on average", "p99 of the losses", "at most"],
    ],
    rows.map(row => [
      row.people,
      String(row.accounts),
      points(row.median_score),
      points(row.median_score_without),
      points(row.p99_score),
      points(row.p99_score_without),
      points(row.mean_loss),
      points(row.p99_loss),
      points(row.largest_loss),
    ]),
  );
  return `\n\nWhat the discounts cost accounts that nobody attacked, by the people who act on them:\n\n${table}`;
}

function sentence(says: string): string {
  return `${says[0]!.toUpperCase()}${says.slice(1)}.`;
}

function points(value: number | null, digits = 2): string {
  return value === null ? "–" : value.toFixed(digits);
}
