import type Database from "libsql";
import type { Engine } from "../../engines/contract.ts";
import type { RunRelations } from "../run-relations.ts";
import { ACCOUNTS } from "./number-accounts.ts";
import { CellPacker } from "./packed-cells.ts";
import { packedSql } from "./packed-row.ts";
import { KEPT_PEOPLE, PERSON_CELLS } from "./schema.ts";

/** Writes who acted on whom, from both ends: of each account the people that weigh most. */
export async function writePeople(
  db: Database.Database,
  engine: Engine,
  relations: RunRelations,
): Promise<void> {
  const { mart } = relations;
  const [first] = await engine.rows(`SELECT * FROM ${mart("people_edges")} LIMIT 0`);
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${mart("people_edges")}`);
  const hasShare = first === undefined && described.some(row => row["column_name"] === "attention_share");
  await engine.createTable(
    "snapshot_edges",
    `SELECT actors.account_no AS actor_no, targets.account_no AS target_no, actors.account_id AS actor_id,
       targets.account_id AS target_id, edges.decayed_weight,
       ${hasShare ? "edges.attention_share" : "CAST(NULL AS DOUBLE)"} AS attention_share,
       edges.likes, edges.reposts, edges.replies, edges.quotes, edges.mentions, edges.last_acted_at,
       actors.people_rank
     FROM ${mart("people_edges")} AS edges
     JOIN ${ACCOUNTS} AS actors ON actors.network = edges.network AND actors.account_id = edges.actor_id
     JOIN ${ACCOUNTS} AS targets ON targets.network = edges.network AND targets.account_id = edges.target_id`,
  );
  const byShare = "attention_share DESC NULLS LAST, target_id";
  await writeSide(db, engine, "acts_on", "actor_no", "target_no", [byShare]);
  const byWeight = "decayed_weight DESC, actor_id";
  const byStanding = "attention_share * pow(10, coalesce(people_rank, 0)) DESC NULLS LAST, actor_id";
  await writeSide(db, engine, "acted_on_by", "target_no", "actor_no", [byWeight, byStanding]);
}

async function writeSide(
  db: Database.Database,
  engine: Engine,
  table: "acts_on" | "acted_on_by",
  own: string,
  other: string,
  orders: readonly string[],
): Promise<void> {
  const places = orders.map(
    (order, i) => `row_number() OVER (PARTITION BY ${own} ORDER BY ${order}) AS place_${i}`,
  );
  const isKept = orders.map((_, i) => `place_${i} <= ${KEPT_PEOPLE}`).join(" OR ");
  const cells = PERSON_CELLS.map(name =>
    name === "person_no"
      ? `CAST(${other} AS DOUBLE) AS person_no`
      : `${packedSql({ name, kind: name === "last_acted_at" ? "time" : "number" })} AS ${name}`,
  );
  const insert = db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`);
  const packer = new CellPacker();
  let current = { accountNo: 0, peopleCount: 0 };
  const flush = () => {
    if (current.accountNo > 0) insert.run([current.accountNo, current.peopleCount, packer.take()]);
  };
  const numbers = engine.columns(
    `SELECT CAST(${own} AS DOUBLE) AS own_no, CAST(people_count AS DOUBLE) AS people_count, ${cells.join(", ")}
     FROM (SELECT *, count(*) OVER (PARTITION BY ${own}) AS people_count, ${places.join(", ")} FROM snapshot_edges) AS placed
     WHERE ${isKept} ORDER BY ${own}, place_0`,
  );
  for await (const { rowCount, columns } of numbers)
    for (let row = 0; row < rowCount; row++) {
      const accountNo = Number(columns[0]![row]);
      if (accountNo !== current.accountNo) {
        flush();
        current = { accountNo, peopleCount: Number(columns[1]![row]) };
      }
      for (let i = 2; i < columns.length; i++) packer.add(Number(columns[i]![row]));
    }
  flush();
}
