import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { KIND, type NostrEvent, tagsOf, timeOf, wireProfile } from "./wire.ts";

const network = "nostr";
const DISLIKE = "-";

/** The profile that `event` (kind 0) tells; of a person without one, or with one that cannot be read, only the key. `handle`
 *  is the NIP-05 name when it was proven. */
export function accountRow(
  pubkey: string,
  event: NostrEvent | null,
  handle: string | null,
  observedAt: string,
): RowOf<"accounts"> {
  const profile = profileOf(event);
  return {
    network,
    account_id: pubkey,
    handle,
    display_name: profile?.display_name || profile?.name || null,
    kind: profile?.bot === true ? "bot" : "unknown",
    bio: profile?.about ?? null,
    url: profile?.website ?? null,
    created_at: null,
    is_protected: false,
    is_indexable: null,
    is_verified: handle === null ? null : true,
    observed_at: observedAt,
  };
}

/** What the profile says its NIP-05 name is: a claim, to be proven by its domain. */
export function claimedName(event: NostrEvent | null): string | null {
  return profileOf(event)?.nip05 ?? null;
}

/** Number of accounts in a list of follows (kind 3), each once. */
export function followingCount(event: NostrEvent): number {
  return new Set(tagsOf(event, "p").map(([key]) => key)).size;
}

/** The post that a note or repost is; null for other kinds. */
export function postRow(event: NostrEvent): RowOf<"posts"> | null {
  const isRepost = event.kind === KIND.repost || event.kind === KIND.genericRepost;
  if (!isRepost && event.kind !== KIND.note) return null;
  const parent = isRepost ? lastOf(event, "e") : (repliedTo(event) ?? quoted(event)?.id ?? null);
  const kind = isRepost ? "repost" : repliedTo(event) ? "reply" : quoted(event) ? "quote" : "original";
  return {
    network,
    post_id: event.id,
    author_id: event.pubkey,
    posted_at: timeOf(event.created_at),
    edited_at: null,
    kind,
    parent_post_id: kind === "original" ? null : parent,
    parent_author_id: isRepost
      ? lastOf(event, "p")
      : kind === "quote"
        ? (quoted(event)?.author ?? null)
        : null,
    root_post_id: isRepost ? null : rootOf(event),
    lang: null,
    text: isRepost ? null : event.content,
    tags: isRepost ? null : tagsOf(event, "t").flatMap(([tag]) => (tag ? [tag] : [])),
    links: isRepost ? null : linksIn(event.content),
    mention_ids: isRepost ? null : [...new Set(tagsOf(event, "p").flatMap(([key]) => (key ? [key] : [])))],
  };
}

/** What `event` did to `target`; empty for its own acts. `isOwnPost` knows posts of the target.
 *  A reaction is towards its last `p` (NIP-25), "-" is a dislike and no act of attention. In a reply everybody of the
 *  thread stands in `p` (NIP-10), so who is answered is told by the post; a mention counts in a post that answers nobody. */
export function actsOn(
  target: string,
  event: NostrEvent,
  isOwnPost: (id: string) => boolean,
): readonly TableRow[] {
  if (event.pubkey === target) return [];
  if (event.kind === KIND.reaction) {
    if (event.content === DISLIKE || lastOf(event, "p") !== target) return [];
    return [act(event, "like", target, lastOf(event, "e"))];
  }
  if (event.kind === KIND.repost || event.kind === KIND.genericRepost) {
    const post = lastOf(event, "e");
    const isTargets = lastOf(event, "p") === target || (post !== null && isOwnPost(post));
    return isTargets ? [act(event, "repost", target, post)] : [];
  }
  if (event.kind !== KIND.note) return [];
  const rows: TableRow[] = [];
  const answered = repliedTo(event);
  const people = new Set(tagsOf(event, "p").map(([key]) => key));
  if (answered !== null && (isOwnPost(answered) || (people.size === 1 && people.has(target))))
    rows.push(act(event, "reply", target, answered));
  const quote = quoted(event);
  if (quote !== null && (quote.author === target || isOwnPost(quote.id)))
    rows.push(act(event, "quote", target, quote.id, "#quote"));
  if (rows.length === 0 && answered === null && quote === null && people.has(target))
    rows.push(act(event, "mention", target, null));
  return rows;
}

/** Posts that `event` (kind 5) asks to delete. */
export function deletionRows(event: NostrEvent): readonly TableRow[] {
  return tagsOf(event, "e").flatMap(([id]) =>
    id === undefined
      ? []
      : [
          {
            table: "removals" as const,
            row: {
              network,
              subject: "post" as const,
              subject_id: id,
              removed_at: timeOf(event.created_at),
              reason: "deleted" as const,
            },
          },
        ],
  );
}

function act(
  event: NostrEvent,
  kind: RowOf<"interactions">["kind"],
  target: string,
  postId: string | null,
  suffix = "",
): TableRow {
  return {
    table: "interactions",
    row: {
      network,
      interaction_id: `${event.id}${suffix}`,
      kind,
      actor_id: event.pubkey,
      target_id: target,
      post_id: postId,
      acted_at: timeOf(event.created_at),
    },
  };
}

function profileOf(event: NostrEvent | null) {
  if (event === null) return null;
  try {
    return wireProfile.parse(JSON.parse(event.content));
  } catch {
    return null;
  }
}

function lastOf(event: NostrEvent, name: string): string | null {
  return tagsOf(event, name).at(-1)?.[0] ?? null;
}

/** The post that a note answers: marked `reply`, else `root`, else (older clients) the last one without a mark. */
function repliedTo(event: NostrEvent): string | null {
  const links = tagsOf(event, "e");
  const marked = (mark: string) => links.find(([, , word]) => word === mark)?.[0];
  const plain = links.filter(([, , word]) => word === undefined || word === "").at(-1)?.[0];
  return marked("reply") ?? marked("root") ?? plain ?? null;
}

function rootOf(event: NostrEvent): string | null {
  const links = tagsOf(event, "e");
  return links.find(([, , word]) => word === "root")?.[0] ?? links[0]?.[0] ?? null;
}

/** Source: NIP-18, quote reposts. */
function quoted(event: NostrEvent): { readonly id: string; readonly author: string | null } | null {
  const [id, , author] = tagsOf(event, "q").at(0) ?? [];
  return id === undefined ? null : { id, author: author ?? null };
}

function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  return [
    ...new Set(found.map(link => link.replace(/[.,;:!?)\]]+$/, "")).filter(link => URL.canParse(link))),
  ];
}
