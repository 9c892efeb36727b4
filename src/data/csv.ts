// CSV files as Python's csv.reader splits them (Modules/_csv.c of CPython 3, default dialect): a quote opens a field only
// at its start, "" inside is one quote, and whatever follows the closing quote belongs to the field. csv-parse disagrees
// on that last rule and on blank lines. Stricter than Python: a row of another width, a row without any value or an open quote
// is an error. Empty columns behind the last one, as Excel leaves them, are no columns.
// docs/exactness.md E4.8.

import { OcLocalError } from "../core/errors.ts";
import { mostRowBytes, RowBudget, rowTooLong } from "./bounds.ts";
import { byteOrderMark, innerMark } from "./inner-mark.ts";
import type { TextOptions } from "./not-utf8.ts";
import { type DataLine, readLines } from "./read-lines.ts";

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
  bytes: number;
}

interface Header {
  /** Of the columns that have one. */
  names: readonly string[];
  /** With the columns without a name behind these. */
  width: number;
}

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file and line. */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<TextRow[]> {
  const { columns, skipHeader = false } = options;
  let header: Header | undefined = columns && { names: columns, width: columns.length };
  let isHeaderAhead = header === undefined || skipHeader;
  const rows: TextRow[] = [];
  const budget = new RowBudget(path);
  for await (const records of readRecords(path, options)) {
    const [next] = records;
    if (next === undefined) continue;
    budget.check(next.line);
    for (const record of records) {
      budget.add(record.line, record.bytes, record.fields.length);
      if (isHeaderAhead) {
        header ??= readHeader(record, path);
        isHeaderAhead = false;
        continue;
      }
      rows.push(toRow(record, header as Header, path));
    }
  }
  if (header === undefined) throw noNames(`${path}: empty, expected a row of column names`);
  return rows;
}

function toRow(record: CsvRecord, header: Header, path: string): TextRow {
  checkRecord(path, record, header);
  // fromEntries makes own properties of any name, __proto__ included.
  return Object.fromEntries(header.names.map((column, i) => [column, record.fields[i] as string]));
}

function readHeader({ line, fields }: CsvRecord, path: string): Header {
  const names = fields.slice(0, usedWidth(fields));
  if (names.length === 0) throw noNames(`${path}:${line}: expected column names, found none`);
  const known = new Set<string>();
  const repeated = names.find((name) => known.has(name) || !known.add(name));
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

/** In batches, as they come. A blank line is a record without fields. */
async function* readRecords(path: string, options: CsvOptions): AsyncGenerator<CsvRecord[]> {
  const parser = new RecordParser(path, options);
  for await (const lines of readLines(path, options)) yield lines.flatMap((line) => parser.add(line) ?? []);
  parser.end();
}

/** Takes line by line, as a quoted field may hold line breaks. */
class RecordParser {
  readonly #path: string;
  readonly #delimiter: string;
  readonly #quotes: boolean;
  #record: CsvRecord | undefined;
  /** Lines of a quoted field that is not closed yet, and the line in which it opened. */
  #open: { pieces: string[]; line: number } | undefined;

  constructor(path: string, { delimiter = ",", quotes = true }: CsvOptions) {
    this.#path = path;
    this.#delimiter = delimiter;
    this.#quotes = quotes;
  }

  /** @returns The record that ends with the line. */
  add({ line, text, bytes }: DataLine): CsvRecord | undefined {
    const record = this.#record ?? { line, endLine: line, fields: [], bytes: 0 };
    record.endLine = line;
    record.bytes += bytes.length;
    if (record.bytes > mostRowBytes) throw rowTooLong(this.#path, record.line);
    this.#record = this.#addFields(record, text, line) ? undefined : record;
    return this.#record === undefined ? record : undefined;
  }

  /** @throws OcLocalError BAD_DATA */
  end(): void {
    if (this.#open === undefined) return;
    const { pieces, line } = this.#open;
    const begins = `"${pieces.slice(0, 30).join("\n")}`.slice(0, 30);
    throw new OcLocalError(
      "BAD_DATA",
      `${this.#path}:${line}: a quote opens here and is not closed before the end of the file`,
      { hint: `close the field with ", or write "" for a quote inside it; it begins ${JSON.stringify(begins)}` },
    );
  }

  /** @returns Whether the record ends with the line. */
  #addFields(record: CsvRecord, text: string, line: number): boolean {
    let at = 0;
    for (let more = text !== "" || this.#open !== undefined; more; ) {
      const isQuoted = this.#open !== undefined || (this.#quotes && text[at] === '"');
      const quoted = isQuoted ? this.#readQuoted(text, at, line) : { value: "", end: at };
      if (quoted === undefined) return false;
      const delimiter = text.indexOf(this.#delimiter, quoted.end);
      const end = delimiter < 0 ? text.length : delimiter;
      record.fields.push(quoted.value + text.slice(quoted.end, end));
      more = delimiter >= 0;
      at = end + 1;
    }
    return true;
  }

  /** Undefined where the field goes on in the next line. @param at Of the opening quote, where none is open. */
  #readQuoted(text: string, at: number, line: number): { value: string; end: number } | undefined {
    const start = this.#open === undefined ? at + 1 : at;
    const open = this.#open ?? { pieces: [], line };
    const end = closingQuote(text, start);
    open.pieces.push(text.slice(start, end < 0 ? undefined : end));
    this.#open = end < 0 ? open : undefined;
    return end < 0 ? undefined : { value: open.pieces.join("\n").replaceAll('""', '"'), end: end + 1 };
  }
}

/** -1 where the text holds none; "" is a quote of the value. */
function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote;
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
