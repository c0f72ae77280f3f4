import type { Child } from "hono/jsx";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";

export interface MessagePageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly children?: Child;
}

/** A short page that says one thing. */
export function MessagePage({ frame, title, children }: MessagePageProps) {
  return (
    <Layout frame={frame} title={`${title} · Renown`}>
      <div class="wrap narrow page">
        <h1>{title}</h1>
        {children}
      </div>
    </Layout>
  );
}
