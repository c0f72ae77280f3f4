#!/usr/bin/env node
import { existsSync } from "node:fs";

const entry = new URL("../dist/cli/main.js", import.meta.url);
if (!existsSync(entry)) {
  console.error("renown: not built yet. Run `npm run build` in the package folder first.");
  process.exit(1);
}
const { endWithParent } = await import(new URL("../dist/platform/end-with-parent.js", import.meta.url).href);
endWithParent();
const { main } = await import(entry.href);
process.exitCode = await main(process.argv.slice(2));
