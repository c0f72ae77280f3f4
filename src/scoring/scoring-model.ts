import type { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { NETWORKS, type NetworkName } from "../domain/network.ts";
import type { PaidGroup } from "../features/feature.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";
import { type CurvePoints, curveAt, curveProblem } from "../lib/piecewise-curve.ts";
import type { CountColumn } from "./account-evidence.ts";
import { type CalibrationMap, toCalibrationMap } from "./calibrate.ts";
import {
  type ConstantName,
  calibrationFileSchema,
  LATER_CONSTANTS,
  modelFileSchema,
} from "./model-schema.ts";
import { normalQuantile } from "./normal-distribution.ts";
import type { ReferenceContributions } from "./reference-contributions.ts";
import { type TransformSpec, transform } from "./transform.ts";

/** How one paid feature enters the score. */
export interface FeatureShape {
  readonly transform: TransformSpec;
  /** Position → latent, from (0, 0) on, monotone; beyond the last knot flat. */
  readonly curve: CurvePoints;
  /** Position of the reference account (the median of those with enough data). */
  readonly reference: number;
  /** `curve` at `reference`: what a contribution is measured from. */
  readonly referenceLatent: number;
  /** Standard deviation of the position among accounts above the reference. */
  readonly spread: number;
  /** Correlation (0..1) of the position with the one common factor of all features. */
  readonly loading: number;
  /** Standard deviation in latent units of the feature when it was not observed and nothing else was. */
  readonly unobservedDeviation: number;
  /** Count columns whose sum carries the sampling noise; empty: the value itself is the count. */
  readonly counts: readonly CountColumn[];
  /** Amount that one count is worth when the value is 0. */
  readonly unitPerCount: number | "per_original" | "per_day";
  /** Variance of the counts over that of independent acts; reactions clump on few posts. */
  readonly dispersion: number;
}

/** How the latent score of one network stands on the shared influence scale. */
export interface NetworkShape {
  readonly isProvisional: boolean;
  /** Latent → influence; null is the identity. */
  readonly curve: CurvePoints | null;
  /** Features the network has no notion of: imputed, and no loss of coverage. */
  readonly unavailable: ReadonlySet<PaidFeatureName>;
}

/** A whole scoring model: `model.json` and `calibration.json`, checked and ready to score with. */
export interface ScoringModel {
  readonly id: string;
  readonly intendedUse: string;
  /** Every constant by name, as SQL templates read them. */
  readonly constants: Readonly<Record<ConstantName, number>> & Readonly<Record<string, number>>;
  /** Integer weight of an act by kind. */
  readonly kindWeights: Readonly<Record<"like" | "mention" | "reply" | "repost" | "quote", number>>;
  /** Latent score of the reference account. */
  readonly bias: number;
  /** The features this model pays, in registry order; `features` has a shape for each of them and no other. */
  readonly paidFeatures: readonly PaidFeatureName[];
  readonly features: Readonly<Record<PaidFeatureName, FeatureShape>>;
  /** How contributions go together in the reference population; null: the model imputes by one common factor. */
  readonly referenceContributions: ReferenceContributions | null;
  /** Folder of `weights/` by which the standing of people is estimated where no run knows it. */
  readonly standingWeights: string;
  readonly networks: Readonly<Record<NetworkName, NetworkShape>>;
  /** Influence of an account that nobody acted on: score 0. */
  readonly noAttention: number;
  /** The largest influence that the curves can give on the reference network. */
  readonly fullAttention: number;
  /** Half the width of the interval in standard deviations, from `interval_level`. */
  readonly intervalDeviations: number;
  readonly calibration: CalibrationMap;
  /** Like `calibration`, from the sum of a group's contributions to its sub-score. */
  readonly groupCalibration: Readonly<Record<PaidGroup, CalibrationMap>>;
  readonly population: {
    readonly description: string;
    readonly size: number;
    readonly date: string;
    readonly method: string;
  };
}

/** The model that the parsed contents of `model.json` and `calibration.json` describe.
 *  @throws ConfigProblem naming the file and the first value that is wrong. */
export function parseScoringModel(modelJson: unknown, calibrationJson: unknown): ScoringModel {
  const file = checked("model.json", modelFileSchema, modelJson);
  const calibration = checked("calibration.json", calibrationFileSchema, calibrationJson);
  if (calibration.model !== file.id)
    throw new ConfigProblem(
      `calibration.json belongs to model ${calibration.model}, model.json is ${file.id}: use the two of one folder`,
    );
  const constants = {
    ...LATER_CONSTANTS,
    ...mapValues(file.constants, constant => constant.value),
  } as ScoringModel["constants"];
  const paidFeatures = PAID_FEATURE_NAMES.filter(name => file.features[name] !== undefined);
  const referenceContributions = toReferenceContributions(file, paidFeatures);
  const features = mapValues(file.features as Record<PaidFeatureName, FeatureFile>, (shape, name) => {
    const made = toFeatureShape(shape, name, constants.no_attention_deviations);
    if (referenceContributions === null) return made;
    const place = paidFeatures.indexOf(name);
    const variance = referenceContributions.covariance[place]![place]!;
    return { ...made, unobservedDeviation: Math.sqrt(variance) };
  });
  const shapes = paidFeatures.map(name => features[name]);
  const { unit: _unit, origin: _origin, ...kindWeights } = file.kind_weights;
  return {
    id: file.id,
    intendedUse: file.intended_use,
    constants,
    kindWeights,
    bias: file.bias,
    paidFeatures,
    features,
    referenceContributions,
    standingWeights: file.standing_weights,
    networks: toNetworkShapes(file.networks),
    noAttention: file.bias - sum(shapes.map(shape => shape.referenceLatent)),
    fullAttention: file.bias + sum(shapes.map(shape => shape.curve.at(-1)![1] - shape.referenceLatent)),
    intervalDeviations: normalQuantile((1 + constants.interval_level) / 2),
    calibration: toCalibrationMap("anchors", calibration.anchors),
    groupCalibration: mapValues(calibration.groups, (anchors, group) =>
      toCalibrationMap(`groups.${group}`, anchors),
    ),
    population: {
      description: calibration.population,
      size: calibration.size,
      date: calibration.date,
      method: calibration.method,
    },
  };
}

type ModelFile = z.infer<typeof modelFileSchema>;
type FeatureFile = NonNullable<ModelFile["features"][PaidFeatureName]>;

function toFeatureShape(file: FeatureFile, name: string, noAttentionDeviations: number): FeatureShape {
  const curve = file.knots.map(([x, latent]) => [transform(x, file.transform), latent] as const);
  const problem =
    curveProblem(curve) ?? (file.knots[0]![0] === 0 && curve[0]![1] === 0 ? null : "must start at [0, 0]");
  if (problem !== null) throw new ConfigProblem(`model.json: features.${name}.knots: ${problem}`);
  const reference = transform(file.reference, file.transform);
  const low = reference - reference / noAttentionDeviations;
  const high = reference + file.spread;
  return {
    transform: file.transform,
    curve,
    reference,
    referenceLatent: curveAt(curve, reference),
    spread: file.spread,
    loading: file.loading,
    unobservedDeviation: (curveAt(curve, high) - curveAt(curve, low)) / 2,
    counts: file.counts,
    unitPerCount: file.unit_per_count,
    dispersion: file.dispersion,
  };
}

/** @throws ConfigProblem when a paid feature has no mean, or a pair of them no covariance. */
function toReferenceContributions(
  { reference_contributions: given }: ModelFile,
  names: readonly PaidFeatureName[],
): ReferenceContributions | null {
  if (given === undefined) return null;
  const known = (value: number | undefined, place: string) => {
    if (value === undefined)
      throw new ConfigProblem(`model.json: reference_contributions.${place} is missing`);
    return value;
  };
  return {
    mean: Float64Array.from(names, name => known(given.mean[name], `mean.${name}`)),
    covariance: names.map(a =>
      Float64Array.from(names, b => known(given.covariance[a]?.[b], `covariance.${a}.${b}`)),
    ),
    countsBend: bendOf(given.counts_bend),
  };
}

function bendOf(bend: CurvePoints | undefined): CurvePoints | null {
  const problem = bend === undefined ? null : curveProblem(bend);
  if (problem !== null)
    throw new ConfigProblem(`model.json: reference_contributions.counts_bend: ${problem}`);
  return bend ?? null;
}

/** Networks that came after the model stand as the reference network does, provisionally. */
function toNetworkShapes(file: ModelFile["networks"]): Readonly<Record<NetworkName, NetworkShape>> {
  const shapes = NETWORKS.map(name => {
    const own = file[name];
    const later = { isProvisional: true, curve: null, unavailable: new Set<PaidFeatureName>() };
    return [name, own === undefined ? later : toNetworkShape(own, name)] as const;
  });
  return Object.fromEntries(shapes) as Record<NetworkName, NetworkShape>;
}

function toNetworkShape(file: NonNullable<ModelFile["networks"][NetworkName]>, name: string): NetworkShape {
  const curve = file.latent_to_influence === "identity" ? null : file.latent_to_influence;
  const problem = curve === null ? null : curveProblem(curve);
  if (problem !== null)
    throw new ConfigProblem(`model.json: networks.${name}.latent_to_influence: ${problem}`);
  return { isProvisional: file.is_provisional, curve, unavailable: new Set(file.unavailable_features) };
}

function checked<Shape extends z.ZodType>(file: string, schema: Shape, json: unknown): z.infer<Shape> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const place = issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  throw new ConfigProblem(
    `${file}${place}: ${issue.message}; restore the file from the release of this model`,
  );
}

function mapValues<Key extends string, In, Out>(
  record: Readonly<Record<Key, In>>,
  map: (value: In, key: NoInfer<Key>) => Out,
): Record<Key, Out> {
  const entries = Object.entries(record) as [Key, In][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as Record<Key, Out>;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
