import type { Connector, ConnectorConfig, ConnectorRecord, Page } from "../../src/connectors/contract.ts";
import type { HandleQuery } from "../../src/domain/handle-query.ts";
import type { RowOf, TableName } from "../../src/domain/interchange/schema.ts";
import { createHttpClient } from "../../src/platform/http/http-client.ts";

/** Every page of one account, over HTTP on this machine and without a second try. */
export async function readAccount(
  connector: Connector,
  query: HandleQuery,
  config: ConnectorConfig,
  options: { readonly now: string; readonly from: string; readonly cursor?: string | null },
): Promise<readonly Page[]> {
  const signal = new AbortController().signal;
  const guard = { allowLoopback: true };
  const http = createHttpClient({ userAgent: "Renown-test/1", signal, guard, retries: 0 });
  const sockets = { open: () => Promise.reject(new Error("no sockets")) };
  const effects = { http, sockets, now: () => new Date(options.now), signal };
  const reading = { from: options.from, cursor: options.cursor ?? null };
  const pages: Page[] = [];
  try {
    for await (const page of connector.readAccount(query, reading, config, effects)) pages.push(page);
  } finally {
    await http.close();
  }
  return pages;
}

/** All records of `pages`, in order. */
export function recordsOf(pages: readonly Page[]): readonly ConnectorRecord[] {
  return pages.flatMap(({ records }) => records);
}

/** The rows of one table, in order. */
export function rowsOf<T extends TableName>(pages: readonly Page[], table: T): readonly RowOf<T>[] {
  return recordsOf(pages).flatMap(record =>
    "row" in record && record.table === table ? [record.row as RowOf<T>] : [],
  );
}
