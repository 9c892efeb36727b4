// What strangers' data may do to a run: what is larger or deeper than anything needs, devices and pipes where a file belongs. Refused with
// place and reason; never a crash, a hang or a defect.

import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCli, projectRoot } from "./cli.ts";
import { filesBelow, writeConfig } from "./hostile-files.ts";

const cli = installCli();
afterAll(() => cli.remove());

const inWork = (name: string) => join(cli.cwd, name);

/** A JSON Lines file and the config that asks it. */
function writeRows(name: string, content: string | Buffer, ending = "jsonl"): void {
  writeFileSync(inWork(`data/${name}.${ending}`), content);
  writeConfig(cli.cwd, name, { source: { type: "jsonl", path: `${name}.${ending}` } });
}

const line = `${JSON.stringify({ question: "1 + 1 = ", answer: "2" })}\n`;
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

beforeAll(() => {
  mkdirSync(inWork("data"));
});

/** Data that no program needs. */
const tooMuch: [what: string, content: () => [string | Buffer, ending?: string], says: string][] = [
  ["a value of 4,000 levels", () => [line + line.replace('"2"', nested(4000))], ":2: nested more than 256 levels deep"],
  [
    "100,000 levels in a column that nothing reads",
    () => [line.replace("}", `,"x":${nested(100_000)}}`)],
    ":1: nested more than 256 levels deep",
  ],
  [
    "a row of 70 MB",
    () => [gzipSync(`{"question": "${"x".repeat(70e6)}", "answer": ""}\n`, { level: 1 }), "jsonl.gz"],
    ":1: a row of more than 64 MiB",
  ],
];

test.each(tooMuch)("%s is refused with file and line", async (what, content, says) => {
  const name = what.replaceAll(/\W/g, "");
  writeRows(name, ...content());
  const { code, stderr } = await cli.run(["eval", `${name}.json`, "--data-dir", "data"]);
  expect(code, stderr).toBe(2);
  expect(stderr).toContain(`${name}.`);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("defect");
});

test("a small file that unzips to more rows than Node may keep is refused, not died of", async () => {
  writeRows("bomb", gzipSync(line.repeat(2_000_000), { level: 1 }), "jsonl.gz");
  const { code, stderr } = await cli.run(["eval", "bomb.json", "--data-dir", "data"], {
    NODE_OPTIONS: "--max-old-space-size=256",
  });
  expect(code, stderr).toBe(2);
  expect(stderr).toMatch(/bomb\.jsonl\.gz:\d+: too much to keep: more than \d+ MiB of rows/);
  expect(stderr).toContain("NODE_OPTIONS=--max-old-space-size=");
});

test("a file of more than a text can hold is read row by row", async () => {
  writeConfig(cli.cwd, "large", { source: { type: "jsonl", path: "large.jsonl" } });
  // More bytes than V8 allows a text, in rows of which few are to be planned.
  const block = Buffer.from(`${JSON.stringify({ question: "1 + 1 = ", answer: "2", context: "x".repeat(1e6) })}\n`);
  const file = openSync(inWork("data/large.jsonl"), "w");
  for (let i = 0; i < 560; i += 1) writeSync(file, block);
  closeSync(file);
  const { code, stdout, stderr } = await cli.run([
    "eval",
    "large.json",
    "--data-dir",
    "data",
    "--limit",
    "2",
    "--dry-run",
  ]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("== First prompt of large");
});

test.skipIf(process.platform === "win32")("a pipe or a device is no file, whatever it is given as", async () => {
  expect(
    spawnSync("mkfifo", [inWork("pipe"), inWork("pipe.onnx"), inWork("pipe.ts"), inWork("data/fifo.jsonl")]).status,
  ).toBe(0);
  writeConfig(cli.cwd, "fifo", { source: { type: "jsonl", path: "fifo.jsonl" } });
  writeConfig(cli.cwd, "device", { source: { type: "jsonl", path: "device.jsonl" } });
  symlinkSync("/dev/zero", inWork("data/device.jsonl"));
  symlinkSync("/dev/zero", inWork("zero.json"));
  mkdirSync(inWork("onnx"));
  symlinkSync("/dev/zero", inWork("onnx/tokenizer.json"));
  const tiny = ["eval", "--models", "oc_tiny", "--datasets", "tiny_siqa_ppl"];
  const onnx = join(projectRoot, "models", "oc-tiny-onnx");
  const given: [says: string, args: string[]][] = [
    ["a pipe", ["eval", "fifo.json", "--data-dir", "data"]],
    ["a device", ["eval", "device.json", "--data-dir", "data"]],
    ["a pipe", [...tiny, "--chat-template", "pipe"]],
    ["a device", [...tiny, "--chat-template", "/dev/zero"]],
    ["a device", ["eval", "zero.json"]],
    ["a pipe", ["eval", "pipe.ts"]],
    ["a device", ["eval", "--model", onnx, "--tokenizer-path", "onnx", "--datasets", "tiny_siqa_ppl"]],
  ];
  for (const [says, args] of given) {
    const { code, stderr } = await cli.run(args);
    expect(code, `${args.join(" ")}: ${stderr}`).toBe(2);
    expect(stderr).toContain(`expected a file, found ${says}`);
  }
});

test("a config that is nested without need is refused by name, as JSON and as YAML", async () => {
  writeFileSync(inWork("deep.json"), `{"models": ["oc_tiny"],\n"datasets": ${nested(50_000)}}`);
  writeFileSync(inWork("deep.yaml"), `models: ${"[".repeat(300_000)}`);
  const bomb = Array.from({ length: 9 }, (_, i) => `k${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(",")}]`);
  writeFileSync(inWork("bomb.yaml"), `k0: &a0 x\n${bomb.join("\n")}\n`);
  for (const [name, says] of [
    ["deep.json", "deep.json: line 2: nested more than 256 levels deep"],
    ["deep.yaml", "deep.yaml: nested more than 256 levels deep"],
    ["bomb.yaml", "bomb.yaml: its anchors make no finite value"],
  ] as const) {
    const { code, stderr } = await cli.run(["eval", name]);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain("defect");
  }
});

test("what the system refuses is about the place, and no defect", async () => {
  symlinkSync("loop.gguf", inWork("loop.gguf"));
  const loop = await cli.run(["eval", "--model", "loop.gguf", "--datasets", "tiny_siqa_ppl"]);
  expect(loop.stderr).toContain("its links lead in a circle");
  writeFileSync(
    inWork("zero-byte.json"),
    JSON.stringify({ models: [{ abbr: "m", path: "a\0.gguf" }], datasets: ["siqa_gen"] }),
  );
  const zero = await cli.run(["eval", "zero-byte.json"]);
  expect(zero.stderr).toContain("no path of a file holds a zero byte");
  const inShell = (script: string) =>
    spawnSync("sh", ["-c", script, "sh", cli.bin], { cwd: cli.cwd, encoding: "utf8" });
  const gone = inShell('mkdir gone && cd gone && rmdir ../gone && "$1" list');
  expect(gone.stderr).toContain("the current folder does not exist any more");
  expect(gone.stderr).toContain("go to one that does: cd ~");
  expect(inShell('mkdir gone && cd gone && rmdir ../gone && cd ~ && "$1" list').status).toBe(0);
  const few = inShell('ulimit -n 40; "$1" eval --models oc_tiny --datasets tiny_siqa_ppl --limit 1 -w few');
  expect(few.stderr).toContain("EMFILE");
  expect(few.stderr).toContain("ulimit -n 4096");
  for (const { stderr } of [loop, zero, gone, few]) expect(stderr).not.toContain("defect");
  expect([loop.code, zero.code, gone.status, few.status]).toEqual([2, 2, 2, 1]);
});

test.skipIf(process.platform !== "linux")(
  "output that has no room ends no run: without the table the exit code says so",
  async () => {
    const evaluation = (work: string, streams: string) =>
      `"$1" eval --models oc_tiny_base --datasets tiny_siqa_ppl --limit 2 -w ${work} ${streams}`;
    const inShell = (script: string) =>
      spawnSync("sh", ["-c", script, "sh", cli.bin], { cwd: cli.cwd, encoding: "utf8" });
    const withoutMessages = inShell(evaluation("full-err", "2>/dev/full"));
    expect(withoutMessages.status).toBe(0);
    expect(withoutMessages.stdout).toContain("tiny");
    const withoutTable = inShell(evaluation("full-out", ">/dev/full"));
    expect(withoutTable.status).toBe(1);
    expect(withoutTable.stderr).toContain("not all of it could be written to standard output: ENOSPC");
    expect(withoutTable.stderr).toContain("Written to ");
    expect(inShell(evaluation("full-both", ">/dev/full 2>&1")).status).toBe(1);
    for (const work of ["full-err", "full-out", "full-both"])
      expect(filesBelow(inWork(work)).filter((path) => path.endsWith(".md"))).toHaveLength(1);
  },
);
