import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { path, surroundings } from "./measure.mjs";

/** Interactions a second from Parquet with string ids to scored accounts, with peak memory and seconds of each step; the
 *  population is simulated before the clock starts, the path runs as a process of its own.
 *    npm run bench -- bulk [--accounts N] [--interactions N] [--memory SIZE] [--from DIR] [--dry] */
export async function benchBulk(args) {
  const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
  const accounts = Number(option("--accounts", 1_000_000));
  const interactions = Number(option("--interactions", 10_000_000));
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-bulk-"));
  try {
    const from = option("--from", join(dir, "population"));
    if (!existsSync(join(from, "manifest.json")))
      renown(["simulate", "--accounts", accounts, "--interactions", interactions, "--out", from], "ignore");
    const before = surroundings();
    const memory = option("--memory", null);
    const run = ["run", "--from", from, "--only", "scores", "--out", join(dir, "out"), "--json", "--quiet"];
    const start = performance.now();
    renown(memory === null ? run : [...run, "--memory", memory], "ignore");
    const seconds = (performance.now() - start) / 1000;
    const manifest = JSON.parse(readFileSync(join(dir, "out", "manifest.json"), "utf8"));
    const told = JSON.parse(readFileSync(join(from, "manifest.json"), "utf8")).row_counts.interactions;
    return {
      ...before,
      accounts: manifest.inputs.accounts,
      interactions: told,
      memory_asked: memory,
      seconds: Number(seconds.toFixed(2)),
      interactions_per_second: Math.round(told / seconds),
      peak_memory_mebibytes: manifest.peak_memory_mebibytes,
      kernel: manifest.people_rank.kernel,
      passes: manifest.people_rank.passes,
      edges: manifest.people_rank.edgeCount,
      scored_accounts: manifest.scores.scoredCount,
      steps: Object.fromEntries([
        ...manifest.models
          .filter(({ milliseconds }) => milliseconds > 0)
          .sort((a, b) => b.milliseconds - a.milliseconds)
          .map(({ model, milliseconds }) => [model, milliseconds / 1000]),
        ["write", manifest.write_milliseconds / 1000],
      ]),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function renown(args, stdout) {
  const { status } = spawnSync(process.execPath, [path("bin/renown.mjs"), ...args.map(String)], {
    stdio: ["ignore", stdout, "inherit"],
  });
  if (status !== 0) throw new Error(`renown ${args[0]} ended with ${status}`);
}
