import { defineConfig } from "vitest/config";

const runsEverything = process.env.RENOWN_TEST_ALL === "1";

/** `npm test` runs all but `*.slow.test.ts` and `*.browser.test.ts`; `npm run test:all` runs those too. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    exclude: runsEverything
      ? ["**/node_modules/**", "dist"]
      : ["**/node_modules/**", "dist", "**/*.slow.test.ts", "**/*.browser.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    env: { TZ: "UTC", NO_COLOR: "1", RENOWN_OFFLINE: "1" },
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
