// The valid things that hostile ones are made of, once for all inputs: a model of each kind, a finished run, answers kept for
// other runs.

import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeForm } from "../engines/onnx-forms/write-form.ts";
import { LimitedChild } from "./limited-child.ts";
import { Sandbox } from "./sandbox.ts";

export interface Bases {
  gguf: string;
  /** Graph and weights in two files. */
  onnx: string;
  /** The package's own sample data. */
  data: string;
  /** A folder with one run in it. */
  runs: string;
  /** Of `--cache`, with the answers of that run. */
  cache: string;
}

const ofProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The arguments that the stored run was asked with. */
export const storedModel = ["--models", "oc_tiny_q4_0"];
export const storedDatasets = ["--datasets", "tiny_siqa_ppl", "tiny_gsm8k_gen", "--limit", "3"];

/** @param folder Is made. */
export async function prepareBases(folder: string): Promise<Bases> {
  const onnx = writeForm(join(folder, "onnx"), { files: "external" });
  const sandbox = new Sandbox(join(folder, "run"));
  const child = new LimitedChild(join(folder, "process"));
  const args = ["eval", ...storedModel, ...storedDatasets, "-w", "runs", "--cache", "cache"];
  const { code, stderr } = await child.runAlone({ args, cwd: sandbox.work, env: sandbox.env });
  child.close();
  if (code !== 0) throw new Error(`the run to start from ended with ${code}: ${stderr}`);
  for (const name of ["runs", "cache"]) cpSync(join(sandbox.work, name), join(folder, name), { recursive: true });
  sandbox.remove();
  return {
    gguf: ofProject("models/oc-tiny/oc-tiny-q4_0.gguf"),
    onnx,
    data: ofProject("data"),
    runs: join(folder, "runs"),
    cache: join(folder, "cache"),
  };
}

/** A copy of the stored run below `work`, in a folder of runs. @returns The run's own folder. */
export function copyRun({ runs }: Bases, work: string, name = "runs"): string {
  const target = join(work, name);
  mkdirSync(target, { recursive: true });
  cpSync(runs, target, { recursive: true, verbatimSymlinks: true });
  const [run] = readdirSync(target).filter((entry) => /^\d{8}_\d{6}$/.test(entry));
  return join(target, run as string);
}
