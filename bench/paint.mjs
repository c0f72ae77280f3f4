import { chromium } from "playwright-core";
import { option, outputOf, surroundings } from "./measure.mjs";
import { startService } from "./start-service.mjs";

const PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime";
const BYTES = "performance.getEntries().reduce((sum, one) => sum + (one.decodedBodySize ?? 0), 0)";

/** Milliseconds from asking for a profile page to its first paint in Chromium over loopback, nothing kept from visits
 *  before, and what the page weighs unpacked with all it loads.
 *    npm run bench -- paint --data DIR [--handle HANDLE] [--visits N] [--dry] */
export async function benchPaint(args) {
  const data = option(args, "--data");
  if (data === null) throw new Error("--data DIR: a lake with a snapshot, such as `renown demo` makes.");
  const handle = option(args, "--handle", "x:@luma");
  const visits = Number(option(args, "--visits", "20"));
  const executablePath = outputOf("which", "chromium")?.trim();
  if (!executablePath) throw new Error("Chromium is not installed here.");
  const before = surroundings();
  const server = await startService(data);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const paints = [];
    let bytes = 0;
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({ baseURL: server.url });
      const page = await context.newPage();
      await page.goto(`/u/${encodeURIComponent(handle)}`, { waitUntil: "networkidle" });
      paints.push(await page.evaluate(PAINT));
      bytes = await page.evaluate(BYTES);
      await context.close();
    }
    paints.sort((a, b) => a - b);
    const at = share => Math.round(paints[Math.min(visits - 1, Math.floor(share * visits))]);
    return {
      ...before,
      browser: `Chromium ${browser.version()}`,
      handle,
      visits,
      first_paint_milliseconds_p50: at(0.5),
      first_paint_milliseconds_p95: at(0.95),
      kibibytes: Math.round(bytes / 1024),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}
