import { describe, expect, it } from "vitest";
import { toSnakeKeys } from "./snake-keys.ts";

describe("toSnakeKeys", () => {
  it("writes camelCase keys in snake_case at any depth and leaves values alone", () => {
    const value = {
      rowsAdded: { account_stats: 2 },
      inputs: [{ isKnown: true, path: "someFile" }],
      none: null,
    };
    expect(toSnakeKeys(value)).toEqual({
      rows_added: { account_stats: 2 },
      inputs: [{ is_known: true, path: "someFile" }],
      none: null,
    });
  });

  it("keeps keys that are names of things", () => {
    expect(toSnakeKeys({ "x:@someOne": 1, "A b": 2 })).toEqual({ "x:@someOne": 1, "A b": 2 });
  });
});
