import { escapeMarkup } from "./svg.ts";

const SVG = "http://www.w3.org/2000/svg";

/** As much of a browser's document as Observable Plot needs to build an SVG: elements, attributes, text and their
 *  order. Made for one picture and thrown away; nothing is parsed, laid out or styled. */
export class SvgDocument {
  readonly documentElement: SvgElement = new SvgElement("svg", this);

  createElementNS(_namespace: string, name: string): SvgElement {
    return new SvgElement(name, this);
  }
}

/** A piece of text inside an element. */
class SvgText {
  parentNode: SvgElement | null = null;
  constructor(readonly textContent: string) {}
}

type SvgNode = SvgElement | SvgText;

/** An element; its methods are named as in browsers, where d3-selection looks for them. */
export class SvgElement {
  readonly namespaceURI = SVG;
  readonly attributes = new Map<string, string>();
  readonly childNodes: SvgNode[] = [];
  parentNode: SvgElement | null = null;

  constructor(
    readonly tagName: string,
    readonly ownerDocument: SvgDocument,
  ) {}

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  get textContent(): string {
    return this.childNodes.map(child => child.textContent).join("");
  }

  set textContent(text: string) {
    this.childNodes.length = 0;
    if (text !== "") this.appendChild(new SvgText(text));
  }

  appendChild<Node extends SvgNode>(child: Node): Node {
    return this.insertBefore(child, null);
  }

  insertBefore<Node extends SvgNode>(child: Node, before: SvgNode | null | undefined): Node {
    child.parentNode?.removeChild(child);
    const at = before ? this.childNodes.indexOf(before) : -1;
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, child);
    child.parentNode = this;
    return child;
  }

  removeChild(child: SvgNode): void {
    const at = this.childNodes.indexOf(child);
    if (at >= 0) this.childNodes.splice(at, 1);
    child.parentNode = null;
  }
}

/** The markup inside `element`. Left out: style elements (a strict content security policy refuses them; the page's
 *  own sheet colours pictures) and names of parts (the picture as a whole is named). Numbers are rounded to two
 *  decimals, which keeps pictures small. */
export function innerMarkup(element: SvgElement): string {
  return element.childNodes.map(markupOf).join("");
}

function markupOf(node: SvgNode): string {
  if (node instanceof SvgText) return escapeMarkup(node.textContent);
  if (node.tagName === "style") return "";
  const attributes = [...node.attributes].map(([name, value]) =>
    name.startsWith("aria-") ? "" : ` ${name}="${escapeMarkup(name === "class" ? value : rounded(value))}"`,
  );
  const inner = innerMarkup(node);
  const open = `<${node.tagName}${attributes.join("")}`;
  return inner === "" ? `${open}/>` : `${open}>${inner}</${node.tagName}>`;
}

function rounded(text: string): string {
  return text.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, number => {
    const value = Math.round(Number(number) * 100) / 100;
    return String(value === 0 ? 0 : value);
  });
}
