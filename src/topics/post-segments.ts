import { foldText } from "./fold-text.ts";
import type { PostToTag } from "./tagger.ts";
import { tokensOf } from "./tokens.ts";

/** A run of words of a post in which phrases are looked for. */
export interface Segment {
  readonly tokens: readonly string[];
  /** The hashtag it stands for, folded and in one piece (`realmadrid`); null for running text. */
  readonly hashtag: string | null;
}

/** A post cut for matching: running text first, then each hashtag once, split where capitals start a word. Addresses
 *  and handles are taken out of the text, since a handle says who is spoken to and not what about; the hosts of
 *  addresses come apart, without `www.`. */
export function segmentsOf(post: PostToTag): {
  readonly segments: readonly Segment[];
  readonly hosts: readonly string[];
} {
  let text = post.text ?? "";
  const hosts = new Set<string>();
  if (text.includes("://"))
    text = text.replace(/https?:\/\/[^\s<>"）)]+/gi, url => {
      addHost(hosts, url);
      return " ";
    });
  for (const link of post.links) addHost(hosts, link);
  if (text.includes("@")) text = text.replace(/(^|[^{\p{L}\p{N}])@[\w.-]+(?:@[\w.-]+)?/gu, "$1 ");
  const tags = new Map<string, string>();
  for (const tag of post.tags) addTag(tags, tag);
  if (text.includes("#") || text.includes("＃"))
    text = text.replace(/[#＃]([\p{L}\p{N}_\p{M}ー]+)/gu, (_, tag: string) => {
      addTag(tags, tag);
      return " ";
    });
  const segments: Segment[] = [{ tokens: tokensOf(foldText(text)), hashtag: null }];
  for (const [hashtag, words] of tags) segments.push({ tokens: tokensOf(foldText(words)), hashtag });
  return { segments, hosts: [...hosts] };
}

/** A hashtag in one folded piece: `#RealMadrid_CF` gives `realmadridcf`. */
export function foldTag(tag: string): string {
  return foldText(tag).replace(/[#＃_\s]/g, "");
}

function addTag(tags: Map<string, string>, tag: string): void {
  const key = foldTag(tag);
  if (key === "" || tags.has(key)) return;
  const words = tag
    .replace(/[#＃_]/g, " ")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
  tags.set(key, words);
}

function addHost(hosts: Set<string>, url: string): void {
  const found = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url);
  if (found?.[1] !== undefined) hosts.add(found[1].toLowerCase().replace(/^www\./, ""));
}
