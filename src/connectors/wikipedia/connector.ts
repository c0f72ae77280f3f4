import type { HandleQuery } from "../../domain/handle-query.ts";
import { addressField, addressIssues, FREE_WITHOUT_STREAMS, unknownAccount } from "../config-fields.ts";
import type { AccountReading, Connector, ConnectorConfig, ConnectorEffects, Page } from "../contract.ts";
import { type AccountReader, type Part, readPages, stateIn } from "../reading/read-pages.ts";
import { dayStart } from "../reading/times.ts";
import { type Article, WikipediaClient } from "./client.ts";
import { articleId, linkCountRows, linkRows, profileRow, viewRows, viewSpanRows } from "./normalise.ts";

/** Requests for links, of 500 each; an article that more link to has a lower bound. */
const MOST_LINK_PAGES = 20;

interface ReadingState {
  readonly language: string;
  readonly pageId: number;
  readonly observedAt: string;
  /** Wikipedia's own word for where the next links begin; null at the beginning. */
  readonly place: string | null;
  readonly linkPages: number;
  readonly linkCount: number;
  readonly isOver: boolean;
}

const configFields = [
  addressField(
    "endpoint",
    "Address of a mirror that stands for Wikipedia, Wikidata and Wikimedia's page views; without it they are asked themselves.",
  ),
];

/** Articles of Wikipedia: page views and links from other articles. They stand outside the networks; what is read
 *  here makes no score of its own, and is shown beside the score of whoever an article is proven to be about. */
export const wikipediaConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "wikipedia",
  capabilities: {
    listsActors: false,
    counts: "exact",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: false,
  },
  configFields,
  check: config => addressIssues("wikipedia", configFields, config),
  readAccount,
};

function readAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = new WikipediaClient(effects.http, config);
  const reader: AccountReader<ReadingState> = {
    first: observedAt => firstPart(client, query, reading, observedAt),
    next: state => linksPart(client, state),
    isOver: ({ isOver }) => isOver,
    stateOf: cursor => stateIn(cursor, "Wikipedia", ({ pageId }) => pageId !== undefined),
  };
  return readPages(reader, reading, effects);
}

async function firstPart(
  client: WikipediaClient,
  query: HandleQuery,
  reading: AccountReading,
  observedAt: string,
): Promise<Part<ReadingState>> {
  const article = await findArticle(client, query);
  const isListed = article.isIndexable !== false;
  const state: ReadingState = {
    ...{ language: article.language, pageId: article.pageId, observedAt },
    ...{ place: null, linkPages: 0, linkCount: 0, isOver: !isListed },
  };
  if (!isListed) return { records: [profileRow(article, null, observedAt)], state };
  const website = article.wikidataItem === null ? null : await client.website(article.wikidataItem);
  // Today is not over, and yesterday may still be counted: it is missing then.
  const [from, to] = [reading.from.slice(0, 10), dayStart(observedAt, -1).slice(0, 10)];
  const days = await client.views(article, from, to);
  const newest = days
    .map(({ day }) => day)
    .toSorted()
    .at(-1);
  const span = newest === undefined ? [] : viewSpanRows(articleId(article), from, newest);
  const records = [profileRow(article, website, observedAt), ...viewRows(article, days), ...span];
  return { records, state };
}

async function linksPart(client: WikipediaClient, state: ReadingState): Promise<Part<ReadingState>> {
  const { pageIds, next } = await client.linksTo(state, state.place);
  const links = linkRows(state, pageIds);
  const linkPages = state.linkPages + 1;
  const linkCount = state.linkCount + links.length;
  const isOver = next === null || linkPages >= MOST_LINK_PAGES;
  const counts = isOver ? linkCountRows(articleId(state), linkCount, next === null, state.observedAt) : [];
  return { records: [...links, ...counts], state: { ...state, place: next, linkPages, linkCount, isOver } };
}

async function findArticle(client: WikipediaClient, { kind, value }: HandleQuery): Promise<Article> {
  const [, language, page] = /^([a-z][a-z-]*):(.+)$/i.exec(value) ?? [];
  if (language === undefined || page === undefined)
    throw unknownAccount(
      `"${value}" does not say which Wikipedia. Write wikipedia:LANGUAGE:TITLE, for example wikipedia:en:Ada_Lovelace.`,
    );
  const asked = kind === "id" ? { pageId: page } : { title: page };
  const article = await client.article(language.toLowerCase(), asked);
  if (article !== null) return article;
  throw unknownAccount(
    `The ${language} Wikipedia has no article "${page}", or it only lists several of that name. Take the title from the article's address.`,
  );
}
