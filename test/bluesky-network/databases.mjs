import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Folder of PostgreSQL's programs; null when it is not installed. */
function postgresFolder() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map(version => join(root, version, "bin")), ...pathFolders()];
  return folders.find(folder => existsSync(join(folder, "initdb"))) ?? null;
}

/** redis-server's path; null when it is not installed. */
function redisProgram() {
  return (
    pathFolders()
      .map(folder => join(folder, "redis-server"))
      .find(existsSync) ?? null
  );
}

/** What is not installed of the two databases, with how to get it; empty when both are there. */
export function databasesMissing() {
  return [
    ...(postgresFolder() === null ? ["PostgreSQL: apt-get install postgresql"] : []),
    ...(redisProgram() === null ? ["Redis: apt-get install redis-server"] : []),
  ];
}

/** Starts a PostgreSQL and a Redis of our own on free ports with empty folders. `stop` ends both and removes them. */
export async function startDatabases() {
  const folder = mkdtempSync(join(tmpdir(), "renown-bluesky-network-"));
  const children = [];
  const stop = async () => {
    for (const child of children) {
      if (child.exitCode !== null) continue;
      const ended = new Promise(resolve => child.once("exit", resolve));
      child.kill("SIGINT");
      await Promise.race([ended, delay(5000).then(() => child.kill("SIGKILL"))]);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [postgresPort, redisPort] = [await freePort(), await freePort()];
    children.push(startRedis(folder, redisPort), startPostgres(folder, postgresPort));
    for (const port of [redisPort, postgresPort]) await untilListening(port);
    return {
      postgresUrl: `postgresql://postgres@127.0.0.1:${postgresPort}/postgres`,
      redisHost: `127.0.0.1:${redisPort}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startRedis(folder, port) {
  const options = [
    "--port",
    `${port}`,
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    folder,
  ];
  return spawn(redisProgram(), options, { stdio: "ignore" });
}

function startPostgres(folder, port) {
  const programs = postgresFolder();
  const data = join(folder, "postgres");
  const identity = unprivileged();
  if (identity !== null) execFileSync("chown", [`${identity.uid}:${identity.gid}`, folder]);
  const options = { stdio: "ignore", cwd: folder, ...identity };
  const initial = [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ];
  execFileSync(join(programs, "initdb"), initial, options);
  const settings = { port, listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off" };
  const flags = Object.entries({ ...settings, max_connections: 200 }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  return spawn(join(programs, "postgres"), ["-D", data, ...flags], options);
}

/** PostgreSQL refuses to run as root: then its own user is taken. */
function unprivileged() {
  if (process.getuid() !== 0) return null;
  const id = flag => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function pathFolders() {
  return (process.env.PATH ?? "").split(":");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function untilListening(port) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const isUp = await new Promise(resolve => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (isUp) return;
    await delay(100);
  }
  throw new Error(`nothing listens on port ${port}`);
}
