import { InputProblem } from "../../domain/errors.ts";
import { STATE_KINDS, type TableName } from "../../domain/interchange/schema.ts";
import type { Engine } from "../../engines/contract.ts";
import { type CheckedFile, checkFile } from "../../interchange/check-file.ts";
import { observationOfSpan } from "../../interchange/completeness.ts";
import { sourceOf } from "../../lake/source.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { createObservations } from "../import-session.ts";

const ACTS = "evaluated_acts";
const SPANS = "evaluated_spans";
const MILLISECONDS_A_DAY = 86_400_000;
/** Network of files that name none: the forecast compares accounts of one network, whichever it is. */
const UNNAMED_NETWORK = "x";

/** A file of acts, split at a time, inside an engine. The table `evaluated_accounts` holds every account that acted or was
 *  acted on before the split, numbered by `row_index` in key order, with `reposting_people` (distinct people who repost
 *  it from the split on) and `is_acted_on`. */
export interface ForecastWorld {
  readonly checked: CheckedFile;
  readonly fromAt: string;
  readonly toAt: string;
  readonly accountsCount: number;
  /** The rows before the split, as the lake would give them. */
  readonly source: (table: TableName) => string;
}

/** The acts of `path`, split at `splitAt` (UTC ISO). Everything before is taken as complete.
 *  @throws InputProblem when the file cannot be used, or one side of the split holds no act or no repost. */
export async function readForecastWorld(
  engine: Engine,
  path: string,
  splitAt: string,
  windowDays: number,
): Promise<ForecastWorld> {
  const checked = await checkFile(
    engine,
    { path, table: "interactions" },
    { relation: ACTS, network: UNNAMED_NETWORK, assumeUtc: true },
  );
  const split = `CAST(${sqlLiteral(splitAt.replace("Z", ""))} AS TIMESTAMP)`;
  const states = STATE_KINDS.map(sqlLiteral).join(", ");
  await assertBothSides(engine, checked, splitAt, split);
  await engine.createTable("evaluated_before", `SELECT * FROM ${ACTS} WHERE acted_at < ${split}`);
  const accountsCount = await engine.createTable(
    "evaluated_accounts",
    `WITH dated AS (SELECT network, actor_id, target_id FROM evaluated_before WHERE kind NOT IN (${states})),
     active AS (
       SELECT network, account_id, bool_or(is_target) AS is_acted_on
       FROM (SELECT network, actor_id AS account_id, FALSE AS is_target FROM dated
             UNION ALL SELECT network, target_id, TRUE FROM dated)
       GROUP BY network, account_id
     ),
     truth AS (
       SELECT network, target_id, count(DISTINCT actor_id) AS people FROM ${ACTS}
       WHERE acted_at >= ${split} AND kind = 'repost' GROUP BY network, target_id
     )
     SELECT CAST(row_number() OVER (ORDER BY active.network, active.account_id) - 1 AS INTEGER) AS row_index,
       active.network, active.account_id, CAST(active.is_acted_on AS INTEGER) AS is_acted_on,
       CAST(coalesce(truth.people, 0) AS DOUBLE) AS reposting_people
     FROM active LEFT JOIN truth ON truth.network = active.network AND truth.target_id = active.account_id`,
  );
  const [range] = await engine.rows(
    `SELECT min(acted_at) AS first_at, max(acted_at) AS last_at FROM ${ACTS}`,
  );
  await createSpans(engine, String(range?.["first_at"]), splitAt, windowDays);
  const relations: Partial<Record<TableName, string>> = {
    interactions: "SELECT *, CAST(acted_at AS DATE) AS day FROM evaluated_before",
    observations: `SELECT *, CAST(NULL AS DATE) AS day FROM ${SPANS}`,
  };
  return {
    checked,
    fromAt: String(range?.["first_at"]),
    toAt: String(range?.["last_at"]),
    accountsCount,
    source: table => relations[table] ?? sourceOf("", table, []),
  };
}

/** SELECT of the pairs before the split by `row_index`: actor, target, acts, reposts; ordered by target, then actor. */
export function pairsSelect(): string {
  const states = STATE_KINDS.map(sqlLiteral).join(", ");
  return `SELECT actors.row_index AS actor_index, targets.row_index AS target_index,
      CAST(count(*) AS DOUBLE) AS acts, CAST(count(*) FILTER (WHERE acts.kind = 'repost') AS DOUBLE) AS reposts
    FROM evaluated_before AS acts
    JOIN evaluated_accounts AS actors ON actors.network = acts.network AND actors.account_id = acts.actor_id
    JOIN evaluated_accounts AS targets ON targets.network = acts.network AND targets.account_id = acts.target_id
    WHERE acts.kind NOT IN (${states})
    GROUP BY actors.row_index, targets.row_index ORDER BY target_index, actor_index`;
}

async function assertBothSides(
  engine: Engine,
  { path, rowsAccepted, rejectedByReason }: CheckedFile,
  splitAt: string,
  split: string,
): Promise<void> {
  const rejected = Object.entries(rejectedByReason).map(([reason, count]) => `${reason} ${count}`);
  if (rowsAccepted === 0)
    throw new InputProblem(
      `${path} holds no usable row (rejected: ${rejected.join(", ") || "none"}). Each needs actor_id, target_id, kind and ` +
        "acted_at (such as 2012-07-01T00:02:52Z); see docs/evaluation.md.",
    );
  const [counts] = await engine.rows(
    `SELECT count(*) FILTER (WHERE acted_at < ${split}) AS earlier,
       count(*) FILTER (WHERE acted_at >= ${split} AND kind = 'repost') AS later,
       min(acted_at) AS first_at, max(acted_at) AS last_at FROM ${ACTS}`,
  );
  const span = `the acts of ${path} go from ${counts?.["first_at"]} to ${counts?.["last_at"]}`;
  if (counts?.["earlier"] === 0)
    throw new InputProblem(`Nothing happens before --split-at ${splitAt}: ${span}. Choose a time inside.`);
  if (counts?.["later"] === 0)
    throw new InputProblem(`Nobody reposts from --split-at ${splitAt} on: ${span}. Choose an earlier time.`);
}

/** What was watched: from the file's first act, or the window's begin, to the split. Of days before, it tells nothing. */
async function createSpans(
  engine: Engine,
  firstAt: string,
  splitAt: string,
  windowDays: number,
): Promise<void> {
  const windowFrom = Date.parse(splitAt) - windowDays * MILLISECONDS_A_DAY;
  const fromAt = new Date(Math.max(windowFrom, Date.parse(firstAt))).toISOString();
  const networks = await engine.rows("SELECT DISTINCT network FROM evaluated_before ORDER BY network");
  const spans = networks.flatMap(({ network }) => {
    const of = { network: network as "x", table: "interactions", source: "evaluation" } as const;
    return observationOfSpan({ fromAt, toAt: splitAt }, of) ?? [];
  });
  await createObservations(engine, SPANS, spans);
}
