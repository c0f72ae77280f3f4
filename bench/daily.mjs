import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { option, path, surroundings } from "./measure.mjs";

/** Tables of which the last day comes later, by their times; of the others all is there from the first. */
const TIMES = {
  interactions: "acted_at",
  posts: "posted_at",
  post_stats: "observed_at",
  account_stats: "observed_at",
};

/** A full run of a simulated lake of 90 days, the daily run (`--daily`) and the plain update after one more day came in, each of
 *  the same lake, and a full run of it, each as a process of its own, by the clock and by CPU seconds.
 *    npm run bench -- daily [--accounts N] [--interactions N] [--dry] */
export async function benchDaily(args) {
  const accounts = Number(option(args, "--accounts", 100_000));
  const interactions = Number(option(args, "--interactions", 5_000_000));
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-daily-"));
  try {
    const population = join(dir, "population");
    renown(["simulate", "--accounts", accounts, "--interactions", interactions, "--out", population]);
    await splitAtLastDay(population, join(dir, "before"), join(dir, "after"));
    const lake = join(dir, "lake");
    const before = surroundings();
    renown(["import", join(dir, "before"), "--data", lake]);
    const first = run(lake, []);
    renown(["import", join(dir, "after"), "--data", lake]);
    const copy = join(dir, "copy");
    cpSync(lake, copy, { recursive: true, preserveTimestamps: true });
    const daily = run(copy, ["--daily"]);
    rmSync(copy, { recursive: true, force: true });
    const update = run(lake, []);
    const full = run(lake, ["--full"]);
    return {
      ...before,
      accounts,
      interactions: first.acts,
      days: update.update.folded_days + update.update.reused_days,
      folded_days: update.update.folded_days,
      texts: update.update.tagged_texts + update.update.reused_texts,
      tagged_texts: update.update.tagged_texts,
      first_seconds: first.seconds,
      first_cpu_seconds: first.cpu_seconds,
      full_seconds: full.seconds,
      full_cpu_seconds: full.cpu_seconds,
      update_seconds: update.seconds,
      update_cpu_seconds: update.cpu_seconds,
      daily_seconds: daily.seconds,
      daily_cpu_seconds: daily.cpu_seconds,
      daily_carried_from: daily.carried,
      daily_share_of_full_cpu: Number((daily.cpu_seconds / full.cpu_seconds).toFixed(3)),
      share_of_full_cpu: Number((update.cpu_seconds / full.cpu_seconds).toFixed(3)),
      passes_full: full.passes,
      passes_update: update.passes,
      steps: Object.fromEntries(
        Object.entries(full.steps)
          .slice(0, 25)
          .map(([name, seconds]) => [
            name,
            {
              full_cpu_seconds: seconds,
              update_cpu_seconds: update.steps[name] ?? 0,
              daily_cpu_seconds: daily.steps[name] ?? 0,
            },
          ]),
      ),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Copies the interchange folder `from`: rows of the last day of acts, and what was told after, to `after`; all else to `before`. */
async function splitAtLastDay(from, before, after) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const glob = table => `read_parquet('${join(from, table)}/*.parquet')`;
  const reader = await connection.runAndReadAll(
    `SELECT CAST(CAST(max(acted_at) AS DATE) AS VARCHAR) FROM ${glob("interactions")}`,
  );
  const lastDay = reader.getRows()[0][0];
  for (const { name } of readdirSync(from, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
    const time = TIMES[name];
    const parts = time
      ? [
          [before, `${time} IS NULL OR ${time} < TIMESTAMP '${lastDay}'`],
          [after, `${time} >= TIMESTAMP '${lastDay}'`],
        ]
      : [[before, "true"]];
    // Profiles are told of as they were found, at the end: they were there before.
    const columns = ["accounts", "lists"].includes(name)
      ? "* REPLACE (observed_at - INTERVAL 2 DAY AS observed_at)"
      : "*";
    for (const [to, condition] of parts) {
      mkdirSync(join(to, name), { recursive: true });
      await connection.run(
        `COPY (SELECT ${columns} FROM ${glob(name)} WHERE ${condition}) TO '${join(to, name, "part-0000.parquet")}' (FORMAT parquet)`,
      );
    }
  }
  connection.closeSync();
}

function run(lake, flags) {
  const start = performance.now();
  const cpu_seconds = renown(["run", "--data", lake, ...flags]);
  const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
  const runs = readdirSync(join(lake, "runs")).toSorted();
  const file = join(lake, "runs", runs.at(-1), "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  const steps = manifest.models
    .toSorted((a, b) => b.cpu_milliseconds - a.cpu_milliseconds)
    .map(({ model, cpu_milliseconds }) => [model, cpu_milliseconds / 1000]);
  return {
    ...{ seconds, cpu_seconds, update: manifest.update, passes: manifest.people_rank.passes },
    carried: manifest.carried?.run_id ?? null,
    acts: manifest.inputs.interactions,
    steps: Object.fromEntries(steps),
  };
}

/** CPU seconds of a command, its threads included. */
function renown(args) {
  const command = [process.execPath, path("bin/renown.mjs"), ...args.map(String), "--quiet"];
  const { status, stdout } = spawnSync("bash", ["-c", '"$@" >/dev/null || exit; times', "bash", ...command], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`renown ${args[0]} ended with ${status}`);
  const parts = [
    ...stdout
      .trim()
      .split("\n")
      .at(-1)
      .matchAll(/(\d+)m([\d.]+)s/g),
  ];
  return Number(
    parts.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0).toFixed(2),
  );
}
