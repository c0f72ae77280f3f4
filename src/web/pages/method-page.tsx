import { featureLabel } from "../../app/feature-label.ts";
import type { EvaluationFigures } from "../../app/serving/evaluation-figures.ts";
import type { Methodology } from "../../app/serving/methodology.ts";
import type { ServedDistribution } from "../../app/serving/served-distribution.ts";
import { networkTitle } from "../../domain/network-title.ts";
import { distributionHistogram } from "../charts/distribution-histogram.ts";
import { featureCurve } from "../charts/feature-curve.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { ChartFigure } from "../parts/chart-figure.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { Section } from "../parts/section.tsx";
import { listed, number, percent, phrase, sentence } from "../words.ts";

export interface MethodPageProps {
  readonly frame: Frame;
  readonly method: Methodology;
  readonly spread: ServedDistribution;
  /** Null where the model was published without its evaluation. */
  readonly evaluation: EvaluationFigures | null;
  /** By feature: below it the axis of its curve is nearly even, above it logarithmic. */
  readonly scales: Readonly<Record<string, number>>;
}

/** How the score works, with the numbers of the model and of the snapshot that is served. */
export function MethodPage({ frame, method, spread, evaluation, scales }: MethodPageProps) {
  return (
    <Layout frame={frame} title="How it works · Renown" isIndexable>
      <div class="wrap page">
        <h1>How it works</h1>
        <p class="lead">
          Influence is other people's actions: how many distinct people act on what somebody posts, how often,
          and how much they are acted on themselves. Everything below is read from model{" "}
          <strong>{method.model}</strong> and the snapshot that is being served.
        </p>
        <Steps method={method} />
        <Spread spread={spread} method={method} />
        <Features method={method} scales={scales} />
        {evaluation !== null && <Evaluation figures={evaluation} />}
        <Constants method={method} />
        <Section id="use" title="What it may be used for">
          <p>{sentence(method.intended_use)}</p>
        </Section>
      </div>
    </Layout>
  );
}

function Steps({ method }: { readonly method: Methodology }) {
  const constant = (name: string) => method.constants.find(one => one.name === name)?.value;
  const { like, reply, mention, repost, quote } = method.kind_weights;
  return (
    <Section id="steps" title="From acts to a score">
      <ol class="steps">
        <li>
          <h3>Acts are gathered</h3>
          <p>
            Likes, reposts, replies, quotes and mentions of the last {constant("window_days") ?? 90} days,
            each fading to half its weight in {constant("half_life_days") ?? 30} days. A like weighs {like}, a
            mention {mention}, a reply {reply}, a repost {repost}, a quote {quote}.
          </p>
        </li>
        <li>
          <h3>People pass on standing</h3>
          <p>
            PeopleRank: who is acted on by people with standing gains standing. Whoever acts on everything
            passes on little with each act, and what one gets back from one's own acts is taken out.
          </p>
        </li>
        <li>
          <h3>Features are added up</h3>
          <p>
            {method.features.filter(({ curve }) => curve !== null).length} features, each through a fixed
            curve that never falls when more is received. The parts sum to the score exactly.
          </p>
        </li>
        <li>
          <h3>The scale stays</h3>
          <p>
            One frozen map turns the sum into 0 to 100. Nobody's score moves because others came or left: only
            by acts, by the standing of those who act, by time, or by what could be seen.
          </p>
        </li>
      </ol>
    </Section>
  );
}

function Spread({ spread, method }: Pick<MethodPageProps, "spread" | "method">) {
  const { calibration, networks } = method;
  const provisional = networks.filter(({ is_provisional }) => is_provisional).map(({ network }) => network);
  const anchors = calibration.anchors.filter(({ share_below }) => share_below > 0 && share_below < 1);
  return (
    <Section
      id="distribution"
      title="Is a score good?"
      lead={`Look where it stands among the ${number(spread.size)} ${spread.description}.`}
    >
      {spread.size === 0 ? (
        <p class="empty">Nobody has a score yet.</p>
      ) : (
        <ChartFigure
          chart={distributionHistogram({
            population: spread.description,
            decades: spread.decades,
            marker: null,
          })}
          label="How scores are spread"
        />
      )}
      <div class="narrow-table">
        <DataTable
          caption="The score that it takes to stand above so many"
          isCaptionShown
          columns={[
            { title: "Above" },
            { title: "Here", isNumber: true },
            { title: "In the reference", isNumber: true },
          ]}
          rows={anchors.map(({ share_below, score }) => [
            `${number(100 * share_below, 2)} %`,
            scoreAt(spread, 100 * share_below)?.toString() ?? "nobody",
            number(score, 1),
          ])}
        />
      </div>
      <p class="soft">
        The reference is {number(calibration.size)} {phrase(calibration.population)}, {calibration.date}. Its
        scale is frozen: whoever comes or goes, the same evidence gives the same score.{" "}
        {provisional.length > 0 &&
          `The scales of ${listed(provisional.map(networkTitle))} are provisional: no real population of them has been measured yet.`}
      </p>
    </Section>
  );
}

/** The smallest whole score that stands above `share` percent; null: none does. */
function scoreAt({ size, percentiles }: ServedDistribution, share: number): number | null {
  if (size === 0) return null;
  return percentiles.find(({ percentile }) => percentile >= share)?.score ?? null;
}

function Features({ method, scales }: Pick<MethodPageProps, "method" | "scales">) {
  const paid = method.features.filter(({ curve }) => curve !== null);
  const shown = method.features.filter(({ use }) => use === "shown");
  return (
    <Section
      id="features"
      title="What is counted"
      lead="Each curve says what a value adds to the latent score; the dashed line is the reference account, in the middle of everybody."
    >
      <div class="curves">
        {paid.map(({ feature, meaning, curve, reference, unit }) => (
          <article class="card">
            <h3>{featureLabel(feature)}</h3>
            <p class="soft">{withValues(sentence(meaning), method)}</p>
            <ChartFigure
              chart={featureCurve({
                label: featureLabel(feature),
                unit,
                scale: scales[feature] ?? 1,
                knots: curve ?? [],
                value: reference,
              })}
              label={`${featureLabel(feature)}: what it adds`}
            />
          </article>
        ))}
      </div>
      <details class="behind">
        <summary>Shown beside the score and never counted ({shown.length})</summary>
        <dl class="parts">
          {shown.map(({ feature, meaning }) => (
            <div>
              <dt>{featureLabel(feature)}</dt>
              <dd>{withValues(sentence(meaning), method)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  );
}

/** `text` with every constant that it names in backticks as its value in this model. */
function withValues(text: string, { constants }: Methodology): string {
  return text.replace(/`(\w+)`/g, (_, name: string) => {
    const constant = constants.find(one => one.name === name);
    if (constant === undefined) return name.replaceAll("_", " ");
    const [what, isOf] = constant.unit.split(/ (per|of) /);
    if (what === "share") return percent(constant.value);
    return isOf === undefined && constant.unit === "people"
      ? number(constant.value)
      : `${number(constant.value, 2)} ${what}`;
  });
}

/** What simpler measures are called in the table of agreement. */
const JUDGES: Readonly<Record<string, string>> = {
  follower_count: "Followers",
  following_count: "Accounts followed",
  listed_count: "Lists that hold the account",
  posts: "Posts",
  network_feature_1: "First network measure of the data set",
  network_feature_2: "Second network measure of the data set",
  network_feature_3: "Third network measure of the data set",
  klout_true_reach: "Klout's True Reach, reckoned anew",
  twitalyzer_clout: "Twitalyzer's clout, reckoned anew",
  tweetlevel_influence: "TweetLevel's influence, reckoned anew",
  tweetlevel_popularity: "TweetLevel's popularity, reckoned anew",
};

function Evaluation({ figures }: { readonly figures: EvaluationFigures }) {
  return (
    <Section
      id="evaluation"
      title="How good it is"
      lead="Measured on data that the model did not see, with what simpler numbers reach on the same task."
    >
      {figures.pairs !== null && (
        <>
          <h3>Who is more influential? People were asked</h3>
          <p>
            {number(figures.pairs.pairs)} judged pairs. The model agrees with people in{" "}
            <strong>{percent(figures.pairs.auc)}</strong> of them ({percent(figures.pairs.low)} to{" "}
            {percent(figures.pairs.high)}).
          </p>
          <DataTable
            caption="Agreement with people, as area under the curve"
            columns={[
              { title: "Judged by" },
              { title: "Agreement", isNumber: true },
              { title: "Range", isNumber: true },
            ]}
            rows={figures.pairs.judges.map(({ name, auc, low, high }) => [
              JUDGES[name] ?? sentence(name.replaceAll("_", " ")).slice(0, -1),
              auc.toFixed(3),
              `${low.toFixed(3)} to ${high.toFixed(3)}`,
            ])}
          />
        </>
      )}
      <p>All figures, tasks and known weaknesses stand in the model card that comes with the program.</p>
    </Section>
  );
}

function Constants({ method }: { readonly method: Methodology }) {
  return (
    <Section id="constants" title="Every constant">
      <details class="behind">
        <summary>{method.constants.length} constants with their unit and where they come from</summary>
        <DataTable
          caption="Constants of the model"
          columns={[
            { title: "Constant" },
            { title: "Value", isNumber: true },
            { title: "Unit" },
            { title: "From" },
          ]}
          rows={method.constants.map(({ name, value, unit, origin }) => [
            name.replaceAll("_", " "),
            String(value),
            unit,
            origin,
          ])}
        />
      </details>
    </Section>
  );
}
