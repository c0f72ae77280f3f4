import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { villageTopics } from "../../../test/support/topic-village.ts";
import type { Engine } from "../../engines/contract.ts";
import { textFoldsPath } from "../../lake/folds.ts";
import { forget } from "../../lake/forget.ts";
import { topicTagStep } from "../../pipeline/topic-tag-step.ts";
import { keptTexts } from "./kept-texts.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

/** Texts by different people, with the tables that models would make of them. */
async function give(engine: Engine, texts: readonly string[]): Promise<void> {
  const rows = texts.map((text, index) => ({ content_index: index, content_key: keyOf(text), text }));
  const columns = { content_index: "bigint", content_key: "bigint", text: "text" };
  await engine.createTableFromRows("given_texts", columns, rows);
  await engine.createTable(
    "int_topic_contents",
    "SELECT *, 'en' AS lang, CAST(NULL AS VARCHAR) AS tags, CAST(NULL AS VARCHAR) AS links FROM given_texts",
  );
  await engine.createTable(
    "stg_topic_texts",
    "SELECT content_key, 'post' AS kind, content_index AS account_key FROM given_texts",
  );
}

const keyOf = (text: string) => [...text].reduce((key, letter) => (key * 31 + letter.charCodeAt(0)) % 1e9, 7);

/** What a run says of the texts it was given. */
async function said(engine: Engine) {
  return {
    topics: await engine.rows("SELECT * FROM content_topics ORDER BY ALL"),
    evidence: await engine.rows("SELECT * FROM topic_evidence ORDER BY ALL"),
  };
}

/** Twelve who speak of tea with a kettle and a saucer, so that both words keep its company; some who do not. */
const TEXTS = [
  ...Array.from({ length: 12 }, (_, person) => `tea kettle saucer person${person}`),
  ...Array.from({ length: 80 }, (_, person) => `weather number ${person} somewhere`),
  "kettle saucer alone",
  "coffee",
];

describe("kept tags of texts", () => {
  it("say what tagging again would, learnt company included, and only new texts are tagged", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const run = async (texts: readonly string[], isFresh = false) => {
      const lease = lake.lease();
      await give(engine, texts);
      const whole = await topicTagStep(engine, villageTopics());
      const expected = await said(engine);
      const outcome = await topicTagStep(engine, {
        ...villageTopics(),
        kept: keptTexts(lake, lease, isFresh),
      });
      lease.release();
      expect(await said(engine)).toEqual(expected);
      expect({ ...outcome, reusedTextsCount: 0 }).toEqual(whole);
      return outcome;
    };
    const first = await run(TEXTS);
    expect(first).toMatchObject({ reusedTextsCount: 0, tagger: "words+cooccurrence" });
    expect(first.learntTermsCount).toBeGreaterThan(1);
    expect(await run(TEXTS)).toMatchObject({ reusedTextsCount: 94 });
    expect(await run([...TEXTS.slice(4), "coffee once more"])).toMatchObject({ reusedTextsCount: 90 });
    expect(await run([...TEXTS.slice(4), "coffee once more"])).toMatchObject({ reusedTextsCount: 91 });
    // Less than half in use: all is written again, and what is not of this run is gone.
    expect(await run(TEXTS.slice(70))).toMatchObject({ reusedTextsCount: 24 });
    expect(await run(TEXTS)).toMatchObject({ reusedTextsCount: 24 });
    expect(await run(TEXTS, true)).toMatchObject({ reusedTextsCount: 0 });
  });

  it("are gone when an account is forgotten, and a run that began before keeps none", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const begun = lake.lease();
    await give(engine, TEXTS);
    await topicTagStep(engine, { ...villageTopics(), kept: keptTexts(lake, begun, false) });
    expect(existsSync(textFoldsPath(lake.dir))).toBe(true);
    await forget(lake, engine, { network: "x", accountId: "ann" });
    expect(existsSync(textFoldsPath(lake.dir))).toBe(false);
    await topicTagStep(engine, { ...villageTopics(), kept: keptTexts(lake, begun, false) });
    begun.release();
    expect(existsSync(textFoldsPath(lake.dir))).toBe(false);
  });
});
