import { readdirSync } from "node:fs";
import { join } from "node:path";
import { InputProblem } from "../../domain/errors.ts";
import { STATE_KINDS, type TableName } from "../../domain/interchange/schema.ts";
import type { Engine } from "../../engines/contract.ts";
import { checkFile } from "../../interchange/check-file.ts";
import { sourceOf } from "../../lake/source.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { createObservations } from "../import-session.ts";

const ACTS = "evaluated_acts";
const SPANS = "evaluated_spans";
const DAY_MS = 86_400_000;
/** Network of files that name none. */
const UNNAMED_NETWORK = "x";

/** A file of dated acts inside an engine. */
export interface ActsFile {
  readonly path: string;
  readonly actsCount: number;
  readonly rejectedCount: number;
  /** Midnight UTC before the first act, and after the last. */
  readonly fromAt: string;
  readonly toAt: string;
  /** The tables of a run that sees only the acts for which `condition` (SQL over the columns of `interactions`) holds.
   *  The file is taken as complete, from its first to its last day, for the kinds that it holds. */
  readonly source: (condition: string) => (table: TableName) => string;
}

/** The path of the file of acts in `dataDir`: interactions.csv or .csv.gz, else the first in text order whose name
 *  begins so; null when there is none. */
export function findActsFile(dataDir: string): string | null {
  const names = readdirSync(dataDir).filter(name => /^interactions.*\.csv(\.gz)?$/.test(name));
  const [first] = names.sort((a, b) => stem(a).length - stem(b).length || (a < b ? -1 : 1));
  return first === undefined ? null : join(dataDir, first);
}

/** The acts of `path`, read as an import reads them; times without a zone are UTC.
 *  @throws InputProblem when the file cannot be used or holds no dated act. */
export async function readActsFile(engine: Engine, path: string): Promise<ActsFile> {
  const checked = await checkFile(
    engine,
    { path, table: "interactions" },
    { relation: ACTS, network: UNNAMED_NETWORK, assumeUtc: true },
  );
  const states = STATE_KINDS.map(sqlLiteral).join(", ");
  const kinds = await engine.rows(
    `SELECT network, kind, CAST(min(acted_at) AS DATE) AS from_day, CAST(max(acted_at) AS DATE) AS to_day
     FROM ${ACTS} WHERE acted_at IS NOT NULL AND kind NOT IN (${states}) GROUP BY network, kind ORDER BY network, kind`,
  );
  if (kinds.length === 0)
    throw new InputProblem(
      `${path} holds no dated act: each row needs actor_id, target_id, kind and acted_at (such as 2012-07-01T00:02:52Z).`,
    );
  const days = kinds.flatMap(row => [String(row["from_day"]), String(row["to_day"])].map(dayStart)).sort();
  const fromAt = days[0]!;
  const toAt = new Date(Date.parse(days.at(-1)!) + DAY_MS).toISOString();
  await createObservations(
    engine,
    SPANS,
    kinds.map(({ network, kind }) => ({
      network: network as typeof UNNAMED_NETWORK,
      scope: "*",
      table: "interactions" as const,
      kind: String(kind),
      from_at: fromAt,
      to_at: toAt,
      is_complete: true,
      source: "evaluation",
    })),
  );
  return {
    path,
    actsCount: checked.rowsAccepted,
    rejectedCount: checked.rowsRead - checked.rowsAccepted,
    fromAt,
    toAt,
    source: condition => table => {
      if (table === "interactions")
        return `SELECT *, CAST(acted_at AS DATE) AS day FROM ${ACTS} WHERE ${condition}`;
      if (table === "observations") return `SELECT *, CAST(to_at AS DATE) AS day FROM ${SPANS}`;
      return sourceOf("", table, []);
    },
  };
}

function stem(name: string): string {
  return name.replace(/\.gz$/, "");
}

function dayStart(day: string): string {
  return `${day.slice(0, 10)}T00:00:00.000Z`;
}
