import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Section } from "../parts/section.tsx";
import { number, sentence } from "../words.ts";

type Vocabulary = NonNullable<ScoredProfile["answer"]["vocabularies"]>["klout"];

/** The style, and what Klout, Twitalyzer and TweetLevel would have said of the same evidence. */
export function Vocabularies({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  const { vocabularies } = answer;
  if (vocabularies === null) return null;
  const { klout } = vocabularies;
  return (
    <Section
      id="style"
      title="Style"
      lead="From how it shares, creates, takes part and listens: the matrix that Klout drew until 2012, reckoned anew from the same evidence."
    >
      {klout.class.name === null ? (
        <p class="empty">{klout.class.reason}</p>
      ) : (
        <div class="card style-card">
          <p class="style-name">{klout.class.name}</p>
          <p>{sentence(klout.class.why ?? "")}</p>
          <Axes axes={klout.class.axes} />
        </div>
      )}
      {Object.values(vocabularies).map(vocabulary => (
        <Measures vocabulary={vocabulary} />
      ))}
    </Section>
  );
}

function Axes({ axes }: { readonly axes: Vocabulary["class"]["axes"] }) {
  return (
    <dl class="axes">
      {axes.map(({ from, to, value }) => (
        <div>
          <dt>
            <span>{from}</span>
            <span>{to}</span>
          </dt>
          <dd>
            <svg class="axis" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect class="meter-ground" y="2" width="100" height="2" />
              {value !== null && <rect class="meter-fill" x={(97 * value).toFixed(1)} width="3" height="6" />}
            </svg>
            <span class="unseen">
              {value === null ? "not known" : `${Math.round(100 * value)} % towards ${to}`}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Measures({ vocabulary }: { readonly vocabulary: Vocabulary }) {
  const { tool, years, measures, class: found } = vocabulary;
  const ours = [...new Set([...measures, found].flatMap(one => (one.ours === null ? [] : [one.ours])))];
  return (
    <details class="behind">
      <summary>
        In {tool}'s words ({years}){found.name !== null && `: ${found.name}`}
      </summary>
      <DataTable
        caption={`What ${tool} would have shown`}
        columns={[
          { title: "Measure" },
          { title: "Value", isNumber: true },
          { title: "Unit" },
          { title: "Range" },
        ]}
        rows={measures.map(({ label, value, unit, range, is_ours, reason }) => [
          `${label}${is_ours ? " *" : ""}`,
          value === null ? (reason ?? "not known") : number(value, value < 10 ? 2 : 0),
          unit,
          range.max === null ? `${range.min} and up` : `${range.min} to ${range.max}`,
        ])}
      />
      <p class="soft">
        {ours.length > 0 && `* ${ours.map(sentence).join(" ")} `}
        The words are {tool}'s; the evidence and its date are Renown's.
      </p>
    </details>
  );
}
