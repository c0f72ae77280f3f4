import { z } from "zod";

/** A count that may be absent; anything that is none is unknown. */
export const graphCount = z.int().nonnegative().nullish().catch(null);
/** Text that may be absent. */
export const graphText = z.string().nullish().catch(null);
export const graphId = z.string().regex(/^\d+(_\d+)?$/);

/** A list with Meta's paging; `after` goes on where it ended. */
export const graphList = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({
      next: graphText,
      cursors: z.looseObject({ after: graphText }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** Cursor of the next page of `list`; null on the last one. An edge says `next` where there is more; inside a
 *  business discovery there is only the cursor, until a page is empty. */
export function afterOf(list: z.infer<typeof graphList>, saysNext = true): string | null {
  const after = list.paging?.cursors?.after ?? null;
  return (saysNext ? list.paging?.next : list.data.length > 0) ? after : null;
}

/** UTC ISO time of Meta's "2026-02-01T10:00:00+0000"; null for anything else. */
export function isoOfGraphTime(text: string | null | undefined): string | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-]\d\d:?\d\d)$/.exec(text ?? "");
  if (match === null) return null;
  const date = new Date(match[1]! + match[2]!.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Hashtags in `text` without #, as written; null when there is no text. */
export function hashtagsOf(text: string | null): string[] | null {
  return text === null
    ? null
    : [...text.matchAll(/(?<![\p{L}\p{N}&])#([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/gu)].map(tag => tag[1]!);
}
