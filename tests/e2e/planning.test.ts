// Between the command and the first question: what is seen of it, and what a stop means there.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

/** Enough to be planned for seconds. */
const rows = 60_000;

beforeAll(() => {
  mkdirSync(join(cli.cwd, "data"));
  const text = "How many apples are left of the basket that stood in the yard? ".repeat(10);
  const lines = Array.from({ length: rows }, (_, i) => JSON.stringify({ question: `${i}: ${text}`, answer: `${i}` }));
  writeFileSync(join(cli.cwd, "data", "big.jsonl"), `${lines.join("\n")}\n`);
  const dataset = {
    abbr: "big",
    source: { type: "jsonl", path: "big.jsonl" },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: {
      promptTemplate: { template: "{question}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate", maxOutLen: 8 },
    },
    evaluate: { evaluator: { type: "accuracy" } },
  };
  writeFileSync(join(cli.cwd, "big.json"), JSON.stringify({ models: ["oc_tiny"], datasets: [dataset] }));
});

test("Ctrl-C before anything is asked says so, ends with 130 and leaves no run folder", async () => {
  // The notice of --deterministic comes right before the rows are read and planned; which of the two it meets is a matter of time.
  const { child, finished } = cli.start(["eval", "big.json", "--data-dir", "data", "--deterministic"]);
  child.stderr?.once("data", () => child.kill("SIGINT"));
  const { code, stderr } = await finished;
  expect(stderr).toContain("Stopping: nothing has been asked yet");
  expect(stderr).not.toContain("rows in flight");
  expect(stderr).toMatch(/stopped while (datasets were opened|prompts were planned)/);
  expect(code).toBe(130);
  expect(existsSync(join(cli.cwd, "outputs"))).toBe(false);
});

test("a second Ctrl-C there ends at once and promises nothing", async () => {
  const { child, finished } = cli.start(["eval", "big.json", "--data-dir", "data", "--deterministic"]);
  child.stderr?.once("data", () => child.kill("SIGINT"));
  child.stderr?.on("data", (chunk) => String(chunk).includes("press Ctrl-C again") && child.kill("SIGINT"));
  const { code, stderr } = await finished;
  expect(code).toBe(130);
  expect(stderr).not.toContain("is stored");
});
