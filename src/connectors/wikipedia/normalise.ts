import type { TableRow } from "../contract.ts";
import { toInteraction } from "../interaction-id.ts";
import { accountRow, accountStatsRow, postRow, postStatsRow } from "../reading/plain-rows.ts";
import { countsOfDayRows, type SpanOrigin, spanRows } from "../reading/spans.ts";
import { dayStart } from "../reading/times.ts";
import type { Article, DayViews } from "./client.ts";

/** The article's id in the interchange schema: "en:736". */
export function articleId({ language, pageId }: Pick<Article, "language" | "pageId">): string {
  return `${language}:${pageId}`;
}

/** The profile of an article: its title as handle, its official website as link. */
export function profileRow(article: Article, website: string | null, observedAt: string): TableRow {
  return accountRow({
    ...{ network: "wikipedia", account_id: articleId(article), observed_at: observedAt },
    handle: `${article.language}:${article.title}`,
    display_name: article.title.replaceAll("_", " "),
    bio: article.description,
    url: website,
    created_at: article.createdAt,
    is_indexable: article.isIndexable,
  });
}

/** The article as the one post of its account, with the views of each day dated by the day's end. Empty when nobody
 *  can say since when it exists. */
export function viewRows(article: Article, days: readonly DayViews[]): readonly TableRow[] {
  const post_id = articleId(article);
  if (article.createdAt === null) return [];
  const post = { network: "wikipedia", post_id } as const;
  const { createdAt: posted_at, language: lang } = article;
  return [
    postRow({ ...post, author_id: post_id, posted_at, kind: "original", lang }),
    ...days.map(({ day, views }) =>
      postStatsRow({ ...post, observed_at: dayStart(day, 1), view_count: views }),
    ),
  ];
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
  return [
    accountStatsRow({
      network: "wikipedia",
      account_id: accountId,
      observed_at: observedAt,
      listed_count: count,
    }),
    ...countsOfDayRows(originOf(accountId), observedAt, isWhole),
  ];
}

/** That the views from `from` to `to` ("2026-02-01", both included) were read. */
export function viewSpanRows(accountId: string, from: string, to: string): readonly TableRow[] {
  const span = { table: "post_stats", kind: "view", isComplete: true } as const;
  return spanRows(originOf(accountId), { ...span, from: dayStart(from), to: dayStart(to, 1) });
}

function originOf(accountId: string): SpanOrigin {
  return { network: "wikipedia", accountId, source: "wikipedia-api" };
}
