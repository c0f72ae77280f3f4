import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CONNECTORS } from "../../src/connectors/registry.ts";

const HEADINGS = [/what is read/i, /what it costs/i, /what cannot be seen/i, /tested against/i];

it.each(CONNECTORS.map(({ network }) => network))(
  "the page of %s says what is read, what it costs, what cannot be seen, and what it was tested against",
  network => {
    const page = readFileSync(new URL(`../../docs/networks/${network}.md`, import.meta.url), "utf8");
    const headings = page.split("\n").filter(line => line.startsWith("#"));
    for (const heading of HEADINGS) expect(headings.join("\n")).toMatch(heading);
  },
);
