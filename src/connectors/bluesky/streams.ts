import type { LiveStream } from "../contract.ts";
import { firehose } from "./firehose.ts";
import { jetstream } from "./jetstream.ts";

/** The live streams of Bluesky; the first is followed when none is named. */
export const blueskyStreams: readonly LiveStream[] = [firehose, jetstream];
