import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readCsv } from "../../src/data/csv.ts";
import { readLines } from "../../src/data/read-lines.ts";
import { failure, tempFolder } from "./temp-folder.ts";

const folder = await tempFolder();

async function linesOf(content: string | Buffer, name = "a.txt"): Promise<string[]> {
  const lines: string[] = [];
  let last = 0;
  for await (const batch of readLines(await folder.write(name, content)))
    for (const { line, text, isLast } of batch) {
      expect(line).toBe(lines.length + 1);
      lines.push(text);
      if (isLast) last = line;
    }
  expect(last).toBe(lines.length);
  return lines;
}

test.each<[what: string, content: string, lines: string[]]>([
  ["LF", "a\nb\n", ["a", "b"]],
  ["no end of the last", "a\nb", ["a", "b"]],
  ["CRLF and a lone CR", "a\r\nb\rc\r\r\n", ["a", "b", "c", ""]],
  ["other line separators are none", "a\u2028b\u2029c\u0085d", ["a\u2028b\u2029c\u0085d"]],
  ["a byte order mark", "\ufeffa\n", ["a"]],
  ["nothing", "", []],
  ["a line end alone", "\n", [""]],
])("lines: %s", async (_, content, lines) => {
  expect(await linesOf(content)).toEqual(lines);
});

test("lines that the pieces of a file cut anywhere are whole", async () => {
  // Of 1 MiB: the first ends between CR and LF, the second inside a character.
  const first = `${"x".repeat(1024 * 1024 - 1)}\r\n`;
  const second = `${"y".repeat(1024 * 1024 - 2)}中\n`;
  const rest = ["z".repeat(3_000_000), "end"];
  const content = first + second + rest.join("\r");
  const lines = [first.trim(), second.trim(), ...rest];
  expect(await linesOf(content)).toEqual(lines);
  expect(await linesOf(gzipSync(content), "a.txt.gz")).toEqual(lines);
});

test("a quoted field goes on over pieces of a file", async () => {
  const long = `${"x\n".repeat(800_000)}a ""quoted"" end`;
  const path = await folder.write("a.csv", `id,text\r\n1,"${long}"\r\n2,b\r\n`);
  const rows = await readCsv(path);
  expect(rows).toEqual([
    { id: "1", text: long.replaceAll('""', '"') },
    { id: "2", text: "b" },
  ]);
});

test("a row that no model could read is refused, as a line and as a quoted field", async () => {
  const long = "x".repeat(1024 * 1024);
  const line = await folder.write("long.txt", `a\n${long.repeat(65)}`);
  const read = async () => {
    for await (const _ of readLines(line));
  };
  expect(await failure(read(), folder)).toMatchObject({ message: "DIR/long.txt:2: a row of more than 64 MiB" });
  const quoted = await folder.write("long.csv", `a\n"${`${long}\n`.repeat(65)}"\n`);
  expect(await failure(readCsv(quoted), folder)).toMatchObject({
    message: "DIR/long.csv:2: a row of more than 64 MiB",
  });
});
