// A shared folder of answers that somebody else has written to.

import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { storedDatasets, storedModel } from "../bases.ts";
import { type Draw, pick } from "../draw.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { filesIn, hostileLines } from "./stored-files.ts";

export const cache: Kind = {
  name: "cache",
  weight: 1,
  make(draw, { work, outside, bases }) {
    cpSync(bases.cache, join(work, "cache"), { recursive: true });
    const path = filesIn(join(work, "cache")).find((path) => path.endsWith(".jsonl")) as string;
    const about = pick(draw, changes)(draw, path, outside);
    const command = ["eval", ...storedModel, ...storedDatasets, "--cache", "cache"];
    return { about: `a cache of answers: ${about}`, commands: [command], mayWrite: ["cache"] };
  },
};

type Change = (draw: Draw, path: string, outside: string) => string;

const otherLines: Change = (draw, path) => {
  const [how, text] = hostileLines(draw, readFileSync(path, "utf8"));
  writeFileSync(path, text);
  return how;
};

const otherBytes: Change = (draw, path) => {
  writeFileSync(path, mutateBytes(draw, readFileSync(path)));
  return "bytes changed";
};

const noFile: Change = (draw, path, outside) => {
  const what = pick(draw, ["pipe", "zeros", "outside", "dangling"]);
  const other = join(dirname(path), `0${basename(path)}`);
  if (what === "pipe") spawnSync("mkfifo", [other]);
  else
    symlinkSync({ zeros: "/dev/zero", outside: join(outside, "canary.txt"), dangling: "/nowhere" }[what] ?? "", other);
  return `a file beside is a ${what}`;
};

const folderOutside: Change = (_draw, path, outside) => {
  const folder = dirname(path);
  rmSync(folder, { recursive: true });
  symlinkSync(outside, folder);
  return "the model's folder is a link";
};

const changes: readonly Change[] = [otherLines, otherLines, otherLines, otherBytes, noFile, folderOutside];
