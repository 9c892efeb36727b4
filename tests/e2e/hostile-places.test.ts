// Folders and limits that a stranger's environment may name.

import { afterAll, expect, test } from "vitest";
import { installCli } from "./cli.ts";

const cli = installCli();
afterAll(() => cli.remove());

test.each([
  ["XDG_CACHE_HOME", { XDG_CACHE_HOME: "/proc/x" }],
  ["HOME", { HOME: "/proc", XDG_CACHE_HOME: "" }],
])("%s where no folder can be made: the run goes on, nothing is remembered", async (_, env) => {
  const { code, stderr } = await cli.run(
    ["eval", "--models", "oc_tiny", "--datasets", "tiny_siqa_ppl", "--limit", "2"],
    env,
  );
  expect(stderr).not.toContain("defect");
  expect(code).toBe(0);
});

test("--stuck-after beyond what a timer holds kills nothing", async () => {
  const args = [
    "eval",
    "--models",
    "oc_tiny",
    "--datasets",
    "tiny_siqa_ppl",
    "--limit",
    "2",
    "--stuck-after",
    "50000000",
  ];
  const { code, stderr } = await cli.run(args);
  expect(stderr).not.toContain("started again");
  expect(code).toBe(0);
});
