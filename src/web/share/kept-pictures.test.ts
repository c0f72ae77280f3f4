import { expect, it } from "vitest";
import { KeptPictures } from "./kept-pictures.ts";

const picture = (no: number) => async () => Uint8Array.of(no);

it("makes a picture once however many ask, and again after the longest unused had to go", async () => {
  const kept = new KeptPictures(2);
  let made = 0;
  const make = async () => Uint8Array.of(++made);
  expect(await Promise.all([kept.get("a", make), kept.get("a", make)])).toEqual([
    Uint8Array.of(1),
    Uint8Array.of(1),
  ]);
  await kept.get("b", picture(7));
  await kept.get("a", make);
  await kept.get("c", picture(8));
  expect(await kept.get("a", make)).toEqual(Uint8Array.of(1));
  expect(await kept.get("b", make)).toEqual(Uint8Array.of(2));
});

it("does not keep what failed", async () => {
  const kept = new KeptPictures(2);
  await expect(kept.get("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await kept.get("a", picture(1))).toEqual(Uint8Array.of(1));
});
