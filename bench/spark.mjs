import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { option, outputOf, path, surroundings } from "./measure.mjs";

const READY_SECONDS = 180;
const ACTS_AN_ACCOUNT = 20;

/** Seconds of each step of a run on Spark by interactions, over simulated populations: what the estimate for larger ones is
 *  fitted to. One local Spark of one core behind its Thrift server; its process's CPU seconds are shared out over
 *  the steps by the clock, so that others on the machine do not count.
 *    RENOWN_SPARK_HOME=... npm run bench -- spark [--interactions N,N,...] [--dry] */
export async function benchSpark(args) {
  const sizes = option(args, "--interactions", "100000,400000,1600000").split(",").map(Number);
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-spark-"));
  const server = await startServer(dir);
  try {
    const before = surroundings();
    // The first run pays for code that the server loads and compiles once.
    runOn(server, dir, Math.min(...sizes) / 10);
    const runs = sizes.toSorted((a, b) => a - b).map(interactions => runOn(server, dir, interactions));
    return { ...before, acts_an_account: ACTS_AN_ACCOUNT, runs };
  } finally {
    process.kill(server.pid, "SIGTERM");
    await pause(5000);
    rmSync(dir, { recursive: true, force: true });
  }
}

function runOn({ url, pid }, dir, interactions) {
  const population = join(dir, `population-${interactions}`);
  const lake = join(dir, `lake-${interactions}`);
  const accounts = interactions / ACTS_AN_ACCOUNT;
  renown("simulate", "--accounts", accounts, "--interactions", interactions, "--out", population);
  renown("import", population, "--data", lake);
  rmSync(population, { recursive: true });
  const cpuBefore = cpuSecondsOf(pid);
  renown("run", "--engine", "spark", "--spark-url", url, "--no-topics", "--data", lake);
  const cpuSeconds = cpuSecondsOf(pid) - cpuBefore;
  const runDir = join(lake, "runs", readdirSync(join(lake, "runs")).toSorted().at(-1));
  const { models, people_rank } = JSON.parse(readFileSync(join(runDir, "manifest.json"), "utf8"));
  rmSync(lake, { recursive: true });
  const all = models.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return {
    accounts,
    interactions,
    seconds: all / 1000,
    cpu_seconds: cpuSeconds,
    passes: people_rank.passes,
    edges: people_rank.edgeCount,
    steps: Object.fromEntries(
      models
        .filter(({ milliseconds }) => milliseconds > 0)
        .map(({ model, milliseconds }) => [model, Number(((cpuSeconds * milliseconds) / all).toFixed(2))])
        .toSorted((a, b) => b[1] - a[1]),
    ),
  };
}

function renown(...args) {
  const { status } = spawnSync(process.execPath, [path("bin/renown.mjs"), ...args.map(String)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`renown ${args[0]} ended with ${status}`);
}

/** Seconds that the processors worked for a process and its threads. */
function cpuSecondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / Number(outputOf("getconf", "CLK_TCK"));
}

async function startServer(dir) {
  const home = sparkHome();
  const port = await freePort();
  const log = openSync(join(dir, "server.log"), "w");
  const settings = {
    "spark.ui.enabled": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.warehouse.dir": join(dir, "warehouse"),
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
  };
  const { pid } = spawn(
    join(home, "bin/spark-submit"),
    [
      ...["--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2", "--master", "local[1]"],
      ...["--driver-memory", "4g", "--driver-java-options", "-XX:+UseSerialGC"],
      ...Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]),
      "spark-internal",
      ...["--hiveconf", `hive.server2.thrift.port=${port}`],
      ...["--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"],
    ],
    {
      cwd: dir,
      stdio: ["ignore", log, log],
      env: {
        ...process.env,
        SPARK_HOME: home,
        SPARK_LOCAL_IP: "127.0.0.1",
        SPARK_LOCAL_DIRS: join(dir, "local"),
      },
    },
  );
  for (let waited = 0; waited < READY_SECONDS; waited++) {
    if (await isOpen(port)) return { url: `thrift://renown@127.0.0.1:${port}`, pid };
    await pause(1000);
  }
  process.kill(pid, "SIGKILL");
  throw new Error(`Spark does not answer: ${readFileSync(join(dir, "server.log"), "utf8").slice(-2000)}`);
}

function isOpen(port) {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(socket.destroy() !== null));
    socket.on("error", () => resolve(false));
  });
}

async function freePort() {
  const server = createServer();
  const port = await new Promise(resolve =>
    server.listen(0, "127.0.0.1", () => resolve(server.address().port)),
  );
  await new Promise(resolve => server.close(resolve));
  return port;
}

function sparkHome() {
  const home = process.env.RENOWN_SPARK_HOME ?? process.env.SPARK_HOME;
  if (home && existsSync(join(home, "bin/spark-submit"))) return home;
  throw new Error("Set RENOWN_SPARK_HOME to the folder of a Spark or of an installed pyspark 4.");
}
