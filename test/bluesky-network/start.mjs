/**
 * Starts the real Bluesky network (PLC, PDS, AppView) on this machine and runs until its standard input is closed:
 *
 *   node start.mjs '{"accountCount": 200, "actCount": 2500, "seed": 1}'
 *
 * When it is up it prints a line of JSON, {"pds", "appView", "plc"}: their URLs. So the firehose can be followed from
 * the first event on. For a line "populate" on standard input it lets the planned population live there and prints,
 * when the AppView has seen it all, {"members": [{"did", "handle", "isShy", "posts": [at-uri]}], "acts", "follows"}:
 * the last two as plan.mjs gives them, people and posts by their places.
 */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { startDatabases } from "./databases.mjs";
import { planPopulation } from "./plan.mjs";
import { populate } from "./populate.mjs";

const { accountCount = 0, actCount = 0, seed = 1, pds = {} } = JSON.parse(process.argv[2] ?? "{}");
const databases = await startDatabases();
let network = null;
const stop = async code => {
  await network?.close().catch(() => {});
  await databases.stop();
  process.exit(code);
};
const asked = createInterface({ input: process.stdin });
asked.once("close", () => void stop(0));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop(1));

try {
  Object.assign(process.env, {
    DB_POSTGRES_URL: databases.postgresUrl,
    REDIS_HOST: databases.redisHost,
    LOG_ENABLED: "false",
    NODE_ENV: "test",
  });
  // It reads the environment when it is loaded.
  const { TestNetwork } = (await import("@atproto/dev-env")).default;
  network = await TestNetwork.create({ dbPostgresSchema: "renown", pds, bsky: {}, ozone: {}, plc: {} });
  tell({ pds: network.pds.url, appView: network.bsky.url, plc: network.plc.url });
  await once(asked, "line");
  const plan = planPopulation({ accountCount, actCount, seed, newestAt: Date.now() - 3_600_000 });
  const members = await populate(network, plan);
  await network.processAll(120_000);
  tell({ members, acts: plan.acts, follows: plan.follows });
} catch (error) {
  console.error(error);
  await stop(1);
}

function tell(told) {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
