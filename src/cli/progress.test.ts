import { describe, expect, it } from "vitest";
import type { ProgressEvent } from "../domain/progress.ts";
import { ProgressLine, progressText } from "./progress.ts";

const event = (done: number, total: number | null, isLast = false): ProgressEvent => ({
  step: "import interactions",
  done,
  total,
  unit: "rows",
  isLast,
});

/** A terminal whose clock stands at `time.now`. */
function clockedTerminal(isInteractive: boolean) {
  const time = { now: 0 };
  const lines: string[] = [];
  const terminal = {
    out: () => {},
    err: (text: string) => void lines.push(text),
    isInteractive,
    hasColour: false,
    env: {},
    now: () => time.now,
  };
  return { terminal, time, lines };
}

describe("progressText", () => {
  it("tells amount, rate and time left", () => {
    expect(progressText(event(250, 1000), 10)).toBe(
      "import interactions: 250 of 1,000 rows, 25/s, 30 s left",
    );
  });

  it("tells no time left where the total is unknown", () => {
    expect(progressText(event(4000, null), 2)).toBe("import interactions: 4,000 rows, 2,000/s");
  });

  it("tells how long a finished step took", () => {
    expect(progressText(event(1000, 1000, true), 150)).toBe(
      "import interactions: 1,000 of 1,000 rows, 6.7/s, done in 3 min",
    );
  });
});

describe("a progress line", () => {
  it("redraws one line on a terminal, ten times a second at most", () => {
    const { terminal, time, lines } = clockedTerminal(true);
    const progress = new ProgressLine(terminal, false);
    for (time.now = 0; time.now < 1000; time.now += 10) progress.report(event(time.now, 1000));
    progress.clear();
    expect(lines).toHaveLength(11);
    expect(lines.every(line => line.startsWith("\r\u001b[2K") && !line.includes("\n"))).toBe(true);
  });

  it("writes plain lines elsewhere, one every five seconds and one at the end", () => {
    const { terminal, time, lines } = clockedTerminal(false);
    const progress = new ProgressLine(terminal, false);
    for (time.now = 0; time.now <= 12_000; time.now += 100) progress.report(event(time.now, 12_000));
    progress.report(event(12_000, 12_000, true));
    expect(lines).toHaveLength(4);
    expect(lines.every(line => line.endsWith("\n") && !line.includes("\u001b"))).toBe(true);
  });

  it("keeps silent with --quiet", () => {
    const { terminal, lines } = clockedTerminal(true);
    new ProgressLine(terminal, true).report(event(1, 1, true));
    expect(lines).toEqual([]);
  });
});
