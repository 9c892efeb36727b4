import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { datasetAbbr, modelAbbr } from "../../src/core/abbr.ts";

test("a model without a name is called by its type and the last two parts of its absolute path", () => {
  expect(modelAbbr({ type: "llama", path: "/models/org/qwen.gguf" })).toBe("llama_org_qwen.gguf");
  const parent = resolve(".").split("/").at(-1);
  expect(modelAbbr({ type: "llama", path: "./qwen.gguf" })).toBe(`llama_${parent}_qwen.gguf`);
  expect(modelAbbr({ abbr: "mine", type: "llama", path: "/x" })).toBe("mine");
});

test("several models are called by all their names, and their types keep no slash", () => {
  const models = [
    { type: "a/HF", path: "/models/org/qwen" },
    { abbr: "judge", type: "HF", path: "/x" },
  ];
  expect(modelAbbr(models)).toBe("a_HF_org_qwen_judge");
  expect(modelAbbr([])).toBe("");
});

test("a model behind a link is called by where it lies", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "oc-local-abbr-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "org", "qwen"), { recursive: true });
  symlinkSync(join(folder, "org", "qwen"), join(folder, "link"));
  expect(modelAbbr({ type: "HF", path: join(folder, "link") })).toBe("HF_org_qwen");
});

test("a dataset without a name is called by its path and part", () => {
  expect(datasetAbbr({ path: "./data/ceval", name: "law" })).toBe("._data_ceval_law");
});
