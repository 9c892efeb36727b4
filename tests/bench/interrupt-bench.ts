// Ctrl-C ends a run within two seconds, whatever it is doing: each phase is brought to where it would go on for long, is sent SIGINT
// when the program says where it is, and the time until its process has ended is what counts.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { scoringBegins, slowConfig } from "../support/slow-config.ts";
import { packageRoot } from "./cache.ts";
import { atMost, type BenchRow, failed, measured } from "./row.ts";
import type { Setup } from "./setup.ts";

const main = join(packageRoot, "dist", "src", "cli", "main.js");
const mostSeconds = 120;

interface Phase {
  what: string;
  /** Writes what the command needs into its folder. @returns The arguments of the command. */
  prepare(folder: string, setup: Pick<Setup, "model">): string[] | Promise<string[]>;
  /** On standard error, from where on the phase goes on. */
  begins: string;
  /** From there to the middle of it. */
  waitMs: number;
}

/** Each of its answers is as long as it may be: there is work for half a minute. */
const asked = ["--models", "oc_tiny", "--datasets", "demo_gsm8k_chat_gen"];

const phases: readonly Phase[] = [
  {
    what: "a tokenizer is tried without end",
    prepare: (folder) => {
      cpSync(join(packageRoot, "models", "oc-tiny-onnx"), join(folder, "regex"), { recursive: true });
      const path = join(folder, "regex", "tokenizer.json");
      const tokenizer = JSON.parse(readFileSync(path, "utf8"));
      const endless = {
        type: "Split",
        pattern: { Regex: "^(?:(?:\\w| |\\w)+)+$" },
        behavior: "Isolated",
        invert: false,
      };
      tokenizer.pre_tokenizer = { type: "Sequence", pretokenizers: [endless, tokenizer.pre_tokenizer] };
      writeFileSync(path, JSON.stringify(tokenizer));
      return ["eval", "--model", "regex", "--datasets", "siqa_ppl", "--data-dir", join(packageRoot, "data")];
    },
    begins: "siqa_ppl",
    waitMs: 1500,
  },
  {
    what: "weights load",
    prepare: async (_, { model }) => ["eval", "--model", await model(), "--datasets", "tiny_siqa_ppl", "--limit", "2"],
    begins: "Starting inference process",
    waitMs: 100,
  },
  {
    what: "answers are generated",
    prepare: () => ["eval", ...asked],
    begins: "Starting inference process",
    waitMs: 1500,
  },
  {
    what: "answers are generated under --debug",
    prepare: () => ["eval", ...asked, "--debug"],
    begins: "oc-tiny",
    waitMs: 3000,
  },
  {
    what: "a large file is hashed",
    prepare: (folder) => {
      const path = join(folder, "large.gguf");
      cpSync(join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf"), path);
      truncateSync(path, 8e9); // sparse: what it takes is time
      return ["eval", "--model", path, ...asked.slice(2)];
    },
    begins: "Starting inference process",
    waitMs: 1500,
  },
  {
    what: "a pattern judges without end",
    prepare: (folder) => writeSlow(folder, "pattern"),
    begins: scoringBegins,
    waitMs: 100,
  },
  {
    what: "an evaluator counts without end",
    prepare: (folder) => writeSlow(folder, "evaluator"),
    begins: scoringBegins,
    waitMs: 100,
  },
];

function writeSlow(folder: string, slow: Parameters<typeof slowConfig>[0]): string[] {
  writeFileSync(join(folder, "slow.ts"), slowConfig(slow));
  return ["eval", "slow.ts"];
}

export async function* interruptRows(
  setup: Pick<Setup, "model">,
  isWanted: (name: string) => boolean,
): AsyncGenerator<BenchRow> {
  for (const phase of phases) {
    const plan = atMost(`Ctrl-C while ${phase.what}`, "s", 2);
    if (!isWanted(plan.name)) continue;
    try {
      yield measured(plan, await secondsToEnd(phase, setup));
    } catch (error) {
      yield failed(plan, (error as Error).message);
    }
  }
}

async function secondsToEnd({ prepare, begins, waitMs }: Phase, setup: Pick<Setup, "model">): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "oc-local-bench-"));
  try {
    mkdirSync(join(folder, "state"));
    const args = await prepare(folder, setup);
    const env = { ...process.env, NO_COLOR: "1", XDG_STATE_HOME: join(folder, "state") };
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
    const late = setTimeout(() => child.kill("SIGKILL"), mostSeconds * 1000);
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    let said = "";
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (text) => {
        said += text;
        if (said.includes(begins)) resolve();
      });
      void ended.then(() => resolve());
    });
    await sleep(waitMs);
    const start = process.hrtime.bigint();
    child.kill("SIGINT");
    const code = await ended;
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    clearTimeout(late);
    if (code !== 130) throw new Error(`ended with ${code} instead of 130: ${said.slice(-500)}`);
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
