import type { ServedView } from "./served-view.ts";

/** What goes with every number that is served. */
export interface AnswerStamp {
  readonly schema_version: "1.0";
  /** End of the window that was looked at, UTC ISO. */
  readonly as_of: string;
  readonly model: string;
  readonly basis: "published" | "on_demand";
  readonly intended_use: string;
}

/** The stamp of the answers of `view`. */
export function stampOfView({ reader, model }: Pick<ServedView, "reader" | "model">): AnswerStamp {
  const { asOf, modelId, basis } = reader.stamp;
  return { schema_version: "1.0", as_of: asOf, model: modelId, basis, intended_use: model.intendedUse };
}
