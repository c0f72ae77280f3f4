import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deriveInteractionId } from "./interaction-id.ts";

describe("deriveInteractionId", () => {
  const act = {
    network: "x",
    kind: "like",
    actor_id: 'a"\\',
    target_id: "b\u000b",
    post_id: null,
    acted_at: "2026-03-01T12:00:00.123456+02:00",
  } as const;

  it("is the first 16 bytes of the SHA-256 over the written-out JSON array", () => {
    const json = '["x","like","a\\"\\\\","b\\u000b",null,"2026-03-01T10:00:00.123Z"]';
    expect(deriveInteractionId(act)).toBe(createHash("sha256").update(json).digest("hex").slice(0, 32));
  });

  it("is the same for the same instant in another zone, and another for another time", () => {
    const id = deriveInteractionId(act);
    expect(deriveInteractionId({ ...act, acted_at: "2026-03-01T10:00:00.123Z" })).toBe(id);
    expect(deriveInteractionId({ ...act, acted_at: null })).not.toBe(id);
  });
});
