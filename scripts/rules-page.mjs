import { markdownTable } from "../dist/lib/markdown-table.js";
import { RULE_MUTATIONS, RULES } from "./rule-mutations.mjs";

/** docs/rules.md, given what `resultOf` says of each entry of RULE_MUTATIONS. */
export function rulesPage(resultOf) {
  const rows = Object.entries(RULES).flatMap(([rule, words]) => {
    const entries = RULE_MUTATIONS.filter(entry => entry.rule === Number(rule));
    const told = `${rule}. ${words}`;
    return entries.map(entry => [told, testCell(entry), mutationCell(entry), resultOf(entry)]);
  });
  return [
    "# Rules of the score and the tests that hold them",
    "",
    "Every rule that the score obeys is held by a test that fails when the rule is broken on purpose.",
    "`node scripts/mutate-rules.mjs --write` breaks each in the source, runs its test, puts the source back and writes",
    "this page. _killed_ means: the test passes on the source as it is, and an assertion of it fails on the broken one.",
    "`node scripts/mutate-rules.mjs 3 5` tries only those rules and writes nothing.",
    "",
    markdownTable(["Rule", "Property test", "Broken by", "Result"], rows),
    "",
  ].join("\n");
}

function testCell({ test }) {
  return `${test.title} (\`${test.file}\`)`;
}

function mutationCell({ mutation, file, find, replace }) {
  return `${mutation} (\`${file}\`)<br>${code(`- ${find}`)}<br>${code(`+ ${replace}`)}`;
}

function code(text) {
  return `\`${text.trim().replace(/\s+/g, " ")}\``;
}
