import type { ConfigIssue, Connector, ConnectorConfig, CostEstimate } from "../../connectors/contract.ts";
import { CliError, ConfigProblem, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { asText, exportHint } from "../how-to-get.ts";
import { connectorConfig, variableOf } from "../networks/connector-config.ts";
import type { Environment } from "../networks/settings-file.ts";

/** What may be spent on reading. */
export interface ReadingBudget {
  /** US dollars left to spend; null when none was given. */
  readonly usd: number | null;
}

/** A reading that may begin. */
export interface PlannedReading {
  readonly config: ConnectorConfig;
  /** Null for a free network. */
  readonly estimate: CostEstimate | null;
}

/** How `query` is read with `connector`; nobody is asked.
 *  @throws CliError (unknown handle) when a setting is missing: it tells the free way and the priced one; ConfigProblem
 *  when it may cost more than the budget allows. */
export function planReading(
  connector: Connector,
  query: HandleQuery,
  env: Environment,
  budget: ReadingBudget,
): PlannedReading {
  const config = withinBudget(connector, connectorConfig(connector, env), budget);
  const estimate = connector.estimate(query, config);
  const issues = connector.check(config);
  if (issues.length > 0) {
    const priced = estimate === null ? "With it, reading is free." : `With it: ${costText(estimate)}.`;
    throw new CliError(
      `${asText(query)} cannot be fetched: ${needsText(connector, issues)} ${priced}\n` +
        `Free, for your own account: ${exportHint(query.network)}.`,
      EXIT.unknownHandle,
    );
  }
  if (estimate !== null) checkBudget(query, estimate, budget);
  return { config, estimate };
}

function grouped(issues: readonly ConfigIssue[]): ReadonlyMap<string, readonly ConfigIssue[]> {
  const groups = new Map<string, ConfigIssue[]>();
  for (const issue of issues) {
    const key = `${issue.problem} ${issue.hint}`;
    groups.set(key, [...(groups.get(key) ?? []), issue]);
  }
  return groups;
}

/** What stands in the way, and what to do about it; several settings that are missing for one reason are told of once. */
function needsText(connector: Connector, issues: readonly ConfigIssue[]): string {
  return [...grouped(issues).values()]
    .map(alike => {
      const fields = alike.flatMap(({ field }) => field ?? []);
      const variables = fields.map(name => variableOf(connector, { name })).join(", ");
      return `${alike[0]!.problem}${variables && ` (${variables})`}.\n${alike[0]!.hint}`;
    })
    .join("\n");
}

/** Whether a reading with `connector` ends where a sum of money is used up, so that a budget can be shared out. */
export function isHeldToSum({ configFields }: Connector): boolean {
  return configFields.some(({ name }) => name === "budget_usd");
}

/** `config` with what is left to spend, for a connector that holds a reading to a sum. */
function withinBudget(
  connector: Connector,
  config: ConnectorConfig,
  { usd }: ReadingBudget,
): ConnectorConfig {
  return usd === null || !isHeldToSum(connector)
    ? config
    : { ...config, budget_usd: String(Math.floor(usd * 1e6) / 1e6) };
}

/** An estimate in words. */
export function costText({ usd, requests, basis }: CostEstimate): string {
  return `at most ${usdText(usd)} for ${requests} requests (${basis})`;
}

/** Text of an amount of money, as `--budget` takes it. */
export function usdText(usd: number): string {
  return `$${usd.toFixed(usd < 0.1 ? 3 : 2)}`;
}

function checkBudget(query: HandleQuery, estimate: CostEstimate, { usd }: ReadingBudget): void {
  const costs = `Reading ${asText(query)} costs ${costText(estimate)}`;
  const needed = Math.ceil(estimate.usd * 100) / 100;
  if (usd === null)
    throw new ConfigProblem(`${costs}. Allow it with --budget ${needed.toFixed(2)}; nothing was asked.`);
  if (estimate.usd > usd)
    throw new ConfigProblem(
      `${costs}, and ${usdText(usd)} is left of the budget. Allow more with --budget; nothing was asked.`,
    );
}
