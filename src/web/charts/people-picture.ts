import { dot, link, text } from "@observablehq/plot";
import { type Chart, numbers, words } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { finite, scoreText, shareText } from "./figures.ts";
import { shortText } from "./short-text.ts";

export interface PicturedPerson {
  readonly name: string;
  /** 0..1: share of attention that goes from the moved one to the mover; the thickness of the line. */
  readonly share: number;
  /** The person's own score; null when there was not enough data. */
  readonly score: number | null;
}

export interface PeopleValues {
  readonly name: string;
  /** Who influences the account, the strongest first; drawn on the left. */
  readonly moved_by: readonly PicturedPerson[];
  /** Whom the account influences, the strongest first; drawn on the right. */
  readonly moves: readonly PicturedPerson[];
}

/** People drawn on one side; 60 in all. */
export const MOST_PEOPLE_A_SIDE = 30;
const WIDTH = 480;
const ROW = 20;
const NAME_LETTERS = 17;
const TOP = 34;
/** Where names end on the left, begin on the right, and how wide the name in the middle is drawn. */
const [LEFT, RIGHT, MIDDLE, HALF] = [128, 352, 240, 56];
const THICKEST = 11;

interface Placed extends PicturedPerson {
  readonly y: number;
  readonly width: number;
}

/** Who influences an account and whom it influences: one column of names each side, tied to the middle by lines as
 *  thick as the share of attention. The same people give the same picture. */
export function peoplePicture(values: PeopleValues): Chart {
  const left = drawable(values.moved_by);
  const right = drawable(values.moves);
  const rows = Math.max(left.length, right.length, 3);
  const height = TOP + ROW * rows + 10;
  const centre = TOP + (ROW * rows) / 2;
  const most = Math.max(1e-9, ...left.map(({ share }) => share), ...right.map(({ share }) => share));
  const place = (people: readonly PicturedPerson[]): Placed[] =>
    people.map((person, i) => ({
      ...person,
      y: TOP + ROW * (i + 0.5) + (ROW * (rows - people.length)) / 2,
      width: Math.max(0.8, (THICKEST * person.share) / most),
    }));
  const [movedBy, moves] = [place(left), place(right)];
  const frame = {
    name: "people",
    title: `Who influences ${shortText(values.name, 60)}, and whom it influences`,
    description: `${sideText(left, "influence it")} ${sideText(right, "are influenced by it")}`,
    width: WIDTH,
    height,
  };
  const line = { curve: "bump-x", strokeWidth: "width", strokeLinecap: "round" } as const;
  const names = {
    y: "y",
    fontSize: 13,
    text: (person: Placed) => shortText(person.name, NAME_LETTERS),
  } as const;
  const heads = [
    { x: LEFT, anchor: "end" as const, says: "influenced by" },
    { x: RIGHT, anchor: "start" as const, says: "influences" },
  ];
  const svg = drawPlot(
    frame,
    [
      link(movedBy, {
        ...{ className: "chart-mover", x1: LEFT + 14, x2: MIDDLE - HALF, y1: "y", y2: centre },
        ...line,
      }),
      link(moves, {
        ...{ className: "chart-moved", x1: MIDDLE + HALF, x2: RIGHT - 14, y1: centre, y2: "y" },
        ...line,
      }),
      dot(movedBy, { className: "chart-mover-dot", x: LEFT + 9, y: "y", r: 3.5 }),
      dot(moves, { className: "chart-moved-dot", x: RIGHT - 9, y: "y", r: 3.5 }),
      text(movedBy, { className: "chart-label", ...names, x: LEFT, textAnchor: "end" }),
      text(moves, { className: "chart-label", ...names, x: RIGHT, textAnchor: "start" }),
      ...heads.map(({ x, anchor, says }) =>
        text([says], {
          className: "chart-muted",
          ...{ x: () => x, y: () => 16, text: (said: string) => said, textAnchor: anchor, fontSize: 12 },
        }),
      ),
      ...[left, right].map((people, side) =>
        text(people.length > 0 ? [] : ["nobody seen"], {
          className: "chart-muted",
          ...{ x: () => heads[side]!.x, y: () => centre, text: (said: string) => said },
          ...{ textAnchor: heads[side]!.anchor, fontStyle: "italic", fontSize: 13 },
        }),
      ),
      text([shortText(values.name, 30)], {
        ...{ className: "chart-centre", x: () => MIDDLE, y: () => centre, text: (said: string) => said },
        ...{ fontSize: 13, lineWidth: 7, fontWeight: 600 },
      }),
    ],
    {
      x: { type: "identity", axis: null },
      y: { type: "identity", axis: null },
      ...{ marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 },
    },
  );
  const row = (says: string) => (person: PicturedPerson) => [
    person.name,
    says,
    shareText(person.share),
    scoreText(person.score),
  ];
  return {
    svg,
    table: {
      caption: "People around the account, by share of attention",
      columns: [words("Person"), words("Side"), numbers("Share of attention"), numbers("Own score")],
      rows: [...left.map(row("influences it")), ...right.map(row("is influenced by it"))],
    },
  };
}

function drawable(people: readonly PicturedPerson[]): readonly PicturedPerson[] {
  return people.filter(({ share }) => finite(share) !== null && share >= 0).slice(0, MOST_PEOPLE_A_SIDE);
}

function sideText(people: readonly PicturedPerson[], says: string): string {
  const [first] = people;
  if (first === undefined) return `Nobody was seen of those who ${says}.`;
  const strongest = `${shortText(first.name, 60)} with ${shareText(first.share)} of attention`;
  return `${people.length} ${says}; the strongest is ${strongest}.`;
}
