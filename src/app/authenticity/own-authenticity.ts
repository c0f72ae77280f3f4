import { estimateAuthenticity } from "../../authenticity/estimate-authenticity.ts";
import { signalNamed } from "../../authenticity/registry.ts";
import { type AuthenticityEvidence, SIGNAL_COLUMNS } from "../../authenticity/signal.ts";
import type { EngineRow } from "../../engines/contract.ts";
import type { PublishedRun } from "../../lake/contract.ts";
import { authenticityRowOf, type Suspect, suspectsOf } from "../../snapshot/audience.ts";
import { concealedNow } from "../../snapshot/concealed-now.ts";
import type { StoredAccount } from "../../snapshot/contract.ts";
import { publishedRelations } from "../../snapshot/run-relations.ts";
import type { LakeSession } from "../lake-session.ts";
import { loadAuthenticityModel } from "./load-authenticity-model.ts";

/** What one signal says of an account. */
export interface OwnSignal {
  readonly signal: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: string;
  /** Added to the log-odds that the account is genuine; 0 where it was not observed. */
  readonly log_odds: number;
  /** The reason in words; "not observed" where it was not. */
  readonly sentence: string;
}

/** How surely an account is genuine, for the operator and its owner alone. */
export interface OwnAuthenticity {
  readonly model: string;
  /** Estimated probability 0..1; null: see `reason`. */
  readonly authenticity: number | null;
  readonly reason: string | null;
  readonly prior: number;
  readonly suspicious_below: number;
  readonly signals: readonly OwnSignal[];
  /** At most 60 suspicious accounts around it, those that act most first. */
  readonly suspects: readonly Suspect[];
}

const REASONS = {
  not_observed: "Nothing was observed that bears on it.",
  policy: "What X's API gives may not be used to judge who is genuine.",
} as const;

/** What `run` says of an account and the suspects around it, those that may not be named left out; null without a run
 *  that judged anybody. */
export async function ownAuthenticity(
  { engine, lake }: LakeSession,
  run: PublishedRun | null,
  account: Pick<StoredAccount, "network" | "accountId">,
): Promise<OwnAuthenticity | null> {
  if (run === null) return null;
  const relations = publishedRelations(lake, run);
  if (!relations.has("account_authenticity")) return null;
  const row = await authenticityRowOf(engine, relations, account);
  const { isHidden } = await concealedNow(engine, lake);
  const suspects = await suspectsOf(engine, relations, account);
  return {
    ...judged(row, account.network),
    suspects: suspects.filter(({ account_id }) => !isHidden(account.network, account_id)),
  };
}

function judged(row: EngineRow | null, network: string): Omit<OwnAuthenticity, "suspects"> {
  const model = loadAuthenticityModel();
  const evidence = Object.fromEntries(
    SIGNAL_COLUMNS.map(name => [name, row?.[name] == null ? null : Number(row[name])]),
  ) as AuthenticityEvidence;
  const estimate = estimateAuthenticity(evidence, network, model);
  const isRestricted = row?.["reason"] === "policy";
  const reason = isRestricted ? "policy" : estimate.reason;
  return {
    model: model.id,
    authenticity: reason === null ? estimate.authenticity : null,
    reason: reason === null ? null : REASONS[reason],
    prior: model.priorGenuineShare,
    suspicious_below: model.suspiciousBelow,
    signals: isRestricted
      ? []
      : estimate.parts.map(({ signal, value, log_odds }) => {
          const { label, unit, sentence } = signalNamed(signal);
          const says = log_odds < 0 ? sentence.suspicious : sentence.genuine;
          return {
            signal,
            label,
            value,
            unit,
            log_odds,
            sentence: value === null ? "not observed" : says.replace("{value}", inUnit(value, unit)),
          };
        }),
  };
}

function inUnit(value: number, unit: string): string {
  if (unit === "share") return `${Math.round(100 * value)} %`;
  const isWhole = Math.abs(value) >= 10 || Number.isInteger(value);
  return isWhole ? String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",") : value.toPrecision(2);
}
