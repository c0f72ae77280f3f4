import { createHash } from "node:crypto";
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import type { Lake, LakeLease, PublishedRun } from "../../lake/contract.ts";
import { disputesOf } from "../../lake/disputes.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { loadModels } from "../../pipeline/load-models.ts";
import { packageVersion } from "../../platform/package-version.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { MARTS, type MartName } from "../../snapshot/contract.ts";
import { type CarriedFrom, carriedFrom, partsKeyOf } from "./carried-from.ts";
import { CARRIED_MARTS, LISTED_COLUMNS, NAMING_COLUMNS } from "./carried-marts.ts";

/** From this age of the parts on, a daily run computes all: with a run every day, once a week. */
export const CARRIED_DAYS = 7;

const MILLISECONDS_A_DAY = 86_400_000;

/** Parts that were found for a run, their files linked so that nobody takes them away. */
export interface CarriedParts extends CarriedFrom {
  /** Folder of `<mart>.parquet` of each carried mart. */
  readonly dir: string;
}

/** A text that changes with everything but rows and time that the parts of a run hang on: model, program, topics, and what
 *  people dispute or chose about topics. */
export function partsKey(
  lake: Lake,
  engine: Engine,
  { model, topics }: { readonly model: ScoringModel; readonly topics: string | null },
): string {
  const given = [engine.name, engine.version, packageVersion(), model.id, topics];
  const chosen = [lake.topicChoices(), disputesOf(lake).filter(({ effect }) => effect === "left_out")];
  return createHash("sha256")
    .update(JSON.stringify([given, chosen]))
    .digest("hex")
    .slice(0, 32);
}

/** The newest parts that a run as of `asOf` may carry over: younger than `CARRIED_DAYS`, of an earlier time, computed under the
 *  same `key`. Null when there are none, or while an account is being erased: then the run computes all. */
export function findParts(
  lake: Lake,
  lease: Pick<LakeLease, "isErasing">,
  { asOf, key }: { readonly asOf: string; readonly key: string },
): CarriedParts | null {
  if (lease.isErasing) return null;
  const end = Date.parse(asOf);
  let newest: { readonly run: PublishedRun; readonly partsAsOf: string } | null = null;
  for (const run of lake.runs().filter(one => Date.parse(one.asOf) <= end)) {
    const partsAsOf = carriedFrom(run)?.asOf ?? run.asOf;
    if (newest === null || Date.parse(partsAsOf) >= Date.parse(newest.partsAsOf)) newest = { run, partsAsOf };
  }
  if (newest === null || partsKeyOf(newest.run) !== key) return null;
  const age = end - Date.parse(newest.partsAsOf);
  if (age <= 0 || age >= CARRIED_DAYS * MILLISECONDS_A_DAY) return null;
  const dir = join(lake.temporaryDir("parts"), "linked");
  mkdirSync(dir, { recursive: true });
  for (const mart of CARRIED_MARTS)
    if (!linkFile(join(newest.run.dir, `${mart}.parquet`), join(dir, `${mart}.parquet`))) return null;
  return { runId: carriedFrom(newest.run)?.runId ?? newest.run.runId, asOf: newest.partsAsOf, dir };
}

/** The marts that a run computes beside carried parts. */
export function computedMarts(): readonly MartName[] {
  const others: readonly string[] = [...CARRIED_MARTS, "account_scores", "identity_scores"];
  return MARTS.filter(mart => !others.includes(mart));
}

/** Tables that `placeParts` reads beside the computed marts. */
export const READ_BY_PARTS = ["stg_hidden_accounts", "stg_removals"] as const;

/** Moves carried marts into `to` and returns the rows of each: without accounts that are hidden, removed or opted out now, and
 *  without posts that were deleted since, or edited after the parts were computed. `posts` is a SELECT of all posts. */
export async function placeParts(
  engine: Engine,
  parts: CarriedParts,
  { posts, constants }: { readonly posts: string; readonly constants: Readonly<Record<string, number>> },
  to: string,
): Promise<readonly { readonly mart: string; readonly rowCount: number }[]> {
  const { models } = await loadModels({ engine, constants });
  const sheets = new Map(models.map(({ name, sheet }) => [name, sheet]));
  const edited = `CAST(${sqlLiteral(parts.asOf.replace("Z", ""))} AS TIMESTAMP)`;
  await engine.createTable(
    "gone_posts",
    `SELECT network, subject_id AS post_id FROM stg_removals WHERE subject = 'post'
     UNION SELECT network, post_id FROM (${posts}) AS posts WHERE edited_at >= ${edited}`,
    "gone_posts",
  );
  await engine.createTable(
    "unlisted_accounts",
    `SELECT network, account_id FROM stg_hidden_accounts
     UNION SELECT network, account_id FROM account_features WHERE NOT is_indexable`,
    "unlisted_accounts",
  );
  const placed = [];
  for (const mart of CARRIED_MARTS) {
    const { columns } = sheets.get(mart)!;
    const linked = join(parts.dir, `${mart}.parquet`);
    const types = Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
    const rows = `(${engine.parquetRelation(types, {}, [linked])}) AS carried`;
    const isGone = goneCondition(mart, Object.keys(columns));
    const counted = `SELECT count(*) AS rows_count, count(*) FILTER (WHERE ${isGone}) AS gone_count FROM ${rows}`;
    const [row] = await engine.rows(counted);
    const target = join(to, `${mart}.parquet`);
    const rowCount = Number(row?.["rows_count"]) - Number(row?.["gone_count"]);
    if (Number(row?.["gone_count"]) === 0) renameSync(linked, target);
    // What is left stays in the order in which it was written.
    else await engine.writeParquet(`SELECT * FROM ${rows} WHERE NOT ${isGone}`, target, []);
    placed.push({ mart, rowCount });
  }
  return placed;
}

/** SQL that is true of a row about a post or an account that must not be shown any more. */
function goneCondition(mart: MartName, columns: readonly string[]): string {
  const conditions = columns.flatMap(column => {
    if (column === "post_id") return ["(network, post_id) IN (SELECT (network, post_id) FROM gone_posts)"];
    if (!NAMING_COLUMNS.includes(column)) return [];
    const table = LISTED_COLUMNS[mart] === column ? "unlisted_accounts" : "stg_hidden_accounts";
    return [`(network, ${column}) IN (SELECT (network, account_id) FROM ${table})`];
  });
  return conditions.length === 0 ? "false" : `coalesce(${conditions.join(" OR ")}, false)`;
}

/** False when the file is gone: its run is kept no longer. */
function linkFile(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  try {
    linkSync(from, to);
  } catch {
    // Not every file system has links.
    try {
      copyFileSync(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }
  return true;
}
