import type { AuthenticityModel } from "../../authenticity/authenticity-model.ts";
import { estimateAuthenticity } from "../../authenticity/estimate-authenticity.ts";
import { InputProblem } from "../../domain/errors.ts";
import { auc, aucOfTies } from "../../lib/metrics/auc.ts";
import { bootstrap, percentileInterval } from "../../lib/metrics/bootstrap.ts";
import { calibrationError } from "../../lib/metrics/calibration-error.ts";
import { tieGroups } from "../../lib/metrics/tie-groups.ts";
import {
  type AdditiveFitOptions,
  fitAdditive,
  fittedLogOdds,
  heldOutLogOdds,
  type LabelledPlaces,
} from "../../scoring/fit/fit-additive.ts";
import { FITTED_SIGNALS, fittedPlaces } from "../authenticity/fitted-signals.ts";
import { type LabelledFile, readLabelledAccounts } from "../authenticity/labelled-accounts.ts";
import { authenticityTraining, loadAuthenticityModel } from "../authenticity/load-authenticity-model.ts";
import { falseSuspicions, labelledGroups } from "./authenticity-fairness.ts";
import type { AuthenticityResult } from "./authenticity-result.ts";
import { SIMULATED_SIZE, simulatedAuthenticity } from "./simulated-authenticity.ts";
import { INTERVAL_LEVEL, RESAMPLES, type SuiteOptions } from "./suite.ts";

/** Fewer accounts than this in a source, or of a label in it, and nothing is fitted or tested on it alone. */
const ENOUGH_OF_LABEL = 20;

/** How well accounts that people labelled are told apart by the profile signals: refitted in five folds over the whole
 *  file, fitted on all sources but one and tested on that one, and as published; and how often genuine accounts, of the file and
 *  of a simulated population, are called suspicious.
 *  @throws InputProblem when accounts.csv is missing or cannot be used. */
export async function evaluateAuthenticity(options: SuiteOptions): Promise<AuthenticityResult> {
  const file = await readLabelledAccounts(options.dataDir);
  for (const label of [true, false])
    if (file.isGenuine.filter(isGenuine => isGenuine === label).length < ENOUGH_OF_LABEL)
      throw new InputProblem(
        `${file.name} needs at least ${ENOUGH_OF_LABEL} usable rows of each label for five folds.`,
      );
  const model = loadAuthenticityModel();
  const training = authenticityTraining(model.id);
  const fit = { steps: training.steps, smoothing: training.smoothing };
  const labelled = fittedPlaces(file);
  const folds = training.folds.count;
  const heldOut = heldOutLogOdds(labelled, fit, { folds, seed: training.seed });
  const everyRow = [...file.isGenuine.keys()];
  const sources = [...new Set(file.source)].filter(source => source !== null).sort();
  const headline = runOf(file, everyRow, heldOut, options.seed);
  const { bins } = calibrationError(heldOut.map(probability), file.isGenuine);
  const isSuspicious = suspicionOf(model, file, heldOut);
  const simulated = await simulatedAuthenticity(SIMULATED_SIZE, options.model, options.progress);
  const isInSample = training.fitted_on.some(({ sha256 }) => sha256 === file.sha256);
  return {
    suite: "authenticity",
    model: model.id,
    ...headline,
    accounts: file.isGenuine.length,
    genuine_accounts: file.isGenuine.filter(Boolean).length,
    headline: `${folds} folds over all sources together: each account is judged by curves that had not seen it`,
    runs: [
      { how: "five_fold", fitted_on: `${folds} folds`, tested_on: "all", ...sized(everyRow), ...headline },
      ...acrossSources(file, labelled, fit, sources, options.seed),
      {
        how: "published",
        fitted_on: isInSample ? "this very file" : "other accounts",
        tested_on: "all",
        ...sized(everyRow),
        ...runOf(file, everyRow, publishedLogOdds(model, file), options.seed),
      },
    ],
    calibration: bins.map(({ count, ...bin }) => ({ ...bin, accounts: count })),
    signals: FITTED_SIGNALS.map(({ name }, s) => {
      const places = labelled.places[s]!;
      return {
        signal: name,
        auc: aucAmong(everyRow, places, file.isGenuine),
        auc_by_source: Object.fromEntries(
          sources.map(source => [
            source,
            aucAmong(
              everyRow.filter(row => file.source[row] === source),
              places,
              file.isGenuine,
            ),
          ]),
        ),
        ...sourceAucs(file, places, sources),
      };
    }),
    suspicious_below: model.suspiciousBelow,
    fakes_called_suspicious: [...sources, ...(sources.length === 1 ? [] : ["all"])].map(source => {
      const fakes = everyRow.filter(
        row => !file.isGenuine[row] && (source === "all" || file.source[row] === source),
      );
      const suspicious = fakes.filter(isSuspicious).length;
      return {
        source,
        fakes: fakes.length,
        suspicious,
        rate: fakes.length === 0 ? null : suspicious / fakes.length,
      };
    }),
    fairness: [...falseSuspicions("labelled", labelledGroups(file, isSuspicious)), ...simulated.fairness],
    planted: simulated.planted,
    seed: training.seed,
    folds,
    sha256: file.sha256,
    resampling: { resamples: RESAMPLES, seed: options.seed, level: INTERVAL_LEVEL, unit: "accounts" },
    rows: { file: file.name, read: file.read, used: file.isGenuine.length, rejected: { ...file.rejected } },
    not_run: [],
  };
}

/** Fitted on all sources but one, tested on that one; none for a file of one source. */
function acrossSources(
  file: LabelledFile,
  labelled: LabelledPlaces,
  fit: AdditiveFitOptions,
  sources: readonly string[],
  seed: number,
): AuthenticityResult["runs"] {
  const rowsOf = (source: string, isOf: boolean) =>
    [...file.source.keys()].filter(row => (file.source[row] === source) === isOf);
  const isEnough = (rows: readonly number[]) =>
    [true, false].every(label => rows.filter(row => file.isGenuine[row] === label).length >= ENOUGH_OF_LABEL);
  return sources.flatMap(source => {
    const [tested, rest] = [rowsOf(source, true), rowsOf(source, false)];
    if (!isEnough(tested) || !isEnough(rest)) return [];
    const fitted = fitAdditive(labelled, rest, fit);
    const logOdds = Float64Array.from(tested, row => fittedLogOdds(fitted, labelled, row));
    return [
      {
        how: "across_sources" as const,
        fitted_on: sources.filter(other => other !== source).join(", ") || "the rows without a source",
        tested_on: source,
        ...sized(tested),
        ...runOf(file, tested, logOdds, seed),
      },
    ];
  });
}

/** AUC with its interval and the calibration error; `logOdds` at the share of genuine accounts of the fit. */
function runOf(file: LabelledFile, rows: readonly number[], logOdds: Float64Array, seed: number) {
  const isGenuine = rows.map(row => file.isGenuine[row]!);
  const ties = tieGroups(logOdds);
  const [drawn] = bootstrap(rows.length, { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL }, weights => [
    aucOfTies(ties, isGenuine, weights),
  ]);
  const interval = percentileInterval(drawn!, INTERVAL_LEVEL) ?? { low: null, high: null };
  return {
    auc: aucOfTies(ties, isGenuine),
    ...interval,
    calibration_error: calibrationError(logOdds.map(probability), isGenuine).error,
  };
}

/** Log-odds of the published model, its prior replaced by the file's own share of genuine accounts. */
function publishedLogOdds(model: AuthenticityModel, file: LabelledFile): Float64Array {
  const share = shareLogOdds(file);
  return Float64Array.from(file.evidence, evidence => {
    const { log_odds } = estimateAuthenticity(evidence, model.fittedNetwork, model);
    return log_odds === null ? share : log_odds - model.bias + share;
  });
}

/** Whether an account would be called suspicious by curves that had not seen it, at the prior of live use. */
function suspicionOf(model: AuthenticityModel, file: LabelledFile, heldOut: Float64Array) {
  const threshold = Math.log(model.suspiciousBelow / (1 - model.suspiciousBelow));
  const shift = model.bias - shareLogOdds(file);
  return (row: number) => heldOut[row]! + shift < threshold;
}

function shareLogOdds({ isGenuine }: LabelledFile): number {
  const genuine = isGenuine.filter(Boolean).length;
  return Math.log(genuine / (isGenuine.length - genuine));
}

/** How well a signal alone tells the first of two sources from the other, among genuine accounts and among fakes. */
function sourceAucs(file: LabelledFile, places: readonly (number | null)[], sources: readonly string[]) {
  const ofLabel = (label: boolean) =>
    sources.length !== 2
      ? null
      : aucAmong(
          [...file.isGenuine.keys()].filter(row => file.isGenuine[row] === label),
          places,
          file.source.map(source => source === sources[0]),
        );
  return { source_auc_among_genuine: ofLabel(true), source_auc_among_fake: ofLabel(false) };
}

function aucAmong(
  rows: readonly number[],
  places: readonly (number | null)[],
  isPositive: readonly boolean[],
): number | null {
  const known = rows.filter(row => places[row] !== null);
  return auc(
    Float64Array.from(known, row => places[row]!),
    known.map(row => isPositive[row]!),
  );
}

function sized(rows: readonly number[]): { readonly accounts: number } {
  return { accounts: rows.length };
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
