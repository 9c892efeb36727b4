// Commands that are refused, and the command that their hint makes of them.

import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tinyModel } from "../cli.ts";
import { advised, offered, runAdvised } from "../follow-hint.ts";

interface Told {
  hint: string;
  stderr: string;
  args: string[];
  cwd: string;
}

export interface CommandCase {
  what: string;
  args: string[];
  says: string | RegExp;
  follow(told: Told): { args: string[]; env?: Record<string, string> };
  env?: Record<string, string>;
  /** Exit code of the command that follows; "another": it may be refused for another reason. @default 0 */
  after?: number | "another";
}

const base = ["--models", "oc_tiny_base", "--datasets", "siqa_ppl"];
const plan = ["eval", ...base, "--dry-run"];
const prompt = ["prompt", ...base];

/** The hint offers the name that a word of the command should be. */
const rename =
  (word: string): CommandCase["follow"] =>
  ({ hint, args }) => ({ args: args.map((arg) => (arg === word ? offered(hint) : arg)) });

/** The hint says to leave a flag out; `values` stand behind it. */
const leaveOut =
  (flag: string, values = 0, pattern = /leave (-[\w-]+) out/): CommandCase["follow"] =>
  ({ hint, args, stderr }) => {
    advised(`${hint}\n${stderr}`, pattern);
    const at = args.indexOf(flag);
    return { args: args.filter((_, i) => i < at || i > at + values) };
  };

/** The hint names a flag, and `pattern` what to give to it. */
const add =
  (pattern: RegExp, ...values: string[]): CommandCase["follow"] =>
  ({ hint, args }) => ({ args: [...args, ...advised(hint, pattern).split(" "), ...values] });

/** The value of a flag is replaced by what `pattern` finds in the hint. */
const instead =
  (flag: string, pattern: RegExp): CommandCase["follow"] =>
  ({ hint, args }) => ({ args: args.with(args.indexOf(flag) + 1, advised(hint, pattern)) });

/** The hint holds the whole command. */
const whole: CommandCase["follow"] = ({ hint }) => ({
  args: advised(hint, /oc-local ([^\n;]+)/)
    .split(" ")
    .map((word) => word.replaceAll("'", "")),
});

const withArgs =
  (...extra: string[]) =>
  (follow: CommandCase["follow"]): CommandCase["follow"] =>
  (told) => {
    const { args, ...rest } = follow(told);
    return { args: [...args, ...extra], ...rest };
  };
const planned = withArgs("--dry-run");

const names: CommandCase[] = [
  {
    what: "unknown dataset",
    args: ["prompt", "--datasets", "siqa_pl"],
    says: 'no dataset named "siqa_pl"',
    follow: rename("siqa_pl"),
  },
  {
    what: "unknown model",
    args: ["prompt", "--models", "oc_tinny", "--datasets", "siqa_ppl"],
    says: 'no model named "oc_tinny"',
    follow: rename("oc_tinny"),
  },
  {
    what: "the beginning of names",
    args: ["prompt", "--datasets", "ceval_ppl_"],
    says: "is ambiguous",
    follow: rename("ceval_ppl_"),
  },
  {
    what: "a bare name for both kinds",
    args: ["eval", "--models", "oc_tiny", "oc_tiny_base", "--datasets", "siqa", "--dry-run"],
    says: "is ambiguous: base models are asked by ppl",
    follow: rename("siqa"),
  },
  {
    what: "names with commas",
    args: ["prompt", "--datasets", "siqa_ppl,siqa_gen", "--models", "oc_tiny"],
    says: 'no dataset named "siqa_ppl,siqa_gen"',
    follow: ({ hint, args }) => ({
      args: args.flatMap((arg) => (arg.includes(",") ? advised(hint, /between names: (.+)/).split(" ") : [arg])),
    }),
  },
  {
    what: "an unknown built-in config",
    args: ["eval", "eval_chat_dem", "--dry-run"],
    says: "no built-in evaluation named",
    follow: rename("eval_chat_dem"),
    after: "another",
  },
  { what: "list without a match", args: ["list", "cevalx"], says: 'contains "cevalx"', follow: rename("cevalx") },
  {
    what: "an unknown model of doctor",
    args: ["doctor", "--models", "oc_tinny"],
    says: 'no model named "oc_tinny"',
    follow: rename("oc_tinny"),
    after: "another",
  },
  {
    what: "no dataset",
    args: ["prompt"],
    says: "no dataset is named",
    follow: add(/name one with (--\w+)/, "siqa_ppl"),
  },
  {
    what: "a flag about no model",
    args: ["prompt", "--datasets", "siqa_ppl", "--hf-type", "base"],
    says: "--hf-type is about a model",
    follow: add(/name one with (--\w+)/, "oc_tiny_base"),
  },
  {
    what: "an unknown entry",
    args: [...prompt, "--entries", "siqaa"],
    says: 'no dataset entry "siqaa"',
    follow: rename("siqaa"),
  },
  {
    what: "a prompt compared with another dataset",
    args: [...prompt, "--diff", "ceval_gen"],
    says: "is the counterpart of siqa",
    follow: ({ hint, args }) => ({
      args: args.with(-1, `${advised(hint, /another way of asking (\w+)/)}_gen`),
    }),
  },
];

const configs: CommandCase[] = [
  {
    what: "a config without datasets",
    args: ["prompt", "no-datasets.json"],
    says: "no datasets",
    follow: add(/with (--datasets)/, "siqa_gen"),
  },
  {
    what: "a config without models",
    args: ["eval", "no-models.json", "--dry-run"],
    says: "no models",
    follow: add(/by name: (--models \w+)/),
  },
  {
    what: "a misspelt field",
    args: ["eval", "field.json", "--dry-run"],
    says: 'unknown field "sumarizer"',
    follow: ({ stderr, args, cwd }) => {
      const path = join(cwd, "field.json");
      writeFileSync(path, readFileSync(path, "utf8").replace("sumarizer", offered(stderr)));
      return { args };
    },
  },
  {
    what: "a list as a config",
    args: ["eval", "list.json", "--dry-run"],
    says: "a config is an object, found [1]",
    follow: ({ hint, args, cwd }) => {
      writeFileSync(join(cwd, "list.json"), advised(hint, /for example (\{.*\})/));
      return { args };
    },
  },
  {
    what: "no default export",
    args: ["eval", "no-export.ts", "--dry-run"],
    says: "no-export.ts: no default export",
    follow: ({ hint, args, cwd }) => {
      appendFileSync(join(cwd, "no-export.ts"), advised(hint, /for example: (.*)/));
      return { args };
    },
  },
  {
    what: "an ending that is no config's",
    args: ["eval", "config.txt", "--dry-run"],
    says: "a config file ends in .ts",
    follow: ({ stderr, args, cwd }) => {
      const ending = advised(stderr, /(\.yaml)/);
      copyFileSync(join(cwd, "config.txt"), join(cwd, `config${ending}`));
      return { args: args.with(1, `config${ending}`) };
    },
  },
  {
    what: "a Python config",
    args: ["eval", "eval_chat_demo.py"],
    says: "Python configs are not read yet",
    follow: planned(whole),
    after: "another",
  },
  {
    what: "a variable that is not set",
    args: ["eval", "variable.ts", "--dry-run"],
    says: "the environment variable HINTS_WORK is not set",
    follow: ({ hint, args }) => ({ args, env: { [advised(hint, /export (\w+)=/)]: "elsewhere" } }),
  },
  {
    what: "a config behind a flag",
    args: ["eval", "--datasets", "siqa_gen", "whole.json", "--dry-run"],
    says: "--datasets has taken whole.json",
    follow: whole,
  },
  {
    what: "a comment in the command",
    args: [...plan, "--limit", "2", "#", "two"],
    says: "holds a comment",
    follow: whole,
  },
];

const flags: CommandCase[] = [
  {
    what: "a key without its value",
    args: [...plan, "--generation-kwargs", "top_k"],
    says: "is not of the form key=value",
    follow: instead("--generation-kwargs", /write (\w+=)/),
    after: "another",
  },
  {
    what: "a misspelt key",
    args: [...plan, "--generation-kwargs", "temprature=1"],
    says: 'unknown field "temprature"',
    follow: ({ stderr, args }) => ({ args: args.with(-1, `${offered(stderr)}=1`) }),
  },
  {
    what: "a key that is a flag",
    args: [...plan, "--generation-kwargs", "max_new_tokens=8"],
    says: '"max_new_tokens" is none of its keys',
    follow: ({ hint, args }) => ({ args: [...args.slice(0, -2), advised(hint, /^(--[\w-]+)/), "8"] }),
  },
  {
    what: "a seed for greedy decoding",
    args: [...plan, "--seed", "3", "--generation-kwargs", "do_sample=False"],
    says: "contradict each other",
    follow: instead("--generation-kwargs", /or set (do_sample=True)/),
  },
  {
    what: "a probe of a run",
    args: ["eval", ...base, "--probe"],
    says: "--probe needs --dry-run",
    follow: leaveOut("--probe", 0, /a run shows (the time)/),
    after: "another",
  },
  {
    what: "a range that is none",
    args: [...prompt, "--range", "abc"],
    says: "is not a slice",
    follow: instead("--range", /write it as "([^"]+)"/),
  },
  {
    what: "a range beyond the rows",
    args: [...prompt, "--range", "[900:910]"],
    says: "leaves no row of siqa",
    follow: instead("--range", /its rows are (\[[\d:]+\])/),
  },
  {
    what: "a row beyond the last",
    args: [...prompt, "--row", "999"],
    says: "has no row 999",
    follow: instead("--row", /takes 0 to (\d+)/),
  },
  {
    what: "a context below the shortest prompt",
    args: [...plan, "--max-seq-len", "8"],
    says: "the shortest prompt has",
    follow: instead("--max-seq-len", /to at least (\d+)/),
  },
  {
    what: "an unknown metric",
    args: [...plan, "--metric", "ll.bytes"],
    says: 'no metric "ll.bytes"',
    follow: rename("ll.bytes"),
  },
  {
    what: "an unknown device",
    args: [...plan, "--device", "tpu"],
    says: 'no device "tpu"',
    follow: instead("--device", /(cpu)/),
  },
  {
    what: "GPUs of an engine that uses one",
    args: [...plan, "--engine", "node-llama-cpp", "--num-gpus", "2"],
    says: "uses one GPU, not 2",
    follow: instead("--num-gpus", /use --num-gpus (\d)/),
    after: "another",
  },
  {
    what: "a template that is not there",
    args: [...prompt, "--hf-type", "chat", "--chat-template", "none.jinja"],
    says: "none.jinja does not exist",
    follow: leaveOut("--chat-template", 1),
    after: "another",
  },
  {
    what: "a template that cannot be read",
    args: ["prompt", "--models", "oc_tiny", "--datasets", "siqa_gen", "--chat-template", "{{ x"],
    says: "the chat template cannot be read",
    follow: ({ hint, args, cwd }) => {
      advised(hint, /another one with --chat-template (FILE)/);
      writeFileSync(join(cwd, "good.jinja"), "{% for m in messages %}{{ m.content }}{% endfor %}");
      return { args: args.with(-1, "good.jinja") };
    },
  },
  {
    what: "a folder of entries that is not there",
    args: ["list", "--config-dir", "nowhere"],
    says: "there is no folder",
    follow: ({ hint, args }) => ({ args: args.with(-1, advised(hint, /(the folder that holds models\/)/) && ".") }),
  },
  {
    what: "a data folder that is not there",
    args: [...prompt, "--data-dir", "nowhere"],
    says: "does not exist",
    follow: leaveOut("--data-dir", 1, /give the folder (that holds)/),
  },
  {
    what: "a cache that cannot be written",
    args: ["eval", ...base, "--limit", "1", "-w", "cached", "--cache", "file/x"],
    says: "--cache: cannot",
    follow: leaveOut("--cache", 1),
  },
  {
    what: "a work dir that is a file",
    args: ["eval", ...base, "--limit", "1", "-w", "file/below"],
    says: "is a file, not a folder",
    follow: ({ hint, args }) => ({ args: args.with(args.indexOf(advised(hint, /with (-w)/)) + 1, "fresh") }),
  },
  {
    what: "a hook without a command",
    args: ["eval", ...base, "--limit", "1", "-w", "hooked", "--hook"],
    says: "there is no command",
    follow: ({ hint, args }) => ({
      args: [
        ...args.slice(0, -1),
        ...advised(hint, /write (--hook "\w+")/)
          .replace('"command"', "true")
          .split(" "),
      ],
    }),
  },
  {
    what: "a bot without an address",
    args: ["eval", ...base, "--limit", "1", "-w", "told", "-l"],
    says: "there is no address of a bot",
    follow: ({ hint, args }) => ({ args, env: { [advised(hint, /or set (\w+)/)]: "http://127.0.0.1:9/" } }),
  },
  {
    what: "a partition without Slurm",
    args: ["eval", ...base, "--limit", "1", "-w", "parted", "--partition", "gpu"],
    says: "does not go to a Slurm cluster",
    follow: add(/add (--slurm)/),
    env: { PATH: dirname(process.execPath) },
    after: "another",
  },
  {
    what: "Slurm without its commands",
    args: ["eval", ...base, "--limit", "1", "-w", "here", "--slurm"],
    says: "sbatch cannot be started",
    follow: leaveOut("--slurm", 0, /leave (--slurm) and the runner/),
    env: { PATH: dirname(process.execPath) },
  },
];

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

export const commandCases: readonly CommandCase[] = [...names, ...configs, ...flags, ...files, ...stored, ...agreeing];
