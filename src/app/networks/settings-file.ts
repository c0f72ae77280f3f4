import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { ConfigProblem } from "../../domain/errors.ts";
import { isNetworkName, NETWORKS } from "../../domain/network.ts";

/** The environment as settings are looked up in it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Values by network and field, as the settings file gives them. */
export type NetworkSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Rights of a file beyond its owner's. */
const OTHERS = 0o077;

/** Where settings of networks are kept: RENOWN_CONFIG, else ~/.config/renown/networks.yml. */
export function settingsPath(env: Environment): string {
  return env["RENOWN_CONFIG"] || join(env["HOME"] || homedir(), ".config", "renown", "networks.yml");
}

/** The settings file at `path`: for each network, values by field. Empty when there is no such file.
 *  @throws ConfigProblem when others than its owner can read it, or it is not a list of settings by network. No message
 *  holds a value. */
export function readSettingsFile(path: string): NetworkSettings {
  const text = readPrivately(path);
  if (text === null) return {};
  const found = parsed(text, path);
  if (found === null || found === undefined) return {};
  if (!isRecord(found)) throw notSettings(path, "it does not begin with the name of a network");
  return Object.fromEntries(
    Object.entries(found).map(([network, values]) => [network, fieldsOf(path, network, values)]),
  );
}

function readPrivately(path: string): string | null {
  try {
    // Where there are no such rights, the folder of the person is all the protection there is.
    const mode = process.platform === "win32" ? 0 : statSync(path).mode;
    if ((mode & OTHERS) !== 0)
      throw new ConfigProblem(
        `${path} holds secrets and can be read by others. Run \`chmod 600 ${path}\` and try again.`,
      );
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    if (error instanceof ConfigProblem) throw error;
    throw new ConfigProblem(
      `${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "failure"}.`,
      {
        cause: error,
      },
    );
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch {
    // The parser's own message quotes the line, which may hold a secret.
    throw notSettings(path, "it is no YAML");
  }
}

function fieldsOf(path: string, network: string, values: unknown): Readonly<Record<string, string>> {
  if (!isNetworkName(network))
    throw notSettings(path, `"${network}" is not a network (${NETWORKS.join(", ")})`);
  if (values === null) return {};
  if (!isRecord(values)) throw notSettings(path, `${network} has no settings by name`);
  const entries = Object.entries(values).map(([field, value]) => {
    if (value === null || typeof value === "object")
      throw notSettings(path, `${network}.${field} is no single value`);
    return [field, String(value)] as const;
  });
  return Object.fromEntries(entries);
}

function notSettings(path: string, reason: string): ConfigProblem {
  return new ConfigProblem(
    `${path} cannot be used: ${reason}. Write settings by network, for example:\nx:\n  bearer_token: ...`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
