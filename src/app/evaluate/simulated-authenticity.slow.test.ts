import { beforeAll, expect, it } from "vitest";
import { noProgress } from "../../domain/progress.ts";
import { loadModel } from "../load-model.ts";
import type { AuthenticityResult } from "./authenticity-result.ts";
import { simulatedAuthenticity } from "./simulated-authenticity.ts";

let result: Pick<AuthenticityResult, "fairness" | "planted">;
const planted = (kind: string) => result.planted.find(row => row.kind.startsWith(kind))!;

beforeAll(async () => {
  const size = { accounts: 2000, interactions: 40_000, seed: 7 };
  result = await simulatedAuthenticity(size, loadModel(), noProgress);
}, 120_000);

it("accounts that act in step, and bought followers, are called suspicious", () => {
  for (const kind of ["in_step", "bought_followers"])
    expect(planted(kind).suspicious / planted(kind).accounts, kind).toBeGreaterThan(0.85);
});

it("clocks, closed circles and copied words stand under simulated people without being called suspicious", () => {
  for (const kind of ["clockwork", "closed_circle", "copied_words"]) {
    expect(planted(kind).auc, kind).toBeGreaterThan(0.8);
    expect(planted(kind).suspicious, kind).toBe(0);
  }
});

it("new and quiet people are never called suspicious, and simulated people seldom", () => {
  expect(planted("new_and_quiet")).toMatchObject({ with_estimate: 300, suspicious: 0 });
  expect(result.fairness.find(({ by }) => by === "all")!.rate).toBeLessThan(0.08);
});
