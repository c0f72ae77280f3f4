import type { Connector } from "../contract.ts";
import { readBlueskyAccount } from "./account.ts";
import { isServiceAddress, PUBLIC_SERVICE } from "./client.ts";
import { memberSources } from "./member-sources.ts";
import { blueskyStreams } from "./streams.ts";

/** Bluesky, asked through an AppView that wants no login. */
export const blueskyConnector: Connector = {
  network: "bluesky",
  capabilities: {
    listsActors: true,
    counts: "exact",
    seesRemovals: true,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields: [
    {
      name: "service",
      kind: "url",
      isSecret: false,
      isRequired: false,
      defaultValue: PUBLIC_SERVICE,
      help: "The AppView to ask; another one than the public one must answer app.bsky queries without a login.",
    },
  ],
  check({ service }) {
    if (service === undefined || isServiceAddress(service)) return [];
    return [
      {
        field: "service",
        problem: `${service} is no https address`,
        hint: `set RENOWN_BLUESKY_SERVICE to an address like ${PUBLIC_SERVICE}, or leave it out`,
      },
    ];
  },
  estimate: () => null,
  readAccount: readBlueskyAccount,
  streams: blueskyStreams,
  memberSources,
};
