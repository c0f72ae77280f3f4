import { z } from "zod";

/** A figure that may be impossible to compute (nothing varies, nothing is known): then null. */
export const figure = z.number().nullable();

/** How the rows of a suite's input fell out. */
export const rowsSchema = z.strictObject({
  file: z.string(),
  read: z.number().int(),
  used: z.number().int(),
  /** Rows left out, by reason. */
  rejected: z.record(z.string(), z.number().int()),
});

/** A baseline that could not run, and why. */
export const notRunSchema = z.strictObject({ name: z.string(), reason: z.string() });

/** A figure's interval from seeded resamples: the middle `level` of them. */
export const intervalSchema = z.strictObject({ low: figure, high: figure });

/** How the intervals of a result were made. */
export const resamplingSchema = z.strictObject({
  resamples: z.number().int(),
  seed: z.number().int(),
  level: z.number(),
  unit: z.string(),
});
