import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Frame } from "./frame.ts";
import { Brand } from "./parts/brand.tsx";
import { HandleField } from "./parts/handle-field.tsx";
import { shareMeta } from "./share/share-meta.ts";
import { THEMES } from "./theme.ts";
import { dayOf, sentence } from "./words.ts";

export interface LayoutProps {
  readonly frame: Frame;
  readonly title: string;
  readonly description?: string;
  /** Whether search engines may show this page where the site allows any. */
  readonly isIndexable?: boolean;
  /** Handle of whose share card link previews show. */
  readonly previewOf?: string;
  /** Leaves out the field of the header: the page has one of its own. */
  readonly hasOwnField?: boolean;
  readonly children?: Child;
}

const LINKS = [
  ["/top", "Leaderboards"],
  ["/topics", "Topics"],
  ["/compare", "Compare"],
  ["/method", "Method"],
  ["/api/docs", "API"],
] as const;

/** A whole page: head, header with the field for a handle, what is given, and a footer with the intended use. */
export function Layout(props: LayoutProps) {
  const { frame, title, description = "", previewOf } = props;
  const { assets } = frame;
  const isIndexable = frame.isIndexable && props.isIndexable === true;
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en" {...(frame.theme !== "auto" && { "data-theme": frame.theme })}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          {description !== "" && <meta name="description" content={description} />}
          {!isIndexable && <meta name="robots" content="noindex, nofollow, noarchive" />}
          <meta name="color-scheme" content="light dark" />
          {previewOf !== undefined &&
            shareMeta({ ...frame, title, description, handle: previewOf }).map(
              ({ attribute, key, content }) => <meta {...{ [attribute]: key }} content={content} />,
            )}
          <link rel="icon" href={assets.icon.path} type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style.path} />
          <script type="module" src={assets.script.path}></script>
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the page
          </a>
          <Header frame={frame} hasField={props.hasOwnField !== true} />
          <main id="main" tabindex={-1}>
            {props.children}
          </main>
          <Footer frame={frame} />
        </body>
      </html>
    </>
  );
}

function Header({ frame, hasField }: { readonly frame: Frame; readonly hasField: boolean }) {
  return (
    <header class="site-head">
      <div class="wrap site-head-row">
        <a class="brand" href="/" aria-label="Renown, home">
          <Brand />
          <span aria-hidden="true">Renown</span>
        </a>
        {hasField && <HandleField id="head" isSmall />}
        <nav aria-label="Main" class="site-nav">
          {LINKS.map(([path, label]) => (
            <a href={path} {...(isUnder(frame.path, path) && { "aria-current": "page" })}>
              {label}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`) || path.startsWith(`${parent}?`);
}

function Footer({ frame }: { readonly frame: Frame }) {
  const { stamp } = frame;
  return (
    <footer class="site-foot">
      <div class="wrap site-foot-row">
        <div>
          {stamp !== null && (
            <p>
              Everything here is as of <strong>{dayOf(stamp.asOf)}</strong>, reckoned with model{" "}
              <a href="/method">{stamp.model}</a>. {sentence(stamp.intendedUse)}
            </p>
          )}
          <nav aria-label="Rights" class="foot-links">
            <a href="/claim">Claim your profile</a>
            <a href="/opt-out">Opt out</a>
            <a href="/method">How it works</a>
            <a href="/api/docs">API</a>
          </nav>
        </div>
        <ThemeSwitch frame={frame} />
      </div>
    </footer>
  );
}

const THEME_LABELS = { auto: "System", light: "Light", dark: "Dark" } as const;

/** Works without a script: a form that sets a cookie and comes back. */
function ThemeSwitch({ frame }: { readonly frame: Frame }) {
  return (
    <form method="post" action="/theme" class="themes" data-themes>
      <fieldset>
        <legend>Colours</legend>
        <input type="hidden" name="back" value={frame.path} />
        {THEMES.map(theme => (
          <button type="submit" name="theme" value={theme} aria-pressed={String(frame.theme === theme)}>
            {THEME_LABELS[theme]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
