import { beforeAll } from "vitest";
import { SparkEngine } from "../../src/engines/spark/spark-engine.ts";
import { sharedSparkCluster, sparkMissing } from "../support/spark-cluster.ts";
import { suiteWhen } from "../support/suite-when.ts";
import { describeEngine } from "./engine.ts";

const reason = `it needs ${sparkMissing.join(" and ")}`;

suiteWhen(sparkMissing.length === 0, reason, "on a standalone Spark cluster", () => {
  let cluster: Awaited<ReturnType<typeof sharedSparkCluster>>;
  beforeAll(async () => {
    cluster = await sharedSparkCluster();
  }, 240_000);

  describeEngine("spark", options => SparkEngine.open({ ...options, ...cluster }));
});
