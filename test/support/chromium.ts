import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PATHS = [process.env.RENOWN_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where the browser of the tests is; null when there is none. */
export const chromiumPath = PATHS.find(path => path !== undefined && existsSync(path)) ?? null;

/** What a skipped suite prints when there is no browser. */
export const chromiumReason =
  "no Chromium; install it (apt-get install chromium) or set RENOWN_CHROMIUM to its path";

/** The browser of the tests; whoever asks closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox", "--disable-gpu"] });
}
