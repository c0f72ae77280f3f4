// Breaks each rule of the score on purpose and expects its property test to fail: node scripts/mutate-rules.mjs [--write] [RULE...]
// It changes the working tree and puts it back, so it starts only where src/, sql/ and weights/ have nothing uncommitted.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RULE_MUTATIONS, RULES } from "./rule-mutations.mjs";
import { rulesPage } from "./rules-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const resolve = createRequire(import.meta.url).resolve;
const vitest = join(dirname(resolve("vitest/package.json")), "vitest.mjs");
const TIME_LIMIT_MS = 240_000;

const words = process.argv.slice(2);
const isWrite = words.includes("--write");
const chosen = words.filter(word => word !== "--write");
const unknown = chosen.find(word => !(word in RULES));
if (unknown !== undefined) refuse(`${unknown} is no rule; name rules 1 to 13, or none for all`);
if (isWrite && chosen.length > 0) refuse("--write takes all rules: leave out the numbers");
const uncommitted = execFileSync("git", ["status", "--porcelain", "--", "src", "sql", "weights"], {
  cwd: root,
  encoding: "utf8",
});
if (uncommitted !== "") refuse(`commit or stash these first, they would be at risk:\n${uncommitted}`);

const scratch = mkdtempSync(join(tmpdir(), "renown-mutations-"));
let mutated = null;
let running = null;
for (const [signal, exitCode] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
])
  process.on(signal, () => {
    running?.kill();
    restore();
    rmSync(scratch, { recursive: true, force: true });
    console.error("stopped; the source is as it was, dist/ may not be: npm run build");
    process.exit(exitCode);
  });

const results = new Map();
try {
  const passes = new Map();
  for (const entry of RULE_MUTATIONS) {
    if (chosen.length > 0 && !chosen.includes(String(entry.rule))) continue;
    const key = `${entry.test.file} ${entry.test.title}`;
    if (!passes.has(key)) passes.set(key, isPassed(await runTest(entry.test)));
    const result = passes.get(key) ? await tryMutation(entry) : "FAILS UNBROKEN";
    results.set(entry, result);
    console.log(
      `rule ${String(entry.rule).padStart(2)}  ${result}  ${entry.mutation}  [${entry.test.title}]`,
    );
  }
} finally {
  restore();
  rmSync(scratch, { recursive: true, force: true });
  execFileSync(process.execPath, [resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json"], { cwd: root });
}
const missed = [...results.values()].filter(result => result !== "killed").length;
console.log(`${results.size - missed} of ${results.size} mutations killed`);
if (isWrite)
  writeFileSync(
    join(root, "docs/rules.md"),
    rulesPage(entry => results.get(entry)),
  );
process.exitCode = missed === 0 ? 0 : 1;

/** What comes of breaking the source as `entry` says: only a failed assertion of its test kills. */
async function tryMutation({ file, find, replace, test }) {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  if (text.split(find).length !== 2) return "NOT APPLICABLE (its text does not occur exactly once)";
  try {
    mutated = { path, text };
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    const outcome = await runTest(test);
    if (outcome === null) return "BROKEN (does not build, or never ends)";
    if (isPassed(outcome)) return "SURVIVED";
    const message = outcome.failures.join("\n");
    if (/AssertionError|Property failed/.test(message)) return "killed";
    return `BROKEN (fails otherwise than by an assertion: ${message.split("\n")[0]})`;
  } finally {
    restore();
  }
}

/** Runs the one test and returns how many passed and what failed; null when it never got to run. */
async function runTest({ file, title }) {
  const report = join(scratch, "report.json");
  rmSync(report, { force: true });
  const pattern = `${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(: \\w+)?$`;
  const args = ["run", file, "-t", pattern, "--reporter=json", `--outputFile=${report}`];
  running = spawn(process.execPath, [vitest, ...args], {
    cwd: root,
    stdio: "ignore",
    timeout: TIME_LIMIT_MS,
  });
  await new Promise((done, fail) => running.once("error", fail).once("close", done));
  running = null;
  try {
    const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const failed = tests.filter(({ status }) => status === "failed");
    // A file that fails before its tests says so itself.
    const unrun = testResults.filter(({ status, message }) => status === "failed" && message);
    const failures = [
      ...failed.flatMap(one => one.failureMessages),
      ...(failed.length > 0 ? [] : unrun.map(one => one.message)),
    ];
    return { passedCount: numPassedTests, failures };
  } catch {
    return null;
  }
}

function isPassed(outcome) {
  return outcome !== null && outcome.failures.length === 0 && outcome.passedCount > 0;
}

function restore() {
  if (mutated !== null) writeFileSync(mutated.path, mutated.text);
  mutated = null;
}

function refuse(reason) {
  console.error(reason);
  process.exit(2);
}
