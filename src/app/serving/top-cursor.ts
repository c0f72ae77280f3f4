import { z } from "zod";
import { CliError, ConfigProblem, EXIT } from "../../domain/errors.ts";

const cursorSchema = z.object({
  version: z.string(),
  network: z.string().nullable(),
  after: z.string(),
  rank: z.number().int().positive(),
  group: z.object({
    from: z.number().int().positive(),
    influence: z.number(),
    variance: z.number().min(0),
  }),
});

/** Where a page of a leaderboard ended. */
export interface TopPlace {
  /** Of the view that gave the page. */
  readonly version: string;
  /** Null: identities over all networks. */
  readonly network: string | null;
  /** The view's own cursor behind the page. */
  readonly after: string;
  /** Rank of the last entry of the page. */
  readonly rank: number;
  /** First rank and first estimate of the tied group that the page ended in. */
  readonly group: { readonly from: number; readonly influence: number; readonly variance: number };
}

/** A cursor of a snapshot that is served no more, or of another list. */
export class StaleCursor extends CliError {
  override readonly name = "StaleCursor";
  constructor() {
    super(
      "The cursor belongs to a list that is no longer served: a newer snapshot was published, or the list asked for " +
        "is another one. Begin again without a cursor.",
      EXIT.usage,
    );
  }
}

/** `place` as an opaque text that `readTopCursor` understands. */
export function writeTopCursor(place: TopPlace): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The place that `text` stands for.
 *  @throws ConfigProblem when it is none of ours, StaleCursor when it belongs to another view or network. */
export function readTopCursor(text: string, version: string, network: string | null): TopPlace {
  const place = cursorSchema.safeParse(parsed(text));
  if (!place.success)
    throw new ConfigProblem("The cursor is not one that was given out. Take next_cursor of the page before.");
  if (place.data.version !== version || place.data.network !== network) throw new StaleCursor();
  return place.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
