import { ConfigProblem } from "../../domain/errors.ts";
import type { ConnectorEffects, ConnectorRecord, Cursor, LiveStream, Page } from "../contract.ts";
import { rejection } from "../reading/rejections.ts";
import { type JetstreamFrame, readJetstream } from "./jetstream-frame.ts";
import { READ_COLLECTIONS } from "./record-rows.ts";
import { rowsOfEvent, watchesOf } from "./stream-event.ts";
import { serviceUrl, streamMessages } from "./stream-socket.ts";

const DEFAULT_SERVICE = "wss://jetstream.us-east.bsky.network";
const PATH = "/xrpc/network.bsky.jetstream.subscribeEvents";
const PATH_OF_VERSION_1 = "/subscribe";
const FILE = "jetstream";
/** Version 1 answers from the place asked for on; when the first event is later by more, what lay between is gone. */
const LONGEST_SEAM_MILLISECONDS = 5_000;

/** Where following stands: version 1 counts microseconds, the same on every server; version 2 counts events of its own
 *  server. Neither can be asked of the other. */
type Place = { readonly time_us: number } | { readonly seq: number; readonly host: string };

/** The same events as the firehose, as JSON, of the collections that are wanted: Jetstream, version 2, or version 1 where
 *  the service's path is /subscribe. */
export const jetstream: LiveStream = {
  name: "jetstream",
  gives:
    "the same as JSON and of the wanted collections only, about a tenth of the bytes (Jetstream 1 and 2)",
  watches: options => watchesOf(options["service"] === undefined || options["complete"] === true),
  follow: (cursor, options, _config, effects) =>
    followJetstream(cursor, serviceUrl(options["service"], DEFAULT_SERVICE), effects),
};

async function* followJetstream(
  cursor: Cursor | null,
  service: URL,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  const isVersion1 = service.pathname === PATH_OF_VERSION_1;
  let place = cursor === null ? null : usable(JSON.parse(cursor) as Place, isVersion1, service.host);
  let isAfterGap = place === null;
  const loseThePlace = () => {
    place = null;
    isAfterGap = true;
  };
  const connection = { address: () => addressOf(service, isVersion1, place), onRefusedPlace: loseThePlace };
  for await (const { content, isFirst } of streamMessages(connection, effects)) {
    const frame = readJetstream(content);
    if (frame.kind === "info") isAfterGap = true;
    if (frame.kind === "error" && frame.name !== "ConsumerTooSlow")
      throw new ConfigProblem(`${service.host} refuses the stream: ${frame.name}.`);
    if (frame.kind === "malformed" && place !== null)
      yield { records: [rejection(FILE, "malformed_frame")], cursor: JSON.stringify(place), isLast: false };
    if (frame.kind !== "event") continue;
    if (isFirst && place !== null && "time_us" in place)
      isAfterGap ||= Date.parse(frame.seenAt) - place.time_us / 1000 > LONGEST_SEAM_MILLISECONDS;
    place = placeOf(frame, place, service.host);
    if (place === null) continue;
    yield {
      records: recordsOf(frame),
      cursor: JSON.stringify(place),
      isLast: false,
      watched: { at: frame.seenAt, isAfterGap },
    };
    isAfterGap = false;
  }
}

function recordsOf({
  event,
  seenAt,
}: Extract<JetstreamFrame, { kind: "event" }>): readonly ConnectorRecord[] {
  return event === null ? [] : rowsOfEvent(event, seenAt, FILE);
}

/** `place` when the service can be asked for it; else following begins anew. */
function usable(place: Place, isVersion1: boolean, host: string): Place | null {
  if ("time_us" in place) return isVersion1 ? place : null;
  return !isVersion1 && place.host === host ? place : null;
}

/** The place after `frame`. A replay may go back a little; the furthest place stands. */
function placeOf(
  { seq, timeMicroseconds }: Extract<JetstreamFrame, { kind: "event" }>,
  before: Place | null,
  host: string,
): Place | null {
  if (seq !== null) return { seq, host };
  if (timeMicroseconds === null) return before;
  return { time_us: timeMicroseconds };
}

function addressOf(service: URL, isVersion1: boolean, place: Place | null): string {
  const url = new URL(isVersion1 ? PATH_OF_VERSION_1 : PATH, service);
  const name = isVersion1 ? "wantedCollections" : "collections";
  for (const collection of READ_COLLECTIONS) url.searchParams.append(name, collection);
  if (place !== null) url.searchParams.set("cursor", String("seq" in place ? place.seq : place.time_us));
  return url.href;
}
