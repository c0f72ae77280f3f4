import { addressField, addressIssues, FREE_WITHOUT_STREAMS, secretField } from "../config-fields.ts";
import type { Connector } from "../contract.ts";
import { readGithubAccount } from "./account.ts";
import { PUBLIC_API } from "./client.ts";

const configFields = [
  secretField(
    "token",
    "A personal access token without any permission (github.com/settings/tokens): 5,000 requests an hour; without one GitHub allows 60.",
  ),
  addressField(
    "base_url",
    "The API to ask: another one than that of github.com for an Enterprise Server, https://HOST/api/v3.",
    PUBLIC_API,
  ),
];

/** GitHub, asked through its REST API. */
export const githubConnector: Connector = {
  ...FREE_WITHOUT_STREAMS,
  network: "github",
  capabilities: {
    listsActors: true,
    counts: "exact",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields,
  check: config => addressIssues("github", configFields, config),
  readAccount: readGithubAccount,
};
