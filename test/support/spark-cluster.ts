import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const READY_MILLISECONDS = 180_000;
/** Little and short-lived work: no second compiler and no threads for collecting. */
const JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

/** A standalone Spark cluster of this machine: a master, two workers of one core each, and a Thrift server. */
export interface SparkCluster {
  readonly url: string;
  /** A folder that the servers and the tests see under one path. */
  readonly sharedDir: string;
  readonly workerPids: readonly number[];
  stop(): Promise<void>;
}

interface Started {
  readonly url: string;
  readonly sharedDir: string;
  readonly folder: string;
  readonly workerPids: readonly number[];
  readonly pids: readonly number[];
}

const home = sparkHome();

/** Why no cluster can be started here; empty when one can. */
export const sparkMissing: readonly string[] = [
  ...(home === null && !process.env["RENOWN_SPARK_URL"]
    ? ["pyspark: python3 -m venv V && V/bin/pip install pyspark==4.3.0, and its folder in RENOWN_SPARK_HOME"]
    : []),
  ...(succeeds("java", "-version") ? [] : ["Java 17"]),
];

/** The cluster of this test run: the first who asks starts it, the global set-up ends it. With RENOWN_SPARK_URL and
 *  RENOWN_SPARK_SHARED_DIR a cluster that runs already. */
export async function sharedSparkCluster(): Promise<Omit<SparkCluster, "stop">> {
  const { RENOWN_SPARK_URL: url, RENOWN_SPARK_SHARED_DIR: sharedDir } = process.env;
  if (url && sharedDir) return { url, sharedDir, workerPids: [] };
  const place = process.env["RENOWN_TEST_SPARK"];
  if (!place) throw new Error("RENOWN_TEST_SPARK is not set; test/support/global-setup.ts sets it");
  try {
    mkdirSync(place);
  } catch {
    return await startedElsewhere(place);
  }
  try {
    const started = await start();
    writeFileSync(join(place, "cluster.json"), JSON.stringify(started));
    return started;
  } catch (error) {
    writeFileSync(join(place, "failure"), String(error));
    throw error;
  }
}

/** Ends the cluster that a test run started, when it did. */
export async function stopSharedSparkCluster(place: string): Promise<void> {
  const file = join(place, "cluster.json");
  if (existsSync(file)) await stop(JSON.parse(readFileSync(file, "utf8")) as Started);
  rmSync(place, { recursive: true, force: true });
}

/** A cluster of one's own, for tests that break it. */
export async function startSparkCluster(): Promise<SparkCluster> {
  const started = await start();
  return { ...started, stop: () => stop(started) };
}

async function startedElsewhere(place: string): Promise<Started> {
  const end = Date.now() + READY_MILLISECONDS;
  while (Date.now() < end) {
    if (existsSync(join(place, "failure"))) throw new Error(readFileSync(join(place, "failure"), "utf8"));
    if (existsSync(join(place, "cluster.json"))) {
      const text = readFileSync(join(place, "cluster.json"), "utf8");
      if (text.endsWith("}")) return JSON.parse(text) as Started;
    }
    await pause(200);
  }
  throw new Error("no Spark cluster became ready in time");
}

async function start(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), "renown-spark-"));
  const sharedDir = join(folder, "shared");
  mkdirSync(sharedDir);
  const [masterPort, masterUi, oneUi, otherUi, thriftPort] = await freePorts(5);
  const master = `spark://127.0.0.1:${masterPort}`;
  const pids: number[] = [];
  const launch = (log: string, program: string, args: readonly string[], memory: string): number => {
    const out = openSync(join(folder, `${log}.log`), "w");
    const child = spawn(join(home!, "bin", program), args, {
      cwd: folder,
      detached: true,
      stdio: ["ignore", out, out],
      env: {
        ...process.env,
        SPARK_HOME: home!,
        SPARK_LOCAL_IP: "127.0.0.1",
        SPARK_LOCAL_DIRS: join(folder, "local"),
        SPARK_WORKER_DIR: join(folder, "work"),
        SPARK_DAEMON_MEMORY: memory,
        SPARK_DAEMON_JAVA_OPTS: JAVA_OPTIONS,
      },
    });
    child.unref();
    pids.push(child.pid!);
    return child.pid!;
  };
  const deploy = "org.apache.spark.deploy";
  const workerPids: number[] = [];
  try {
    const masterArgs = ["--host", "127.0.0.1", "--port", `${masterPort}`, "--webui-port", `${masterUi}`];
    launch("master", "spark-class", [`${deploy}.master.Master`, ...masterArgs], "192m");
    await answers(masterPort!, folder);
    for (const ui of [oneUi!, otherUi!]) {
      const args = ["--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", `${ui}`, master];
      workerPids.push(
        launch(`worker-${workerPids.length}`, "spark-class", [`${deploy}.worker.Worker`, ...args], "192m"),
      );
    }
    const settings = {
      "spark.ui.enabled": "false",
      "spark.executor.memory": "700m",
      "spark.executor.extraJavaOptions": JAVA_OPTIONS,
      "spark.sql.catalogImplementation": "in-memory",
      "spark.sql.warehouse.dir": join(sharedDir, "warehouse"),
      "spark.driver.host": "127.0.0.1",
      "spark.driver.bindAddress": "127.0.0.1",
      "spark.scheduler.mode": "FAIR",
    };
    const hive = {
      "hive.server2.thrift.port": `${thriftPort}`,
      "hive.server2.thrift.bind.host": "127.0.0.1",
    };
    launch(
      "thrift",
      "spark-submit",
      [
        ...["--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2", "--master", master],
        ...["--driver-memory", "800m", "--driver-java-options", JAVA_OPTIONS],
        ...Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]),
        "spark-internal",
        ...Object.entries(hive).flatMap(([name, value]) => ["--hiveconf", `${name}=${value}`]),
      ],
      "800m",
    );
    await answers(thriftPort!, folder);
  } catch (error) {
    await stop({ url: "", sharedDir, folder, workerPids, pids });
    throw error;
  }
  return { url: `thrift://renown@127.0.0.1:${thriftPort}`, sharedDir, folder, workerPids, pids };
}

async function stop({ pids, folder }: Started): Promise<void> {
  for (const pid of [...pids].reverse()) signal(pid, "SIGTERM");
  const end = Date.now() + 15_000;
  while (Date.now() < end && pids.some(pid => signal(pid, 0))) await pause(100);
  for (const pid of pids) signal(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function answers(port: number, folder: string): Promise<void> {
  const end = Date.now() + READY_MILLISECONDS;
  while (Date.now() < end) {
    const isOpen = await new Promise<boolean>(resolve => {
      const socket = connect(port, "127.0.0.1");
      socket.on("connect", () => resolve(socket.destroy() !== null));
      socket.on("error", () => resolve(false));
    });
    if (isOpen) return;
    await pause(200);
  }
  throw new Error(`nothing listens on port ${port}; see the logs in ${folder}`);
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      server =>
        new Promise<number>(resolve => {
          server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

/** The folder of a pyspark that is installed: RENOWN_SPARK_HOME, SPARK_HOME, or that of python3. */
function sparkHome(): string | null {
  for (const name of ["RENOWN_SPARK_HOME", "SPARK_HOME"]) {
    const folder = process.env[name];
    if (folder && existsSync(join(folder, "bin", "spark-class"))) return folder;
  }
  try {
    const found = execFileSync("python3", ["-c", "import pyspark; print(pyspark.__path__[0])"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return existsSync(join(found, "bin", "spark-class")) ? found : null;
  } catch {
    return null;
  }
}

function succeeds(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
