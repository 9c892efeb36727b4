// Commands whose flags do not fit their values, each other or the command.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { advised, offered } from "../follow-hint.ts";
import { add, base, type CommandCase, instead, leaveOut, plan, prompt, rename } from "./command-case.ts";
import { onlyNode } from "./inputs.ts";

export const flagCases: readonly CommandCase[] = [
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
    what: "several answers to a row",
    args: [...plan, "--generation-kwargs", "num_return_sequences=2"],
    says: '"num_return_sequences" is none of its keys',
    follow: leaveOut("--generation-kwargs", 1, /(leave it out)/),
  },
  {
    what: "a stop word that may be LaTeX",
    args: [...plan, "--stop-words", "\\nabla"],
    says: "it may begin with a line end or a tab",
    follow: ({ hint, args }) => ({ args: args.with(-1, advised(hint, /write \$'(.+)';/).replace("\\n", "\n")) }),
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
    env: { PATH: onlyNode },
    after: "another",
  },
  {
    what: "Slurm without its commands",
    args: ["eval", ...base, "--limit", "1", "-w", "here", "--slurm"],
    says: "sbatch cannot be started",
    follow: leaveOut("--slurm", 0, /leave (--slurm) and the runner/),
    env: { PATH: onlyNode },
  },
];
