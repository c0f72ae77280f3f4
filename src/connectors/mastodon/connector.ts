import { FREE_WITHOUT_STREAMS, secretField, textField } from "../config-fields.ts";
import type { ConfigIssue, Connector, ConnectorConfig } from "../contract.ts";
import { readAccount } from "./account.ts";
import { isServer } from "./client.ts";
import { publicStream } from "./public-stream.ts";

/** Mastodon and every server that speaks its API. Free, and needs no token where a server answers guests. */
export const mastodonConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "mastodon",
  capabilities: {
    listsActors: true,
    counts: "lower_bound",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields: [
    textField(
      "instance",
      "Server through which all accounts are asked for, for example mastodon.social. Without it each account's own server is asked, which knows most.",
    ),
    secretField(
      "access_token",
      "Access token of an application on that server (Preferences, Development; scopes read:accounts, read:statuses, read:search). Only needed for servers that show nothing to guests, and for their live stream.",
    ),
  ],
  check,
  readAccount,
  streams: [publicStream()],
};

function check({ instance, access_token }: ConnectorConfig): readonly ConfigIssue[] {
  if (access_token && !instance)
    return [
      {
        field: "instance",
        problem: "An access token is set, but not the server that it belongs to.",
        hint: "Set RENOWN_MASTODON_INSTANCE to the host of that server; the token is sent nowhere else.",
      },
    ];
  if (!instance || isServer(instance)) return [];
  const problem = `"${instance}" is not a server; write its host, for example mastodon.social.`;
  return [{ field: "instance", problem, hint: "Set RENOWN_MASTODON_INSTANCE to a host." }];
}
