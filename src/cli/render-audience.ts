import type { AudienceOfHandle } from "../app/authenticity/audience-of-handle.ts";
import type { AuthenticityAnswer } from "../app/authenticity/authenticity-answer.ts";
import type { ScoreAnswer } from "../app/score-answer.ts";
import { renderTable } from "./render-table.ts";
import { dateOf, number, percent, plain, type Style, signed } from "./style.ts";

const SIDES = [
  ["engagers", "Who acted on it"],
  ["followers", "Who follows it"],
] as const;

/** One line for the score card: how many of those who acted on it look genuine; none without audiences. */
export function audienceLines({ authenticity }: ScoreAnswer): readonly string[] {
  if (authenticity === null) return [];
  const { people_count, genuine, reason } = authenticity.engagers;
  const says =
    genuine === null
      ? (reason ?? "Nothing is known of it.")
      : `${percent(genuine.share)} look genuine (${percent(genuine.low)} to ${percent(genuine.high)})${suspiciousText(authenticity)}`;
  return ["", `  Audience: ${number(people_count)} people acted on it. ${says}`];
}

/** Both sides of the audience with every class; empty without audiences. */
export function renderAudienceQuality(authenticity: AuthenticityAnswer | null, style: Style): string {
  if (authenticity === null) return "";
  const sides = SIDES.flatMap(([side, title]) => {
    const { people_count, genuine, reason, classes } = authenticity[side];
    if (people_count === 0) return side === "followers" ? [] : [`  ${title}: nobody was seen.`];
    const says =
      genuine === null
        ? (reason ?? "")
        : `${style.bold(percent(genuine.share))} look genuine (${percent(genuine.low)} to ${percent(genuine.high)} with ${percent(genuine.level)} certainty)`;
    const counts = classes
      .filter(({ count }) => count > 0)
      .map(({ label, count, share }) => `${number(count)} ${label} (${percent(share)})`);
    return [
      `  ${title}: ${number(people_count)} people. ${says}`,
      ...(counts.length === 0 ? [] : [style.dim(`    ${counts.join(" · ")}`)]),
    ];
  });
  return `${style.bold("Audience, as far as it can be judged")}\n${sides.join("\n")}\n`;
}

/** What `renown audience` prints. */
export function renderAudience(answer: AudienceOfHandle, style: Style): string {
  const { account, suspects } = answer;
  const headline =
    account.authenticity === null
      ? `No estimate. ${account.reason ?? ""}`
      : `Genuine with ${style.bold(probability(account.authenticity))} probability, as far as can be told (${percent(account.prior)} before anything is known)`;
  const observed = account.signals.filter(({ value }) => value !== null);
  const missing = account.signals.filter(({ value }) => value === null).map(({ label }) => label);
  const reasons = observed
    .toSorted((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds))
    .map(({ log_odds, sentence }) => `  ${signed(log_odds).padStart(6)}  ${plain(sentence)}`);
  return [
    `${style.bold(plain(answer.handle))}, as of ${dateOf(answer.as_of)}`,
    "",
    headline,
    ...(reasons.length === 0 ? [] : [style.dim("  log-odds, and what they come from"), ...reasons]),
    ...(missing.length === 0 ? [] : [style.dim(`  Not observed, adds nothing: ${missing.join(", ")}.`)]),
    "",
    renderAudienceQuality(answer.audience, style),
    ...(suspects === null ? [] : suspectLines(suspects, style)),
    ...answer.notes.map(note => style.dim(`Note: ${note}`)),
    style.dim(`Model ${account.model}.`),
    "",
  ].join("\n");
}

function suspectLines(suspects: NonNullable<AudienceOfHandle["suspects"]>, style: Style): readonly string[] {
  if (suspects.length === 0) return ["No suspicious account was seen around it.", ""];
  const rows = suspects.map(({ account_id, handle, authenticity, has_acted }) => [
    plain(handle ?? account_id),
    probability(authenticity),
    has_acted ? "acts on it" : "follows it",
  ]);
  return [
    `${style.bold("Suspicious accounts around it")} ${style.dim("(for you alone)")}`,
    renderTable(["Account", "Genuine", "How"], rows),
    "",
  ];
}

/** Never a certainty. */
function probability(value: number): string {
  if (value > 0.99) return "over 99 %";
  return value < 0.01 ? "under 1 %" : percent(value);
}

function suspiciousText({ engagers }: AuthenticityAnswer): string {
  const suspicious = engagers.classes.find(({ name }) => name === "suspicious");
  return suspicious === undefined ? "" : `, ${percent(suspicious.share)} suspicious`;
}
