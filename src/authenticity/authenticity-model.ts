import { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { NETWORKS } from "../domain/network.ts";
import type { CurvePoints } from "../lib/piecewise-curve.ts";
import { SIGNAL_COLUMNS, SIGNAL_NAMES, type SignalName } from "./signal.ts";
import type { SignalTransform } from "./signal-value.ts";

const column = z.enum(SIGNAL_COLUMNS);
const constant = z.strictObject({ value: z.number(), origin: z.string().min(1) });

const signalShape = z.strictObject({
  origin: z.enum(["fitted", "hand-set"]),
  transform: z.union([
    z.strictObject({
      kind: z.literal("log_ratio"),
      of: column,
      to: column,
      of_offset: z.number().positive(),
      to_offset: z.number().positive(),
    }),
    z.strictObject({ kind: z.literal("plain"), of: column }),
  ]),
  /** [place on the signal's axis, log-odds that the account is genuine]; flat beyond both ends. */
  knots: z.array(z.tuple([z.number(), z.number()])).min(2),
});

/** The shape of `authenticity.json`. */
export const authenticityFileSchema = z.strictObject({
  id: z.string().min(1),
  schema_version: z.literal(1),
  intended_use: z.string().min(1),
  /** Share of accounts taken as genuine before anything is known of one. */
  prior_genuine_share: constant,
  /** Estimates below it are called suspicious. */
  suspicious_below: constant,
  /** Network that the fitted curves were learnt on. */
  fitted_network: z.enum(NETWORKS),
  /** What fitted log-odds count on other networks, 0..1. */
  elsewhere_share: constant,
  signals: z.record(z.enum(SIGNAL_NAMES), signalShape),
});
export type AuthenticityFile = z.infer<typeof authenticityFileSchema>;

/** How one signal enters the estimate. */
export interface SignalShape {
  readonly origin: "fitted" | "hand-set";
  readonly transform: SignalTransform;
  readonly curve: CurvePoints;
}

/** A checked `authenticity.json`. */
export interface AuthenticityModel {
  readonly id: string;
  /** Log-odds of an account of which nothing is known: those of the prior. */
  readonly bias: number;
  readonly priorGenuineShare: number;
  readonly suspiciousBelow: number;
  readonly fittedNetwork: string;
  readonly elsewhereShare: number;
  readonly signals: Readonly<Record<SignalName, SignalShape>>;
}

/** The model that the parsed contents of `authenticity.json` describe.
 *  @throws ConfigProblem naming the first value that is wrong. */
export function parseAuthenticityModel(json: unknown): AuthenticityModel {
  const result = authenticityFileSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ConfigProblem(
      `authenticity.json at ${issue!.path.join(".")}: ${issue!.message}; reinstall the package.`,
    );
  }
  const file = result.data;
  const prior = file.prior_genuine_share.value;
  if (!(prior > 0 && prior < 1))
    throw new ConfigProblem(`authenticity.json: prior_genuine_share ${prior} must lie between 0 and 1.`);
  const signals = Object.fromEntries(
    SIGNAL_NAMES.map(name => {
      const { origin, transform, knots } = file.signals[name];
      for (const [at, knot] of knots.entries())
        if (at > 0 && !(knot[0] > knots[at - 1]![0]))
          throw new ConfigProblem(`authenticity.json: the knots of ${name} must rise: ${knot[0]} does not.`);
      return [name, { origin, transform, curve: knots }];
    }),
  ) as unknown as AuthenticityModel["signals"];
  return {
    id: file.id,
    bias: Math.log(prior / (1 - prior)),
    priorGenuineShare: prior,
    suspiciousBelow: file.suspicious_below.value,
    fittedNetwork: file.fitted_network,
    elsewhereShare: file.elsewhere_share.value,
    signals,
  };
}
