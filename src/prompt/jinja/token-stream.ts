// What both parsers read tokens with.

import { type Token, tokenize } from "./lexer.ts";
import { PythonError } from "./values.ts";

export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(template: string) {
    this.#tokens = tokenize(template);
  }

  get current(): Token {
    return this.#tokens[this.#at] as Token;
  }

  /** The token after the current one. */
  get following(): Token {
    return (this.#tokens[this.#at + 1] ?? this.#tokens.at(-1)) as Token;
  }

  next(): Token {
    const token = this.current;
    if (token.type !== "eof") this.#at++;
    return token;
  }

  isOperator(...operators: string[]): boolean {
    return this.current.type === "operator" && operators.includes(this.current.value);
  }

  isName(...names: string[]): boolean {
    return this.current.type === "name" && names.includes(this.current.value);
  }

  skipOperator(operator: string): boolean {
    const isThere = this.isOperator(operator);
    if (isThere) this.next();
    return isThere;
  }

  skipName(name: string): boolean {
    const isThere = this.isName(name);
    if (isThere) this.next();
    return isThere;
  }

  expectOperator(operator: string): void {
    if (!this.skipOperator(operator)) this.fail(`expected token '${operator}', got ${this.describe()}`);
  }

  expect(type: Token["type"], what: string): Token {
    if (this.current.type !== type) this.fail(`expected ${what}, got ${this.describe()}`);
    return this.next();
  }

  /** A name that Python takes as one. */
  expectName(): string {
    return this.expect("name", "a name").value;
  }

  describe(): string {
    const { type, value } = this.current;
    return value === "" ? ({ eof: "end of template" }[type as "eof"] ?? type.replace("_", " ")) : `'${value}'`;
  }

  fail(message: string): never {
    throw new PythonError("TemplateSyntaxError", `${message} (line ${this.current.line})`);
  }
}
