import { z } from "zod";
import { InputProblem } from "../../domain/errors.ts";
import type { ConnectorRecord, ExportReader } from "../contract.ts";
import { findFiles, isoOfSeconds, readPieces, readWhole, theOnly } from "../meta/export-files.ts";
import { closingRows, ExportClock, type ExportOwner, postRow } from "../meta/export-rows.ts";

const SOURCE = "facebook-export";

/** The only files that are ever opened. */
const FILES = {
  profile: /^profile_information\.json$/,
  posts: /^your_posts(?:__check_ins__photos_and_videos)?(?:_(\d+))?\.json$/,
  friends: /^(?:your_)?friends\.json$/,
};

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

/** Facebook's own words; e-mail addresses, phone numbers and all else stay behind. */
const wireProfile = z.object({
  profile_v2: z.object({
    name: optional(z.object({ full_name: optional(z.string()) })),
    username: optional(z.string()),
    profile_uri: optional(z.string()),
    registration_timestamp: optional(z.number()),
  }),
});
const wirePost = z.looseObject({ timestamp: z.number() });

/** Reads "Download your information" of Facebook in JSON: when one posted, and how many friends one has. What posts say
 *  is not read, since the export does not tell whom they were for; who the friends are is not kept. */
export const facebookExportReader: ExportReader = {
  format: SOURCE,
  network: "facebook",
  expects: "a zip or folder in JSON (not HTML) with profile_information.json and your_posts_1.json",
  recognises: async input => {
    const { profile, posts } = findFiles(input, FILES);
    return profile.length + posts.length > 0;
  },
  async *read(input) {
    const files = findFiles(input, FILES);
    const owner = ownerOf(
      await readWhole(input, theOnly(input, files.profile, "profile_information.json")),
      input.label,
    );
    const clock = new ExportClock();
    for (const entry of files.posts)
      for await (const piece of readPieces(input, entry)) {
        const postedAt = isoOfSeconds(wirePost.safeParse(piece).data?.timestamp);
        if (postedAt === null) yield rejection(entry.name, "bad_time_timestamp");
        else yield postRow(owner, clock.postId(owner.accountId, postedAt), postedAt, null);
      }
    let friends = files.friends.length > 0 ? 0 : null;
    for (const entry of files.friends)
      for await (const piece of readPieces(input, entry)) {
        friends = (friends ?? 0) + 1;
        const since = isoOfSeconds(wirePost.safeParse(piece).data?.timestamp);
        if (since !== null) clock.note(since);
      }
    if (clock.observedAt === null)
      throw new InputProblem(
        `${input.label} cannot be dated: it holds neither a post nor a friend. Ask for all of your information, of all time, in JSON.`,
      );
    yield* closingRows(owner, clock, SOURCE, { followers: friends, following: null });
  },
};

function ownerOf(value: unknown, label: string): ExportOwner {
  const profile = wireProfile.safeParse(value).data?.profile_v2;
  const address =
    profile?.profile_uri && URL.canParse(profile.profile_uri) ? new URL(profile.profile_uri) : null;
  const id = address?.searchParams.get("id") ?? null;
  const handle = profile?.username || (id === null ? address?.pathname.split("/")[1] : null) || null;
  const accountId =
    id !== null && /^\d+$/.test(id) ? id : handle === null ? null : `@${handle.toLowerCase()}`;
  if (accountId === null)
    throw new InputProblem(
      `${label} does not say whose export it is: profile_information.json names no profile. Ask for your information in JSON, profile information too.`,
    );
  return {
    ...{ network: "facebook", accountId, handle, displayName: profile?.name?.full_name ?? null },
    ...{ bio: null, url: null, createdAt: isoOfSeconds(profile?.registration_timestamp), isProtected: null },
  };
}

function rejection(file: string, reason: string): ConnectorRecord {
  return { rejection: { file, reason, raw: "" } };
}
