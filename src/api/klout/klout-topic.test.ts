import { expect, it } from "vitest";
import { toKloutTopic } from "./klout-topic.ts";

it("keeps the ids of Klout's own topics and gives others digits that never change", () => {
  const topic = (id: string) =>
    toKloutTopic({ id, slug: "mathematics", name: "Mathematics", level: "topic" });
  expect(topic("klout:8623340011665545666")).toEqual({
    id: "8623340011665545666",
    displayName: "Mathematics",
    name: "mathematics",
    slug: "mathematics",
    imageUrl: "",
    topicType: "entity",
  });
  expect(topic("renown:mathematics").id).toMatch(/^7\d{18}$/);
  expect(topic("renown:mathematics").id).toBe(topic("renown:mathematics").id);
  expect(topic("renown:music").id).not.toBe(topic("renown:mathematics").id);
});
