// What people give as a model: paths, folders in the layouts of the programs that bring models, names, ids of Hugging Face, and files
// that are no model. The files are links to the embedded model, or small ones written here.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ggufBytes } from "../engines/gguf-writer.ts";
import { writeAdapter } from "../native/gguf-file.ts";
import { installCli, projectRoot, tinyModel } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

const inWork = (path: string) => join(cli.cwd, path);
const onnx = join(projectRoot, "models", "oc-tiny-onnx");
const hashed = `${"cd".repeat(32)}.gguf`;
const blob = `blobs/sha256-${"ab".repeat(32)}`;

beforeAll(() => {
  for (const path of [
    "one/x.gguf",
    "two/x.gguf",
    "two/y.gguf",
    "beside/x.gguf",
    "publisher/repo-GGUF/x.gguf",
    "hub/models--org--x-GGUF/snapshots/0f0f/x.gguf",
    "m/lmstudio/Qwen2-1.5B-Instruct-GGUF/Qwen2-1.5B-Instruct.i1-Q4_K_M.gguf",
    "m/qwen2-1_5b-instruct-q8_0.gguf",
    blob,
    hashed,
  ])
    link(path);
  const kinds: [name: string, metadata: Record<string, string>][] = [
    ["beside/mmproj-x.gguf", { "general.architecture": "clip" }],
    ["beside/matrix.gguf", { "general.type": "imatrix" }],
    ["vector.gguf", { "general.architecture": "controlvector" }],
    ["flux.gguf", { "general.architecture": "flux" }],
    ["new.gguf", { "general.architecture": "brand-new" }],
    ["t5.gguf", { "general.architecture": "t5" }],
    ["bert.gguf", { "general.architecture": "bert" }],
    ["adapter.gguf", { "general.type": "adapter", "general.architecture": "llama" }],
  ];
  for (const [name, metadata] of kinds) write(name, kindOf(metadata));
  write("st/config.json", JSON.stringify({ architectures: ["Qwen2ForCausalLM"] }));
  write("st/model.safetensors", "");
  write("Qwen/Qwen2-1.5B/config.json", JSON.stringify({ architectures: ["Qwen2ForCausalLM"] }));
  write("Qwen/Qwen2-1.5B/pytorch_model.bin", "");
  write("opt/config.json", JSON.stringify({ architectures: ["OPTForCausalLM"] }));
  write("opt/pytorch_model.bin", "");
  write("peft/adapter_config.json", JSON.stringify({ peft_type: "LORA", base_model_name_or_path: "org/base" }));
  write("peft/adapter_model.safetensors", "");
  mkdirSync(inWork("empty"));
  mkdirSync(inWork("lora"));
  writeAdapter(inWork("lora/lora.gguf"), { architecture: "llama", layers: 4, size: 128, rank: 2 });
});

function link(path: string): void {
  mkdirSync(dirname(inWork(path)), { recursive: true });
  symlinkSync(tinyModel, inWork(path));
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(inWork(path)), { recursive: true });
  writeFileSync(inWork(path), content);
}

function kindOf(texts: Record<string, string>): Uint8Array {
  const metadata = Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, { type: "string", value } as const]),
  );
  return ggufBytes({ metadata, tensors: [{ name: "t", dimensions: [2], data: Buffer.alloc(8) }] });
}

const asked = ["--datasets", "tiny_siqa_ppl", "--limit", "2"];

test.each<[what: string, args: string[], abbr: string, file: string]>([
  ["a path behind --models", ["--models", "./one/x.gguf"], "x", "one/x.gguf"],
  ["a folder behind --models", ["--models", "one"], "x", "one/x.gguf"],
  ["a folder of one model", ["--hf-path", "one"], "x", "one/x.gguf"],
  ["a folder with a projector and an importance matrix", ["--model", "beside"], "x", "beside/x.gguf"],
  ["a publisher's folder", ["--model", "publisher"], "x", "publisher/repo-GGUF/x.gguf"],
  [
    "a repository in a cache",
    ["--model", "hub/models--org--x-GGUF"],
    "x",
    "hub/models--org--x-GGUF/snapshots/0f0f/x.gguf",
  ],
  ["a blob", ["--model", blob], "oc-tiny", blob],
  ["a folder with an adapter", ["--model", "one", "--peft-path", "lora"], "x", "one/x.gguf"],
  [
    "the path of OpenCompass's config",
    ["--models", "configs/models/qwen/hf_qwen2_1_5b_instruct.py", "--model-dir", "m"],
    "qwen2-1.5b-instruct-hf",
    "m/qwen2-1_5b-instruct-q8_0.gguf",
  ],
])("%s means the file that is there", async (_what, args, abbr, file) => {
  const { code, stdout, stderr } = await cli.run(["eval", ...args, ...asked, "--dry-run", "-w", "planned"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(new RegExp(`Tasks of ${abbr} \\(chat, .*/${file}\\)`));
});

test("a blob's column, folders and lines carry the name within the file", async () => {
  const { code, stdout, stderr } = await cli.run(["eval", "--model", blob, ...asked, "-w", "named"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/\| +oc-tiny/);
  expect(`${stdout}${stderr}`).not.toContain("sha256-");
  const [run = ""] = readdirSync(inWork("named"));
  expect(readdirSync(join(inWork("named"), run, "predictions"))).toEqual(["oc-tiny"]);
});

test("a GGUF file that is named by its hash is called by the name within it", async () => {
  const { code, stdout, stderr } = await cli.run(["eval", "--model", hashed, ...asked, "--dry-run", "-w", "planned"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/Tasks of oc-tiny \(chat, /);
});

test("of several quantisations the one that is taken and the others are told", async () => {
  const { code, stdout } = await cli.run([
    ...["eval", "--models", "hf_qwen2_1_5b_instruct", "--model-dir", "m", ...asked, "--dry-run", "-w", "planned"],
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/qwen2-1_5b-instruct-q8_0\.gguf is taken, .*the others: .*i1-Q4_K_M\.gguf/);
});

const refusals: [what: string, args: string[], says: (string | RegExp)[]][] = [
  ["a folder of two models", ["--model", "two"], ["two holds 2 models: x.gguf, y.gguf"]],
  ["an empty folder", ["--model", "empty"], ["empty holds no model: no .gguf and no .onnx file"]],
  [
    "a checkpoint",
    ["--model", "st"],
    ["is a Hugging Face checkpoint (Qwen2ForCausalLM)", "python convert_hf_to_gguf.py", "--outfile st-f16.gguf"],
  ],
  [
    "a checkpoint's file",
    ["--model", "st/model.safetensors"],
    ["is a Hugging Face checkpoint", "convert_hf_to_gguf.py"],
  ],
  [
    "a checkpoint of a built-in entry",
    ["--hf-path", "Qwen/Qwen2-1.5B"],
    ["is a Hugging Face checkpoint", "--outfile Qwen2-1.5B-f16.gguf", "--models hf_qwen2_1_5b,"],
  ],
  [
    "a checkpoint that llama.cpp cannot convert",
    ["--model", "opt"],
    ["OPTForCausalLM", "optimum-cli export onnx --model"],
  ],
  [
    "an adapter's folder",
    ["--model", "peft"],
    ["is a PEFT adapter (LORA) of org/base", "convert_lora_to_gguf.py", "--base"],
  ],
  ["an adapter's folder behind --peft-path", ["--model", "one", "--peft-path", "peft"], ["convert_lora_to_gguf.py"]],
  [
    "an adapter's safetensors",
    ["--model", "one", "--peft-path", "peft/adapter_model.safetensors"],
    ["is a PEFT adapter", "convert_lora_to_gguf.py"],
  ],
  ["a model behind --peft-path", ["--model", "one", "--peft-path", "one/x.gguf"], ["is a model, not a LoRA adapter"]],
  [
    "an id of Hugging Face",
    ["--model", "internlm/internlm2-chat-1_8b"],
    [
      "nothing is downloaded",
      "--models hf_internlm2_chat_1_8b",
      "internlm2-chat-1_8b-f16.gguf",
      "convert_hf_to_gguf.py",
    ],
  ],
  ["an id behind --models", ["--models", "Qwen/Qwen2-1.5B-Instruct"], ["--models hf_qwen2_1_5b_instruct"]],
  ["an id of GGUF files", ["--model", "Qwen/Qwen2-1.5B-Instruct-GGUF"], ["hf download Qwen/Qwen2-1.5B-Instruct-GGUF"]],
  ["an id of ONNX alone", ["--model", "facebook/opt-125m"], ["--models hf_opt_125m", "optimum-cli export onnx"]],
  ["a misspelt folder", ["--model", "onee"], ["onee does not exist", "did you mean one?"]],
  [
    "another model than the one that lies there",
    ["--models", "hf_qwen2_1_5b", "--model-dir", "m"],
    ["no file of it is in", /there lie .*Qwen2-1\.5B-Instruct\.i1-Q4_K_M\.gguf/, "bring Qwen2-1.5B.gguf"],
  ],
  ["an importance matrix", ["--model", "beside/matrix.gguf"], ["holds an importance matrix"]],
  ["a projector", ["--model", "beside/mmproj-x.gguf"], ["holds a vision or audio projector"]],
  ["a control vector", ["--model", "vector.gguf"], ["holds a control vector"]],
  ["an image model", ["--model", "flux.gguf"], ["is an image or video model (flux)", "this file is complete"]],
  [
    "an architecture that is unknown",
    ["--model", "new.gguf"],
    ['has the architecture "brand-new"', "nothing is missing from the file"],
  ],
  [
    "an architecture that is unknown, on the portable engine",
    ["--model", "new.gguf", "--engine", "node-llama-cpp"],
    ['has the architecture "brand-new"', "nothing is missing from the file"],
  ],
  ["an encoder-decoder", ["--model", "t5.gguf"], ["is an encoder-decoder model (T5)"]],
  ["an embedding model", ["--model", "bert.gguf"], ["is an embedding model (bert)"]],
  ["an adapter as model", ["--model", "adapter.gguf"], ["is a LoRA adapter, not a model", "--peft-path"]],
];

test.each(refusals)("%s is refused with what to do", async (_what, args, says) => {
  const { code, stderr } = await cli.run(["eval", ...args, ...asked], { HF_HOME: inWork("no-cache") });
  expect(code, stderr).toBe(2);
  for (const text of says) expect(stderr).toMatch(text);
  expect(stderr).not.toMatch(/^ +at |download the file again/m);
  expect(existsSync(inWork("outputs"))).toBe(false);
});

test("config paths, as list prints them and as OpenCompass has them, name datasets; list says what short names mean", async () => {
  const named = await cli.run([
    ...["eval", "--models", "oc_tiny_base", "--limit", "1", "--dry-run", "-w", "planned", "--datasets"],
    ...["configs/datasets/siqa.ts", "opencompass/configs/datasets/ceval/ceval_gen.py"],
  ]);
  expect(named.code, named.stderr).toBe(0);
  expect(named.stdout).toMatch(/configs\/datasets\/siqa\.ts means siqa_ppl_ced5f6/);
  expect(named.stdout).toMatch(/ceval_gen\.py means ceval_gen_5f30c7/);
  const listed = await cli.run(["list", "siqa", "clue"]);
  expect(listed.stdout).toMatch(/\| siqa +\| siqa_ppl_ced5f6 +\| siqa_gen_18632c +\|/);
  expect(listed.stdout).toMatch(/Files Only, No Prompts[\s\S]*\| clue +\| CLUE/);
  const refused = await cli.run(["eval", "--models", "oc_tiny", "--datasets", "configs/datasets/clue/clue_ppl.py"]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('dataset "clue" has no prompts of its own yet');
});

test("--help lists every key of the flags that take pairs", async () => {
  const { stdout } = await cli.run(["eval", "--help"]);
  for (const key of ["gpu_layers", "kv_cache_type", "torch_dtype", "truncation_side", "padding_side", "min_p", "scale"])
    expect(stdout).toContain(key);
});

/** The package as npm leaves it where its optional part cannot be installed, or is broken. */
function packageWithout(folder: string): string {
  for (const name of ["dist", "data", "models", "build", "package.json"])
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(projectRoot, "node_modules")))
    if (name !== "onnxruntime-node")
      symlinkSync(join(projectRoot, "node_modules", name), join(folder, "node_modules", name));
  return join(folder, "dist", "src", "cli", "main.js");
}

test("without its runtime an ONNX model is refused before a run folder is made, with the command that installs it", () => {
  const home = inWork("home/node_modules/oc-local");
  write("home/package.json", "{}");
  const main = packageWithout(home);
  const run = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { cwd: cli.cwd, encoding: "utf8" });
  const absent = run("eval", "--model", onnx, ...asked);
  expect(absent.status, absent.stderr).toBe(2);
  expect(absent.stderr).toContain("onnxruntime-node, which is not installed");
  expect(absent.stderr).toContain(
    `ONNXRUNTIME_NODE_INSTALL=skip npm install --prefix ${inWork("home")} onnxruntime-node@`,
  );
  expect(existsSync(inWork("outputs"))).toBe(false);
  expect(run("doctor", "--model", tinyModel).stdout).toMatch(/info +onnxruntime +onnxruntime-node is not installed/);
  expect(run("prompt", "--model", onnx, "--datasets", "tiny_siqa_ppl").status).toBe(0);
  const broken = join(home, "node_modules", "onnxruntime-node");
  cpSync(join(projectRoot, "node_modules", "onnxruntime-node", "package.json"), join(broken, "package.json"));
  const unloadable = run("eval", "--model", onnx, ...asked);
  expect(unloadable.status).toBe(2);
  expect(unloadable.stderr).toMatch(/onnxruntime-node cannot be loaded: .*\nhint: .*rm -r .*onnxruntime-node && /);
  expect(existsSync(inWork("outputs"))).toBe(false);
});
