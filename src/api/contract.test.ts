import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routeNamed, undocumented } from "../../test/support/documented-answer.ts";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { createKey } from "../app/api-keys.ts";
import { FetchJobs } from "../app/serving/fetch-jobs.ts";
import { CliError, EXIT } from "../domain/errors.ts";
import { API_ROUTES } from "./api-routes.ts";
import { createApi } from "./create-api.ts";
import { openApiDocument } from "./openapi-document.ts";
import { CLAIM_ROUTES } from "./routes/claims/claim-routes.ts";

let tiny: TinyApi;
let api: TinyApi["api"];
let jobPath: string;
const keys = { reading: "", operator: "" };

beforeAll(async () => {
  tiny = await tinyApi();
  const fetchHandle = async () => {
    throw new CliError("Nobody is called so.", EXIT.unknownHandle);
  };
  const mayFetch = ({ value }: { value: string }) => value === "newcomer";
  const jobs = new FetchJobs({ source: { fetchHandle, mayFetch }, now: () => 0 });
  api = createApi({ ...tiny.deps, jobs });
  jobPath = (await api.request("/api/v1/score/x:@newcomer")).headers.get("Location")!;
  for (const isOperator of [false, true]) {
    const made = { name: "", isOperator, requestsPerMinute: null, now: "2026-11-01T00:00:00.000Z" };
    const { key } = await createKey({ dataDir: tiny.served.dataDir, ...made });
    keys[isOperator ? "operator" : "reading"] = key;
  }
});

afterAll(async () => {
  await tiny.served.close();
});

/** Requests by route, with the status each is answered with. */
const CASES: Readonly<Record<string, readonly (readonly [status: number, path: string])[]>> = {
  score: [
    [200, "/score/x:@alice"],
    [200, "/score/x:@nils"],
    [200, "/score/x:@archived"],
    [200, "/score/amara.example.org?format=csv"],
    [400, "/score/nobody"],
    [404, "/score/x:@nobody"],
    [404, "/score/x:@newcomer"],
  ],
  explain: [
    [200, "/explain/x:@alice?limit=3"],
    [200, "/explain/x:@nils"],
    [200, "/explain/x:@bob?format=csv"],
    [400, "/explain/x:@alice?limit=none"],
    [404, "/explain/x:@nobody"],
  ],
  history: [
    [200, "/history/x:@alice"],
    [200, "/history/x:@nils?format=csv"],
    [404, "/history/x:@nobody"],
  ],
  moments: [
    [200, "/moments/x:@alice"],
    [200, "/moments/x:@nils"],
    [400, "/moments/x:@alice?limit=21"],
    [404, "/moments/x:@nobody"],
  ],
  influencers: [
    [200, "/influencers/x:@alice"],
    [200, "/influencers/x:@bob"],
    [404, "/influencers/x:@nobody"],
  ],
  influencees: [
    [200, "/influencees/x:@alice"],
    [200, "/influencees/x:@bob"],
    [404, "/influencees/x:@nobody"],
  ],
  compare: [
    [200, "/compare?handles=x:@alice,x:@bob,x:@nils"],
    [200, "/compare?handles=alice,bob&network=x&format=csv"],
    [400, "/compare?handles=x:@alice"],
    [400, "/compare?handles=x:@alice,x:1"],
    [404, "/compare?handles=x:@alice,x:@nobody"],
  ],
  top: [
    [200, "/top"],
    [200, "/top?network=bluesky"],
    [200, "/top?network=nostr"],
    [200, "/top?limit=1&format=csv"],
    [400, "/top?cursor=none"],
  ],
  topics: [
    [200, "/topics/x:@alice"],
    [400, "/topics/nobody"],
    [404, "/topics/x:@nobody"],
  ],
  topicEvidence: [
    [200, "/topics/x:@alice/evidence?topic=television"],
    [400, "/topics/x:@alice/evidence"],
    [400, "/topics/x:@alice/evidence?topic=zzzz"],
    [404, "/topics/x:@nobody/evidence?topic=television"],
  ],
  topicLeaders: [
    [200, "/topic-leaders?topic=television"],
    [200, "/topic-leaders?topic=television&format=csv"],
    [400, "/topic-leaders"],
    [400, "/topic-leaders?topic=zzzz"],
  ],
  topicList: [
    [200, "/topics"],
    [200, "/topics?search=tele"],
    [400, "/topics?search="],
  ],
  search: [
    [200, "/search?q=a"],
    [200, "/search?q=zzz"],
    [400, "/search"],
  ],
  distribution: [
    [200, "/distribution"],
    [200, "/distribution?network=nostr"],
    [200, "/distribution?format=csv"],
    [400, "/distribution?network=orkut"],
  ],
  methodology: [
    [200, "/methodology"],
    [400, "/methodology?format=csv"],
  ],
  job: [
    [200, "JOB"],
    [404, "/jobs/none"],
    [400, "JOB?x=1"],
  ],
  jobEvents: [
    [200, "JOB/events"],
    [404, "/jobs/none/events"],
  ],
};

describe("every answer is as the OpenAPI document says", () => {
  it.each(Object.entries(CASES))("of %s", async (name, cases) => {
    for (const [status, path] of cases) {
      const address = path.startsWith("JOB") ? jobPath + path.slice(3) : `/api/v1${path}`;
      const response = await api.request(address);
      expect([response.status, await undocumented(routeNamed(name), response)], path).toEqual([status, null]);
      if (status !== 200 || response.headers.get("ETag") === null) continue;
      const again = await api.request(address, {
        headers: { "If-None-Match": response.headers.get("ETag")! },
      });
      expect([again.status, await undocumented(routeNamed(name), again)], path).toEqual([304, null]);
    }
  });

  it("of forget: it needs an operator key, erases, and the next answer knows nobody", async () => {
    const forget = async (handle: string, key?: string) => {
      const headers: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` };
      const response = await api.request(`/api/v1/forget/${handle}`, { method: "POST", headers });
      return [response.status, await undocumented(routeNamed("forget"), response)];
    };
    const tag = (await api.request("/api/v1/score/x:@amara")).headers.get("ETag")!;
    expect(await forget("x:@amara")).toEqual([401, null]);
    expect(await forget("x:@amara", keys.reading)).toEqual([403, null]);
    expect(await forget("x:@amara", `${keys.reading}x`)).toEqual([401, null]);
    expect(await forget("amara", keys.operator)).toEqual([400, null]);
    expect((await api.request("/api/v1/score/x:@amara")).status).toBe(200);
    expect(await forget("x:@amara", keys.operator)).toEqual([200, null]);
    const after = await api.request("/api/v1/score/x:@amara", { headers: { "If-None-Match": tag } });
    expect(after.status).toBe(404);
    expect(await forget("x:@nobody", keys.operator)).toEqual([404, null]);
  });

  it("no route is left out", () => {
    // The routes of claims are held to the document in claims.test.ts.
    const claims = CLAIM_ROUTES.map(({ config }) => config.operationId!);
    const covered = [...Object.keys(CASES), "forget", ...claims];
    expect(API_ROUTES.map(({ config }) => config.operationId).toSorted()).toEqual(covered.toSorted());
    const { paths } = openApiDocument();
    expect(Object.values(paths!).flatMap(path => Object.keys(path))).toHaveLength(API_ROUTES.length);
  });
});
