/** Name of the cookie that holds the session of a proven claim; it is sent to /claim only. */
export const SESSION_COOKIE = "renown_claim";
