import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { runPrompt } from "../../src/cli/commands/prompt.ts";
import type { PromptFlags } from "../../src/cli/commands/prompt-options.ts";
import { addPromptCommand } from "../../src/cli/commands/prompt-options.ts";
import { tokenLines } from "../../src/cli/prompt/token-lines.ts";
import { displayWidth } from "../../src/core/display-width.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { capture } from "./capture.ts";

const folder = await tempFolder();

/** Flags as the command line gives them to the work. */
function flagsOf(line: string[]): PromptFlags {
  const program = new Command("oc-local").exitOverride();
  addPromptCommand(program);
  const [command] = program.commands;
  if (command === undefined) throw new Error("expected a command");
  command.exitOverride().configureOutput({ writeErr: () => {} });
  command.parseOptions(line);
  return command.opts<PromptFlags>();
}

const prompt = (...line: string[]) => capture(() => runPrompt(undefined, flagsOf(line)));

test("a scored row: the facts, what all labels share once, each label's end", async () => {
  const { result, stdout, stderr } = await prompt("--datasets", "siqa_ppl");
  expect(result).toBe(0);
  expect(stderr).toBe("siqa_ppl means siqa_ppl_ced5f6\n");
  expect(stdout).toMatchInlineSnapshot(`
    "== siqa, row 0 of 12, no model
    mode       ppl
    version    ced5f6  ced5f6d01d4759daae9d024e6c401f0f0236546e6d985f915e8b3b0a1119894a
    examples   none
    tokens     not counted: that takes a model (--models or --model)
    form       plain text, as a base model without meta template reads it (no model is given)
    reference  3

    -- prompt, as far as all labels share it
    Anna lent her notes to a classmate who had been ill.
    Question: How would the classmate feel as a result?
    Answer:
    …
    -- label 1
    jealous∎
    -- label 2
    bored∎
    -- label 3
    thankful∎
    "
  `);
});

test("with a model the tokens stand behind the text, unless they are not wanted", async () => {
  const line = ["--datasets", "tiny_siqa_ppl", "--models", "oc_tiny_base", "--limit", "2"];
  const { stdout } = await prompt(...line);
  expect(stdout).toMatch(/^form +plain text, with <\|startoftext\|> \(BOS\) put in front$/m);
  expect(stdout).toMatch(/^-- tokens that all labels share\n\d+ <\|startoftext\|> {2}\d+ "/m);
  expect(stdout).toMatch(/^-- tokens of label 3\n/m);
  expect((await prompt(...line, "--no-tokens")).stdout).not.toContain("-- tokens");
});

test("examples that are left out are told with their rows", async () => {
  const line = ["--datasets", "tiny_gsm8k_gen", "--models", "oc_tiny_base", "--max-seq-len", "120"];
  const { stdout } = await prompt(...line, "--no-tokens");
  expect(stdout).toMatch(/^examples +1 of 3, train rows 0; left out: 1, 2$/m);
  expect(stdout).toMatch(/^tokens +\d+; at most 120 fit/m);
  expect(stdout).toMatch(/^fits +no, whole it has \d+ tokens: 2 examples are left out$/m);
  expect(stdout).toMatch(/^generates +at most 64 tokens, until "Question"$/m);
});

test("--json prints one object per prompt and line", async () => {
  const { stdout } = await prompt("--datasets", "siqa_ppl", "winogrande_ppl", "--json");
  const views = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(views.map(({ dataset }) => dataset)).toEqual(["siqa", "winogrande"]);
  expect(views[0]).toMatchObject({ version: expect.stringMatching(/^ced5f6[0-9a-f]{58}$/) as string, row: 0 });
});

test("--diff shows the facts and lines that differ, and ends well either way", async () => {
  const changed = await prompt("--datasets", "siqa_ppl_ced5f6", "--diff", "siqa_ppl_e8d8c5");
  expect(changed.result).toBe(0);
  expect(changed.stdout).toMatch(/^- siqa_ppl_ced5f6: siqa, row 0 of 12, no model\n\+ siqa_ppl_e8d8c5: siqa/);
  expect(changed.stdout).toMatch(/^- version +ced5f6/m);
  expect(changed.stdout).toMatch(/^-- (prompt|label)/m);
  const same = await prompt("--datasets", "siqa_ppl", "--diff", "siqa_ppl");
  expect(same.result).toBe(0);
  expect(same.stdout).toContain("The prompts are the same, byte for byte.");
});

test("--diff pairs the subjects of two variants, and as JSON holds both prompts", async () => {
  const line = ["--datasets", "tiny_ceval_ppl", "--diff", "tiny_ceval_gen", "--entries", "vocabulary", "--json"];
  const pair = JSON.parse((await prompt(...line)).stdout) as Record<string, unknown>;
  expect(pair).toMatchObject({
    same: false,
    differences: expect.arrayContaining([{ label: "A", diff: null }]) as unknown[],
    a: { dataset: "tiny_ceval_ppl-vocabulary" },
    b: { dataset: "tiny_ceval_gen-vocabulary" },
  });
});

test("tokens keep to the width of the terminal, in which Chinese takes two columns", () => {
  const pieces = ["题目", "答案", "a", "选项", "\n"].map((text, i) => ({ ids: [i], text, isSpecial: false }));
  const lines = tokenLines(pieces, 20, plainPaint);
  expect(lines).toEqual(['0 "题目"  1 "答案"', '2 "a"  3 "选项"', '4 "\\n"']);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(20);
  expect(tokenLines(pieces, 1, plainPaint)).toHaveLength(5);
});

await folder.write("page.gguf", "<!doctype html>");
test.each<[what: string, line: string[], says: string]>([
  ["no dataset", [], "no dataset is named"],
  ["an unknown dataset", ["--datasets", "siqa_pppl"], "did you mean siqa_ppl"],
  ["an unknown dataset to compare with", ["--datasets", "siqa_ppl", "--diff", "siqa_pppl"], "did you mean siqa_ppl"],
  ["an unknown model", ["--datasets", "siqa_ppl", "--models", "oc_tinny"], "did you mean oc_tiny"],
  [
    "a file that is no model",
    ["--datasets", "siqa_ppl", "--model", join(folder.path, "page.gguf")],
    "is a web page, not a model",
  ],
  ["missing data", ["--datasets", "siqa_ppl", "--data-dir", folder.path], "--data-dir"],
  ["a row that is not there", ["--datasets", "siqa_ppl", "--row", "12"], "it has 12 rows"],
  [
    "a model's setting without a model",
    ["--datasets", "siqa_ppl", "--max-seq-len", "9"],
    "--max-seq-len is about a model",
  ],
  [
    "a prompt that no run could ask",
    ["--datasets", "siqa_ppl", "--models", "oc_tiny_base", "--max-seq-len", "9"],
    "raise --max-seq-len",
  ],
  ["rows of other data", ["--datasets", "siqa_ppl", "--diff", "tiny_ceval_gen"], "is the counterpart of siqa"],
])("%s is refused with exit code 2", async (_what, line, says) => {
  const { result, stdout, stderr } = await prompt(...line);
  expect({ result, stdout }).toEqual({ result: 2, stdout: "" });
  expect(stderr).toContain(says);
});

test.each(["x", "1.5", "", "1e3"])("--row %j is no row", (row) => {
  expect(() => flagsOf(["--row", row])).toThrow("A whole number is expected.");
});
