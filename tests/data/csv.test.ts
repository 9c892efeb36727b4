// Expected cells were printed by Python's csv.reader over a file opened in text mode.

import { expect, test } from "vitest";
import { type CsvOptions, readCsv } from "../../src/data/csv.ts";
import { readTsv } from "../../src/data/tsv.ts";
import { failure, tempFolder } from "./temp-folder.ts";

const folder = await tempFolder();
const read = async (content: string, options?: CsvOptions) => readCsv(await folder.write("t.csv", content), options);
const cells = async (content: string, width: number, options: CsvOptions = {}) => {
  const columns = Array.from({ length: width }, (_, i) => `c${i}`);
  return (await read(content, { ...options, columns })).map((row) => Object.values(row));
};

test.each<[string, string, string[][]]>([
  ["separators in quotes", 'a,"b,c"\n', [["a", "b,c"]]],
  ["doubled quotes", '"He said ""no""",x\n', [['He said "no"', "x"]]],
  [
    "a line break in quotes",
    '"a\nb",c\nd,e\n',
    [
      ["a\nb", "c"],
      ["d", "e"],
    ],
  ],
  [
    "CRLF ends rows and becomes LF in quotes",
    '"a\r\nb",c\r\nd,e\r\n',
    [
      ["a\nb", "c"],
      ["d", "e"],
    ],
  ],
  [
    "a lone CR ends a row",
    "a,b\rc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "no line end after the last row",
    "a,b\nc,",
    [
      ["a", "b"],
      ["c", ""],
    ],
  ],
  [
    "empty cells",
    'a,\n"","b"\n',
    [
      ["a", ""],
      ["", "b"],
    ],
  ],
  ["blanks stay", " a , b\n", [[" a ", " b"]]],
  ["a quote inside an unquoted cell is text", 'a"b,c"\n', [['a"b', 'c"']]],
  ["a blank before the quote makes it text", ' "q",b\n', [[' "q"', "b"]]],
  ["text after the closing quote belongs to the cell", '"3" x,""4""\n', [["3 x", '4""']]],
  ["a second quoted part is text", '"a" "b",c\n', [['a "b"', "c"]]],
  ["Unicode line separators and NUL are text", "a\u2028b\u0085,\u0000\n", [["a\u2028b\u0085", "\u0000"]]],
])("%s", async (_, content, expected) => {
  expect(await cells(content, 2)).toEqual(expected);
});

test("the first row names the columns, in file order", async () => {
  const rows = await read("question,answer,A\n题目,B,甲\n");
  expect(JSON.stringify(rows)).toBe('[{"question":"题目","answer":"B","A":"甲"}]');
});

test("given columns replace a header that is left out", async () => {
  const rows = await read(",Question\n0,题\n", { columns: ["id", "question"], skipHeader: true });
  expect(rows).toEqual([{ id: "0", question: "题" }]);
});

test("a byte order mark before the header is dropped, or kept on request", async () => {
  expect(await read("\ufeffid\n1\n")).toEqual([{ id: "1" }]);
  expect(await read("\ufeffid\n1\n", { bom: "keep" })).toEqual([{ "\ufeffid": "1" }]);
});

test("empty columns behind the last one, as Excel leaves them, are no columns", async () => {
  expect(await read("a,b,,\n1,2,,\n3,4,,\n")).toEqual([
    { a: "1", b: "2" },
    { a: "3", b: "4" },
  ]);
  expect(await read("1,2,,\n3,,\n", { columns: ["a", "b"] })).toEqual([
    { a: "1", b: "2" },
    { a: "3", b: "" },
  ]);
});

test("a header alone makes no rows", async () => {
  expect(await read("a,b\n")).toEqual([]);
});

test("columns named like parts of an object are plain columns", async () => {
  const [row] = await read("__proto__,constructor\nx,y\n");
  expect(Object.entries(row ?? {})).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

test.each<[string, string, CsvOptions, string, string | undefined]>([
  [
    "a short row",
    "id,question,A\n1,q,a\n2,q\n",
    {},
    "DIR/t.csv:3: expected 3 columns (id, question, A), found 2",
    "complete line 3; a value that holds the separator or a line break must stand in quotes",
  ],
  [
    "a long row after a cell of two lines",
    'a,b\n"x\ny",z\n1,2,3\n',
    {},
    "DIR/t.csv:4: expected 2 columns (a, b), found 3",
    "a value that holds the separator or a line break must stand in quotes",
  ],
  [
    "a blank line",
    "1,2\n\n3,4\n",
    { columns: ["a", "b"] },
    "DIR/t.csv:2: expected 2 columns (a, b), found a blank line",
    "delete line 2",
  ],
  [
    "a row that a quote makes swallow the next",
    'a,b\n"1,two\n3",four,five\n',
    {},
    "DIR/t.csv:2: expected 2 columns (a, b), found 3",
    'the row goes on to line 3, where a quote that opens in it closes; write "" for a quote inside a value',
  ],
  [
    "a row of empty cells",
    "a,b\n1,2\n,\n",
    {},
    "DIR/t.csv:3: expected 2 columns (a, b), found empty cells only",
    "delete line 3",
  ],
  [
    "a value under no name",
    "a,b,\n1,2,\n3,4,5\n",
    {},
    "DIR/t.csv:3: a value in column 3, which has no name in the header",
    "name the column in the header, or empty it",
  ],
  [
    "a byte order mark where two files were joined",
    "a,b\n1,2\n\ufeffa,b\n",
    {},
    "DIR/t.csv:3:1: a byte order mark (U+FEFF) inside the file",
    "files were joined here; delete the mark: LC_ALL=C sed $'3s/^\\xef\\xbb\\xbf//' < DIR/t.csv > DIR/t.csv.new && mv DIR/t.csv.new DIR/t.csv",
  ],
  [
    "a header without names",
    ",,\n1,2,3\n",
    {},
    "DIR/t.csv:1: expected column names, found none",
    "write the names of the columns into the first line, or get the file again",
  ],
  [
    "an empty file",
    "",
    {},
    "DIR/t.csv: empty, expected a row of column names",
    "write the names of the columns into the first line, or get the file again",
  ],
  ["a repeated column", "a,b,a\n", {}, 'DIR/t.csv:1: column "a" occurs twice in the header', "rename one of the two"],
  [
    "an open quote",
    'a,b\n1,"two\nthree\n',
    {},
    "DIR/t.csv:2: a quote opens here and is not closed before the end of the file",
    'close the field with ", or write "" for a quote inside it; it begins "\\"two\\nthree"',
  ],
])("%s is refused with its place", async (_, content, options, message, hint) => {
  expect(await failure(read(content, options), folder)).toEqual({ code: "BAD_DATA", message, hint });
});

test("tab-separated files quote like CSV and leave commas alone", async () => {
  const path = await folder.write("a.tsv", 'q, one\t"[\'A\', ""B""]"\n');
  expect(await readTsv(path, { columns: ["question", "answer"] })).toEqual([
    { question: "q, one", answer: "['A', \"B\"]" },
  ]);
});

test("without quoting a quote is text", async () => {
  const path = await folder.write("b.tsv", '"Hola" dijo\t3\n"abierta\t4\n');
  expect(await readTsv(path, { columns: ["question", "answer"], quotes: false })).toEqual([
    { question: '"Hola" dijo', answer: "3" },
    { question: '"abierta', answer: "4" },
  ]);
});
