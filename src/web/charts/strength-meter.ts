import { type Chart, numbers, words } from "./chart.ts";
import { svgPicture } from "./svg.ts";

const BARS = 5;
const [WIDTH, HEIGHT, STEP] = [58, 22, 12];

/** Five rising bars, as many filled as the strength of a moment (1..5). Drawn without Plot: pages show twenty. */
export function strengthMeter(strength: number): Chart {
  const filled = Math.min(BARS, Math.max(1, Math.round(Number.isFinite(strength) ? strength : 1)));
  const bars = Array.from({ length: BARS }, (_, i) => {
    const height = 6 + 3.5 * i;
    const name = i < filled ? "chart-on" : "chart-off";
    return `<rect class="${name}" x="${i * STEP}" y="${HEIGHT - height}" width="9" height="${height}" rx="1.5"/>`;
  });
  const title = `Strength ${filled} of ${BARS}`;
  const description = "Compared with the account's own posts and those of accounts of its size.";
  return {
    svg: svgPicture({ name: "strength", title, description, width: WIDTH, height: HEIGHT }, bars.join("")),
    table: {
      caption: "Strength of the moment",
      columns: [words("Of"), numbers("Strength")],
      rows: [[`${BARS}`, `${filled}`]],
    },
  };
}
