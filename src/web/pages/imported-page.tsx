import { basename } from "node:path";
import type { ImportSummary } from "../../app/summaries.ts";
import type { Frame } from "../frame.ts";
import { HandleField } from "../parts/handle-field.tsx";
import { number, plain, sentence } from "../words.ts";
import { MessagePage } from "./message-page.tsx";

/** What an export gave: rows added by table, what was set aside and why, and where to go next. */
export function ImportedPage({ frame, summary }: { readonly frame: Frame; readonly summary: ImportSummary }) {
  return (
    <MessagePage frame={frame} title="It is in">
      {summary.inputs.map(input => (
        <section class="card">
          <h2>{plain(basename(input.path))}</h2>
          {input.isKnown ? (
            <p>This very file was in already; nothing counts twice.</p>
          ) : (
            <dl class="parts">
              {Object.entries(input.rowsAdded).map(([table, rows]) => (
                <div>
                  <dt>{table.replaceAll("_", " ")}</dt>
                  <dd>{number(rows)}</dd>
                </div>
              ))}
              {Object.entries(input.rejects).map(([reason, rows]) => (
                <div>
                  <dt>set aside: {reason.replaceAll("_", " ")}</dt>
                  <dd>{number(rows)}</dd>
                </div>
              ))}
            </dl>
          )}
          <ul class="plain-list">
            {input.notes.map(note => (
              <li>{sentence(plain(note))}</li>
            ))}
          </ul>
        </section>
      ))}
      <p class="lead">Look up the account whose export it was:</p>
      <HandleField id="next" />
    </MessagePage>
  );
}
