const OWN_NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Whether a request was asked of this machine by one of its own names. A stranger's name that was bent to point here
 *  is none, so no page from elsewhere can act as if it were ours. */
export function isOwnMachine(request: Request): boolean {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return OWN_NAMES.test(host) && !request.headers.has("x-forwarded-for") && !request.headers.has("forwarded");
}

/** Whether a request that changes something was sent by a page of this very site. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return site === "same-origin";
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
