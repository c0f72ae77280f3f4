import Table from "cli-table3";
import { plain } from "./style.ts";

/** A table of text with a header line and no frame; columns named in `right` are aligned right. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map(name => (right.includes(name) ? "right" : "left")),
    chars: NO_FRAME,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  for (const row of rows) table.push(row.map(plain));
  const lines = table.toString().split("\n");
  return `${lines.map(line => line.trimEnd()).join("\n")}\n`;
}

const NO_FRAME = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};
