import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { routeNamed, undocumented } from "../../test/support/documented-answer.ts";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { FetchJobs } from "../app/serving/fetch-jobs.ts";
import { CliError, EXIT } from "../domain/errors.ts";
import { createApi } from "./create-api.ts";
import { openApiDocument } from "./openapi-document.ts";

let tiny: TinyApi;
let api: TinyApi["api"];

beforeAll(async () => {
  tiny = await tinyApi();
  const fetchHandle = async () => {
    throw new CliError("Nobody is called so.", EXIT.unknownHandle);
  };
  const jobs = new FetchJobs({
    source: { fetchHandle, mayFetch: () => true },
    now: () => 0,
    queueLimit: 1e6,
  });
  const forget = async () => {
    throw new CliError("Nobody is called so.", EXIT.unknownHandle);
  };
  api = createApi({ ...tiny.deps, jobs, forget, hasProof: async () => true });
});

afterAll(async () => {
  await tiny.served.close();
});

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly schema: { readonly enum?: readonly string[]; readonly type?: string };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
}

/** Requests for each operation. */
const RUNS = process.env["RENOWN_TEST_ALL"] === "1" ? 1_500 : 60;

const MARKUP = "<script>alert(1)</script>";
const NASTY = [
  "",
  " ",
  "\0",
  "a\0b",
  MARKUP,
  `x:@${MARKUP}`,
  "../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "%",
  "%E0%A4%A",
  "%25%32%35",
  "x:@alice'; DROP TABLE accounts; --",
  'x:@alice" OR 1=1',
  "__proto__",
  "constructor",
  "x:@__proto__",
  "\u202Eevil\uFFFF",
  "\uD800",
  "🙂".repeat(50),
  "a".repeat(3_000),
  "-1",
  "1e999",
  "0x10",
  "NaN",
  "null",
  "[]",
  "https://",
  "mastodon:https://a/%00",
  "did:plc:",
  "npub1qqqq",
  "eyJ2ZXJzaW9uIjoxfQ",
];
const ORDINARY = [
  "x:@alice",
  "x:1",
  "amara.example.org",
  "x",
  "bluesky",
  "5",
  "csv",
  "json",
  "a",
  "x:@alice,x:@bob",
];

const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: fc.constantFrom(...ORDINARY) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
  { weight: 1, arbitrary: fc.base64String({ maxLength: 80 }) },
);
/** Encoded as it should be, or thrown in as it is. */
const encoded = fc.tuple(value, fc.boolean()).map(([text, isRaw]) => (isRaw ? text : encodedText(text)));

function encodedText(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

const header = fc.oneof(
  fc.constantFrom("text/csv", "*/*;q=nope", "Bearer", "Bearer rnw_", MARKUP, 'W/"', "*"),
  value,
);
const headers = fc.record(
  {
    Accept: header,
    "If-None-Match": header,
    Origin: header,
    "Last-Event-ID": header,
    "Content-Type": header,
    "X-Forwarded-For": header,
  },
  { requiredKeys: [] },
);

const HANDLES = ["x:@alice", "x%3A%40bob", "x:1", "amara.example.org", "x:@nils", "x:@nobody", "alice"];
/** Requests mostly get past the checks, each with something hostile in it now and then. */
const mostly = <T>(usual: fc.Arbitrary<T>, hostile: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 2, arbitrary: hostile });

function usualValue({ name, schema }: Parameter): fc.Arbitrary<string> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.type === "integer") return fc.integer({ min: 1, max: 20 }).map(String);
  if (name === "handles") return fc.constantFrom("x:@alice,x:@bob", "x:1,x:2,x:5", "alice,bob");
  return fc.constantFrom("a", "al", "eyJ2ZXJzaW9uIjoxfQ");
}

/** Requests for one operation of the document: its parameters filled or left out, strange ones added. */
function requestsFor(path: string, { parameters = [] }: Operation) {
  const inQuery = parameters.filter(one => one.in === "query");
  const known = inQuery.map(one => fc.tuple(fc.constant(one.name), mostly(usualValue(one), encoded)));
  const needed = known.filter((_, i) => ["q", "handles"].includes(inQuery[i]!.name));
  const further = fc.array(
    fc.oneof(...known.map(arbitrary => ({ weight: 4, arbitrary })), {
      weight: 1,
      arbitrary: fc.tuple(value.map(encodedText), encoded),
    }),
    { maxLength: 2 },
  );
  const query = fc.tuple(...needed).chain(first => further.map(rest => [...first, ...rest]));
  const segment = mostly(fc.constantFrom(...HANDLES), encoded);
  return fc.tuple(segment, query, headers).map(([given, pairs, sent]) => ({
    address: `${path.replace(/\{\w+\}/, () => given)}?${pairs.map(([key, text]) => `${key}=${text}`).join("&")}`,
    headers: sent,
  }));
}

/** A request, or null where no client could send it. */
function requestOf(address: string, method: string, given: Record<string, string>): Request | null {
  try {
    return new Request(`http://127.0.0.1${address}`, { method, headers: given });
  } catch {
    return null;
  }
}

const operations = Object.entries(openApiDocument().paths!).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(
    ([method, operation]) => [operation.operationId, path, method, operation] as const,
  ),
);

describe("hostile input", () => {
  it.each(operations)("never breaks %s", async (name, path, method, operation) => {
    await fc.assert(
      fc.asyncProperty(requestsFor(path, operation), async ({ address, headers: given }) => {
        const request = requestOf(address, method.toUpperCase(), given);
        if (request === null || !new URL(request.url).pathname.startsWith("/api/")) return;
        const response = await api.fetch(request);
        const body = await response.clone().text();
        const type = response.headers.get("Content-Type") ?? "";
        if (response.status >= 500) throw new Error(`${response.status}: ${body}`);
        if (/\n\s+at |node_modules|\.ts:\d|\/src\//.test(body)) throw new Error(`a stack trace: ${body}`);
        if (type.includes("html") && body.includes("alert(1)")) throw new Error("reflected markup");
        if (type.includes("problem") && body.includes("<")) throw new Error("markup in a problem");
        if (response.headers.get("X-Content-Type-Options") !== "nosniff")
          throw new Error("a type may be guessed");
        // A strange segment may make another address of it.
        if ([404, 405, 414].includes(response.status)) return;
        const wrong = await undocumented(routeNamed(name), response);
        if (wrong !== null) throw new Error(`${response.status}: ${wrong}: ${body.slice(0, 300)}`);
      }),
      { numRuns: RUNS, seed: 20261101 },
    );
  });
});
