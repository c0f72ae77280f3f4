import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Ontology } from "./ontology.ts";

/** SHA-256 in hex over everything of `ontology` that tagging depends on: ids, parents and cues, in order. */
export function ontologyFingerprint(ontology: Ontology): string {
  const parts = [...ontology.topics.values()].map(({ id, level, parentIds, cues }) => [
    id,
    level,
    parentIds,
    cues.map(cue => [cue.kind, cue.text, cue.lang, cue.isAmbiguous, cue.isWeak, cue.isStem]),
  ]);
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
}
