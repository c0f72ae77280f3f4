import { z } from "zod";
import { graphCount, graphId, graphList, graphText } from "../meta/graph-words.ts";

/** Instagram's own words for a professional account.
 *  Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user */
export const ACCOUNT_FIELDS = "id,username,name,biography,website,followers_count,follows_count,media_count";

/** Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media */
export const MEDIA_FIELDS = "id,caption,timestamp,like_count,comments_count";

export const wireAccount = z.looseObject({
  id: graphId,
  username: graphText,
  name: graphText,
  biography: graphText,
  website: graphText,
  followers_count: graphCount,
  follows_count: graphCount,
  media_count: graphCount,
  media: graphList.nullish().catch(null),
});

export const wireDiscovery = z.looseObject({ business_discovery: wireAccount });

export const wireMedia = z.looseObject({
  id: graphId,
  timestamp: z.string(),
  caption: graphText,
  /** Absent where the owner hides it. */
  like_count: graphCount,
  comments_count: graphCount,
});

export type WireAccount = z.infer<typeof wireAccount>;
