// CSV files as Python's csv.reader splits them (Modules/_csv.c of CPython 3, default dialect): a quote opens a field only
// at its start, "" inside is one quote, and whatever follows the closing quote belongs to the field. csv-parse disagrees
// on that last rule and on blank lines. Stricter than Python: a row of another width, a row without any value or an open quote
// is an error. Empty columns behind the last one, as Excel leaves them, are no columns.

import { OcLocalError } from "../core/errors.ts";
import { byteOrderMark, innerMark } from "./inner-mark.ts";
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
  /** The last one: a quoted field may hold line breaks. */
  endLine: number;
  fields: string[];
}

interface Header {
  /** Of the columns that have one. */
  names: readonly string[];
  /** With the columns without a name behind these. */
  width: number;
}

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file and line. */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<TextRow[]> {
  const records = parseRecords(await readText(path, options), path, options);
  const { columns } = options;
  const header = columns === undefined ? readHeader(records, path) : { names: columns, width: columns.length };
  if (columns !== undefined && options.skipHeader === true) records.next();
  const rows: TextRow[] = [];
  for (const record of records) {
    checkRecord(path, record, header);
    // fromEntries makes own properties of any name, __proto__ included.
    rows.push(Object.fromEntries(header.names.map((column, i) => [column, record.fields[i] as string])));
  }
  return rows;
}

function readHeader(records: Generator<CsvRecord, void>, path: string): Header {
  const first = records.next();
  if (first.done === true) throw noNames(`${path}: empty, expected a row of column names`);
  const { line, fields } = first.value;
  const names = fields.slice(0, usedWidth(fields));
  if (names.length === 0) throw noNames(`${path}:${line}: expected column names, found none`);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated === undefined) return { names, width: fields.length };
  throw new OcLocalError("BAD_DATA", `${path}:${line}: column "${repeated}" occurs twice in the header`, {
    hint: "rename one of the two",
  });
}

function noNames(message: string): OcLocalError {
  return new OcLocalError("BAD_DATA", message, {
    hint: "write the names of the columns into the first line, or get the file again",
  });
}

/** Without empty fields at the end. */
function usedWidth(fields: readonly string[]): number {
  return fields.findLastIndex((field) => field !== "") + 1;
}

/** A blank line is a record without fields. */
function* parseRecords(text: string, path: string, options: CsvOptions): Generator<CsvRecord, void> {
  const { delimiter = ",", quotes = true } = options;
  const plain = new RegExp(`[^\\n\\u{${delimiter.codePointAt(0)?.toString(16)}}]*`, "uy");
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { line, endLine: line, fields: [] };
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
    record.endLine = line;
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

/** @throws OcLocalError BAD_DATA where the fields are not those of the columns. */
function checkRecord(path: string, record: CsvRecord, { names, width }: Header): void {
  const { line, fields } = record;
  const used = usedWidth(fields);
  if (fields[0]?.startsWith(byteOrderMark)) throw innerMark(path, line);
  // One empty cell is a value that is written so.
  if (used === 0 && fields.length !== 1) throw withoutValues(path, record, names);
  if (used > names.length && used <= width)
    throw new OcLocalError("BAD_DATA", `${path}:${line}: a value in column ${used}, which has no name in the header`, {
      hint: "name the column in the header, or empty it",
    });
  if (used > names.length || fields.length < names.length) throw wrongWidth(path, record, names);
}

function withoutValues(path: string, { line, fields }: CsvRecord, names: readonly string[]): OcLocalError {
  const found = fields.length === 0 ? "a blank line" : "empty cells only";
  const message = `${path}:${line}: expected ${describeColumns(names)}, found ${found}`;
  return new OcLocalError("BAD_DATA", message, { hint: `delete line ${line}` });
}

function wrongWidth(path: string, record: CsvRecord, names: readonly string[]): OcLocalError {
  const { line, endLine, fields } = record;
  const isShort = fields.length < names.length;
  const hint =
    endLine > line
      ? `the row goes on to line ${endLine}, where a quote that opens in it closes; write "" for a quote inside a value`
      : `${isShort ? `complete line ${line}; ` : ""}a value that holds the separator or a line break must stand in quotes`;
  return new OcLocalError("BAD_DATA", `${path}:${line}: expected ${describeColumns(names)}, found ${fields.length}`, {
    hint,
  });
}

function describeColumns(names: readonly string[]): string {
  return `${names.length} columns (${names.join(", ")})`;
}
