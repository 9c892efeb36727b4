// Commands over model files, data and runs that are not as the command takes them to be.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { tinyModel } from "../cli.ts";
import { advised, runAdvised } from "../follow-hint.ts";
import { add, base, type CommandCase, instead, leaveOut, rename } from "./command-case.ts";

const files: CommandCase[] = [
  {
    what: "a folder of two models",
    args: ["prompt", "--datasets", "siqa_ppl", "--model", "two"],
    says: "holds 2 models",
    follow: ({ hint, args }) => ({ args: [...args.slice(0, -1), advised(hint, /(name one of them)/) && "two/a.gguf"] }),
  },
  {
    what: "a folder without a model",
    args: ["prompt", "--datasets", "siqa_ppl", "--model", "empty"],
    says: "holds no model",
    follow: ({ hint, args }) => ({ args: args.with(-1, advised(hint, /(the path of a model file)/) && "tiny.gguf") }),
  },
  ...["truncated.gguf", "page.gguf"].map(
    (name): CommandCase => ({
      what: name,
      args: ["prompt", "--datasets", "siqa_ppl", "--model", name],
      says: `${name} is `,
      follow: ({ hint, args, cwd }) => {
        advised(hint, /(download|copy)/);
        copyFileSync(tinyModel, join(cwd, name));
        return { args };
      },
    }),
  ),
  {
    what: "a misspelt model file",
    args: ["prompt", "--datasets", "siqa_ppl", "--model", "tyni.gguf"],
    says: "tyni.gguf does not exist",
    follow: rename("tyni.gguf"),
  },
  {
    what: "a named model without its file",
    args: ["prompt", "--models", "hf_internlm2_1_8b", "--datasets", "siqa_ppl"],
    says: "no file of it is in",
    follow: ({ hint, args, cwd }) => {
      copyFileSync(tinyModel, join(cwd, "mine", advised(hint, /bring (\S+\.gguf)/)));
      return { args: [...args, advised(hint, /name its folder with (--model-dir)/), "mine"] };
    },
  },
  {
    what: "a GGUF model for the ONNX engine",
    args: ["prompt", ...base, "--engine", "onnx"],
    says: "no folder of it is in",
    follow: leaveOut("--engine", 1),
  },
  {
    what: "a model file as an adapter",
    args: ["eval", "--datasets", "siqa_ppl", "--dry-run", "--models", "oc_tiny_base", "--peft-path", "tiny.gguf"],
    says: "is a model, not a LoRA adapter",
    follow: ({ hint, args }) => ({
      args: [...args.slice(0, -4), advised(hint, /give a model with (--model);/), "tiny.gguf"],
    }),
  },
];

const viz = ["eval", "-w", "box/runs", "-m", "viz"];
const stored: CommandCase[] = [
  {
    what: "a stored run's unknown metric",
    args: ["cases", "box/runs", "--metric", "ll.bytes"],
    says: 'no metric "ll.bytes"',
    follow: rename("ll.bytes"),
  },
  {
    what: "a stored run's unknown dataset",
    args: ["cases", "box/runs", "--datasets", "siqq"],
    says: 'no dataset "siqq"',
    follow: rename("siqq"),
  },
  {
    what: "a stored run's unknown model",
    args: ["cases", "box/runs", "--models", "nothing-alike"],
    says: 'no model "nothing-alike"',
    follow: rename("nothing-alike"),
  },
  {
    what: "a metric that no row has",
    args: ["cases", "box/runs", "--metric", "clp"],
    says: "no dataset of this run has such a score",
    follow: leaveOut("--metric", 1),
  },
  {
    what: "a table by a metric that no row has",
    args: [...viz, "--metric", "clp"],
    says: "no dataset of this run has such a score",
    follow: leaveOut("--metric", 1),
  },
  {
    what: "cases of both kinds at once",
    args: ["cases", "box/runs", "--json", "--full"],
    says: "--json shortens nothing",
    follow: leaveOut("--full"),
  },
  {
    what: "a run of an unknown folder",
    args: ["cases", "nowhere"],
    says: "there is no folder",
    follow: ({ hint, args }) => ({ args: args.with(1, advised(hint, /(a folder of runs)/) && "box/runs") }),
  },
  {
    what: "a folder above the runs",
    args: ["cases", "box"],
    says: "is no run and holds none",
    follow: ({ hint, args }) => ({ args: args.with(1, advised(hint, /there are runs in ([^,\n]+)/)) }),
  },
  {
    what: "a file as a run",
    args: ["cases", "file"],
    says: "is a file: give the folder of a run",
    follow: ({ stderr, args }) => ({ args: args.with(1, advised(stderr, /(give the folder of a run)/) && "box/runs") }),
  },
  {
    what: "an unknown timestamp",
    args: ["eval", "-w", "box/runs", "-m", "viz", "-r", "20200101_000000"],
    says: "there is no run",
    follow: rename("20200101_000000"),
  },
  {
    what: "datasets that a run does not hold",
    args: ["eval", "-w", "box/runs", "-m", "eval", "--datasets", "gsm8k_gen"],
    says: "holds no answers to gsm8k",
    follow: leaveOut("--datasets", 1),
  },
  {
    what: "a stage without a run",
    args: ["eval", "-w", "empty", "-m", "viz"],
    says: "there is no run in",
    follow: ({ hint, args }) => ({
      args: args.with(args.indexOf(advised(hint, /its folder with (-w)/)) + 1, "box/runs"),
    }),
  },
];

const compare = ["agree", "--model", "tiny.gguf", "--datasets", "siqa_ppl", "--limit", "1"];
const agreeing: CommandCase[] = [
  {
    what: "one side",
    args: compare,
    says: "nothing to compare it with",
    follow: add(/give a second (--model)/, "two/a.gguf"),
  },
  {
    what: "a folder that is not there",
    args: [...compare, "--model", "two/b.gguf", "--out", "new/agree.json"],
    says: "--out: there is no folder",
    follow: ({ hint, args, cwd }) => {
      runAdvised(hint, /: (mkdir .*)/, cwd);
      return { args };
    },
  },
  {
    what: "a folder as the file",
    args: [...compare, "--model", "two/b.gguf", "--out", "empty"],
    says: "is a folder, not a file",
    follow: instead("--out", /--out (\S+)/),
  },
  {
    what: "three sides",
    args: [...compare, "--model", "two/a.gguf", "two/b.gguf"],
    says: "is given for 3 sides",
    follow: ({ hint, args }) => ({
      args: args.slice(0, advised(hint, /once or (twice)/) === "twice" ? -1 : undefined),
    }),
  },
  {
    what: "a base and a chat model",
    args: ["agree", "--models", "oc_tiny", "oc_tiny_base", "--datasets", "siqa", "--limit", "1"],
    says: "one model is a base model",
    follow: add(/say what both are with (--hf-type)/, "base"),
  },
];

export const fileCases: readonly CommandCase[] = [...files, ...stored, ...agreeing];
