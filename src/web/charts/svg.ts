const UNSAFE: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** `text` for markup, as content or inside a quoted attribute: nothing in it is read as a tag. Characters that XML
 *  forbids become the replacement character.
 *  @example escapeMarkup("<b>") // "&lt;b&gt;" */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, mark => UNSAFE[mark]!);
}

/** What every picture carries for those who do not see it. */
export interface PictureFrame {
  /** Class beside `chart`; says which kind of picture it is. */
  readonly name: string;
  readonly title: string;
  /** What the picture shows, in a sentence or two. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
}

/** A whole SVG around `inner`, named by its title and description. It has no ids, so pictures never collide on a
 *  page, and no inline styles, which a strict content security policy refuses: `CHART_STYLE` colours it. */
export function svgPicture(frame: PictureFrame, inner: string): string {
  const { name, width, height } = frame;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-${name}" role="img" width="${width}" ` +
    `height="${height}" viewBox="0 0 ${width} ${height}" fill="currentColor" font-family="system-ui, sans-serif" ` +
    `font-size="13" text-anchor="middle"><title>${escapeMarkup(frame.title)}</title>` +
    `<desc>${escapeMarkup(frame.description)}</desc>${inner}</svg>`
  );
}
