import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const PRISM = fileURLToPath(
  new URL("../../node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url),
);
const START_TIMEOUT_MILLISECONDS = 90_000;

/** A proxy that checks requests and answers against an OpenAPI document; what is wrong stands in the header
 *  `sl-violations` of each answer. */
export interface PrismProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `prism proxy` on a free port of this machine, in a process of its own.
 *  @throws Error with what it printed when it does not come up. */
export async function startPrismProxy(documentPath: string, upstream: string): Promise<PrismProxy> {
  const port = await freePort();
  const args = [PRISM, "proxy", documentPath, upstream, "-h", "127.0.0.1", "-p", String(port)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>(resolve => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 3_000);
    await ended;
    clearTimeout(timer);
  };
  try {
    await listening(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (why: string) => reject(new Error(`prism ${why}: ${printed.slice(-2000)}`));
    const timer = setTimeout(() => fail("did not start in time"), START_TIMEOUT_MILLISECONDS);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (!printed.includes("is listening on")) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => {
      clearTimeout(timer);
      fail("ended");
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
