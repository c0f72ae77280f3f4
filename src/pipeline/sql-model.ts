import { z } from "zod";
import type { Template } from "./template.ts";

export const LAYERS = ["staging", "intermediate", "marts", "checks"] as const;
export type Layer = (typeof LAYERS)[number];

export const COLUMN_TYPES = ["text", "integer", "bigint", "double", "boolean", "timestamp", "date"] as const;

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const givenRows = z.array(z.record(z.string(), cell));

const column = z.strictObject({
  type: z.enum(COLUMN_TYPES),
  says: z.string().min(1),
  unit: z.string().optional(),
  range: z.string().optional(),
  when_null: z.string().optional(),
});

/** A case that shows a rule of a model: rows of its refs and sources, and the rows it must answer. A text that
 *  starts with "= " is a SQL expression in template form. Refs and sources not given are empty. */
const modelCase = z.strictObject({
  shows: z.string().min(1),
  as_of: z.iso.datetime().optional(),
  constants: z.record(z.string(), z.number()).optional(),
  given: z.record(z.string(), givenRows),
  expect: givenRows,
});

/** What the .yml beside a model says. */
export const modelSheet = z.strictObject({
  description: z.string().regex(/one row per .+\.$/s, 'must end in "one row per ... ."'),
  key: z.array(z.string()).min(1),
  materialised: z.enum(["table", "view"]),
  order_by: z.array(z.string()).min(1).optional(),
  /** The same order by columns that are cheaper to compare; those of them that `order_by` does not name are not written. */
  sorted_by: z.array(z.string()).min(1).optional(),
  columns: z.record(z.string(), column),
  checks: z.array(z.string()).optional(),
  tests: z.array(modelCase).min(1),
});

/** What the .yml beside a check says: what a row of its answer would mean. */
export const checkSheet = z.strictObject({
  description: z.string().min(1),
  tests: z.array(modelCase).min(1),
});

export type ModelSheet = z.infer<typeof modelSheet>;
export type CheckSheet = z.infer<typeof checkSheet>;
export type ModelCase = z.infer<typeof modelCase>;

interface Statement {
  readonly name: string;
  readonly template: Template;
  /** Models, seeds and steps it reads. */
  readonly refs: readonly string[];
  /** Interchange tables it reads. */
  readonly sources: readonly string[];
}

/** One SELECT and its sheet. */
export interface SqlModel extends Statement {
  readonly layer: Exclude<Layer, "checks">;
  readonly sheet: ModelSheet;
}

/** A SELECT that must answer no row at the end of a run. */
export interface SqlCheck extends Statement {
  readonly layer: "checks";
  readonly sheet: CheckSheet;
}

/** Everything in sql/, checked: models in an order in which each stands after what it reads. */
export interface ModelSet {
  readonly models: readonly SqlModel[];
  readonly checks: readonly SqlCheck[];
}
