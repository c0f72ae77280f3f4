import { setTimeout as delay } from "node:timers/promises";
import { Agent, fetch as undiciFetch } from "undici";
import { CliError, EXIT } from "../../domain/errors.ts";
import { RateBudget } from "../../lib/rate-budget.ts";
import { type AddressGuardOptions, guardAddress, type PinnedAddress } from "./address-guard.ts";
import { readRateHeaders, readRetryAfter } from "./rate-headers.ts";

/** An answer as it came, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly body: Uint8Array;
}

export interface HttpRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses beside 2xx that are answers and not failures. */
  readonly accept?: readonly number[];
}

/** Asks servers over HTTP, one allowance per server, and never an address that is not public. */
export interface HttpClient {
  /** @throws HttpFailure when the server refuses, cannot be reached or does not answer in time;
   *  RequestsSpent when the request budget is used up; InputProblem for an address that may not be fetched. */
  request(url: string, request?: HttpRequest): Promise<HttpAnswer>;
  /** Requests sent so far, retries and redirects among them. */
  readonly sentCount: number;
  /** Lets go of open connections. */
  close(): Promise<void>;
}

/** What a server answered, or why it did not. */
export class HttpFailure extends CliError {
  override readonly name = "HttpFailure";
  constructor(
    message: string,
    /** Null when there was no answer at all. */
    readonly status: number | null,
    /** First 2,000 characters of the answer. */
    readonly text: string,
    options?: ErrorOptions,
  ) {
    super(message, EXIT.failure, options);
  }
}

/** All requests that were allowed have been sent; what was read so far stands. */
export class RequestsSpent extends CliError {
  override readonly name = "RequestsSpent";
}

export interface HttpClientOptions {
  /** Names the program and how to reach its operator; some servers refuse requests without. */
  readonly userAgent: string;
  readonly signal: AbortSignal;
  /** Requests in all; no bound when absent. */
  readonly maxRequests?: number;
  /** For one answer; 10 s when absent. */
  readonly timeoutMilliseconds?: number;
  /** Tries after the first, for lost connections, 5xx and 429; 3 when absent. */
  readonly retries?: number;
  /** Longest wait for a server's allowance before giving up; 5 minutes when absent. */
  readonly longestWaitMilliseconds?: number;
  readonly largestAnswerBytes?: number;
  readonly guard?: AddressGuardOptions;
  /** What servers allow, by host: shared by clients that follow one another; its own when absent. */
  readonly allowances?: Map<string, RateBudget>;
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** 0..1, for the jitter of retries. */
  readonly random?: () => number;
  /** Told of each wait for a server's allowance, for progress. */
  readonly onWait?: (host: string, milliseconds: number) => void;
}

const DEFAULTS = {
  timeoutMilliseconds: 10_000,
  retries: 3,
  longestWaitMilliseconds: 300_000,
  largestAnswerBytes: 64 * 2 ** 20,
};
const FIRST_RETRY_MILLISECONDS = 500;
const LONGEST_RETRY_MILLISECONDS = 30_000;
const MOST_REDIRECTS = 5;
const RETRIED = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Headers that a redirect to another server must not carry on. */
const PRIVATE_HEADERS = new Set(["authorization", "cookie", "x-api-key"]);

/** An HTTP client: time-outs, retries with full jitter, allowances as the servers' headers grant them, a request
 *  budget, and an address guard on every hop. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { signal } = options;
  const limits = { ...DEFAULTS, ...options };
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  const sleep =
    options.sleep ?? ((milliseconds, aborted) => delay(milliseconds, undefined, { signal: aborted }));
  const budgets = options.allowances ?? new Map<string, RateBudget>();
  const dispatchers = new Map<string, Agent>();
  let sentCount = 0;

  const budgetOf = (host: string): RateBudget => {
    const known = budgets.get(host) ?? new RateBudget();
    budgets.set(host, known);
    return known;
  };

  /** Connections are kept by what they are pinned to, so a name that moves gets new ones. */
  const dispatcherFor = (url: URL, pinned: PinnedAddress): Agent => {
    const key = `${url.origin} ${pinned.address}`;
    const known = dispatchers.get(key) ?? pinnedAgent(pinned);
    dispatchers.set(key, known);
    return known;
  };

  async function waitFor(host: string): Promise<void> {
    const milliseconds = budgetOf(host).waitBefore(now());
    if (milliseconds === 0) return;
    if (milliseconds > limits.longestWaitMilliseconds)
      throw new HttpFailure(
        `${host} allows no request for another ${Math.ceil(milliseconds / 60_000)} minutes; try again then.`,
        429,
        "",
      );
    options.onWait?.(host, milliseconds);
    await sleep(milliseconds, signal);
  }

  async function sendOnce(url: URL, request: HttpRequest, headers: Headers): Promise<HttpAnswer> {
    const pinned = await guardAddress(url, options.guard);
    await waitFor(url.host);
    signal.throwIfAborted();
    if (options.maxRequests !== undefined && sentCount >= options.maxRequests)
      throw new RequestsSpent(`All ${options.maxRequests} requests that were allowed have been sent.`);
    sentCount++;
    const budget = budgetOf(url.host);
    budget.spend(now());
    const answer = await undiciFetch(url, {
      method: request.method ?? "GET",
      headers: Object.fromEntries(headers),
      redirect: "manual",
      dispatcher: dispatcherFor(url, pinned),
      signal: AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMilliseconds)]),
      ...(request.body !== undefined && { body: request.body }),
    });
    const answered = new Headers([...answer.headers]);
    budget.learn(readRateHeaders(answered, now()));
    const body = await readBody(answer.body, limits.largestAnswerBytes, url.host);
    return { status: answer.status, headers: answered, url: url.href, body };
  }

  async function follow(start: URL, request: HttpRequest): Promise<HttpAnswer> {
    let url = start;
    const headers = new Headers({ "user-agent": options.userAgent, ...request.headers });
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const answer = await sendOnce(url, request, headers);
      const location = answer.headers.get("location");
      if (answer.status < 300 || answer.status >= 400 || location === null) return answer;
      const next = new URL(location, url);
      if (next.origin !== url.origin) for (const name of PRIVATE_HEADERS) headers.delete(name);
      url = next;
    }
    throw new HttpFailure(`${start.host} redirects more than ${MOST_REDIRECTS} times.`, null, "");
  }

  return {
    get sentCount() {
      return sentCount;
    },
    async close() {
      await Promise.all([...dispatchers.values()].map(agent => agent.destroy()));
      dispatchers.clear();
    },
    async request(address, request = {}) {
      const url = new URL(address);
      for (let attempt = 0; ; attempt++) {
        const isLastTry = attempt >= limits.retries;
        const outcome = await follow(url, request).catch((error: unknown) => asFailure(error, url, signal));
        if (outcome instanceof HttpFailure) {
          if (isLastTry || outcome.status !== null) throw outcome;
        } else {
          const { status } = outcome;
          const isLimited = isForbiddenForNow(outcome, now());
          if ((status >= 200 && status < 300) || (request.accept?.includes(status) && !isLimited))
            return outcome;
          if (isLastTry || !(isLimited || RETRIED.has(status))) throw refusal(outcome);
          const until = readRetryAfter(outcome.headers, now());
          if (until !== null && (isLimited || status === 429 || status === 503)) {
            budgetOf(new URL(outcome.url).host).block(until);
            continue;
          }
        }
        const ceiling = Math.min(LONGEST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** attempt);
        await sleep(Math.round(random() * ceiling), signal);
      }
    },
  };
}

/** The answer's body as JSON.
 *  @throws HttpFailure when it is none, as when an error page in HTML comes with status 200. */
export function jsonOf(answer: HttpAnswer): unknown {
  const text = textOf(answer);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HttpFailure(
      `${new URL(answer.url).host} answered something that is no JSON.`,
      answer.status,
      text.slice(0, 2000),
      {
        cause: error,
      },
    );
  }
}

/** The answer's body as text. */
export function textOf(answer: HttpAnswer): string {
  return new TextDecoder().decode(answer.body);
}

function pinnedAgent({ address, family }: PinnedAddress): Agent {
  return new Agent({
    connect: {
      lookup: (_hostname, lookupOptions, callback) =>
        lookupOptions.all === true
          ? (callback as (error: null, found: readonly PinnedAddress[]) => void)(null, [{ address, family }])
          : (callback as (error: null, address: string, family: number) => void)(null, address, family),
    },
  });
}

async function readBody(
  body: AsyncIterable<Uint8Array> | null,
  largestBytes: number,
  host: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > largestBytes)
      throw new HttpFailure(`${host} answers with more than ${largestBytes} bytes.`, 200, "");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refusal(answer: HttpAnswer): HttpFailure {
  const { host } = new URL(answer.url);
  const text = textOf(answer).slice(0, 2000);
  return new HttpFailure(`${host} answered with status ${answer.status}.`, answer.status, text);
}

/** Whether a 403 only says that too much was asked, as GitHub does.
 *  Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isForbiddenForNow({ status, headers }: HttpAnswer, now: number): boolean {
  if (status !== 403) return false;
  return headers.has("retry-after") || readRateHeaders(headers, now).remaining === 0;
}

/** A lost connection or time-out as a failure that may be tried again; anything else is thrown on. */
function asFailure(error: unknown, url: URL, signal: AbortSignal): HttpFailure {
  if (error instanceof HttpFailure) return error;
  if (error instanceof CliError) throw error;
  if (signal.aborted) throw signal.reason;
  return new HttpFailure(`${url.host} cannot be reached: ${reasonOf(error)}.`, null, "", { cause: error });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "it did not answer in time";
  return error.cause instanceof Error ? error.cause.message : error.message;
}
