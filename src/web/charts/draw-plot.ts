import { type Markish, type PlotOptions, plot } from "@observablehq/plot";
import { type PictureFrame, svgPicture } from "./svg.ts";
import { innerMarkup, SvgDocument, type SvgElement } from "./svg-document.ts";

/** A whole SVG of `marks`, drawn by Observable Plot without a browser. */
export function drawPlot(
  frame: PictureFrame,
  marks: readonly Markish[],
  options: Omit<PlotOptions, "marks" | "width" | "height" | "document"> = {},
): string {
  const drawn = plot({
    ...options,
    width: frame.width,
    height: frame.height,
    className: "chart",
    marks: [...marks],
    document: new SvgDocument() as never,
  });
  return svgPicture(frame, innerMarkup(drawn as unknown as SvgElement));
}
