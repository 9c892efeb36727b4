// Folders of runs that lack something, or hold what another run left.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "vitest";
import { formatTimestamp } from "../../../src/store/workspace/workspace.ts";
import { projectRoot } from "../cli.ts";
import { advised } from "../follow-hint.ts";
import { whole } from "./command-case.ts";
import { goodDataset } from "./config-cases.ts";
import { onlyNode } from "./inputs.ts";
import { refusedAndMended, type Scene, type Story, story } from "./story.ts";

/** The stored run of label scores, as a run of its own. @returns Its folder. */
export function copyOfRun(folder: string): string {
  cpSync(join(folder, "..", "box", "runs"), join(folder, "runs"), { recursive: true });
  return join(folder, "runs", readdirSync(join(folder, "runs"))[0] as string);
}

function removeIn(run: string, ...names: string[]): void {
  for (const name of names) rmSync(join(run, name), { recursive: true, force: true });
}

const commandOf = (hint: string) => whole({ hint, args: [], cwd: "", stderr: "" }).args;

async function works({ run }: Pick<Scene, "run">, args: string[], env: Record<string, string> = {}): Promise<void> {
  const { code, stderr } = await run(args, env);
  expect(code, `${args.join(" ")}\n${stderr}`).toBe(0);
}

const lacking: Story[] = [
  {
    what: "a run without answers",
    async tell(scene) {
      const run = copyOfRun(scene.folder);
      removeIn(run, "journal", "predictions", "results");
      const show = ["cases", join(scene.folder, "runs")];
      await refusedAndMended(scene, show, {
        says: "holds no answers and no results",
        follow: ({ hint }) => commandOf(hint),
      });
      await works(scene, show);
    },
  },
  story(
    "a run that was never started",
    (folder) => {
      const run = copyOfRun(folder);
      mkdirSync(join(folder, "runs", "20200101_000000"));
      writeFileSync(join(folder, "good"), basename(run));
      return ["eval", "-m", "eval", "-w", join(folder, "runs"), "-r", "20200101_000000"];
    },
    {
      says: "its inference was never started",
      follow: ({ hint, args, folder }) => {
        advised(hint, /choose another run with (-r TIMESTAMP)/);
        return args.with(-1, readFileSync(join(folder, "good"), "utf8"));
      },
    },
  ),
  story(
    "a run that does not say what was asked for",
    (folder) => {
      removeIn(copyOfRun(folder), "configs/invocation.json");
      return ["eval", "-w", join(folder, "runs"), "-r"];
    },
    {
      says: "does not say what was asked for",
      follow: ({ hint, args }) => {
        expect(advised(hint, /models and datasets it named; it asked (\w+ of \S+)/)).toMatch("siqa of");
        return [...args, "--models", "oc_tiny_base", "--datasets", "siqa_ppl"];
      },
    },
  ),
  story(
    "a file of a run that is cut",
    (folder) => {
      const path = join(copyOfRun(folder), "configs", "invocation.json");
      writeFileSync(path, readFileSync(path, "utf8").slice(0, 100));
      return ["eval", "-w", join(folder, "runs"), "-r"];
    },
    {
      says: "invocation.json cannot be read",
      follow: ({ hint, args }) => {
        const timestamp = advised(hint, /repeat the command with the models and datasets it named and -r (\w+)/);
        return [...args, timestamp, "--models", "oc_tiny_base", "--datasets", "siqa_ppl"];
      },
    },
  ),
];

const unknown: Story = story(
  "answers to a dataset that is not known",
  (folder) => {
    const predictions = join(folder, "runs", "20200101_000000", "predictions", "some-model");
    mkdirSync(predictions, { recursive: true });
    const rows = { 0: { prediction: "A", gold: "A" }, 1: { prediction: "B", gold: "B" } };
    writeFileSync(join(predictions, "our-own.json"), JSON.stringify(rows));
    const dataset = { ...goodDataset(), abbr: "our-own" };
    writeFileSync(join(folder, "my-eval.json"), JSON.stringify({ models: ["oc_tiny"], datasets: [dataset] }));
    return ["eval", "-m", "eval", "-w", join(folder, "runs"), "-r", "--data-dir", "own"];
  },
  {
    says: "holds answers to datasets that are not known",
    follow: ({ hint, folder }) => [
      ...commandOf(advised(hint, /(oc-local eval [^)]+)/)).map((word) =>
        word === "my-eval.ts" ? join(folder, "my-eval.json") : word,
      ),
      "--data-dir",
      "own",
    ],
  },
);

/** A run that is asked for once more. */
function again(
  what: string,
  first: string[],
  further: string[],
  refused: Parameters<typeof refusedAndMended>[2],
): Story {
  return {
    what,
    async tell(scene) {
      const into = ["-w", join(scene.folder, "runs")];
      await works(scene, ["eval", ...first, ...into]);
      await refusedAndMended(scene, ["eval", "-r", ...into, ...further], refused);
    },
  };
}

const secret = "the key is sk-abcdefghijklmnopqrstuvwxyz0123456789";
const limited = (model: string, dataset: string) => ["--models", model, "--datasets", dataset, "--limit", "1"];
const repeated: Story[] = [
  again("a run that held a secret", [...limited("oc_tiny", "siqa_gen"), "--system-prompt", secret], ["--limit", "2"], {
    says: "held a secret, which is not stored",
    follow: ({ hint, args }) => [...args, advised(hint, /(give the flag again) with -r/) && "--system-prompt", secret],
  }),
  again(
    "a deterministic run for a cluster",
    [...limited("oc_tiny_base", "siqa_ppl"), "--deterministic"],
    ["--limit", "2", "--slurm"],
    {
      says: "a deterministic run cannot go to a Slurm cluster",
      follow: ({ hint, args }) =>
        args.slice(0, advised(hint, /(continue it on the machine that it began on)/) ? -1 : 0),
    },
  ),
  {
    what: "results of two evaluators",
    async tell(scene) {
      const runs = join(scene.folder, "runs");
      await works(scene, ["eval", ...limited("oc_tiny_base", "siqa_ppl"), "-w", runs, "--models", "oc_tiny"]);
      const path = join(runs, readdirSync(runs)[0] as string, "results", "oc-tiny", "siqa.json");
      const { accuracy, ...others } = JSON.parse(readFileSync(path, "utf8"));
      writeFileSync(path, JSON.stringify({ exactness: accuracy, ...others }));
      await refusedAndMended(scene, ["eval", "-r", "-w", runs, "-m", "viz"], {
        says: "has the metrics",
        code: 1,
        follow: ({ hint, args }) => args.with(-1, advised(hint, /evaluate again with --mode (eval)/)),
      });
    },
  },
  {
    what: "jobs of a cluster that may still run",
    async tell(scene) {
      const run = copyOfRun(scene.folder);
      mkdirSync(join(run, "shards", "1"), { recursive: true });
      writeFileSync(join(run, "shards", "queue.json"), JSON.stringify({ name: "oc-local-left" }));
      const env = { PATH: onlyNode };
      await refusedAndMended(scene, ["eval", "-r", "-w", join(scene.folder, "runs"), "--limit", "3"], {
        says: "may still be running",
        env,
        code: 1,
        follow: ({ hint, args }) => {
          rmSync(advised(hint, /when none of these jobs runs any more, remove (\S+)/));
          return args;
        },
      });
    },
  },
];

/** Which metrics there are is known when the answers are scored. */
const weight: Story = story(
  "a weight after a metric that is not there",
  (folder) => {
    const groups = (weights: object) => ({ summaryGroups: [{ name: "g", subsets: ["q"], weights }] });
    for (const [name, weights] of Object.entries({ "typo.json": { "q@acuracy": 1 }, "good.json": { q: 1 } }))
      writeFileSync(
        join(folder, name),
        JSON.stringify({
          models: ["oc_tiny"],
          datasets: [{ ...goodDataset(), abbr: "q" }],
          summarizer: groups(weights),
        }),
      );
    return ["eval", join(folder, "typo.json"), "--data-dir", "own", "-w", join(folder, "runs")];
  },
  {
    says: 'weight "q@acuracy" fits none of its subsets',
    follow: ({ hint, args, folder }) => {
      expect(advised(hint, /name all weights after datasets of the group, or all after dataset@metric: (\w+),/)).toBe(
        "q",
      );
      return [...args.with(1, join(folder, "good.json")), advised(hint, /then (-r) with the config/)];
    },
  },
);

const places: Story[] = [
  story(
    "a work dir that takes nothing",
    () => ["eval", ...limited("oc_tiny_base", "siqa_ppl"), "-w", "/proc/oc-local"],
    {
      says: "cannot write to",
      follow: ({ hint, args, folder }) => args.with(-1, advised(hint, /(choose another work dir with -w)/) && folder),
    },
  ),
  story(
    "a work dir without a free name",
    (folder) => {
      const now = Date.now();
      mkdirSync(join(folder, "full"));
      for (let second = -60; second < 4200; second++)
        mkdirSync(join(folder, "full", formatTimestamp(new Date(now + second * 1000))), { recursive: true });
      return ["eval", ...limited("oc_tiny_base", "siqa_ppl"), "-w", join(folder, "full")];
    },
    {
      says: "no free folder name within an hour",
      follow: ({ hint, args, folder }) =>
        args.with(-1, advised(hint, /(choose another with -w)/) && join(folder, "new")),
    },
  ),
  story(
    "an entry whose data are not there",
    (folder) => {
      cpSync(join(projectRoot, "data", "tiny", "siqa"), join(folder, "siqa"), { recursive: true });
      const datasets = ["--datasets", "siqa_ppl", "gsm8k_gen", "--entries", "gsm8k"];
      return ["prompt", "--models", "oc_tiny", ...datasets, "--data-dir", folder];
    },
    {
      says: "gsm8k: no file",
      follow: ({ hint, args }) => args.slice(0, advised(hint, /(name another folder with --data-dir)/) ? -2 : 0),
    },
  ),
];

export const storedStories: readonly Story[] = [...lacking, unknown, ...repeated, weight, ...places];
