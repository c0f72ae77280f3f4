import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { toInteraction } from "../interaction-id.ts";
import type { Article, DayViews } from "./client.ts";

/** The article's id in the interchange schema: "en:736". */
export function articleId({ language, pageId }: Pick<Article, "language" | "pageId">): string {
  return `${language}:${pageId}`;
}

/** The profile of an article: its title as handle, its official website as link. */
export function profileRow(article: Article, website: string | null, observedAt: string): TableRow {
  const row: RowOf<"accounts"> = {
    network: "wikipedia",
    account_id: articleId(article),
    handle: `${article.language}:${article.title}`,
    display_name: article.title.replaceAll("_", " "),
    kind: null,
    bio: article.description,
    url: website,
    created_at: article.createdAt,
    is_protected: null,
    is_indexable: article.isIndexable,
    is_verified: null,
    observed_at: observedAt,
  };
  return { table: "accounts", row };
}

/** The article as the one post of its account, with the views of each day dated by the day's end. Empty when nobody
 *  can say since when it exists. */
export function viewRows(article: Article, days: readonly DayViews[]): readonly TableRow[] {
  const post_id = articleId(article);
  if (article.createdAt === null) return [];
  const post: RowOf<"posts"> = {
    ...{ network: "wikipedia", post_id, author_id: post_id, posted_at: article.createdAt, edited_at: null },
    ...{ kind: "original", parent_post_id: null, parent_author_id: null, root_post_id: null },
    ...{ lang: article.language, text: null, tags: null, links: null, mention_ids: null },
  };
  const stats = days.map(({ day, views }): TableRow => {
    const counts = { like_count: null, repost_count: null, reply_count: null, quote_count: null };
    const row = {
      network: "wikipedia",
      post_id,
      observed_at: endOf(day),
      ...counts,
      view_count: views,
    } as const;
    return { table: "post_stats", row };
  });
  return [{ table: "posts", row: post }, ...stats];
}

/** That other articles link to this one: a state of unknown age, like standing on a list. */
export function linkRows(
  article: Pick<Article, "language" | "pageId">,
  pageIds: readonly number[],
): readonly TableRow[] {
  const target_id = articleId(article);
  return pageIds
    .map(pageId => articleId({ language: article.language, pageId }))
    .filter(actor_id => actor_id !== target_id)
    .map(actor_id => {
      const act = {
        network: "wikipedia",
        kind: "list",
        actor_id,
        target_id,
        post_id: null,
        acted_at: null,
      } as const;
      return { table: "interactions", row: toInteraction(act) };
    });
}

/** How many other articles link to this one; a lower bound when `isWhole` is false. */
export function linkCountRows(
  accountId: string,
  count: number,
  isWhole: boolean,
  observedAt: string,
): readonly TableRow[] {
  const stats: RowOf<"account_stats"> = {
    ...{ network: "wikipedia", account_id: accountId, observed_at: observedAt },
    ...{ followers_count: null, following_count: null, posts_count: null, listed_count: count },
  };
  const day = observedAt.slice(0, 10);
  return [
    { table: "account_stats", row: stats },
    spanRow(accountId, "account_stats", startOf(day), endOf(day), isWhole),
  ];
}

/** That the views from `from` to `to` ("2026-02-01", both included) were read. */
export function viewSpanRow(accountId: string, from: string, to: string): TableRow {
  return spanRow(accountId, "post_stats", startOf(from), endOf(to), true);
}

function spanRow(
  scope: string,
  table: "post_stats" | "account_stats",
  from_at: string,
  to_at: string,
  is_complete: boolean,
): TableRow {
  const kind = table === "post_stats" ? "view" : "*";
  const row = {
    network: "wikipedia",
    scope,
    table,
    kind,
    from_at,
    to_at,
    is_complete,
    source: "wikipedia-api",
  } as const;
  return { table: "observations", row };
}

const startOf = (day: string) => `${day}T00:00:00.000Z`;
const endOf = (day: string) => new Date(Date.parse(startOf(day)) + 86_400_000).toISOString();
