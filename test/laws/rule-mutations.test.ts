import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface RuleMutation {
  readonly rule: number;
  readonly test: { readonly file: string; readonly title: string };
  readonly mutation: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

interface Listed {
  readonly RULES: Readonly<Record<string, string>>;
  readonly RULE_MUTATIONS: readonly RuleMutation[];
}

interface Page {
  readonly rulesPage: (resultOf: (entry: RuleMutation) => string) => string;
}

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const script = (name: string) => import(new URL(`scripts/${name}`, root).href);
const { RULES, RULE_MUTATIONS } = (await script("rule-mutations.mjs")) as Listed;
const { rulesPage } = (await script("rules-page.mjs")) as Page;

/** Where the title of a test may stand: in its file, or in the laws that the file runs. */
const LAW_FILES = ["attention", "own-acts", "uncounted", "evidence"].map(name => `test/laws/${name}-laws.ts`);

describe("the mutations of the rules", () => {
  it("break every rule from 1 to 13", () => {
    const rules = Array.from({ length: 13 }, (_, place) => String(place + 1));
    expect(Object.keys(RULES)).toEqual(rules);
    const broken = [...new Set(RULE_MUTATIONS.map(({ rule }) => String(rule)))];
    expect(broken.sort((a, b) => Number(a) - Number(b))).toEqual(rules);
  });

  it.each(RULE_MUTATIONS)("can be made and judged: $mutation", ({ test, file, find, replace }) => {
    expect(read(file).split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
    const files = test.file === "test/laws/laws.test.ts" ? LAW_FILES : [test.file];
    const isTitled = files.some(name => read(name).includes(`"${test.title}`) || isMadeTitle(test, name));
    expect(isTitled, `no test of ${test.file} is titled "${test.title}"`).toBe(true);
  });

  it("are all said to be killed by docs/rules.md, which is as the script writes it", () => {
    expect(read("docs/rules.md")).toBe(rulesPage(() => "killed"));
  });
});

/** Whether `name` makes the title from a value, as `"%s is as published"` does. */
function isMadeTitle({ title }: RuleMutation["test"], name: string): boolean {
  return read(name).includes(`"${title.replace(/^\S+/, "%s")}`);
}
