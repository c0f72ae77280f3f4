import type { ScoreAnswer } from "../../app/score-answer.ts";
import { chartFigure } from "../charts/chart-figure.ts";
import { peerStandings } from "../charts/peer-standings.ts";
import { asMarkup, type Markup, markup } from "./markup.ts";
import { counted } from "./words.ts";

const UNKNOWN_AUDIENCE = "Its audience was not observed, so accounts of its size cannot be told.";

/** Where the account stands among those with a like audience. */
export function peersSection({ qualities, percentiles }: ScoreAnswer): Markup {
  const similar = percentiles.find(({ population }) => population === "similar_audience");
  const peers =
    similar === undefined || similar.percentile === null
      ? UNKNOWN_AUDIENCE
      : `Compared with ${counted(similar.size)} ${similar.description}, ${Math.round(similar.percentile)} % of them draw less attention than it does.`;
  const standings = Object.values(qualities ?? {}).map(({ label, percentile, population, reason }) => ({
    label,
    percentile,
    compared:
      population === null ? (reason ?? "nobody") : `${counted(population.size)} ${population.description}`,
  }));
  return markup`<section><h2>Beside accounts of its size</h2>
<p>${peers}</p>
${standings.length === 0 ? null : asMarkup(chartFigure(peerStandings(standings)))}</section>`;
}
