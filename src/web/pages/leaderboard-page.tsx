import type { ServedTop } from "../../app/serving/served-top.ts";
import { networkTitle } from "../../domain/network-title.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { leaderboardPath, profilePath } from "../links.ts";
import { ScaleBar } from "../parts/scale-bar.tsx";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { dayOf, number, percent, plain } from "../words.ts";

export interface LeaderboardPageProps {
  readonly frame: Frame;
  readonly board: ServedTop;
  /** Networks with a board of their own. */
  readonly networks: readonly string[];
}

/** A leaderboard whose places say who is tied, and whose scores keep their ranges. */
export function LeaderboardPage({ frame, board, networks }: LeaderboardPageProps) {
  const { network, entries, next_cursor } = board;
  const title =
    network === null ? "Leaderboard, all networks together" : `Leaderboard of ${networkTitle(network)}`;
  const here = leaderboardPath(network ?? undefined);
  return (
    <Layout frame={frame} title={`${title} · Renown`} isIndexable>
      <div class="wrap page">
        <h1>{title}</h1>
        <p class="lead">
          {number(board.population.size)} {board.population.description}, as of {dayOf(board.as_of)}. Where
          the order of two is less than 90 % sure they share a place: read those as equal.
        </p>
        <nav class="contents" aria-label="Leaderboards">
          <a href={leaderboardPath()} {...(network === null && { "aria-current": "page" })}>
            All together
          </a>
          {networks.map(name => (
            <a href={leaderboardPath(name)} {...(network === name && { "aria-current": "page" })}>
              {networkTitle(name)}
            </a>
          ))}
        </nav>
        {entries.length === 0 ? (
          <p class="empty">Nobody is ranked here yet.</p>
        ) : (
          <ol class="board" start={entries[0]?.rank ?? 1}>
            {entries.map(entry => (
              <Entry entry={entry} />
            ))}
          </ol>
        )}
        {next_cursor !== null && (
          <p>
            <a
              class="button button-quiet"
              rel="next"
              href={`${here}?cursor=${encodeURIComponent(next_cursor)}`}
            >
              Further down
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}

function Entry({ entry }: { readonly entry: ServedTop["entries"][number] }) {
  const [first, ...others] = entry.handles;
  if (first === undefined) return null;
  const named = entry.display_name === null ? others : entry.handles;
  return (
    <li class="board-entry" value={entry.rank}>
      <span class="board-place">{placeText(entry)}</span>
      <div class="board-who">
        <a class="hit-name" href={profilePath(first)}>
          {plain(entry.display_name ?? first)}
        </a>
        {named.length > 0 && <span class="soft">{named.map(plain).join(", ")}</span>}
        <span class="soft">{percent(entry.coverage)} of the evidence seen</span>
      </div>
      <ScaleBar score={entry.score} range={entry} />
      <ScoreFigure score={entry.score} range={entry} />
    </li>
  );
}

/** A place in words: alone, or shared with others. */
function placeText({ rank, tied_from, tied_to }: ServedTop["entries"][number]): string {
  if (tied_from === tied_to) return `${rank}`;
  return `tied, ${tied_from} to ${tied_to}`;
}
