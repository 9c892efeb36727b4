// Compiles one tool of llama.cpp with g++ and links it against the installed libraries. Tools are kept in the cache;
// the kernels are in the libraries, so the tool itself gets plain -O3.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { cacheFolder } from "../cache.ts";
import { runCommand } from "./command.ts";
import { type Libraries, llamaCppRelease } from "./libraries.ts";
import { llamaCppSource } from "./source.ts";
import { type PeerName, type PeerTool, peerTools } from "./tools.ts";
import { Unavailable } from "./unavailable.ts";

const compileFlags = ["-std=c++17", "-O3", "-DNDEBUG", "-w", "-pthread"];

/** The tool's path. @throws Unavailable without g++ or where the source does not fit the libraries. */
export async function buildPeer(name: PeerName, libraries: Libraries, note: (text: string) => void): Promise<string> {
  const tool = peerTools[name];
  const facts = JSON.stringify([llamaCppRelease(), compileFlags, tool, libraries]);
  const folder = cacheFolder("peers", `${name}-${createHash("sha256").update(facts).digest("hex").slice(0, 12)}`);
  const path = join(folder, name);
  if (existsSync(path)) return path;
  note(`  building ${name}: once, up to two minutes`);
  const source = await llamaCppSource();
  try {
    const objects = await compile(tool, source, folder);
    objects.push(...(await compileLeftOut(tool, objects, folder)));
    await link({ objects, libraries, path });
    for (const object of objects) rmSync(object); // they served an attempt after one that was interrupted
  } catch (error) {
    throw new Unavailable(`${name} cannot be built: ${firstError((error as Error).message)}`);
  }
  return path;
}

async function compile(tool: PeerTool, source: string, folder: string): Promise<string[]> {
  for (const { file, text } of tool.generated) writeFileSync(join(folder, file), text);
  const toolFolder = join(source, "tools", tool.folder);
  const files = [
    ...readdirSync(toolFolder).map((file) => join(toolFolder, file)),
    ...tool.generated.map(({ file }) => join(folder, file)),
  ].filter((file) => file.endsWith(".cpp"));
  const includes = ["include", "ggml/include", "common", "vendor", "tools/mtmd", "."].map((part) => join(source, part));
  const args = [
    ...compileFlags,
    ...tool.defines.map((define) => `-D${define}`),
    ...[folder, ...includes].map((path) => `-I${path}`),
  ];
  return inParallel(files, (file) => compileFile(file, { args, folder }));
}

async function compileFile(file: string, { args, folder }: { args: string[]; folder: string }): Promise<string> {
  const object = join(folder, `${basename(file, ".cpp")}.o`);
  if (existsSync(object)) return object;
  await runCommand("g++", [...args, "-c", file, "-o", `${object}.part`]);
  renameSync(`${object}.part`, object);
  return object;
}

/** One file with all functions that are used but left out, under their linker names. */
async function compileLeftOut({ leftOut }: PeerTool, objects: string[], folder: string): Promise<string[]> {
  if (leftOut.length === 0) return [];
  const names = async (flag: string) =>
    (await runCommand("nm", ["-P", flag, ...objects])).split("\n").map((line) => line.split(" ")[0] as string);
  const defined = new Set(await names("--defined-only"));
  const pattern = new RegExp(`^(_Z\\d+)?(${leftOut.join("|")})`);
  const missing = new Set((await names("--undefined-only")).filter((name) => pattern.test(name) && !defined.has(name)));
  const file = join(folder, "left-out.cpp");
  const functions = [...missing].map((name) => `extern "C" void ${name}() { abort(); }\n`);
  writeFileSync(file, `extern "C" [[noreturn]] void abort();\n${functions.join("")}`);
  return [await compileFile(file, { args: compileFlags, folder })];
}

async function link({ objects, libraries, path }: { objects: string[]; libraries: Libraries; path: string }) {
  const { folder, files } = libraries;
  await runCommand("g++", [
    ...objects,
    ...files.map((file) => join(folder, file)),
    `-Wl,-rpath,${folder}`,
    "-pthread",
    "-o",
    `${path}.part`,
  ]);
  renameSync(`${path}.part`, path);
}

async function inParallel<T, R>(inputs: readonly T[], work: (input: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = [...inputs];
  const next = async () => {
    for (let input = rest.shift(); input !== undefined; input = rest.shift()) results.push(await work(input));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  return results;
}

/** The line of the compiler or linker that says why. */
function firstError(message: string): string {
  if (message.includes("spawn g++ ENOENT")) return "there is no g++";
  const lines = message.split("\n");
  return lines.find((line) => /error|undefined|cannot|ENOENT/.test(line)) ?? (lines[0] as string);
}
