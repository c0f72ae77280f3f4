import type { Engine } from "../engines/contract.ts";
import { ACTING_COLUMNS, AUTHENTICITY_COLUMNS } from "./authenticity-step.ts";
import { TOPIC_COLUMNS, TOPIC_TABLES } from "./topic-tables.ts";

/** Fixed-point unit of decayed sums: a fresh act of kind weight 1 adds this much. */
export const DECAY_UNIT = 2 ** 20;

/** Tables that models read and no SQL file writes, with what each of them reads. */
export const GIVEN_TABLES: Readonly<Record<string, readonly string[]>> = {
  decay_by_day: [],
  decay_by_hour: [],
  kind_weights: [],
  // On demand the step also reads profile numbers and what was counted.
  people_rank: [
    "int_edges",
    "int_nodes",
    "int_vouched",
    "int_vouching",
    "int_observed",
    "stg_account_stats",
    "stg_post_stats",
  ],
  actors_elsewhere: ["people_rank"],
  sampled_edges: ["people_rank"],
  acting_estimates: ["int_acting_signals"],
  authenticity_estimates: ["int_authenticity_signals"],
  ...TOPIC_TABLES,
};

/** Columns of the given tables with their portable SQL types. */
export const GIVEN_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  decay_by_day: { age_days: "bigint", factor: "bigint" },
  decay_by_hour: { age_hours: "bigint", factor: "bigint" },
  kind_weights: { kind: "text", weight: "bigint" },
  people_rank: { node_index: "bigint", standing: "double", own_echo: "double", people_rank: "double" },
  actors_elsewhere: {
    node_index: "bigint",
    people_acted_on_count: "bigint",
    audience_count: "bigint",
    given_units: "bigint",
  },
  sampled_edges: { actor_index: "bigint", target_index: "bigint", people_units: "bigint" },
  acting_estimates: ACTING_COLUMNS,
  authenticity_estimates: AUTHENTICITY_COLUMNS,
  ...TOPIC_COLUMNS,
};

/** The decay of an act by its age in whole UTC days, 0 to `windowDays` (a run that ends within a day touches one
 *  more day): round(DECAY_UNIT x 2^(-age / halfLifeDays)), and at least 1, so that
 *  every act of the window leaves an edge. */
export function decayByDay(
  windowDays: number,
  halfLifeDays: number,
): readonly { readonly age_days: number; readonly factor: number }[] {
  return Array.from({ length: windowDays + 1 }, (_, age_days) => ({
    age_days,
    factor: Math.max(1, Math.round(DECAY_UNIT * 2 ** (-age_days / halfLifeDays))),
  }));
}

/** The decay of an act by its age in whole hours, from 0 to the last hour at which it is worth half a unit:
 *  round(DECAY_UNIT x 2^(-age / halfLifeHours)). */
export function decayByHour(
  halfLifeHours: number,
): readonly { readonly age_hours: number; readonly factor: number }[] {
  return Array.from({ length: Math.floor(21 * halfLifeHours) + 1 }, (_, age_hours) => ({
    age_hours,
    factor: Math.round(DECAY_UNIT * 2 ** (-age_hours / halfLifeHours)),
  }));
}

/** Creates `decay_by_day`, `decay_by_hour` and `kind_weights`, and empty `actors_elsewhere` and `sampled_edges`: where
 *  everybody's acts are in the lake, nothing is known from elsewhere and nobody stands for another. */
export async function createSeeds(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  kindWeights: Readonly<Record<string, number>>,
): Promise<void> {
  const decay = decayByDay(constants["window_days"]!, constants["half_life_days"]!);
  const weights = Object.entries(kindWeights).map(([kind, weight]) => ({ kind, weight }));
  await engine.createTableFromRows("decay_by_day", GIVEN_COLUMNS["decay_by_day"]!, decay);
  const hours = decayByHour(constants["wave_half_life_hours"]!);
  await engine.createTableFromRows("decay_by_hour", GIVEN_COLUMNS["decay_by_hour"]!, hours);
  await engine.createTableFromRows("kind_weights", GIVEN_COLUMNS["kind_weights"]!, weights);
  for (const name of ["actors_elsewhere", "sampled_edges"])
    await engine.createTableFromRows(name, GIVEN_COLUMNS[name]!, []);
}
