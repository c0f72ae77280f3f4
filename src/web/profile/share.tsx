import { escapeMarkup } from "../charts/svg.ts";
import { profilePath } from "../links.ts";
import { Section } from "../parts/section.tsx";
import { badgePath, cardPath, dossierPath } from "../share/share-meta.ts";
import { plain } from "../words.ts";

export interface ShareProps {
  readonly handle: string;
  readonly origin: string;
}

/** Badge, card and dossier to take elsewhere; each carries the range with the number. */
export function Share({ handle, origin }: ShareProps) {
  const badge = badgePath(handle);
  const alt = `Renown score of ${plain(handle)} with its range`;
  const snippet = `<a href="${origin}${profilePath(handle)}"><img src="${origin}${badge}" alt="${escapeMarkup(alt)}"></a>`;
  return (
    <Section
      id="share"
      title="Take it elsewhere"
      lead="Whatever leaves this page carries the range, the date and the model: the number never travels alone."
    >
      <p class="share-row">
        <img class="badge" src={badge} alt={alt} loading="lazy" />
        <a href={dossierPath(handle)}>Dossier: posts first, the number last</a>
        <a href={cardPath(handle)}>Card as a picture</a>
      </p>
      <label for="snippet">To embed the badge on a page of yours</label>
      <textarea id="snippet" class="snippet" readonly rows={3} data-copy>
        {snippet}
      </textarea>
    </Section>
  );
}
