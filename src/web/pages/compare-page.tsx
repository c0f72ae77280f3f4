import type { Comparison } from "../../app/compare-handles.ts";
import { comparisonSentences } from "../../app/comparison-sentences.ts";
import { featureLabel } from "../../app/feature-label.ts";
import { compareIntervals } from "../charts/compare-intervals.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { profilePath } from "../links.ts";
import { ChartFigure } from "../parts/chart-figure.tsx";
import { CodeText } from "../parts/code-text.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { Notice } from "../parts/notice.tsx";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { inUnit, percent, plain, sentence } from "../words.ts";

/** Accounts that one comparison holds. */
export const COMPARED = { least: 2, most: 5 } as const;

export interface ComparePageProps {
  readonly frame: Frame;
  /** Handles as they were asked for. */
  readonly asked: readonly string[];
  readonly comparison: Comparison | null;
  /** Why there is no comparison; null where none was asked for. */
  readonly problem: string | null;
}

/** Two to five accounts side by side, in the order asked; who is above whom, and who is tied, in words. */
export function ComparePage({ frame, asked, comparison, problem }: ComparePageProps) {
  const title = comparison === null ? "Compare" : `Compare ${asked.map(plain).join(", ")}`;
  return (
    <Layout frame={frame} title={`${title} · Renown`}>
      <div class="wrap page">
        <h1>Compare</h1>
        <p class="lead">
          Two to five accounts in the order you name them, never sorted by score. Where their order is less
          than 90 % sure they are tied, and that is said.
        </p>
        <CompareForm asked={asked} />
        {problem !== null && (
          <Notice title="That cannot be compared">
            <CodeText text={problem} />
          </Notice>
        )}
        {comparison !== null && <Compared comparison={comparison} />}
      </div>
    </Layout>
  );
}

function CompareForm({ asked }: { readonly asked: readonly string[] }) {
  const fields = Math.min(COMPARED.most, Math.max(COMPARED.least, asked.length) + 1);
  return (
    <form action="/compare" method="get" class="compare-form">
      {Array.from({ length: fields }, (_, i) => (
        <div>
          <label for={`with-${i}`}>Handle {i + 1}</label>
          <input
            id={`with-${i}`}
            name="with"
            type="text"
            maxlength={300}
            value={asked[i] ?? ""}
            autocapitalize="none"
            autocomplete="off"
            spellcheck={false}
          />
        </div>
      ))}
      <button type="submit" class="button">
        Compare
      </button>
    </form>
  );
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const { accounts } = comparison;
  const chart = compareIntervals(
    accounts.map(({ handle, score, interval }) => ({
      label: handle,
      score,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    })),
  );
  return (
    <>
      <div class="verdict" role="status">
        {comparisonSentences(comparison).map(text => (
          <p>{plain(text)}</p>
        ))}
      </div>
      <ChartFigure chart={chart} label="Scores with their ranges" />
      <h2>Side by side</h2>
      <DataTable
        caption="What sets them apart"
        columns={[{ title: "Measure" }, ...accounts.map(({ handle }) => ({ title: handle, isNumber: true }))]}
        rows={rowsOf(comparison)}
      />
      <p class="use">{sentence(comparison.intended_use)}</p>
    </>
  );
}

function rowsOf({ accounts }: Comparison) {
  const features = [
    ...new Set(accounts.flatMap(account => account.contributions.map(({ feature }) => feature))),
  ];
  return [
    [
      "Profile",
      ...accounts.map(({ handle }) => (
        <a href={profilePath(handle)}>
          open<span class="unseen"> {handle}</span>
        </a>
      )),
    ],
    ["Score", ...accounts.map(({ score, interval }) => <ScoreFigure score={score} range={interval} />)],
    ["Evidence seen", ...accounts.map(({ coverage }) => percent(coverage))],
    ...(["reach", "amplification", "network_impact"] as const).map(name => [
      name === "network_impact" ? "Network impact" : sentence(name).slice(0, -1),
      ...accounts.map(({ subscores }) => (subscores === null ? "–" : String(Math.round(subscores[name])))),
    ]),
    ...features.map(feature => [
      featureLabel(feature),
      ...accounts.map(({ contributions }) => {
        const part = contributions.find(one => one.feature === feature);
        if (part === undefined) return "–";
        return part.value === null ? "not observed" : inUnit(part.value, part.unit);
      }),
    ]),
  ];
}
