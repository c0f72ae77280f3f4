import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigProblem } from "../../domain/errors.ts";
import type { Engine } from "../../engines/contract.ts";
import { SparkEngine } from "../../engines/spark/spark-engine.ts";
import type { Lake } from "../../lake/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { messageOf } from "../finding.ts";

/** Where a cluster is, and the folder through which it and this process hand things to each other. */
export interface SparkChoice {
  /** `thrift://user@host:port`; empty when nobody named one. */
  readonly url: string;
  /** Null for a folder in the lake. */
  readonly sharedDir: string | null;
}

/** Parts of a shuffle where the address names no number of them; Spark's own default. */
const SHUFFLE_PARTITIONS = 200;

/** The engine of a cluster that reads what this process writes in `lake` and writes what this process reads; the caller
 *  closes it. `housekeeper` is the engine in this process.
 *  @throws ConfigProblem when there is no address, nothing answers there, or the two do not see the same folders. */
export async function openSparkEngine(
  lake: Lake,
  housekeeper: Engine,
  { url, sharedDir }: SparkChoice,
): Promise<Engine> {
  if (url === "")
    throw new ConfigProblem(
      "--engine spark needs the address of a Spark Thrift server: --spark-url thrift://user@host:port, or " +
        "RENOWN_SPARK_URL. How to start one: docs/spark.md.",
    );
  const shared = sharedDir === null ? lake.temporaryDir("spark") : resolve(sharedDir);
  await mkdir(shared, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigProblem(`--spark-shared ${shared} cannot be written: ${messageOf(cause)}`, { cause });
  });
  const spillDir = lake.temporaryDir("spark-spill");
  const engine = await SparkEngine.open({
    url,
    sharedDir: shared,
    spillDir,
    memoryMebibytes: 0,
    threads: SHUFFLE_PARTITIONS,
  });
  try {
    await assertShared(engine, housekeeper, lake.temporaryDir("spark-probe"));
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Passes a word through `dir` both ways. */
async function assertShared(engine: Engine, housekeeper: Engine, dir: string): Promise<void> {
  const word = randomBytes(8).toString("hex");
  const read = async (reader: Engine, path: string): Promise<unknown> => {
    const [row] = await reader.rows(
      `SELECT word FROM (${reader.parquetRelation({ word: "text" }, {}, [path])}) AS probe`,
    );
    return row?.["word"];
  };
  const pass = async (writer: Engine, reader: Engine, problem: string): Promise<void> => {
    const path = join(dir, `${writer.name}.parquet`);
    try {
      await writer.writeParquet(`SELECT ${sqlLiteral(word)} AS word`, path, ["word"]);
      if ((await read(reader, path)) === word) return;
    } catch (cause) {
      throw new ConfigProblem(`${problem}: ${messageOf(cause)} ${ADVICE}`, { cause });
    }
    throw new ConfigProblem(`${problem}. ${ADVICE}`);
  };
  await pass(housekeeper, engine, `The Spark server does not see what this process writes in ${dir}`);
  await pass(engine, housekeeper, `This process does not see what the Spark server writes in ${dir}`);
}

const ADVICE =
  "The lake (and --spark-shared, when given) must be on storage that this machine, the Spark driver and every worker " +
  "reach under the same path and may write: see docs/spark.md.";
