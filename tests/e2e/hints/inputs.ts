// Files that the commands of the cases are given.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tinyModel } from "../cli.ts";

export function writeInputs(cwd: string): void {
  const write = (name: string, content: string | Buffer) => writeFileSync(join(cwd, name), content);
  for (const folder of ["empty", "two", "mine"]) mkdirSync(join(cwd, folder));
  for (const name of ["a.gguf", "b.gguf"]) copyFileSync(tinyModel, join(cwd, "two", name));
  write("file", "");
  write("truncated.gguf", readFileSync(tinyModel).subarray(0, 500_000));
  write("page.gguf", "<!doctype html><title>404</title>");
  write("whole.json", JSON.stringify({ models: ["oc_tiny"], datasets: ["siqa_gen"] }));
  write("no-datasets.json", JSON.stringify({ models: ["oc_tiny"] }));
  write("no-models.json", JSON.stringify({ datasets: ["siqa_gen"] }));
  write("field.json", JSON.stringify({ models: ["oc_tiny"], datasets: ["siqa_gen"], sumarizer: {} }));
  write("list.json", "[1]");
  write("no-export.ts", "export const models = 1;\n");
  write("config.txt", "models: [oc_tiny]\ndatasets: [siqa_gen]\n");
  write("eval_chat_demo.py", "models = []\n");
  write(
    "variable.ts",
    'import { env } from "oc-local";\nexport default { models: ["oc_tiny"], datasets: ["siqa_gen"], workDir: env("HINTS_WORK") };\n',
  );
}
