import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { option, path, surroundings } from "./measure.mjs";

const ACTS_PER_ACCOUNT = 12.5;

/** Seconds from a handle to its first score and to its last on the real Bluesky network on this machine, each handle asked by
 *  a program of its own with an empty lake, its start included.
 *    npm run bench -- on-demand [--accounts N] [--handles N] [--dry] */
export async function benchOnDemand(args) {
  const accounts = Number(option(args, "--accounts", "80"));
  const handles = Number(option(args, "--handles", "40"));
  const before = surroundings();
  const network = await startNetwork({
    accountCount: accounts,
    actCount: accounts * ACTS_PER_ACCOUNT,
    seed: 1,
  });
  try {
    const { members } = await network.populate();
    const asked = members.filter(({ isShy }) => !isShy).slice(0, handles);
    const firsts = [];
    const lasts = [];
    for (const { handle } of asked) {
      const { first, last } = await score(handle, network.appView);
      firsts.push(first);
      lasts.push(last);
    }
    return {
      ...before,
      accounts,
      handles: asked.length,
      first_score_seconds_p50: quantile(firsts, 0.5),
      first_score_seconds_p95: quantile(firsts, 0.95),
      last_score_seconds_p50: quantile(lasts, 0.5),
      last_score_seconds_p95: quantile(lasts, 0.95),
    };
  } finally {
    await network.stop();
  }
}

async function startNetwork(plan) {
  const child = spawn(process.execPath, [path("test/bluesky-network/start.mjs"), JSON.stringify(plan)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise(resolve => child.once("exit", resolve));
  const lines = createInterface({ input: child.stdout });
  const next = async () => {
    const line = await Promise.race([
      new Promise(resolve => lines.once("line", resolve)),
      ended.then(code =>
        Promise.reject(new Error(`the network ended with ${code}; see test/bluesky-network`)),
      ),
    ]);
    return JSON.parse(line);
  };
  const { appView } = await next();
  return {
    appView,
    populate: () => {
      child.stdin.write("populate\n");
      return next();
    },
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/** Seconds until `renown score --watch` printed its first answer, and until it ended. */
async function score(handle, service) {
  const data = mkdtempSync(join(tmpdir(), "renown-bench-on-demand-"));
  try {
    const start = performance.now();
    const since = () => (performance.now() - start) / 1000;
    const child = spawn(
      process.execPath,
      [path("bin/renown.mjs"), "score", handle, "--watch", "--data", data],
      {
        stdio: ["ignore", "pipe", "ignore"],
        env: {
          ...process.env,
          RENOWN_OFFLINE: "",
          RENOWN_ALLOW_LOOPBACK: "1",
          RENOWN_BLUESKY_SERVICE: service,
        },
      },
    );
    let first = null;
    child.stdout.once("data", () => {
      first = since();
    });
    const code = await new Promise(resolve => child.once("close", resolve));
    if (first === null) throw new Error(`renown score ${handle} ended with ${code} and said nothing.`);
    return { first, last: since() };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(2));
}
