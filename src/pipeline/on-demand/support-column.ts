import type { Engine } from "../../engines/contract.ts";

/** Adds `engaged_people_support_count` to the finished account_features: the people on whom the counts of people really rest;
 *  null for an account that was not fetched. Only runs on demand have the column; scoring takes it in place of
 *  `engaged_people_count`. */
export async function addSupportColumn(engine: Engine): Promise<void> {
  await engine.createTable(
    "account_features",
    `SELECT features.*, support.engaged_people_support_count
     FROM account_features AS features
     LEFT JOIN int_nodes AS nodes ON nodes.network = features.network AND nodes.account_id = features.account_id
     LEFT JOIN engager_support AS support ON support.node_index = nodes.node_index`,
    "account_features",
  );
}
