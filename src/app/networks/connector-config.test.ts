import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeConnector } from "../../../test/support/fake-connector.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import { connectorConfig } from "./connector-config.ts";
import { networkFindings } from "./network-findings.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "renown-config-"));
  path = join(folder, "networks.yml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const connector = fakeConnector({ needsToken: true });
const write = (text: string, mode = 0o600) => {
  writeFileSync(path, text);
  chmodSync(path, mode);
};
const read = (env: Readonly<Record<string, string>> = {}) =>
  connectorConfig(connector, { RENOWN_CONFIG: path, ...env });

describe("settings of a network", () => {
  it("come from the environment, else from the file, else from the field's default", () => {
    expect(read()).toEqual({ service: "https://fake.invalid" });
    write("bluesky:\n  service: https://file.example\n  token: SECRET-file\n");
    expect(read()).toEqual({ service: "https://file.example", token: "SECRET-file" });
    expect(read({ RENOWN_BLUESKY_TOKEN: "SECRET-env", RENOWN_BLUESKY_SERVICE: "" })).toEqual({
      service: "https://file.example",
      token: "SECRET-env",
    });
  });

  it.each([0o640, 0o604, 0o644, 0o660])(
    "are refused from a file with rights %o, which says chmod 600",
    mode => {
      write("bluesky:\n  token: SECRET-file\n", mode);
      expect(read).toThrow(ConfigProblem);
      expect(read).toThrow(/chmod 600/);
    },
  );

  it.each([
    ["no YAML", "bluesky: [SECRET-a\n  token: {"],
    ["a network nobody knows", "myspace:\n  token: SECRET-a\n"],
    ["a field nobody knows", "bluesky:\n  tokken: SECRET-a\n"],
    ["a value that is a list", "bluesky:\n  token: [SECRET-a]\n"],
    ["a list at the top", "- SECRET-a\n"],
    ["an address that is none", "bluesky:\n  service: SECRET-a\n"],
  ])("with %s are refused without telling a value", (_what, text) => {
    write(text);
    let message = "";
    try {
      read();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigProblem);
      message = (error as Error).message;
    }
    expect(message).not.toBe("");
    expect(message).not.toContain("SECRET");
  });
});

describe("what the doctor says of a network", () => {
  const findings = (env: Readonly<Record<string, string>> = {}) =>
    networkFindings([connector], { RENOWN_CONFIG: path, ...env });

  it("is that it is ready, or which setting it needs, under its variable, and where to get it", () => {
    expect(findings()).toEqual([
      {
        check: "bluesky",
        state: "warn",
        message: "needs: a token is needed (RENOWN_BLUESKY_TOKEN)",
        advice: "Set RENOWN_BLUESKY_TOKEN.",
      },
    ]);
    expect(findings({ RENOWN_BLUESKY_TOKEN: "SECRET-env" })).toEqual([
      { check: "bluesky", state: "ok", message: "ready", advice: null },
    ]);
  });

  it("is a failure for a file that others can read", () => {
    write("bluesky:\n  token: SECRET-file\n", 0o644);
    expect(findings()).toMatchObject([{ state: "fail", message: expect.stringContaining("chmod 600") }]);
  });
});
