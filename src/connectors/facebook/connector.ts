import type { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import { FREE_WITHOUT_STREAMS, unknownAccount } from "../config-fields.ts";
import type { AccountReading, Connector, ConnectorConfig, ConnectorEffects, Page } from "../contract.ts";
import { type GraphClient, GraphRefusal } from "../meta/graph-client.ts";
import { GRAPH_CAPABILITIES, graphClient, graphFields, missingFields } from "../meta/graph-config.ts";
import { type GraphAccount, type GraphPlace, type GraphPosts, readGraph } from "../meta/graph-reading.ts";
import { afterOf, graphList } from "../meta/graph-words.ts";
import { readPagePost, rowsOfPage } from "./normalise.ts";
import { PAGE_FIELDS, POST_FIELDS, VIEW_FIELDS, type WirePage, wirePage } from "./wire.ts";

const TOKEN_VARIABLE = "RENOWN_FACEBOOK_ACCESS_TOKEN";
const POSTS_A_PAGE = "50";
const FREE_WAY =
  "ask Facebook for your information in JSON (Accounts Centre, Your information and permissions), then `renown import EXPORT.zip`";

const configFields = graphFields(
  "A Page access token, or one of an app with Page Public Content Access (Meta for Developers, Graph API Explorer).",
);

/** Facebook Pages through the Graph API: posts and how much they drew. People are closed, and nobody who reacted or
 *  commented is read. */
export const facebookConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "facebook",
  capabilities: GRAPH_CAPABILITIES,
  configFields,
  check: config =>
    missingFields(configFields, config, {
      problem:
        "Facebook shows Pages only to a token, and none is set; people's profiles it shows to no program",
      hint: `For a Page, make a Page access token and set ${TOKEN_VARIABLE}.`,
    }),
  readAccount,
};

function readAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = graphClient(config, effects, TOKEN_VARIABLE);
  const reader = {
    ...({ network: "facebook", networkName: "Facebook", source: "facebook-graph" } as const),
    kinds: ["like", "repost", "reply"],
    begin: async (seenAt: string) => toAccount(await readPage(client, query), seenAt),
    posts: (place: GraphPlace) => readPosts(client, place),
  };
  return readGraph(reader, reading, effects);
}

/** The rows of a Page, and where its posts begin; there are none of one that is not published. */
function toAccount(page: WirePage, seen_at: string): GraphAccount {
  const place: GraphPlace = {
    ...({ version: 1, seen_at, account_id: page.id, handle: page.username ?? null } as const),
    ...{ after: null, has_insights: true, is_over: page.is_published === false },
  };
  return { rows: rowsOfPage(page, seen_at), place, posts: null };
}

async function readPage(client: GraphClient, { kind, value }: HandleQuery): Promise<WirePage> {
  const isName = kind === "id" ? /^\d+$/.test(value) : /^[\w.-]{2,100}$/.test(value) && value !== "me";
  if (!isName) throw noPage(value);
  try {
    const found = wirePage.safeParse(await client.get(value, { fields: PAGE_FIELDS })).data;
    if (found === undefined) throw noPage(value);
    return found;
  } catch (error) {
    throw error instanceof GraphRefusal ? noPage(value) : error;
  }
}

/** The next posts, with views as long as the token may see them. */
async function readPosts(client: GraphClient, place: GraphPlace): Promise<GraphPosts> {
  const fields = place.has_insights ? `${POST_FIELDS},${VIEW_FIELDS}` : POST_FIELDS;
  const after = place.after === null ? {} : { after: place.after };
  const path = `${place.account_id}/posts`;
  try {
    const list = graphList.safeParse(await client.get(path, { fields, limit: POSTS_A_PAGE, ...after })).data;
    if (list === undefined)
      throw new HttpFailure("The Graph API answered something that is no list.", 200, "");
    const items = list.data.map(raw => readPagePost(raw, place.account_id, place.seen_at));
    return { items, place, after: afterOf(list) };
  } catch (error) {
    if (!(error instanceof GraphRefusal) || !place.has_insights) throw error;
    return readPosts(client, { ...place, has_insights: false });
  }
}

function noPage(name: string): CliError {
  return unknownAccount(
    `Facebook shows this token no Page "${name}". People's profiles are closed to every program; for your own, ` +
      `free: ${FREE_WAY}.`,
  );
}
