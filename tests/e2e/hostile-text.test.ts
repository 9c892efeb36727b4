// What strangers' files may do to a terminal: names, rows, answers and refusals with control characters are shown harmlessly, on every
// screen and in every table.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeValue } from "../../src/engines/onnx/graph/make-nodes.ts";
import { toByteCharacters } from "../../src/engines/onnx/model/tokenizer-parts/byte-characters.ts";
import { type GgufWriterValue, ggufBytes } from "../engines/gguf-writer.ts";
import type { GraphWriter } from "../engines/onnx-forms/graph-writer.ts";
import { tinyGraph, usualForm } from "../engines/onnx-forms/llama-graph.ts";
import { writeForm } from "../engines/onnx-forms/write-form.ts";
import { tinyModelFile } from "../engines/rewrite-gguf.ts";
import { type Finished, installCli, tinyModel } from "./cli.ts";
import { filesBelow, writeConfig } from "./hostile-files.ts";

const cli = installCli();
afterAll(() => cli.remove());

const inWork = (name: string) => join(cli.cwd, name);

beforeAll(() => {
  mkdirSync(inWork("data"));
});

/** A colour, a bell, the one-character CSI, the end of a line's direction, a window's title and a cleared line. */
const nasty = "\u001b[31m\u0007\u009b2J\u202e\u007f\u001b]0;x\u0007\r\u001b[2K";
// Every control but the newline, and what turns the writing direction.
const acting = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

function expectHarmless({ stdout, stderr }: Finished): void {
  expect(stdout).not.toMatch(acting);
  expect(stderr).not.toMatch(acting);
  expect(stderr).not.toContain("defect");
}

test("names, rows and results that a terminal would act on are shown harmlessly, on every screen and in every table", async () => {
  copyFileSync(tinyModel, inWork(`model${nasty}.gguf`));
  const row = { question: `1 + 1 = ${nasty}`, answer: `2${nasty}`, [`column${nasty}`]: "x" };
  writeFileSync(inWork("data/nasty.jsonl"), `${JSON.stringify(row)}\n`.repeat(2));
  const models = [{ abbr: `model${nasty}`, path: `model${nasty}.gguf` }];
  const summarizer = { summaryGroups: [{ name: `group${nasty}`, subsets: [`data${nasty}`] }] };
  writeConfig(
    cli.cwd,
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
      writeConfig(cli.cwd, "columns", { source: { type: "jsonl", path: "columns.jsonl" } });
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
