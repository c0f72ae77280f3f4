import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { packagePath } from "../../platform/package-root.ts";
import type { Painted, ToPaint } from "./card-painter.ts";

// A thread of its own: painting a card takes a few hundred milliseconds, which no request should wait for.
const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
await initWasm(readFileSync(wasm));
const fontBuffers = ["inter-regular.ttf", "inter-bold.ttf"].map(
  name => new Uint8Array(readFileSync(packagePath("assets", "fonts", name))),
);

parentPort!.on("message", ({ no, svg }: ToPaint) => {
  try {
    parentPort!.postMessage({ no, png: paint(svg), error: null } satisfies Painted);
  } catch (error) {
    parentPort!.postMessage({ no, png: null, error: String(error) } satisfies Painted);
  }
});

function paint(svg: string): Uint8Array {
  const resvg = new Resvg(svg, {
    font: { fontBuffers, defaultFontFamily: "Inter", sansSerifFamily: "Inter" },
  });
  const image = resvg.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    resvg.free();
  }
}
