import { type AnswerStamp, stampOfView } from "./answer-stamp.ts";
import type { SearchHit, ServedView } from "./served-view.ts";

/** Accounts whose handle or name begins with the text asked for, the highest score first. */
export interface ServedSearch extends AnswerStamp {
  readonly query: string;
  readonly hits: readonly SearchHit[];
}

/** The up to `limit` accounts whose handle or display name begins with `query`, case ignored. */
export async function servedSearch(view: ServedView, query: string, limit: number): Promise<ServedSearch> {
  return { ...stampOfView(view), query, hits: await view.search(query, limit) };
}
