import { z } from "zod";
import { acts, count, ownScore, score, share, stamp, subject } from "./parts.ts";

const person = z.object({
  handle: z.string(),
  account_id: z.string(),
  display_name: z.string().nullable(),
});

const postBehind = z.object({
  post_id: z.string(),
  kind: z.string(),
  posted_at: z.string().nullable(),
  text: z.string().nullable().describe("First 140 characters."),
  like_count: count.nullable(),
  repost_count: count.nullable(),
  reply_count: count.nullable(),
  quote_count: count.nullable(),
});

/** A post with the reactions it drew; null counts were not observed. */
export const postSchema = postBehind.meta({ id: "Post" });

/** Somebody who acted on the account. */
export const actorSchema = person
  .extend({
    score: score.nullable().describe("The person's own; null: not enough data."),
    ...acts,
    mentions: count,
    last_acted_at: z.string().nullable(),
  })
  .meta({ id: "Actor" });

/** One of the posts that drew most. */
export const momentSchema = postBehind
  .extend({
    place: z.number().int().min(1).describe("1 is the heaviest."),
    url: z.string().nullable().describe("Null when the network's id of the post does not tell."),
    reactions_weight: z.number(),
    people_seen_count: count.nullable().describe("Null when only counts were observed."),
    own_posts_count: count,
    own_below_share: share.describe("Of the account's own posts that drew less, equal ones counted half."),
    similar_posts_count: count,
    similar_below_share: share.describe("The same among posts of accounts of about the same audience."),
    strength: z.number().min(1).max(5),
    people: z
      .array(person.extend({ standing: z.number().min(1), ...acts }))
      .describe("At most 5 who reacted, the highest standing first."),
  })
  .meta({ id: "Moment" });

/** Somebody on one side of the account. */
export const personAroundSchema = person
  .extend({
    score: score.nullable().describe("The person's own; null: not enough data."),
    ...acts,
    mentions: count,
    last_acted_at: z.string().nullable(),
    standing: z.number().min(1).describe("1 is somebody nobody acted on."),
    attention_share: share.describe("Of attention that goes from the moved one to the mover."),
    passed_standing: z.number().min(0).describe("The standing times that share."),
  })
  .meta({ id: "PersonAround" });

const around = {
  ...stamp,
  ...subject,
  display_name: z.string().nullable(),
  ...ownScore,
  reason: z.string().nullable().describe("Why the list is empty; null when it is not."),
};

/** The answer of /moments. */
export const momentsSchema = z.object({ ...around, moments: z.array(momentSchema) }).meta({ id: "Moments" });

/** The answer of /influencers and /influencees. */
export const peopleAroundSchema = z
  .object({
    ...around,
    side: z
      .enum(["moved_by", "moves"])
      .describe("moved_by: people on whom the account acts; moves: people who act on it."),
    people: z.array(
      personAroundSchema.extend({
        low: score.nullable(),
        high: score.nullable(),
        coverage: share.nullable(),
      }),
    ),
    people_count: count.describe("Everybody on that side."),
    hidden_people_count: count.describe(
      "Those of them who are not shown: protected, erased or not to be named.",
    ),
  })
  .meta({ id: "PeopleAround" });
