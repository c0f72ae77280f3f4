import { expect, it } from "vitest";
import { readSparkAddress } from "./spark-address.ts";

it("an address is host, port, user and password, with settings of Spark in its query", () => {
  expect(
    readSparkAddress("thrift://ann:p%40ss@spark.example:10005?spark.sql.shuffle.partitions=400"),
  ).toEqual({
    host: "spark.example",
    port: 10005,
    user: "ann",
    password: "p@ss",
    settings: { "spark.sql.shuffle.partitions": "400" },
  });
  expect(readSparkAddress("thrift://[::1]")).toMatchObject({ host: "::1", port: 10_000, user: "renown" });
});

it.each(["", "127.0.0.1:10000", "spark://127.0.0.1:7077", "thrift://", "thrift://h:1/default"])(
  "%j is refused with an example of an address or the reason",
  url => {
    expect(() => readSparkAddress(url)).toThrow(/thrift:\/\/spark@|ends after its port/);
  },
);

it("a setting that is none of Spark's is refused by name", () => {
  expect(() => readSparkAddress("thrift://h?timeout=3")).toThrow('"timeout"');
});
