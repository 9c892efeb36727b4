import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { screenOn, toOutput, toScreen } from "../../src/cli/screen.ts";
import { capture } from "./capture.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const nasty = "a\u001b[31mb\u001b]0;t\u0007\r\u001b[2K\u009b\u202e\tz";
const shown = "a␛[31mb␛]0;t␇␍␛[2K<U+009B><U+202E>␉z";

test("both streams show what a terminal would act on; newlines, Chinese and emoji stay", async () => {
  vi.stubEnv("NO_COLOR", "1");
  vi.stubEnv("FORCE_COLOR", undefined);
  const written = await capture(() => {
    toOutput(`${nasty}\n中 🙂\n`);
    toScreen(`${nasty}\n`);
  });
  expect(written).toMatchObject({ stdout: `${shown}\n中 🙂\n`, stderr: `${shown}\n` });
});

test("our own colours pass where there are any, nothing else does", async () => {
  vi.stubEnv("FORCE_COLOR", "1");
  vi.stubEnv("NO_COLOR", undefined);
  const bold = styleText("bold", "title", { validateStream: false });
  const { stderr } = await capture(() => toScreen(`${bold} \u001b[8mhidden\u001b[5m\u001b[2J\n`));
  expect(stderr).toBe(`${bold} ␛[8mhidden␛[5m␛[2J\n`);
});

test("a line of a message is cut, what was asked for is not", async () => {
  const long = `${"x".repeat(20_000)}\n`;
  const { stdout, stderr } = await capture(() => {
    toOutput(long);
    toScreen(`first\n${long}`);
  });
  expect(stdout).toBe(long);
  expect(stderr).toMatch(/^first\nx+ … \(10000 characters left out\) … x+\n$/);
});

test("only a live line is taken away, by nothing that it holds", () => {
  vi.stubEnv("NO_COLOR", "1");
  const written: string[] = [];
  const screen = screenOn({ isTTY: true, columns: 80, write: (text) => written.push(text) });
  screen.redraw(nasty);
  expect(written).toEqual([`\r\u001b[2K${shown}`]);
  expect(screen).toMatchObject({ isLive: true, columns: 80 });
});

test("nothing of the command line writes past it", () => {
  const folder = fileURLToPath(new URL("../../src", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const writing = files.filter((name) =>
    /process\.std(out|err)\.write|console\./.test(readFileSync(join(folder, name), "utf8")),
  );
  expect(writing).toEqual([join("cli", "screen.ts")]);
});
