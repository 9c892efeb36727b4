import { resolve } from "node:path";
import { expect, test } from "vitest";
import { datasetAbbr, modelAbbr, taskAbbr } from "../../src/core/abbr.ts";

test("a model without a name is called by its type and the last two parts of its absolute path", () => {
  expect(modelAbbr({ type: "llama", path: "/models/org/qwen.gguf" })).toBe("llama_org_qwen.gguf");
  const parent = resolve(".").split("/").at(-1);
  expect(modelAbbr({ type: "llama", path: "./qwen.gguf" })).toBe(`llama_${parent}_qwen.gguf`);
  expect(modelAbbr({ abbr: "mine", type: "llama", path: "/x" })).toBe("mine");
});

test("a dataset without a name is called by its path and part", () => {
  expect(datasetAbbr({ path: "./data/ceval", name: "law" })).toBe("._data_ceval_law");
});

test("a task lists its models' datasets", () => {
  const task = {
    models: [{ abbr: "m", type: "", path: "" }],
    datasets: [
      [
        { abbr: "a", path: "" },
        { abbr: "b", path: "" },
      ],
    ],
  };
  expect(taskAbbr(task)).toBe("[m/a,m/b]");
});
