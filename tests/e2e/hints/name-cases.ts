// Commands that name a model, a dataset or a config that is not there or not one.

import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { advised, offered } from "../follow-hint.ts";
import { add, type CommandCase, plan, planned, prompt, rename, whole } from "./command-case.ts";

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
    what: "an unknown part of a dataset",
    args: ["prompt", "--datasets", "ceval_ppl/laww"],
    says: 'dataset "ceval_ppl_578f8d" has no part "laww"',
    follow: ({ hint, args }) => ({ args: args.with(-1, `ceval_ppl/${offered(hint)}`) }),
  },
  {
    what: "a part like no other",
    args: ["prompt", "--datasets", "ceval_ppl/xyzzyplugh"],
    says: 'has no part "xyzzyplugh"',
    follow: ({ hint, args }) => ({ args: args.with(-1, `ceval_ppl/${advised(hint, /its parts: (\w+)/)}`) }),
  },
  {
    what: "braces without parts",
    args: ["prompt", "--datasets", "ceval_ppl/{}"],
    says: "names no part of ceval_ppl",
    follow: ({ hint, args }) => ({ args: args.with(-1, advised(hint, /as in (\S+),/)) }),
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
    what: "a dimension for both kinds",
    args: ["eval", "--models", "oc_tiny", "oc_tiny_base", "--dimension", "language", "--limit", "1", "--dry-run"],
    says: "base models are asked by ppl, chat models by gen, and this run has both",
    follow: ({ hint, args }) => {
      advised(hint, /(one after the other)/);
      return { args: args.filter((arg) => arg !== "oc_tiny_base") };
    },
    after: "another",
  },
  {
    what: "a dimension that nothing named measures",
    args: ["eval", "--models", "oc_tiny", "--datasets", "siqa_gen", "--dimension", "code", "--dry-run"],
    says: "no dataset that is named measures it",
    follow: whole,
  },
  {
    what: "a dimension that nothing here can score",
    args: ["eval", "--models", "oc_tiny", "--dimension", "code", "--dry-run"],
    says: "can be scored here",
    follow: ({ hint, args }) => ({ args: [...args, "--datasets", advised(hint, /answers to it: (\S+)/)] }),
    after: "another",
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

export const nameCases: readonly CommandCase[] = [...names, ...configs];
