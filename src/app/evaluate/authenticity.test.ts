import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  evaluationDataDir,
  evaluationDataReason,
  hasEvaluationData,
} from "../../../test/support/evaluation-data.ts";
import { suiteWhen } from "../../../test/support/suite-when.ts";
import { InputProblem } from "../../domain/errors.ts";
import { auc } from "../../lib/metrics/auc.ts";
import { calibrationError } from "../../lib/metrics/calibration-error.ts";
import { packagePath } from "../../platform/package-root.ts";
import { heldOutLogOdds } from "../../scoring/fit/fit-additive.ts";
import { fittedPlaces } from "../authenticity/fitted-signals.ts";
import { readLabelledAccounts } from "../authenticity/labelled-accounts.ts";
import { authenticityTraining } from "../authenticity/load-authenticity-model.ts";
import { countGroup, falseSuspicions } from "./authenticity-fairness.ts";
import { withAuthenticityTables } from "./authenticity-page.ts";
import { authenticityResultSchema } from "./authenticity-result.ts";

const read = (...parts: readonly string[]) => readFileSync(packagePath(...parts), "utf8");
const published = authenticityResultSchema.parse(
  JSON.parse(read("weights", "authenticity-1", "evaluation.json")),
);

suiteWhen(hasEvaluationData("bots/accounts.csv"), evaluationDataReason, "labelled accounts", () => {
  it("are told apart with an AUC of 0.94 or more in five folds, and calibrated to 0.05, as published", async () => {
    const file = await readLabelledAccounts(join(evaluationDataDir, "bots"));
    const { steps, smoothing, folds, seed, fitted_on } = authenticityTraining();
    expect(fitted_on[0]!.sha256).toBe(file.sha256);
    const logOdds = heldOutLogOdds(fittedPlaces(file), { steps, smoothing }, { folds: folds.count, seed });
    const area = auc(logOdds, file.isGenuine)!;
    expect(area).toBeGreaterThanOrEqual(0.94);
    const shares = logOdds.map(odds => 1 / (1 + Math.exp(-odds)));
    const { error } = calibrationError(shares, file.isGenuine);
    expect(error).toBeLessThanOrEqual(0.05);
    expect(area).toBeCloseTo(published.auc!, 9);
    expect(error).toBeCloseTo(published.calibration_error!, 9);
  });

  it("give their source away by no signal's absence", async () => {
    const file = await readLabelledAccounts(join(evaluationDataDir, "bots"));
    for (const places of fittedPlaces(file).places) expect(places).not.toContain(null);
  });
});

it("the published page holds the figures of evaluation.json", () => {
  const page = read("docs", "authenticity.md");
  expect(withAuthenticityTables(page, published)).toBe(page);
  expect(() => withAuthenticityTables("no marks", published)).toThrow(RangeError);
});

it("a labelled file is read under usual names, with empty cells not observed and bad rows counted", async () => {
  const dir = mkdtempSync(join(tmpdir(), "renown-labelled-"));
  const rows = [
    "is_fake,followers,friends_count,statuses_count,listed_count,has_url,lang,created_at,source",
    '1,5,700,,0,0,"""en""",Mon Nov 14 11:31:02 +0000 2016,one',
    "FALSE,50,70,9,1,TRUE,pt-BR,12/25/2010 16:06,two",
    "maybe,1,1,1,1,1,en,,one",
    "0,many,1,1,1,1,en,,one",
    "0,-1,1,1,1,1,en,,one",
  ];
  writeFileSync(join(dir, "accounts.csv"), rows.join("\n"));
  const file = await readLabelledAccounts(dir);
  expect(file.isGenuine).toEqual([false, true]);
  expect(file.evidence[0]).toMatchObject({
    followers_count: 5,
    following_count: 700,
    posts_count: null,
    has_url: 0,
  });
  expect(file.evidence[1]).toMatchObject({ has_url: 1, listed_count: 1 });
  expect(file.lang).toEqual(["en", "pt"]);
  expect(file.createdAt.map(time => new Date(time!).getUTCFullYear())).toEqual([2016, 2010]);
  expect(file.rejected).toEqual({ bad_is_fake: 1, bad_number: 2, malformed_line: 0 });
});

it("a file without labels, or with one label only, is an error that says so", async () => {
  const folderOf = (content: string) => {
    const dir = mkdtempSync(join(tmpdir(), "renown-labelled-"));
    writeFileSync(join(dir, "accounts.csv"), content);
    return dir;
  };
  await expect(readLabelledAccounts(folderOf("followers\n1"))).rejects.toThrow(/no column is_fake/);
  await expect(readLabelledAccounts(folderOf("is_fake,followers\n1,1"))).rejects.toThrow(InputProblem);
});

it("false suspicion is counted over all and by group; groups under twenty are put together", () => {
  const account = (isSuspicious: boolean, lang: string) => ({ isSuspicious, groups: { lang } });
  const accounts = [
    ...Array.from({ length: 30 }, (_, i) => account(i < 3, "en")),
    ...Array.from({ length: 5 }, () => account(true, "mt")),
  ];
  expect(
    falseSuspicions("labelled", accounts).map(({ by, group, genuine, suspicious }) => [
      by,
      group,
      genuine,
      suspicious,
    ]),
  ).toEqual([
    ["all", "all", 35, 8],
    ["lang", "en", 30, 3],
    ["lang", "others together", 5, 5],
  ]);
  expect([0, 9, 10, 99_999, 3e6, null].map(countGroup)).toEqual([
    ...["0: 0 to 9", "0: 0 to 9", "1: 10 to 99", "4: 10000 to 99999", "6: a million or more", "not known"],
  ]);
});
