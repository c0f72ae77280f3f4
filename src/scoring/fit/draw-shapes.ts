import { JUDGED_FEATURES, type JudgedFeature } from "./judged-features.ts";

const PANEL = { width: 220, height: 150, margin: 34 } as const;

/** An SVG picture of the fitted curves, one panel a feature: value on a logarithmic axis, latent (log-odds) upward,
 *  all panels on one latent scale. */
export function drawShapes(
  knots: Readonly<Record<JudgedFeature, readonly (readonly [number, number])[]>>,
): string {
  const most = Math.max(1e-9, ...JUDGED_FEATURES.map(name => knots[name].at(-1)![1]));
  const panels = JUDGED_FEATURES.map((name, index) => panel(name, knots[name], index, most));
  const width = PANEL.width * JUDGED_FEATURES.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${PANEL.height + 20}" role="img" aria-label="Fitted curves" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${panels.join("\n")}
</svg>
`;
}

function panel(
  name: JudgedFeature,
  curve: readonly (readonly [number, number])[],
  index: number,
  most: number,
): string {
  const { width, height, margin } = PANEL;
  const last = Math.log1p(curve.at(-1)![0]);
  const x = (value: number) => margin + (Math.log1p(value) / last) * (width - margin - 12);
  const y = (latent: number) => height - 18 - (latent / most) * (height - 50);
  const points = curve.map(([value, latent]) => `${x(value).toFixed(1)},${y(latent).toFixed(1)}`);
  const ticks = [0, curve.at(-1)![0]].map(
    value => `<text x="${x(value).toFixed(1)}" y="${height}" text-anchor="middle">${short(value)}</text>`,
  );
  return `<g transform="translate(${index * width} 10)">
<text x="${margin}" y="12" font-weight="bold">${name}</text>
<text x="${margin}" y="26">up to +${curve.at(-1)![1].toFixed(2)}</text>
<line x1="${margin}" y1="${y(0)}" x2="${width - 12}" y2="${y(0)}" stroke="#999"/>
<polyline points="${points.join(" ")}" fill="none" stroke="#0a6" stroke-width="2"/>
${ticks.join("\n")}
</g>`;
}

function short(value: number): string {
  return value >= 1e6
    ? `${(value / 1e6).toFixed(1)} M`
    : value >= 1e3
      ? `${Math.round(value / 1e3)} k`
      : `${Math.round(value)}`;
}
