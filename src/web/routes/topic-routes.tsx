import { type Context, Hono } from "hono";
import type { ServedView } from "../../app/serving/served-view.ts";
import { explainTopicOfLocated } from "../../app/topics/explain-topic.ts";
import { findTopic } from "../../app/topics/find-topic.ts";
import { topicLines } from "../../app/topics/search-topics.ts";
import { topicTopOf } from "../../app/topics/top-topic.ts";
import { totalsById } from "../../app/topics/topic-answer.ts";
import { topicPostsOfLeaders } from "../../app/topics/topic-posts-of-leaders.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import { frameOf } from "../frame.ts";
import { NotFoundPage } from "../pages/error-page.tsx";
import { TopicEvidencePage } from "../pages/topic-evidence-page.tsx";
import { TopicPage } from "../pages/topic-page.tsx";
import { TopicsPage } from "../pages/topics-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";
import { nothingYet } from "./nothing-yet.tsx";

const LEADERS_SHOWN = 50;
const POSTS_SHOWN = 5;
const LONGEST_SEARCH = 100;

/** Topics: the list, one topic, and why an account has one. */
export function topicRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  const show = (context: Context, work: (view: ServedView) => Promise<Response>) =>
    withViewIfAny(deps.snapshots, async view => (view === null ? nothingYet(context) : work(view)));
  routes.get("/topics", context =>
    show(context, async view => {
      const search = context.req.query("search")?.trim().slice(0, LONGEST_SEARCH) ?? "";
      const totals = view.reader.hasTopics ? totalsById(await view.reader.topicTotals()) : null;
      const list = topicLines(view.ontology, search === "" ? null : search, totals);
      return context.html(<TopicsPage frame={frameOf(context, view)} list={list} />);
    }),
  );
  routes.get("/topics/:topic", context =>
    show(context, view => showTopic(context, view, context.req.param("topic"))),
  );
  routes.get("/topics/:topic/:handle{.+}", context =>
    show(context, view =>
      showEvidence(context, view, context.req.param("topic"), context.req.param("handle")),
    ),
  );
  return routes;
}

async function showTopic(context: Context, view: ServedView, text: string): Promise<Response> {
  const frame = frameOf(context, view);
  const { ontology } = view;
  const topic = findTopic(ontology, text);
  if (topic === null) return context.html(<NotFoundPage frame={frame} />, 404);
  const top = await topicTopOf(view.reader, ontology, topic, { limit: LEADERS_SHOWN });
  const posts = await topicPostsOfLeaders(view.reader, topic, top.entries, POSTS_SHOWN);
  const children = [...ontology.topics.values()].filter(({ parentIds }) => parentIds.includes(topic.id));
  return context.html(<TopicPage frame={frame} top={top} posts={posts} children={children} />);
}

async function showEvidence(
  context: Context,
  view: ServedView,
  text: string,
  handle: string,
): Promise<Response> {
  const frame = frameOf(context, view);
  const topic = findTopic(view.ontology, text);
  if (topic === null) return context.html(<NotFoundPage frame={frame} />, 404);
  try {
    const explanation = await explainTopicOfLocated(
      await view.locate(parseHandle(handle)),
      view.ontology,
      topic,
    );
    return context.html(<TopicEvidencePage frame={frame} explanation={explanation} />);
  } catch (error) {
    const isUnknown =
      error instanceof CliError && [EXIT.unknownHandle, EXIT.usage].some(code => code === error.exitCode);
    if (isUnknown) return context.html(<NotFoundPage frame={frame} />, 404);
    throw error;
  }
}
