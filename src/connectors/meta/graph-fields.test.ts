import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  evaluationDataDir,
  evaluationDataReason,
  hasEvaluationData,
} from "../../../test/support/evaluation-data.ts";
import { suiteWhen } from "../../../test/support/suite-when.ts";
import * as facebook from "../facebook/wire.ts";
import * as instagram from "../instagram/wire.ts";

const FOLDER = "api-specs/facebook-graph";

interface GraphObject {
  readonly fields: readonly { readonly name: string }[];
  readonly apis: readonly { readonly method: string; readonly endpoint?: string; readonly return: string }[];
}

/** Names at the top of a field list: `a,b.limit(0){c,d}` gives a and b. */
function topNames(fields: string): readonly string[] {
  let depth = 0;
  const flat = [...fields].filter(letter => {
    if (letter === "(" || letter === "{") depth++;
    const isTop = depth === 0;
    if (letter === ")" || letter === "}") depth--;
    return isTop;
  });
  return flat
    .join("")
    .split(",")
    .map(part => part.split(".")[0]!);
}

suiteWhen(
  hasEvaluationData(FOLDER),
  evaluationDataReason,
  "fields and edges that are asked of the Graph API",
  () => {
    const objectOf = (name: string) =>
      JSON.parse(readFileSync(join(evaluationDataDir, FOLDER, `${name}.json`), "utf8")) as GraphObject;
    const namesOf = ({ fields, apis }: GraphObject) => [
      ...fields.map(({ name }) => name),
      ...apis.flatMap(({ method, endpoint }) => (method === "GET" && endpoint ? [endpoint] : [])),
    ];

    it.each([
      ["Page", `${facebook.PAGE_FIELDS},posts`],
      ["PagePost", `${facebook.POST_FIELDS},${facebook.VIEW_FIELDS}`],
      ["InsightsResult", /\{(.*)\}/.exec(facebook.VIEW_FIELDS)![1]!],
      ["IGUser", `${instagram.ACCOUNT_FIELDS},business_discovery,media`],
      ["IGMedia", instagram.MEDIA_FIELDS],
    ])("exist on %s", (name, fields) => {
      const known = namesOf(objectOf(name));
      expect(topNames(fields).length).toBeGreaterThan(1);
      expect(topNames(fields).filter(field => !known.includes(field))).toEqual([]);
    });
  },
);
