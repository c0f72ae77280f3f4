import type { NetworkName } from "./network.ts";

/** The address at which people read a post, or null when its id does not tell.
 *  @example postUrl("bluesky", "at://did:plc:a/app.bsky.feed.post/3k") // "https://bsky.app/profile/did:plc:a/post/3k" */
export function postUrl(network: NetworkName, postId: string): string | null {
  if (/^https?:\/\/\S+$/.test(postId)) return postId;
  if (network === "x" && /^\d{1,20}$/.test(postId)) return `https://x.com/i/web/status/${postId}`;
  if (network === "facebook" && /^\d+_\d+$/.test(postId)) return `https://www.facebook.com/${postId}`;
  if (network === "youtube" && /^[\w-]{11}$/.test(postId)) return `https://www.youtube.com/watch?v=${postId}`;
  const bluesky = /^at:\/\/(did:[\w:.%-]+)\/app\.bsky\.feed\.post\/([\w.~:-]+)$/.exec(postId);
  return network === "bluesky" && bluesky !== null
    ? `https://bsky.app/profile/${bluesky[1]}/post/${bluesky[2]}`
    : null;
}
