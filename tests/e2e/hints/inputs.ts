// Files that the commands of the cases are given.

import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tinyModel } from "../cli.ts";

/** Node alone, in the folder of the commands: Slurm may be installed beside it. */
export const onlyNode = "only-node";

export function writeInputs(cwd: string): void {
  const write = (name: string, content: string | Buffer) => writeFileSync(join(cwd, name), content);
  for (const folder of ["empty", "two", "mine", onlyNode]) mkdirSync(join(cwd, folder));
  for (const name of ["a.gguf", "b.gguf"]) copyFileSync(tinyModel, join(cwd, "two", name));
  symlinkSync(process.execPath, join(cwd, onlyNode, "node"));
  write("file", "");
  write("truncated.gguf", readFileSync(tinyModel).subarray(0, 500_000));
  write("page.gguf", "<!doctype html><title>404</title>");
  write("whole.json", JSON.stringify({ models: ["oc_tiny"], datasets: ["siqa_gen"] }));
  write(
    "three.json",
    JSON.stringify({ models: ["oc_tiny", "oc_tiny_base", { path: "tiny.gguf" }], datasets: ["siqa_ppl"] }),
  );
  write(
    "cluster.json",
    JSON.stringify({ models: ["oc_tiny"], datasets: ["siqa_gen"], infer: { runner: { type: "slurm" } } }),
  );
  write("short.json", JSON.stringify({ models: [{ path: "tiny.gguf", maxOutLen: 5 }], datasets: ["siqa_gen"] }));
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
