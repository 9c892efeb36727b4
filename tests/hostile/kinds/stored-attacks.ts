// Run folders that want more than to be read: to have code run, files outside written, the reader kept waiting.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import { copyRun } from "../bases.ts";
import { type Draw, pick } from "../draw.ts";
import { write } from "../files.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { filesIn, runCommands } from "./stored-files.ts";

export const storedAttacks: Kind = {
  name: "stored-attacks",
  weight: 4,
  make(draw, { work, outside, bases }) {
    const run = copyRun(bases, work);
    const about = pick(draw, attacks)(draw, { run, outside });
    return { about: `a run whose ${about}`, commands: runCommands(draw), mayWrite: ["runs"] };
  },
};

type Attack = (draw: Draw, places: { run: string; outside: string }) => string;

const code = (outside: string) => `
import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(join(outside, "owned"))}, "");
export default { models: ["oc_tiny_q4_0"], datasets: ["tiny_siqa_ppl"] };
`;

const runsCode: Attack = (draw, { run, outside }) => {
  const name = pick(draw, ["evil.ts", "evil.js", "evil.mjs", "evil.mts"]);
  const place = pick(draw, ["configs", ".", "configs/datasets", "configs/models", "../configs/datasets"]);
  write(run, `${place}/${name}`, code(outside));
  write(run, `configs/datasets/${name}`, code(outside));
  const named = join(place, name);
  const fields = pick(draw, [{ config: named }, { configDir: "configs" }, { models: [named] }, { datasets: [named] }]);
  changeJson(join(run, "configs/invocation.json"), { ...fields, cwd: pick(draw, [run, ".", dirname(run)]) });
  return `invocation names code (${Object.keys(fields).join()}, ${place})`;
};

const tellsOthers: Attack = (draw, { run, outside }) => {
  const command = `touch ${join(outside, "owned")}`;
  const told = { hook: command, larkBotUrl: "http://127.0.0.1:9/hook", lark: true };
  for (const path of filesIn(join(run, "configs"))) changeJson(path, told);
  changeJson(join(run, "manifest.json"), pick(draw, [told, { status: told }]));
  return "files name hooks";
};

const leadsOutside: Attack = (draw, { run, outside }) => {
  const target = join(outside, "canary.txt");
  const path = pick(
    draw,
    filesIn(run).filter((path) => !path.endsWith("manifest.json")),
  );
  rmSync(path);
  symlinkSync(target, path);
  return `${path.slice(run.length + 1).replace(/\d{8}_\d{6}/, "TIME")} is a link to a file outside`;
};

const foldersOutside: Attack = (draw, { run, outside }) => {
  const name = pick(draw, ["summary", "results", "predictions", "journal", "logs", "configs", "results/oc-tiny-q4_0"]);
  const path = join(run, name);
  const moved = join(outside, "moved");
  if (existsSync(path)) renameSync(path, moved);
  else mkdirSync(moved);
  symlinkSync(moved, path);
  return `${name} is a link to a folder outside`;
};

const namesOutside: Attack = (draw, { run }) => {
  const path = join(run, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { models: JsonObject[]; datasets: JsonObject[] };
  const name = pick(draw, ["../../../outside/x", "../../outside", "/tmp/x", "..", "a/../../b", hostileText(draw)]);
  const key = pick(draw, ["abbr", "id", "version", "path", "mode"]);
  for (const entry of pick(draw, [manifest.models, manifest.datasets])) entry[key] = name;
  writeFileSync(path, JSON.stringify(manifest));
  return `manifest says ${key} ${JSON.stringify(name.slice(0, 40))}`;
};

const waits: Attack = (draw, { run }) => {
  const path = pick(draw, [...filesIn(run), join(run, ".lock"), join(run, "lock")]);
  rmSync(path, { force: true });
  const what = pick(draw, ["pipe", "folder", "zeros", "dangling", "circle", "random"]);
  if (what === "pipe") spawnSync("mkfifo", [path]);
  else if (what === "folder") mkdirSync(path);
  else
    symlinkSync({ zeros: "/dev/zero", random: "/dev/urandom", dangling: "/nowhere", circle: path }[what] ?? "", path);
  return `${path.slice(run.length + 1).replace(/\d{8}_\d{6}/, "TIME")} is a ${what}`;
};

const locked: Attack = (draw, { run }) => {
  const text = pick(draw, [
    "",
    "1",
    "-1",
    "0",
    "{}",
    '{"pid":1,"host":"a\u001b]0;x\u0007"}',
    hostileText(draw),
    "9".repeat(5000),
  ]);
  for (const name of [".lock", "lock", "run.lock"]) write(run, name, text);
  const names = readdirSync(run).length;
  return `lock holds ${JSON.stringify(text.slice(0, 30))}, ${names} entries`;
};

function changeJson(path: string, fields: JsonObject): void {
  const value = JSON.parse(readFileSync(path, "utf8")) as JsonValue;
  const whole = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  writeFileSync(path, JSON.stringify({ ...whole, ...fields }));
}

const attacks = [runsCode, runsCode, tellsOthers, leadsOutside, foldersOutside, namesOutside, waits, locked];
