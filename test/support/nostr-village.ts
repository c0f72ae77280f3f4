import { nostrPerson } from "./nostr-relay.ts";

const START = Date.parse("2026-02-01T12:00:00Z") / 1000;
const DAY = 86_400;

/** Ada, who writes every day for twelve days, and readers who like, repost, answer, quote and name her. */
export function nostrVillage() {
  const ada = nostrPerson("ada");
  const readers = ["bo", "cy", "dee", "ed"].map(nostrPerson);
  const [bo, cy, dee, ed] = readers as [typeof ada, typeof ada, typeof ada, typeof ada];
  const at = (day: number, minute = 0) => START + day * DAY + minute * 60;
  const note = (who: typeof ada, day: number, content: string, tags: string[][] = [], minute = 0) =>
    who.sign({ kind: 1, created_at: at(day, minute), tags, content });
  const notes = Array.from({ length: 12 }, (_, day) =>
    note(ada, day, `Note ${day} https://example.org/${day}. #tea`, [["t", "tea"]]),
  );
  const of = (day: number) => notes[day]!.id;
  const profile = (who: typeof ada, name: string) =>
    who.sign({
      kind: 0,
      created_at: at(-100),
      tags: [],
      content: JSON.stringify({ name, about: `${name} writes`, website: `https://${name}.example` }),
    });
  const events = [
    profile(ada, "ada"),
    ...readers.map((reader, place) => profile(reader, `reader${place}`)),
    ada.sign({
      kind: 3,
      created_at: at(-50),
      tags: [
        ["p", bo.key],
        ["p", cy.key],
        ["p", bo.key],
      ],
      content: "",
    }),
    ...notes,
    note(
      ada,
      3,
      "To myself",
      [
        ["e", of(2), "", "reply"],
        ["p", ada.key],
      ],
      5,
    ),
    ada.sign({ kind: 5, created_at: at(11, 30), tags: [["e", of(11)]], content: "" }),
    ...readers.flatMap((reader, place) =>
      notes.slice(0, 4 + place).map((liked, day) =>
        reader.sign({
          kind: 7,
          created_at: at(day, 10 + place),
          tags: [
            ["e", liked.id],
            ["p", ada.key],
          ],
          content: "+",
        }),
      ),
    ),
    bo.sign({
      kind: 7,
      created_at: at(9),
      tags: [
        ["e", of(8)],
        ["p", ada.key],
      ],
      content: "-",
    }),
    bo.sign({
      kind: 7,
      created_at: at(9, 1),
      tags: [
        ["e", "f".repeat(64)],
        ["p", ada.key],
        ["p", cy.key],
      ],
      content: "+",
    }),
    cy.sign({
      kind: 6,
      created_at: at(5),
      tags: [
        ["e", of(4)],
        ["p", ada.key],
      ],
      content: "",
    }),
    note(dee, 6, "Indeed", [
      ["e", of(1), "", "root"],
      ["e", of(5), "", "reply"],
      ["p", bo.key],
      ["p", ada.key],
    ]),
    note(dee, 7, "To Bo, with Ada listening", [
      ["e", "e".repeat(64), "", "reply"],
      ["p", bo.key],
      ["p", ada.key],
    ]),
    note(ed, 8, "Read this", [
      ["q", of(7), "", ada.key],
      ["p", ada.key],
    ]),
    note(ed, 9, "Hello Ada", [["p", ada.key]]),
  ];
  return { ada, bo, cy, dee, ed, notes, events };
}
