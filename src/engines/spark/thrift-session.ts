import hive from "hive-driver";
import { ConfigProblem } from "../../domain/errors.ts";
import type { SparkAddress } from "./spark-address.ts";
import type { ColumnType, ThriftColumn, ThriftRows } from "./thrift-columns.ts";

const { TCLIService, TCLIService_types: TYPES } = hive.thrift;
const CONNECT_MILLISECONDS = 15_000;
const IN_PARTS = "spark.sql.thriftServer.incrementalCollect";
const CLOSE_MILLISECONDS = 10_000;
const ROWS_A_FETCH = 20_000;

type Handle = Parameters<InstanceType<typeof hive.HiveDriver>["closeOperation"]>[0]["operationHandle"];
type SessionHandle = Parameters<InstanceType<typeof hive.HiveDriver>["closeSession"]>[0]["sessionHandle"];

interface Status {
  readonly statusCode: number;
  readonly errorMessage?: string | null;
}

/** The answer to a statement: its columns, and its rows a slice at a time. */
export interface ThriftAnswer {
  readonly columns: readonly ColumnType[];
  /** Slices of at most some ten thousand rows in the answer's order, once; frees the answer at the end or when left. */
  slices(): AsyncIterable<ThriftRows>;
  /** Lets the server forget an answer that nobody reads. */
  free(): Promise<void>;
}

/** One session of a Spark Thrift server (HiveServer2 protocol); temporary views live and end with it. */
export class ThriftSession {
  private isClosed = false;

  private constructor(
    private readonly connection: InstanceType<typeof hive.connections.TcpConnection>,
    private readonly driver: InstanceType<typeof hive.HiveDriver>,
    private readonly handle: SessionHandle,
    /** Rejects when the connection ends; a request that waits then would wait for ever. */
    private readonly lost: Promise<never>,
  ) {}

  /** A session with `settings`, opened within `patience` milliseconds. @throws ConfigProblem when nothing usable answers at the address. */
  static async open(
    address: SparkAddress,
    settings: Readonly<Record<string, string>>,
    patience = CONNECT_MILLISECONDS,
  ): Promise<ThriftSession> {
    const { host, port, user, password } = address;
    const client = new hive.HiveClient(TCLIService, TYPES);
    const connection = new hive.connections.TcpConnection();
    let lose: (error: Error) => void = () => {};
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    lost.catch(() => {});
    const where = `the Spark Thrift server at ${host}:${port}`;
    client.on("error", error => lose(new Error(`the connection to ${where} broke: ${messageOf(error)}`)));
    client.on("close", () => lose(new Error(`the connection to ${where} was closed`)));
    const timer = setTimeout(() => lose(new Error(`no answer within ${patience / 1000} s`)), patience);
    try {
      const plain = new hive.auth.PlainTcpAuthentication({ username: user, password });
      const connecting = client.connect({ host, port }, connection, plain);
      await Promise.race([connecting, lost]);
      const driver = new hive.HiveDriver(TYPES, client.getClient());
      const opening = driver.openSession({
        client_protocol: TYPES.TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10,
        username: user,
        password,
        configuration: Object.fromEntries(
          Object.entries(settings).map(([name, value]) => [`set:hiveconf:${name}`, value]),
        ),
      });
      const response = await Promise.race([opening, lost]);
      assertStatus(response.status);
      return new ThriftSession(connection, driver, response.sessionHandle, lost);
    } catch (cause) {
      cut(connection);
      throw new ConfigProblem(
        `No Spark Thrift server can be used at ${host}:${port} (${messageOf(cause)}). Start one with Spark's ` +
          "sbin/start-thriftserver.sh --master ..., and give its address as thrift://user@host:port.",
        { cause },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs `sql` to its end and returns what it answers. @throws Error with Spark's own words. */
  async execute(sql: string): Promise<ThriftAnswer> {
    if (this.isClosed) throw new Error("the session is closed");
    const started = await this.ask(
      this.driver.executeStatement({ sessionHandle: this.handle, statement: sql, runAsync: true }),
    );
    const handle = started.operationHandle;
    try {
      await this.finish(handle);
      const { schema } = await this.ask(this.driver.getResultSetMetadata({ operationHandle: handle }));
      const columns = schema.columns.map(column => ({
        name: column.columnName,
        typeId: Number(column.typeDesc.types[0]?.primitiveEntry?.type),
      }));
      return { columns, slices: () => this.fetch(handle), free: () => this.free(handle) };
    } catch (error) {
      await this.free(handle);
      throw error;
    }
  }

  /** The same, except that the server computes the rows in parts as they are fetched and never holds all of them. */
  async executeInParts(sql: string): Promise<ThriftAnswer> {
    await (await this.execute(`SET ${IN_PARTS}=true`)).free();
    try {
      return await this.execute(sql);
    } finally {
      await (await this.execute(`SET ${IN_PARTS}=false`)).free();
    }
  }

  /** Ends the session and the connection; what waits is refused. Closing twice does nothing. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    const closing = this.ask(this.driver.closeSession({ sessionHandle: this.handle })).catch(() => {});
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>(resolve => {
      timer = setTimeout(resolve, CLOSE_MILLISECONDS);
    });
    await Promise.race([closing, late]);
    clearTimeout(timer);
    cut(this.connection);
  }

  /** Waits for the end of an operation. The server holds each question back until then, or for some seconds. */
  private async finish(handle: Handle): Promise<void> {
    const { TOperationState: states } = TYPES;
    for (;;) {
      const status = await this.ask(
        this.driver.getOperationStatus({ operationHandle: handle, getProgressUpdate: false }),
      );
      const state = status.operationState;
      if (state === states.FINISHED_STATE) return;
      if (
        state === states.INITIALIZED_STATE ||
        state === states.PENDING_STATE ||
        state === states.RUNNING_STATE
      )
        continue;
      throw new Error(firstWords(status.errorMessage ?? `the statement ended in state ${state}`));
    }
  }

  private async *fetch(handle: Handle): AsyncIterable<ThriftRows> {
    try {
      for (;;) {
        const response = await this.ask(
          this.driver.fetchResults({
            operationHandle: handle,
            orientation: TYPES.TFetchOrientation.FETCH_NEXT,
            maxRows: ROWS_A_FETCH as never,
            fetchType: 0,
          }),
        );
        const columns = (response.results?.columns ?? []) as unknown as readonly ThriftColumn[];
        const rowCount = columns.length === 0 ? 0 : lengthOf(columns[0]!);
        if (rowCount === 0) return;
        yield { rowCount, columns };
      }
    } finally {
      await this.free(handle);
    }
  }

  private async free(handle: Handle): Promise<void> {
    if (!this.isClosed)
      await this.ask(this.driver.closeOperation({ operationHandle: handle })).catch(() => {});
  }

  private async ask<T extends { readonly status: Status }>(request: Promise<T>): Promise<T> {
    const response = await Promise.race([request, this.lost]);
    assertStatus(response.status);
    return response;
  }
}

function assertStatus({ statusCode, errorMessage }: Status): void {
  const { SUCCESS_STATUS, SUCCESS_WITH_INFO_STATUS, STILL_EXECUTING_STATUS } = TYPES.TStatusCode;
  if (![SUCCESS_STATUS, SUCCESS_WITH_INFO_STATUS, STILL_EXECUTING_STATUS].includes(statusCode))
    throw new Error(firstWords(errorMessage ?? `status ${statusCode}`));
}

/** Spark's message without the names of Java classes before it and the stack below it. */
function firstWords(message: string): string {
  const [line] = message.trim().split("\n");
  const words = /.*(?:Exception|Error): (.+)$/.exec(line!);
  return (words?.[1] ?? line!).trim();
}

function lengthOf(column: ThriftColumn): number {
  for (const value of Object.values(column)) if (value?.values) return value.values.length;
  return 0;
}

/** Ends a connection at once; one that never was opened stays so. */
function cut(connection: InstanceType<typeof hive.connections.TcpConnection>): void {
  const thrift = connection.getConnection() as { destroy(): void } | undefined;
  thrift?.destroy();
}

function messageOf(error: unknown): string {
  const { message, code } = (error ?? {}) as { message?: string; code?: string };
  return message || code || String(error);
}
