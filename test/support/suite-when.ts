import { describe } from "vitest";

/** Declares a suite that runs only when `isAvailable`; otherwise it is reported as skipped and `reason`
 *  (what is missing and what enables it) is printed. */
export function suiteWhen(isAvailable: boolean, reason: string, title: string, body: () => void): void {
  if (isAvailable) {
    describe(title, body);
    return;
  }
  console.log(`skipped: ${title}: ${reason}`);
  describe.skip(`${title} (skipped: ${reason})`, body);
}
