import type { DisputeEntry, OwnProfile } from "../../app/claims/own-profile.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { profilePath } from "../links.ts";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/section.tsx";
import { dayOf, plain } from "../words.ts";

/** Letters that a statement may have. */
export const STATEMENT_LETTERS = 500;

export interface OwnPageProps {
  readonly frame: Frame;
  readonly handle: string;
  readonly profile: OwnProfile;
  readonly disputes: readonly DisputeEntry[];
  /** What the last form did; null when none was sent. */
  readonly done: string | null;
  readonly problem: string | null;
}

/** What the owner of a claimed profile may do, each a form of its own. */
export function OwnPage({ frame, handle, profile, disputes, done, problem }: OwnPageProps) {
  return (
    <Layout frame={frame} title="Your profile · Renown">
      <div class="wrap narrow page">
        <h1>Your profile</h1>
        <p class="lead">
          <a href={profilePath(handle)}>{plain(handle)}</a> is claimed since {dayOf(profile.claimed_at)}.{" "}
          {profile.is_hidden ? "It is hidden: nothing here names it." : "It is shown."}
        </p>
        {done !== null && (
          <p class="notice" role="status">
            {done}
          </p>
        )}
        {problem !== null && <Notice title="Not done">{problem}</Notice>}
        <Statement statement={profile.statement} />
        <Disputes disputes={disputes} />
        <Section id="hide" title={profile.is_hidden ? "Show me again" : "Hide me"}>
          <p>
            {profile.is_hidden
              ? "Profile, lists and API will name the account again."
              : "Profile, lists and API name the account no more. Nothing is erased; you can come back."}
          </p>
          <form method="post" action="/claim/mine/hide" class="form">
            <input type="hidden" name="hidden" value={profile.is_hidden ? "no" : "yes"} />
            <button type="submit" class="button button-quiet">
              {profile.is_hidden ? "Show the account again" : "Hide the account"}
            </button>
          </form>
        </Section>
        <Section id="export" title="Take everything with you">
          <p>
            Everything held about the account in one JSON file, with how genuine it and the accounts around it
            look.
          </p>
          <form method="post" action="/claim/mine/export" class="form">
            <button type="submit" class="button button-quiet">
              Download it
            </button>
          </form>
        </Section>
        <Section id="forget" title="Forget me">
          <p>
            Acts, posts, scores and history of the account are erased for good, and nothing of it is ever read
            again. This cannot be taken back.
          </p>
          <form method="post" action="/claim/mine/forget" class="form">
            <div class="check">
              <input id="forget-sure" name="sure" type="checkbox" value="yes" required />
              <label for="forget-sure">Yes, erase everything about this account</label>
            </div>
            <button type="submit" class="button">
              Erase it
            </button>
          </form>
        </Section>
        <form method="post" action="/claim/mine/leave">
          <button type="submit" class="button button-quiet">
            Sign out everywhere
          </button>
        </form>
      </div>
    </Layout>
  );
}

/** What comes of a dispute, in words. */
function effectText({ kind, effect }: DisputeEntry): string {
  if (effect === "marked") return "marked; it changes no score";
  return kind === "topic" ? "left out of every answer" : "left out from the next run on";
}

function Statement({ statement }: { readonly statement: string | null }) {
  return (
    <Section
      id="statement"
      title="Your statement"
      lead="It stands above the number, wherever the number is shown."
    >
      <form method="post" action="/claim/mine/statement" class="form">
        <div>
          <label for="statement-text">
            In your own words, up to {STATEMENT_LETTERS} characters; empty takes it away
          </label>
          <textarea id="statement-text" name="statement" rows={5} maxlength={STATEMENT_LETTERS}>
            {statement ?? ""}
          </textarea>
        </div>
        <button type="submit" class="button">
          Save
        </button>
      </form>
    </Section>
  );
}

const KINDS = [
  ["topic", "A topic (write its name)"],
  ["link", "A link to another account (write its handle)"],
  ["event", "An act or a post (write its id; your export lists them)"],
] as const;

function Disputes({ disputes }: { readonly disputes: readonly DisputeEntry[] }) {
  return (
    <Section id="disputes" title="Something is wrong">
      {disputes.length > 0 && (
        <ul class="hits">
          {disputes.map(dispute => (
            <li class="card">
              <p>
                <strong>{dispute.kind}</strong> {plain(dispute.subject)}: {plain(dispute.reason)}
              </p>
              <p class="soft">
                {dayOf(dispute.disputed_at)} · {effectText(dispute)}
              </p>
              <form method="post" action="/claim/mine/withdraw">
                <input type="hidden" name="dispute" value={dispute.dispute_id} />
                <button type="submit" class="button button-quiet">
                  Withdraw<span class="unseen"> {plain(dispute.subject)}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action="/claim/mine/dispute" class="form card">
        <div>
          <label for="dispute-kind">What is wrong</label>
          <select id="dispute-kind" name="kind">
            {KINDS.map(([kind, label]) => (
              <option value={kind}>{label}</option>
            ))}
          </select>
        </div>
        <div>
          <label for="dispute-subject">Which one</label>
          <input id="dispute-subject" name="subject" type="text" required maxlength={500} />
        </div>
        <div>
          <label for="dispute-reason">Why</label>
          <textarea
            id="dispute-reason"
            name="reason"
            rows={3}
            required
            maxlength={STATEMENT_LETTERS}
          ></textarea>
        </div>
        <button type="submit" class="button button-quiet">
          Dispute it
        </button>
      </form>
    </Section>
  );
}
