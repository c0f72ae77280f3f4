import { expect, it } from "vitest";
import { parsedJson } from "./parsed-json.ts";

it("tells a value, null too, from a text that is no JSON", () => {
  expect(parsedJson('{"a":[1]}')).toEqual({ a: [1] });
  expect(parsedJson("null")).toBeNull();
  expect(parsedJson("<html>")).toBeUndefined();
});
