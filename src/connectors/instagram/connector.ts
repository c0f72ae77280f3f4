import type { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { RequestsSpent } from "../../platform/http/http-client.ts";
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
import {
  type GraphPlace,
  type GraphPosts,
  graphPages,
  readGraphPlace,
  statsSpan,
} from "../meta/graph-reading.ts";
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

async function* readAccount(
  query: HandleQuery,
  { from, cursor }: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  effects.signal.throwIfAborted();
  const client = graphClient(config, effects, TOKEN_VARIABLE);
  const ownId = config["account_id"] ?? "";
  const source = {
    ...({ network: "instagram", source: "instagram-graph", from } as const),
    kinds: ["like", "reply"],
  };
  const ask = async (place: GraphPlace): Promise<GraphPosts> => {
    const isAskedById = place.handle === null;
    const again: HandleQuery = {
      ...({ network: "instagram", kind: isAskedById ? "id" : "handle" } as const),
      value: place.handle ?? place.account_id,
    };
    return postsOf(await find(client, ownId, again, place.after), place);
  };
  if (cursor !== null) return yield* graphPages(source, readGraphPlace(cursor), [], ask);
  const found = await find(client, ownId, query, null).catch((error: unknown) => {
    if (error instanceof RequestsSpent) return null;
    throw error;
  });
  if (found === null) return;
  const seen_at = effects.now().toISOString();
  const handle = query.kind === "id" ? null : query.value;
  const account = { account_id: found.account.id, handle };
  const place: GraphPlace = { version: 1, seen_at, ...account, after: null, has_insights: false };
  const records = [...rowsOfAccount(found.account, seen_at), statsSpan(source, place)];
  yield* graphPages(source, place, records, ask, postsOf(found, place));
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
