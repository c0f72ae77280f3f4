import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packagePath } from "../../src/platform/package-root.ts";
import { renown } from "../support/renown-cli.ts";

const page = readFileSync(packagePath("docs", "operations.md"), "utf8");
const block = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(page)![1]!;

describe("docs/operations.md", () => {
  it("has a Dockerfile that copies every folder of the package", () => {
    const { files } = JSON.parse(readFileSync(packagePath("package.json"), "utf8")) as { files: string[] };
    const copied = [...block("dockerfile").matchAll(/^COPY (\S+) (\S+)$/gm)].map(([, from, to]) => {
      expect(to).toBe(from);
      return from;
    });
    expect(copied).toEqual(files);
  });

  it("starts the service with options that it has", async () => {
    const unit = /^ExecStart=\S+\/renown (.*)$/m.exec(block("ini"))![1]!.split(" ");
    const image = JSON.parse(/^CMD (.*)$/m.exec(block("dockerfile"))![1]!) as string[];
    const { out } = await renown(["serve", "--help"]);
    const known = new Set(out.match(/--[a-z-]+/g));
    for (const [command, ...args] of [unit, image]) {
      expect(command).toBe("serve");
      const options = args.filter(arg => arg.startsWith("--"));
      expect(options.length).toBeGreaterThan(0);
      expect(options.filter(option => !known.has(option))).toEqual([]);
    }
  });
});
