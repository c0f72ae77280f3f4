/** Headers that every answer of the socket begins with: no frames, no sniffing, no scripts or styles but the service's
 *  own files, none inline. A part may be stricter: what it sets itself stands. They are set on the socket and not by a
 *  middleware, since one that touches an answer after it was made turns it into a stream. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};
