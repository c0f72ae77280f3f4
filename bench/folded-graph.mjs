import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEngine } from "../dist/app/open-engine.js";
import { buildInEdgeGraph } from "../dist/graph/in-edge-graph.js";

/** The graph of interactions that DuckDB can read (`FILE.csv.gz`, `DIR/*.parquet`; actor_id, target_id): one edge a
 *  pair, weight log1p of its acts, nodes in an order that says nothing about them. */
export async function foldedGraph(files) {
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-graph-"));
  const engine = await openEngine(dir, { threads: 1 });
  const from = files.includes(".csv")
    ? `read_csv('${files}', all_varchar = true)`
    : `read_parquet('${files}')`;
  try {
    await engine.createTable(
      "pairs",
      `SELECT actor_id, target_id, ln(1 + count(*)) AS weight FROM ${from} WHERE actor_id <> target_id GROUP BY ALL`,
    );
    const nodeCount = await engine.createTable(
      "nodes",
      `SELECT id, row_number() OVER (ORDER BY hash(id), id) - 1 AS node
      FROM (SELECT actor_id AS id FROM pairs UNION SELECT target_id FROM pairs)`,
    );
    const edges = { sources: [], targets: [], weights: [] };
    const rows = engine.columns(
      `SELECT CAST(actor.node AS INTEGER), CAST(target.node AS INTEGER), weight FROM pairs
      INNER JOIN nodes AS actor ON actor.id = actor_id INNER JOIN nodes AS target ON target.id = target_id
      ORDER BY target.node, actor.node`,
    );
    for await (const { rowCount, columns } of rows)
      for (let row = 0; row < rowCount; row++) {
        edges.sources.push(Number(columns[0][row]));
        edges.targets.push(Number(columns[1][row]));
        edges.weights.push(Number(columns[2][row]));
      }
    return buildInEdgeGraph(nodeCount, {
      sources: Uint32Array.from(edges.sources),
      targets: Uint32Array.from(edges.targets),
      weights: Float64Array.from(edges.weights),
    });
  } finally {
    await engine.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
