import type { Child } from "hono/jsx";

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** One line under the title. */
  readonly lead?: Child;
  readonly children?: Child;
}

/** A titled part of a page that can be linked to. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} class="section">
      <h2 id={`${id}-title`}>{title}</h2>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}
