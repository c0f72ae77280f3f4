import { CliError, EXIT } from "../../../domain/errors.ts";
import type { HandleQuery } from "../../../domain/handle-query.ts";
import { RequestsSpent } from "../../../platform/http/http-client.ts";
import type {
  AccountReading,
  ConfigIssue,
  Connector,
  ConnectorConfig,
  ConnectorEffects,
  Page,
} from "../../contract.ts";
import { countsOfDayRows } from "../../reading/spans.ts";
import { PathRefused, XClient } from "./client.ts";
import { reasonOfProblem, rowsOfUser } from "./normalise.ts";
import { type Place, readPlace } from "./place.ts";
import { DEFAULT_BUDGET_USD, estimateWithin, LEAST_BUDGET_MICRO_USD, readBudget } from "./prices.ts";
import { SOURCE, XReading } from "./reading.ts";
import { type WireUser, wireUser } from "./wire.ts";

const BASE_URL = "https://api.x.com";

/** X through its API v2, paid by use. Who liked is not among what it gives; verdicts on authenticity are off by X's
 *  policy. */
export const xConnector: Connector = {
  network: "x",
  capabilities: {
    listsActors: true,
    counts: "exact",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: false,
  },
  configFields: [
    {
      name: "bearer_token",
      kind: "text",
      isSecret: true,
      isRequired: true,
      help: "The bearer token of an app with credits, from X's developer console (Keys and tokens).",
    },
    {
      name: "base_url",
      kind: "url",
      isSecret: false,
      isRequired: false,
      defaultValue: BASE_URL,
      help: "Where API v2 answers.",
    },
    {
      name: "budget_usd",
      kind: "text",
      isSecret: false,
      isRequired: false,
      defaultValue: DEFAULT_BUDGET_USD,
      help: "US dollars that the reading of one account may cost at most.",
    },
  ],
  check,
  estimate: (_query, config) => estimateWithin(budgetOf(config) ?? readBudget(DEFAULT_BUDGET_USD)!),
  readAccount,
  streams: [],
  memberSources: [],
};

const budgetOf = (config: ConnectorConfig) => readBudget(config["budget_usd"] ?? DEFAULT_BUDGET_USD);

function check(config: ConnectorConfig): readonly ConfigIssue[] {
  const budget = budgetOf(config);
  const isTooLittle = budget === null || budget < LEAST_BUDGET_MICRO_USD;
  return [
    ...(config["bearer_token"]
      ? []
      : [
          {
            field: "bearer_token",
            problem: "X answers nobody without a token, and none is set",
            hint: "Make an app in X's developer console, buy credits and set RENOWN_X_BEARER_TOKEN.",
          },
        ]),
    ...(isTooLittle
      ? [
          {
            field: "budget_usd",
            problem: `A budget of "${config["budget_usd"]}" US dollars reads nothing of use`,
            hint: `Give at least ${LEAST_BUDGET_MICRO_USD / 1_000_000}, which is a profile and five posts.`,
          },
        ]
      : []),
  ];
}

async function* readAccount(
  query: HandleQuery,
  { from, cursor }: AccountReading,
  config: ConnectorConfig,
  { http, now, signal }: ConnectorEffects,
): AsyncGenerator<Page> {
  const client = new XClient(http, config["base_url"] ?? BASE_URL, config["bearer_token"] ?? "");
  const budget = budgetOf(config) ?? 0;
  try {
    signal.throwIfAborted();
    if (cursor !== null) return yield* new XReading(client, from, budget, readPlace(cursor)).pages([]);
    const seenAt = now().toISOString();
    const { user, cost } = await readUser(client, query);
    const place: Place = {
      version: 1,
      seen_at: seenAt,
      account_id: user.id,
      handle: user.username ?? null,
      spent: cost,
      asked_count: 1,
      posts_count: 0,
      mentions_count: 0,
      tasks: user.protected === true ? [] : [{ kind: "posts", post_id: null, token: null }],
    };
    const records = user.protected === true ? rowsOfUser(user, seenAt) : profileRecords(user, seenAt);
    yield* new XReading(client, from, budget, place).pages(records);
  } catch (error) {
    if (!(error instanceof RequestsSpent)) throw error;
  }
}

async function readUser(
  client: XClient,
  query: HandleQuery,
): Promise<{ readonly user: WireUser; readonly cost: number }> {
  const isAskable = query.kind === "id" ? /^\d{1,19}$/ : /^\w{1,15}$/;
  if (!isAskable.test(query.value)) throw unknownHandle(query, "no account can be called so");
  const path = query.kind === "id" ? `/2/users/${query.value}` : `/2/users/by/username/${query.value}`;
  const answer = await client.ask(path, { kind: "account" }).catch((error: unknown) => {
    throw error instanceof PathRefused && error.status === 404 ? unknownHandle(query, "not found") : error;
  });
  const user = wireUser.safeParse(answer.items[0]).data;
  if (user === undefined) {
    const problem = answer.problems[0];
    throw unknownHandle(query, problem ? (problem.detail ?? reasonOfProblem(problem)) : "not found");
  }
  return { user, cost: answer.cost };
}

function profileRecords(user: WireUser, seenAt: string) {
  const origin = { network: "x", accountId: user.id, source: SOURCE } as const;
  return [...rowsOfUser(user, seenAt), ...countsOfDayRows(origin, seenAt)];
}

function unknownHandle(query: HandleQuery, why: string): CliError {
  const name = query.kind === "id" ? `id ${query.value}` : `@${query.value}`;
  return new CliError(
    `X shows no account ${name}: ${why.slice(0, 200)}. Check the spelling.`,
    EXIT.unknownHandle,
  );
}
