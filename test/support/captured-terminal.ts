import type { Terminal } from "../../src/cli/terminal.ts";

/** A terminal that keeps what is written, without colours, at a fixed time; no network may be asked. */
export function capturedTerminal(given: Terminal["env"] = {}) {
  const env = { RENOWN_OFFLINE: "1", ...given };
  const written = { out: "", err: "" };
  const terminal: Terminal = {
    out: text => {
      written.out += text;
    },
    err: text => {
      written.err += text;
    },
    isInteractive: false,
    hasColour: false,
    env,
    now: () => Date.UTC(2026, 10, 1, 1),
  };
  return { terminal, written };
}
