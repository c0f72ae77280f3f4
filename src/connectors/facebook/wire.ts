import { z } from "zod";
import { graphCount, graphId, graphText } from "../meta/graph-words.ts";

/** Facebook's own words for a Page. Source: https://developers.facebook.com/docs/graph-api/reference/page */
export const PAGE_FIELDS =
  "id,username,name,about,website,link,followers_count,fan_count,is_published,verification_status";

/** Of each post, with nobody's name: limit(0) asks for totals alone.
 *  Source: https://developers.facebook.com/docs/graph-api/reference/pagepost */
export const POST_FIELDS =
  "id,created_time,message,parent_id,privacy,shares,reactions.limit(0).summary(total_count)," +
  "comments.limit(0).filter(stream).summary(total_count)";

/** Views, where the token may see insights. Source: https://developers.facebook.com/docs/graph-api/reference/insights */
export const VIEW_FIELDS = "insights.metric(post_media_view).period(lifetime){name,values}";

export const wirePage = z.looseObject({
  id: graphId,
  username: graphText,
  name: graphText,
  about: graphText,
  website: graphText,
  link: graphText,
  followers_count: graphCount,
  fan_count: graphCount,
  is_published: z.boolean().nullish().catch(null),
  verification_status: graphText,
});

const total = z
  .looseObject({ summary: z.looseObject({ total_count: graphCount }).nullish().catch(null) })
  .nullish()
  .catch(null);

export const wirePost = z.looseObject({
  id: graphId,
  created_time: z.string(),
  message: graphText,
  parent_id: graphText,
  privacy: z.looseObject({ value: graphText }).nullish().catch(null),
  shares: z.looseObject({ count: graphCount }).nullish().catch(null),
  reactions: total,
  comments: total,
  insights: z
    .looseObject({
      data: z.array(
        z.looseObject({
          name: graphText,
          values: z
            .array(z.looseObject({ value: graphCount }))
            .nullish()
            .catch(null),
        }),
      ),
    })
    .nullish()
    .catch(null),
});

export type WirePage = z.infer<typeof wirePage>;
