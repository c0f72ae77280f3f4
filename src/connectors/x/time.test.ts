import { describe, expect, it } from "vitest";
import { isoOfIsoTime, isoOfOldTime, isoOfXTime } from "./time.ts";

describe("times of an X archive", () => {
  it("become UTC ISO with milliseconds", () => {
    expect(isoOfXTime("Sat Feb 18 12:33:11 +0000 2023")).toBe("2023-02-18T12:33:11.000Z");
    expect(isoOfXTime("Thu Feb 29 00:00:00 +0000 2024")).toBe("2024-02-29T00:00:00.000Z");
    expect(isoOfOldTime("2014-05-01 12:33:11 +0000")).toBe("2014-05-01T12:33:11.000Z");
    expect(isoOfIsoTime("2023-02-18T12:33:11.5Z")).toBe("2023-02-18T12:33:11.500Z");
  });

  it.each([
    ["another weekday", "Sun Feb 18 12:33:11 +0000 2023"],
    ["a day that does not exist", "Wed Feb 29 12:33:11 +0000 2023"],
    ["an hour that does not exist", "Sat Feb 18 24:00:00 +0000 2023"],
    ["another zone", "Sat Feb 18 12:33:11 +0200 2023"],
    ["another month's name", "Sat Foo 18 12:33:11 +0000 2023"],
    ["text after it", "Sat Feb 18 12:33:11 +0000 2023 "],
    ["an ISO time", "2023-02-18T12:33:11Z"],
    ["nothing", ""],
  ])("with %s are null", (_what, text) => {
    expect(isoOfXTime(text)).toBeNull();
  });

  it("without a zone are null", () => {
    expect(isoOfOldTime("2014-05-01 12:33:11")).toBeNull();
    expect(isoOfIsoTime("2023-02-18T12:33:11")).toBeNull();
  });
});
