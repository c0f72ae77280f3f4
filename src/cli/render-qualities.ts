import type { QualitiesAnswer, QualityAnswer } from "../app/quality-answer.ts";
import type { ScoreAnswer } from "../app/score-answer.ts";
import { dateOf, number, plain, type Style, sentence } from "./style.ts";

const HEADING = "Four qualities, beside the score and never part of it";
const TEXT_WIDTH = 60;
const LABEL_WIDTH = 22;

/** Four lines for the score card: label, value, percentile and words; none without qualities. */
export function qualityLines({ qualities }: ScoreAnswer): readonly string[] {
  if (qualities === null) return [];
  const shown = Object.values(qualities);
  const valueWidth = Math.max(...shown.map(quality => valueText(quality).length));
  return ["", `  ${HEADING}:`, ...shown.map(quality => `  ${line(quality, valueWidth)}`)];
}

/** The qualities with intervals, populations, parts and evidence posts; empty without qualities. */
export function renderQualities(qualities: QualitiesAnswer | null, style: Style): string {
  if (qualities === null) return "";
  const blocks = Object.values(qualities).map(quality => block(quality, style));
  return `${style.bold(HEADING)}\n${blocks.join("\n")}\n`;
}

function line(quality: QualityAnswer, valueWidth: number): string {
  const label = quality.label.padEnd(LABEL_WIDTH);
  if (quality.value === null) return `${label} ${"-".padEnd(valueWidth)}  ${quality.reason ?? ""}`.trimEnd();
  const standing =
    quality.percentile === null || quality.population === null
      ? ""
      : `${quality.comparative} than ${number(quality.percentile)} % ${quality.population.is_like_sized ? "of its size" : "of this lake"}. `;
  return `${label} ${valueText(quality).padEnd(valueWidth)}  ${standing}${quality.sentence ?? ""}`;
}

function block(quality: QualityAnswer, style: Style): string {
  if (quality.value === null) return `  ${quality.label}: none. ${quality.reason ?? ""}`;
  const range =
    quality.interval === null
      ? ""
      : ` (${inUnit(quality.interval.low, quality.unit)} to ${inUnit(quality.interval.high, quality.unit)} with 90 % certainty)`;
  const compared =
    quality.percentile === null || quality.population === null
      ? []
      : [
          `    ${sentence(quality.comparative).slice(0, -1)} than ${number(quality.percentile, 1)} % of ${number(quality.population.size)} ${quality.population.description}`,
        ];
  const parts = quality.parts.map(
    part => `${part.label} ${part.value === null ? "?" : inUnit(part.value, part.unit)}`,
  );
  return [
    `  ${quality.label}: ${style.bold(valueText(quality))}${range}`,
    `    ${quality.sentence ?? ""}`,
    ...compared,
    style.dim(`    ${parts.join(" · ")}`),
    ...quality.evidence.map(post => {
      const when = post.posted_at === null ? "" : `${dateOf(post.posted_at)} `;
      return `    ${when}${short(post.text ?? post.post_id)} (${plain(post.note)})`;
    }),
  ].join("\n");
}

function valueText({ value, unit }: QualityAnswer): string {
  return value === null ? "-" : inUnit(value, unit);
}

function inUnit(value: number, unit: string): string {
  if (unit === "share") return `${Math.round(100 * value)} %`;
  if (unit === "hours")
    return value < 1.5 ? `${Math.max(1, Math.round(60 * value))} min` : `${number(value, 1)} h`;
  return number(value);
}

function short(text: string): string {
  const letters = [...plain(text)];
  return letters.length <= TEXT_WIDTH ? letters.join("") : `${letters.slice(0, TEXT_WIDTH - 1).join("")}…`;
}
