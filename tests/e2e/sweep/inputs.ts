// The small files that both sweeps work with, and what a command leaves behind to be looked at.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { listRuns } from "../../../src/store/workspace/workspace.ts";
import { writeAdapter } from "../../native/gguf-file.ts";
import { type Cli, projectRoot, tinyModel } from "../cli.ts";

const rows = [
  { q: "What is 1+1?", A: "one", B: "two", C: "three", a: "B" },
  {
    q: "Where do fish live? They swim, they eat, they sleep, and they never walk on the grass of a garden.",
    A: "in water",
    B: "in trees",
    C: "on roofs",
    a: "A",
  },
  { q: "Which is a fruit?", A: "iron", B: "apple", C: "chair", a: "B" },
  { q: "Which is a metal?", A: "iron", B: "apple", C: "chair", a: "A" },
];

export interface DatasetEntry {
  abbr: string;
  source: Record<string, unknown>;
  reader: Record<string, unknown>;
  infer: Record<string, unknown>;
  evaluate: Record<string, unknown>;
  [field: string]: unknown;
}

/** Four questions, asked as chat turns and answered with text. */
export function generated(folder: string): DatasetEntry {
  return {
    abbr: "gen",
    source: { type: "jsonl", path: join(folder, "rows.jsonl") },
    reader: { inputColumns: ["q", "A", "B", "C"], outputColumn: "a" },
    infer: {
      promptTemplate: {
        template: {
          round: [
            { role: "HUMAN", prompt: "{q}\nA. {A}\nB. {B}\nC. {C}\nAnswer: " },
            { role: "BOT", prompt: "{a}" },
          ],
        },
      },
      retriever: { type: "zero" },
      inferencer: { type: "generate" },
    },
    evaluate: { evaluator: { type: "accuracy" }, predPostprocessor: { type: "first-option", options: "ABC" } },
  };
}

/** The same questions with a remark in front of them. */
export function withAside(folder: string): DatasetEntry {
  const entry = generated(folder);
  const { template } = entry.infer.promptTemplate as { template: object };
  const begin = [{ role: "SYSTEM", fallback_role: "HUMAN", prompt: "Aside." }];
  return { ...entry, abbr: "aside", infer: { ...entry.infer, promptTemplate: { template: { begin, ...template } } } };
}

/** The same questions, their options scored. */
export function scored(folder: string): DatasetEntry {
  const template = Object.fromEntries(["A", "B", "C"].map((label) => [label, `{q}\nAnswer: {${label}}`]));
  return {
    ...generated(folder),
    abbr: "ppl",
    infer: { promptTemplate: { template }, retriever: { type: "zero" }, inferencer: { type: "perplexity" } },
    evaluate: { evaluator: { type: "accuracy" } },
  };
}

const onnxFolder = join(projectRoot, "models", "oc-tiny-onnx");

export function writeInputs(folder: string): void {
  // Beside them a column that is empty at times, and one with the end of the question.
  const columns = rows.map((row, i) => ({ ...row, e: i === 0 ? "" : row.a, cont: row.q.slice(-5) }));
  writeFileSync(join(folder, "rows.jsonl"), columns.map((row) => `${JSON.stringify(row)}\n`).join(""));
  copyFileSync(tinyModel, join(folder, "M.gguf"));
  copyFileSync(tinyModel.replace("f16", "q8_0"), join(folder, "q8.gguf"));
  writeAdapter(join(folder, "lora.gguf"), { architecture: "llama", layers: 4, size: 128, rank: 2 });
  writeFileSync(join(folder, "gen.json"), JSON.stringify({ datasets: [generated(folder)] }));
  writeFileSync(join(folder, "ppl.json"), JSON.stringify({ datasets: [scored(folder)] }));
  symlinkSync(onnxFolder, join(folder, "onnx"));
  symlinkSync(join(projectRoot, "data"), join(folder, "sample-data"));
  mkdirSync(join(folder, "found"));
  copyFileSync(tinyModel, join(folder, "found", "internlm2-1_8b.gguf"));
  mkdirSync(join(folder, "own", "models"), { recursive: true });
  writeFileSync(join(folder, "own", "models", "mine.yaml"), "path: M.gguf\nmax_out_len: 4\n");
}

export interface Evidence {
  code: number | null;
  /** What is shown and stored, without the dumped config: that repeats what was given. */
  text: string;
  /** What the models answered. */
  answers: string;
}

/** Runs a command; what a run stores counts as shown, and so does what lies in `looksAt`. */
export async function evidenceOf(
  cli: Cli,
  args: readonly string[],
  { env, looksAt = [] }: { env?: Record<string, string> | undefined; looksAt?: readonly string[] | undefined } = {},
): Promise<Evidence> {
  const { code, stdout, stderr } = await cli.run(args, env);
  const told = withoutConfig(stdout);
  const stored = storedFiles(cli, args);
  const answers = stored.filter(({ path }) => path.startsWith("predictions/")).map(({ text }) => text);
  const beside = looksAt.flatMap((path) => textsOf(join(cli.cwd, path), path));
  return {
    code,
    text: [told, stderr, ...stored.map(({ text }) => text), ...beside].join("\n"),
    answers: answers.join(),
  };
}

export function withoutConfig(stdout: string): string {
  return stdout.replace(/^== Config\n[\s\S]*?(?=^== )/m, "");
}

/** Of the newest run in the last `-w`. */
function storedFiles(cli: Cli, args: readonly string[]): { path: string; text: string }[] {
  const flag = args.lastIndexOf("-w");
  const workDir = flag < 0 ? undefined : join(cli.cwd, args[flag + 1] as string);
  if (workDir === undefined || !existsSync(workDir)) return [];
  const newest = listRuns(workDir).at(-1);
  if (newest === undefined) return [];
  const run = join(workDir, newest);
  return readdirSync(run, { recursive: true, encoding: "utf8" })
    .filter((path) => path === "manifest.json" || /^(predictions|logs)\/.*\.\w+$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(run, path), "utf8") }));
}

function textsOf(path: string, name: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [readFileSync(path, "utf8")];
  return readdirSync(path, { recursive: true, encoding: "utf8" }).map((inner) => `${name}/${inner}`);
}
