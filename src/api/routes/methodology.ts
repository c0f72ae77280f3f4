import { z } from "zod";
import { methodologyOf } from "../../app/serving/methodology.ts";
import { readingRoute } from "../route.ts";
import { methodologySchema } from "../schemas/methodology.ts";

/** GET /methodology: how the served scores are made. */
export const methodologyRoute = readingRoute({
  name: "methodology",
  path: "/methodology",
  summary: "How the served scores are made",
  description:
    "The model with every constant and its origin, what each feature measures and how it is paid, the calibration " +
    "and the intended use: everything that is needed to check a number.",
  query: z.object({}),
  answer: methodologySchema,
  read: async view => methodologyOf(view.model),
});
