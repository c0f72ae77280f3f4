import { scoreHandles } from "../../dist/app/score-handles.js";
import { noProgress } from "../../dist/domain/progress.js";

const [dataDir, service, connectorPath, now] = process.argv.slice(2);
const { fakeConnector } = await import(connectorPath);

const outcomes = await scoreHandles(["star0.fake.test"], {
  dataDir,
  progress: noProgress,
  onDemand: {
    connectors: [fakeConnector()],
    env: { RENOWN_ALLOW_LOOPBACK: "1", RENOWN_BLUESKY_SERVICE: service, HOME: dataDir },
    now: () => new Date(now),
    signal: new AbortController().signal,
    maxRequests: 500,
  },
});
process.send(outcomes[0]);
