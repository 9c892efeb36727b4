import { expect, test } from "vitest";
import { LimitError, templateLimits } from "../../../src/prompt/jinja/limits.ts";
import { compileTemplate } from "../../../src/prompt/jinja/template.ts";

// Each of these would run for hours or take all memory; what ends them is counted, so that a busy machine changes nothing.

const now = () => ({ wallMs: 0, offsetMinutes: 0 });
const content = "a word ".repeat(1000);
const render = (template: string) => compileTemplate(template).render({ messages: [{ content }] }, now);

const fan = (depth: number) =>
  [
    "{% macro m0() %}x{% endmacro %}",
    ...Array.from({ length: depth }, (_, i) => `{% macro m${i + 1}() %}{{ m${i}() }}{{ m${i}() }}{% endmacro %}`),
    `{{ m${depth}() }}`,
  ].join("");
const loops = (body: string, depth = 3) =>
  "{% for i in range(99999) %}".repeat(depth) + body + "{% endfor %}".repeat(depth);
const doubled = (value: string, times: number, use: string) =>
  `{% set x = ${value} %}${"{% set x = x + x %}".repeat(times)}${use}`;
const nested = (times: number, use: string) => `{% set x = [1] %}${"{% set x = [x, x] %}".repeat(times)}${use}`;
const big = "{% set big = 'ab' * 8000000 %}";

test.each([
  ["a fan of macros", fan(40), /steps|characters/],
  ["loops in loops", loops(""), /steps/],
  ["doubled text", doubled("'abcdefgh'", 30, "{{ x|length }}"), /characters/],
  ["doubled text joined by ~", `{% set x = 'abcdefgh' %}${"{% set x = x ~ x %}".repeat(30)}`, /characters/],
  ["a doubled list", doubled("[1, 2]", 30, ""), /steps/],
  ["a repeated text", "{{ 'x' * 10**9 }}", /characters/],
  ["a text of blanks", "{{ ' ' * 10**7 }}", /writes 10,000,000 characters/],
  ["a text many times what is given", "{{ messages[0].content * 200 }}", /writes 1,400,000 characters/],
  ["a repeated list", "{{ ([1] * 10**9)|length }}", /steps/],
  ["a list of lists written out", nested(40, "{{ x }}"), /steps/],
  ["a list of lists compared", nested(40, "{% set y = x %}") + nested(40, "{{ x == y }}"), /steps/],
  ["a wide field", "{{ '%2000000000d' % 1 }}", /characters/],
  ["a wide field from an argument", "{{ '%*d' % (2000000000, 1) }}", /characters/],
  ["a wide format", "{{ '{:>999999999}'.format('x') }}", /characters/],
  ["a long fraction", "{{ '%.999999999f' % 1.5 }}", /digits/],
  ["a long fraction in a format", "{{ '{:.999999999f}'.format(1.5) }}", /digits/],
  ["center", "{{ 'x'|center(10**9) }}", /characters/],
  ["ljust", "{{ 'x'.ljust(10**9) }}", /characters/],
  ["zfill", "{{ 'x'.zfill(10**9) }}", /characters/],
  ["expandtabs", "{{ '\t'.expandtabs(10**9) }}", /characters/],
  ["indent", "{{ ('x\n' * 100000)|indent(10**6) }}", /characters/],
  ["tojson with an indent", "{{ [[[1]]]|tojson(indent=10**9) }}", /characters/],
  ["join", "{{ range(99999)|join('x' * 100000) }}", /characters/],
  ["replace", "{{ ('x' * 100000).replace('', 'y' * 100000) }}", /characters/],
  ["strftime", "{{ strftime_now('%999999999d') }}", /characters/],
  ["strftime of many conversions", "{{ strftime_now('%-d' * 10**6) }}", /steps/],
  ["batch with a filling", "{{ [1]|batch(10**9, 0)|list }}", /steps/],
  ["a sum of lists", "{{ ([[1] * 1000] * 90000)|sum(start=[]) }}", /steps/],
  ["a power", "{{ 2 ** (10**9) }}", /bits/],
  ["squares of squares", `{% set x = 3 %}${"{% set x = x * x %}".repeat(60)}`, /bits/],
  ["digits of an integer", "{{ ('f' * 100000)|int(0, 16) }}", /bits/],
  ["a long text looked at again and again", `${big}${loops("{% if 'c' in big %}{% endif %}", 1)}`, /steps/],
  ["a long text changed again and again", `${big}${loops("{% set y = big.upper() %}", 1)}`, /steps/],
  ["a kept method called again and again", `${big}{% set f = big.count %}${loops("{% set y = f('c') %}", 1)}`, /steps/],
  [
    "a long text compared again and again",
    `${big}{% set c = big + 'c' %}${loops("{% set y = big < c %}", 1)}`,
    /steps/,
  ],
  ["characters of a long text", `${big}{% for c in big %}{% for d in big %}{% endfor %}{% endfor %}`, /steps/],
  ["a long text unpacked", `${big}{% set a, b = big %}`, /steps|unpack/],
  ["a macro that calls itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", /deeper/],
  ["a loop that calls itself", "{% set x = [1] %}{% for i in x recursive %}{{ loop(x) }}{% endfor %}", /deeper/],
] as const)("%s ends at a limit", (_, template, limit) => {
  expect(() => render(template)).toThrow(limit);
});

test.each([
  ["a long source", "x".repeat(templateLimits.sourceLength + 1), /characters/],
  ["brackets in brackets", `{{ ${"(".repeat(50_000)}1${")".repeat(50_000)} }}`, /deeper/],
  ["blocks in blocks", `${"{% if x %}".repeat(20_000)}${"{% endif %}".repeat(20_000)}`, /deeper/],
] as const)("%s is no template", (_, source, limit) => {
  expect(() => compileTemplate(source)).toThrow(LimitError);
  expect(() => compileTemplate(source)).toThrow(limit);
});

test("blanks and words without end take no longer than they are long", () => {
  const blanks = " ".repeat(200_000);
  expect(compileTemplate(`a${blanks}b${blanks}{%- if true %}c{% endif %}`).render({}, now)).toHaveLength(200_003);
  expect(render("{{ ('ab' * 50000 ~ ' c d e').rsplit(None, 2)|length }}")).toBe("3");
  expect(render("{{ 5.5|round(-1000000000) }}")).toBe("0.0");
});

test("what is not split keeps its blanks", () => {
  expect(render("{{ '  a  b  c  '.split(None, 1) }}{{ '  a  b  c  '.rsplit(None, 1) }}")).toBe(
    "['a', 'b  c  ']['  a  b', 'c']",
  );
  expect(render("{{ ' a b '.split(None, 0) }}{{ ' a b '.rsplit(None, 0) }}")).toBe("['a b '][' a b']");
});

test("a long prompt is far from every limit", () => {
  const long = "a long text of words and marks, ".repeat(30_000);
  const template =
    "{% for m in messages %}{% if m.content is string and '</think>' in m.content %}{{ m.content.split('</think>')[-1] }}" +
    "{% else %}{{ m.content|trim|replace('x', 'y') }}{% endif %}{{ m.content.strip().lstrip('\\n') }}{% endfor %}";
  const messages = Array.from({ length: 4 }, (_, i) => ({
    role: "user",
    content: i % 2 ? long : `<think>x</think>${long}`,
  }));
  expect(compileTemplate(template).render({ messages }, now).length).toBeGreaterThan(7_000_000);
});
