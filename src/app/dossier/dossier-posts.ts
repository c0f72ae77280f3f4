import { formatHandle } from "../../domain/handle.ts";
import { postUrl } from "../../domain/post-url.ts";
import type { PostBehind, RunReader, SampledSet, StoredAccount } from "../../snapshot/contract.ts";
import { PROTECTED } from "../build-score-answer.ts";
import type { DossierPost, DossierPosts, PostChoice } from "./dossier.ts";

const SHOWN = 3;
const OLD_RUN = "This run was published before samples of posts were kept: run `renown run` again.";
const NO_REACTION = "No post of the window with a reaction was observed.";
const NONE: Readonly<Record<SampledSet, string>> = {
  posts: "No post of its own was observed in the window.",
  answers: "No answer of it to somebody else was observed in the window.",
};

/** The posts of an account on a topic that was asked for. */
export interface TopicPosts {
  readonly label: string;
  /** Those that stand for it first; three are shown. */
  readonly posts: readonly PostBehind[];
  /** How many the window holds; null: not known. */
  readonly posts_count: number | null;
}

/** The posts of `account` that a dossier shows; none of a protected account. `topic`: null when none was asked for. */
export async function dossierPosts(
  account: StoredAccount,
  reader: RunReader,
  topic: TopicPosts | null,
): Promise<DossierPosts> {
  if (account.isProtected) return noPosts(PROTECTED);
  return {
    drew_most: await drewMost(account, reader),
    typical: await sampled(account, reader, "posts"),
    answers: await sampled(account, reader, "answers"),
    on_topic: topic === null ? null : onTopic(account, topic),
  };
}

/** No post of any choice, for one reason. */
export function noPosts(reason: string): DossierPosts {
  const none = { posts: [], posts_count: null, reason };
  return { drew_most: none, typical: none, answers: none, on_topic: null };
}

async function drewMost(account: StoredAccount, reader: RunReader): Promise<PostChoice> {
  const moments = await reader.moments(account, SHOWN);
  return {
    posts: moments.map(moment => ({
      ...dossierPost(account, moment),
      strength: moment.strength,
      answered: null,
    })),
    posts_count: moments[0]?.own_posts_count ?? null,
    reason: moments.length > 0 ? null : NO_REACTION,
  };
}

async function sampled(account: StoredAccount, reader: RunReader, set: SampledSet): Promise<PostChoice> {
  const sample = await reader.sampledPosts(account, set);
  if (sample === null) return { posts: [], posts_count: null, reason: OLD_RUN };
  const posts = sample.posts.map(post => ({
    ...dossierPost(account, post),
    strength: null,
    answered:
      post.target_id === null ? null : formatHandle(account.network, post.target_handle, post.target_id),
  }));
  return { posts, posts_count: sample.posts_count, reason: posts.length > 0 ? null : NONE[set] };
}

function onTopic(
  account: StoredAccount,
  { label, posts, posts_count }: TopicPosts,
): NonNullable<DossierPosts["on_topic"]> {
  const shown = posts.slice(0, SHOWN).map(post => ({
    ...dossierPost(account, post),
    strength: null,
    answered: null,
  }));
  const reason = shown.length > 0 ? null : `No post of it on ${label} was observed in the window.`;
  return { topic: label, posts: shown, posts_count, reason };
}

function dossierPost(
  { network }: StoredAccount,
  post: PostBehind,
): Omit<DossierPost, "strength" | "answered"> {
  const { post_id, kind, posted_at, text, like_count, repost_count, reply_count, quote_count } = post;
  const counts = { like_count, repost_count, reply_count, quote_count };
  return { post_id, url: postUrl(network, post_id), kind, posted_at, text, ...counts };
}
