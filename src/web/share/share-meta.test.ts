import { expect, it } from "vitest";
import { badgePath, cardPath, dossierPath, shareMeta } from "./share-meta.ts";

it("names the card by its whole address, with its size, and keeps handles one segment of a path", () => {
  const meta = shareMeta({
    ...{ origin: "https://renown.example", path: "/u/x:@maya", title: "Maya", handle: "x:@maya" },
    description: "47 to 58 of 100",
  });
  const found = Object.fromEntries(meta.map(({ key, content }) => [key, content]));
  expect(found).toMatchObject({
    "og:image": "https://renown.example/card/x%3A%40maya.png",
    "og:image:width": "1200",
    "og:url": "https://renown.example/u/x:@maya",
    "twitter:card": "summary_large_image",
  });
  const hostile = `../"><b>/?#`;
  for (const path of [badgePath(hostile), cardPath(hostile), dossierPath(hostile)])
    expect(path).toMatch(/^\/\w+\/[\w.%~-]+$/);
});
