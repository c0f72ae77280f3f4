import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { toInteraction } from "../interaction-id.ts";
import { accountRow, accountStatsRow, postRow, postStatsRow } from "../reading/plain-rows.ts";
import { justBefore } from "../reading/times.ts";
import {
  type WireEvent,
  type WireIssue,
  type WireProfile,
  type WireRepository,
  type WireUser,
  wireComment,
  wireEvent,
  wireFork,
  wireIssue,
  wireReaction,
  wireStar,
  wireUser,
} from "./wire.ts";

/** What an entry of a list gives: rows and its time (UTC ISO, null where it has none), or a reason of one word. */
export type Normalised =
  | { readonly rows: readonly TableRow[]; readonly at: string | null }
  | { readonly reason: string };

/** Whose things are read. */
export interface Owner {
  readonly accountId: string;
  /** Lower case. */
  readonly login: string;
  readonly observedAt: string;
}

/** UTC ISO time with milliseconds, or null for what is no time. */
export function isoOf(text: string | null | undefined): string | null {
  const milliseconds = Date.parse(text ?? "");
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** The account and its counts. Of posts there is no count: repositories are one kind of them only. */
export function profileRows(profile: WireProfile, observedAt: string): readonly TableRow[] {
  const row: RowOf<"accounts"> = {
    ...personRow(profile, observedAt),
    display_name: profile.name || null,
    bio: profile.bio || null,
    url: addressOf(profile.blog),
    created_at: isoOf(profile.created_at),
  };
  const stats = accountStatsRow({
    ...{ network: "github", account_id: row.account_id, observed_at: observedAt },
    ...{ followers_count: profile.followers ?? null, following_count: profile.following ?? null },
  });
  return [{ table: "accounts", row, unsaid: ["is_indexable", "is_verified"] }, stats];
}

/** A repository as a post of `owner` with its counts; a fork is a repost. Others' and private ones give nothing. */
export function repositoryRows(repository: WireRepository, owner: Owner): Normalised {
  const at = isoOf(repository.created_at);
  if (at === null) return { reason: "bad_time_created_at" };
  if (String(repository.owner.id) !== owner.accountId || repository.private === true) return { rows: [], at };
  const isFork = repository.fork === true;
  const text = [repository.name, repository.description].filter(Boolean).join("\n\n");
  const homepage = addressOf(repository.homepage);
  const id = `repository/${repository.id}`;
  return {
    at,
    rows: [
      ownPost(id, owner, at, {
        ...(isFork ? { kind: "repost" } : { kind: "original", text }),
        tags: repository.topics ?? null,
        links: homepage === null ? null : [homepage],
      }),
      countsOf(id, owner, {
        like_count: repository.stargazers_count ?? null,
        repost_count: repository.forks_count ?? null,
      }),
    ],
  };
}

/** An issue or pull request that `owner` opened, with its counts. */
export function issueRows(issue: WireIssue, owner: Owner): Normalised {
  const at = isoOf(issue.created_at);
  if (at === null) return { reason: "bad_time_created_at" };
  if (String(issue.user?.id) !== owner.accountId) return { rows: [], at };
  const id = `issue/${issue.id}`;
  const text = [issue.title, issue.body].filter(Boolean).join("\n\n");
  return {
    at,
    rows: [
      ownPost(id, owner, at, { kind: "original", text }),
      countsOf(id, owner, { like_count: reactionCountOf(issue), reply_count: issue.comments ?? null }),
    ],
  };
}

/** Reactions to an issue but for those that disagree; null when it does not say. */
export function reactionCountOf({ reactions }: WireIssue): number | null {
  if (reactions == null) return null;
  return LIKING.reduce((sum, name) => sum + (typeof reactions[name] === "number" ? reactions[name] : 0), 0);
}

/** Reactions that are likes. Source: https://docs.github.com/rest/reactions/reactions#about-reactions */
const LIKING = ["+1", "laugh", "heart", "hooray", "rocket", "eyes"];

/** Something that `owner` did: a comment or a review is a reply of its own, and an act on whom it answers. */
export function eventRows(raw: unknown, owner: Owner): Normalised {
  const read = wireEvent.safeParse(raw);
  if (!read.success) return { reason: "unreadable_event" };
  const event = read.data;
  const at = isoOf(event.created_at);
  if (at === null) return { reason: "bad_time_created_at" };
  const reply = replyOf(event);
  if (reply === null || String(event.actor.id) !== owner.accountId || event.public === false)
    return { rows: [], at };
  const { issue, pull_request } = event.payload;
  const parent = issue?.user ?? pull_request?.user ?? null;
  const isOwners = parent?.login.toLowerCase() === event.repo.name.split("/")[0]?.toLowerCase();
  const issueId = issue == null ? null : `issue/${issue.id}`;
  const post = ownPost(reply.id, owner, at, {
    ...{ kind: "reply", text: reply.text, parent_post_id: issueId, root_post_id: issueId },
    parent_author_id: parent === null ? null : String(parent.id),
  });
  const act =
    parent === null
      ? []
      : actRows({
          ...{ id: reply.id, kind: "reply", actorId: owner.accountId, targetId: String(parent.id), at },
          postId: isOwners ? `repository/${event.repo.id}` : issueId,
        });
  const person = parent === null || act.length === 0 ? [] : [personOf(parent, owner)];
  return { at, rows: [post, ...act, ...person] };
}

/** Who acted on a post of `owner`, and how: the act and, when it was not by `owner`, its actor. */
export const ACT_READERS = {
  stars: (raw: unknown, postId: string | null, owner: Owner) => {
    const read = wireStar.safeParse(raw).data;
    // A star has no number of its own: there is one of each person for each repository.
    return acted("like", read?.user, read?.starred_at, owner, postId, user => `star/${postId}/${user.id}`);
  },
  forks: (raw: unknown, postId: string | null, owner: Owner) => {
    const read = wireFork.safeParse(raw).data;
    return acted("repost", read?.owner, read?.created_at, owner, postId, () => `repository/${read?.id}`);
  },
  opened: (raw: unknown, postId: string | null, owner: Owner) => {
    const read = wireIssue.safeParse(raw).data;
    return acted("reply", read?.user, read?.created_at, owner, postId, () => `issue/${read?.id}`);
  },
  comments: commentRows,
  answers: commentRows,
  reactions: (raw: unknown, postId: string | null, owner: Owner) => {
    const read = wireReaction.safeParse(raw).data;
    if (read !== undefined && !LIKING.includes(read.content)) return { rows: [], at: isoOf(read.created_at) };
    return acted("like", read?.user, read?.created_at, owner, postId, () => `reaction/${read?.id}`);
  },
  followers: (raw: unknown, _postId: string | null, owner: Owner): Normalised => {
    const read = wireUser.safeParse(raw);
    if (!read.success) return { reason: "unreadable_follower" };
    const ends = { actor_id: String(read.data.id), target_id: owner.accountId };
    const row = toInteraction({ network: "github", kind: "follow", ...ends, post_id: null, acted_at: null });
    return { at: null, rows: [{ table: "interactions", row }, personOf(read.data, owner)] };
  },
} as const;

function commentRows(raw: unknown, postId: string | null, owner: Owner): Normalised {
  const read = wireComment.safeParse(raw).data;
  return acted("reply", read?.user, read?.created_at, owner, postId, () => `comment/${read?.id}`);
}

function acted(
  kind: "like" | "repost" | "reply",
  user: WireUser | null | undefined,
  time: string | undefined,
  owner: Owner,
  postId: string | null,
  idOf: (user: WireUser) => string,
): Normalised {
  if (time === undefined) return { reason: `unreadable_${kind}` };
  const at = isoOf(time);
  if (at === null) return { reason: "bad_time" };
  if (user === undefined) return { reason: "missing_actor" };
  // Whoever it was has no account any more.
  if (user === null) return { rows: [], at };
  const act = { id: idOf(user), kind, actorId: String(user.id), targetId: owner.accountId, postId, at };
  const rows = actRows(act);
  return { at, rows: rows.length === 0 ? [] : [...rows, personOf(user, owner)] };
}

/** None for an act on oneself. */
function actRows(act: {
  readonly id: string;
  readonly kind: "like" | "repost" | "reply";
  readonly actorId: string;
  readonly targetId: string;
  readonly postId: string | null;
  readonly at: string;
}): readonly TableRow[] {
  if (act.actorId === act.targetId) return [];
  const row: RowOf<"interactions"> = {
    network: "github",
    // One comment can reach two: who opened the issue and whose repository it is.
    interaction_id: act.kind === "reply" ? `${act.id}/to/${act.targetId}` : act.id,
    kind: act.kind,
    actor_id: act.actorId,
    target_id: act.targetId,
    post_id: act.postId,
    acted_at: act.at,
  };
  return [{ table: "interactions", row }];
}

function replyOf({ type, payload }: WireEvent): { readonly id: string; readonly text: string | null } | null {
  const { comment, review } = payload;
  if (type === "IssueCommentEvent" && comment && payload.action !== "deleted")
    return { id: `comment/${comment.id}`, text: comment.body ?? null };
  if (type === "PullRequestReviewCommentEvent" && comment)
    return { id: `review-comment/${comment.id}`, text: comment.body ?? null };
  if (type === "CommitCommentEvent" && comment)
    return { id: `commit-comment/${comment.id}`, text: comment.body ?? null };
  if (type === "PullRequestReviewEvent" && review)
    return { id: `review/${review.id}`, text: review.body ?? null };
  return null;
}

/** As a list shows somebody: less than the own profile, which is to stand as the newer one. */
function personOf(user: WireUser, { observedAt }: Owner): TableRow {
  return { table: "accounts", row: personRow(user, justBefore(observedAt)), unsaid: UNSAID };
}

const UNSAID = ["display_name", "bio", "url", "created_at", "is_indexable", "is_verified"];

function personRow({ id, login, type }: WireUser, observed_at: string): RowOf<"accounts"> {
  const kind = type === "Organization" ? "organisation" : type === "Bot" ? "bot" : "unknown";
  const account = { network: "github", account_id: String(id), handle: login, kind } as const;
  return accountRow({ ...account, is_protected: false, observed_at }).row;
}

function ownPost(
  post_id: string,
  { accountId: author_id }: Owner,
  posted_at: string,
  said: Partial<RowOf<"posts">> & Pick<RowOf<"posts">, "kind">,
) {
  return postRow({ network: "github", post_id, author_id, posted_at, ...said });
}

function countsOf(post_id: string, { observedAt }: Owner, counts: Partial<RowOf<"post_stats">>) {
  return postStatsRow({ network: "github", post_id, observed_at: observedAt, ...counts });
}

/** An absolute address; a bare host, as people write them there, is taken for https. */
function addressOf(text: string | null | undefined): string | null {
  if (!text) return null;
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? address : null;
}
