// The table of architectures against the script itself, which node-llama-cpp carries in its copy of llama.cpp.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../../src/core/package.ts";
import { isConvertible } from "../../../src/plan/model-place/convertible.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();

function git(...args: string[]): string {
  const run = spawnSync("git", args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(`git ${args[0]}: ${run.stderr}`);
  return run.stdout;
}

test("what is said to be convertible is, and what continues text is not left out", () => {
  const bundle = join(packageRoot, "node_modules", "node-llama-cpp", "llama", "gitRelease.bundle");
  const clone = join(folder.path, "clone");
  git("clone", "--quiet", "--no-checkout", bundle, clone);
  const script = git("-C", clone, "show", "HEAD:conversion/__init__.py");
  const table = script.slice(script.indexOf("TEXT_MODEL_MAP"), script.indexOf("MMPROJ_MODEL_MAP"));
  const listed = [...table.matchAll(/^ {4}"([^"]+)":/gm)].map(([, name = ""]) => name);
  expect(listed.length).toBeGreaterThan(200);
  const causal = listed.filter((name) => /ForCausalLM$/.test(name) && !/Eagle3|Assistant|[.]/.test(name));
  expect(causal.filter((name) => !isConvertible(name))).toEqual([]);
  for (const name of [
    "OPTForCausalLM",
    "BertModel",
    "T5ForConditionalGeneration",
    "InternLMForCausalLM",
    "WhisperModel",
  ])
    expect(isConvertible(name), name).toBe(false);
  for (const name of ["Qwen2ForCausalLM", "ChatGLMModel", "GPT2LMHeadModel", "Gemma3ForConditionalGeneration"])
    expect(isConvertible(name) && listed.includes(name), name).toBe(true);
});
