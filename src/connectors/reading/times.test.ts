import { expect, it } from "vitest";
import { dayStart } from "./times.ts";

it("have a UTC day and a next one", () => {
  expect(dayStart("2024-02-29T23:59:59.000Z")).toBe("2024-02-29T00:00:00.000Z");
  expect(dayStart("2024-02-29T23:59:59.000Z", 1)).toBe("2024-03-01T00:00:00.000Z");
});
