import { addressField, secretField, textField } from "../config-fields.ts";
import type {
  ConfigField,
  ConfigIssue,
  ConnectorCapabilities,
  ConnectorConfig,
  ConnectorEffects,
} from "../contract.ts";
import { GraphClient } from "./graph-client.ts";

const BASE_URL = "https://graph.facebook.com";
/** Current in 2026; Meta keeps a version for two years. */
const GRAPH_VERSION = "v25.0";

/** What the Graph API gives of a Page or business account: counts, and nobody who acted. */
export const GRAPH_CAPABILITIES: ConnectorCapabilities = {
  listsActors: false,
  counts: "exact",
  seesRemovals: false,
  historyDays: null,
  allowsAuthenticity: false,
};

/** The settings that every reader of the Graph API has; `tokenHelp` says where its token comes from. */
export function graphFields(tokenHelp: string): readonly ConfigField[] {
  return [
    secretField("access_token", tokenHelp, true),
    textField("graph_version", "Version of the Graph API.", GRAPH_VERSION),
    addressField("base_url", "Where the Graph API answers.", BASE_URL),
  ];
}

/** The required settings that `config` lacks, and a version that is none. */
export function missingFields(
  fields: readonly ConfigField[],
  config: ConnectorConfig,
  words: { readonly problem: string; readonly hint: string },
): readonly ConfigIssue[] {
  const version = config["graph_version"];
  const missing = fields.filter(({ name, isRequired }) => isRequired && !config[name]);
  return [
    ...missing.map(({ name }) => ({ field: name, ...words })),
    ...(version !== undefined && !/^v\d+\.\d+$/.test(version)
      ? [
          {
            field: "graph_version",
            problem: `"${version}" is no version of the Graph API`,
            hint: `Write it like ${GRAPH_VERSION}.`,
          },
        ]
      : []),
  ];
}

/** A client with the settings of `config`; `variable` is the environment variable of its token. */
export function graphClient(
  config: ConnectorConfig,
  { http }: ConnectorEffects,
  variable: string,
): GraphClient {
  const settings = {
    baseUrl: config["base_url"] ?? BASE_URL,
    version: config["graph_version"] ?? GRAPH_VERSION,
    token: config["access_token"] ?? "",
  };
  return new GraphClient(http, settings, variable);
}
