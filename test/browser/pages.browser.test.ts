import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { source as AXE } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chromiumPath, chromiumReason, launchChromium } from "../support/chromium.ts";
import { type ServedDemo, servedDemo } from "../support/served-demo.ts";
import { suiteWhen } from "../support/suite-when.ts";
import { writeZip } from "../support/zip-file.ts";

const PAGES = [
  "/",
  "/u/x:@luma",
  "/u/x:@maya_rivers",
  "/u/x:@nobody_at_all",
  "/find?q=sim_a",
  "/find?q=someone",
  "/top",
  "/top/mastodon",
  "/topics",
  "/topics?search=tele",
  "/topics/television",
  "/topics/television/x:@ines_okafor",
  "/compare",
  "/compare?with=x:@tomas_lindqvist&with=x:@ines_okafor&with=x:@maya_rivers",
  "/method",
  "/opt-out",
  "/claim?handle=x:@luma",
  "/nothing-here",
];

suiteWhen(chromiumPath !== null, chromiumReason, "pages in Chromium", () => {
  let demo: ServedDemo;
  let browser: Browser;

  beforeAll(async () => {
    demo = await servedDemo();
    browser = await launchChromium();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  /** What `work` returns, given a page that tells of every complaint of the browser. */
  async function onPage<T>(
    options: BrowserContextOptions,
    work: (page: Page, complaints: readonly string[]) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ baseURL: demo.url, ...options });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", error => complaints.push(error.message));
      page.on("console", message => {
        const isMissingPage = message.text().includes("404") && message.location().url === page.url();
        if (message.type() === "error" && !isMissingPage) complaints.push(message.text());
      });
      return await work(page, complaints);
    } finally {
      await context.close();
    }
  }

  async function violations(page: Page): Promise<readonly string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate("axe.run(document)");
    const { violations } = found as {
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
    );
  }

  it.each(PAGES)(
    "%s is accessible in light and dark, fits a telephone, and draws no complaint",
    async path => {
      await onPage({ colorScheme: "light" }, async (page, complaints) => {
        await page.goto(path);
        await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })");
        expect(await violations(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await violations(page)).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        const [wide, seen] = (await page.evaluate(
          "[document.documentElement.scrollWidth, innerWidth]",
        )) as number[];
        expect(wide).toBeLessThanOrEqual(seen!);
        expect(complaints).toEqual([]);
      });
    },
  );

  it("goes from the first Tab to a profile without a mouse", async () => {
    await onPage({}, async page => {
      await page.goto("/");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Skip to the page");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.name")).toBe("q");
      await page.keyboard.type("maya");
      await page.getByRole("option").first().waitFor();
      const input = page.getByRole("combobox");
      expect(await input.getAttribute("aria-expanded")).toBe("true");
      await page.keyboard.press("ArrowDown");
      const active = await input.getAttribute("aria-activedescendant");
      expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await input.getAttribute("aria-expanded")).toBe("false");
      await page.keyboard.type("_");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/u/x*maya_rivers");
      expect(await page.locator("h1").textContent()).toBe("Maya Rivers");
    });
  });

  it("does everything without a script", async () => {
    await onPage({ javaScriptEnabled: false }, async page => {
      await page.goto("/");
      await page.getByLabel("Plug in your handle").fill("maya_rivers");
      await page.getByRole("button", { name: "See the score" }).click();
      await page.waitForURL("**/u/x:@maya_rivers");
      await page.getByRole("button", { name: "Dark" }).click();
      await page.waitForURL("**/u/x:@maya_rivers");
      expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
      await page.getByText("The same as a table").first().click();
      await page.getByRole("table").first().waitFor();
      await page.getByRole("link", { name: "Leaderboards" }).click();
      await page.getByRole("link", { name: "Further down" }).click();
      await page.waitForURL("**/top?cursor=*");
      expect(await page.locator(".board-entry").first().getAttribute("value")).toBe("51");
    });
  });

  it("keeps the colours that were chosen", async () => {
    await onPage({ colorScheme: "light" }, async page => {
      await page.goto("/method");
      const ground = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
      const light = await ground();
      await Promise.all([
        page.waitForResponse("**/theme"),
        page.getByRole("button", { name: "Dark" }).click(),
      ]);
      expect(page.url()).toContain("/method");
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.reload();
      expect(await ground()).toBe(dark);
      expect(await violations(page)).toEqual([]);
    });
  });

  it("paints a profile before any script ran, and weighs under 100 KB all in", async () => {
    await onPage({}, async page => {
      let release = () => {};
      const held = new Promise<void>(resolve => {
        release = resolve;
      });
      await page.route(/\.js$/, async route => {
        await held;
        await route.continue();
      });
      await page.goto("/u/x:@luma", { waitUntil: "commit" });
      // Not waitForFunction: it evaluates a string inside the page, which the page's own policy forbids.
      const paints = () => page.evaluate("performance.getEntriesByName('first-contentful-paint').length");
      await expect.poll(paints).toBeGreaterThan(0);
      release();
      await page.waitForLoadState("networkidle");
      const bytes = await page.evaluate(
        "performance.getEntries().reduce((sum, one) => sum + (one.decodedBodySize ?? 0), 0)",
      );
      expect(bytes).toBeGreaterThan(40_000);
      expect(bytes).toBeLessThan(100_000);
    });
  });

  it("takes an export, scores its owner, and lets the owner answer above the number", async () => {
    const input = join(import.meta.dirname, "../golden/x-archive/today/input/data");
    const files = readdirSync(input).map(name => [`data/${name}`, readFileSync(join(input, name), "utf8")]);
    const archive = join(demo.dataDir, "twitter-2023-02-24.zip");
    await writeZip(archive, Object.fromEntries(files));
    await onPage({}, async (page, complaints) => {
      await page.goto("/");
      await page.getByLabel("Choose an export").setInputFiles(archive);
      await page.getByRole("button", { name: "Import and score" }).click();
      await page.getByRole("heading", { name: "It is in" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.locator("main").getByLabel("Plug in your handle").fill("x:@ada");
      await page.getByRole("button", { name: "See the score" }).click();
      await page.getByRole("button", { name: "Read what is public and score it" }).click();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator("[data-again]").waitFor({ state: "detached", timeout: 60_000 });
      expect(await page.locator("main").textContent()).toMatch(/computed on demand|Not enough data/);
      await page.goto("/claim?handle=x:@ada");
      await page.getByRole("button", { name: "How do I prove it?" }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "I have done that, look now" }).click();
      await page.getByRole("heading", { name: "Your profile" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel("In your own words").fill("Ask the people I work with.");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("stands above the number from now on").waitFor();
      expect(complaints).toEqual([]);
    });
  });
});
