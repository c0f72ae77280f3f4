/** How pages are coloured; `auto` follows the reader's system. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The theme that `text` names; `auto` for anything else. */
export function themeOf(text: string | undefined): Theme {
  return THEMES.find(theme => theme === text) ?? "auto";
}

/** `text` when it is a path on this site, else the home page: where a form may send its reader back to. */
export function ownPath(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(text) ? text : "/";
}
