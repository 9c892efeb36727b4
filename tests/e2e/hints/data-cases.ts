// Data files that cannot be read as they are.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { advised, offered } from "../follow-hint.ts";
import type { CommandCase } from "./command-case.ts";
import { type DataCase, dataCommand } from "./data-case.ts";

const header = "question,A,B,answer\n";
const good = `${header}2 + 3 = ?,5,6,A\n`;
const reader = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "dev", testSplit: "val" };
type Mend = DataCase["mend"];

/** A file of C-Eval; the other splits are good. */
function csv(what: string, content: string, says: string | RegExp, mend: Mend): CommandCase {
  return dataCommand({
    what: `CSV with ${what}`,
    files: { "dev/x_dev.csv": good, "test/x_test.csv": good, "val/x_val.csv": content },
    source: { type: "ceval", path: ".", name: "x" },
    dataset: { reader },
    says,
    mend,
  });
}

const value = "val/x_val.csv";
const withoutLine: Mend = ({ hint, replace }) => {
  const line = Number(advised(hint, /delete line (\d+)/));
  replace(value, new RegExp(`(?<=^(?:.*\n){${line - 1}}).*\n`), "");
};

const tables: CommandCase[] = [
  csv("nothing in it", "", "empty, expected a row of column names", ({ hint, write }) => {
    advised(hint, /(get the file again)/);
    write(value, good);
  }),
  csv("a header of commas", good.replace(header, ",,,\n"), "expected column names, found none", ({ hint, replace }) => {
    advised(hint, /(write the names of the columns into the first line)/);
    replace(value, ",,,\n", header);
  }),
  csv("a name twice", good.replace("A,B", "A,A"), 'column "A" occurs twice', ({ hint, replace }) => {
    advised(hint, /(rename one of the two)/);
    replace(value, "A,A", "A,B");
  }),
  csv("an open quote", `${good}"1 + 1,2,3,A\n`, ":3: a quote opens here and is not closed", ({ hint, replace }) => {
    advised(hint, /(close the field with ")/);
    replace(value, '"1 + 1', '"1 + 1"');
  }),
  csv("a value beyond the names", `question,A,B,answer,\n2 + 3,5,6,A,x\n`, "which has no name", ({ hint, replace }) => {
    advised(hint, /(name the column in the header)/);
    replace(value, "answer,", "answer,note");
  }),
  csv("a blank line", `${good}\n`, ":3: expected 4 columns", withoutLine),
  csv("empty cells alone", `${good},,,\n`, "found empty cells only", withoutLine),
  csv("a short row", `${good}1 + 1,2\n`, ":3: expected 4 columns (question, A, B, answer), found 2", (told) => {
    advised(told.hint, /(complete line 3)/);
    told.replace(value, "1 + 1,2", "1 + 1,2,3,A");
  }),
  csv("a comma in a value", `${good}1,000 + 1,2,3,A\n`, ":3: expected 4 columns", ({ hint, replace }) => {
    advised(hint, /(must stand in quotes)/);
    replace(value, "1,000 + 1", '"1,000 + 1"');
  }),
  csv(
    "a quote over lines",
    `${good}"1" + 1,"2,3,A\n1 + 1,2",3,A,B\n`,
    ":3: expected 4 columns",
    ({ hint, replace }) => {
      advised(hint, /(goes on to line 4.*write "" for a quote inside a value)/);
      replace(value, '"1" + 1,"2,3,A\n1 + 1,2",3,A,B', '"""1"" + 1",2,3,A\n1 + 1,2,3,A');
    },
  ),
  csv("a mark inside", `${good}\ufeff1 + 1,2,3,A\n`, ":3:1: a byte order mark", ({ run }) => void run(/: (LC_ALL.*)/)),
];

const line = '{"question": "2 + 3 = ?", "answer": "5"}';
const lines = "q.jsonl";

function jsonLines(what: string, content: string | Buffer, says: string | RegExp, mend: Mend): CommandCase {
  return dataCommand({
    what: `JSON Lines with ${what}`,
    files: { [lines]: content },
    source: { type: "jsonl", path: lines },
    says,
    mend,
  });
}

const utf16 = Buffer.from(`\ufeff${line}\n`, "utf16le");
const gbk = Buffer.concat([
  Buffer.from('{"question": "'),
  Buffer.from("d2bbc4ead3d0bcb8b8f6d4c2a3bf", "hex"),
  Buffer.from('", "answer": "5"}\n'),
]);
const command: Mend = ({ run, write }) => {
  if (!run(/: ((?:iconv|sed|jq|LC_ALL|PYTHONUTF8).*)/)) write(lines, `${line}\n`);
};

const records: CommandCase[] = [
  jsonLines("a list", `[${line}]`, ":1: expected one object a line", command),
  jsonLines("commas", `${line},\n${line}\n`, 'expected nothing more, found ","', command),
  jsonLines("Python's values", `{'question': 'x', 'answer': None}\n`, ":1:2: not valid JSON", command),
  jsonLines("objects over lines", '{"question": "x",\n"answer": "y"}\n', "found the end of the text", command),
  jsonLines("UTF-16", utf16, "expected UTF-8 text, found UTF-16", command),
  jsonLines("GBK", gbk, "it looks like GBK", command),
  jsonLines("a mark inside", `${line}\n\ufeff${line}\n`, ":2:1: a byte order mark", command),
  jsonLines("a number", `${line}\n7\n`, ":2: expected an object, found 7", ({ hint, replace }) => {
    advised(hint, /(other lines do not belong in it)/);
    replace(lines, "7\n", "");
  }),
  jsonLines("a blank line", `${line}\n\n${line}\n`, ":2: expected an object, found a blank line", (told) => {
    advised(told.hint, /(delete line 2)/);
    told.replace(lines, "\n\n", "\n");
  }),
  jsonLines("two objects on a line", `${line}${line}\n`, "expected nothing more", ({ hint, replace }) => {
    advised(hint, /(begin a new line behind each object)/);
    replace(lines, "}{", "}\n{");
  }),
  jsonLines("a line cut short", `${line}\n${line.slice(0, 9)}`, ":2:", ({ hint, write }) => {
    advised(hint, /(line 2 is cut short: complete or delete it)/);
    write(lines, `${line}\n`);
  }),
  jsonLines("an open string", `${line.replace('5"', "5")}\n${line}\n`, ":1:", ({ hint, replace }) => {
    advised(hint, /(close the string with ")/);
    replace(lines, "5}", '5"}');
  }),
  jsonLines("a backslash", `${line.replace("2 +", "2 \\p")}\n`, "a bad escape", ({ hint, replace }) => {
    replace(lines, "\\", advised(hint, /a backslash as (\\+),/));
  }),
  jsonLines("a missing colon", `${line.replace(":", "")}\n`, 'expected ":"', ({ hint, write }) => {
    advised(hint, /(correct the text there)/);
    write(lines, `${line}\n`);
  }),
  jsonLines("half a character", line.replace("2 +", "\\ud83d +"), "expected both halves of a character", (told) => {
    told.replace(lines, "\\ud83d", advised(told.hint, /write both halves, as in (\S+),/));
  }),
  jsonLines(
    "half a character at its end",
    Buffer.from(`${line}\n一`).subarray(0, -1),
    "ends inside a character",
    (told) => {
      advised(told.hint, /(download it again)/);
      told.write(lines, `${line}\n`);
    },
  ),
  jsonLines(
    "a line of another encoding",
    Buffer.concat([Buffer.from(`${line.replace("2", "一")}\n`), Buffer.from('{"question": "\xe9"}\n', "latin1")]),
    ":2:15: not UTF-8 text",
    ({ hint, write }) => {
      advised(hint, /(take it from its source again)/);
      write(lines, `${line}\n`);
    },
  ),
];

const places: CommandCase[] = [
  dataCommand({
    what: "a cut gzip file",
    files: { "q.jsonl.gz": gzipSync(`${line}\n`).subarray(0, 30) },
    source: { type: "jsonl", path: "q.jsonl.gz" },
    says: "not a complete gzip file",
    mend({ hint, write }) {
      advised(hint, /(copy or download the file again)/);
      write("q.jsonl.gz", gzipSync(`${line}\n`));
    },
  }),
  dataCommand({
    what: "a folder as data",
    files: { "folder/q.jsonl": `${line}\n` },
    source: { type: "jsonl", path: "folder" },
    says: "folder: expected a file, found a folder",
    mend: ({ hint, ask }) => ask({ type: "jsonl", path: `folder/${advised(hint, /folder holds (\S+)/)}` }),
  }),
  dataCommand({
    what: "a device as data",
    source: { type: "jsonl", path: "/dev/zero" },
    says: "/dev/zero: expected a file, found a device",
    mend({ hint, write, ask }) {
      advised(hint, /(write what it gives into a file)/);
      write(lines, `${line}\n`);
      ask({ type: "jsonl", path: lines });
    },
  }),
  dataCommand({
    what: "data in a folder that is not there",
    files: { "siqa/q.jsonl": `${line}\n` },
    source: { type: "jsonl", path: "siqq/q.jsonl" },
    says: "its folder does not exist",
    mend: ({ hint, ask }) => ask({ type: "jsonl", path: `${offered(hint)}/q.jsonl` }),
  }),
  dataCommand({
    what: "a link to itself as data",
    source: { type: "jsonl", path: "loop.jsonl" },
    prepare: (folder) => symlinkSync("loop.jsonl", join(folder, "loop.jsonl")),
    says: "loop.jsonl: cannot be read (ELOOP",
    mend({ hint, write, ask }) {
      advised(hint, /(copy the file to where it can be read)/);
      write("copied.jsonl", `${line}\n`);
      ask({ type: "jsonl", path: "copied.jsonl" });
    },
  }),
];

export const dataCases: readonly CommandCase[] = [...tables, ...records, ...places];
