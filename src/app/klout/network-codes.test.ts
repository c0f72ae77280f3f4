import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NETWORKS } from "../../domain/network.ts";
import { NETWORK_CODES, networkOfCode, queryOfCode } from "./network-codes.ts";

it("gives every network two letters of its own, none of them Klout's for something else, and documents them", () => {
  const codes = NETWORKS.map(network => NETWORK_CODES[network]);
  expect(new Set(codes).size).toBe(NETWORKS.length);
  for (const code of codes) expect(code).toMatch(/^(?!gp|ks)[a-z]{2}$/);
  for (const network of NETWORKS) expect(networkOfCode(NETWORK_CODES[network])).toBe(network);
  const page = readFileSync("docs/klout-api.md", "utf8");
  for (const network of NETWORKS)
    expect(page).toMatch(new RegExp(`\\| \`${NETWORK_CODES[network]}\` +\\| ${network} +\\|`));
  expect([networkOfCode("gp"), networkOfCode("ks"), networkOfCode("constructor")]).toEqual([
    null,
    null,
    null,
  ]);
});

it("means only ids on X and ids or handles elsewhere", () => {
  expect(queryOfCode("x", "1000001")).toEqual({ network: "x", kind: "id", value: "1000001" });
  expect(queryOfCode("x", "ada_example")).toBeNull();
  expect(queryOfCode("bluesky", "did:plc:a")?.kind).toBe("id");
  expect(queryOfCode("bluesky", "@ada.example.org")).toEqual({
    network: "bluesky",
    kind: "handle",
    value: "ada.example.org",
  });
  expect(queryOfCode("bluesky", "")).toBeNull();
});
