import { ConfigProblem, InputProblem } from "../../../domain/errors.ts";
import type { Engine } from "../../../engines/contract.ts";
import { sqlLiteral } from "../../../lib/sql-text.ts";
import type { ActsFile } from "../acts-file.ts";

const DAY_MS = 86_400_000;
const DAY_US = 1000 * DAY_MS;

/** `file` as if its acts had filled the window: every time stretched so that the first act stands where the `windowDays`
 *  begin that end with the file's last day, and the last act where they end; all of it watched. Who acts on whom, how often
 *  and in which order stays; only the pace is not real.
 *  @throws InputProblem when all acts are of one instant, ConfigProblem when they fill the window already. */
export async function spreadOverWindow(
  engine: Engine,
  file: ActsFile,
  windowDays: number,
): Promise<ActsFile> {
  const { path, toAt, source } = file;
  const { firstUs, lastUs } = await spanOf(engine, file);
  if (firstUs === lastUs)
    throw new InputProblem(
      `--spread-over-window: all acts of ${path} are of one instant, which cannot be spread over ${windowDays} days.`,
    );
  const days = (lastUs - firstUs) / DAY_US;
  if (days >= windowDays)
    throw new ConfigProblem(
      `--spread-over-window: the acts of ${path} go over ${Math.floor(days)} days and fill the window of ${windowDays} already. Leave it out.`,
    );
  const windowFromAt = new Date(Date.parse(toAt) - windowDays * DAY_MS).toISOString();
  // What happens at the end itself is no longer seen.
  const stretch = (windowDays * DAY_US - 1) / (lastUs - firstUs);
  const stretched = `make_timestamp(epoch_us(${timestamp(windowFromAt)})
    + CAST(round((epoch_us(acted_at) - ${firstUs}) * CAST(${stretch} AS DOUBLE)) AS BIGINT))`;
  return {
    ...file,
    fromAt: windowFromAt,
    source: condition => table => {
      const before = source(condition)(table);
      if (table === "interactions")
        return `SELECT * REPLACE (CAST(acted_at AS DATE) AS day)
          FROM (SELECT * REPLACE (${stretched} AS acted_at) FROM (${before}) AS acts) AS spread`;
      if (table === "observations")
        return `SELECT * REPLACE (${timestamp(windowFromAt)} AS from_at) FROM (${before}) AS spans`;
      return before;
    },
  };
}

/** Days from the first to the last act of `file`, rounded. */
export async function daysOf(engine: Engine, file: ActsFile): Promise<number> {
  const { firstUs, lastUs } = await spanOf(engine, file);
  return Math.round((lastUs - firstUs) / DAY_US);
}

async function spanOf(
  engine: Engine,
  { fromAt, toAt, source }: ActsFile,
): Promise<{ readonly firstUs: number; readonly lastUs: number }> {
  const [span] = await engine.rows(
    `SELECT CAST(epoch_us(min(acted_at)) AS DOUBLE) AS first_us, CAST(epoch_us(max(acted_at)) AS DOUBLE) AS last_us
     FROM (${source("true")("interactions")}) AS acts
     WHERE acted_at >= ${timestamp(fromAt)} AND acted_at < ${timestamp(toAt)}`,
  );
  return { firstUs: Number(span!["first_us"]), lastUs: Number(span!["last_us"]) };
}

function timestamp(at: string): string {
  return `CAST(${sqlLiteral(at.replace("Z", ""))} AS TIMESTAMP)`;
}
