import type { Child } from "hono/jsx";

/** Something that the reader should know before going on. */
export function Notice({ title, children }: { readonly title: string; readonly children?: Child }) {
  return (
    <div class="notice" role="alert">
      <p class="notice-title">{title}</p>
      <p>{children}</p>
    </div>
  );
}
