import type { ScoreAnswer } from "../../app/score-answer.ts";
import { type Markup, markup } from "./markup.ts";
import { counted, percentText } from "./words.ts";

type Side = NonNullable<ScoreAnswer["authenticity"]>["engagers"];

/** How genuine the people around the account look; nobody by name. */
export function audienceSection({ authenticity }: ScoreAnswer): Markup {
  const body =
    authenticity === null
      ? markup`<p class="none">Not known: nobody around the account was judged.</p>`
      : [
          side("Who acted on it in the 90 days", authenticity.engagers),
          authenticity.followers.people_count === 0
            ? null
            : side("Who follows it, as far as seen", authenticity.followers),
        ];
  return markup`<section><h2>Its audience</h2>
<p class="lead">Estimated from public numbers. Nobody is named, and being new or quiet is no suspicion.</p>
${body}</section>`;
}

function side(title: string, { people_count, genuine, reason, classes }: Side): Markup {
  const says =
    genuine === null
      ? markup`<p class="none">No value: ${reason ?? "not observed."}</p>`
      : markup`<p><strong>${percentText(genuine.share)}</strong> look genuine (${percentText(genuine.low)} to ${percentText(genuine.high)}, ${percentText(genuine.level)} certain).</p>`;
  const rows = classes.map(
    ({ label, share, low, high }) =>
      markup`<tr><th scope="row">${label}</th><td class="number">${percentText(share)}</td><td class="number">${percentText(low)} to ${percentText(high)}</td></tr>`,
  );
  const table = markup`<table><caption>${counted(people_count)} people seen</caption><tbody>${rows}</tbody></table>`;
  return markup`<h3>${title}</h3>${says}${rows.length === 0 ? null : table}
`;
}
