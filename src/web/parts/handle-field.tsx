export interface HandleFieldProps {
  /** Makes the ids of one page distinct. */
  readonly id: string;
  readonly value?: string;
  readonly isSmall?: boolean;
}

/** The field for a handle: a plain form that works without a script, a combobox with suggestions with one. */
export function HandleField({ id, value, isSmall }: HandleFieldProps) {
  return (
    <search>
      <form
        action="/find"
        method="get"
        class={isSmall ? "handle-field handle-field-small" : "handle-field handle-field-large"}
        data-suggest
      >
        <label class={isSmall ? "unseen" : "handle-label"} for={`${id}-handle`}>
          Plug in your handle
        </label>
        <div class="handle-row">
          <div class="handle-box">
            <input
              id={`${id}-handle`}
              name="q"
              type="text"
              required
              maxlength={300}
              autocomplete="off"
              autocapitalize="none"
              autocorrect="off"
              spellcheck={false}
              placeholder={isSmall ? "Find a handle" : "alice.bsky.social, @alice@mastodon.social, x:@alice"}
              {...(value !== undefined && { value })}
            />
            <ul id={`${id}-suggestions`} class="suggestions" hidden></ul>
          </div>
          <button type="submit" class="button">
            {isSmall ? "Find" : "See the score"}
          </button>
        </div>
      </form>
    </search>
  );
}
