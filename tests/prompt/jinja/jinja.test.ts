import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import { parseRenderTime, type RenderTime } from "../../../src/core/render-time.ts";
import { compileTemplate } from "../../../src/prompt/jinja/template.ts";

// Recorded from Jinja2 in transformers' own environment by record.py.

interface Recorded {
  now: string;
  variables: JsonObject;
  cases: { template: string; want: string | { error: string } }[];
}

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const { now, variables, cases }: Recorded = read("probes.json");
const times: Record<string, Record<string, string>> = read("times.json");

const at = (time: string) => () => parseRenderTime(`${time}Z`) as RenderTime;

/** The text, or what kind of error. */
function rendered(template: string): string | { error: string } {
  try {
    return compileTemplate(template).render(variables, at(now));
  } catch (error) {
    return { error: (error as Error).name };
  }
}

test("templates render as in Jinja2, and fail where it fails", () => {
  const differing = cases.flatMap(({ template, want }) => {
    const got = rendered(template);
    return JSON.stringify(got) === JSON.stringify(want) ? [] : [{ template, want, got }];
  });
  expect(differing).toEqual([]);
});

test.each(Object.entries(times))(
  "every format of a time reads as C's strftime writes it in English: %s",
  (time, formats) => {
    const got = Object.fromEntries(
      Object.keys(formats).map((format) => [
        format,
        compileTemplate("{{ strftime_now(f) }}").render({ f: format }, at(time)),
      ]),
    );
    expect(got).toEqual(formats);
  },
);

test("what Python cannot show the same way twice, and what is made for HTML, is refused", () => {
  for (const [template, what] of [
    ["{{ d.items }}", "writing out a function"],
    ["{{ l|map('string') }}", "writing out a generator"],
    ["{{ s|striptags }}", "the filter striptags"],
    ["{% block x %}{% endblock %}", "the tag {% block %}"],
    ["{{ lipsum() }}", "lipsum() (random text)"],
    ["{{ 1 is sameas 1 }}", "'is sameas' of texts or numbers"],
  ] as const)
    expect(() => compileTemplate(template).render(variables, at(now))).toThrow(what);
});
