import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderDossier } from "../../src/web/dossier/render-dossier.ts";
import { chromiumPath, chromiumReason, launchChromium } from "../support/chromium.ts";
import {
  DOSSIER_POSTS,
  dossierPost,
  dossierSubjectCase,
  HOSTILE_NAME,
  NOT_ENOUGH_ANSWER,
} from "../support/dossier-cases.ts";
import { temporaryFolders } from "../support/renown-cli.ts";
import { suiteWhen } from "../support/suite-when.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const newFolder = temporaryFolders();

suiteWhen(chromiumPath !== null, chromiumReason, "a dossier opened as a file in Chromium, offline", () => {
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    browser = await launchChromium();
    const hostile = dossierPost({ text: HOSTILE_NAME, answered: HOSTILE_NAME });
    const typical = { posts: [hostile], posts_count: 1, reason: null };
    const html = renderDossier({
      schema_version: "1.0",
      subjects: [
        dossierSubjectCase({ statement: { text: HOSTILE_NAME, claimed_at: "2026-10-02T00:00:00.000Z" } }),
        dossierSubjectCase({ name: HOSTILE_NAME, posts: { ...DOSSIER_POSTS, typical } }),
        dossierSubjectCase({ answer: NOT_ENOUGH_ANSWER }),
        { kind: "missing", handle: HOSTILE_NAME, reason: HOSTILE_NAME },
      ],
      intended_use: "One signal among many.",
    });
    const path = join(await newFolder(), "dossier.html");
    writeFileSync(path, html);
    address = pathToFileURL(path).href;
  });

  afterAll(() => browser?.close());

  async function opened<T>(
    options: BrowserContextOptions,
    work: (page: Page, noticed: readonly string[]) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ offline: true, ...options });
    try {
      const page = await context.newPage();
      const noticed: string[] = [];
      page.on("request", request => noticed.push(`request ${request.url()}`));
      page.on("pageerror", error => noticed.push(`error ${error.message}`));
      page.on("console", message => noticed.push(`console ${message.text()}`));
      page.on("dialog", dialog => noticed.push(`dialog ${dialog.message()}`));
      await page.goto(address);
      return await work(page, noticed);
    } finally {
      await context.close();
    }
  }

  it("asks for nothing, runs nothing and complains of nothing", async () => {
    await opened({}, async (page, noticed) => {
      expect(noticed).toEqual([`request ${address}`]);
      expect(await page.locator("article").count()).toBe(4);
      expect(await page.locator("script").count()).toBe(0);
    });
  });

  it.each(["light", "dark"] as const)("has no accessibility violation, %s", async colorScheme => {
    await opened({ colorScheme }, async page => {
      await page.evaluate(AXE);
      const violations = await page.evaluate<readonly unknown[]>(
        `axe.run().then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))`,
      );
      expect(violations).toEqual([]);
    });
  });

  it("fits a phone without scrolling sideways", async () => {
    await opened({ viewport: { width: 360, height: 700 } }, async page => {
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    });
  });

  it("prints light, with the intended use in the part that is repeated on every page", async () => {
    await opened({ colorScheme: "dark" }, async page => {
      await page.emulateMedia({ media: "print" });
      const shown = await page.evaluate<readonly string[]>(
        `[getComputedStyle(document.querySelector(".sheet > tfoot")).display,
          document.querySelector(".sheet > tfoot").textContent.trim(),
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.querySelector(".chart-label")).fill]`,
      );
      expect(shown).toEqual([
        "table-footer-group",
        "One signal among many.",
        "rgb(255, 255, 255)",
        "rgb(27, 36, 48)",
      ]);
    });
  });
});
