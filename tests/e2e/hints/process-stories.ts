// Inference processes that cannot be started or do not stay, and files that change while they are at work.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { tinyModel } from "../cli.ts";
import { advised } from "../follow-hint.ts";
import { goodDataset } from "./config-cases.ts";
import type { Scene, Story } from "./story.ts";

const ask = ["--models", "oc_tiny_base", "--datasets", "siqa_ppl", "--limit", "1"];

/** Inference fails, and as the hint beside the failed task says it is done in this process, which works. */
async function failsButForDebug(
  { run, noteFollowed }: Pick<Scene, "run" | "noteFollowed">,
  { args, env, says }: { args: string[]; env: Record<string, string>; says: string | RegExp },
): Promise<void> {
  const failed = await run(args, env);
  expect(failed.code, failed.stderr).toBe(1);
  expect(failed.stderr).toMatch(says);
  const debugged = await run([...args, advised(failed.stderr, /\((--debug) runs inference in this process/)], env);
  expect(debugged.code, debugged.stderr).toBe(0);
  noteFollowed(failed, failed.stderr);
}

/** The config is read by the submitting process and again by each worker, which are threads: there it says something else. */
function changing({
  folder,
  ...values
}: {
  folder: string;
  model?: string;
  dataset?: string;
  effect?: string;
}): string {
  const { model = "{}", dataset = "{}", effect = "" } = values;
  const path = join(folder, "changing.ts");
  copyFileSync(tinyModel, join(folder, "tiny.gguf"));
  writeFileSync(join(folder, "q.jsonl"), `${JSON.stringify({ question: "2 + 3 = ?", A: "5", B: "6", answer: "A" })}\n`);
  writeFileSync(
    path,
    `import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
const isLater = !isMainThread;
const folder = ${JSON.stringify(folder)};
${effect}
export default {
  models: [{ path: folder + "/tiny.gguf", type: "HuggingFaceBaseModel", ...${model} }],
  datasets: [{ ...${JSON.stringify({ ...goodDataset(), abbr: "q" })}, ...${dataset} }],
};
`,
  );
  return path;
}

function changes(what: string, says: string, values: Omit<Parameters<typeof changing>[0], "folder">): Story {
  return {
    what,
    async tell({ folder, run, noteFollowed }) {
      const into = ["--data-dir", folder, "-w", join(folder, "runs")];
      const failed = await run(["eval", changing({ folder, ...values }), ...into]);
      expect(failed.code, failed.stderr).toBe(1);
      expect(failed.stderr).toContain(says);
      advised(failed.stderr, /(continue with -r)/);
      const final = changing({ folder });
      const mended = await run(["eval", final, "-r", ...into]);
      expect(mended.code, mended.stderr).toBe(0);
      noteFollowed(failed, failed.stderr);
    },
  };
}

export const processStories: readonly Story[] = [
  {
    what: "an inference process that cannot be started",
    async tell({ folder, runCold, noteFollowed }) {
      const bin = join(folder, "bin");
      mkdirSync(bin);
      const config = join(folder, "vanishing.ts");
      writeFileSync(
        config,
        'import { rmSync } from "node:fs";\nrmSync(process.execPath, { force: true });\n' +
          'export default { models: ["oc_tiny_base"], datasets: ["siqa_ppl"] };\n',
      );
      await failsButForDebug(
        {
          noteFollowed,
          // The program of the process is gone by the time that another is to be started.
          run(args, env) {
            copyFileSync(process.execPath, join(bin, "node"));
            return runCold(args, env);
          },
        },
        {
          args: ["eval", config, "--limit", "1", "-w", join(folder, "runs")],
          env: { PATH: `${bin}:${process.env.PATH}` },
          says: "cannot start the inference process",
        },
      );
    },
  },
  {
    what: "an inference process that always dies",
    async tell({ folder, run, noteFollowed }) {
      const preload = join(folder, "dying.cjs");
      writeFileSync(
        preload,
        'const { isMainThread } = require("node:worker_threads");\n' +
          'if (isMainThread && /host\\.js$/.test(process.argv[1] ?? "")) process.kill(process.pid, "SIGKILL");\n',
      );
      await failsButForDebug(
        { run, noteFollowed },
        {
          args: ["eval", ...ask, "--retry", "0", "-w", join(folder, "runs")],
          env: { NODE_OPTIONS: `--require ${JSON.stringify(preload)}` },
          says: /was killed by SIGKILL .* given up/,
        },
      );
    },
  },
  changes("a model that changes during its run", "its file or its settings changed while the run was going on", {
    model: "{ maxSeqLen: isLater ? 200 : 220 }",
  }),
  changes("a config that changes during its run", "q: its config changed while the run was going on", {
    dataset: `(isLater ? { infer: { promptTemplate: { template: "{question}" }, retriever: { type: "zero" }, inferencer: { type: "generate" } } } : {})`,
  }),
  changes("data that change during their run", "q: its data changed while the run was going on", {
    effect:
      'if (isLater) appendFileSync(folder + "/q.jsonl", JSON.stringify({ question: "?", A: "1", B: "2", answer: "A" }) + "\\n");',
  }),
];
