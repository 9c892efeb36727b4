import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellWord } from "../../src/cli/shell-word.ts";

test("plain words stay as they are", () => {
  expect(["outputs/default", "a=b:1", "50%", ".."].map(shellWord)).toEqual(["outputs/default", "a=b:1", "50%", ".."]);
});

test.each(["it's 100% $HOME", "a b", "数据", "", "~", "a;b", "*"])("a shell reads %j as it is", (text) => {
  const { stdout } = spawnSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" });
  expect(stdout).toBe(text);
});
