import type { DossierPost, DossierPosts, PostChoice } from "../../app/dossier/dossier.ts";
import { strengthMeter } from "../charts/strength-meter.ts";
import { asMarkup, type Markup, markup } from "./markup.ts";
import { counted, dayInWords } from "./words.ts";

/** The posts, first of all: what the account said, chosen in ways it cannot arrange. */
export function postsSection(posts: DossierPosts): Markup {
  const { drew_most, typical, answers, on_topic } = posts;
  return markup`<section class="posts"><h2>The posts</h2>
${choice("The three that drew most", drew_most, "posts and answers whose reactions are known")}
${choice("Three typical ones, drawn by a fixed seed whatever they drew", typical, "posts of its own")}
${choice("Three answers to people, drawn the same way", answers, "answers")}
${on_topic === null ? null : choice(`Three on ${on_topic.topic}`, on_topic, `posts on ${on_topic.topic}`)}
</section>`;
}

function choice(title: string, { posts, posts_count, reason }: PostChoice, noun: string): Markup {
  return markup`<h3>${title}</h3>
${posts.length === 0 ? markup`<p class="none">${reason ?? "None."}</p>` : markup`<ol class="cards">${posts.map(card)}</ol>`}
${posts_count === null || posts.length === 0 ? null : leftOut(posts.length, posts_count, noun)}`;
}

function leftOut(shown: number, all: number, noun: string): Markup {
  const rest = Math.max(0, all - shown);
  return markup`<p class="left-out">${counted(shown)} of ${counted(all)} ${noun} of the 90 days; ${
    rest === 0 ? "none is left out" : `${counted(rest)} left out`
  }.</p>`;
}

function card(post: DossierPost): Markup {
  const when = post.posted_at === null ? "at an unknown time" : dayInWords(post.posted_at);
  const says =
    post.text === null || post.text === ""
      ? markup`<p class="none">Its words were not observed.</p>`
      : markup`<blockquote dir="auto">${post.text}</blockquote>`;
  return markup`<li class="card">${says}
<p class="about">${post.kind}, ${when}${
    post.answered === null ? null : markup`, to <bdi>${post.answered}</bdi>`
  } · ${reactions(post)}${post.strength === null ? null : asMarkup(strengthMeter(post.strength).svg)}${
    post.url === null ? null : markup` · <a href="${post.url}" rel="noreferrer nofollow">see the post</a>`
  }</p></li>
`;
}

/** Counts in words; what was not observed is not called zero. */
function reactions(post: DossierPost): string {
  const kinds = [
    ["like", "likes", post.like_count],
    ["repost", "reposts", post.repost_count],
    ["reply", "replies", post.reply_count],
    ["quote", "quotes", post.quote_count],
  ] as const;
  const seen = kinds.flatMap(([one, many, count]) =>
    count === null ? [] : [`${counted(count)} ${count === 1 ? one : many}`],
  );
  const unseen = kinds.filter(([, , count]) => count === null).map(([, many]) => many);
  if (seen.length === 0) return "reactions not observed";
  return unseen.length === 0 ? seen.join(", ") : `${seen.join(", ")}; ${unseen.join(", ")} not observed`;
}
