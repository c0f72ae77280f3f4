import { z } from "zod";

/** X's own words in API v2. They are changing from "tweet" to "post"; both are read. Unknown fields pass.
 *  Source: https://docs.x.com/x-api (OpenAPI 2.167). */
const id = z.string().regex(/^\d{1,20}$/);
const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);
const count = optional(z.int().nonnegative());

export const wireUser = z.looseObject({
  id,
  username: optional(z.string()),
  name: optional(z.string()),
  description: optional(z.string()),
  url: optional(z.string()),
  entities: optional(
    z.looseObject({
      url: optional(
        z.looseObject({ urls: optional(z.array(z.looseObject({ expanded_url: optional(z.string()) }))) }),
      ),
    }),
  ),
  created_at: optional(z.string()),
  protected: optional(z.boolean()),
  verified: optional(z.boolean()),
  public_metrics: optional(
    z.looseObject({
      followers_count: count,
      following_count: count,
      tweet_count: count,
      post_count: count,
      listed_count: count,
    }),
  ),
});

const entities = optional(
  z.looseObject({
    hashtags: optional(z.array(z.looseObject({ tag: z.string() }))),
    mentions: optional(
      z.array(
        z.looseObject({ start: optional(z.int()), id: optional(z.string()), username: optional(z.string()) }),
      ),
    ),
    urls: optional(
      z.array(z.looseObject({ expanded_url: optional(z.string()), unwound_url: optional(z.string()) })),
    ),
  }),
);

const references = optional(z.array(z.looseObject({ type: z.string(), id })));
const longText = optional(z.looseObject({ text: z.string() }));

export const wirePost = z.looseObject({
  id,
  text: optional(z.string()),
  created_at: z.string(),
  author_id: optional(id),
  conversation_id: optional(id),
  in_reply_to_user_id: optional(id),
  lang: optional(z.string()),
  entities,
  referenced_tweets: references,
  referenced_posts: references,
  note_tweet: longText,
  note_post: longText,
  public_metrics: optional(
    z.looseObject({
      like_count: count,
      retweet_count: count,
      repost_count: count,
      reply_count: count,
      quote_count: count,
      impression_count: count,
    }),
  ),
});

/** One of `errors`, which stand beside `data` when only a part failed. */
const wireProblem = z.looseObject({
  type: optional(z.string()),
  title: optional(z.string()),
  detail: optional(z.string()),
});

const list = z.array(z.unknown()).nullish().catch(null);

export const wireAnswer = z.looseObject({
  data: z.unknown().optional(),
  includes: optional(z.looseObject({ users: list, tweets: list, posts: list })),
  errors: optional(z.array(wireProblem)),
  meta: optional(z.looseObject({ next_token: optional(z.string()) })),
});

export type WireUser = z.infer<typeof wireUser>;
export type WirePost = z.infer<typeof wirePost>;
export type WireProblem = z.infer<typeof wireProblem>;
