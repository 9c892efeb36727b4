// Run folders of strangers: one file of a finished run has other contents.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { copyRun, storedDatasets, storedModel } from "../bases.ts";
import { chance, type Draw, pick, sizeUpTo } from "../draw.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { jsonText, mutateJson } from "../mutate-json.ts";

export const storedFiles: Kind = {
  name: "stored-files",
  weight: 4,
  make(draw, { work, bases }) {
    const run = copyRun(bases, work);
    // Run logs and tables are written, never read.
    const paths = filesIn(run).filter((path) => /\.jsonl?$/.test(path));
    const path = pick(draw, paths);
    const [how, bytes] = hostileFile(draw, path, readFileSync(path));
    writeFileSync(path, bytes);
    const name = relative(run, path).replace(/\d{8}_\d{6}/, "TIME");
    return { about: `${name} of a run: ${how}`, commands: runCommands(draw), mayWrite: ["runs"] };
  },
};

export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.sort();
}

export function runCommands(draw: Draw): string[][] {
  const again = ["eval", "-r", "-w", "runs"];
  const commands = [
    [["cases", "runs"]],
    [["cases", "runs", "--full"]],
    [["cases", "runs", "--json"]],
    [["cases", "runs", "--audit"]],
    [[...again, "-m", "viz"]],
    [[...again, "-m", "viz", "--metric", "ll.byte"]],
    [
      [...again, "-m", "eval"],
      ["cases", "runs"],
    ],
    [again],
    [[...again, ...storedModel, ...storedDatasets]],
  ];
  return pick(draw, commands);
}

function hostileFile(draw: Draw, path: string, bytes: Buffer): [how: string, bytes: Uint8Array | string] {
  if (chance(draw, 6)) return ["bytes changed", mutateBytes(draw, bytes)];
  if (path.endsWith(".json")) return ["values", jsonText(draw, mutateJson(draw, JSON.parse(bytes.toString())), 4)];
  return hostileLines(draw, bytes.toString());
}

/** @param text Lines of JSON. */
export function hostileLines(draw: Draw, text: string): [how: string, text: string] {
  const [how, changed] = pick(draw, lineChanges)(draw, text.trimEnd().split("\n"));
  return [how, `${changed.join("\n")}\n`];
}

type LineChange = (draw: Draw, lines: string[]) => [how: string, lines: string[]];

const changeValues: LineChange = (draw, lines) => {
  const at = draw(lines.length);
  const changed = jsonText(draw, mutateJson(draw, JSON.parse(lines[at] as string)));
  return ["values of a line", lines.with(at, changed)];
};

const changeLines: LineChange = (draw, lines) => {
  const at = draw(lines.length);
  const short = ['{"row":0}', "{}", "null", "[]", "1", '"row"', '{"row":-1}', '{"row":1e9}', '{"row":0.5}', ""];
  const line = pick(draw, [...short, hostileText(draw)]);
  return [`a line is ${JSON.stringify(line.slice(0, 20))}`, lines.with(at, line)];
};

/** Rows far apart, or one row many times. */
const spreadRows: LineChange = (draw, lines) => {
  const step = pick(draw, [0, 1, 1024, 4096, 1_000_000, 2 ** 40]);
  const row = JSON.parse(lines[0] as string) as object;
  const count = sizeUpTo(draw, 20_000);
  const more = Array.from({ length: count }, (_, i) => JSON.stringify({ ...row, prediction: {}, row: i * step }));
  return [`${count} rows ${step} apart`, [...lines, ...more]];
};

const lineChanges: readonly LineChange[] = [changeValues, changeValues, changeValues, changeLines, spreadRows];
