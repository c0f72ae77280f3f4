import type { Context } from "hono";
import type { z } from "zod";
import { parseHandle } from "../domain/handle.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";
import { ApiProblem, askedFor, type InvalidValue } from "./problem.ts";

const SHOWN_LENGTH = 100;
const NOTHING_GIVEN = new URLSearchParams();

/** The query of a request, checked.
 *  @throws ApiProblem that names every value which cannot be used: unknown, given twice or malformed. */
export function readQuery<Query extends z.ZodObject>(context: Context, schema: Query): z.output<Query> {
  const { url } = context.req;
  const given = url.includes("?") ? new URL(url).searchParams : NOTHING_GIVEN;
  const known = Object.keys(schema.shape);
  const invalid: InvalidValue[] = [];
  const values: Record<string, string> = {};
  for (const name of new Set(given.keys())) {
    const all = given.getAll(name);
    if (!known.includes(name)) invalid.push(toInvalid(name, all[0]!, `Known here: ${known.join(", ")}.`));
    else if (all.length > 1) invalid.push(toInvalid(name, all[1]!, "Give it once."));
    else values[name] = all[0]!;
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) {
      const name = String(path[0]);
      if (!invalid.some(one => one.name === name)) invalid.push(toInvalid(name, values[name], message));
    }
  if (invalid.length === 0 && parsed.success) return parsed.data;
  const [first] = invalid;
  const detail = `${first!.name}${first!.value === null ? "" : ` (${first!.value})`}: ${first!.detail}`;
  throw new ApiProblem("invalid-request", detail, { invalid });
}

const HANDLE_LENGTH = 512;

/** The account that the path's or query's `text` asks for.
 *  @throws ApiProblem when it is no handle, or could be on several networks; it lists the choices. */
export function readHandle(text: string, network: NetworkName | undefined): Promise<HandleQuery> {
  if (text.length > HANDLE_LENGTH)
    throw new ApiProblem("invalid-request", `A handle has up to ${HANDLE_LENGTH} characters.`);
  return askedFor(() => parseHandle(text, network));
}

function toInvalid(name: string, value: string | undefined, detail: string): InvalidValue {
  const shown = value === undefined ? null : value.slice(0, SHOWN_LENGTH);
  return { in: "query", name: name.slice(0, SHOWN_LENGTH), value: shown, detail };
}
