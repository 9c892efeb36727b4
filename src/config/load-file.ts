// Reads a user's config file: TypeScript or JavaScript through jiti (which gives it the running package as "oc-local"),
// or JSON. Nothing in a JSON file is ever executed.

import { existsSync, readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { moduleExtension } from "../core/package.ts";
import { findEvalConfig, listDatasets, listEvalConfigs, listModels } from "./catalog.ts";
import type { EvalConfigFile } from "./define.ts";
import { configFileSchema } from "./eval-schema.ts";
import { parseConfig } from "./parse.ts";

export interface LoadedConfigFile {
  /** For messages and the dumped config: the path as given, or the built-in's name. */
  origin: string;
  value: EvalConfigFile;
}

/** @param reference A path, or the name of a built-in evaluation such as `eval_chat_demo`. */
export async function loadConfigFile(reference: string, cwd: string): Promise<LoadedConfigFile> {
  const path = resolve(cwd, reference);
  if (!existsSync(path)) {
    const builtIn = await findEvalConfig(reference);
    if (builtIn !== undefined) return { origin: builtIn.path, value: builtIn.value };
    throw new OcLocalError("CONFIG", `no config file ${path} and no built-in evaluation named "${reference}"`, {
      hint: didYouMean(reference, listEvalConfigs()) ?? `built-in: ${listEvalConfigs().join(", ")}`,
    });
  }
  switch (extname(path)) {
    case ".json":
      return checked(reference, readJsonConfig(path, reference));
    case ".ts":
    case ".mts":
    case ".js":
    case ".mjs":
      return checked(reference, await importConfigFile(path, reference));
    case ".py":
      throw new OcLocalError("CONFIG", `${reference}: Python configs cannot be read by this version`, {
        hint: "write it as .ts or .json; docs/compatibility.md maps the fields",
      });
    default:
      throw new OcLocalError("CONFIG", `${reference}: a config file ends in .ts, .js, .mjs or .json`);
  }
}

function checked(origin: string, value: EvalConfigFile): LoadedConfigFile {
  parseConfig(configFileSchema, value, origin);
  return { origin, value };
}

function readJsonConfig(path: string, origin: string): EvalConfigFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new OcLocalError("CONFIG", `${origin}: not valid JSON: ${errorMessage(error)}`, { cause: error });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as EvalConfigFile;
  throw new OcLocalError("CONFIG", `${origin}: a config is an object, found ${JSON.stringify(value).slice(0, 80)}`);
}

async function importConfigFile(path: string, origin: string): Promise<EvalConfigFile> {
  const { createJiti } = await import("jiti");
  const virtualModules = await packageModules();
  // Without its interop a module that has no default export has none.
  const jiti = createJiti(import.meta.url, { fsCache: false, interopDefault: false, virtualModules });
  let exported: { default?: EvalConfigFile | null };
  try {
    exported = (await jiti.import(path)) as typeof exported;
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    throw new OcLocalError("CONFIG", `${origin}: ${errorMessage(error)}`, { cause: error });
  }
  if (typeof exported.default !== "object" || exported.default === null) {
    throw new OcLocalError("CONFIG", `${origin}: no default export`, {
      hint: "end the file with: export default defineConfig({ models: [...], datasets: [...] })",
    });
  }
  return exported.default;
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
