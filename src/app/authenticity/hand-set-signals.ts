import type { AuthenticityFile } from "../../authenticity/authenticity-model.ts";
import type { SignalName } from "../../authenticity/signal.ts";

type Shape = AuthenticityFile["signals"][SignalName];

const plain = (
  of: SignalName & Extract<Shape["transform"], { kind: "plain" }>["of"],
  knots: Shape["knots"],
): Shape => ({
  origin: "hand-set",
  transform: { kind: "plain", of },
  knots,
});

/** Shapes of the signals that no labelled data has: small and bounded, 0 for what people ordinarily do, and beside no
 *  other enough to call an account suspicious, but for acting as one with many. Measured on simulated populations. */
export const HAND_SET_SIGNALS: Partial<Record<SignalName, Shape>> = {
  age_days: plain("age_days", [
    [90, 0],
    [365, 0.2],
    [1825, 0.6],
  ]),
  gap_burstiness: plain("gap_burstiness", [
    [-0.9, -2.2],
    [-0.6, -1.6],
    [-0.25, 0],
  ]),
  quiet_hours_share: plain("quiet_hours_share", [
    [0.2, 0],
    [0.28, -1.2],
  ]),
  repeated_texts_share: plain("repeated_texts_share", [
    [0.4, 0],
    [0.9, -1.5],
  ]),
  copied_texts_share: plain("copied_texts_share", [
    [0.2, 0],
    [0.8, -2],
  ]),
  outside_engagers_share: plain("outside_engagers_share", [
    [0, -1.5],
    [0.1, -0.8],
    [0.25, 0],
  ]),
  twins_count: plain("twins_count", [
    [3, 0],
    [10, -2],
    [50, -4],
  ]),
  established_engagers_count: plain("established_engagers_count", [
    [0, 0],
    [1, 0.5],
    [3, 1.2],
    [10, 2],
  ]),
};
