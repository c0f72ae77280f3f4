import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { path, surroundings } from "./measure.mjs";

const ACTORS = 100_000;
const KINDS = ["like", "like", "like", "repost", "reply"];

/** Rows a second from NDJSON to durable rows of a new lake; the file is written before the clock starts.
 *    npm run bench -- import [--rows N] [--dry] */
export async function benchImport(args) {
  const at = args.indexOf("--rows");
  const rows = at < 0 ? 1_000_000 : Number(args[at + 1]);
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-import-"));
  try {
    const file = join(dir, "interactions.ndjson");
    const bytes = await writeRows(file, rows);
    const before = surroundings();
    const start = performance.now();
    const { status, stdout } = spawnSync(
      process.execPath,
      [path("bin/renown.mjs"), "import", file, "--data", join(dir, "lake"), "--json", "--quiet"],
      { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" },
    );
    const seconds = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(`renown import ended with ${status}`);
    const added = JSON.parse(stdout).inputs[0].rows_added.interactions;
    return {
      ...before,
      rows,
      rows_added: added,
      bytes,
      seconds: Number(seconds.toFixed(2)),
      rows_per_second: Math.round(rows / seconds),
      mebibytes_per_second: Number((bytes / 2 ** 20 / seconds).toFixed(1)),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Writes `rows` acts, the same on every call, and returns how many bytes they take. */
async function writeRows(file, rows) {
  const stream = createWriteStream(file);
  let bytes = 0;
  let state = 1;
  const draw = below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const first = Date.parse("2026-08-02T00:00:00Z");
  for (let row = 0; row < rows; row++) {
    const line = `${JSON.stringify({
      network: "x",
      interaction_id: String(2_000_000_000_000_000_000n + BigInt(row)),
      kind: KINDS[draw(KINDS.length)],
      actor_id: String(100_000_000 + draw(ACTORS)),
      target_id: String(300_000_000 + draw(ACTORS)),
      post_id: String(1_900_000_000_000_000_000n + BigInt(draw(rows))),
      acted_at: new Date(first + draw(90 * 86_400) * 1000).toISOString(),
    })}\n`;
    bytes += line.length;
    if (!stream.write(line)) await new Promise(resolve => stream.once("drain", resolve));
  }
  await new Promise(resolve => stream.end(resolve));
  return bytes;
}
