import { z } from "zod";
import { problemSchema } from "../problem-responses.ts";
import { scoreSchema } from "./score.ts";

/** How far the fetching of a handle is. */
export const jobSchema = z
  .object({
    schema_version: z.literal("1.0"),
    job_id: z.string(),
    handle: z.string(),
    state: z.enum(["queued", "running", "done", "failed"]),
    place: z.number().int().min(1).nullable().describe("In the queue, 1 is next; null once it runs."),
    progress: z
      .object({
        step: z.string(),
        done: z.number(),
        total: z.number().nullable(),
        unit: z.string(),
      })
      .nullable(),
    answer: z.union([scoreSchema, z.null()]).describe("Null until done."),
    problem: z.union([problemSchema, z.null()]).describe("Why it failed; null unless failed."),
    links: z.object({ job: z.string(), events: z.string(), score: z.string() }),
  })
  .meta({ id: "Job" });

/** What was erased. */
export const forgottenSchema = z
  .object({
    schema_version: z.literal("1.0"),
    network: z.string(),
    account_id: z.string().nullable().describe("Null when the handle was forgotten before."),
    erased: z.object({
      rows_deleted: z.number(),
      rows_redacted: z.number(),
      partitions_rewritten: z.number(),
      reject_lines_deleted: z.number(),
      run_files_rewritten: z.number(),
      files_awaiting_readers: z.number(),
    }),
    linked: z.array(z.string()).describe("Linked accounts that were erased as well: none over HTTP."),
  })
  .meta({ id: "Forgotten" });
