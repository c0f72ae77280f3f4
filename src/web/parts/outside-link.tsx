import type { Child } from "hono/jsx";

/** A link to somewhere that strangers chose: it lends no standing and tells nothing of this page. */
export function OutsideLink({ href, children }: { readonly href: string; readonly children?: Child }) {
  return (
    <a href={href} rel="nofollow noopener ugc">
      {children}
    </a>
  );
}
