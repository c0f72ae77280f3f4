import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  evaluationDataDir,
  evaluationDataReason,
  hasEvaluationData,
} from "../../../../test/support/evaluation-data.ts";
import { type FakeXApi, startFakeXApi } from "../../../../test/support/fake-x-api.ts";
import { FAKE_X_NOW, fakeXWorld } from "../../../../test/support/fake-x-world.ts";
import { type PrismProxy, startPrismProxy } from "../../../../test/support/prism-proxy.ts";
import { suiteWhen } from "../../../../test/support/suite-when.ts";
import { createHttpClient, type HttpClient } from "../../../platform/http/http-client.ts";
import { xConnector } from "./connector.ts";

const DOCUMENT = "api-specs/x-openapi.json";

suiteWhen(
  hasEvaluationData(DOCUMENT),
  evaluationDataReason,
  "X's client and fake against X's own description",
  () => {
    let api: FakeXApi;
    let proxy: PrismProxy;
    let http: HttpClient;
    const signal = new AbortController().signal;
    const answers: { readonly url: string; readonly status: number; readonly violations: string | null }[] =
      [];

    beforeAll(async () => {
      api = await startFakeXApi(fakeXWorld(), { token: "token", pageSize: 10, hasPartialErrors: true });
      proxy = await startPrismProxy(join(evaluationDataDir, DOCUMENT), api.url);
      http = createHttpClient({
        ...{ userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } },
        timeoutMilliseconds: 60_000,
      });
    });
    afterAll(async () => {
      await http?.close();
      await proxy?.stop();
      await api?.stop();
    });

    const watched = (): HttpClient => ({
      ...{ sentCount: 0, close: async () => {} },
      async request(url, request) {
        const answer = await http.request(url, request);
        const { status, headers } = answer;
        answers.push({ url, status, violations: headers.get("sl-violations") });
        return answer;
      },
    });

    const read = async (kind: "handle" | "id", value: string) => {
      const effects = {
        ...{ http: watched(), now: () => new Date(FAKE_X_NOW), signal },
        sockets: { open: () => Promise.reject(new Error("no sockets")) },
      };
      const config = { base_url: proxy.url, bearer_token: "token", budget_usd: "50" };
      const reading = { from: "2025-12-01T00:00:00.000Z", cursor: null };
      let recordCount = 0;
      const query = { network: "x", kind, value } as const;
      for await (const page of xConnector.readAccount(query, reading, config, effects))
        recordCount += page.records.length;
      return recordCount;
    };

    it("agree with it in every request and every answer", async () => {
      expect(await read("handle", "ada_x")).toBeGreaterThan(50);
      expect(await read("id", "1001")).toBeGreaterThan(50);
      await expect(read("handle", "nobody_x")).rejects.toThrow("no account @nobody_x");
      const paths = answers.map(({ url }) => new URL(url).pathname.replace(/\d{3,}/g, "ID"));
      expect(new Set(paths).size).toBeGreaterThanOrEqual(6);
      expect(answers.length).toBeGreaterThan(20);
      expect(answers.filter(({ violations, status }) => violations !== null || status !== 200)).toEqual([]);
    });

    it("would be told of a field that X does not have", async () => {
      const answer = await http.request(`${proxy.url}/2/users/1001/tweets?post.fields=likes&max_results=10`, {
        headers: { authorization: "Bearer token" },
      });
      expect(answer.headers.get("sl-violations")).toContain("post.fields");
    });
  },
);
