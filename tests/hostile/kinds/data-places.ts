// Files that are none, or have no end, or have a name that no terminal should see, wherever a file or a folder is asked for.

import { spawnSync } from "node:child_process";
import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type DataFormat, dataFormats, datasetEntry } from "../data-formats.ts";
import { type Draw, pick, sizeUpTo } from "../draw.ts";
import { write, writeJson } from "../files.ts";
import { controlTexts } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";

export const dataPlaces: Kind = {
  name: "data-places",
  weight: 4,
  make(draw, { work }) {
    const [use, suffix, commands] = pick(draw, uses)(draw, work);
    const name = pick(draw, names)(draw) + suffix;
    const path = join(work, "data", name);
    mkdirSync(dirname(path), { recursive: true });
    const what = pick(draw, things)(draw, path);
    const about = `${what} as ${use}, name of ${name.length} characters`;
    return { about, commands: commands(`data/${name}`), mayWrite: ["data"] };
  },
};

const names: readonly ((draw: Draw) => string)[] = [
  () => "plain",
  () => "plain",
  (draw) => `a${pick(draw, controlTexts)}`,
  (draw) => "n".repeat(1 + draw(240)),
  () => "-r",
  () => "a b'c\"d$e",
  () => "$(touch owned)",
  () => "{question}",
];

type Use = (draw: Draw, work: string) => [use: string, suffix: string, commands: (path: string) => string[][]];

const rows = ["--datasets", "tiny_siqa_ppl", "--limit", "1"];
const small = ["--models", "oc_tiny_q4_0"];

const asData: Use = (draw, work) => {
  const suffix = pick(draw, [".jsonl", ".jsonl.gz", ".json", ".json.gz"]);
  const type = suffix.startsWith(".jsonl") ? "jsonl" : "strategyqa";
  const format = dataFormats[0] as DataFormat;
  return [
    `data of ${type}`,
    suffix,
    (path) => {
      const source = { type, path: join(work, path) };
      writeJson(work, "config.json", { datasets: [datasetEntry({ ...format, source })] });
      return [
        pick(draw, [
          ["prompt", "config.json"],
          ["eval", "config.json", ...small, "--dry-run"],
        ]),
      ];
    },
  ];
};

/** A flag that takes a path. */
const asFlag: Use = (draw) => {
  const [flag, suffix] = pick(draw, pathFlags);
  const command = pick(draw, [["prompt"], ["eval", "--dry-run"]]);
  const model = flag === "--model" || flag === "--models" ? [] : small;
  return [flag, suffix, (path) => [[...command, ...model, ...rows, flag, path]]];
};

const pathFlags: readonly (readonly [flag: string, suffix: string])[] = [
  ["--model", ".gguf"],
  ["--models", ".gguf"],
  ["--model", ".onnx"],
  ["--model", ""],
  ["--chat-template", ".jinja"],
  ["--data-dir", ""],
  ["--model-dir", ""],
  ["--config-dir", ""],
  ["--tokenizer-path", ".json"],
];

const asRun: Use = (draw) => {
  const commands = (path: string) => [
    ["cases", path],
    ["eval", ...small, ...rows, "-w", path],
    ["eval", "-r", "-w", path],
    ["eval", ...small, ...rows, "--cache", path],
    ["eval", ...small, ...rows, "--peft-path", path],
    ["agree", ...small, ...rows, "--engine", "llama", "--engine", "llama", "--out", path],
    ["doctor", "--data-dir", path],
    ["doctor", "--model", path],
  ];
  const which = draw(8);
  return [`argument ${which} of a command`, "", (path) => [commands(path)[which] as string[]]];
};

const asConfig: Use = (draw) => [
  "a config",
  pick(draw, [".json", ".yaml"]),
  (path) => [
    pick(draw, [
      ["prompt", path],
      ["eval", path, "--dry-run"],
    ]),
  ],
];

const uses: readonly Use[] = [asData, asData, asData, asFlag, asFlag, asRun, asConfig];

type Thing = (draw: Draw, path: string) => string;

const targets = [
  "/dev/zero",
  "/dev/urandom",
  "/dev/full",
  "/dev/null",
  "/proc/self/mem",
  "/proc/kcore",
  "/proc",
  "/nowhere",
];

const link: Thing = (draw, path) => {
  const target = pick(draw, [...targets, path]);
  symlinkSync(target, path);
  return `a link to ${target === path ? "itself" : target}`;
};

const pipe: Thing = (_draw, path) => {
  spawnSync("mkfifo", ["--", path]);
  return "a pipe";
};

const folder: Thing = (draw, path) => {
  mkdirSync(path);
  if (draw(2) === 0) symlinkSync(path, join(path, "again"));
  return "a folder";
};

/** Without blocks on the disk. */
const sparse: Thing = (draw, path) => {
  const file = openSync(path, "w");
  const gigabytes = pick(draw, [1, 3, 10, 100]);
  ftruncateSync(file, gigabytes * 2 ** 30);
  closeSync(file);
  return `a sparse file of ${gigabytes} GiB`;
};

const zipBomb: Thing = (draw, path) => {
  const piece = gzipSync(Buffer.alloc(2 ** 24, pick(draw, [0x20, 0x30, 0x0a, 0x5b])));
  const count = pick(draw, [10, 60, 200]);
  write("/", path, Buffer.concat(Array.from({ length: count }, () => piece)));
  return `${count * 16} MiB in a zip of ${count * piece.length} bytes`;
};

const longRow: Thing = (draw, path) => {
  const text = pick(draw, ["x", "\\u0000", "é", "\\\\", " "]).repeat(sizeUpTo(draw, 4_000_000));
  write("/", path, `{"question":"${text}","answer":"a"}\n`);
  return `a row of ${text.length} characters`;
};

const binary: Thing = (_draw, path) => {
  copyFileSync(process.execPath, path);
  return "a program";
};

const things: readonly Thing[] = [link, link, pipe, folder, sparse, zipBomb, longRow, binary];
