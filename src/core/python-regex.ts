// Python `re` patterns as JavaScript regular expressions, so that a pattern copied from an OpenCompass config finds what it
// finds there: Unicode \s \w \d \b, `$` also before one final newline, literal braces, (?P<name>), leading (?i)(?m)(?s).
// Refused, because they cannot be expressed: scoped flags, (?x), (?a), conditionals, \N{name}; whatever else JavaScript
// refuses (possessive quantifiers, atomic groups) is refused too. Case is ignored by simple folding (İ and ı differ).
// docs/exactness.md E1.2.

import { OcLocalError } from "./errors.ts";
import { whiteSpaceClass } from "./unicode.ts";

const word = "\\p{L}\\p{N}_";
const wordBoundary = `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
const insideWord = `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`;
// Class bodies; \W and \S, which have no body of their own, are the complements of \w and \s.
const classBodies: Record<string, string> = { d: "\\p{Nd}", D: "\\P{Nd}", s: whiteSpaceClass, w: word };
const complements: Record<string, string> = { S: `[^${whiteSpaceClass}]`, W: `[^${word}]` };
const anchorEscapes: Record<string, string> = { A: "^", Z: "$", b: wordBoundary, B: insideWord };
const controlEscapes: Record<string, string> = { a: "\\x07", f: "\\f", n: "\\n", r: "\\r", t: "\\t", v: "\\v" };

// One token of a pattern outside of classes, in order of precedence.
const tokens =
  /\(\?#[^)]*\)|\(\?P<\w+>|\(\?P=\w+\)|\(\?(?:[:=!]|<[=!])|\(\?|\{\d*(?:,\d*)?\}|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|0[0-7]{0,2}|[1-9]\d?|.)|./gsu;

interface Flags {
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
}

/**
 * @param flags Letters of Python's flags `i`, `m` and `s`, and `g` for all matches.
 * @throws OcLocalError CONFIG for a pattern that is wrong or cannot be expressed.
 */
export function pythonRegExp(pattern: string, flags = ""): RegExp {
  const leading = /^\(\?([ims]+)\)/.exec(pattern);
  const letters = flags + (leading?.[1] ?? "");
  const state = { ignoreCase: letters.includes("i"), multiline: letters.includes("m"), dotAll: letters.includes("s") };
  const body = pattern.slice(leading?.[0].length ?? 0);
  try {
    const source = translate(body, state);
    return new RegExp(source, `u${state.ignoreCase ? "i" : ""}${letters.includes("g") ? "g" : ""}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new OcLocalError("CONFIG", `the pattern ${JSON.stringify(pattern)} cannot be used: ${error.message}`, {
      hint: "write it with the constructs that Python's and JavaScript's regular expressions share",
      cause: error,
    });
  }
}

function translate(pattern: string, flags: Flags): string {
  let source = "";
  tokens.lastIndex = 0;
  for (let token = tokens.exec(pattern); token !== null; token = tokens.exec(pattern)) {
    if (token[0] !== "[") {
      source += translateToken(token[0], flags);
      continue;
    }
    const end = classEnd(pattern, token.index);
    source += translateClass(pattern.slice(token.index + 1, end));
    tokens.lastIndex = end + 1;
  }
  return source;
}

function translateToken(token: string, flags: Flags): string {
  if (token === ".") return flags.dotAll ? "[\\s\\S]" : "[^\\n]";
  if (token === "^") return flags.multiline ? "(?<![^\\n])" : "^";
  if (token === "$") return flags.multiline ? "(?![^\\n])" : "(?=\\n?$)";
  if ("()|*+?".includes(token)) return token;
  if (token.startsWith("(?")) return translateGroup(token);
  if (token.startsWith("\\")) return translateEscape(token);
  if (/^\{(?:\d+,?\d*|,\d*)\}$/.test(token)) return token.replace("{,", "{0,");
  return Array.from(token, literal).join("");
}

function translateEscape(token: string): string {
  const letter = token.slice(1);
  if (anchorEscapes[letter] !== undefined) return anchorEscapes[letter];
  if (complements[letter] !== undefined) return complements[letter];
  if (classBodies[letter] !== undefined) return `[${classBodies[letter]}]`;
  return /^[1-9]/.test(letter) ? `(?:${token})` : translateCharacter(token);
}

function translateGroup(token: string): string {
  if (token.startsWith("(?#")) return "";
  if (token.startsWith("(?P<")) return `(?<${token.slice(4)}`;
  if (token.startsWith("(?P=")) return `\\k<${token.slice(4, -1)}>`;
  if (token === "(?") throw new SyntaxError("it has a group of a kind that is not supported");
  return token;
}

/** An escape that stands for one character, inside and outside of a class. */
function translateCharacter(token: string): string {
  const letter = token.slice(1, 2);
  if (controlEscapes[letter] !== undefined) return controlEscapes[letter];
  if ("xuU".includes(letter) && token.length > 2) return codePoint(Number.parseInt(token.slice(2), 16));
  if (letter === "0") return codePoint(Number.parseInt(token.slice(1), 8));
  if (/[a-zA-Z]/.test(letter)) throw new SyntaxError(`${token} is not supported`);
  return literal(token.slice(1));
}

/** Index of the bracket that closes the class opened at `start`; a bracket right after the opening is a literal. */
function classEnd(pattern: string, start: number): number {
  const first = start + (pattern[start + 1] === "^" ? 2 : 1);
  for (let at = first; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "]" && at > first) return at;
  }
  throw new SyntaxError("a class is not closed");
}

function translateClass(content: string): string {
  const negated = content.startsWith("^");
  const members = content.slice(negated ? 1 : 0).match(tokens) ?? [];
  const others = members.map((member) => complements[member.slice(1)]).filter((other) => other !== undefined);
  const body = members.map((member, at) => {
    // Only a hyphen between two members makes a range.
    if (member === "-" && at > 0 && at < members.length - 1) return "-";
    return translateMember(member);
  });
  const simple = `[${negated ? "^" : ""}${body.join("")}]`;
  if (others.length === 0) return simple;
  return negated ? `(?:(?!${others.join("|")})${simple})` : `(?:${[simple, ...others].join("|")})`;
}

function translateMember(member: string): string {
  const letter = member.slice(1);
  if (!member.startsWith("\\")) return Array.from(member, literal).join("");
  if (letter === "b") return "\\x08";
  return complements[letter] === undefined ? (classBodies[letter] ?? translateCharacter(member)) : "";
}

function literal(character: string): string {
  return /^[\w\u0080-\u{10ffff}]$/u.test(character) ? character : codePoint(character.codePointAt(0) as number);
}

function codePoint(code: number): string {
  return `\\u{${code.toString(16)}}`;
}
