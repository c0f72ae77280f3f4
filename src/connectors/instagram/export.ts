import { z } from "zod";
import { InputProblem } from "../../domain/errors.ts";
import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";
import type { ConnectorRecord, ExportReader, TableRow } from "../contract.ts";
import { type Act, toInteraction } from "../interaction-id.ts";
import { findFiles, isoOfSeconds, readPieces, readWhole, theOnly } from "../meta/export-files.ts";
import { closingRows, ExportClock, type ExportOwner, ownerRow, postRow } from "../meta/export-rows.ts";

const SOURCE = "instagram-export";

/** The only files that are ever opened. */
const FILES = {
  profile: /^personal_information\.json$/,
  posts: /^posts_(\d+)\.json$/,
  followers: /^followers(?:_(\d+))?\.json$/,
  following: /^following\.json$/,
};
/** Files that make it an export of Facebook, whatever else it holds. */
const FACEBOOK = {
  facebook: /^(?:profile_information|your_posts(?:__check_ins__photos_and_videos)?(?:_\d+)?)\.json$/,
};

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

/** Instagram's own words. Their labels are in the owner's language, so a profile is a list of labels and values. */
const wireProfile = z.object({
  profile_user: z
    .array(z.object({ string_map_data: z.record(z.string(), z.object({ value: optional(z.string()) })) }))
    .min(1),
});
const USERNAME =
  /^(?:username|benutzername|nombre de usuario|nom d.utilisateur|nome utente|nome de usu.rio)$/i;

const wirePost = z.looseObject({
  creation_timestamp: optional(z.number()),
  title: optional(z.string()),
  media: optional(
    z.array(z.looseObject({ creation_timestamp: optional(z.number()), title: optional(z.string()) })),
  ),
});
const wireFollow = z.looseObject({
  title: optional(z.string()),
  string_list_data: optional(
    z.array(z.looseObject({ value: optional(z.string()), timestamp: optional(z.number()) })),
  ),
});

/** Reads "Download your information" of Instagram in JSON: posts, followers and following. Of a private account the
 *  profile alone; words only where the export says that the account is public. */
export const instagramExportReader: ExportReader = {
  format: SOURCE,
  network: "instagram",
  expects:
    "a zip or folder in JSON (not HTML) with personal_information.json and followers_1.json or posts_1.json",
  recognises: async input => {
    const { profile, posts, followers, following } = findFiles(input, FILES);
    const isFacebook = findFiles(input, FACEBOOK).facebook.length > 0;
    return !isFacebook && profile.length + posts.length + followers.length + following.length > 0;
  },
  async *read(input) {
    const files = findFiles(input, FILES);
    const profile = theOnly(input, files.profile, "personal_information.json");
    const owner = ownerOf(await readWhole(input, profile), input.label);
    const clock = new ExportClock();
    const follows = (side: "followers" | "following") => readFollows(input, files[side], side, owner, clock);
    if (owner.isProtected === true) {
      for await (const _record of follows("followers"));
      if (clock.observedAt !== null) yield ownerRow(owner, clock.observedAt);
      yield rejection(profile.name, "protected_account");
      return;
    }
    yield* readPosts(input, files.posts, owner, clock);
    const counts = { followers: 0, following: 0 };
    for (const side of ["followers", "following"] as const)
      for await (const record of follows(side)) {
        counts[side]++;
        yield record;
      }
    if (clock.observedAt === null)
      throw new InputProblem(
        `${input.label} cannot be dated: it holds neither a post nor a follower. Ask for all of your information, of all time, in JSON.`,
      );
    yield* closingRows(owner, clock, SOURCE, {
      followers: files.followers.length > 0 ? counts.followers : null,
      following: files.following.length > 0 ? counts.following : null,
    });
  },
};

async function* readPosts(
  input: ExportInput,
  entries: readonly ExportEntry[],
  owner: ExportOwner,
  clock: ExportClock,
): AsyncGenerator<ConnectorRecord> {
  for (const entry of entries)
    for await (const piece of readPieces(input, entry)) {
      const post = wirePost.safeParse(piece).data;
      const first = post?.media?.[0];
      const postedAt = isoOfSeconds(post?.creation_timestamp ?? first?.creation_timestamp);
      const caption = post?.title || (post?.media?.length === 1 ? first?.title : null) || null;
      if (postedAt === null) yield rejection(entry.name, "bad_time_creation_timestamp");
      else
        yield postRow(
          owner,
          clock.postId(owner.accountId, postedAt),
          postedAt,
          owner.isProtected === false ? caption : null,
        );
    }
}

async function* readFollows(
  input: ExportInput,
  entries: readonly ExportEntry[],
  side: "followers" | "following",
  owner: ExportOwner,
  clock: ExportClock,
): AsyncGenerator<ConnectorRecord> {
  for (const entry of entries)
    for await (const piece of readPieces(input, entry)) {
      const follow = wireFollow.safeParse(piece).data;
      const first = follow?.string_list_data?.[0];
      const handle = first?.value || follow?.title || null;
      if (handle === null || !/^[\w.]{1,30}$/.test(handle)) {
        yield rejection(entry.name, "missing_handle");
        continue;
      }
      const since = isoOfSeconds(first?.timestamp);
      if (since !== null) clock.note(since);
      yield followRow(owner.accountId, `@${handle.toLowerCase()}`, side, since);
    }
}

function followRow(
  ownId: string,
  otherId: string,
  side: "followers" | "following",
  acted_at: string | null,
): TableRow {
  const [actor_id, target_id] = side === "followers" ? [otherId, ownId] : [ownId, otherId];
  const act: Act = { network: "instagram", kind: "follow", actor_id, target_id, post_id: null, acted_at };
  return { table: "interactions", row: toInteraction(act) };
}

function ownerOf(value: unknown, label: string): ExportOwner {
  const labels = wireProfile.safeParse(value).data?.profile_user[0]?.string_map_data ?? {};
  const handle = Object.entries(labels).find(([name]) => USERNAME.test(name))?.[1].value || null;
  if (handle === null)
    throw new InputProblem(
      `${label} does not say whose export it is: personal_information.json names no user name. Ask for it anew with Instagram set to English, profile information too.`,
    );
  const privacy = labels["Private Account"]?.value?.toLowerCase();
  const isProtected = privacy === "true" ? true : privacy === "false" ? false : null;
  const shown = (name: string) => (isProtected === false ? labels[name]?.value || null : null);
  return {
    ...{ network: "instagram", accountId: `@${handle.toLowerCase()}`, handle, displayName: shown("Name") },
    ...{ bio: shown("Bio"), url: shown("Website"), createdAt: null, isProtected },
  };
}

function rejection(file: string, reason: string): ConnectorRecord {
  return { rejection: { file, reason, raw: "" } };
}
