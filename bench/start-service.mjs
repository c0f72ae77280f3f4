import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { path } from "./measure.mjs";

/** `renown serve` over the lake in `data` on a free port of loopback, once it is ready: its address, process id and an end.
 *  `processes` null: as many as it takes by itself. */
export async function startService(data, processes = null, isLogging = false) {
  const child = spawn(
    process.execPath,
    [
      path("bin/renown.mjs"),
      ...["--data", data, "--json", ...(isLogging ? [] : ["--quiet"])],
      ...["serve", "--port", "0"],
      ...(processes === null ? [] : ["--processes", processes]),
    ],
    { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, RENOWN_OFFLINE: "1" } },
  );
  const ended = new Promise(resolve => child.once("close", resolve));
  const first = await Promise.race([
    new Promise(resolve => createInterface(child.stdout).once("line", resolve)),
    ended.then(code => Promise.reject(new Error(`renown serve ended with ${code}`))),
  ]);
  const { url } = JSON.parse(first);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  while ((await fetch(`${url}/readyz`)).status !== 200)
    await new Promise(resolve => setTimeout(resolve, 200));
  return { url, pid: child.pid, stop };
}
