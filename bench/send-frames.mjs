// Sends the frames of an invented Bluesky to whoever connects: send-frames.mjs firehose|jetstream COUNT
import { WebSocketServer } from "ws";
import { eventAt, firehoseFrame, jetstreamFrame2 } from "../test/support/bluesky-frames.mjs";

const MOST_BUFFERED_BYTES = 4 * 2 ** 20;
const FRAMES_A_TURN = 200;
const [name, count] = process.argv.slice(2);
const frames = [];
let recordCount = 0;
let bytes = 0;
for (let n = 1; n <= Number(count); n++) {
  const event = eventAt(n, { millisecondsApart: 1 });
  const frame = name === "firehose" ? firehoseFrame(event) : jetstreamFrame2(event);
  frames.push(frame);
  bytes += frame.length;
  recordCount += recordsOf(event);
}

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", async socket => {
  for (const [index, frame] of frames.entries()) {
    socket.send(frame);
    if (index % FRAMES_A_TURN === 0)
      do await new Promise(resolve => setImmediate(resolve));
      while (socket.bufferedAmount > MOST_BUFFERED_BYTES && socket.readyState === socket.OPEN);
  }
});
server.on("listening", () =>
  process.send({ url: `ws://127.0.0.1:${server.address().port}`, recordCount, bytes }),
);

/** At least so many records come of `event`: following may be ended when that many came. */
function recordsOf({ type, collection }) {
  return type === "commit" && collection === "app.bsky.feed.threadgate" ? 0 : 1;
}
