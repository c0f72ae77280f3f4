import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";

export interface FrameServerOptions {
  /** The n-th frame, from 1. */
  readonly frameAt: (n: number) => string | Uint8Array;
  readonly frameCount: number;
  /** Whether the frame at the cursor is sent again. */
  readonly isInclusive: boolean;
  /** The number of the frame that a cursor means; the cursor itself by default. */
  readonly placeOf?: (cursor: string) => number;
  /** The connection is broken after so many frames; never by default. */
  readonly framesPerConnection?: number;
  /** Wait after each run of 50 frames; none by default. */
  readonly millisecondsATurn?: number;
  /** Frames sent before all others of a connection. */
  readonly greeting?: (cursor: string | null) => readonly (string | Uint8Array)[];
}

/** A server of a stream of frames: from the cursor in the address on, or from the first. */
export interface FrameServer {
  /** ws://127.0.0.1:PORT */
  readonly url: string;
  /** The cursor of each connection so far. */
  readonly cursors: readonly (string | null)[];
  /** The last frame sent on the newest connection. */
  readonly furthest: () => number;
  stop(): Promise<void>;
}

/** Longest run of frames before other work gets its turn. */
const FRAMES_A_TURN = 50;
const MOST_BUFFERED_BYTES = 2 ** 20;

export async function startFrameServer(options: FrameServerOptions): Promise<FrameServer> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const cursors: (string | null)[] = [];
  let furthest = 0;
  server.on("connection", (socket, request) => {
    const cursor = new URL(request.url ?? "/", "ws://host").searchParams.get("cursor");
    cursors.push(cursor);
    socket.on("error", () => {});
    furthest = 0;
    const number = cursors.length;
    void serve(socket, cursor, options, n => {
      if (number === cursors.length) furthest = n;
    });
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cursors,
    furthest: () => furthest,
    stop: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function serve(
  socket: WebSocket,
  cursor: string | null,
  options: FrameServerOptions,
  onSent: (n: number) => void,
): Promise<void> {
  const { frameAt, frameCount, isInclusive, placeOf = Number, framesPerConnection } = options;
  for (const frame of options.greeting?.(cursor) ?? []) socket.send(frame);
  const first = cursor === null ? 1 : placeOf(cursor) + (isInclusive ? 0 : 1);
  for (let n = Math.max(1, first), sent = 0; n <= frameCount; n++, sent++) {
    if (socket.readyState !== socket.OPEN) return;
    if (sent === framesPerConnection) {
      socket.close();
      return;
    }
    socket.send(frameAt(n));
    onSent(n);
    if (sent % FRAMES_A_TURN === FRAMES_A_TURN - 1 || socket.bufferedAmount > MOST_BUFFERED_BYTES)
      await drained(socket, options.millisecondsATurn);
  }
}

async function drained(socket: WebSocket, milliseconds: number | undefined): Promise<void> {
  if (milliseconds !== undefined) await delay(milliseconds);
  do await nextTurn();
  while (socket.bufferedAmount > MOST_BUFFERED_BYTES && socket.readyState === socket.OPEN);
}
