import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { formatHandle } from "../dist/domain/handle.js";
import { outputOf, surroundings } from "./measure.mjs";
import { startService } from "./start-service.mjs";

const CONNECTIONS = 64;
const HANDLES = 50_000;
const WARM_UP_SECONDS = 3;
const TICKS_PER_SECOND = 100;

/** Requests a second, waits and CPU of score reads over the newest snapshot of a lake: uniform random handles, 64
 *  connections, by wrk, or by a client in this process where there is no wrk (its own CPU is not counted, but it takes
 *  a core).
 *    npm run bench -- serve --data DIR [--processes N] [--seconds S] [--scored] [--client wrk|node] [--log] [--dry]
 *  `--scored` draws only from accounts with a score, whose answers are longest; `--log` writes a line a request. */
export async function benchServe(args) {
  const optionOf = (name, fallback) =>
    args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : fallback;
  const data = optionOf("data", null);
  if (data === null) throw new Error("--data DIR: a lake with a snapshot.");
  const seconds = Number(optionOf("seconds", "15"));
  const processes = optionOf("processes", null);
  const before = surroundings();
  const { handles, accounts } = handlesOf(data, args.includes("--scored"));
  const client = optionOf("client", hasWrk() ? "wrk" : "node");
  const server = await startService(data, processes, args.includes("--log"));
  try {
    const drive = client === "wrk" ? driveWrk : driveNode;
    await drive(server.url, handles, WARM_UP_SECONDS);
    const cpuBefore = cpuSecondsOf(server.pid);
    const driven = await drive(server.url, handles, seconds);
    const cpuSeconds = cpuSecondsOf(server.pid) - cpuBefore;
    return {
      ...before,
      snapshot_accounts: accounts,
      drawn_from: args.includes("--scored") ? "accounts with a score" : "all accounts that are served",
      processes: processes === null ? "default" : Number(processes),
      connections: CONNECTIONS,
      client,
      ...driven,
      cpu_milliseconds_per_request: round((1000 * cpuSeconds) / driven.requests),
      server_memory_mebibytes: Math.round(memoryOf(server.pid) / 1024),
    };
  } finally {
    await server.stop();
  }
}

/** Texts that ask for accounts drawn uniformly, with a fixed seed, from those that the newest snapshot serves. */
function handlesOf(data, onlyScored) {
  const dir = join(data, "snapshots");
  const newest = readdirSync(dir)
    .filter(name => name.endsWith(".db"))
    .map(name => join(dir, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  const db = new Database(newest, { readonly: true });
  const isDrawn = `features IS NOT NULL AND is_protected = 0 AND is_indexable IS NOT 0${onlyScored ? " AND is_ranked = 1" : ""}`;
  const all = db.prepare(`SELECT account_no FROM accounts WHERE ${isDrawn}`).raw(true).all();
  const [{ count }] = db.prepare("SELECT count(*) AS count FROM accounts").all();
  const named = db.prepare("SELECT network, account_id, handle FROM accounts WHERE account_no = ?");
  let state = 42;
  const handles = Array.from({ length: HANDLES }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const { network, account_id, handle } = named.get(all[Math.floor((state / 2 ** 32) * all.length)][0]);
    return encodeURIComponent(formatHandle(network, handle, account_id));
  });
  db.close();
  return { handles, accounts: count };
}

function hasWrk() {
  return outputOf("which", "wrk") !== null;
}

async function driveWrk(url, handles, seconds) {
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-serve-"));
  try {
    writeFileSync(join(dir, "handles"), handles.join("\n"));
    writeFileSync(join(dir, "drive.lua"), SCRIPT.replace("HANDLES", join(dir, "handles")));
    const child = spawn("wrk", [
      ...["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, "--latency", "-s", join(dir, "drive.lua"), url],
    ]);
    let text = "";
    child.stdout.on("data", part => {
      text += part;
    });
    await new Promise(resolve => child.once("close", resolve));
    return JSON.parse(text.slice(text.indexOf("RESULT ") + 7));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const SCRIPT = `
local handles = {}
for line in io.lines("HANDLES") do handles[#handles + 1] = line end
request = function() return wrk.format("GET", "/api/v1/score/" .. handles[math.random(#handles)]) end
done = function(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    'RESULT {"requests":%d,"requests_per_second":%.0f,"p50_milliseconds":%.2f,"p99_milliseconds":%.2f,"bytes_per_answer":%.0f,"failed":%d,"not_200":%d}',
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.bytes / summary.requests, failed, summary.errors.status))
end`;

async function driveNode(url, handles, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const waits = [];
  const counts = { bytes: 0, failed: 0, not200: 0 };
  const start = performance.now();
  const one = () =>
    new Promise(resolve => {
      const sent = performance.now();
      const place = handles[Math.floor(Math.random() * handles.length)];
      get(`${url}/api/v1/score/${place}`, { agent }, answer => {
        if (answer.statusCode !== 200) counts.not200 += 1;
        answer.on("data", part => {
          counts.bytes += part.length;
        });
        answer.on("end", () => resolve(waits.push(performance.now() - sent)));
      }).on("error", () => {
        counts.failed += 1;
        resolve();
      });
    });
  const line = async () => {
    while (performance.now() - start < 1000 * seconds) await one();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, line));
  const took = (performance.now() - start) / 1000;
  agent.destroy();
  const sorted = Float64Array.from(waits).sort();
  const at = share => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return {
    requests: waits.length,
    requests_per_second: Math.round(waits.length / took),
    p50_milliseconds: at(0.5),
    p99_milliseconds: at(0.99),
    bytes_per_answer: Math.round(counts.bytes / waits.length),
    failed: counts.failed,
    not_200: counts.not200,
  };
}

/** Processor time so far of `pid` and the processes it started, in seconds; Linux only. */
function cpuSecondsOf(pid) {
  return sum(familyOf(pid), member => {
    const [, rest] = readFileSync(`/proc/${member}/stat`, "utf8").split(") ");
    const fields = rest.split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  });
}

/** Resident kibibytes that are not pages of files: the snapshot's are shared. */
function memoryOf(pid) {
  return sum(familyOf(pid), member =>
    Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/status`, "utf8"))?.[1] ?? 0),
  );
}

function familyOf(pid) {
  const children = (outputOf("pgrep", "-P", String(pid)) ?? "").split("\n").filter(text => text !== "");
  return [pid, ...children.map(Number)];
}

function sum(items, amountOf) {
  return items.reduce((total, item) => total + amountOf(item), 0);
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}
