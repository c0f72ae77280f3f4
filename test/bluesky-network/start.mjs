/**
 * Starts the real Bluesky network (PLC, PDS, AppView) on this machine, lets a planned population live in it, prints one
 * line of JSON and runs until its standard input is closed:
 *
 *   node start.mjs '{"accountCount": 200, "actCount": 2500, "seed": 1}'
 *
 * The line: {"pds", "appView", "plc": URLs, "startedAt", "loadedAt": ISO, "members": [{"did", "handle", "isShy",
 * "posts": [at-uri]}], "acts": [...as planned], "follows": [...]}. Without accounts the network starts empty.
 */
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
process.stdin.resume().once("end", () => void stop(0));
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
  const startedAt = new Date().toISOString();
  const plan = planPopulation({ accountCount, actCount, seed, newestAt: Date.now() - 3_600_000 });
  const members = await populate(network, plan);
  await network.processAll(120_000);
  const told = {
    ...{ pds: network.pds.url, appView: network.bsky.url, plc: network.plc.url },
    ...{ startedAt, loadedAt: new Date().toISOString(), members, acts: plan.acts, follows: plan.follows },
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
} catch (error) {
  console.error(error);
  await stop(1);
}
