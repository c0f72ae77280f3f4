import { expect, it } from "vitest";
import { ConfigProblem } from "../domain/errors.ts";
import { loadStandingWeights } from "./load-standing-weights.ts";

it("gives the weights of that name, and says which are missing", () => {
  expect(loadStandingWeights("engager-standing-1").id).toBe("engager-standing-1");
  expect(loadStandingWeights("engager-standing-2").id).toBe("engager-standing-2");
  const missing = () => loadStandingWeights("engager-standing-99");
  expect(missing).toThrow(ConfigProblem);
  expect(missing).toThrow(/engager-standing-99/);
});
