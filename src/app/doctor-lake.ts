import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openLake } from "../lake/open-lake.ts";
import { isFolder } from "./create-folder.ts";
import { type Finding, fail, messageOf, ok, warn } from "./finding.ts";
import { hasLake } from "./lake-session.ts";

const GIBIBYTE = 2 ** 30;
const HOUR_MS = 3_600_000;

/** How the lake at `dataDir` is: readable, journal, files that count for nothing, unfinished erasures, newest run. */
export async function lakeFindings(dataDir: string, now: string): Promise<readonly Finding[]> {
  if (existsSync(dataDir) && !isFolder(dataDir))
    return [fail("lake", `${dataDir} is no folder`, "Choose a folder with --data DIR.")];
  if (!hasLake(dataDir))
    return [warn("lake", `none at ${dataDir} yet`, "Start with `renown demo` or `renown import PATH`.")];
  let lake: Awaited<ReturnType<typeof openLake>>;
  try {
    lake = await openLake(dataDir);
  } catch (error) {
    return [
      fail(
        "lake",
        `${dataDir}: ${messageOf(error)}`,
        "Restore the folder, or choose another with --data DIR.",
      ),
    ];
  }
  try {
    const rows = Object.values(lake.rowCounts()).reduce((sum, count) => sum + count, 0);
    return [
      ok("lake", `${dataDir}: readable, ${rows} rows`),
      journalSize(dataDir),
      ...(await databaseFindings(dataDir)),
      newestRunAge(lake.newestRun(), now),
    ];
  } finally {
    await lake.close();
  }
}

function journalSize(dataDir: string): Finding {
  const dir = join(dataDir, "journal");
  const names = existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }) : [];
  const files = names.filter(entry => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  const message = `${(bytes / 2 ** 20).toFixed(1)} MiB waiting in ${files.length} journal files`;
  return bytes > GIBIBYTE
    ? warn("journal", message, "Run `renown run`: it compacts the journal.")
    : ok("journal", message);
}

/** What lake.db says of itself and of the files, read beside the open lake. */
async function databaseFindings(dataDir: string): Promise<readonly Finding[]> {
  const { default: Database } = await import("libsql");
  const database = new Database(join(dataDir, "lake.db"), { readonly: true });
  try {
    const [version] = database.pragma("user_version") as { user_version: number }[];
    const files = database.prepare("SELECT path FROM files").all() as { path: string }[];
    const erasures = database.prepare("SELECT count(*) AS count FROM forget_intents").get() as {
      count: number;
    };
    return [
      ok("schema", `lake.db version ${version?.user_version}`),
      orphanCount(dataDir, new Set(files.map(file => file.path))),
      erasures.count === 0
        ? ok("forget", "no erasure is unfinished")
        : warn(
            "forget",
            `${erasures.count} erasures were cut off`,
            "Run `renown forget HANDLE` again: it finishes them all.",
          ),
    ];
  } finally {
    database.close();
  }
}

function orphanCount(dataDir: string, counted: ReadonlySet<string>): Finding {
  const onDisk = readdirSync(dataDir, { recursive: true, encoding: "utf8" });
  const orphans = onDisk.filter(path => /^[a-z_]+\/network=.*\.parquet$/.test(path) && !counted.has(path));
  return orphans.length === 0
    ? ok("orphans", "every table file is counted")
    : warn(
        "orphans",
        `${orphans.length} files that count for nothing`,
        "They are swept by a later import or run.",
      );
}

function newestRunAge(
  run: { readonly runId: string; readonly publishedAt: string } | null,
  now: string,
): Finding {
  if (run === null) return warn("run", "nothing was published yet", "Run `renown run`.");
  const hours = (Date.parse(now) - Date.parse(run.publishedAt)) / HOUR_MS;
  const message = `${run.runId} was published ${hours.toFixed(1)} hours ago`;
  return hours > 24
    ? warn("run", message, "Run `renown run` to score what came in since.")
    : ok("run", message);
}
