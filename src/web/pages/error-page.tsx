import type { Frame } from "../frame.ts";
import { CodeText } from "../parts/code-text.tsx";
import { MessagePage } from "./message-page.tsx";

/** What is shown where no page stands. */
export function NotFoundPage({ frame }: { readonly frame: Frame }) {
  return (
    <MessagePage frame={frame} title="There is no such page">
      <p class="lead">
        Perhaps the address was cut. Look for a handle above, or begin at the <a href="/">home page</a>.
      </p>
    </MessagePage>
  );
}

/** What is shown where something went wrong on our side; says nothing of the inside. */
export function FailurePage({ frame }: { readonly frame: Frame }) {
  return (
    <MessagePage frame={frame} title="Something went wrong">
      <p class="lead">
        It is not your doing. Try again in a moment; whoever runs this site finds the cause in the log.
      </p>
    </MessagePage>
  );
}

/** What is shown where the request itself cannot be served. */
export function ProblemPage({
  frame,
  title,
  message,
}: {
  readonly frame: Frame;
  readonly title: string;
  readonly message: string;
}) {
  return (
    <MessagePage frame={frame} title={title}>
      <p class="lead">
        <CodeText text={message} />
      </p>
    </MessagePage>
  );
}

/** What is shown before the first snapshot stands; with a script it looks again by itself. */
export function NothingYetPage({ frame }: { readonly frame: Frame }) {
  return (
    <MessagePage frame={frame} title="Nothing is published yet">
      <p class="lead" data-again="5">
        Perhaps the first snapshot is being made right now. Where nothing was scored so far,{" "}
        <code>renown import PATH</code> brings data in and <code>renown run</code> scores it.
      </p>
      <p>
        <a class="button button-quiet" href={frame.path}>
          Look again
        </a>
      </p>
    </MessagePage>
  );
}
