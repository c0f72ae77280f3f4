import type Database from "libsql";
import type { Engine } from "../../engines/contract.ts";
import { RangeCounts } from "../../lib/range-counts.ts";
import { sqlIdentifier, sqlLiteral } from "../../lib/sql-text.ts";
import { ValueCounts } from "../../lib/value-counts.ts";
import type { RunRelations } from "../run-relations.ts";
import { type ScoreSpread, scoreSpread } from "./score-spread.ts";
import { standingName } from "./standing-name.ts";

const AUDIENCE_COLUMNS = ["followers_count", "engaged_people_count"] as const;

/** Writes what tells where a score, a feature or a quality stands among the accounts of a network, and returns how
 *  scores are spread: by network, and under "" of people over all networks. */
export async function writeStandings(
  db: Database.Database,
  engine: Engine,
  { mart, has }: RunRelations,
  columns: { readonly features: readonly string[]; readonly qualities: readonly string[] },
): Promise<Readonly<Record<string, ScoreSpread>>> {
  const insert = db.prepare("INSERT INTO standings VALUES (?, ?)");
  const write = (name: string, counts: RangeCounts | ValueCounts) =>
    insert.run([name, Buffer.from(counts.toBytes())]);
  const spreads: Record<string, ScoreSpread> = {};
  const people = await numbersOf(
    engine,
    `SELECT CAST(score AS DOUBLE) AS score FROM ${mart("identity_scores")} WHERE status = 'scored' AND is_ranked ORDER BY score`,
  );
  spreads[""] = scoreSpread(people[0]!);
  const networks = await engine.rows(
    `SELECT DISTINCT network FROM ${mart("account_scores")} ORDER BY network`,
  );
  for (const network of networks.map(row => String(row["network"]))) {
    const here = `network = ${sqlLiteral(network)}`;
    const [keys, scores] = (await numbersOf(
      engine,
      `SELECT CAST(coalesce(followers_count, -1) AS DOUBLE) AS followers_count, CAST(score AS DOUBLE) AS score
       FROM ${mart("account_scores")} WHERE status = 'scored' AND is_ranked AND ${here} ORDER BY 1`,
      2,
    )) as [Float64Array, Float64Array];
    write(standingName.score(network), RangeCounts.of(keys, scores));
    spreads[network] = scoreSpread(scores.slice().sort());
    for (const feature of columns.features) {
      const column = sqlIdentifier(feature);
      const [values, counts] = (await numbersOf(
        engine,
        `SELECT CAST(${column} AS DOUBLE) AS feature, CAST(count(*) AS DOUBLE) AS row_count
         FROM ${mart("account_features")} WHERE ${here} AND has_enough_data AND ${column} IS NOT NULL
         GROUP BY 1 ORDER BY 1`,
        2,
      )) as [Float64Array, Float64Array];
      write(standingName.feature(network, feature), ValueCounts.of(values, counts));
    }
    if (!has("account_qualities") || !has("quality_posts")) continue;
    for (const quality of columns.qualities)
      for (const audience of AUDIENCE_COLUMNS) {
        const column = sqlIdentifier(quality);
        const [sizes, values] = (await numbersOf(
          engine,
          `SELECT CAST(coalesce(${audience}, -1) AS DOUBLE) AS audience, CAST(${column} AS DOUBLE) AS quality
           FROM ${mart("account_qualities")} WHERE ${here} AND is_ranked AND ${column} IS NOT NULL ORDER BY 1`,
          2,
        )) as [Float64Array, Float64Array];
        write(standingName.quality(network, quality, audience), RangeCounts.of(sizes, values));
      }
  }
  return spreads;
}

async function numbersOf(engine: Engine, sql: string, width = 1): Promise<readonly Float64Array[]> {
  const batches: (readonly Float64Array[])[] = [];
  let size = 0;
  for await (const { rowCount, columns } of engine.columns(sql)) {
    batches.push(columns.map(column => Float64Array.from(column as Float64Array).subarray(0, rowCount)));
    size += rowCount;
  }
  return Array.from({ length: width }, (_, i) => {
    const all = new Float64Array(size);
    let offset = 0;
    for (const batch of batches) {
      all.set(batch[i]!, offset);
      offset += batch[i]!.length;
    }
    return all;
  });
}
