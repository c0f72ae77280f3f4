import { describe, expect, it } from "vitest";
import { isoOfTid } from "./tid.ts";

describe("isoOfTid", () => {
  it("gives the microseconds of a timestamp identifier as a time", () => {
    expect(isoOfTid("2222222222222")).toBe("1970-01-01T00:00:00.000Z");
    // 1 second = 1,000,000 µs = 30·32³ + 16·32² + 18·32 + 0 above the 10 bits of the clock's number.
    expect(isoOfTid("2222222ykm222")).toBe("1970-01-01T00:00:01.000Z");
  });

  it("gives null for anything else", () => {
    for (const text of ["", "3lc2l3yslk22", "3lc2l3yslk2222", "zlc2l3yslk222", "3LC2L3YSLK222", "not a tid"])
      expect(isoOfTid(text)).toBeNull();
  });
});
