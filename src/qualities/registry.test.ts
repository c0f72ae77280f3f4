import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packagePath } from "../platform/package-root.ts";
import { QUALITY_NAMES } from "./quality.ts";
import { QUALITIES } from "./registry.ts";

const sheet = parse(readFileSync(packagePath("sql/marts/account_qualities.yml"), "utf8")) as {
  columns: Record<string, { unit?: string; says: string }>;
};
const guide = readFileSync(packagePath("docs/qualities.md"), "utf8");

describe("the registry of qualities", () => {
  it("holds the four, each under its own name", () => {
    expect(QUALITIES.map(({ name }) => name)).toEqual([...QUALITY_NAMES]);
  });

  it.each(QUALITIES.map(quality => [quality.name, quality] as const))(
    "%s and its parts are columns of the mart with the same unit for the headline",
    (_, quality) => {
      const columns = [quality.name, quality.needs.column, ...quality.parts.map(({ name }) => name)];
      expect(columns.filter(name => sheet.columns[name] === undefined)).toEqual([]);
      expect(sheet.columns[quality.name]!.unit).toBe(quality.unit);
    },
  );

  it.each(QUALITIES.map(quality => [quality.name, quality] as const))(
    "%s has sentences whose placeholders are its value and parts, and states its minimum",
    (_, quality) => {
      const known = ["value", ...quality.parts.map(({ name }) => name)];
      const named = [...quality.sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      expect(named.filter(name => !known.includes(name))).toEqual([]);
      expect(quality.nullMeaning.too_few_cases).toContain(`Fewer than ${quality.needs.minimum} `);
    },
  );

  it.each(QUALITIES.map(quality => [quality.name, quality] as const))(
    "%s is documented with its meaning and minimum",
    (_, quality) => {
      const section = guide
        .split(/^## /m)
        .find(text => text.startsWith(`${quality.label} (\`${quality.name}\`)`));
      expect(section).toBeDefined();
      expect(section).toContain(`Minimum: ${quality.needs.minimum} ${quality.needs.cases}`);
      for (const { name } of quality.parts) expect(section).toContain(`\`${name}\``);
    },
  );
});
