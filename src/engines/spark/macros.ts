import { INTERACTION_KINDS } from "../../domain/interchange/schema.ts";
import { NETWORKS } from "../../domain/network.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { MacroSet } from "../contract.ts";

const oneOf = (text: string, words: readonly string[]) =>
  `CASE WHEN ${text} IN (${words.map(sqlLiteral).join(", ")}) THEN ${text} END`;
const MICROSECONDS_AN_HOUR = "3600000000";
/** Moments as whole numbers; a timestamp without zone is UTC because the session's zone is. */
const micros = (time: string) => `unix_micros(CAST(${time} AS TIMESTAMP_LTZ))`;
const millis = (time: string) => `unix_millis(CAST(${time} AS TIMESTAMP_LTZ))`;

/** SQL text of each named macro on Spark; what each means is said once, in src/pipeline/README.md. */
export const sparkMacros: MacroSet = {
  // xxhash64 passes over nulls, so that each value needs a word on whether it is one.
  hash64: (...columns) =>
    `shiftrightunsigned(xxhash64(${columns.map(column => `${column}, isnull(${column})`).join(", ")}), 1)`,
  text_number: text => `CAST(conv(substr(md5(${text}), 1, 8), 16, 10) AS BIGINT)`,
  utc_date: time => `CAST(${time} AS DATE)`,
  days_between: (from, to) => `CAST(datediff(CAST(${to} AS DATE), CAST(${from} AS DATE)) AS BIGINT)`,
  hours_between: (from, to) =>
    `CAST(floor((${micros(to)} - ${micros(from)}) / ${MICROSECONDS_AN_HOUR}) AS BIGINT)`,
  timestamp: text => `CAST(${text} AS TIMESTAMP_NTZ)`,
  milliseconds_between: (from, to) => `(${millis(to)} - ${millis(from)})`,
  network_word: text => oneOf(text, NETWORKS),
  kind_word: text => oneOf(text, INTERACTION_KINDS),
  array_first: list => `get(${list}, 0)`,
  replace_all: (text, pattern, replacement) => `regexp_replace(${text}, ${pattern}, ${replacement})`,
  array_count: list => `CAST(array_size(${list}) AS BIGINT)`,
  array_text: list => `array_join(${list}, ' ')`,
  // to_json takes lists, not texts.
  json_text: text =>
    `CASE WHEN ${text} IS NOT NULL THEN regexp_replace(to_json(array(${text})), '^.|.$', '') END`,
  joined: (text, separator, ...order) =>
    `listagg(${text}, ${separator}) WITHIN GROUP (ORDER BY ${order.join(", ")})`,
  array_items: list => `explode(${list})`,
};
