// Texts and numbers that programs tend to get wrong.

import type { JsonValue } from "../../src/core/json.ts";
import { chance, type Draw, pick, sizeUpTo } from "./draw.ts";

/** What would move a cursor, set a title, show other words than are there. */
export const controlTexts: readonly string[] = [
  "\u001b]0;owned\u0007",
  "\u001b[2J\u001b[31mred",
  "\u009b31mred",
  "\u009d0;owned\u009c",
  "over\rwritten",
  "back\b\b\b\b",
  "\u202egnp.exe\u202c",
  "\u2066isolated\u2069",
  "\u061carabic",
  "bell\u0007",
  "\u007f\u0085",
  "form\u000cfeed\u000b",
  "shift\u000eout\u000f",
];

const awkwardTexts: readonly string[] = [
  "",
  " ",
  ".",
  "..",
  "-",
  "--help",
  "../../../outside/x",
  "../outside/canary.txt",
  "/etc/passwd",
  "/dev/zero",
  "~root",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "%s%n%x",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that some program may take for a template
  "${process.exit(7)}",
  "$(touch owned)",
  "`touch owned`",
  "'; touch owned; '",
  "{question}",
  "{{ 7 * 7 }}",
  "{% for a in range(10 ** 9) %}x{% endfor %}",
  "\ud800",
  "\udfff\ud800",
  "\ufeff",
  "a\u0000b",
  "CON",
  "a/b\\c",
  "\t",
  "\n",
  "line\nline",
  "NaN",
  "1e999",
  "ﷺ".repeat(50),
  "👩‍👩‍👧".repeat(100),
  "a\u0301".repeat(200),
];

export function hostileText(draw: Draw): string {
  if (chance(draw, 3)) return pick(draw, controlTexts);
  if (chance(draw, 8))
    return pick(draw, ["a", "é", "𝒜", " ", "(", "\\", "%", "{", "\n"]).repeat(sizeUpTo(draw, 100_000));
  return pick(draw, awkwardTexts);
}

const awkwardNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  -0.5,
  127,
  255,
  256,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  42_949_673,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 63,
  2 ** 64,
  1e21,
  1e308,
  5e-324,
  -1e308,
];

export function hostileNumber(draw: Draw): number {
  return chance(draw, 4) ? sizeUpTo(draw, 2 ** 40) : pick(draw, awkwardNumbers);
}

/** Of any JSON type. */
export function hostileJson(draw: Draw): JsonValue {
  switch (draw(9)) {
    case 0:
      return null;
    case 1:
      return chance(draw, 2);
    case 2:
    case 3:
      return hostileNumber(draw);
    case 4:
      return Array.from({ length: sizeUpTo(draw, 20_000) }, (_, i) => i);
    case 5:
      return { [hostileText(draw)]: hostileText(draw), type: hostileText(draw) };
    case 6:
      return [hostileText(draw), [], {}, null, hostileNumber(draw)];
    default:
      return hostileText(draw);
  }
}
