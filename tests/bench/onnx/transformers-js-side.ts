// transformers.js as a side of a comparison. It is installed beside the bench's other peers when it is first asked for: it brings
// a runtime for browsers and an image library, which this project has no use for.

import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../cache.ts";
import type { Side } from "../compare.ts";
import { runCommand } from "../peers/command.ts";
import { Unavailable } from "../peers/unavailable.ts";
import type { Setup } from "../setup.ts";

const version = "4.3.1";

export type PeerWork =
  | { kind: "score"; sequences: number[][] }
  | { kind: "generate"; prompts: number[][]; outputTokens: number };

/** @param workOf The work of a repetition and its tokens, counted as the other sides count them. */
export async function transformersJsSide(
  setup: Setup,
  workOf: (repetition: number) => { work: PeerWork; tokens: number },
): Promise<Side> {
  const installed = await install(setup.note);
  const model = await setup.model();
  const script = fileURLToPath(new URL("transformers-js.mjs", import.meta.url));
  const child = fork(script, [installed, `${dirname(model)}/`, basename(model), String(setup.threads)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await answerOf(child);
  const measure = async (repetition: number) => {
    const { work, tokens } = workOf(repetition);
    child.send(work);
    const answer = (await answerOf(child)) as { ms?: number; peakMiB?: number; failure?: string };
    if (answer.ms === undefined) throw new Error(`transformers.js: ${answer.failure}`);
    peakMiB = answer.peakMiB ?? 0;
    return { tokensPerSecond: tokens / (answer.ms / 1000) };
  };
  let peakMiB = 0;
  await measure(-1);
  return {
    get description() {
      return `transformers.js ${version}, ${setup.threads} threads, float32; peak memory ${peakMiB.toFixed(0)} MiB`;
    },
    measure,
    close: async () => {
      child.disconnect();
    },
  };
}

/** Its folder. @throws Unavailable where no registry can be reached. */
async function install(note: (text: string) => void): Promise<string> {
  const folder = cacheFolder("peers", `transformers-js-${version}`);
  if (existsSync(join(folder, "node_modules/@huggingface/transformers"))) return folder;
  note("  installing transformers.js: once");
  const args = [
    "install",
    "--prefix",
    folder,
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    `@huggingface/transformers@${version}`,
  ];
  await runCommand("npm", args).catch((error: Error) => {
    throw new Unavailable(`transformers.js cannot be installed: ${error.message.split("\n").at(-1)}`);
  });
  return folder;
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("transformers.js ended"));
    child.once("exit", ended);
    child.once("message", (answer) => {
      child.off("exit", ended);
      resolve(answer);
    });
  });
}
