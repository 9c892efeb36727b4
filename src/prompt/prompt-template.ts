// Turns a row into a prompt by a template: plain text, begin/round/end sections, or one of these per label
// (OpenCompass's PromptTemplate). Errors name the field.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { LabelledTemplate, PromptItem, PromptList, PromptTemplateConfig, RoundTemplate } from "../core/prompt.ts";
import { pythonEquals } from "../core/python-equal.ts";
import { type PythonValue, pyStr } from "../core/python-text.ts";
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
  /** The labels of a labelled template in their order, the section names of rounds, none of text. */
  readonly labels: readonly JsonValue[];
  readonly iceToken: string | null;
  readonly sepToken: string | null;
  readonly #template: PromptTemplateConfig["template"];
  /** Of `labels`, in their order. */
  readonly #perLabel: readonly OneTemplate[];
  readonly #field: string;
  /** By label, found when the first one is asked for. */
  #ownSpans: readonly (OwnSpan | undefined)[] | undefined;

  /**
   * Takes what upstream takes, also what fails where it is used (`requireUsable`).
   * @param field Name of the template in error messages, for example "promptTemplate".
   * @throws OcLocalError CONFIG
   */
  constructor({ template, iceToken, sepToken }: PromptTemplateConfig, field: string) {
    this.#field = field;
    this.iceToken = checkedToken(iceToken, `${field}.iceToken`);
    this.sepToken = checkedToken(sepToken, `${field}.sepToken`);
    this.kind = kindOf(template, field);
    const entries = typeof template === "string" ? [] : entriesOf(template);
    this.labels = entries.map(([label]) => label);
    this.#template = template;
    this.#perLabel = this.kind === "labelled" ? entries.map(([, one]) => one) : [];
    if (typeof template === "string") checkHoldsToken(template, this.iceToken, `${field}.template`);
    for (const [label, part] of entries) checkPart(part, this.iceToken, `${field}.template.${pyStr(label)}`);
  }

  /** @throws OcLocalError CONFIG for a template whose every use would fail, or that is surely not meant. */
  requireUsable(): this {
    const field = `${this.#field}.template`;
    if (this.kind === "rounds") requireRound(this.#template, field);
    else if (!Array.isArray(this.#template)) checkNoSections(this.labels.map(pyStr), field);
    for (const [i, part] of this.#perLabel.entries()) requireRound(part, `${field}.${pyStr(this.labels[i] ?? null)}`);
    return this;
  }

  /** A row with its answer, as an in-context example (docs/exactness.md E2.8). Keeps the separator token. */
  example(row: Row, label: JsonValue): SectionedPrompt {
    const encoded = this.#encode(label, true);
    return fillPrompt(this.iceToken === null ? encoded : replaceInPrompt(encoded, this.iceToken, ""), row);
  }

  /** The row with a label as its answer, to be scored (docs/exactness.md E2.9). Examples keep their separator tokens. */
  labelPrompt(
    row: Row,
    label: JsonValue,
    examples: SectionedPrompt,
    options: LabelPromptOptions = {},
  ): SectionedPrompt {
    const encoded = this.#marked(this.#encode(label, false), label, options.mark);
    const bare = options.keepSeparator === true ? encoded : this.#withoutSeparator(encoded);
    return fillPrompt(this.#withExamples(bare, examples), row);
  }

  /** The row without its answer, to be continued (docs/exactness.md E2.10): the output column is replaced by `outputText`. */
  generationPrompt(
    row: Row,
    examples: SectionedPrompt,
    options: { outputColumn?: string | null; outputText?: PythonValue } = {},
  ): SectionedPrompt {
    const { outputColumn = null, outputText = "" } = options;
    // A labelled template makes no sense here; upstream takes the first label's.
    const encoded = this.#encode(this.labels[0] ?? null, false);
    const whole = this.#withoutSeparator(this.#withExamples(encoded, examples));
    return fillPrompt(whole, outputColumn === null ? row : { ...row, [outputColumn]: outputText });
  }

  #encode(label: JsonValue, asExample: boolean): SectionedPrompt {
    if (this.kind !== "labelled") return encode(this.#template as OneTemplate, asExample, `${this.#field}.template`);
    const template = this.#perLabel[this.#indexOf(label)] as OneTemplate;
    return encode(template, asExample, `${this.#field}.template.${pyStr(label)}`);
  }

  /** Labels that are pairs are found by Python's `==`; the keys of an object are texts, whatever they were meant to be. */
  #indexOf(label: JsonValue): number {
    const isLabel = Array.isArray(this.#template)
      ? (key: JsonValue) => pythonEquals(key, label)
      : (key: JsonValue) => key === pyStr(label);
    const index = this.labels.findIndex(isLabel);
    if (index >= 0) return index;
    throw new OcLocalError(
      "TEMPLATE",
      `${this.#field}.template has no label ${JSON.stringify(label)} (labels: ${this.labels.map(pyStr).join(", ")})`,
      { hint: `give the template a label ${JSON.stringify(pyStr(label))}, or correct the answer of the row` },
    );
  }

  #marked(encoded: SectionedPrompt, label: JsonValue, mark: string | undefined): SectionedPrompt {
    if (mark === undefined || this.kind !== "labelled") return encoded;
    this.#ownSpans ??= this.#findOwnSpans();
    const span = this.#ownSpans[this.#indexOf(label)];
    return span === undefined ? encoded : markSpan(encoded, span, mark);
  }

  #findOwnSpans(): readonly (OwnSpan | undefined)[] {
    return this.labels.length < 2 ? [] : ownSpans(this.labels.map((label) => this.#encode(label, false)));
  }

  #withExamples(encoded: SectionedPrompt, examples: SectionedPrompt): SectionedPrompt {
    return this.iceToken === null ? encoded : replaceInPrompt(encoded, this.iceToken, examples);
  }

  #withoutSeparator(encoded: SectionedPrompt): SectionedPrompt {
    return this.sepToken === null ? encoded : replaceInPrompt(encoded, this.sepToken, "");
  }
}

function encode(template: OneTemplate, asExample: boolean, field: string): SectionedPrompt {
  if (typeof template === "string") return template;
  const round = requireRound(template, field);
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
  if (typeof template !== "object" || template === null) {
    throw new OcLocalError("CONFIG", `${field}.template: expected text or an object, got ${JSON.stringify(template)}`);
  }
  if (Array.isArray(template)) return "labelled";
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

function entriesOf(template: RoundTemplate | LabelledTemplate): [JsonValue, OneTemplate][] {
  return Array.isArray(template) ? template : (Object.entries(template) as [string, OneTemplate][]);
}

/** What is under a section's name or a label. */
function checkPart(part: unknown, iceToken: string | null, field: string): void {
  if (typeof part === "string") checkHoldsToken(part, iceToken, field);
  else if (typeof part !== "object" || part === null) throw noRound(part, field);
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

/** @throws OcLocalError CONFIG where sections have no round: upstream fails on every use of them. */
function requireRound(template: unknown, field: string): PromptList {
  if (typeof template === "string") return [];
  const round = (template as RoundTemplate | null)?.round;
  if (Array.isArray(round)) return round;
  throw noRound(template, field);
}

function noRound(template: unknown, field: string): OcLocalError {
  return new OcLocalError(
    "CONFIG",
    `${field}: expected text or sections with a list "round", got ${JSON.stringify(template)}`,
    { hint: 'put what is asked into a "round", for example "round": [{ "role": "HUMAN", "prompt": "{question}" }]' },
  );
}
