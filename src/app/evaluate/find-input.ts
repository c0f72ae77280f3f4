import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputProblem } from "../../domain/errors.ts";

/** The path of the file that `suite` reads: `place` itself when it is a file; in a folder `<stem>.csv` or `<stem>.csv.gz`, else
 *  the only one whose name begins with the stem, such as `interactions-days-1-5.csv.gz`.
 *  @throws InputProblem naming the file that the suite reads and where it was looked for. */
export function findInput(place: string, suite: string, stem: string): string {
  if (!existsSync(place))
    throw new InputProblem(`--data ${place} does not exist. Name the folder that holds ${stem}.csv.`);
  if (statSync(place).isFile()) return place;
  const exact = [`${stem}.csv`, `${stem}.csv.gz`].find(name => existsSync(join(place, name)));
  if (exact !== undefined) return join(place, exact);
  const similar = readdirSync(place).filter(name => /\.csv(\.gz)?$/.test(name) && isVariant(name, stem));
  if (similar.length === 1) return join(place, similar[0]!);
  const found = similar.length > 1 ? `, but several like it (${similar.sort().join(", ")})` : "";
  throw new InputProblem(
    `${place} holds no ${stem}.csv or ${stem}.csv.gz${found}, which the suite ${suite} reads. Name the file or its folder: ` +
      `renown evaluate ${suite} --data PATH (layouts: docs/evaluation.md).`,
  );
}

function isVariant(name: string, stem: string): boolean {
  return name.startsWith(stem) && !/^[a-z0-9]/i.test(name.slice(stem.length));
}
