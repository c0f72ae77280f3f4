import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toInteraction } from "./interaction-id.ts";

describe("toInteraction", () => {
  it("derives the id from the other columns as the schema says", () => {
    const text = '["x","reply","1001","1002","490000000000000001","2014-05-02T09:00:00.000Z"]';
    const row = toInteraction({
      network: "x",
      kind: "reply",
      actor_id: "1001",
      target_id: "1002",
      post_id: "490000000000000001",
      acted_at: "2014-05-02T09:00:00.000Z",
    });
    expect(row.interaction_id).toBe(createHash("sha256").update(text).digest("hex").slice(0, 32));
  });
});
