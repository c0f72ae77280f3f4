import type { ClaimToProve } from "../../app/claims/claim-desk.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { CodeText } from "../parts/code-text.tsx";
import { Notice } from "../parts/notice.tsx";
import { plain, sentence } from "../words.ts";

export interface ClaimPageProps {
  readonly frame: Frame;
  /** Handle to begin with. */
  readonly handle: string;
  /** What to do to prove it; null before it was begun. */
  readonly claim: ClaimToProve | null;
  /** Why the last step failed; null when it did not. */
  readonly problem: string | null;
}

/** Two steps: say which account, then prove that it is yours. */
export function ClaimPage({ frame, handle, claim, problem }: ClaimPageProps) {
  return (
    <Layout frame={frame} title="Claim a profile · Renown" isIndexable>
      <div class="wrap narrow page">
        <h1>Is it you?</h1>
        <p class="lead">
          Prove that an account is yours, and you decide what is shown: answer above the number, dispute,
          hide, take everything with you, or be forgotten. There is nothing to sign up for.
        </p>
        {problem !== null && (
          <Notice title="Not yet">
            <CodeText text={problem} />
          </Notice>
        )}
        {claim === null ? <BeginForm handle={handle} /> : <ProveForm claim={claim} />}
        <p class="soft">
          Proven before in this browser? <a href="/claim/mine">Go to your profile</a>
        </p>
        <details class="behind">
          <summary>The operator vouched for you?</summary>
          <SessionForm />
        </details>
      </div>
    </Layout>
  );
}

function BeginForm({ handle }: { readonly handle: string }) {
  return (
    <form method="post" action="/claim" class="form card">
      <div>
        <label for="claim-handle">Your handle</label>
        <input
          id="claim-handle"
          name="handle"
          type="text"
          required
          maxlength={300}
          value={handle}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <button type="submit" class="button">
        How do I prove it?
      </button>
    </form>
  );
}

/** Where the session that the operator's command line printed is given back. */
function SessionForm() {
  return (
    <form method="post" action="/claim/session" class="form card">
      <div>
        <label for="claim-session">The session you were given</label>
        <input
          id="claim-session"
          name="session"
          type="text"
          required
          maxlength={200}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <button type="submit" class="button button-quiet">
        Go to your profile
      </button>
    </form>
  );
}

function ProveForm({ claim }: { readonly claim: ClaimToProve }) {
  return (
    <section class="card" aria-labelledby="prove-title">
      <h2 id="prove-title">Prove that {plain(claim.handle)} is yours</h2>
      <p>This word is only for you:</p>
      <p>
        <code class="claim-token">{claim.token}</code>
      </p>
      <ol class="plain-list">
        {claim.how.map(way => (
          <li>{sentence(plain(way))}</li>
        ))}
      </ol>
      <form method="post" action="/claim/verify" class="form">
        <input type="hidden" name="claim" value={claim.claim_id} />
        <input type="hidden" name="handle" value={claim.handle} />
        <button type="submit" class="button">
          I have done that, look now
        </button>
      </form>
    </section>
  );
}
