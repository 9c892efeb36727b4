// Commands about runs and their settings that are refused.

import { advised } from "../follow-hint.ts";
import { add, base, type CommandCase, instead, leaveOut, plan } from "./command-case.ts";

export const runCases: readonly CommandCase[] = [
  {
    what: "half of the thinking tags",
    args: [...plan, "--thinking-tags", "<think>"],
    says: "expected two tags, none or auto",
    follow: ({ hint, args }) => {
      const [, first = "", second = ""] = /--thinking-tags "([^"]+)" "([^"]+)"/.exec(hint) ?? [];
      return { args: [...args.slice(0, -1), first, second] };
    },
  },
  {
    what: "an audit of a run without generated answers",
    args: ["cases", "box/runs", "--audit"],
    says: "there is no answer to audit",
    follow: leaveOut("--audit"),
  },
  {
    what: "a metric of label scores for generated answers",
    args: ["eval", "--models", "oc_tiny", "--datasets", "siqa_gen", "--dry-run", "--metric", "ppl"],
    says: "no dataset of this run is scored by label",
    follow: leaveOut("--metric", 1),
  },
  {
    what: "a stored run of generated answers by a metric of label scores",
    args: ["cases", "box/generated", "--metric", "ppl"],
    says: "no stored row is scored by label",
    follow: leaveOut("--metric", 1),
  },
  {
    what: "a padding token beyond the vocabulary",
    args: [...plan, "--pad-token-id", "99999999"],
    says: "there is no token 99999999",
    follow: instead("--pad-token-id", /give an id from 0 to (\d+)/),
  },
  {
    what: "answers longer than they may be",
    args: ["eval", "short.json", "--dry-run", "--min-out-len", "9"],
    says: "an answer has at least 9 tokens",
    follow: ({ hint, args }) => ({
      args: [...args, "--max-out-len", String(Number(advised(hint, /raise --max-out-len above (\d+)/)) + 1)],
    }),
  },
  {
    what: "a bot's address that is none",
    args: ["eval", ...base, "--limit", "1", "-w", "told", "-l"],
    says: "is no http or https URL",
    follow: ({ hint, args }) => {
      advised(hint, /(copy it from the settings of the group's custom bot)/);
      return { args, env: { OC_LOCAL_LARK_BOT_URL: "http://127.0.0.1:9/" } };
    },
    env: { OC_LOCAL_LARK_BOT_URL: "my-bot" },
  },
  {
    what: "three models to compare",
    args: ["agree", "three.json", "--limit", "1"],
    says: "the config has 3 models",
    follow: add(/name the two with (--models)/, "oc_tiny", "oc_tiny_base"),
  },
  {
    what: "a cluster's run in this process",
    args: ["eval", "cluster.json", "--debug", "--limit", "1", "-w", "debugged"],
    says: "the config sends it to a Slurm cluster",
    follow: ({ hint, args }) => {
      advised(hint, /leave one of them out: --debug, or (infer: \{ runner: \{ type: "slurm" \} \})/);
      return { args: args.with(1, "whole.json") };
    },
  },
];
