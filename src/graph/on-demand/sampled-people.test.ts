import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessPeople } from "./sampled-people.ts";

/** Any sample: people, of them some once, the others at least twice, and acts that were not read. */
const samples = fc
  .record({
    people: fc.integer({ min: 0, max: 3000 }),
    onceShare: fc.double({ min: 0, max: 1, noNaN: true }),
    again: fc.integer({ min: 0, max: 5000 }),
    unread: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ people, onceShare, again, unread }) => {
    const onceOnly = Math.round(people * onceShare);
    const repeated = people - onceOnly;
    const read = onceOnly + 2 * repeated + (repeated === 0 ? 0 : again);
    return { people, onceOnly, read, counted: read + unread };
  });

describe("guessPeople", () => {
  it("is sure of the people read when every act was read", () => {
    fc.assert(
      fc.property(samples, sample => {
        const guess = guessPeople({ ...sample, counted: sample.read });
        expect(guess).toEqual({ people: sample.people, logDeviation: 0 });
      }),
    );
  });

  it("lies between the people read and one more for each act unread, and more acts unread never make fewer", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 1000 }), (sample, more) => {
        const { people } = guessPeople(sample);
        expect(people).toBeGreaterThanOrEqual(sample.people);
        expect(people).toBeLessThanOrEqual(sample.people + sample.counted - sample.read + 1e-9);
        const larger = guessPeople({ ...sample, counted: sample.counted + more }).people;
        expect(larger).toBeGreaterThanOrEqual(people * (1 - 1e-12));
      }),
    );
  });

  it("is the less sure the smaller the part that was read", () => {
    fc.assert(
      fc.property(samples, sample => {
        fc.pre(sample.people > 0 && sample.counted > sample.read);
        const wider = guessPeople({ ...sample, counted: 2 * sample.counted }).logDeviation;
        expect(wider).toBeGreaterThan(guessPeople(sample).logDeviation);
      }),
    );
  });

  it("takes every act for that of another person when everybody was seen once", () => {
    expect(guessPeople({ people: 40, onceOnly: 40, read: 40, counted: 400 }).people).toBeCloseTo(400, 6);
  });

  it("stays near the people read when hardly anybody was seen once", () => {
    expect(guessPeople({ people: 50, onceOnly: 2, read: 500, counted: 1000 }).people).toBeLessThan(56);
  });
});
