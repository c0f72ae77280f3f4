import { describe, expect, it } from "vitest";
import { ConfigProblem } from "../domain/errors.ts";
import { readCount, readMemory, readSpan, readTime } from "./option-values.ts";

describe("option values", () => {
  it("reads dates as UTC midnight and times with any zone", () => {
    expect(readTime("--as-of", "2026-10-31")).toBe("2026-10-31T00:00:00.000Z");
    expect(readTime("--as-of", "2026-10-31T01:30:00+02:00")).toBe("2026-10-30T23:30:00.000Z");
  });

  it.each(["2026-02-30", "2026-10-31T12:00:00", "tomorrow", "2026", ""])("refuses the time %j", text => {
    expect(() => readTime("--as-of", text)).toThrow(ConfigProblem);
  });

  it("reads memory in MiB and refuses none and nonsense", () => {
    expect([
      readMemory("--memory", "4GiB"),
      readMemory("--memory", "1.5g"),
      readMemory("--memory", "512M"),
    ]).toEqual([4096, 1536, 512]);
    for (const text of ["4", "4 parsecs", "0GiB", "-1GiB"])
      expect(() => readMemory("--memory", text)).toThrow(ConfigProblem);
  });

  it("reads whole numbers with underscores and refuses others", () => {
    expect(readCount("--accounts", "1_000")).toBe(1000);
    for (const text of ["0", "1.5", "1e3", "_", "99999999999999999999"])
      expect(() => readCount("--accounts", text)).toThrow(ConfigProblem);
  });

  it("reads a span and refuses an empty one", () => {
    expect(readSpan("--complete", "2026-08-01/2026-10-31")).toEqual({
      from: "2026-08-01T00:00:00.000Z",
      to: "2026-10-31T00:00:00.000Z",
    });
    for (const text of ["2026-08-01", "2026-08-02/2026-08-01", "a/b", "2026-01-01/2026-02-01/2026-03-01"])
      expect(() => readSpan("--complete", text)).toThrow(ConfigProblem);
  });
});
