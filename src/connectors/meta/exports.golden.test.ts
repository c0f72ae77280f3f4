import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { expectGoldenExport } from "../../../test/support/golden-export.ts";

const goldenDir = fileURLToPath(new URL("../../../test/golden/", import.meta.url));

const CASES = [
  "facebook-export/today",
  "facebook-export/layout-of-2022",
  "instagram-export/today",
  "instagram-export/older",
  "instagram-export/private",
];

describe.each(CASES)("the export %s", name => {
  it("becomes the expected rows of every table, and nothing private leaves it", async () => {
    const text = JSON.stringify(await expectGoldenExport(join(goldenDir, name)));
    for (const secret of [
      "private word",
      "For friends only",
      "private@example.org",
      "192.0.2.7",
      "Friend",
      "+1000",
    ])
      expect(text).not.toContain(secret);
  });
});
