import type { z } from "zod";
import { toCsv } from "../../app/csv-text.ts";
import type { Frozen } from "../route.ts";
import type { topicsSchema } from "../schemas/topics.ts";
import { STAMP_COLUMNS } from "./score-csv.ts";

const TOPIC_COLUMNS = [
  "list",
  "slug",
  "name",
  "areas",
  "score",
  "low",
  "high",
  "level",
  "influence_strength",
  "interest_strength",
  "people_count",
  "acts_received_count",
  "own_posts_count",
  "sentence",
  "handle",
  "network",
  "account_id",
  "coverage",
  "topic_scale",
] as const;

/** The topics of an account as CSV, one line each: what it moves people about, then what it only follows. */
export function topicsCsv(answer: Frozen<z.output<typeof topicsSchema>>): string {
  const { handle, network, account_id, coverage, topic_scale, model, as_of, basis, intended_use } = answer;
  const stamp = { handle, network, account_id, coverage, topic_scale, model, as_of, basis, intended_use };
  const rowsOf = (list: "influence" | "interests") =>
    answer[list].map(({ level: _, interval, ...topic }) => {
      const { low = null, high = null, level = null } = interval ?? {};
      return { ...topic, list, low, high, level, ...stamp };
    });
  return toCsv([...TOPIC_COLUMNS, ...STAMP_COLUMNS], [...rowsOf("influence"), ...rowsOf("interests")]);
}
