import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellQuoted, shellWord } from "../../src/core/shell-quote.ts";

const awkward = 'it\'s $HOME `id` "100%" \\ 中文\nend';

test("a text is one word of the shell, whatever it holds", () => {
  for (const quote of [shellQuoted, shellWord])
    for (const text of [awkward, "", "my runs", "*", "~/runs", "outputs/default-2.0"]) {
      const { stdout } = spawnSync("sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" });
      expect(stdout).toBe(text);
    }
});

test("controls in a name are written by their numbers, and are the name to the shell", () => {
  for (const text of ["a\u001b[31m'b\\c\u0007", "\u202e\u009b中 x\ny\u0001z"]) {
    expect(shellWord(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    expect(spawnSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" }).stdout).toBe(text);
  }
});

test("a plain path is shown without quotes", () => {
  expect(shellWord("../outputs/default_2-0")).toBe("../outputs/default_2-0");
});
