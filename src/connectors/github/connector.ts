import type { Connector } from "../contract.ts";
import { readGithubAccount } from "./account.ts";
import { isApiAddress, PUBLIC_API } from "./client.ts";

/** GitHub, asked through its REST API. */
export const githubConnector: Connector = {
  network: "github",
  capabilities: {
    listsActors: true,
    counts: "exact",
    seesRemovals: false,
    historyDays: null,
    allowsAuthenticity: true,
  },
  configFields: [
    {
      name: "token",
      kind: "text",
      isSecret: true,
      isRequired: false,
      help: "A personal access token without any permission (github.com/settings/tokens): 5,000 requests an hour; without one GitHub allows 60.",
    },
    {
      name: "base_url",
      kind: "url",
      isSecret: false,
      isRequired: false,
      defaultValue: PUBLIC_API,
      help: "The API to ask: another one than that of github.com for an Enterprise Server, https://HOST/api/v3.",
    },
  ],
  check({ base_url }) {
    if (base_url === undefined || isApiAddress(base_url)) return [];
    return [
      {
        field: "base_url",
        problem: `${base_url} is no https address`,
        hint: `set RENOWN_GITHUB_BASE_URL to an address like ${PUBLIC_API}, or leave it out`,
      },
    ];
  },
  estimate: () => null,
  readAccount: readGithubAccount,
  streams: [],
  memberSources: [],
};
