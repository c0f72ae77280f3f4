import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../test/support/served-lake.ts";
import { parseHandle } from "../domain/handle.ts";
import { briefAnswer } from "./brief-answer.ts";
import { buildScoreAnswer } from "./build-score-answer.ts";
import { scoreText } from "./score-text.ts";

let served: ServedLake;
beforeAll(async () => {
  served = await servedTinyLake("open");
});
afterAll(() => served.close());

describe("the text of an answer", () => {
  it("is that of the object, for everybody whom a snapshot names", async () => {
    await served.snapshots.withView(async view => {
      const hits = await Promise.all(
        [..."abcdefghijklmnopqrstuvwxyz"].map(letter => view.search(letter, 50)),
      );
      const texts = new Set(hits.flat().map(hit => hit.handle));
      expect(texts.size).toBeGreaterThan(3);
      let linkedCount = 0;
      for (const text of texts) {
        const located = await view.locate(parseHandle(text));
        const answer = await buildScoreAnswer(located, view.model);
        if (answer.networks.length > 1) linkedCount += 1;
        expect(await scoreText(located, view.model)).toBe(JSON.stringify(briefAnswer(answer)));
      }
      expect(linkedCount).toBeGreaterThan(0);
    });
  });

  it("is that of the object where there is no evidence", async () => {
    await served.snapshots.withView(async view => {
      const account = {
        ...{ network: "x", accountId: "9", handle: "nobody", displayName: 'No "body"' },
        ...{ identityId: "x:9", isProtected: false },
      } as const;
      const located = { kind: "no_evidence", account, stamp: view.reader.stamp } as const;
      const answer = await buildScoreAnswer(located as never, view.model);
      expect(await scoreText(located as never, view.model)).toBe(JSON.stringify(briefAnswer(answer)));
    });
  });
});
