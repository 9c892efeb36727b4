// Models that were made to harm, and folders of runs that a stranger may have changed.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import { type GgufWriterValue, ggufBytes } from "../../engines/gguf-writer.ts";
import { writeForm } from "../../engines/onnx-forms/write-form.ts";
import { tinyModelFile } from "../../engines/rewrite-gguf.ts";
import { advised, hintOf, runAdvised } from "../follow-hint.ts";
import { whole } from "./command-case.ts";
import { goodDataset } from "./config-cases.ts";
import { copyOfRun } from "./stored-stories.ts";
import { type Story, story } from "./story.ts";

const { metadata, tensors } = tinyModelFile();

/** Asks a text of this length; the other arguments name a model. */
function asking(folder: string, length: number): string[] {
  const row = { question: "a".repeat(length), A: "1", B: "2", answer: "A" };
  writeFileSync(join(folder, "q.jsonl"), `${JSON.stringify(row)}\n`);
  writeFileSync(join(folder, "q.json"), JSON.stringify({ datasets: [{ ...goodDataset(), abbr: "q" }] }));
  return ["prompt", join(folder, "q.json"), "--data-dir", folder];
}

/** Writes the tiny model with other pairs in its header. */
function gguf(folder: string, changed: Record<string, GgufWriterValue> = {}): string[] {
  writeFileSync(join(folder, "m.gguf"), ggufBytes({ metadata: { ...metadata, ...changed }, tensors }));
  return ["--model", join(folder, "m.gguf")];
}

function tokenizer(what: string, change: (fields: JsonObject) => object, says: string | RegExp): Story {
  return story(
    what,
    (folder) => {
      const path = join(writeForm(join(folder, "m")), "tokenizer.json");
      const fields = JSON.parse(readFileSync(path, "utf8")) as JsonObject;
      writeFileSync(path, JSON.stringify({ ...fields, ...change(fields) }));
      return [...asking(folder, 60), "--model", join(folder, "m")];
    },
    {
      says,
      follow({ hint, args, folder }) {
        advised(hint, /(bring the tokenizer\.json of the model's own checkpoint)/);
        rmSync(join(folder, "m"), { recursive: true });
        writeForm(join(folder, "m"));
        return args;
      },
    },
  );
}

const models: Story[] = [
  story(
    "a vocabulary that ends its process",
    // llama.cpp cuts texts of this kind by calls inside of calls.
    (folder) => [
      ...asking(folder, 300_000),
      ...gguf(folder, { "tokenizer.ggml.pre": { type: "string", value: "deepseek-llm" } }),
    ],
    {
      says: /the process that read it was killed by SIG/,
      follow({ hint, args, folder }) {
        advised(hint, /(take another conversion of the model, and look for rows of a million characters)/);
        asking(folder, 3);
        gguf(folder);
        return args;
      },
    },
  ),
  story(
    "a model of one layer and a half",
    (folder) => [
      ...["eval", "--dry-run", "--datasets", "siqa_ppl"],
      ...gguf(folder, { "llama.block_count": { type: "f32", value: 1.5 } }),
    ],
    {
      says: "block_count is 1.5, expected a whole number",
      follow({ hint, args, folder }) {
        advised(hint, /(bring the file again)/);
        gguf(folder);
        return args;
      },
    },
  ),
  tokenizer(
    "a tokenizer with a token beyond all texts",
    ({ model }) => ({ model: { ...(model as JsonObject), vocab: { ["x".repeat(5000)]: 0 } } }),
    "has a token of 5000 characters",
  ),
  tokenizer(
    "a tokenizer that tries without end",
    ({ pre_tokenizer: own }) => {
      const split = { type: "Split", pattern: { Regex: "(?:(?:a|a)+)+b" }, behavior: "Isolated", invert: false };
      return { pre_tokenizer: { type: "Sequence", pretokenizers: [split, own] } };
    },
    "one of its patterns tries without end",
  ),
];

const again = (folder: string) => ["eval", "-r", "-w", join(folder, "runs")];

/** What stands in a run's folder and is no part of a run; the hint has one remove it. */
function stray(
  what: string,
  put: (run: string) => void,
  says: string,
  remove: (hint: string, run: string) => void,
): Story {
  let run = "";
  return story(
    what,
    (folder) => {
      run = copyOfRun(folder);
      put(run);
      return again(folder);
    },
    {
      says,
      follow({ hint, args }) {
        remove(hint, run);
        return args;
      },
    },
  );
}

const runs: Story[] = [
  stray(
    "a link out of a run",
    (run) => symlinkSync("/tmp", join(run, "logs", "out")),
    "a run writes into no other folder",
    (hint, run) => rmSync(join(run, "logs", advised(hint, /(or remove it)/) && "out")),
  ),
  stray(
    "a pipe in a run",
    (run) => execFileSync("mkfifo", [join(run, "logs", "pipe")]),
    "is neither a file nor a folder",
    (hint, run) => rmSync(join(run, "logs", advised(hint, /(remove it)/) && "pipe")),
  ),
  stray(
    "a folder where a run has its lock",
    (run) => mkdirSync(join(run, ".lock")),
    "where the lock of the run is a file",
    (hint) => runAdvised(hint, /\((rm -r [^)]+)\)/),
  ),
  story(
    "a run that names a config of somebody's",
    (folder) => {
      const run = copyOfRun(folder);
      writeFileSync(join(folder, "mine.json"), JSON.stringify({ models: ["oc_tiny_base"], datasets: ["siqa_ppl"] }));
      const path = join(run, "configs", "invocation.json");
      const stored = JSON.parse(readFileSync(path, "utf8")) as JsonObject;
      writeFileSync(path, JSON.stringify({ ...stored, cwd: folder, config: "mine.json" }));
      return again(folder);
    },
    {
      says: "would follow",
      follow: ({ hint }) => {
        advised(hint, /(read the file first; where you trust it, name it)/);
        return [
          ...whole({ hint, args: [], cwd: "", stderr: "" }).args,
          advised(hint, /give .* again too: .*(--limit)/),
          "2",
        ];
      },
    },
  ),
  story("a run to be continued where there is none", (folder) => ["eval", "-r", "-w", join(folder, "none")], {
    says: "there is no run to be continued in",
    follow: ({ hint, args, folder }) => {
      copyOfRun(folder);
      return args.with(
        args.indexOf(advised(hint, /name the folder of its run folders with (-w)/)) + 1,
        join(folder, "runs"),
      );
    },
  }),
];

const places: Story[] = [
  story(
    "a model that is a link to itself",
    (folder) => {
      symlinkSync("loop.gguf", join(folder, "loop.gguf"));
      return [...asking(folder, 3), "--model", join(folder, "loop.gguf")];
    },
    {
      says: "ELOOP",
      follow: ({ hint, args }) => args.with(-1, advised(hint, /(name the file that is meant)/) && "tiny.gguf"),
    },
  ),
  story(
    "a folder as a chat template",
    (folder) => {
      writeFileSync(join(folder, "t.jinja"), "{% for m in messages %}{{ m.content }}{% endfor %}");
      return [...asking(folder, 3), "--models", "oc_tiny", "--chat-template", folder];
    },
    {
      says: "expected a file, found a folder",
      follow: ({ hint, args, folder }) =>
        args.with(-1, join(folder, advised(hint, /(name a file that holds the template)/) && "t.jinja")),
    },
  ),
  {
    what: "more rows than Node may keep",
    async tell({ folder, runCold, noteFollowed }) {
      const args = [...asking(folder, 3), "--models", "oc_tiny_base"];
      writeFileSync(
        join(folder, "q.jsonl"),
        `${JSON.stringify({ question: "a", A: "", B: "", answer: "" })}\n`.repeat(120_000),
      );
      const refused = await runCold(args, { NODE_OPTIONS: "--max-old-space-size=96" });
      expect(refused.code, refused.stderr).toBe(2);
      expect(refused.stderr).toContain("too much to keep");
      const options = advised(hintOf(refused.stderr), /give Node more memory: NODE_OPTIONS=(\S+)/);
      const mended = await runCold(args, { NODE_OPTIONS: options });
      expect(mended.code, mended.stderr).toBe(0);
      noteFollowed(refused);
    },
  },
];

export const hostileStories: readonly Story[] = [...models, ...runs, ...places];
