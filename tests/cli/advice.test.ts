import { Command } from "commander";
import { afterAll, expect, test } from "vitest";
import { adviseFor, fittingHint } from "../../src/cli/advice.ts";

const program = new Command("oc-local");
program.command("eval").option("--max-seq-len <n>").option("--hf-type <kind>");
const doctor = program.command("doctor").option("--model-dir <folder>");
const other = new Command("other");

afterAll(() => adviseFor(other));

test("a hint that advises a flag the command lacks says which command has it", () => {
  adviseFor(doctor);
  expect(fittingHint("run it with --hf-type base")).toBe(
    "run it with --hf-type base (--hf-type is a flag of oc-local eval)",
  );
  expect(fittingHint("raise --max-seq-len, or --hf-type base")).toContain(
    "(--max-seq-len, --hf-type are flags of oc-local eval)",
  );
});

test("the command's own flags, whole commands and other programs' flags are left alone", () => {
  adviseFor(doctor);
  for (const hint of [
    "name its folder with --model-dir",
    "continue with: oc-local eval -r x --max-seq-len 4",
    "python convert_hf_to_gguf.py <folder> --outtype f16",
  ])
    expect(fittingHint(hint)).toBe(hint);
});
