import { escapeMarkup } from "../charts/svg.ts";
import { pathSegment, profilePath } from "../links.ts";
import { Section } from "../parts/section.tsx";

export interface ShareProps {
  readonly handle: string;
  readonly origin: string;
}

/** The card for link previews and the badge to embed; both carry the range with the number. */
export function Share({ handle, origin }: ShareProps) {
  const badge = `/badge/${pathSegment(handle)}.svg`;
  const snippet = `<a href="${origin}${profilePath(handle)}"><img src="${origin}${badge}" alt="Renown score of ${escapeMarkup(handle)} with its range"></a>`;
  return (
    <Section
      id="share"
      title="Share it"
      lead="Badge and card always carry the range, the date and the model: the number never travels alone."
    >
      <p>
        <img
          class="badge"
          src={badge}
          alt={`Badge with the score and range of ${handle}`}
          loading="lazy"
          height={20}
        />{" "}
        <a href={cardPath(handle)}>Card for link previews (PNG)</a>
      </p>
      <label for="snippet">To embed the badge on a page of yours</label>
      <textarea id="snippet" class="snippet" readonly rows={3} data-copy>
        {snippet}
      </textarea>
    </Section>
  );
}

/** The picture that link previews show of a profile. */
export function cardPath(handle: string): string {
  return `/card/${pathSegment(handle)}.png`;
}
