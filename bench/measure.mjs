import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

/** Path inside the package. */
export const path = place => fileURLToPath(new URL(`../${place}`, import.meta.url));

/** Seconds that `work` takes, by the clock and by CPU, with what it returns. */
export function timed(work) {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  const value = work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpu_seconds: (user + system) / 1e6, value };
}

/** The value after `--name` in `args`, or `otherwise`. */
export function option(args, name, otherwise = null) {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : args[at + 1];
}

/** Machine, commit and load, as written beside each result. */
export function surroundings() {
  return {
    measured_at: new Date().toISOString(),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: path(""), encoding: "utf8" }).trim(),
    node: process.version,
    cpu: `${cpus().length} x ${cpus()[0].model}`,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    load_before: Number(loadavg()[0].toFixed(2)),
  };
}

/** Writes `result` to results/NAME.json. */
export function writeResult(name, result) {
  mkdirSync(path("bench/results"), { recursive: true });
  writeFileSync(path(`bench/results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

/** What `writeResult` wrote last; null where it wrote nothing. */
export function readResult(name) {
  const file = path(`bench/results/${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** Standard output of a command, or null when there is no such command or module. */
export function outputOf(command, ...args) {
  try {
    return execFileSync(command, args, {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}
