import type { AuthenticityEvidence, SignalColumn } from "./signal.ts";

/** How a signal is read off an account's numbers. `log_ratio` is ln((of + of_offset) / (to + to_offset)): 0 for the
 *  account of which both numbers are as their offsets, and hardly moved by the first few; `plain` is the column. */
export type SignalTransform =
  | {
      readonly kind: "log_ratio";
      readonly of: SignalColumn;
      readonly to: SignalColumn;
      readonly of_offset: number;
      readonly to_offset: number;
    }
  | { readonly kind: "plain"; readonly of: SignalColumn };

/** The place of an account on the axis of a signal's curve; null when a number that it needs was not observed. */
export function signalPosition(evidence: AuthenticityEvidence, transform: SignalTransform): number | null {
  const of = evidence[transform.of];
  if (of === null) return null;
  if (transform.kind === "plain") return of;
  const to = evidence[transform.to];
  if (to === null) return null;
  return Math.log((Math.max(0, of) + transform.of_offset) / (Math.max(0, to) + transform.to_offset));
}

/** The signal as people read it: the ratio itself, or the column; null when it was not observed. */
export function signalValue(evidence: AuthenticityEvidence, transform: SignalTransform): number | null {
  const of = evidence[transform.of];
  if (transform.kind === "plain" || of === null) return of;
  const to = evidence[transform.to];
  return to === null ? null : of / Math.max(1, to);
}
