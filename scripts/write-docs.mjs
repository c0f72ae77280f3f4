// Writes (or with --check compares) everything in the docs that is real output: docs/answers.md and the blocks between
// `<!-- output: COMMAND -->` and `<!-- /output -->` in README.md and docs/*.md, run on the lake of `renown demo`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { terminalPicture } from "./terminal-picture.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");
const scratch = mkdtempSync(join(tmpdir(), "renown-docs-"));
const lakeDir = join(scratch, "lake");
const differing = [];
const outputs = new Map();

try {
  const demo = run("renown demo --no-serve");
  if (demo.exitCode !== 0) throw new Error(`the demo failed:\n${demo.text}`);
  outputs.set("renown demo --no-serve", demo);
  emit("docs/answers.md", answersPage(parse(read("docs/answers.yml"))));
  for (const path of ["README.md", "MODEL_CARD.md", ...pagesOf("docs")]) emit(path, withOutputs(read(path)));
  emit("docs/sample-report.html", sampleReport());
  emit("docs/images/demo.svg", terminalPicture("renown demo", outputs.get("renown demo --no-serve").text));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (differing.length > 0) {
  console.error(
    `out of date: ${differing.join(", ")}. Run \`npm run docs:write\` and look at the difference.`,
  );
  process.exitCode = 1;
} else console.log(isCheck ? "docs: every output is up to date" : "docs: written");

function read(path) {
  return readFileSync(join(root, path), "utf8");
}

function pagesOf(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter(name => name.endsWith(".md") && name !== "answers.md")
    .map(name => join(folder, name))
    .sort();
}

/** Runs a documented command on the demo's lake; what it prints is what a user sees, without colours. */
function run(command) {
  const known = outputs.get(command);
  if (known) return known;
  const args = command.split(" ").slice(1);
  const result = spawnSync(process.execPath, [join(root, "bin/renown.mjs"), ...args, "--data", lakeDir], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", TZ: "UTC", COLUMNS: "110" },
    timeout: 120_000,
  });
  const shown = [result.stdout, result.status === 0 ? "" : result.stderr].filter(Boolean).join("");
  const output = { exitCode: result.status, text: tidy(shown) };
  outputs.set(command, output);
  return output;
}

/** The dossier of three people of the demo: one who is listened to, one who answers everybody, one with too little data. */
function sampleReport() {
  const path = join(scratch, "sample-report.html");
  const report = run(`renown report x:@ines_okafor x:@maya_rivers x:@quiet_harbor --out ${path}`);
  if (![0, 4].includes(report.exitCode)) throw new Error(`the sample report failed:\n${report.text}`);
  return readFileSync(path, "utf8");
}

/** Takes out what differs from machine to machine: folders, durations, the time of publishing. */
function tidy(text) {
  return text
    .replaceAll(lakeDir, "~/.renown-demo")
    .replaceAll(scratch, "~")
    .replace(/\b\d+(\.\d+)? (ms|s)\b/g, "… s")
    .replace(/(published_at"?: "?)[0-9T:.Z-]+/g, "$1…")
    .replace(/published \d{4}-\d{2}-\d{2}(T[0-9:.]+Z)?/g, "published …")
    .split("\n")
    .map(line => line.trimEnd())
    .join("\n")
    .trim();
}

function withOutputs(page) {
  return page.replace(
    /(<!-- output: (.+?) -->\n)[\s\S]*?(<!-- \/output -->)/g,
    (_, open, command, close) => `${open}\`\`\`console\n$ ${command}\n${run(command).text}\n\`\`\`\n${close}`,
  );
}

function answersPage({ groups, later }) {
  const lines = [
    "# Answers",
    "",
    "What Klout, Twitalyzer and TweetLevel did, and what their users criticised and wished for; for each, the command on the",
    "demo's lake, what it really prints, and the test that holds it. Written from `docs/answers.yml` by `npm run docs:write`;",
    "`npm run check` runs every command again and compares. What is not built yet says so. To try them: `npm run demo`, then",
    "`export RENOWN_DATA=~/.renown-demo`.",
    "",
  ];
  for (const group of groups) {
    lines.push(`## ${group.title}`, "");
    for (const entry of group.entries) lines.push(...answer(entry, later), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function answer(entry, later) {
  const lines = [`### ${entry.asked}`, "", `*${entry.by}*`, ""];
  if (entry.later) {
    if (!later[entry.later]) throw new Error(`answers.yml: no later part called ${entry.later}`);
    lines.push(`**Not built yet**: ${later[entry.later]}.`);
    if (entry.answer) lines.push("", entry.answer);
    return lines;
  }
  lines.push(entry.answer, "");
  if (entry.command) {
    const { exitCode, text } = run(entry.command);
    if (exitCode !== (entry.exit ?? 0)) throw new Error(`\`${entry.command}\` exited ${exitCode}:\n${text}`);
    lines.push("```console", `$ ${entry.command}`, ...excerpt(text, entry), "```", "");
  }
  lines.push(`Held by: ${testOf(entry)}`);
  return lines;
}

/** The lines of an output that an entry asks for (`lines: text` keeps those that hold one of the texts). */
function excerpt(text, { lines: wanted }) {
  const all = text.split("\n");
  if (!wanted) return all;
  const kept = all.filter(line => wanted.some(part => line.includes(part)));
  if (kept.length === 0) throw new Error(`none of ${wanted.join(", ")} is printed:\n${text}`);
  return kept;
}

function testOf({ asked, test }) {
  if (!test) throw new Error(`answers.yml: "${asked}" names no test`);
  const [path, title] = test.split(" # ");
  if (!read(path).includes(title)) throw new Error(`${path} has no test titled "${title}"`);
  return `\`${path}\`: ${title}`;
}

function emit(path, text) {
  let current = null;
  try {
    current = read(path);
  } catch {}
  if (current === text) return;
  if (isCheck) differing.push(path);
  else writeFileSync(join(root, path), text);
}
