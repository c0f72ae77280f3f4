import { describe, expect, it } from "vitest";
import { IngestKeeper } from "./keep-ingest.ts";

const silent = () => {};

describe("what keeps streams followed while a lake is served", () => {
  it("runs one follower for each stream, begins one that ended again after a minute, and ends all at once", async () => {
    const started: string[] = [];
    const waits: number[] = [];
    const errors: unknown[] = [];
    let isUp: () => void = silent;
    const isFollowing = new Promise<void>(resolve => {
      isUp = resolve;
    });
    const keeper = new IngestKeeper({
      dataDir: "/data",
      followers: [["bluesky"], ["mastodon", "--instance", "a.example", "--local"]],
      log: { info: silent, warn: silent, error: fields => void errors.push(fields) },
      sleep: async milliseconds => void waits.push(milliseconds),
      run: async (args, signal) => {
        started.push(args.join(" "));
        if (started.length === 1) return { exitCode: 1, errorText: "the server stays away\n" };
        if (started.length === 3) isUp();
        await new Promise(resolve => signal.addEventListener("abort", resolve, { once: true }));
        return { exitCode: null, errorText: "" };
      },
    });
    await isFollowing;
    await keeper.stop();
    expect(started).toEqual([
      "--data /data --quiet ingest bluesky",
      "--data /data --quiet ingest mastodon --instance a.example --local",
      "--data /data --quiet ingest bluesky",
    ]);
    expect(waits).toEqual([60_000]);
    expect(errors).toEqual([
      { command: "ingest", network: "bluesky", exitCode: 1, errorText: "the server stays away" },
    ]);
  });
});
