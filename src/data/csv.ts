// CSV files as Python's csv.reader splits them (Modules/_csv.c of CPython 3, default dialect): a quote opens a field only
// at its start, "" inside is one quote, and whatever follows the closing quote belongs to the field. csv-parse disagrees
// on that last rule and on blank lines. Stricter than Python: a row of another width or an open quote is an error.

import { OcLocalError } from "../core/errors.ts";
import { readText, type TextOptions } from "./txt.ts";

/** A row whose cells are all text. */
export type TextRow = Record<string, string>;

export interface CsvOptions extends TextOptions {
  /** Names of the columns. @default the first row of the file */
  columns?: readonly string[];
  /** With `columns`: the first row is a header to leave out. @default false */
  skipHeader?: boolean;
  /** One character. @default "," */
  delimiter?: string;
  /** Whether `"` quotes a field. @default true */
  quotes?: boolean;
}

interface CsvRecord {
  line: number;
  fields: string[];
}

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file and line. */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<TextRow[]> {
  const records = parseRecords(await readText(path, options), path, options);
  const columns = options.columns ?? headerOf(records, path);
  if (options.columns !== undefined && options.skipHeader === true) records.next();
  const rows: TextRow[] = [];
  for (const record of records) {
    if (record.fields.length !== columns.length) throw wrongWidth(path, record, columns);
    // fromEntries makes own properties of any name, __proto__ included.
    rows.push(Object.fromEntries(columns.map((column, i) => [column, record.fields[i] as string])));
  }
  return rows;
}

function headerOf(records: Generator<CsvRecord, void>, path: string): string[] {
  const first = records.next();
  if (first.done === true) throw new OcLocalError("BAD_DATA", `${path}: empty, expected a row of column names`);
  const { line, fields } = first.value;
  const repeated = fields.find((name, i) => fields.indexOf(name) !== i);
  if (repeated === undefined) return fields;
  throw new OcLocalError("BAD_DATA", `${path}:${line}: column "${repeated}" occurs twice in the header`, {
    hint: "rename one of the two",
  });
}

/** A blank line is a record without fields. */
function* parseRecords(text: string, path: string, options: CsvOptions): Generator<CsvRecord, void> {
  const { delimiter = ",", quotes = true } = options;
  const plain = new RegExp(`[^\\n\\u{${delimiter.codePointAt(0)?.toString(16)}}]*`, "uy");
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { line, fields: [] };
    for (let more = text[at] !== "\n"; more; ) {
      const quoted = quotes && text[at] === '"' ? readQuoted(text, at, `${path}:${line}`) : { value: "", end: at };
      plain.lastIndex = quoted.end;
      const rest = (plain.exec(text) as RegExpExecArray)[0];
      record.fields.push(quoted.value + rest);
      line += quoted.value.split("\n").length - 1;
      at = quoted.end + rest.length;
      more = text[at] === delimiter;
      if (more) at += 1;
    }
    yield record;
    at += 1;
    line += 1;
  }
}

/** @param at Index of the opening quote. */
function readQuoted(text: string, at: number, place: string): { value: string; end: number } {
  let value = "";
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) {
      throw new OcLocalError("BAD_DATA", `${place}: a quote opens here and is not closed before the end of the file`, {
        hint: `close the field with ", or write "" for a quote inside it; it begins ${JSON.stringify(text.slice(at, at + 30))}`,
      });
    }
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}

function wrongWidth(path: string, { line, fields }: CsvRecord, columns: readonly string[]): OcLocalError {
  const expected = `expected ${columns.length} columns (${columns.join(", ")})`;
  if (fields.length === 0) {
    return new OcLocalError("BAD_DATA", `${path}:${line}: ${expected}, found a blank line`, {
      hint: `delete line ${line}`,
    });
  }
  return new OcLocalError("BAD_DATA", `${path}:${line}: ${expected}, found ${fields.length}`, {
    hint: "a value that holds the separator or a line break must stand in quotes",
  });
}
