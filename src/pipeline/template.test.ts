import { describe, expect, it } from "vitest";
import { type Bindings, renderTemplate } from "./render-template.ts";
import { parseTemplate, splitArguments } from "./template.ts";

const bindings: Bindings = {
  ref: model => `t_${model}`,
  source: table => `(SELECT * FROM raw_${table})`,
  constant: name => `<${name}>`,
  times: { as_of: "END", window_start: "START", last_day: "DAY" },
  macros: { pair: (a = "", b = "") => `[${a}|${b}]`, one: a => `{${a}}` },
};
const render = (text: string) => renderTemplate(parseTemplate(text, "m"), bindings);

describe("a SQL template", () => {
  it("replaces refs, sources, constants and times", () => {
    expect(
      render(
        "select {{ constant('kappa') }} from {{ ref('a_b') }}, {{source('posts')}} where t < {{ as_of }}\n",
      ),
    ).toBe("select <kappa> from t_a_b, (SELECT * FROM raw_posts) where t < END");
  });

  it("hands macros their arguments as SQL text with commas inside parentheses and quotes kept", () => {
    expect(render("{{ pair(coalesce(a, b), 'x, y') }}")).toBe("[coalesce(a, b)|'x, y']");
    expect(splitArguments("f(a, g(b, c)), 'it''s, so', d")).toEqual(["f(a, g(b, c))", "'it''s, so'", "d"]);
    expect(splitArguments("  ")).toEqual([]);
  });

  it("expands macros and times inside arguments, but not inside quoted text or longer words", () => {
    expect(render("{{ pair(one(one(x)), last_day) }}")).toBe("[{{x}}|DAY]");
    expect(render("{{ pair('one(x)', my_as_of) }}")).toBe("['one(x)'|my_as_of]");
    expect(render("{{ one(a.as_of + pair(1, 2)) }}")).toBe("{a.as_of + [1|2]}");
  });

  it("refuses placeholders that are open, unknown or not named in quotes", () => {
    expect(() => render("select {{ ref('a') ")).toThrow(/Model m: "{{" without "}}"/);
    expect(() => render("{{ now }}")).toThrow(/Model m: "{{ now }}" is neither a call/);
    expect(() => render("{{ ref(a) }}")).toThrow(/ref\(a\) wants one quoted lower-case name/);
    expect(() => render("{{ missing(1) }}")).toThrow(/no macro missing/);
    expect(() => render("{{ one(pair(1) }}")).toThrow(/never closed/);
  });
});
