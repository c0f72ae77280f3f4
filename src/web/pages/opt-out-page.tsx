import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Section } from "../parts/section.tsx";

/** How to answer, hide, leave or take everything along; each needs only proof that the account is yours. */
export function OptOutPage({ frame }: { readonly frame: Frame }) {
  return (
    <Layout frame={frame} title="Opt out · Renown" isIndexable>
      <div class="wrap narrow page">
        <h1>You may leave</h1>
        <p class="lead">
          Only public acts are read, and protected accounts never are. Whoever is measured decides what
          becomes of it: at once, for good, without giving a reason or opening an account here.
        </p>
        <p>
          <a class="button" href="/claim">
            Prove that it is you
          </a>
        </p>
        <Section id="what" title="What you can ask for">
          <dl class="rights">
            <div>
              <dt>Forget me</dt>
              <dd>
                Everything held about the account is erased: acts, posts, scores, history. A salted mark stays
                behind so that nothing comes back, and nothing else.
              </dd>
            </div>
            <div>
              <dt>Hide me</dt>
              <dd>The profile, the lists and the API name the account no more. You can come back.</dd>
            </div>
            <div>
              <dt>Give me what you hold</dt>
              <dd>Everything held about the account as files you can open.</dd>
            </div>
            <div>
              <dt>That is wrong</dt>
              <dd>
                Dispute a topic, a link between accounts, or an act. A topic goes at once, a link or an act of
                somebody else with the next run.
              </dd>
            </div>
            <div>
              <dt>Let me answer</dt>
              <dd>
                A statement of up to 500 characters. It stands above the number, wherever the number is shown.
              </dd>
            </div>
          </dl>
        </Section>
        <Section id="without" title="Without coming here">
          <ul class="plain-list">
            <li>
              Set the account to protected or private on its network: it is dropped with the next reading.
            </li>
            <li>
              On the Fediverse and Bluesky, opt out of search or of being shown to logged-out people: that is
              obeyed.
            </li>
            <li>
              Whoever runs this site can do it for you: <code>renown forget HANDLE</code>.
            </li>
          </ul>
        </Section>
        <Section id="who" title="Who is shown">
          <p>
            On a public site only those are named who claimed their profile, or whose network marks them as
            open to indexing where the site allows that. Everybody else is part of unnamed counts only.
          </p>
        </Section>
      </div>
    </Layout>
  );
}
