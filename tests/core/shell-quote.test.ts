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

test("a plain path is shown without quotes", () => {
  expect(shellWord("../outputs/default_2-0")).toBe("../outputs/default_2-0");
});
