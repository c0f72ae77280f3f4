import { INTERACTION_KINDS } from "../../domain/interchange/schema.ts";
import { NETWORKS } from "../../domain/network.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { MacroSet } from "../contract.ts";

const enumOf = (words: readonly string[]) => `ENUM(${words.map(sqlLiteral).join(", ")})`;
const NETWORK = enumOf(NETWORKS);
const KIND = enumOf(INTERACTION_KINDS);

/** SQL text of each named macro on DuckDB; what each means is said once, in src/pipeline/README.md. */
export const duckDbMacros: MacroSet = {
  hash64: (...columns) => `CAST(hash(${columns.join(", ")}) >> 1 AS BIGINT)`,
  text_number: text => `CAST('0x' || substr(md5(${text}), 1, 8) AS BIGINT)`,
  utc_date: time => `CAST(${time} AS DATE)`,
  days_between: (from, to) => `date_diff('day', CAST(${from} AS DATE), CAST(${to} AS DATE))`,
  hours_between: (from, to) => `CAST(floor((epoch_us(${to}) - epoch_us(${from})) / 3600000000) AS BIGINT)`,
  timestamp: text => `CAST(${text} AS TIMESTAMP)`,
  milliseconds_between: (from, to) =>
    `(epoch_ms(CAST(${to} AS TIMESTAMP)) - epoch_ms(CAST(${from} AS TIMESTAMP)))`,
  network_word: text => `TRY_CAST(${text} AS ${NETWORK})`,
  kind_word: text => `TRY_CAST(${text} AS ${KIND})`,
  array_first: list => `list_extract(${list}, 1)`,
  replace_all: (text, pattern, replacement) => `regexp_replace(${text}, ${pattern}, ${replacement}, 'g')`,
  array_count: list => `len(${list})`,
  array_text: list => `array_to_string(${list}, ' ')`,
  json_text: text => `CAST(to_json(${text}) AS VARCHAR)`,
  joined: (text, separator, ...order) => `string_agg(${text}, ${separator} ORDER BY ${order.join(", ")})`,
  array_items: list => `unnest(${list})`,
};
