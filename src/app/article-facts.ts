import { sqlLiteral } from "../lib/sql-text.ts";
import type { LakeSession } from "./lake-session.ts";
import type { ScoreAnswer } from "./score-answer.ts";

const WINDOW_DAYS = 90;

/** `answer` with a note on each Wikipedia article among its accounts: how often people viewed it in the 90 days before
 *  its asOf, and how many articles link to it, as far as the lake knows. Facts beside the score, never part of it. */
export async function withArticleFacts(session: LakeSession, answer: ScoreAnswer): Promise<ScoreAnswer> {
  const articles = answer.networks.filter(({ network }) => network === "wikipedia");
  if (articles.length === 0) return answer;
  const { lake, engine } = session;
  await lake.compact(engine);
  const lease = lake.lease();
  try {
    const notes: string[] = [];
    for (const article of articles) {
      const of = (table: "post_stats" | "account_stats", idColumn: string) =>
        `(${lease.source(table)}) WHERE network = 'wikipedia' AND ${idColumn} = ${sqlLiteral(article.account_id)}
         AND observed_at <= CAST(${sqlLiteral(answer.as_of)} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`;
      const [views] = await engine.rows(
        `SELECT cast(sum(view_count) AS BIGINT) AS views_count, count(*) AS days_count
         FROM (SELECT observed_at, max(view_count) AS view_count FROM ${of("post_stats", "post_id")}
           AND observed_at > CAST(${sqlLiteral(answer.as_of)} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' - INTERVAL ${WINDOW_DAYS} DAY
           GROUP BY observed_at)`,
      );
      const [links] = await engine.rows(
        `SELECT listed_count FROM ${of("account_stats", "account_id")} ORDER BY observed_at DESC LIMIT 1`,
      );
      const facts = [viewsText(views), linksText(links?.["listed_count"])].filter(text => text !== null);
      if (facts.length > 0)
        notes.push(
          `The article ${article.handle}: ${facts.join("; ")}. Shown beside the score, never part of it.`,
        );
    }
    return { ...answer, notes: [...answer.notes, ...notes] };
  } finally {
    lease.release();
  }
}

function viewsText(views: Readonly<Record<string, unknown>> | undefined): string | null {
  const [count, days] = [Number(views?.["views_count"] ?? 0), Number(views?.["days_count"] ?? 0)];
  return days === 0
    ? null
    : `${count.toLocaleString("en")} views by people on ${days} of the last ${WINDOW_DAYS} days`;
}

function linksText(count: unknown): string | null {
  return count === null || count === undefined
    ? null
    : `${Number(count).toLocaleString("en")} articles link to it`;
}
