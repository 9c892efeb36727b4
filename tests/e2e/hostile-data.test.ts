// What strangers' files may do to a run: names that a terminal would act on, data that is larger or deeper than anything needs, devices
// and pipes where a file belongs. Refused with place and reason, or shown harmlessly; never a crash, a hang or a defect.

import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeValue } from "../../src/engines/onnx/graph/make-nodes.ts";
import { toByteCharacters } from "../../src/engines/onnx/model/tokenizer-parts/byte-characters.ts";
import { type GgufWriterValue, ggufBytes } from "../engines/gguf-writer.ts";
import type { GraphWriter } from "../engines/onnx-forms/graph-writer.ts";
import { tinyGraph, usualForm } from "../engines/onnx-forms/llama-graph.ts";
import { writeForm } from "../engines/onnx-forms/write-form.ts";
import { tinyModelFile } from "../engines/rewrite-gguf.ts";
import { type Finished, installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const inWork = (name: string) => join(cli.cwd, name);

/** A colour, a bell, the one-character CSI, the end of a line's direction, a window's title and a cleared line. */
const nasty = "\u001b[31m\u0007\u009b2J\u202e\u007f\u001b]0;x\u0007\r\u001b[2K";
// Every control but the newline, and what turns the writing direction.
const acting = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

interface Source {
  source: Record<string, unknown>;
  abbr?: string;
  columns?: string[];
}

function writeConfig(name: string, { source, abbr = name, columns = ["question"] }: Source, more: object = {}): void {
  const dataset = {
    abbr,
    source,
    reader: { inputColumns: columns, outputColumn: "answer" },
    infer: {
      promptTemplate: { template: "{question}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 2 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
  writeFileSync(inWork(`${name}.json`), JSON.stringify({ models: ["oc_tiny_base"], datasets: [dataset], ...more }));
}

/** A JSON Lines file and the config that asks it. */
function writeRows(name: string, content: string | Buffer, ending = "jsonl"): void {
  writeFileSync(inWork(`data/${name}.${ending}`), content);
  writeConfig(name, { source: { type: "jsonl", path: `${name}.${ending}` } });
}

const line = `${JSON.stringify({ question: "1 + 1 = ", answer: "2" })}\n`;
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

beforeAll(() => {
  mkdirSync(inWork("data"));
});

function expectHarmless({ stdout, stderr }: Finished): void {
  expect(stdout).not.toMatch(acting);
  expect(stderr).not.toMatch(acting);
  expect(stderr).not.toContain("defect");
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("names, rows and results that a terminal would act on are shown harmlessly, on every screen and in every table", async () => {
  copyFileSync(tinyModel, inWork(`model${nasty}.gguf`));
  const row = { question: `1 + 1 = ${nasty}`, answer: `2${nasty}`, [`column${nasty}`]: "x" };
  writeFileSync(inWork("data/nasty.jsonl"), `${JSON.stringify(row)}\n`.repeat(2));
  const models = [{ abbr: `model${nasty}`, path: `model${nasty}.gguf` }];
  const summarizer = { summaryGroups: [{ name: `group${nasty}`, subsets: [`data${nasty}`] }] };
  writeConfig(
    "nasty",
    { abbr: `data${nasty}`, source: { type: "jsonl", path: "nasty.jsonl" } },
    { models, summarizer },
  );
  const hook = `printf '\\033[31mfrom the hook\\007\\n' >&2; exit 3`;
  const args = ["nasty.json", "--data-dir", "data", "-w", "nasty"];
  const run = await cli.run(["eval", ...args, "--hook", hook]);
  expect(run.code, run.stderr).toBe(0);
  expectHarmless(run);
  expect(run.stderr).toContain("from the hook");

  // A stranger may have written what is stored: a metric's name, an error, the host that writes.
  const folder = inWork(join("nasty", readdirSync(inWork("nasty"))[0] as string));
  const [stored] = filesBelow(join(folder, "results"));
  const result = JSON.parse(readFileSync(stored as string, "utf8")) as object;
  writeFileSync(stored as string, JSON.stringify({ [`metric${nasty}`]: 50, ...result }, null, 4));
  const shown = await cli.run(["eval", ...args, "-r", "-m", "viz"]);
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toContain("metric");
  for (const each of [
    shown,
    await cli.run(["cases", "nasty", "--full"]),
    await cli.run(["cases", "nasty", "--json"]),
    await cli.run(["prompt", ...args.slice(0, 3)]),
  ]) {
    expect(each.code, each.stderr).toBe(0);
    expectHarmless(each);
  }
  const tables = [...filesBelow(join(folder, "summary")), ...filesBelow(join(folder, "logs"))];
  expect(tables.length).toBeGreaterThanOrEqual(6);
  for (const path of tables) expect(readFileSync(path, "utf8"), path).not.toMatch(acting);

  writeFileSync(join(folder, ".lock"), JSON.stringify({ pid: 1, startTime: null, host: `host${nasty}` }));
  const locked = await cli.run(["eval", ...args, "-r", "-m", "viz"]);
  expect(locked.code).toBe(2);
  expect(locked.stderr).toContain(`on host\u241b[31m`);
  expectHarmless(locked);
});

/** The token texts of the embedded model, each of several characters with what a terminal would act on behind it. */
function nastyTokens(): GgufWriterValue {
  const { metadata } = tinyModelFile();
  const { bytes } = metadata["tokenizer.ggml.tokens"] as { bytes: Buffer };
  const values: string[] = [];
  const behindCount = 16;
  for (let at = behindCount; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    const text = bytes.toString("utf8", at + 8, at + 8 + length);
    const isWord = length > 2 && !text.startsWith("<");
    values.push(isWord ? text + toByteCharacters(nasty) : text);
    at += 8 + length;
  }
  return { type: "strings", value: values };
}

test("what a model answers is stored as it is, and acts on no terminal", async () => {
  const { metadata: own, tensors } = tinyModelFile();
  const changed = { ...own, "tokenizer.ggml.tokens": nastyTokens() };
  writeFileSync(inWork("answers.gguf"), ggufBytes({ metadata: changed, tensors }));
  const datasets = ["--datasets", "tiny_gsm8k_gen", "--limit", "2", "--max-out-len", "16"];
  const run = await cli.run(["eval", "--model", "answers.gguf", ...datasets, "-w", "answers"]);
  expect(run.code, run.stderr).toBe(0);
  expectHarmless(run);
  const folder = inWork(join("answers", readdirSync(inWork("answers"))[0] as string));
  const predictions = filesBelow(join(folder, "predictions")).map((path) => readFileSync(path, "utf8"));
  expect(predictions.join()).toContain("\\u001b[31m");
  for (const args of [
    ["cases", "answers", "--full"],
    ["cases", "answers", "--json"],
    ["eval", "-r", "-w", "answers", "-m", "viz"],
    ["prompt", "--model", "answers.gguf", ...datasets.slice(0, 4)],
    ["doctor", "--model", "answers.gguf"],
    [
      "agree",
      "--model",
      "answers.gguf",
      ...datasets,
      "--engine",
      "llama",
      "--engine",
      "node-llama-cpp",
      "--out",
      "agreed",
    ],
  ]) {
    const finished = await cli.run(args);
    expect(finished.stdout + finished.stderr).not.toBe("");
    expectHarmless(finished);
  }
  for (const path of [...filesBelow(join(folder, "summary")), ...filesBelow(join(folder, "logs"))])
    expect(readFileSync(path, "utf8"), path).not.toMatch(acting);
});

const metadata = (more: Record<string, string>) => {
  const pairs = { "general.architecture": "llama", ...more };
  return Object.fromEntries(Object.entries(pairs).map(([key, value]) => [key, { type: "string" as const, value }]));
};

function writeNamedGraph(folder: string, change: (writer: GraphWriter) => void): void {
  const writer = tinyGraph(usualForm);
  change(writer);
  writeFileSync(join(writeForm(inWork(folder)), "onnx", "model.onnx"), writer.modelBytes());
}

/** What a stranger named, and the arguments that meet it. */
const refused: [what: string, prepare: () => void, args: string[]][] = [
  [
    "the architecture and name of a GGUF file",
    () =>
      writeFileSync(
        inWork("arch.gguf"),
        ggufBytes({ metadata: metadata({ "general.architecture": `arch${nasty}`, "general.name": nasty }) }),
      ),
    ["eval", "--model", "arch.gguf", "--datasets", "tiny_siqa_ppl"],
  ],
  [
    "a key of a GGUF file",
    () => {
      const bytes = ggufBytes({ metadata: { [`key${nasty}`]: { type: "raw", bytes: Buffer.from([99, 0, 0, 0]) } } });
      writeFileSync(inWork("key.gguf"), bytes);
    },
    ["eval", "--model", "key.gguf", "--datasets", "tiny_siqa_ppl"],
  ],
  [
    "what a chat template raises",
    () => writeFileSync(inWork("raise.jinja"), `{{ raise_exception(${JSON.stringify(`told${nasty}`)}) }}`),
    [
      "eval",
      "--models",
      "oc_tiny",
      "--datasets",
      "tiny_siqa_gen",
      "--chat-template",
      "raise.jinja",
      "--limit",
      "1",
      "-w",
      "raise",
    ],
  ],
  [
    "columns of the data",
    () => {
      writeFileSync(inWork("data/columns.jsonl"), `${JSON.stringify({ [`col${nasty}`]: 1 })}\n`);
      writeConfig("columns", { source: { type: "jsonl", path: "columns.jsonl" } });
    },
    ["eval", "columns.json", "--data-dir", "data"],
  ],
  [
    "fields of a config, a message of megabytes",
    () => {
      const fields = Array.from({ length: 2000 }, (_, i) => [`field${i}${nasty}${"x".repeat(1000)}`, 1]);
      writeFileSync(inWork("fields.json"), JSON.stringify(Object.fromEntries(fields)));
    },
    ["eval", "fields.json"],
  ],
  [
    "inputs of an ONNX graph",
    () => writeNamedGraph("onnx-inputs", (writer) => writer.graph.inputs.push(makeValue(`in${nasty}`, 1, [1]))),
    ["eval", "--model", "onnx-inputs", "--datasets", "tiny_siqa_ppl", "--limit", "1", "-w", "onnx-inputs-run"],
  ],
  [
    "outputs of an ONNX graph",
    () =>
      writeNamedGraph("onnx-outputs", (writer) => {
        const name = writer.op("Identity", ["logits"], {}, { outputs: [`out${nasty}`] });
        writer.graph.outputs = [makeValue(name, 1, [1, 1, 2048])];
      }),
    ["eval", "--model", "onnx-outputs", "--datasets", "tiny_siqa_ppl", "--limit", "1", "-w", "onnx-outputs-run"],
  ],
  ["a file that the shell names", () => {}, ["list", `no${nasty}such`]],
  ["a flag", () => {}, ["eval", `--no${nasty}such`]],
];

test.each(refused)("%s: nothing of it acts on the terminal, and the message is short", async (_, prepare, args) => {
  prepare();
  const finished = await cli.run(args);
  expect(finished.code).not.toBe(0);
  expectHarmless(finished);
  expect(finished.stderr.length).toBeLessThan(20_000);
});

test("findings as JSON name a file harmlessly, and mean the same", async () => {
  const path = inWork(`text${nasty}.gguf`);
  writeFileSync(path, "no model");
  const finished = await cli.run(["doctor", "--model", path, "--json"]);
  expectHarmless(finished);
  expect(JSON.parse(finished.stdout)).toBeInstanceOf(Array);
});

/** Data that no program needs. */
const tooMuch: [what: string, content: () => [string | Buffer, ending?: string], says: string][] = [
  ["a value of 4,000 levels", () => [line + line.replace('"2"', nested(4000))], ":2: nested more than 256 levels deep"],
  [
    "100,000 levels in a column that nothing reads",
    () => [line.replace("}", `,"x":${nested(100_000)}}`)],
    ":1: nested more than 256 levels deep",
  ],
  [
    "a row of 70 MB",
    () => [gzipSync(`{"question": "${"x".repeat(70e6)}", "answer": ""}\n`, { level: 1 }), "jsonl.gz"],
    ":1: a row of more than 64 MiB",
  ],
];

test.each(tooMuch)("%s is refused with file and line", async (what, content, says) => {
  const name = what.replaceAll(/\W/g, "");
  writeRows(name, ...content());
  const { code, stderr } = await cli.run(["eval", `${name}.json`, "--data-dir", "data"]);
  expect(code, stderr).toBe(2);
  expect(stderr).toContain(`${name}.`);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("defect");
});

test("a small file that unzips to more rows than Node may keep is refused, not died of", async () => {
  writeRows("bomb", gzipSync(line.repeat(2_000_000), { level: 1 }), "jsonl.gz");
  const { code, stderr } = await cli.run(["eval", "bomb.json", "--data-dir", "data"], {
    NODE_OPTIONS: "--max-old-space-size=256",
  });
  expect(code, stderr).toBe(2);
  expect(stderr).toMatch(/bomb\.jsonl\.gz:\d+: too much to keep: more than \d+ MiB of rows/);
  expect(stderr).toContain("NODE_OPTIONS=--max-old-space-size=");
});

test("a file of more than a text can hold is read row by row", async () => {
  writeConfig("large", { source: { type: "jsonl", path: "large.jsonl" } });
  // More bytes than V8 allows a text, in rows of which few are to be planned.
  const block = Buffer.from(`${JSON.stringify({ question: "1 + 1 = ", answer: "2", context: "x".repeat(1e6) })}\n`);
  const file = openSync(inWork("data/large.jsonl"), "w");
  for (let i = 0; i < 560; i += 1) writeSync(file, block);
  closeSync(file);
  const { code, stdout, stderr } = await cli.run([
    "eval",
    "large.json",
    "--data-dir",
    "data",
    "--limit",
    "2",
    "--dry-run",
  ]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("== First prompt of large");
});

test.skipIf(process.platform === "win32")("a pipe or a device is no file, whatever it is given as", async () => {
  expect(
    spawnSync("mkfifo", [inWork("pipe"), inWork("pipe.onnx"), inWork("pipe.ts"), inWork("data/fifo.jsonl")]).status,
  ).toBe(0);
  writeConfig("fifo", { source: { type: "jsonl", path: "fifo.jsonl" } });
  writeConfig("device", { source: { type: "jsonl", path: "device.jsonl" } });
  symlinkSync("/dev/zero", inWork("data/device.jsonl"));
  symlinkSync("/dev/zero", inWork("zero.json"));
  mkdirSync(inWork("onnx"));
  symlinkSync("/dev/zero", inWork("onnx/tokenizer.json"));
  const tiny = ["eval", "--models", "oc_tiny", "--datasets", "tiny_siqa_ppl"];
  const onnx = join(projectRoot, "models", "oc-tiny-onnx");
  const given: [says: string, args: string[]][] = [
    ["a pipe", ["eval", "fifo.json", "--data-dir", "data"]],
    ["a device", ["eval", "device.json", "--data-dir", "data"]],
    ["a pipe", [...tiny, "--chat-template", "pipe"]],
    ["a device", [...tiny, "--chat-template", "/dev/zero"]],
    ["a device", ["eval", "zero.json"]],
    ["a pipe", ["eval", "pipe.ts"]],
    ["a device", ["eval", "--model", onnx, "--tokenizer-path", "onnx", "--datasets", "tiny_siqa_ppl"]],
  ];
  for (const [says, args] of given) {
    const { code, stderr } = await cli.run(args);
    expect(code, `${args.join(" ")}: ${stderr}`).toBe(2);
    expect(stderr).toContain(`expected a file, found ${says}`);
  }
});

test("a config that is nested without need is refused by name, as JSON and as YAML", async () => {
  writeFileSync(inWork("deep.json"), `{"models": ["oc_tiny"],\n"datasets": ${nested(50_000)}}`);
  writeFileSync(inWork("deep.yaml"), `models: ${"[".repeat(300_000)}`);
  const bomb = Array.from({ length: 9 }, (_, i) => `k${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(",")}]`);
  writeFileSync(inWork("bomb.yaml"), `k0: &a0 x\n${bomb.join("\n")}\n`);
  for (const [name, says] of [
    ["deep.json", "deep.json: line 2: nested more than 256 levels deep"],
    ["deep.yaml", "deep.yaml: nested more than 256 levels deep"],
    ["bomb.yaml", "bomb.yaml: its anchors make no finite value"],
  ] as const) {
    const { code, stderr } = await cli.run(["eval", name]);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain("defect");
  }
});

test("what the system refuses is about the place, and no defect", async () => {
  symlinkSync("loop.gguf", inWork("loop.gguf"));
  const loop = await cli.run(["eval", "--model", "loop.gguf", "--datasets", "tiny_siqa_ppl"]);
  expect(loop.stderr).toContain("its links lead in a circle");
  writeFileSync(
    inWork("zero-byte.json"),
    JSON.stringify({ models: [{ abbr: "m", path: "a\0.gguf" }], datasets: ["siqa_gen"] }),
  );
  const zero = await cli.run(["eval", "zero-byte.json"]);
  expect(zero.stderr).toContain("no path of a file holds a zero byte");
  const inShell = (script: string) =>
    spawnSync("sh", ["-c", script, "sh", cli.bin], { cwd: cli.cwd, encoding: "utf8" });
  const gone = inShell('mkdir gone && cd gone && rmdir ../gone && "$1" list');
  expect(gone.stderr).toContain("the current folder does not exist any more");
  expect(gone.stderr).toContain("go to one that does: cd ~");
  expect(inShell('mkdir gone && cd gone && rmdir ../gone && cd ~ && "$1" list').status).toBe(0);
  const few = inShell('ulimit -n 40; "$1" eval --models oc_tiny --datasets tiny_siqa_ppl --limit 1 -w few');
  expect(few.stderr).toContain("EMFILE");
  expect(few.stderr).toContain("ulimit -n 4096");
  for (const { stderr } of [loop, zero, gone, few]) expect(stderr).not.toContain("defect");
  expect([loop.code, zero.code, gone.status, few.status]).toEqual([2, 2, 2, 1]);
});

test.skipIf(process.platform !== "linux")(
  "output that has no room ends no run: without the table the exit code says so",
  async () => {
    const evaluation = (work: string, streams: string) =>
      `"$1" eval --models oc_tiny_base --datasets tiny_siqa_ppl --limit 2 -w ${work} ${streams}`;
    const inShell = (script: string) =>
      spawnSync("sh", ["-c", script, "sh", cli.bin], { cwd: cli.cwd, encoding: "utf8" });
    const withoutMessages = inShell(evaluation("full-err", "2>/dev/full"));
    expect(withoutMessages.status).toBe(0);
    expect(withoutMessages.stdout).toContain("tiny");
    const withoutTable = inShell(evaluation("full-out", ">/dev/full"));
    expect(withoutTable.status).toBe(1);
    expect(withoutTable.stderr).toContain("not all of it could be written to standard output: ENOSPC");
    expect(withoutTable.stderr).toContain("Written to ");
    expect(inShell(evaluation("full-both", ">/dev/full 2>&1")).status).toBe(1);
    for (const work of ["full-err", "full-out", "full-both"])
      expect(filesBelow(inWork(work)).filter((path) => path.endsWith(".md"))).toHaveLength(1);
  },
);
