import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { databasesMissing } from "../bluesky-network/databases.mjs";

const folder = fileURLToPath(new URL("../bluesky-network/", import.meta.url));

/** What the real Bluesky network cannot be started for lack of on this machine; empty when it can. */
export const blueskyNetworkMissing: readonly string[] = [
  ...(existsSync(`${folder}node_modules/@atproto/dev-env`)
    ? []
    : [
        "its packages: npm ci --prefix test/bluesky-network && npm rebuild --prefix test/bluesky-network better-sqlite3",
      ]),
  ...databasesMissing(),
];

export interface NetworkMember {
  readonly did: string;
  readonly handle: string;
  /** Asks not to be shown to people who are not logged in. */
  readonly isShy: boolean;
  /** at-uris. */
  readonly posts: readonly string[];
}

/** One act, people and posts by their places among the members and their posts. */
export interface NetworkAct {
  readonly kind: "like" | "repost" | "reply" | "quote";
  readonly actor: number;
  readonly target: number;
  readonly post: number;
}

/** What a population did. */
export interface Population {
  readonly members: readonly NetworkMember[];
  readonly acts: readonly NetworkAct[];
  readonly follows: readonly (readonly [actor: number, target: number])[];
}

/** The real network (PLC, PDS, AppView) as a child process. */
export interface BlueskyNetwork {
  readonly pds: string;
  readonly appView: string;
  readonly plc: string;
  /** Lets the planned population live; returns when the AppView has seen everything. */
  populate(): Promise<Population>;
  stop(): Promise<void>;
}

/** Starts the network, empty. */
export async function startBlueskyNetwork(plan: {
  readonly accountCount: number;
  readonly actCount: number;
  readonly seed: number;
}): Promise<BlueskyNetwork> {
  const child = spawn(process.execPath, [`${folder}start.mjs`, JSON.stringify(plan)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", text => {
    said += text;
  });
  const ended = new Promise<void>(resolve => child.once("exit", () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const next = () => nextLine(lines, child, () => said);
  const urls = JSON.parse(await next()) as Pick<BlueskyNetwork, "pds" | "appView" | "plc">;
  return {
    ...urls,
    async populate() {
      child.stdin.write("populate\n");
      return JSON.parse(await next()) as Population;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

function nextLine(
  lines: Interface,
  child: ChildProcessWithoutNullStreams,
  said: () => string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`the network ended: ${said().slice(-2000)}`));
    child.once("exit", failed);
    lines.once("line", line => {
      child.off("exit", failed);
      resolve(line);
    });
  });
}
