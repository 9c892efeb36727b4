// What a file of a user's holds: TypeScript or JavaScript through jiti (which gives it the running package as "oc-local"), YAML or
// JSON. Nothing in a YAML or JSON file is ever executed.

import { statSync } from "node:fs";
import { basename, extname } from "node:path";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { isDeeperThan } from "../core/json-shape.ts";
import {
  fileBounds,
  type OutsideKind,
  parseOutsideJson,
  readOutsideFile,
  tooDeep,
  wrongKind,
} from "../core/outside-file.ts";
import { moduleExtension } from "../core/package.ts";
import { listDatasets, listEvalConfigs, listModels } from "./catalog.ts";
import { flatter, readYaml } from "./read-yaml.ts";

const codeSuffixes: ReadonlySet<string> = new Set([".ts", ".mts", ".js", ".mjs"]);
const yamlSuffixes: ReadonlySet<string> = new Set([".yaml", ".yml"]);

export function isReadable(path: string): boolean {
  const suffix = extname(path);
  return codeSuffixes.has(suffix) || yamlSuffixes.has(suffix) || suffix === ".json";
}

/** Whether reading the file executes it. */
export function isCode(path: string): boolean {
  return codeSuffixes.has(extname(path));
}

/** Stands before a file that a stored run names is read. @throws OcLocalError where it is not the user's own. */
export type Guard = (path: string) => void;

const read = new Set<string>();

/** Absolute paths of the files that this process has read as configs or entries, code or not. */
export function readFiles(): ReadonlySet<string> {
  return read;
}

/** @param origin For messages: the path as given. @throws OcLocalError CONFIG */
export async function readValue(path: string, origin: string): Promise<unknown> {
  const value = await valueIn(path, origin);
  // What walks a config later calls itself once a level.
  if (isDeeperThan(value))
    throw new OcLocalError("CONFIG", `${origin}: ${tooDeep}, or holds itself`, { hint: flatter });
  return value;
}

async function valueIn(path: string, origin: string): Promise<unknown> {
  const suffix = extname(path);
  read.add(path);
  if (codeSuffixes.has(suffix)) return importValue(path, origin);
  if (yamlSuffixes.has(suffix))
    return readYaml(
      readBytes(path, origin, "YAML config")
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
      origin,
    );
  if (suffix === ".json") return readJson(readBytes(path, origin), origin);
  if (suffix === ".py") throw pythonConfig(origin);
  throw new OcLocalError("CONFIG", `${origin}: a config file ends in .ts, .js, .mjs, .yaml, .yml or .json`, {
    hint: "give its name the ending of what is in it",
  });
}

function readBytes(path: string, origin: string, kind: OutsideKind = "config"): Buffer {
  try {
    return readOutsideFile(path, kind);
  } catch (error) {
    throw new OcLocalError("CONFIG", `${origin}: ${errorMessage(error)}`, {
      hint: "name a config file that can be read",
      cause: error,
    });
  }
}

function readJson(bytes: Buffer, origin: string): unknown {
  try {
    return parseOutsideJson(bytes);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new OcLocalError("CONFIG", `${origin}: not valid JSON: ${errorMessage(error)}`, {
        hint: "look at its brackets, commas and quotes; comments are not JSON: a file that ends in .yaml may have them",
        cause: error,
      });
    throw new OcLocalError("CONFIG", `${origin}: ${errorMessage(error)}`, { hint: flatter, cause: error });
  }
}

function pythonConfig(origin: string): OcLocalError {
  const name = basename(origin, ".py");
  const builtIn = listEvalConfigs().includes(name)
    ? `; the built-in evaluation of that name: oc-local eval ${name}`
    : "";
  return new OcLocalError("CONFIG", `${origin}: Python configs are not read yet`, {
    hint: `write the same fields as YAML, JSON or TypeScript (${name}.yaml); docs/compatibility.md shows how${builtIn}`,
  });
}

async function importValue(path: string, origin: string): Promise<unknown> {
  requireModule(path, origin);
  const { createJiti } = await import("jiti");
  const virtualModules = await packageModules();
  // Without its interop a module that has no default export has none.
  const jiti = createJiti(import.meta.url, { fsCache: false, interopDefault: false, virtualModules });
  try {
    return ((await jiti.import(path)) as { default?: unknown }).default;
  } catch (error) {
    if (error instanceof OcLocalError) throw located(error, origin);
    throw new OcLocalError("CONFIG", `${origin}: ${errorMessage(error)}`, {
      hint: "correct the file: it is run as the program it is, and stopped there",
      cause: error,
    });
  }
}

/** The importer would wait for a pipe. */
function requireModule(path: string, origin: string): void {
  const found = statSync(path);
  const wrong = wrongKind(found) ?? (found.size > fileBounds.config ? "larger than any config" : undefined);
  if (wrong !== undefined)
    throw new OcLocalError("CONFIG", `${origin}: ${wrong}`, { hint: "name the config file itself" });
}

/** What a config calls, such as `env`, does not know from where. */
function located(error: OcLocalError, origin: string): OcLocalError {
  const { code, hint, message } = error;
  return new OcLocalError(code, `${origin}: ${message}`, { cause: error, ...(hint !== undefined && { hint }) });
}

/** What `import … from "oc-local"` and `"oc-local/configs/…"` mean in a user's file: the running package itself. */
async function packageModules(): Promise<Record<string, unknown>> {
  const modules: Record<string, unknown> = { "oc-local": await import(`../index${moduleExtension}`) };
  const files = new Set(
    [...(await listDatasets()), ...(await listModels())].map((entry) => entry.path.replace(/\.ts$/, "")),
  );
  for (const file of files) modules[`oc-local/${file}`] = await import(`../../${file}${moduleExtension}`);
  return modules;
}
