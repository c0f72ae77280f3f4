import { describe, expect, it } from "vitest";
import { connectorFor } from "../../connectors/connector-for.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { planReading } from "./plan-reading.ts";

const ADA = { network: "x", kind: "handle", value: "ada_x" } as const;
const X = connectorFor("x")!;
const ENV = { RENOWN_X_BEARER_TOKEN: "token", RENOWN_CONFIG: "/nonexistent/settings" };

describe("planning to read a network that is paid", () => {
  it("is answered with the price and the free way where no token is set", () => {
    const plan = () => planReading(X, ADA, { RENOWN_CONFIG: "/nonexistent/settings" }, { usd: 5 });
    expect(plan).toThrow(expect.objectContaining({ exitCode: EXIT.unknownHandle }));
    expect(plan).toThrow(
      /RENOWN_X_BEARER_TOKEN.*at most \$5\.00.*Free, for your own account: .*renown import/s,
    );
  });

  it("asks for a budget where none was given, and begins nothing", () => {
    expect(() => planReading(X, ADA, ENV, { usd: null })).toThrow(ConfigProblem);
    expect(() => planReading(X, ADA, ENV, { usd: null })).toThrow("--budget 1.00");
  });

  it("holds the reading to what is left of the budget, however little or much", () => {
    for (const usd of [0.25, 0.1 + 0.2, 7]) {
      const { config, estimate } = planReading(X, ADA, ENV, { usd });
      expect(Number(config["budget_usd"])).toBeLessThanOrEqual(usd);
      expect(estimate!.usd).toBe(Number(config["budget_usd"]));
    }
    expect(() => planReading(X, ADA, ENV, { usd: 0.01 })).toThrow("reads nothing of use");
  });
});
