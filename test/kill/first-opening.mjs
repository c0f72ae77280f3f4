import { join } from "node:path";
import { openLakeDb } from "../../dist/lake/migrations.js";

/** Creates lake.db in one folder after the other, each at its own moment, so that several processes do it together. */
const [, , dir, count, firstAt, everyMs] = process.argv;
for (let n = 0; n < Number(count); n++) {
  while (Date.now() < Number(firstAt) + n * Number(everyMs));
  openLakeDb(join(dir, `${n}.db`)).close();
}
