import { expect, test } from "vitest";
import { printError } from "../../src/cli/print-error.ts";
import { type ErrorCode, OcLocalError, UsageError } from "../../src/core/errors.ts";
import { capture } from "./capture.ts";

const print = (error: unknown, debug = false) => capture(() => printError(error, debug));

test.each<[code: ErrorCode, exitCode: number]>([
  ["CONFIG", 2],
  ["UNKNOWN_NAME", 2],
  ["MISSING_DATA", 2],
  ["BAD_DATA", 2],
  ["MODEL_FILE", 2],
  ["CONTEXT_TOO_SMALL", 2],
  ["NOT_INSTALLED", 2],
  ["DEVICE", 2],
  ["TEMPLATE", 2],
  ["WORKSPACE", 2],
  ["ENGINE", 1],
  ["EVALUATION", 1],
  ["STORAGE", 1],
  ["ABORTED", 130],
])("%s ends with exit code %i", async (code, exitCode) => {
  expect((await print(new OcLocalError(code, "it failed"))).result).toBe(exitCode);
});

test("a usage error ends with exit code 2", async () => {
  expect((await print(new UsageError("no"))).result).toBe(2);
});

test("message and hint are shown without a stack, on standard error", async () => {
  const { stdout, stderr } = await print(new OcLocalError("CONFIG", "no datasets", { hint: "name some" }));
  expect(stderr).toBe("error: no datasets\nhint:  name some\n");
  expect(stdout).toBe("");
});

test("no hint, no hint line", async () => {
  expect((await print(new OcLocalError("CONFIG", "no datasets"))).stderr).toBe("error: no datasets\n");
});

test("--debug shows no stack for a mistake of the user", async () => {
  const { stderr } = await print(new OcLocalError("CONFIG", "no datasets", { cause: new Error("zod") }), true);
  expect(stderr).toBe("error: no datasets\n");
});

test("--debug shows the stack of an engine that failed, and every cause", async () => {
  const cause = new Error("disk full", { cause: new Error("quota") });
  const { stderr } = await print(new OcLocalError("ENGINE", "it failed", { cause }), true);
  expect(stderr).toMatch(/error: it failed\n.*print-error\.test\.ts/s);
  expect(stderr).toMatch(/caused by Error: disk full\n.*caused by Error: quota\n/s);
});

test("what is not ours is a defect: stack, causes and a request to report it, exit code 1", async () => {
  const { result, stderr } = await print(new TypeError("x is undefined"));
  expect(result).toBe(1);
  expect(stderr).toMatch(/^error: x is undefined\nTypeError: x is undefined\n {4}at /);
  expect(stderr).toMatch(/This is a defect in oc-local: please report it with the lines above\.\n$/);
});

test("also something thrown that is no error", async () => {
  const { result, stderr } = await print("just text");
  expect(result).toBe(1);
  expect(stderr).toMatch(/^error: just text\nThis is a defect/);
});
