// Random chat templates: valid ones that grow without end in time, size or depth, nonsense, and the two mixed.

import { chance, type Draw, pick, sizeUpTo } from "./draw.ts";
import { hostileText } from "./hostile-values.ts";

const frame = ["{% for message in messages %}{{ message.role }}: {{ message.content }}\n", "{% endfor %}"] as const;

/** @returns What is in it, for people, and the template. */
export function hostileTemplate(draw: Draw): [about: string, text: string] {
  const [before, after] = frame;
  if (chance(draw, 3)) return ["statements", `${before}${statement(draw, 5)}${after}`];
  const bomb = pick(draw, bombs);
  const text = bomb(draw);
  const about = text.slice(0, 60).replace(/[\p{Cc}\p{Cf}]/gu, " ");
  if (chance(draw, 5)) return [`cut ${about}`, `${before}${text}${after}`.slice(0, draw(text.length + 80))];
  return [about, chance(draw, 2) ? `${before}${text}${after}` : text];
}

const large = ["10 ** 9", "10 ** 5", "2 ** 31", "2 ** 53", "10 ** 18", "999", "-(10 ** 9)", "10 ** 7"];

/** Each many times larger than its text. */
const bombs: readonly ((draw: Draw) => string)[] = [
  (draw) => `{% for a in range(${pick(draw, large)}) %}${pick(draw, ["x", "", "{{ a }}"])}{% endfor %}`,
  (draw) => `{{ '${pick(draw, ["x", "xy", " "])}' * ${pick(draw, large)} }}`,
  (draw) => `{{ [1, 2] * (${pick(draw, large)}) }}`,
  (draw) =>
    `{{ 'x' | ${pick(draw, ["center", "indent", "wordwrap", "truncate", "batch", "round"])}(${pick(draw, large)}) }}`,
  (draw) =>
    `{{ ${pick(draw, ["9 ** 9 ** 9", "10 ** 10 ** 10", "2 ** -1074", "(-8) ** 0.5", "7 // 0", "5 % 0", "1e308 * 10"])} }}`,
  (draw) => `{{ '%${sizeUpTo(draw, 10 ** 10)}d' % 1 }}{{ '%.${sizeUpTo(draw, 10 ** 6)}f' | format(1.5) }}`,
  (draw) => `{{ '{:>${sizeUpTo(draw, 10 ** 10)}}'.format(1) }}{{ '{0.__class__}'.format('') }}`,
  (draw) =>
    `{% set ns = namespace(x='a') %}{% for i in range(${draw(60)}) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x | length }}`,
  (draw) =>
    `{% set ns = namespace(x=[1]) %}{% for i in range(${draw(60)}) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x | length }}`,
  (draw) =>
    `{% set ns = namespace(x='a') %}{% for i in range(${draw(30)}) %}{% set ns.x = ns.x.replace('a', 'aa' * 9) %}{% endfor %}`,
  (draw) => `${fan(draw(60), pick(draw, [2, 3]))}{{ m0() }}`,
  () => "{% macro m(a) %}{{ m(a) }}{{ m(a) }}{% endmacro %}{{ m(1) }}",
  () => "{% for a in [1] recursive %}{{ loop([a, a]) }}{% endfor %}",
  (draw) => `{{ ${"(".repeat(deep(draw))}1${")".repeat(deep(draw))} }}`,
  (draw) => nested(draw, "{{ ", "(", "1", ")", " }}"),
  (draw) => nested(draw, "{{ ", "[", "", "]", " | tojson }}"),
  (draw) => nested(draw, "{{ ", "{'a':", "1", "}", " | string }}"),
  (draw) => nested(draw, "{{ ", "not ", "1", "", " }}"),
  (draw) => nested(draw, "{{ ", "-", "1", "", " }}"),
  (draw) => nested(draw, "", "{% if true %}", "x", "{% endif %}", ""),
  (draw) => nested(draw, "", "{% for a in [1] %}", "x", "{% endfor %}", ""),
  (draw) =>
    `{{ 1${pick(draw, [" + 1", " ~ 'a'", " and 1", " | string", ".a", "[0]", " < 2", " if 1"]).repeat(deep(draw))} }}`,
  (draw) =>
    `{% set l = [] %}{% set _ = l.append(l) %}{{ ${pick(draw, ["l", "l == l", "l | tojson", "l | string", "l in l", "l | join", "l + l", "l | sort", "l | unique | list"])} }}`,
  (draw) =>
    `{% set d = {} %}{% set _ = d.update({'a': d}) %}{{ ${pick(draw, ["d", "d == d", "d | tojson", "d.items() | list"])} }}`,
  (draw) =>
    `{{ range(${pick(draw, large)}) | ${pick(draw, ["list", "sum", "join", "sort", "unique", "map('string')", "length", "last", "reverse", "max"])} }}`,
  (draw) => `{{ 'x'[0:${pick(draw, large)}:${pick(draw, ["0", "-1", "10 ** 18", ""])}] }}`,
  (draw) => `{{ ('a,' * ${pick(draw, large)}).split(',') | length }}`,
  (draw) =>
    `{{ raise_exception(${JSON.stringify(hostileText(draw).slice(0, 1000))} * ${pick(draw, ["1", "100000", "10 ** 9"])}) }}`,
  (draw) =>
    `{{ strftime_now('%${pick(draw, ["Y", "j", "Q", "", "-d", "%"])}' * ${pick(draw, ["1", "10 ** 6", "10 ** 9"])}) }}`,
  (draw) =>
    `{{ ${pick(draw, ["''", "cycler", "lipsum", "namespace", "messages", "range"])}.${pick(draw, ["__class__", "constructor", "__proto__", "__init__.__globals__", "toString", "mro"])}${pick(draw, ["", "()", ".constructor('return process')()"])} }}`,
  (draw) =>
    `{% set __proto__ = 1 %}{{ {'__proto__': 1, 'constructor': 2}[${JSON.stringify(hostileText(draw).slice(0, 100))}] }}`,
  (draw) =>
    `{{ messages[0].content | ${pick(draw, ["upper", "title", "trim", "wordcount", "urlencode", "replace('', 'xxxx')", "list", "tojson(indent=10 ** 6)"])} ${"| upper ".repeat(sizeUpTo(draw, 5000))}}}`,
  (draw) => `{# ${"x".repeat(sizeUpTo(draw, 2_000_000))} #}`,
  (draw) =>
    `${pick(draw, ["{{ x }}", "{% if 1 %}{% endif %}", "{{", "{%", "{#", "}}", "'"]).repeat(sizeUpTo(draw, 100_000))}`,
  (draw) => hostileText(draw),
];

function deep(draw: Draw): number {
  return sizeUpTo(draw, 50_000);
}

function nested(draw: Draw, start: string, open: string, middle: string, close: string, end: string): string {
  const levels = deep(draw);
  return `${start}${open.repeat(levels)}${middle}${close.repeat(levels)}${end}`;
}

/** Each macro calls the next one `width` times. */
function fan(levels: number, width: number): string {
  const macros = Array.from(
    { length: levels },
    (_, i) => `{% macro m${i}() %}${`{{ m${i + 1}() }}`.repeat(width)}{% endmacro %}`,
  );
  return `{% macro m${levels}() %}x{% endmacro %}${macros.reverse().join("")}`;
}

const names = [
  "messages",
  "message",
  "bos_token",
  "eos_token",
  "tools",
  "loop.index",
  "add_generation_prompt",
  "undefined_name",
];
const filters = [
  "length",
  "first",
  "last",
  "upper",
  "trim",
  "tojson",
  "list",
  "join",
  "sum",
  "int",
  "default('')",
  "items",
  "abs",
];
const tests = ["defined", "none", "string", "mapping", "sequence", "odd", "divisibleby(0)", "sameas(1)", "in(1)"];

function expression(draw: Draw, depth: number): string {
  const inner = () =>
    depth <= 0 ? pick(draw, [...names, "0", "''", "none", "[]", "1.5"]) : expression(draw, depth - 1);
  switch (draw(9)) {
    case 0:
      return `(${inner()} ${pick(draw, ["+", "-", "*", "/", "//", "%", "**", "~", "<", "==", "in", "and", "or"])} ${inner()})`;
    case 1:
      return `${inner()} | ${pick(draw, filters)}`;
    case 2:
      return `(${inner()} is ${pick(draw, tests)})`;
    case 3:
      return `[${inner()}, ${inner()}]`;
    case 4:
      return `{${inner()}: ${inner()}}`;
    case 5:
      return `${inner()}[${inner()}]`;
    case 6:
      return `(${inner()} if ${inner()} else ${inner()})`;
    case 7:
      return `${inner()}.${pick(draw, ["content", "role", "strip()", "split()", "items()", "append(1)", "pop()", "upper"])}`;
    default:
      return inner();
  }
}

function statement(draw: Draw, depth: number): string {
  const inner = () => (depth <= 0 ? "x" : statement(draw, depth - 1));
  switch (draw(6)) {
    case 0:
      return `{% if ${expression(draw, 2)} %}${inner()}{% else %}${inner()}{% endif %}`;
    case 1:
      return `{% for a in ${expression(draw, 2)} %}${inner()}{% endfor %}`;
    case 2:
      return `{% set a = ${expression(draw, 3)} %}${inner()}`;
    case 3:
      return `{% macro b(a, c=${expression(draw, 1)}) %}${inner()}{% endmacro %}{{ b(${expression(draw, 1)}) }}`;
    case 4:
      return `{{ ${expression(draw, 3)} }}${inner()}`;
    default:
      return `${inner()}{{ ${expression(draw, 4)} }}`;
  }
}
