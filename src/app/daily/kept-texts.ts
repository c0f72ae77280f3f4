import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import type { Lake, LakeLease } from "../../lake/contract.ts";
import { placeTextFolds, textFoldsPath } from "../../lake/folds.ts";
import type { KeptTags, TagCounts } from "../../pipeline/kept-tags.ts";
import type { TopicKnowledge } from "../../pipeline/topic-knowledge.ts";
import { packageVersion } from "../../platform/package-version.ts";
import { linkParquet, parquetIn } from "./link-files.ts";

/** From this many files on, or when less than half of what is kept is in use, all is written again as one file. */
const FILES_KEPT = 16;
const COLUMNS = { content_key: "bigint", terms: "text", given: "text" } as const;

/** Tags of texts in the folder of a lake, each run's new ones in a file. With `isFresh` nothing is read and all is written. */
export function keptTexts(lake: Lake, lease: LakeLease, isFresh: boolean): KeptTags {
  let folder = "";
  let names: readonly string[] = [];
  let keptCount = 0;
  return {
    async select(engine, known) {
      folder = join(textFoldsPath(lake.dir), taggingId(engine, known));
      names = parquetIn(folder);
      if (isFresh || names.length === 0) return null;
      const paths = linkParquet(folder, lake.temporaryDir("texts"));
      if (paths.length !== names.length) return null;
      const relation = engine.parquetRelation(COLUMNS, {}, paths);
      const [row] = await engine.rows(`SELECT count(*) AS texts_count FROM (${relation}) AS kept`);
      keptCount = Number(row?.["texts_count"]);
      return relation;
    },
    async keep(engine, { taggedCount, reusedCount }: TagCounts) {
      const isWhole = isFresh || names.length + 1 >= FILES_KEPT || reusedCount * 2 < keptCount;
      if (taggedCount === 0 && !isWhole) return;
      const built = join(lake.temporaryDir("texts"), "new.parquet");
      const rows = isWhole ? "" : " WHERE is_new";
      await engine.writeParquet(`SELECT content_key, terms, given FROM text_tags${rows}`, built, [
        "content_key",
      ]);
      placeTextFolds(lake, lease, () => {
        // Another run that kept its own in between may have kept the same texts: each stands once.
        if (parquetIn(folder).join() !== names.join()) return;
        const last = Number(names.at(-1)?.split(".")[0] ?? 0);
        if (isWhole) rmSync(textFoldsPath(lake.dir), { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        renameSync(built, join(folder, `${String(last + 1).padStart(9, "0")}.parquet`));
      });
    },
  };
}

/** A text that changes with the ontology, the tagger, the program or the hash that texts are known by. */
function taggingId(engine: Engine, { ontology, tagger }: TopicKnowledge): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([engine.name, engine.version, packageVersion(), tagger.id, ontology.id]));
  for (const topic of ontology.topics.values()) hash.update(JSON.stringify(topic));
  return hash.digest("hex").slice(0, 32);
}
