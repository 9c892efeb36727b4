import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fileBounds, type OutsideKind, readOutsideFile, readOutsideJson } from "../../src/core/outside-file.ts";

const folder = mkdtempSync(join(tmpdir(), "oc-local-outside-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a file is read whole, also behind a link", () => {
  symlinkSync(written("a.txt", "text 中"), join(folder, "link"));
  expect(readOutsideFile(join(folder, "link"), "config").toString()).toBe("text 中");
  expect(readOutsideFile(written("empty", ""), "config")).toHaveLength(0);
});

test.skipIf(process.platform !== "linux")("a file without a size of its own is read, too", () => {
  expect(readOutsideFile("/proc/self/status", "config").toString()).toContain("Name:");
});

test.each(Object.entries(fileBounds))("a %s of more than %i bytes is refused before it is read", (kind, most) => {
  const path = written("large", "");
  truncateSync(path, most + 1);
  expect(() => readOutsideFile(path, kind as OutsideKind)).toThrow(
    `larger than ${most / 1024 / 1024} MiB, the most that is read of a ${kind}`,
  );
});

test.skipIf(process.platform === "win32")("a pipe, a device, a folder and a circle of links are no file", () => {
  const pipe = join(folder, "pipe");
  expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
  symlinkSync("circle", join(folder, "circle"));
  expect(() => readOutsideFile(pipe, "config")).toThrow("expected a file, found a pipe");
  expect(() => readOutsideFile("/dev/zero", "config")).toThrow("expected a file, found a device");
  expect(() => readOutsideFile(folder, "config")).toThrow("expected a file, found a folder");
  expect(() => readOutsideFile(join(folder, "circle"), "config")).toThrow("ELOOP");
});

test("JSON that is too deep names its line; what is no JSON is a syntax error", () => {
  const deep = written("deep.json", `{"a":\n${"[".repeat(300)}`);
  expect(() => readOutsideJson(deep, "config")).toThrow("line 2: nested more than 256 levels deep");
  expect(() => readOutsideJson(written("bad.json", "{"), "config")).toThrow(SyntaxError);
  expect(() => readOutsideJson(written("many.json", `[${"[],".repeat(8_000_000)}0]`), "tokenizer")).toThrow(
    "holds more than 8000000 values",
  );
  expect(readOutsideJson(written("ok.json", '\ufeff{"a": 1}'), "config")).toEqual({ a: 1 });
});
