import type { TableName } from "../domain/interchange/schema.ts";
import type { MacroSet } from "../engines/contract.ts";
import type { Bindings } from "./render-template.ts";

const MILLISECONDS_A_DAY = 86_400_000;

/** What a run gives to the placeholders of its models. */
export interface RunInputs {
  readonly source: (table: TableName) => string;
  readonly asOf: string;
  readonly constants: Readonly<Record<string, number>>;
}

/** The SQL of every placeholder for one run: models by their own names, sources as subqueries, constants as
 *  literals (doubles unless whole), times as UTC timestamps. The window is the last `window_days` x 24 h before
 *  asOf; the last day is the UTC day of the last moment before asOf. */
export function bindingsFor(macros: MacroSet, { source, asOf, constants }: RunInputs): Bindings {
  const end = Date.parse(asOf);
  const start = end - constants["window_days"]! * MILLISECONDS_A_DAY;
  const lastDay = new Date(end - 1).toISOString().slice(0, 10);
  const timestamp = (text: string) => macros["timestamp"]!(`'${text}'`);
  return {
    macros,
    ref: model => model,
    source: table => `(${source(table as TableName)})`,
    constant: name => numberLiteral(constants[name]!),
    times: {
      as_of: timestamp(toSqlTime(end)),
      window_start: timestamp(toSqlTime(start)),
      last_day: macros["utc_date"]!(timestamp(`${lastDay} 00:00:00`)),
    },
  };
}

/** `milliseconds` since 1970 as SQL text without zone: "2026-03-01 00:00:00.000". */
function toSqlTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "");
}

function numberLiteral(value: number): string {
  return Number.isInteger(value) ? String(value) : `CAST(${value} AS DOUBLE)`;
}
