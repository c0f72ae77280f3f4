import ipaddr from "ipaddr.js";

/** Whether `host` (a name or an address to listen on) is reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  if (host.toLowerCase() === "localhost") return true;
  const bare = host.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === "loopback";
}

let lastAsked = { header: "", isLoopback: false };

/** Whether a Host header names this machine: another name that leads here may stand in a stranger's page. */
export function isLoopbackName(header: string | undefined): boolean {
  if (header === undefined) return false;
  // Nearly every request carries the same.
  if (lastAsked.header !== header) lastAsked = { header, isLoopback: namesThisMachine(header) };
  return lastAsked.isLoopback;
}

function namesThisMachine(header: string): boolean {
  return (
    isLoopbackHost(header.replace(/:\d+$/, "")) ||
    header.toLowerCase().replace(/:\d+$/, "").endsWith(".localhost")
  );
}
