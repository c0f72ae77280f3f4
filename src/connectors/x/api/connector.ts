import {
  addressField,
  addressIssues,
  FREE_WITHOUT_STREAMS,
  secretField,
  textField,
} from "../../config-fields.ts";
import type { ConfigIssue, Connector, ConnectorConfig } from "../../contract.ts";
import { readXAccount } from "./account.ts";
import { BASE_URL } from "./client.ts";
import {
  budgetOf,
  DEFAULT_BUDGET_USD,
  estimateWithin,
  LEAST_BUDGET_MICRO_USD,
  readBudget,
} from "./prices.ts";

const configFields = [
  secretField(
    "bearer_token",
    "The bearer token of an app with credits, from X's developer console (Keys and tokens).",
    true,
  ),
  addressField("base_url", "Where API v2 answers.", BASE_URL),
  textField("budget_usd", "US dollars that the reading of one account may cost at most.", DEFAULT_BUDGET_USD),
];

/** X through its API v2, paid by use. Who liked is not among what it gives; verdicts on authenticity are off by X's
 *  policy. */
export const xConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "x",
  capabilities: {
    listsActors: true,
    counts: "exact",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: false,
  },
  configFields,
  check,
  estimate: (_query, config) => estimateWithin(budgetOf(config) ?? readBudget(DEFAULT_BUDGET_USD)!),
  readAccount: readXAccount,
};

function check(config: ConnectorConfig): readonly ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (!config["bearer_token"])
    issues.push({
      field: "bearer_token",
      problem: "X answers nobody without a token, and none is set",
      hint: "Make an app in X's developer console, buy credits and set RENOWN_X_BEARER_TOKEN.",
    });
  if ((budgetOf(config) ?? 0) < LEAST_BUDGET_MICRO_USD)
    issues.push({
      field: "budget_usd",
      problem: `A budget of "${config["budget_usd"]}" US dollars reads nothing of use`,
      hint: `Give at least ${LEAST_BUDGET_MICRO_USD / 1_000_000}, which is a profile and five posts.`,
    });
  return [...issues, ...addressIssues("x", configFields, config)];
}
