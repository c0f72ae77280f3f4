import type { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { FREE_WITHOUT_STREAMS, unknownAccount } from "../config-fields.ts";
import type {
  AccountReading,
  ConfigField,
  Connector,
  ConnectorConfig,
  ConnectorEffects,
  Page,
} from "../contract.ts";
import { type GraphClient, GraphRefusal } from "../meta/graph-client.ts";
import { GRAPH_CAPABILITIES, graphClient, graphFields, missingFields } from "../meta/graph-config.ts";
import { type GraphAccount, type GraphPlace, type GraphPosts, readGraph } from "../meta/graph-reading.ts";
import { afterOf } from "../meta/graph-words.ts";
import { readMedia, rowsOfAccount } from "./normalise.ts";
import { ACCOUNT_FIELDS, MEDIA_FIELDS, type WireAccount, wireAccount, wireDiscovery } from "./wire.ts";

const TOKEN_VARIABLE = "RENOWN_INSTAGRAM_ACCESS_TOKEN";
const MEDIA_A_PAGE = 50;
const FREE_WAY =
  "ask Instagram for your information in JSON (Accounts Centre, Your information and permissions), then `renown import EXPORT.zip`";

const configFields: readonly ConfigField[] = [
  ...graphFields(
    "Token of an app with instagram_basic, of somebody who manages a professional account (Meta for Developers).",
  ),
  {
    ...{ name: "account_id", kind: "text", isSecret: false, isRequired: true },
    help: "Graph id of your own professional account: Instagram shows others only on behalf of one.",
  },
];

/** Instagram business and creator accounts through the Graph API: posts and how much they drew. Personal accounts are
 *  closed, and nobody who liked or commented is read. */
export const instagramConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "instagram",
  capabilities: GRAPH_CAPABILITIES,
  configFields,
  check: config =>
    missingFields(configFields, config, {
      problem:
        "Instagram shows professional accounts only to a token and on behalf of a professional account, and not both are set; personal accounts it shows to no program",
      hint: `For a professional account, set ${TOKEN_VARIABLE} and RENOWN_INSTAGRAM_ACCOUNT_ID.`,
    }),
  readAccount,
};

interface Found {
  readonly account: WireAccount;
  readonly after: string | null;
}

function readAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = graphClient(config, effects, TOKEN_VARIABLE);
  const ownId = config["account_id"] ?? "";
  const reader = {
    ...({ network: "instagram", networkName: "Instagram", source: "instagram-graph" } as const),
    kinds: ["like", "reply"],
    begin: async (seenAt: string) => toAccount(await find(client, ownId, query, null), query, seenAt),
    posts: async (place: GraphPlace) =>
      postsOf(await find(client, ownId, queryOf(place), place.after), place),
  };
  return readGraph(reader, reading, effects);
}

/** The rows of an account with its newest media, and where the older ones begin. */
function toAccount(found: Found, query: HandleQuery, seen_at: string): GraphAccount {
  const place: GraphPlace = {
    ...({ version: 1, seen_at, account_id: found.account.id } as const),
    ...{ handle: query.kind === "id" ? null : query.value, after: null, has_insights: false },
  };
  return { rows: rowsOfAccount(found.account, seen_at), place, posts: postsOf(found, place) };
}

/** The query that asks for the account of `place` as it was asked for at first. */
function queryOf({ handle, account_id }: GraphPlace): HandleQuery {
  return handle === null
    ? { network: "instagram", kind: "id", value: account_id }
    : { network: "instagram", kind: "handle", value: handle };
}

/** The account with its next media: by id where the token manages it, by name on behalf of one's own account. */
async function find(
  client: GraphClient,
  ownId: string,
  query: HandleQuery,
  after: string | null,
): Promise<Found> {
  const { kind, value } = query;
  if (!(kind === "id" ? /^\d+$/ : /^[\w.]{1,30}$/).test(value)) throw noAccount(value);
  const media = `media${after === null ? "" : `.after(${after})`}.limit(${MEDIA_A_PAGE}){${MEDIA_FIELDS}}`;
  const fields = `${ACCOUNT_FIELDS},${media}`;
  try {
    const answer =
      kind === "id"
        ? wireAccount.safeParse(await client.get(value, { fields })).data
        : wireDiscovery.safeParse(
            await client.get(ownId, { fields: `business_discovery.username(${value}){${fields}}` }),
          ).data?.business_discovery;
    if (answer === undefined) throw noAccount(value);
    return { account: answer, after: answer.media ? afterOf(answer.media, false) : null };
  } catch (error) {
    throw error instanceof GraphRefusal ? noAccount(value) : error;
  }
}

function postsOf({ account, after }: Found, place: GraphPlace): GraphPosts {
  const items = (account.media?.data ?? []).map(raw => readMedia(raw, place.account_id, place.seen_at));
  return { items, place, after };
}

function noAccount(name: string): CliError {
  return unknownAccount(
    `Instagram shows this token no professional account "${name}". Personal accounts are closed to every program; ` +
      `for your own, free: ${FREE_WAY}.`,
  );
}
