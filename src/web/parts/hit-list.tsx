import type { SearchHit } from "../../app/serving/served-view.ts";
import { networkTitle } from "../../domain/network-title.ts";
import { profilePath } from "../links.ts";
import { plain } from "../words.ts";
import { ScoreFigure } from "./score-figure.tsx";

/** People as cards that lead to their profiles, each score with its range. */
export function HitList({ hits }: { readonly hits: readonly SearchHit[] }) {
  return (
    <ul class="hits">
      {hits.map(hit => (
        <li class="hit">
          <div class="hit-who">
            <a class="hit-name" href={profilePath(hit.handle)}>
              {plain(hit.display_name ?? hit.handle)}
            </a>
            <span class="soft">
              <span class="handle">{plain(hit.handle)}</span> · {networkTitle(hit.network)}
            </span>
          </div>
          <ScoreFigure score={hit.score} range={rangeOf(hit)} />
        </li>
      ))}
    </ul>
  );
}

function rangeOf({ low, high }: SearchHit): { readonly low: number; readonly high: number } | null {
  return low === null || high === null ? null : { low, high };
}
