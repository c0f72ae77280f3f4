import { CliError, EXIT } from "../domain/errors.ts";
import type { ConfigField, ConfigIssue, ConnectorConfig } from "./contract.ts";

/** What most networks are: free, without a live stream and without lists of members. */
export const FREE_WITHOUT_STREAMS = { estimate: () => null, streams: [], memberSources: [] } as const;

/** A setting that is never shown; `isRequired` where nothing can be fetched without it. */
export function secretField(name: string, help: string, isRequired = false): ConfigField {
  return { name, kind: "text", isSecret: true, isRequired, help };
}

/** A setting that anybody may see and nobody has to give. */
export function textField(name: string, help: string, defaultValue?: string): ConfigField {
  const isUnset = defaultValue === undefined;
  return { name, kind: "text", isSecret: false, isRequired: false, ...(!isUnset && { defaultValue }), help };
}

/** The address that is asked; `defaultValue` where there is a usual one. */
export function addressField(name: string, help: string, defaultValue?: string): ConfigField {
  return { ...textField(name, help, defaultValue), kind: "url" };
}

/** What is wrong with the addresses that `config` gives for `fields` of `network`; empty when nothing is. */
export function addressIssues(
  network: string,
  fields: readonly ConfigField[],
  config: ConnectorConfig,
): readonly ConfigIssue[] {
  return fields
    .filter(({ kind, name }) => kind === "url" && config[name] !== undefined && !isHttpAddress(config[name]))
    .map(({ name, defaultValue }) => {
      const variable = `RENOWN_${network}_${name}`.toUpperCase();
      const example = defaultValue === undefined ? "" : ` like ${defaultValue}`;
      return {
        field: name,
        problem: `${config[name]} is no https address`,
        hint: `set ${variable} to an address${example}, or leave it out`,
      };
    });
}

/** Whether `text` is an address that can be asked over HTTP. */
export function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && ["https:", "http:"].includes(new URL(text).protocol);
}

/** The error for a handle or id that a network does not know. */
export function unknownAccount(message: string): CliError {
  return new CliError(message, EXIT.unknownHandle);
}
