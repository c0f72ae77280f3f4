import { ConfigProblem, InputProblem } from "../../../domain/errors.ts";
import type { Engine } from "../../../engines/contract.ts";
import { sqlLiteral } from "../../../lib/sql-text.ts";
import type { ActsFile } from "../acts-file.ts";

const DAY_MS = 86_400_000;

/** `file` as if its days had filled the window: every time stretched from the file's days to the `windowDays` that end
 *  where they end, and all of it watched. Who acts on whom, how often and in which order stays; only the pace is not real.
 *  @throws InputProblem when all acts are of one instant, ConfigProblem when the file's days fill the window already. */
export async function spreadOverWindow(
  engine: Engine,
  file: ActsFile,
  windowDays: number,
): Promise<ActsFile> {
  const { path, fromAt, toAt, source } = file;
  const fileDays = daysOf(file);
  if (fileDays >= windowDays)
    throw new ConfigProblem(
      `--spread-over-window: the acts of ${path} are of ${fileDays} days and fill the window of ${windowDays} already. Leave it out.`,
    );
  const [times] = await engine.rows(
    `SELECT count(DISTINCT acted_at) AS times_count FROM (${source("true")("interactions")}) AS acts
     WHERE acted_at >= ${timestamp(fromAt)} AND acted_at < ${timestamp(toAt)}`,
  );
  if (Number(times!["times_count"]) < 2)
    throw new InputProblem(
      `--spread-over-window: all acts of ${path} are of one instant, which cannot be spread over ${windowDays} days.`,
    );
  const windowFromAt = new Date(Date.parse(toAt) - windowDays * DAY_MS).toISOString();
  const stretched = (time: string) =>
    `make_timestamp(epoch_us(${timestamp(toAt)})
      - CAST(round((epoch_us(${timestamp(toAt)}) - epoch_us(${time})) * (CAST(${windowDays} AS DOUBLE) / ${fileDays})) AS BIGINT))`;
  return {
    ...file,
    fromAt: windowFromAt,
    source: condition => table => {
      const before = source(condition)(table);
      if (table === "interactions")
        return `SELECT * REPLACE (CAST(acted_at AS DATE) AS day)
          FROM (SELECT * REPLACE (${stretched("acted_at")} AS acted_at) FROM (${before}) AS acts) AS spread`;
      if (table === "observations")
        return `SELECT * REPLACE (${timestamp(windowFromAt)} AS from_at) FROM (${before}) AS spans`;
      return before;
    },
  };
}

/** Whole days from the first to the last act of `file`. */
export function daysOf({ fromAt, toAt }: ActsFile): number {
  return Math.round((Date.parse(toAt) - Date.parse(fromAt)) / DAY_MS);
}

function timestamp(at: string): string {
  return `CAST(${sqlLiteral(at.replace("Z", ""))} AS TIMESTAMP)`;
}
