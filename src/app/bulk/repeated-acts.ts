import type { Engine } from "../../engines/contract.ts";

/** One in so many ids is looked at for repeats. */
const SAMPLED_SHARE = 16;

/** What was done about interactions that came more than once. */
export interface RepeatedActs {
  /** Ids that were looked at; every id once a repeat was found. */
  readonly idsTested: "one in 16" | "all" | "none: the files have no interaction_id";
  readonly rowsRemoved: number;
}

/** Takes copies of an act out of stg_acts and returns what was found. One id in 16 is tested; only where that shows a repeat are all
 *  ids put in order, and of the rows with one id the first by time, kind and accounts stays. */
export async function removeRepeatedActs(engine: Engine, hasIds: boolean): Promise<RepeatedActs> {
  if (!hasIds) return { idsTested: "none: the files have no interaction_id", rowsRemoved: 0 };
  const [sample] = await engine.rows(
    `SELECT count(*) - count(DISTINCT act_key) AS repeats FROM stg_acts WHERE act_key % ${SAMPLED_SHARE} = 0`,
  );
  if (Number(sample?.["repeats"]) === 0) return { idsTested: "one in 16", rowsRemoved: 0 };
  const [before] = await engine.rows("SELECT count(*) AS row_count FROM stg_acts");
  await engine.createTable(
    "repeated_acts",
    "SELECT act_key FROM stg_acts GROUP BY act_key HAVING count(*) > 1",
    "stg_acts",
  );
  const kept = await engine.createTable(
    "stg_acts",
    `SELECT acts.* FROM stg_acts AS acts LEFT JOIN repeated_acts AS r ON r.act_key = acts.act_key WHERE r.act_key IS NULL
     UNION ALL
     SELECT * EXCLUDE (copy_number) FROM (
       SELECT acts.*, row_number() OVER (
         PARTITION BY acts.act_key ORDER BY acts.acted_at, acts.kind, acts.actor_key, acts.target_key, acts.post_key
       ) AS copy_number
       FROM stg_acts AS acts INNER JOIN repeated_acts AS r ON r.act_key = acts.act_key
     ) AS copies WHERE copy_number = 1`,
    "stg_acts",
  );
  await engine.run("DROP TABLE repeated_acts");
  return { idsTested: "all", rowsRemoved: Number(before?.["row_count"]) - kept };
}
