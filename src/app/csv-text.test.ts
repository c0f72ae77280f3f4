import { expect, it } from "vitest";
import { toCsv, toExactCsv } from "./csv-text.ts";

const ROWS = [
  { name: '=HYPERLINK("http://evil.example","x")', handle: "@ada@example.social", points: -1.5 },
  { name: "@SUM(1+1)*cmd|' /C calc'!A0", handle: "x:@ada", points: 2 },
  { name: "+1, well said", handle: null, points: null },
];

it("lets no spreadsheet run what a stranger wrote, and leaves handles and numbers alone", () => {
  expect(toCsv(["name", "handle", "points"], ROWS)).toBe(
    [
      "name,handle,points",
      `"'=HYPERLINK(""http://evil.example"",""x"")",@ada@example.social,-1.5`,
      "'@SUM(1+1)*cmd|' /C calc'!A0,x:@ada,2",
      `"'+1, well said",,`,
      "",
    ].join("\n"),
  );
});

it("writes files that are read in again as they are", () => {
  expect(toExactCsv(["name"], ROWS.slice(2))).toBe('name\n"+1, well said"\n');
});
