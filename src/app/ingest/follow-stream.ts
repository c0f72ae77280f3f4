import { performance } from "node:perf_hooks";
import type { LiveStream, StreamOptions } from "../../connectors/contract.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import { leaveStream, takeStream } from "../../lake/stream-followers.ts";
import { BackgroundCompaction } from "./background-compaction.ts";
import type { FollowOptions, FollowSummary, IngestSession } from "./ingest-options.ts";
import { type StreamCounts, StreamWriter } from "./stream-writer.ts";

const PROGRESS_MILLISECONDS = 250;

/** What following `stream` gave. Its pages are made durable as they come, and the place after them in the same step,
 *  so that following goes on there whenever it is broken off; it ends with the signal, the time or the events asked
 *  for.
 *  @throws ConfigProblem while another process follows the same with the same options, and what the stream throws;
 *  all that was durable stays. */
export async function followStream(
  session: IngestSession,
  stream: LiveStream,
  options: FollowOptions,
): Promise<FollowSummary> {
  const source = `${session.connector.network}-${stream.name}`;
  const cursorName = cursorNameOf(source, options.stream);
  if (!takeStream(session.lake, cursorName))
    throw new ConfigProblem(
      `${session.connector.network} ${stream.name} is being followed into this lake already, by another process with the same options. ` +
        "Stop that one first, or follow into another lake (--data DIR).",
    );
  try {
    return await follow(session, stream, options, { source, cursorName });
  } finally {
    leaveStream(session.lake, cursorName);
  }
}

async function follow(
  session: IngestSession,
  stream: LiveStream,
  options: FollowOptions,
  { source, cursorName }: { readonly source: string; readonly cursorName: string },
): Promise<FollowSummary> {
  const { lake, connector, config } = session;
  const start = performance.now();
  const writer = new StreamWriter(session, {
    network: connector.network,
    source,
    cursorName,
    watches: stream.watches?.(options.stream) ?? [],
    rowsPerBatch: options.rowsPerBatch,
  });
  const compaction = new BackgroundCompaction(
    lake,
    writer,
    () => performance.now(),
    options.rowsPerCompaction,
  );
  const done = new AbortController();
  const timer =
    options.forMilliseconds === null ? null : setTimeout(() => done.abort(), options.forMilliseconds);
  const signal = AbortSignal.any([session.signal, done.signal]);
  const { effects, close } = session.openEffects({ signal });
  const report = reporter(session, `follow ${connector.network} ${stream.name}`, writer.counts);
  try {
    // What an earlier process left in the journal can be read from the tables then.
    await compaction.compact();
    const pages = stream.follow(writer.place, options.stream, config, effects);
    await untilAborted(signal, async () => {
      for await (const page of pages) {
        const isFull = writer.take(page);
        if (isFull !== null) await isFull;
        if (options.maxEvents !== null && writer.counts.events >= options.maxEvents) done.abort();
        if (signal.aborted) break;
        compaction.look();
        report(false, effects.now());
      }
    });
    await writer.finish();
    await compaction.compact();
    report(true, effects.now());
  } catch (error) {
    await writer.finish().catch(() => {});
    throw error;
  } finally {
    if (timer !== null) clearTimeout(timer);
    await compaction.close();
    await close();
  }
  return {
    network: connector.network,
    stream: stream.name,
    events: writer.counts.events,
    rows: writer.counts.rows,
    rows_duplicate: compaction.total.rowsDuplicate,
    rows_forgotten: compaction.total.rowsForgotten,
    rejections: withRefused(writer.counts.rejections, compaction.total.rowsRefused),
    seconds: (performance.now() - start) / 1000,
    newest_event_at: writer.counts.newestAt,
  };
}

/** Name of the cursor of a stream followed with `options`: each server and timeline has a place of its own. */
export function cursorNameOf(source: string, options: StreamOptions): string {
  const parts = Object.entries(options)
    .filter(([name, value]) => value !== undefined && name !== "complete")
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`);
  return ["ingest", source, ...parts].join(" ");
}

/** Runs `work`; that it breaks off when `signal` is aborted is no error. */
async function untilAborted(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function withRefused(rejections: Readonly<Record<string, number>>, refused: number) {
  return refused === 0 ? rejections : { ...rejections, refused_by_schema: refused };
}

function reporter({ progress }: IngestSession, step: string, counts: StreamCounts) {
  let shownAt = Number.NEGATIVE_INFINITY;
  return (isLast: boolean, now: Date) => {
    if (!isLast && now.getTime() - shownAt < PROGRESS_MILLISECONDS) return;
    shownAt = now.getTime();
    progress({ step, done: counts.events, total: null, unit: "events", note: noteOf(counts, now), isLast });
  };
}

/** Durable rows, rejections by reason, and how far behind the server following is. */
function noteOf({ rows, rejections, newestAt }: StreamCounts, now: Date): string {
  const reasons = Object.entries(rejections).map(([reason, count]) => `${count} rejected (${reason})`);
  const lag = newestAt === null ? [] : [`${lagText(now.getTime() - Date.parse(newestAt))} behind`];
  return [`${rows.toLocaleString("en")} rows durable`, ...reasons, ...lag].join(", ");
}

function lagText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
