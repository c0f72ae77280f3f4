import { ConfigProblem } from "../../domain/errors.ts";

/** Where a Spark Thrift server listens and as whom to speak to it. */
export interface SparkAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Settings of Spark for this session alone, from the query of the URL. */
  readonly settings: Readonly<Record<string, string>>;
}

const EXAMPLE = "thrift://spark@127.0.0.1:10000";
const SETTING = /^spark\.[A-Za-z0-9_.]+$/;

/** The address that a URL such as `thrift://user@host:port?spark.sql.shuffle.partitions=400` names; the port is 10000
 *  and the user `renown` when it names none.
 *  @throws ConfigProblem when it is no such URL. */
export function readSparkAddress(url: string): SparkAddress {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw new ConfigProblem(`"${url}" is no address of a Spark Thrift server; give one such as ${EXAMPLE}.`, {
      cause,
    });
  }
  if (parsed.protocol !== "thrift:" || parsed.hostname === "")
    throw new ConfigProblem(
      `"${url}" is no address of a Spark Thrift server; give one such as ${EXAMPLE}. ` +
        "The server is started by Spark's sbin/start-thriftserver.sh.",
    );
  if (!["", "/"].includes(parsed.pathname))
    throw new ConfigProblem(
      `"${url}" has a path, "${parsed.pathname}"; a Spark address ends after its port.`,
    );
  const settings = Object.fromEntries(parsed.searchParams);
  for (const name of Object.keys(settings))
    if (!SETTING.test(name))
      throw new ConfigProblem(
        `"${name}" in "${url}" is no setting of Spark; their names are like spark.sql.shuffle.partitions.`,
      );
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: parsed.port === "" ? 10_000 : Number(parsed.port),
    user: decodeURIComponent(parsed.username) || "renown",
    password: decodeURIComponent(parsed.password) || "anonymous",
    settings,
  };
}
