import { expect, test } from "vitest";
import { refuseStrayWords } from "../../src/cli/stray-words.ts";
import { errorOf } from "../run/error-of.ts";

const refused = (args: string[]) => errorOf(() => refuseStrayWords(args));

test.each<[what: string, args: string[], says: string, meant: string]>([
  [
    "a blank in front of the comment",
    ["eval", "--datasets", "a", " "],
    "a blank and nothing else",
    "eval --datasets a\n",
  ],
  ["bash, one blank", ["eval", "--datasets", "a", " #", "the", "set"], '"# the set"', "eval --datasets a\n"],
  ["a quoted comment", ["eval", "--datasets", "a", "# the set"], '"# the set"', "eval --datasets a\n"],
  ["cmd.exe", ["eval", "--datasets", "a", "\\"], "a backslash and nothing else", "eval --datasets a\n"],
  ["in front of everything", ["run", " "], "a blank", "oc-local run\n"],
  ["behind stop words", ["eval", "--stop-words", "x", " "], "a blank", "--stop-words x\n"],
])("what a comment behind a backslash leaves is recognised: %s", async (_what, args, says, meant) => {
  const { message, hint = "" } = await refused(args);
  expect(message).toContain(says);
  expect(message).toContain("the lines below did not reach oc-local");
  expect(hint).toContain(meant);
});

test("where more flags follow a comment the command is shown without it", async () => {
  const { message, hint } = await refused(["eval", "--datasets", "a", "#", "two", "words", "--limit", "2"]);
  expect(message).not.toContain("did not reach");
  expect(hint).toBe("without it:\n       oc-local eval --datasets a --limit 2");
});

test.each([
  [["eval", "--stop-words", "###", "\n#", " ", "--limit", "2"]],
  [["eval", "--stop-words", " "]],
  [["eval", "--system-prompt", "# You are terse"]],
  [["eval", "--datasets", "a", ""]],
])("what may be meant is left alone: %j", (args) => {
  expect(() => refuseStrayWords(args)).not.toThrow();
});
