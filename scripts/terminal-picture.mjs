const CHARACTER_WIDTH = 8.4;
const LINE_HEIGHT = 19;
const PADDING = 18;

/** An SVG picture of what a command printed, as a terminal shows it. */
export function terminalPicture(command, text) {
  const lines = [`$ ${command}`, ...text.split("\n")];
  const width = Math.ceil(Math.max(...lines.map(line => [...line].length)) * CHARACTER_WIDTH + 2 * PADDING);
  const height = lines.length * LINE_HEIGHT + 2 * PADDING;
  const rows = lines.map(
    (line, i) =>
      `<text x="${PADDING}" y="${PADDING + (i + 0.8) * LINE_HEIGHT}"${i === 0 ? ' fill="#7ee787"' : ""}>${escapeXml(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Output of ${escapeXml(command)}">`,
    `<rect width="100%" height="100%" rx="10" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function escapeXml(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
