import { ConfigProblem } from "../../domain/errors.ts";
import type { ConfigField, Connector } from "../contract.ts";
import { readAccount } from "./account.ts";
import { originOf } from "./client.ts";
import { publicStream } from "./public-stream.ts";

const configFields: readonly ConfigField[] = [
  {
    name: "instance",
    kind: "text",
    isSecret: false,
    isRequired: false,
    help: "Server through which all accounts are asked for, for example mastodon.social. Without it each account's own server is asked, which knows most.",
  },
  {
    name: "access_token",
    kind: "text",
    isSecret: true,
    isRequired: false,
    help: "Access token of an application on that server (Preferences, Development; scopes read:accounts, read:statuses, read:search). Only needed for servers that show nothing to guests, and for their live stream.",
  },
];

/** Mastodon and every server that speaks its API. Free, and needs no token where a server answers guests. */
export const mastodonConnector: Connector = {
  network: "mastodon",
  capabilities: {
    listsActors: true,
    counts: "lower_bound",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields,
  check(config) {
    const { instance, access_token } = config;
    if (access_token && !instance)
      return [
        {
          field: "instance",
          problem: "An access token is set, but not the server that it belongs to.",
          hint: "Set RENOWN_MASTODON_INSTANCE to the host of that server; the token is sent nowhere else.",
        },
      ];
    try {
      if (instance) originOf(instance);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error;
      return [{ field: "instance", problem: error.message, hint: "Set RENOWN_MASTODON_INSTANCE to a host." }];
    }
  },
  estimate: () => null,
  readAccount,
  streams: [publicStream()],
  memberSources: [],
};
