import { curveAt } from "../lib/piecewise-curve.ts";
import type { AuthenticityModel } from "./authenticity-model.ts";
import { type AuthenticityEvidence, SIGNAL_NAMES, type SignalName } from "./signal.ts";
import { signalPosition, signalValue } from "./signal-value.ts";

/** What one signal adds to the log-odds that an account is genuine. */
export interface AuthenticityPart {
  readonly signal: SignalName;
  /** As people read it; null: not observed. */
  readonly value: number | null;
  /** Positive speaks for the account. Exactly 0 where it was not observed. */
  readonly log_odds: number;
}

/** Why there is no estimate: nothing of the account was observed, or none may be made from where it came. */
export type AuthenticityReason = "not_observed" | "policy";

/** How surely an account is genuine, and what says so. */
export interface AuthenticityEstimate {
  /** Estimated probability 0..1; null: see `reason`. */
  readonly authenticity: number | null;
  readonly reason: AuthenticityReason | null;
  /** The prior's plus all parts'; null without an estimate. */
  readonly log_odds: number | null;
  /** Every signal in the order of the registry. */
  readonly parts: readonly AuthenticityPart[];
}

/** The estimate for an account of `network`: log-odds = prior + Σ f_i(x_i). */
export function estimateAuthenticity(
  evidence: AuthenticityEvidence,
  network: string,
  model: AuthenticityModel,
): AuthenticityEstimate {
  let isObserved = false;
  let sum = model.bias;
  const parts = SIGNAL_NAMES.map(signal => {
    const { transform, curve, origin } = model.signals[signal];
    const position = signalPosition(evidence, transform);
    if (position === null) return { signal, value: null, log_odds: 0 };
    isObserved = true;
    const share = origin === "fitted" && network !== model.fittedNetwork ? model.elsewhereShare : 1;
    const log_odds = share * curveAt(curve, position);
    sum += log_odds;
    return { signal, value: signalValue(evidence, transform), log_odds };
  });
  if (!isObserved) return { authenticity: null, reason: "not_observed", log_odds: null, parts };
  return { authenticity: 1 / (1 + Math.exp(-sum)), reason: null, log_odds: sum, parts };
}
