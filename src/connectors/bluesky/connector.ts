import { addressField, addressIssues } from "../config-fields.ts";
import type { Connector } from "../contract.ts";
import { readBlueskyAccount } from "./account.ts";
import { PUBLIC_SERVICE } from "./client.ts";
import { memberSources } from "./member-sources.ts";
import { blueskyStreams } from "./streams.ts";

const configFields = [
  addressField(
    "service",
    "The AppView to ask; another one than the public one must answer app.bsky queries without a login.",
    PUBLIC_SERVICE,
  ),
];

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
  configFields,
  check: config => addressIssues("bluesky", configFields, config),
  estimate: () => null,
  readAccount: readBlueskyAccount,
  streams: blueskyStreams,
  memberSources,
};
