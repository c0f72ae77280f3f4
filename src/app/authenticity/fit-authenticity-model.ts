import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AuthenticityFile } from "../../authenticity/authenticity-model.ts";
import { SIGNAL_NAMES } from "../../authenticity/signal.ts";
import { InputProblem } from "../../domain/errors.ts";
import type { Progress } from "../../domain/progress.ts";
import { auc } from "../../lib/metrics/auc.ts";
import { calibrationError } from "../../lib/metrics/calibration-error.ts";
import { curvesWithoutIntercept, fitAdditive, heldOutLogOdds } from "../../scoring/fit/fit-additive.ts";
import { FITTED_SIGNALS, fittedPlaces, LEFT_OUT } from "./fitted-signals.ts";
import { HAND_SET_SIGNALS } from "./hand-set-signals.ts";
import { readLabelledAccounts } from "./labelled-accounts.ts";

/** How the fit goes about it; fixed before the figures were read. */
export const AUTHENTICITY_FIT = {
  seed: 20_261_123,
  folds: 5,
  steps: 12,
  smoothings: [0.01, 0.03, 0.1, 0.3, 1, 3],
} as const;

const FEWEST_ACCOUNTS = 100;
const PRIOR_GENUINE_SHARE = 0.95;

/** What `renown fit authenticity` did. */
export interface AuthenticityFitSummary {
  readonly out: string;
  readonly model: string;
  readonly accounts: number;
  readonly rejected_rows: number;
  readonly auc: number;
  readonly calibration_error: number;
  readonly smoothing: number;
}

/** Fits the profile signals on DIR/accounts.csv and writes to `outDir`: authenticity.json (those curves and the
 *  hand-set ones) and training.json (what was fitted, on what, how well).
 *  @throws InputProblem when accounts.csv cannot be used or holds fewer than 100 usable rows. */
export async function fitAuthenticityModel(options: {
  readonly dataDir: string;
  readonly outDir: string;
  readonly id: string;
  readonly seed?: number;
  readonly progress: Progress;
}): Promise<AuthenticityFitSummary> {
  const file = await readLabelledAccounts(options.dataDir);
  if (file.isGenuine.length < FEWEST_ACCOUNTS)
    throw new InputProblem(
      `${file.name} has ${file.isGenuine.length} usable rows; a fit needs at least ${FEWEST_ACCOUNTS}.`,
    );
  const seed = options.seed ?? AUTHENTICITY_FIT.seed;
  const { folds, steps, smoothings } = AUTHENTICITY_FIT;
  const labelled = fittedPlaces(file);
  const tried = smoothings.map((smoothing, done) => {
    const fit = { steps, smoothing };
    const logOdds = heldOutLogOdds(labelled, fit, { folds, seed });
    options.progress({
      step: "fit curves",
      done: done + 1,
      total: smoothings.length,
      unit: "settings",
      isLast: done + 1 === smoothings.length,
    });
    return { fit, logOdds, ...logLossOf(logOdds, file.isGenuine) };
  });
  const least = tried.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  const best = tried.findLast(({ logLoss }) => logLoss <= least.logLoss + least.standardError)!;
  const everyRow = [...file.isGenuine.keys()];
  const fitted = fitAdditive(labelled, everyRow, best.fit);
  const curves = curvesWithoutIntercept(fitted, labelled);
  const heldOutAuc = auc(best.logOdds, file.isGenuine)!;
  const { error } = calibrationError(best.logOdds.map(probability), file.isGenuine);
  mkdirSync(options.outDir, { recursive: true });
  const write = (name: string, value: unknown) =>
    writeFileSync(join(options.outDir, name), `${JSON.stringify(value, null, 2)}\n`);
  write("authenticity.json", modelFile(options.id, curves));
  write("training.json", {
    model: options.id,
    schema_version: 1,
    method:
      "additive logistic: piecewise linear curves free to rise and fall, Newton with coordinate descent; smoothing the greatest whose held-out log loss is within a standard error of the least",
    fitted_on: [
      {
        name: file.name,
        sha256: file.sha256,
        rows: file.read,
        used: file.isGenuine.length,
        rejected: file.rejected,
        genuine: file.isGenuine.filter(Boolean).length,
        sources: [...new Set(file.source)].sort(),
      },
    ],
    fitted_signals: FITTED_SIGNALS,
    hand_set_signals: Object.keys(HAND_SET_SIGNALS),
    left_out: LEFT_OUT,
    seed,
    folds: { count: folds, dealt: "a seeded shuffle of all usable rows, over the sources together" },
    steps,
    smoothings_tried: tried.map(({ fit, logLoss }) => ({ smoothing: fit.smoothing, log_loss: logLoss })),
    smoothing: best.fit.smoothing,
    held_out: { auc: heldOutAuc, calibration_error: error, log_loss: best.logLoss },
    share_log_odds: fitted.shareLogOdds,
  });
  return {
    out: options.outDir,
    model: options.id,
    accounts: file.isGenuine.length,
    rejected_rows: Object.values(file.rejected).reduce((sum, count) => sum + count, 0),
    auc: heldOutAuc,
    calibration_error: error!,
    smoothing: best.fit.smoothing,
  };
}

function modelFile(
  id: string,
  curves: readonly (readonly (readonly [number, number])[])[],
): AuthenticityFile {
  const fitted = new Map(
    FITTED_SIGNALS.map(({ name, transform }, s) => [name, { transform, curve: curves[s]! }]),
  );
  return {
    id,
    schema_version: 1,
    intended_use:
      "One signal among many about an audience. Not a verdict on a person; not for automatic hiring, credit or service decisions, nor for blocking anybody.",
    prior_genuine_share: {
      value: PRIOR_GENUINE_SHARE,
      origin:
        "assumed: X itself says under 5 % of active accounts are fake; higher published figures (9 to 15 %, Varol et al. 2017) count harmless automation too; the labelled data, of which about half are fakes, is not the world",
    },
    suspicious_below: { value: 0.5, origin: "more likely not genuine than genuine, at the prior" },
    fitted_network: "x",
    elsewhere_share: {
      value: 0.5,
      origin: "chosen: profiles of other networks were never labelled, so the evidence counts half there",
    },
    signals: Object.fromEntries(
      SIGNAL_NAMES.map(name => {
        const learnt = fitted.get(name);
        if (learnt === undefined) return [name, HAND_SET_SIGNALS[name]!];
        const knots = learnt.curve.map(
          ([place, height]) => [round(place), round(height)] as [number, number],
        );
        return [name, { origin: "fitted", transform: learnt.transform, knots }];
      }),
    ) as AuthenticityFile["signals"],
  };
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function logLossOf(logOdds: Float64Array, isGenuine: readonly boolean[]) {
  let sum = 0;
  let squares = 0;
  for (const [row, odds] of logOdds.entries()) {
    const loss = Math.log1p(Math.exp(isGenuine[row] ? -odds : odds));
    sum += loss;
    squares += loss ** 2;
  }
  const logLoss = sum / logOdds.length;
  return { logLoss, standardError: Math.sqrt((squares / logOdds.length - logLoss ** 2) / logOdds.length) };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
