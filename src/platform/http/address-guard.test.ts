import { describe, expect, it } from "vitest";
import { guardAddress, type PinnedAddress } from "./address-guard.ts";

const named = (...addresses: string[]) => ({
  resolve: async (): Promise<readonly PinnedAddress[]> =>
    addresses.map(address => ({ address, family: address.includes(":") ? 6 : 4 })),
});

describe("guardAddress", () => {
  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://0.0.0.0/",
    "http://100.64.0.1/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[64:ff9b::7f00:1]/",
  ])("refuses %s", async address => {
    await expect(guardAddress(new URL(address))).rejects.toThrow(/not a public address/);
  });

  it.each([
    ["file:///etc/passwd", /file:\/\/ is not fetched/],
    ["ftp://example.org/", /ftp:\/\/ is not fetched/],
    ["https://alice:secret@example.org/", /user name or password/],
  ])("refuses %s", async (address, message) => {
    await expect(guardAddress(new URL(address), named("93.184.216.34"))).rejects.toThrow(message);
  });

  it("pins the first address of a public name", async () => {
    const pinned = await guardAddress(
      new URL("https://example.org/a"),
      named("93.184.216.34", "2606:4700::1"),
    );
    expect(pinned).toEqual({ address: "93.184.216.34", family: 4 });
  });

  it("refuses a name as soon as one of its addresses is private", async () => {
    const mixed = guardAddress(new URL("https://example.org/"), named("93.184.216.34", "10.1.2.3"));
    await expect(mixed).rejects.toThrow(/example\.org stands for 10\.1\.2\.3/);
  });

  it("lets this machine through only when told so, and nothing else that is private", async () => {
    const allowed = { allowLoopback: true };
    expect(await guardAddress(new URL("http://127.0.0.1:8080/"), allowed)).toEqual({
      address: "127.0.0.1",
      family: 4,
    });
    await expect(guardAddress(new URL("http://10.0.0.1/"), allowed)).rejects.toThrow(/not a public/);
  });

  it("says that a name has no address", async () => {
    await expect(guardAddress(new URL("https://example.org/"), named())).rejects.toThrow(/has no address/);
  });
});
