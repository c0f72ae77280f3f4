import { createServer } from "node:net";
import { expect, it } from "vitest";
import { ConfigProblem } from "../../domain/errors.ts";
import { readSparkAddress } from "./spark-address.ts";
import { ThriftSession } from "./thrift-session.ts";

/** Runs `test` with the port of a server that ends each connection, and after it is gone. */
async function withClosingServer(test: (port: number) => Promise<void>): Promise<void> {
  const server = createServer(socket => {
    socket.on("error", () => {});
    socket.on("data", () => socket.destroy());
  });
  const port = await new Promise<number>(resolve => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  try {
    await test(port);
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
}

const opening = (port: number) =>
  ThriftSession.open(readSparkAddress(`thrift://127.0.0.1:${port}`), {}, 2_000);

it("an address where nobody listens is a problem of configuration that says how to start a server", async () => {
  let free = 0;
  await withClosingServer(async port => {
    free = port;
  });
  const problem = await opening(free).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ConfigProblem);
  expect(String(problem)).toMatch(
    new RegExp(`127\\.0\\.0\\.1:${free}.*ECONNREFUSED.*start-thriftserver`, "s"),
  );
});

it("a server that hangs up is one too, and is not waited for without end", async () => {
  await withClosingServer(async port => {
    await expect(opening(port)).rejects.toThrow(/No Spark Thrift server can be used/);
  });
});
