import type { ConfigField, Connector, ConnectorConfig } from "../../connectors/contract.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import { type Environment, readSettingsFile, settingsPath } from "./settings-file.ts";

/** What a connector's settings are made of. */
type Configured = Pick<Connector, "network" | "configFields">;

/** The environment variable of a field: RENOWN_X_BEARER_TOKEN. */
export function variableOf(
  { network }: Pick<Connector, "network">,
  { name }: Pick<ConfigField, "name">,
): string {
  return `RENOWN_${network}_${name}`.toUpperCase();
}

/** The values of a connector's fields that are set: from the environment, else from the settings file, else its
 *  default. Empty text counts as not set.
 *  @throws ConfigProblem for a settings file that cannot be used, a field that the connector does not have, or a value
 *  of the wrong kind; no message holds a value. */
export function connectorConfig(connector: Configured, env: Environment): ConnectorConfig {
  const path = settingsPath(env);
  const fromFile = readSettingsFile(path)[connector.network] ?? {};
  const names = connector.configFields.map(({ name }) => name);
  for (const name of Object.keys(fromFile))
    if (!names.includes(name))
      throw new ConfigProblem(
        `${path}: ${connector.network} has no setting "${name}". It has ${names.join(", ") || "none"}.`,
      );
  const values: Record<string, string> = {};
  for (const field of connector.configFields) {
    const value = env[variableOf(connector, field)] || fromFile[field.name] || field.defaultValue;
    if (value === undefined) continue;
    checkKind(connector, field, value);
    values[field.name] = value;
  }
  return values;
}

function checkKind(connector: Configured, field: ConfigField, value: string): void {
  const isUrl = () => URL.canParse(value) && /^(https?|wss?):$/.test(new URL(value).protocol);
  const isFit = { text: () => true, url: isUrl, count: () => /^\d{1,15}$/.test(value) }[field.kind]();
  if (isFit) return;
  const what = field.kind === "url" ? "an address such as https://example.org" : "a whole number";
  throw new ConfigProblem(`${variableOf(connector, field)} is not ${what}. ${field.help}`);
}
