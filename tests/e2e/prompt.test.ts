import { readdirSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

test("the installed command shows a prompt without colours where nobody sees them, and writes nothing", async () => {
  const { code, stdout, stderr } = await cli.run([
    "prompt",
    "--datasets",
    "tiny_ceval_ppl",
    "--models",
    "oc_tiny_base",
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "1 more entry is asked like these: --entries all shows it\n" });
  expect(stdout).toMatch(/^== tiny_ceval_ppl-common_sense, row 0 of 60, oc-tiny-base\n/);
  expect(stdout).not.toContain("\u001b");
  expect(readdirSync(cli.cwd)).toEqual([]);
});

test("on a terminal it is coloured", async () => {
  const args = ["prompt", "--datasets", "siqa_ppl", "--diff", "siqa_gen"];
  const { stdout } = await cli.run(args, { NO_COLOR: "", FORCE_COLOR: "1" });
  expect(stdout).toContain("\u001b[31m- siqa_ppl_ced5f6: siqa");
});

test("a reader that leaves early, such as head, is no failure", async () => {
  const { child, finished } = cli.start(["prompt", "--datasets", "tiny_gsm8k_gen", "--models", "oc_tiny"]);
  child.stdout?.destroy();
  const { code, stderr } = await finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
