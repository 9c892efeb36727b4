// Turns a row into a prompt by a template: plain text, begin/round/end sections, or one of these per label
// (OpenCompass's PromptTemplate). Checked at construction, errors name the field.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { PromptItem, PromptList, PromptTemplateConfig, RoundTemplate } from "../core/prompt.ts";
import { pyStr } from "../core/python-text.ts";
import { markSpan, type OwnSpan, ownSpans } from "./own-text.ts";
import { fillPrompt, replaceInPrompt, type SectionedPrompt } from "./prompt-list.ts";

/** `text`: a string. `rounds`: begin/round/end sections. `labelled`: one of these per label (docs/exactness.md E2.5). */
export type TemplateKind = "text" | "rounds" | "labelled";

type OneTemplate = string | RoundTemplate;

export interface LabelPromptOptions {
  /** Leave the separator token in. @default false */
  keepSeparator?: boolean;
  /** Put around the label's own text (own-text.ts); left out where its template tells none. */
  mark?: string;
}

const sectionNames: readonly string[] = ["begin", "round", "end"];

export class PromptTemplate {
  readonly kind: TemplateKind;
  /** Keys of the template in their order: the labels of a labelled one, the section names of rounds, none of text. */
  readonly keys: readonly string[];
  readonly iceToken: string | null;
  readonly sepToken: string | null;
  readonly #template: OneTemplate | Map<string, OneTemplate>;
  readonly #field: string;
  /** By label, found when the first one is asked for. */
  #ownSpans: ReadonlyMap<string, OwnSpan | undefined> | undefined;

  /**
   * @param field Name of the template in error messages, for example "promptTemplate".
   * @throws OcLocalError CONFIG
   */
  constructor(config: PromptTemplateConfig, field: string) {
    this.#field = field;
    this.iceToken = checkedToken(config.iceToken, `${field}.iceToken`);
    this.sepToken = checkedToken(config.sepToken, `${field}.sepToken`);
    this.kind = kindOf(config.template, field);
    this.keys = this.kind === "text" ? [] : Object.keys(config.template);
    this.#template =
      this.kind === "labelled" ? new Map(Object.entries(config.template)) : (config.template as OneTemplate);
    checkTemplate(config.template, this.kind, this.iceToken, `${field}.template`);
  }

  /** A row with its answer, as an in-context example (docs/exactness.md E2.8). Keeps the separator token. */
  example(row: Row, label: JsonValue): SectionedPrompt {
    const encoded = encode(this.#pick(label), true);
    return fillPrompt(this.iceToken === null ? encoded : replaceInPrompt(encoded, this.iceToken, ""), row);
  }

  /** The row with a label as its answer, to be scored (docs/exactness.md E2.9). Examples keep their separator tokens. */
  labelPrompt(
    row: Row,
    label: JsonValue,
    examples: SectionedPrompt,
    options: LabelPromptOptions = {},
  ): SectionedPrompt {
    const encoded = this.#marked(encode(this.#pick(label), false), label, options.mark);
    const bare = options.keepSeparator === true ? encoded : this.#withoutSeparator(encoded);
    return fillPrompt(this.#withExamples(bare, examples), row);
  }

  /** The row without its answer, to be continued (docs/exactness.md E2.10): the output column is replaced by `outputText`. */
  generationPrompt(
    row: Row,
    examples: SectionedPrompt,
    options: { outputColumn?: string | null; outputText?: string } = {},
  ): SectionedPrompt {
    const { outputColumn = null, outputText = "" } = options;
    // A labelled template makes no sense here; upstream takes the first label's.
    const encoded = encode(this.#pick(this.keys[0] ?? ""), false);
    const whole = this.#withoutSeparator(this.#withExamples(encoded, examples));
    return fillPrompt(whole, outputColumn === null ? row : { ...row, [outputColumn]: outputText });
  }

  #pick(label: JsonValue): OneTemplate {
    if (!(this.#template instanceof Map)) return this.#template;
    const template = this.#template.get(pyStr(label));
    if (template !== undefined) return template;
    throw new OcLocalError(
      "TEMPLATE",
      `${this.#field}.template has no label ${JSON.stringify(label)} (labels: ${this.keys.join(", ")})`,
      { hint: `give the template a label ${JSON.stringify(pyStr(label))}, or correct the answer of the row` },
    );
  }

  #marked(encoded: SectionedPrompt, label: JsonValue, mark: string | undefined): SectionedPrompt {
    if (mark === undefined) return encoded;
    this.#ownSpans ??= this.#findOwnSpans();
    const span = this.#ownSpans.get(pyStr(label));
    return span === undefined ? encoded : markSpan(encoded, span, mark);
  }

  #findOwnSpans(): Map<string, OwnSpan | undefined> {
    if (!(this.#template instanceof Map) || this.#template.size < 2) return new Map();
    const spans = ownSpans([...this.#template.values()].map((template) => encode(template, false)));
    return new Map([...this.#template.keys()].map((label, i) => [label, spans[i]]));
  }

  #withExamples(encoded: SectionedPrompt, examples: SectionedPrompt): SectionedPrompt {
    return this.iceToken === null ? encoded : replaceInPrompt(encoded, this.iceToken, examples);
  }

  #withoutSeparator(encoded: SectionedPrompt): SectionedPrompt {
    return this.sepToken === null ? encoded : replaceInPrompt(encoded, this.sepToken, "");
  }
}

function encode(template: OneTemplate, asExample: boolean): SectionedPrompt {
  if (typeof template === "string") return template;
  const round = template.round ?? [];
  if (asExample) return [{ section: "ice", pos: "begin" }, ...round, { section: "ice", pos: "end" }];
  const prompt: PromptList = [];
  if (template.begin !== undefined) {
    prompt.push({ section: "begin", pos: "begin" }, ...listed(template.begin), { section: "begin", pos: "end" });
  }
  prompt.push({ section: "round", pos: "begin" }, ...round, { section: "round", pos: "end" });
  if (template.end !== undefined) {
    // Opened with a closing marker, as upstream: docs/exactness.md E2.7.
    prompt.push({ section: "end", pos: "end" }, ...listed(template.end), { section: "end", pos: "end" });
  }
  return prompt;
}

function listed<Item extends PromptItem>(section: Item | Item[]): Item[] {
  return Array.isArray(section) ? section : [section];
}

function kindOf(template: unknown, field: string): TemplateKind {
  if (typeof template === "string") return "text";
  if (typeof template !== "object" || template === null || Array.isArray(template)) {
    throw new OcLocalError("CONFIG", `${field}.template: expected text or an object, got ${JSON.stringify(template)}`);
  }
  return Object.keys(template).every((key) => sectionNames.includes(key)) ? "rounds" : "labelled";
}

function checkedToken(token: unknown, field: string): string | null {
  if (token === undefined) return null;
  if (typeof token !== "string" || token === "") {
    throw new OcLocalError("CONFIG", `${field}: expected a non-empty text, got ${JSON.stringify(token)}`, {
      hint: 'write for example "</E>", and put it where the in-context examples belong',
    });
  }
  return token;
}

function checkTemplate(template: unknown, kind: TemplateKind, iceToken: string | null, field: string): void {
  if (typeof template === "string") {
    checkHoldsToken(template, iceToken, field);
    return;
  }
  if (kind === "rounds") checkHasRound(template, field);
  else checkNoSections(Object.keys(template as object), field);
  for (const [key, value] of Object.entries(template as object)) {
    if (typeof value === "string") checkHoldsToken(value, iceToken, `${field}.${key}`);
    else if (kind === "labelled") checkHasRound(value, `${field}.${key}`);
  }
}

/** A misspelt section would make a template of rounds look like one with labels. */
function checkNoSections(keys: readonly string[], field: string): void {
  const sections = keys.filter((key) => sectionNames.includes(key));
  if (sections.length === 0) return;
  const others = keys.filter((key) => !sections.includes(key));
  throw new OcLocalError(
    "CONFIG",
    `${field}: has sections (${sections.join(", ")}) beside other keys (${others.join(", ")})`,
    {
      hint: `sections are ${sectionNames.join(", ")}; a template per label has only labels as keys`,
    },
  );
}

/** docs/exactness.md E2.6 */
function checkHoldsToken(text: string, iceToken: string | null, field: string): void {
  if (iceToken === null || text.includes(iceToken)) return;
  throw new OcLocalError("CONFIG", `${field}: the text does not contain iceToken "${iceToken}"`, {
    hint: `put "${iceToken}" where the in-context examples belong, or drop iceToken`,
  });
}

function checkHasRound(template: unknown, field: string): void {
  const round = (template as RoundTemplate | null)?.round;
  if (Array.isArray(round)) return;
  throw new OcLocalError(
    "CONFIG",
    `${field}: expected text or sections with a list "round", got ${JSON.stringify(template)}`,
    { hint: 'put what is asked into a "round", for example "round": [{ "role": "HUMAN", "prompt": "{question}" }]' },
  );
}
