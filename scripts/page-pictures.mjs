// Takes the pictures of the pages in docs/images/pages, in a real browser, of the demo's town: `npm run pictures:write`.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { demo } from "../dist/app/demo.js";
import { runLake } from "../dist/app/run-lake.js";
import { claimsIn } from "../dist/app/serving/claims.js";
import { openLake } from "../dist/lake/open-lake.js";
import { serveLake } from "../dist/service/serve-lake.js";

const LARGEST_BYTES = 200_000;
const folder = fileURLToPath(new URL("../docs/images/pages/", import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), "renown-pictures-"));
const progress = () => {};

/** What each picture shows: a page, and where on it to begin. */
const PICTURES = [
  { name: "home", path: "/" },
  { name: "home-dark", path: "/", colorScheme: "dark" },
  { name: "profile", path: "/u/x:@ines_okafor" },
  { name: "profile-dark", path: "/u/x:@ines_okafor", colorScheme: "dark" },
  { name: "made-of", path: "/u/x:@ines_okafor#made-of" },
  { name: "history", path: "/u/x:@luma#history" },
  { name: "people", path: "/u/x:@ines_okafor#people", colorScheme: "dark" },
  { name: "qualities", path: "/u/x:@maya_rivers#qualities" },
  { name: "leaderboard", path: "/top" },
  { name: "compare", path: "/compare?with=x:@maya_rivers&with=x:@tomas_lindqvist&with=x:@ines_okafor" },
  { name: "method", path: "/method#distribution" },
  { name: "opt-out", path: "/opt-out" },
  { name: "phone", path: "/u/x:@maya_rivers", width: 390, height: 844 },
];

/** Days before the newest on which the town was scored too: by the model before, then by today's. */
const EARLIER = [
  ["2026-08-25", "renown-2026-11"],
  ["2026-09-08", "renown-2026-11"],
  ["2026-09-20", "renown-2026-12"],
  ["2026-10-04", "renown-2026-12"],
  ["2026-10-18", "renown-2027-01"],
];

try {
  await makeTown();
  const silent = () => {};
  const service = await serveLake({
    ...{
      dataDir,
      host: "127.0.0.1",
      port: 0,
      publish: null,
      trustsProxy: false,
      everyMs: null,
      keep: "120d",
    },
    log: { info: silent, warn: silent, error: console.error },
  });
  while (service.whyNotReady() !== null) await new Promise(resolve => setTimeout(resolve, 200));
  await takePictures(service.url);
  await service.stop();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function makeTown() {
  const { run } = await demo({ dataDir, progress });
  for (const [asOf, modelId] of EARLIER)
    await runLake({ dataDir, engine: "duckdb", asOf, modelId, progress });
  await runLake({ dataDir, engine: "duckdb", asOf: run.asOf, progress });
  const lake = await openLake(dataDir);
  claimsIn(lake).save({
    ...{ network: "x", accountId: "1200000000000000001", proof: "export", isHidden: false },
    claimedAt: run.asOf,
    statement: "I answer everybody, most of them in private. Ask the people I have worked with.",
  });
  await lake.close();
}

async function takePictures(url) {
  mkdirSync(folder, { recursive: true });
  const executablePath = process.env.RENOWN_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  for (const { name, path, colorScheme = "light", width = 1200, height = 800 } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
    await page.goto(url + path, { waitUntil: "networkidle" });
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    await page.close();
    const { size } = statSync(file);
    if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes, more than ${LARGEST_BYTES}`);
    console.log(`${name}.png ${Math.round(size / 1000)} KB`);
  }
  await browser.close();
}
