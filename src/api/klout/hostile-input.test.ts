import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { kloutRoutes } from "./klout-routes.ts";

let served: ServedLake;
beforeAll(async () => {
  served = await servedTinyLake();
});
afterAll(() => served.close());

const RUNS = process.env["RENOWN_TEST_ALL"] === "1" ? 3_000 : 300;
const MARKUP = "<script>alert(1)</script>";
const NASTY = [
  "",
  "%",
  "%E0%A4%A",
  "%00",
  "%2F..%2F",
  "..",
  encodeURIComponent(MARKUP),
  "x:@alice'--",
  "x%3A%40alice",
  "__proto__",
  "constructor",
  "99999999999999999999",
  "-1",
  "1e9",
  "a".repeat(5_000),
  "%F0%9F%99%82",
  "%ED%A0%80",
  "alice,bob",
  "100001",
  "https%3A%2F%2F",
];
const word = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.constantFrom("alice", "amara", "tw", "bs", "md", "klout", "ks", "score", "influence", "topics"),
  fc.string({ unit: "binary", maxLength: 20 }).map(text => {
    // A lone surrogate has no percent-encoding.
    return /\p{Cs}/u.test(text) ? "%ED%BF%BF" : encodeURIComponent(text);
  }),
);
const path = fc.oneof(
  fc
    .tuple(fc.constantFrom("klout", "users/show", "users/topics", "soi/influenced_by", "x"), word, word)
    .map(
      ([route, users, more]) =>
        `/1/${route}.${more.length % 2 === 0 ? "json" : "xml"}?users=${users},${more}`,
    ),
  fc
    .tuple(fc.constantFrom("identity.json", "user.json", "user.oauth"), fc.array(word, { maxLength: 4 }))
    .map(([route, words]) => `/v2/${[route, ...words].join("/")}`),
  word.map(name => `/v2/identity.json/twitter?screenName=${name}&screenName=${name}`),
);

it("answers random and hostile requests without a failure, a trace or markup", async () => {
  const app = kloutRoutes({ snapshots: served.snapshots, isOpen: true, isKnownKey: () => false });
  await fc.assert(
    fc.asyncProperty(path, async address => {
      const response = await app.request(`http://host${address}`);
      const text = await response.text();
      if (response.status >= 500) throw new Error(`${response.status} for ${address}`);
      if (text.includes("<script") || /\bat .*\.ts:\d+/.test(text))
        throw new Error(`markup or trace: ${text}`);
      if (response.headers.get("Content-Type")?.startsWith("application/json") === true) JSON.parse(text);
    }),
    { numRuns: RUNS, seed: 20261101 },
  );
});
