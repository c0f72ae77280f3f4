import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ConfigProblem } from "../../domain/errors.ts";
import { packagePath } from "../../platform/package-root.ts";
import type { Ontology } from "../../topics/ontology.ts";
import { aboutFileSchema, areaFileSchema, buildOntology } from "../../topics/parse-ontology.ts";

let builtIn: Ontology | null = null;

/** The ontology that comes with the package, read once. */
export function builtInOntology(): Ontology {
  builtIn ??= readOntologyFolder(packagePath("ontology", "renown-topics"));
  return builtIn;
}

/** The ontology in `folder`: `about.yml` and one file an area, in the order of their names.
 *  @throws ConfigProblem naming the file that does not fit. */
export function readOntologyFolder(folder: string): Ontology {
  const read = <T>(file: string, schema: { parse(value: unknown): T }): T => {
    try {
      return schema.parse(parse(readFileSync(join(folder, file), "utf8")));
    } catch (cause) {
      throw new ConfigProblem(
        `${join(folder, file)} is no file of an ontology: ${(cause as Error).message}`,
        {
          cause,
        },
      );
    }
  };
  const files = readdirSync(folder).filter(file => file.endsWith(".yml") && file !== "about.yml");
  const about = read("about.yml", aboutFileSchema);
  return buildOntology(
    about,
    files.sort().map(file => read(file, areaFileSchema)),
  );
}
