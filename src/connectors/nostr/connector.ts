import { FREE_WITHOUT_STREAMS, textField } from "../config-fields.ts";
import type { Connector } from "../contract.ts";
import { DEFAULT_RELAYS, readNostrAccount } from "./account.ts";

/** Nostr, asked through relays. */
export const nostrConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "nostr",
  capabilities: {
    listsActors: true,
    counts: "lower_bound",
    seesRemovals: true,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields: [
    textField(
      "relays",
      "Relays to ask, wss addresses parted by commas: those where the account and its readers are.",
      DEFAULT_RELAYS,
    ),
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
  readAccount: readNostrAccount,
};

function isRelay(text: string): boolean {
  return URL.canParse(text) && ["wss:", "ws:"].includes(new URL(text).protocol);
}
