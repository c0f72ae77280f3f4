import type { IncomingMessage } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { createApi } from "../api/create-api.ts";
import { ApiProblem } from "../api/problem.ts";
import { openReading } from "../app/serving/open-reading.ts";
import type { ServiceLog } from "../app/serving/service-deps.ts";
import { AskedAllowances } from "./asked-allowances.ts";
import { clientAddress } from "./client-address.ts";
import { createService } from "./create-service.ts";
import { listen } from "./listen.ts";
import { PassOn } from "./pass-on.ts";
import { plainScores } from "./plain-scores.ts";
import type { FromReader, ReaderAllowance, ReaderSettings } from "./reader-settings.ts";
import { type MetricNumbers, serviceMetrics } from "./service-metrics.ts";

/** A reading process at work. */
export interface Reader {
  readonly url: string;
  numbers(): Promise<MetricNumbers>;
  /** Hands over an answer to `take`. */
  allow(askId: number, allowance: ReaderAllowance): void;
  stop(graceMs?: number): Promise<void>;
}

/** Reading routes of the API, which need the snapshot and nothing else. */
const READ_HERE =
  /^\/api\/v1\/(?:score|explain|history|moments|influencers|influencees|topics|top|search|distribution)(?:[/?]|$)/;

/** Headers of an answer that say something of its content; all others are this process's own to set. */
const KEPT_HEADERS = ["content-type", "cache-control", "location", "retry-after", "etag"] as const;

/** Serves what can be read from the snapshot of a lake and passes everything else on to the process that keeps the lake
 *  up to date, has the jobs, the pages and the claims, and counts requests. */
export async function startReader(
  settings: ReaderSettings,
  log: ServiceLog,
  tell: (message: FromReader) => void,
): Promise<Reader> {
  const { dataDir, publish, trustsProxy, host, port } = settings;
  const reading = await openReading({ dataDir, publish, log, now: () => new Date(), onlyReads: true });
  const allowances = new AskedAllowances(tell);
  const away = new PassOn(settings.socketPath);
  const isOpen = publish === "open";
  // Where whoever has no key is not limited, those with one are few: they are counted where the keys are.
  const isPassedOn = ({ method, url = "", headers }: IncomingMessage) =>
    !((method === "GET" || method === "HEAD") && READ_HERE.test(url)) ||
    (isOpen && (headers.authorization !== undefined || headers["x-api-key"] !== undefined));
  const api = createApi({
    ...reading.deps,
    requestLimit: allowances,
    addressOf: context => clientAddress(context, { trustsProxy }),
    answerElsewhere: async (context: Context<{ Bindings: HttpBindings }>) => {
      context.set("isPassedOn", true);
      const { status, headers, body } = await away.ask(context.env.incoming).catch(() => {
        throw new ApiProblem("busy", "The service is starting or stopping. Ask again.", {
          headers: { "Retry-After": "1" },
        });
      });
      for (const name of KEPT_HEADERS) {
        const value = headers[name];
        if (typeof value === "string") context.header(name, value);
      }
      return context.body(body, status as 200);
    },
  });
  const metrics = serviceMetrics(() => reading.status().publishedAt);
  const service = createService({ parts: [api], metrics, log, whyNotReady: () => null, isOpen });
  const { snapshots } = reading.deps;
  const straight = isOpen ? plainScores({ snapshots, metrics, log }) : null;
  const passOn: PassOn["pass"] = (incoming, outgoing) => away.pass(incoming, outgoing);
  try {
    const listening = await listen(service, { host, port }, { isPassedOn, passOn, straight });
    return {
      url: listening.url,
      numbers: () => metrics.numbers(),
      allow: (askId, allowance) => allowances.answer(askId, allowance),
      stop: async graceMs => {
        await listening.stop(graceMs);
        away.close();
        await reading.close();
      },
    };
  } catch (error) {
    await reading.close();
    throw error;
  }
}
