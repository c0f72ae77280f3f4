import type { Connector } from "../contract.ts";
import { DEFAULT_RELAYS, readNostrAccount } from "./account.ts";

/** Nostr, asked through relays. */
export const nostrConnector: Connector = {
  network: "nostr",
  capabilities: {
    listsActors: true,
    counts: "lower_bound",
    seesRemovals: true,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields: [
    {
      name: "relays",
      kind: "text",
      isSecret: false,
      isRequired: false,
      defaultValue: DEFAULT_RELAYS,
      help: "Relays to ask, wss addresses parted by commas: those where the account and its readers are.",
    },
  ],
  check({ relays }) {
    const wrong = (relays ?? DEFAULT_RELAYS).split(",").find(url => !isRelay(url.trim()));
    if (wrong === undefined) return [];
    return [
      {
        field: "relays",
        problem: `"${wrong.trim()}" is no address of a relay`,
        hint: "write wss://relay.example, several parted by commas",
      },
    ];
  },
  estimate: () => null,
  readAccount: readNostrAccount,
  streams: [],
  memberSources: [],
};

function isRelay(text: string): boolean {
  return URL.canParse(text) && ["wss:", "ws:"].includes(new URL(text).protocol);
}
