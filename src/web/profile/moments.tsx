import { raw } from "hono/html";
import type { ProfileView } from "../../app/serving/profile-view.ts";
import { strengthMeter } from "../charts/strength-meter.ts";
import { profilePath } from "../links.ts";
import { OutsideLink } from "../parts/outside-link.tsx";
import { Section } from "../parts/section.tsx";
import { counted, dayOf, plain } from "../words.ts";

type Moment = ProfileView["moments"]["moments"][number];

const REACTORS_SHOWN = 3;

/** The posts that drew most, linked where they stand, with who reacted. */
export function Moments({ profile: { moments } }: { readonly profile: ProfileView }) {
  return (
    <Section
      id="moments"
      title="Moments"
      lead="The posts of the last 90 days that drew most. Strength compares each with its author's other posts and with those of accounts of like size."
    >
      {moments.moments.length === 0 ? (
        <p class="empty">{plain(moments.reason ?? "")}</p>
      ) : (
        <ol class="moments">
          {moments.moments.map(moment => (
            <MomentCard moment={moment} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function MomentCard({ moment }: { readonly moment: Moment }) {
  const { text, url, posted_at, people } = moment;
  const says = plain(text ?? "") || "A post without words";
  return (
    <li class="moment">
      <div class="moment-head">
        {raw(strengthMeter(moment.strength).svg)}
        {posted_at !== null && <time datetime={posted_at}>{dayOf(posted_at)}</time>}
      </div>
      <p class="post">{url === null ? says : <OutsideLink href={url}>{says}</OutsideLink>}</p>
      <p class="soft">{reactionsText(moment)}</p>
      {people.length > 0 && (
        <p class="soft">
          Among them{" "}
          {people.slice(0, REACTORS_SHOWN).map((person, i) => (
            <>
              {i > 0 && ", "}
              <a href={profilePath(person.handle)}>{plain(person.handle)}</a>
            </>
          ))}
        </p>
      )}
    </li>
  );
}

/** What a post drew; what was not observed is left out, never told as none. */
function reactionsText(moment: Moment): string {
  const kinds = [
    [moment.like_count, "like", "likes"],
    [moment.repost_count, "repost", "reposts"],
    [moment.reply_count, "reply", "replies"],
    [moment.quote_count, "quote", "quotes"],
  ] as const;
  const seen = kinds.flatMap(([count, one, many]) =>
    count === null || count === 0 ? [] : [counted(count, one, many)],
  );
  const people = moment.people_seen_count;
  const from =
    people === null || people === 0 ? "" : ` from ${counted(people, "person", "people")} that could be seen`;
  return `${seen.join(" · ") || "No reaction was counted"}${from}`;
}
