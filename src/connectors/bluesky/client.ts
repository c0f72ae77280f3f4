import type { z } from "zod";
import { ConfigProblem } from "../../domain/errors.ts";
import { type HttpClient, HttpFailure, jsonOf } from "../../platform/http/http-client.ts";
import { isHttpAddress } from "../config-fields.ts";
import type { ConnectorConfig } from "../contract.ts";
import { wireRefusal } from "./wire.ts";

/** The AppView that answers without a login. */
export const PUBLIC_SERVICE = "https://public.api.bsky.app";

export type QueryParameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A query that the server understood and refused: a missing profile, a deactivated account. */
export class QueryRefused extends HttpFailure {
  constructor(
    query: string,
    status: number,
    /** The server's word: "InvalidRequest", "AccountDeactivated". */
    readonly word: string,
    readonly reason: string,
  ) {
    super(`Bluesky refuses ${query}: ${reason || word}.`, status, reason);
  }
}

/** Asks an AppView. */
export interface BlueskyClient {
  /** The answer of `query` ("app.bsky.actor.getProfile").
   *  @throws QueryRefused, and all that the HTTP client throws. */
  get<T extends z.ZodType>(query: string, parameters: QueryParameters, answer: T): Promise<z.infer<T>>;
}

/** A client of the AppView that `config` names.
 *  @throws ConfigProblem when its address is none. */
export function createBlueskyClient(http: HttpClient, config: ConnectorConfig): BlueskyClient {
  const service = config["service"] ?? PUBLIC_SERVICE;
  if (!isHttpAddress(service))
    throw new ConfigProblem(
      `${service} is no address of a Bluesky service; give one like ${PUBLIC_SERVICE}.`,
    );
  return {
    async get(query, parameters, answer) {
      const url = new URL(`/xrpc/${query}`, service);
      for (const [name, value] of Object.entries(parameters))
        for (const item of [value ?? []].flat()) url.searchParams.append(name, String(item));
      const response = await http.request(url.href, {
        headers: { accept: "application/json" },
        accept: [400, 404],
      });
      const body = jsonOf(response);
      if (response.status >= 400) {
        const refusal = wireRefusal.safeParse(body).data;
        const word = refusal?.error ?? "an unnamed error";
        throw new QueryRefused(query, response.status, word, refusal?.message ?? "");
      }
      const read = answer.safeParse(body);
      if (read.success) return read.data;
      const where = read.error.issues[0]?.path.join(".") ?? "";
      throw new HttpFailure(
        `${url.host} answers ${query} in a shape that is not known (at ${where || "its root"}).`,
        response.status,
        "",
      );
    },
  };
}
