// A template's source as tokens, by the rules of Jinja2's lexer with trim_blocks and lstrip_blocks: line ends become \n, one
// at the end goes, the first after a block goes, and so does the white space in front of a block that begins its line.

import { rstrip, whiteSpaceClass } from "../../core/unicode.ts";
import { unescapeString } from "./string-literal.ts";
import { PythonError } from "./values.ts";

export interface Token {
  type:
    | "data"
    | "variable_begin"
    | "variable_end"
    | "block_begin"
    | "block_end"
    | "name"
    | "string"
    | "integer"
    | "float"
    | "operator"
    | "eof";
  /** Of a string literal its value, of everything else its text. */
  value: string;
  line: number;
}

const s = `[${whiteSpaceClass}]`;
const opening = new RegExp(`\\{%([-+]?)${s}*raw${s}*(?:-%\\}${s}*|%\\})|\\{([%{#])([-+]?)`, "gu");
const commentEnd = new RegExp(`\\+#\\}|-#\\}${s}*|#\\}\\n?`, "gu");
const blockEnd = new RegExp(`\\+%\\}|-%\\}${s}*|%\\}\\n?`, "yu");
const variableEnd = new RegExp(`-\\}\\}${s}*|\\}\\}`, "yu");
const rawEnd = new RegExp(`\\{%([-+]?)${s}*endraw${s}*(?:\\+%\\}|-%\\}${s}*|%\\}\\n?)`, "gu");
const blanks = new RegExp(`^${s}+$`, "u");

// In the order in which they are tried.
const inside: readonly (readonly [Token["type"] | "blank", RegExp])[] = [
  ["blank", new RegExp(`${s}+`, "yu")],
  ["float", /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iuy],
  ["integer", /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iuy],
  ["name", /[\p{L}\p{N}\p{M}\p{Pc}]+/uy],
  ["string", /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/uy],
  ["operator", /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/uy],
];
const closing: Record<string, string> = { "{": "}", "(": ")", "[": "]" };

/** @throws PythonError TemplateSyntaxError */
export function tokenize(template: string): Token[] {
  const source = template.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  return new Lexer(source).run();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;
  #lineStarts = true;

  constructor(source: string) {
    this.#source = source;
  }

  run(): Token[] {
    while (this.#at < this.#source.length) {
      const tag = this.#find(opening);
      if (tag === null) {
        this.#push("data", this.#source.slice(this.#at));
        break;
      }
      this.#data(this.#source.slice(this.#at, tag.index), tag[1] ?? tag[3] ?? "", tag[2] === "{");
      this.#advance(tag);
      if (tag[2] === undefined) this.#raw();
      else if (tag[2] === "#") this.#comment();
      else this.#tag(tag[2] === "%" ? "block" : "variable");
    }
    this.#push("eof", "");
    return this.#tokens;
  }

  /** The text in front of a tag. */
  #data(text: string, sign: string, isVariable: boolean): void {
    const kept = this.#stripped(text, sign, isVariable);
    if (kept !== "") this.#push("data", kept);
    this.#line += text.split("\n").length - 1;
  }

  #stripped(text: string, sign: string, isVariable: boolean): string {
    if (sign === "-") return rstrip(text);
    if (sign === "+" || isVariable) return text;
    const lineStart = text.lastIndexOf("\n") + 1;
    const beginsLine = (lineStart > 0 || this.#lineStarts) && blanks.test(text.slice(lineStart));
    return beginsLine ? text.slice(0, lineStart) : text;
  }

  #comment(): void {
    const end = this.#find(commentEnd);
    if (end === null) throw this.#error("Missing end of comment tag");
    this.#advance(end);
  }

  #raw(): void {
    const end = this.#find(rawEnd);
    if (end === null) throw this.#error("Missing end of raw directive");
    this.#data(this.#source.slice(this.#at, end.index), end[1] ?? "", false);
    this.#advance(end);
  }

  #tag(kind: "block" | "variable"): void {
    this.#push(`${kind}_begin`, "");
    const open: string[] = [];
    for (;;) {
      const end = open.length === 0 ? this.#find(kind === "block" ? blockEnd : variableEnd) : null;
      if (end !== null) {
        this.#push(`${kind}_end`, end[0]);
        this.#advance(end);
        return;
      }
      // The parser says what is missing.
      if (this.#at >= this.#source.length) return;
      this.#element(open);
    }
  }

  #element(open: string[]): void {
    for (const [type, pattern] of inside) {
      const match = this.#find(pattern);
      if (match === null) continue;
      const [text] = match;
      if (type === "operator") this.#balance(text, open);
      if (type !== "blank") this.#push(type, type === "string" ? this.#string(text) : text);
      this.#advance(match);
      return;
    }
    throw this.#error(
      `unexpected char ${JSON.stringify(String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0))}`,
    );
  }

  #balance(text: string, open: string[]): void {
    if (closing[text] !== undefined) open.push(closing[text]);
    if (!/^[})\]]$/.test(text)) return;
    const expected = open.pop();
    if (expected !== text)
      throw this.#error(`unexpected '${text}'${expected === undefined ? "" : `, expected '${expected}'`}`);
  }

  #string(quoted: string): string {
    try {
      return unescapeString(quoted.slice(1, -1));
    } catch (error) {
      throw error instanceof RangeError ? this.#error(error.message) : error;
    }
  }

  #find(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source);
  }

  /** To the end of a match; the text in front of it has been counted. */
  #advance(match: RegExpExecArray): void {
    this.#at = match.index + match[0].length;
    this.#line += match[0].split("\n").length - 1;
    this.#lineStarts = match[0].endsWith("\n");
  }

  #push(type: Token["type"], value: string): void {
    this.#tokens.push({ type, value, line: this.#line });
  }

  #error(message: string): PythonError {
    return new PythonError("TemplateSyntaxError", `${message} (line ${this.#line})`);
  }
}
