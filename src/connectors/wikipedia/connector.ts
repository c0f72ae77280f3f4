import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { RequestsSpent } from "../../platform/http/http-client.ts";
import type { AccountReading, Connector, ConnectorConfig, ConnectorEffects, Page } from "../contract.ts";
import { type Article, WikipediaClient } from "./client.ts";
import { articleId, linkCountRows, linkRows, profileRow, viewRows, viewSpanRow } from "./normalise.ts";

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

/** Articles of Wikipedia: page views and links from other articles. They stand outside the networks; what is read
 *  here makes no score of its own, and is shown beside the score of whoever an article is proven to be about. */
export const wikipediaConnector: Connector = {
  network: "wikipedia",
  capabilities: {
    listsActors: false,
    counts: "exact",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: false,
  },
  configFields: [
    {
      name: "endpoint",
      kind: "url",
      isSecret: false,
      isRequired: false,
      help: "Address of a mirror that stands for Wikipedia, Wikidata and Wikimedia's page views; without it they are asked themselves.",
    },
  ],
  check: () => [],
  estimate: () => null,
  readAccount,
  streams: [],
  memberSources: [],
};

async function* readAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  const client = new WikipediaClient(effects.http, config);
  try {
    let page = reading.cursor === null ? await firstPage(client, query, reading, effects.now()) : null;
    if (page !== null) yield page;
    let state = JSON.parse(page?.cursor ?? reading.cursor!) as ReadingState;
    while (!state.isOver) {
      effects.signal.throwIfAborted();
      page = await linksPage(client, state);
      yield page;
      state = JSON.parse(page.cursor) as ReadingState;
    }
  } catch (error) {
    if (!(error instanceof RequestsSpent)) throw error;
  }
}

async function firstPage(
  client: WikipediaClient,
  query: HandleQuery,
  reading: AccountReading,
  now: Date,
): Promise<Page> {
  const article = await findArticle(client, query);
  const observedAt = now.toISOString();
  const isListed = article.isIndexable !== false;
  const state: ReadingState = {
    ...{ language: article.language, pageId: article.pageId, observedAt },
    ...{ place: null, linkPages: 0, linkCount: 0, isOver: !isListed },
  };
  if (!isListed) return pageOf([profileRow(article, null, observedAt)], state);
  const website = article.wikidataItem === null ? null : await client.website(article.wikidataItem);
  // Today is not over, and yesterday may still be counted: it is missing then.
  const [from, to] = [
    reading.from.slice(0, 10),
    new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10),
  ];
  const days = await client.views(article, from, to);
  const span =
    days.length === 0
      ? []
      : [
          viewSpanRow(
            articleId(article),
            from,
            days
              .map(({ day }) => day)
              .toSorted()
              .at(-1)!,
          ),
        ];
  return pageOf([profileRow(article, website, observedAt), ...viewRows(article, days), ...span], state);
}

async function linksPage(client: WikipediaClient, state: ReadingState): Promise<Page> {
  const { pageIds, next } = await client.linksTo(state, state.place);
  const links = linkRows(state, pageIds);
  const linkPages = state.linkPages + 1;
  const linkCount = state.linkCount + links.length;
  const isOver = next === null || linkPages >= MOST_LINK_PAGES;
  const counts = isOver ? linkCountRows(articleId(state), linkCount, next === null, state.observedAt) : [];
  return pageOf([...links, ...counts], { ...state, place: next, linkPages, linkCount, isOver });
}

async function findArticle(client: WikipediaClient, { kind, value }: HandleQuery): Promise<Article> {
  const [, language, page] = /^([a-z][a-z-]*):(.+)$/i.exec(value) ?? [];
  if (language === undefined || page === undefined)
    throw new CliError(
      `"${value}" does not say which Wikipedia. Write wikipedia:LANGUAGE:TITLE, for example wikipedia:en:Ada_Lovelace.`,
      EXIT.unknownHandle,
    );
  const asked = kind === "id" ? { pageId: page } : { title: page };
  const article = await client.article(language.toLowerCase(), asked);
  if (article !== null) return article;
  throw new CliError(
    `The ${language} Wikipedia has no article "${page}", or it only lists several of that name. Take the title from the article's address.`,
    EXIT.unknownHandle,
  );
}

function pageOf(records: Page["records"], state: ReadingState): Page {
  return { records, cursor: JSON.stringify(state), isLast: state.isOver };
}
