import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { isNetworkName } from "../../domain/network.ts";
import { postUrl } from "../../domain/post-url.ts";
import { OutsideLink } from "../parts/outside-link.tsx";
import { Section } from "../parts/section.tsx";
import { dayOf, inUnit, number, percentileText, plain, sentence } from "../words.ts";
import { Meter } from "./standing.tsx";

type Quality = NonNullable<ScoredProfile["answer"]["qualities"]>["conversation"];

/** Conversation, timeliness, flexibility and voice, each with its range, its peers and its posts. */
export function Qualities({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  const { qualities, network } = answer;
  if (qualities === null) return null;
  return (
    <Section
      id="qualities"
      title="Four qualities"
      lead="How it converses. They stand beside the score and are never part of it: nobody gains or loses a point here."
    >
      <div class="cards">
        {Object.values(qualities).map(quality => (
          <QualityCard quality={quality} network={network} />
        ))}
      </div>
    </Section>
  );
}

function QualityCard({ quality, network }: { readonly quality: Quality; readonly network: string }) {
  const { value, interval, unit } = quality;
  if (value === null)
    return (
      <article class="card">
        <h3>{quality.label}</h3>
        <p class="figure figure-none">not known</p>
        <p class="soft">{quality.reason}</p>
      </article>
    );
  return (
    <article class="card">
      <h3>{quality.label}</h3>
      <p class="figure figure-small">
        <span class="figure-score">{inUnit(value, unit)}</span>{" "}
        {interval !== null && (
          <span class="figure-range">
            {inUnit(interval.low, unit)} to {inUnit(interval.high, unit)}
          </span>
        )}
      </p>
      <p>{sentence(quality.sentence ?? "")}</p>
      {quality.percentile !== null && <Meter value={quality.percentile} />}
      {quality.percentile !== null && quality.population !== null && (
        <p class="soft">
          {sentence(quality.comparative).slice(0, -1)} than {percentileText(quality.percentile)} of{" "}
          {number(quality.population.size)} {quality.population.description}.
        </p>
      )}
      <details class="behind">
        <summary>Parts and posts</summary>
        <dl class="parts">
          {quality.parts.map(part => (
            <div>
              <dt>{part.label}</dt>
              <dd>{part.value === null ? "not known" : inUnit(part.value, part.unit)}</dd>
            </div>
          ))}
        </dl>
        <ul class="posts">
          {quality.evidence.map(post => (
            <li>
              <Post post={post} network={network} />
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

function Post({ post, network }: { readonly post: Quality["evidence"][number]; readonly network: string }) {
  const url = isNetworkName(network) ? postUrl(network, post.post_id) : null;
  const says = plain(post.text ?? "") || "A post without words";
  return (
    <>
      <p class="post">{url === null ? says : <OutsideLink href={url}>{says}</OutsideLink>}</p>
      <p class="soft">
        {post.posted_at !== null && <time datetime={post.posted_at}>{dayOf(post.posted_at)}</time>}
        {post.posted_at !== null && " · "}
        {plain(post.note)}
      </p>
    </>
  );
}
