// Data files as people really have them: what another program wrote is read as it is meant, or refused with file, place and a
// remedy that works when it is followed.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finished, installCli } from "./cli.ts";
import { hintOf, runAdvised } from "./follow-hint.ts";

const cli = installCli();
afterAll(() => cli.remove());

function write(name: string, content: string | Buffer): void {
  const path = join(cli.cwd, "data", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** An evaluation of one dataset whose questions are shown as they are. */
function writeConfig(name: string, source: Record<string, unknown>, reader: Record<string, unknown>): void {
  const dataset = {
    abbr: name,
    source,
    reader,
    infer: {
      promptTemplate: { template: "{question}|{A}|{B}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 4 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
  writeFileSync(join(cli.cwd, `${name}.json`), JSON.stringify({ models: ["oc_tiny"], datasets: [dataset] }));
}

const columns = { inputColumns: ["question", "A", "B"], outputColumn: "answer" };
const prompt = (config: string, ...more: string[]) =>
  cli.run(["prompt", `${config}.json`, "--data-dir", "data", ...more]);

/** Follows the hint's command in a shell and asks again. */
async function followHint(stderr: string, again: () => Promise<Finished>): Promise<Finished | undefined> {
  const command = /: ((?:iconv|sed|jq|gunzip|LC_ALL|PYTHONUTF8).*)/;
  return runAdvised(hintOf(stderr), command) === undefined ? undefined : again();
}

const rows = "2 + 3 = ?,5,6,A\n一年有几个月？,十,十二,B\n";
// The same in GBK.
const gbk = Buffer.from(
  "32202b2033203d203f2c352c362c410a" + "d2bbc4ead3d0bcb8b8f6d4c2a3bf2cca" + "ae2ccaaeb6fe2c420a",
  "hex",
);
const header = "question,A,B,answer\n";

beforeAll(() => {
  for (const form of ["plain", "bom", "crlf", "excel", "utf16", "gbk", "blank", "open", "joined"]) {
    for (const split of ["dev", "test"]) write(`ceval-${form}/${split}/x_${split}.csv`, header + rows);
    writeConfig(
      `ceval-${form}`,
      { type: "ceval", path: `ceval-${form}`, name: "x" },
      { ...columns, trainSplit: "dev", testSplit: "val" },
    );
  }
  const val = (form: string, content: string | Buffer) => write(`ceval-${form}/val/x_val.csv`, content);
  val("plain", header + rows);
  val("bom", `\ufeff${header}${rows}`);
  val("crlf", (header + rows).replaceAll("\n", "\r\n"));
  val("excel", (header + rows).replaceAll("\n", ",,\n"));
  val("utf16", Buffer.from(`\ufeff${header}${rows}`, "utf16le"));
  val("gbk", Buffer.concat([Buffer.from(header), gbk]));
  val("blank", `${header}${rows}\n`);
  val("open", `${header}2 + 3 = ?,5,6,A\n"一年,十,十二,B\n`);
  val("joined", `${header}${rows}\ufeff${rows}`);
});

test("C-Eval files with a byte order mark, CRLF or Excel's empty columns are asked like the plain one", async () => {
  const plain = await prompt("ceval-plain", "--row", "1");
  expect(plain.stdout).toContain("一年有几个月？|十|十二");
  for (const form of ["bom", "crlf", "excel"]) {
    const { code, stdout, stderr } = await prompt(`ceval-${form}`, "--row", "1");
    expect(code, stderr).toBe(0);
    expect(stdout.replaceAll(`ceval-${form}`, "ceval-plain")).toBe(plain.stdout);
  }
});

test.each([
  ["utf16", /x_val\.csv: expected UTF-8 text, found UTF-16/],
  ["gbk", /x_val\.csv:3:\d+: not UTF-8 text; it looks like GBK/],
  ["joined", /x_val\.csv:4:1: a byte order mark \(U\+FEFF\) inside the file/],
])("%s is named with its place, and the hint's command mends the file", async (form, message) => {
  const { code, stderr } = await prompt(`ceval-${form}`);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  const mended = await followHint(stderr, () => prompt(`ceval-${form}`, "--row", "1"));
  if (mended !== undefined) expect(mended.stdout, mended.stderr).toContain("一年有几个月？|十|十二");
});

test("a blank line and an open quote are named by their lines", async () => {
  expect((await prompt("ceval-blank")).stderr).toMatch(/x_val\.csv:4: .*found a blank line\nhint: +delete line 4/);
  expect((await prompt("ceval-open")).stderr).toMatch(/x_val\.csv:3: a quote opens here and is not closed/);
});

test("the first question of an MMLU file with a byte order mark begins as it does without", async () => {
  for (const split of ["dev", "test"]) write(`mmlu/${split}/x_${split}.csv`, '\ufeff"Which, of two?",a,b,c,d,A\n');
  writeConfig(
    "mmlu",
    { type: "mmlu", path: "mmlu", name: "x" },
    { inputColumns: ["input"], outputColumn: "target", trainSplit: "dev" },
  );
  const config = join(cli.cwd, "mmlu.json");
  writeFileSync(config, readFileSync(config, "utf8").replace("{question}", "{input}"));
  const { code, stdout, stderr } = await prompt("mmlu");
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("Which, of two?|a|b");
  expect(stdout).not.toMatch(/FEFF|\ufeff/);
});

const line = (question: string, answer = '"A"') => `{"question": ${question}, "A": "5", "B": "6", "answer": ${answer}}`;
const good = [line('"2 + 3 = ?"'), line('"third"')];

const read: [form: string, content: string | Buffer, shown: string][] = [
  ["a mark and CR alone", `\ufeff${good.join("\r")}\r`, "2 + 3 = ?|5|6"],
  ["NaN of Python", `${line("NaN")}\n${line("-Infinity")}\n`, "nan|5|6"],
  ["a repeated key", `${line('"x"').replace("{", '{"question": "first", ')}\n`, "x|5|6"],
  ["a line separator inside", `${line('"a\u2028b"')}\n`, "|5|6"],
  ["NUL", `${line('"a\\u0000b"')}\n`, "a␀b|5|6"],
  ["a later key", `${good[0]}\n${(good[1] as string).replace("{", '{"hint": "h", ')}\n`, "2 + 3 = ?|5|6"],
  ["gzip", gzipSync(`${good.join("\n")}\n`), "2 + 3 = ?|5|6"],
];

test.each(read)("JSON Lines with %s are read", async (form, content, shown) => {
  const file = `read.jsonl${form === "gzip" ? ".gz" : ""}`;
  write(file, content);
  writeConfig("read", { type: "jsonl", path: file }, columns);
  const { code, stdout, stderr } = await prompt("read");
  expect(code, stderr).toBe(0);
  expect(stdout).toContain(shown);
});

const refused: [form: string, content: string | Buffer, says: RegExp][] = [
  [
    "a list",
    JSON.stringify(
      good.map((text) => JSON.parse(text)),
      null,
      2,
    ),
    /bad\.jsonl:1: expected one object a line, found one JSON list/,
  ],
  ["commas", `${good.join(",\n")},\n`, /bad\.jsonl:1:\d+: not valid JSON: expected nothing more, found ","/],
  [
    "what Python prints",
    `{'question': '2 + 3 = ?', 'A': '5', 'B': '6', 'note': None, 'answer': 'A'}\n`,
    /bad\.jsonl:1:2: .*found "'question/,
  ],
  [
    "objects over several lines",
    good.map((text) => JSON.stringify(JSON.parse(text), null, 1)).join("\n"),
    /bad\.jsonl:1:2: .*found the end of the text/,
  ],
  ["UTF-16", Buffer.from(`\ufeff${good.join("\n")}\n`, "utf16le"), /bad\.jsonl: expected UTF-8 text, found UTF-16/],
  ["UTF-16 without a mark", Buffer.from(`${good.join("\n")}\n`, "utf16le"), /found UTF-16 without a byte order mark/],
  ["a mark where files were joined", `${good[0]}\n\ufeff${good[1]}\n`, /bad\.jsonl:2:1: a byte order mark/],
];

test.each(refused)(
  "JSON Lines with %s are refused, and the hint's command mends the file",
  async (_, content, says) => {
    write("bad.jsonl", content);
    writeConfig("bad", { type: "jsonl", path: "bad.jsonl" }, columns);
    const { code, stderr } = await prompt("bad");
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    const mended = await followHint(stderr, () => prompt("bad"));
    if (mended !== undefined) expect(mended.stdout, mended.stderr).toContain("2 + 3 = ?|5|");
  },
);

test.each([
  [
    "half a character",
    line('"2 \\ud83d + 3"'),
    /no-remedy\.jsonl:1:17: .*expected both halves of a character, found the half \\ud83d alone/,
  ],
  [
    "a blank line",
    `${good[0]}\n\n${good[1]}\n`,
    /no-remedy\.jsonl:2: expected an object, found a blank line\nhint: +delete line 2/,
  ],
  ["a cut line", `${good[0]}\n{"question": "x`, /no-remedy\.jsonl:2:14: .*no end/],
  [
    "a bad byte",
    Buffer.concat([Buffer.from(`${line('"题目"')}\n`), Buffer.from([0x7b, 0xff, 0x0a])]),
    /no-remedy\.jsonl:2:2: not UTF-8 text/,
  ],
])("JSON Lines with %s are refused at their place", async (_, content, says) => {
  write("no-remedy.jsonl", content);
  writeConfig("no-remedy", { type: "jsonl", path: "no-remedy.jsonl" }, columns);
  const { code, stderr } = await prompt("no-remedy");
  expect(code).toBe(2);
  expect(stderr).toMatch(says);
});

test("a zipped file in GBK is mended through gunzip; a folder, a device and a missing file are named", async () => {
  write(
    "zipped.jsonl.gz",
    gzipSync(
      Buffer.concat([
        Buffer.from('{"question": "'),
        gbk.subarray(16, 30),
        Buffer.from('", "A": "5", "B": "6", "answer": "A"}\n'),
      ]),
    ),
  );
  writeConfig("zipped", { type: "jsonl", path: "zipped.jsonl.gz" }, columns);
  const mended = await followHint((await prompt("zipped")).stderr, () => prompt("zipped"));
  if (mended !== undefined) {
    expect(mended.stdout, mended.stderr).toContain("一年有几个月？|5|6");
    expect(gunzipSync(readFileSync(join(cli.cwd, "data/zipped.jsonl.gz"))).toString()).toContain("一年有几个月？");
  }
  mkdirSync(join(cli.cwd, "data/folder.jsonl"), { recursive: true });
  const found: [path: string, says: RegExp][] = [
    ["folder.jsonl", /folder\.jsonl: expected a file, found a folder/],
    ["/dev/zero", /\/dev\/zero: expected a file, found a device/],
    ["huge.jsonl", /no file .*huge\.jsonl\nhint: +.*data holds /],
    ["zipped.jsonl.gx", /did you mean zipped\.jsonl\.gz\?/],
  ];
  for (const [path, says] of found) {
    writeConfig("kind", { type: "jsonl", path }, columns);
    const { code, stderr } = await prompt("kind");
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  }
});

test.each([
  ["hellaswag", { form: "letter" }, '{"query": "a: b", "choices": ["w", "x", "y", "z"], "gold": LABEL}', "2", "label"],
  ["clue", { form: "afqmc-letter" }, '{"sentence1": "a", "sentence2": "b", "label": LABEL}', '"1"', "label"],
  ["clue", { form: "eprstmt-letter" }, '{"sentence": "a", "label": LABEL}', '"Positive"', "label"],
])("%s %o: no answer is read from what is no label", async (type, options, text, label, outputColumn) => {
  const file = `labels-${type}.jsonl`;
  const [input = ""] = type === "hellaswag" ? ["ctx"] : text.includes("sentence1") ? ["sentence1"] : ["sentence"];
  writeConfig("labels", { type, path: file, ...options }, { inputColumns: [input], outputColumn });
  const config = join(cli.cwd, "labels.json");
  writeFileSync(config, readFileSync(config, "utf8").replace("{question}|{A}|{B}", `{${input}}`));
  const lineOf = (value: string) => text.replace("LABEL", value);
  write(file, `${lineOf(label)}\n`);
  expect((await prompt("labels")).code).toBe(0);
  for (const none of ['""', "null", "[]", "true"]) {
    write(file, `${lineOf(label)}\n${lineOf(none)}\n`);
    const { code, stderr } = await cli.run(["eval", "labels.json", "--data-dir", "data"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`${file}:2: .*expected .*found `));
  }
});
