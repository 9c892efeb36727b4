// One case as lines for the terminal: what was asked, what came back, what was taken from it, what would have been right.

import type { JsonValue } from "../../core/json.ts";
import { pyStr } from "../../core/python-text.ts";
import type { StoredRow } from "../../core/stored-row.ts";
import { visibleText } from "../../core/visible-text.ts";
import { padText } from "../text/display-width.ts";
import { wrapText } from "../text/wrap-text.ts";
import { casePrompt, labelEnding } from "./case-prompt.ts";
import { kindsOf } from "./cases.ts";

export interface CaseTextOptions {
  /** Columns of the terminal; infinite where lines need no break. */
  width: number;
  /** Nothing is shortened. */
  isWhole: boolean;
  bold(text: string): string;
}

const indent = 13;
// What is shown of a long output: a repetition is tall rather than long.
const first = { characters: 500, lines: 9 };
const last = { characters: 300, lines: 5 };

export function caseLines(row: StoredRow, options: CaseTextOptions): string[] {
  const tags = kindsOf(row).map((kind) => (row.verdict === "partial" && kind === "wrong" ? "partly right" : kind));
  const title = options.bold(`row ${row.row}`) + (tags.length > 0 ? `  ${tags.join(", ")}` : "");
  return [title, ...fields(row, options).flatMap(([name, text]) => fieldLines(name, text, options))];
}

type Field = [name: string, text: string];

function fields(row: StoredRow, { isWhole }: CaseTextOptions): Field[] {
  const all: [name: string, text: string | undefined][] = [
    ["prompt", casePrompt(row, isWhole) || undefined],
    ["thought", thoughtText(row, isWhole)],
    ["output", row.labels.length > 0 || row.output === undefined ? undefined : judgedText(row, isWhole)],
    ["labels", row.labels.length > 0 ? labelsText(row) : undefined],
    ["extracted", extractedText(row)],
    ["reference", row.reference === undefined ? undefined : valueText(row.reference)],
    ["score", row.score === undefined ? undefined : String(row.score)],
    [row.verdict === "unscored" ? "not scored" : "failed", row.reason],
  ];
  return all.filter((field): field is Field => field[1] !== undefined);
}

/** How much was taken out; the whole output where nothing is shortened. */
export function thoughtText({ thought, output, judged }: ThoughtfulOutput, isWhole: boolean): string | undefined {
  if (thought === undefined || output === undefined) return undefined;
  const out = lengthOf(output) - lengthOf(judged ?? "");
  const said = `${out} characters taken out${thought === "unclosed" ? ", without an end: cut" : ""}`;
  return isWhole ? `${said}; the whole output is\n${outputText(output, true)}` : said;
}

type ThoughtfulOutput = Pick<StoredRow, "thought" | "output" | "judged">;

/** What was judged. */
export function judgedText({ output = "", judged = output }: ThoughtfulOutput, isWhole: boolean): string {
  return outputText(judged, isWhole);
}

function lengthOf(output: JsonValue): number {
  return [...valueText(output)].length;
}

/** `name: text`, the lines of the text below each other. */
export function fieldLines(name: string, text: string, { width }: CaseTextOptions): string[] {
  const lines = wrapText(visibleText(text.replaceAll("\r\n", "\n")), width - indent);
  return lines.map((line, at) => `${at === 0 ? padText(`  ${name}`, indent) : " ".repeat(indent)}${line}`.trimEnd());
}

/** @returns The text, or its two ends with the number of characters between them. */
export function outputText(output: JsonValue, isWhole: boolean): string {
  const text = valueText(output).trimEnd();
  if (text === "") return "(empty)";
  if (isWhole) return text;
  const lines = text.split("\n");
  const fits = lines.length <= first.lines + last.lines && [...text].length <= first.characters + last.characters;
  if (fits) return text;
  const isTall = lines.length > first.lines + last.lines;
  const head = [...(isTall ? lines.slice(0, first.lines).join("\n") : text)].slice(0, first.characters);
  const tail = [...(isTall ? lines.slice(-last.lines).join("\n") : text)].slice(-last.characters);
  return `${head.join("")}\n… ${[...text].length - head.length - tail.length} characters …\n${tail.join("")}`;
}

function extractedText({ rule, extracted, answer, output, judged }: StoredRow): string | undefined {
  if (extracted === false) {
    const isEmpty = answer === undefined || answer === null || answer === "" || pyStr(answer) === "[]";
    if (isEmpty) return "nothing";
    return answer === (judged ?? output)
      ? "nothing: the whole output was compared"
      : `nothing: ${valueText(answer)} was compared`;
  }
  if (answer === undefined || (rule === undefined && answer === (judged ?? output))) return undefined;
  return rule === undefined ? valueText(answer) : `${valueText(answer)}   by the rule: ${rule}`;
}

/** A line per label: its values, whether it was chosen or would have been right, and its own text. */
function labelsText({ labels, output, reference }: StoredRow): string {
  return labels
    .map((each) => {
      const values = Object.entries(each.values).map(([name, value]) => `${name} ${Number(value.toPrecision(6))}`);
      const marks = [isLabel(each.label, output) && "chosen", isLabel(each.label, reference) && "reference"];
      const ending = labelEnding(each, labels).trim();
      return [
        each.label,
        ...values,
        ...marks.filter((mark) => mark !== false).map((mark) => `<- ${mark}`),
        ...(ending === each.label || ending === "" ? [] : [JSON.stringify(shorten(ending))]),
      ].join("  ");
    })
    .join("\n");
}

function isLabel(label: string, value: JsonValue | undefined): boolean {
  return value !== undefined && pyStr(value) === label;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 80 ? text : `${characters.slice(0, 79).join("")}…`;
}

function valueText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
