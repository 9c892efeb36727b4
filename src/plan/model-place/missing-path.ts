// The refusal of a path that leads nowhere. It is often the id of a repository of Hugging Face: nothing is downloaded, but what to bring
// and how it is made can be said.

import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { shellWord } from "../../core/shell-quote.ts";
import { checkpointRefusal } from "./checkpoint.ts";
import { conversionFrom, exportFrom } from "./convert.ts";
import { findModels } from "./found-models.ts";
import { knownEntry } from "./known-entry.ts";

/** @param path Absolute. @param given As the user wrote it. */
export async function missingPath(path: string, given: string): Promise<OcLocalError> {
  const repository = repositoryIn(given);
  const isMeant = repository !== undefined && (!existsSync(dirname(path)) || (await isHosted(repository)));
  if (isMeant)
    return new OcLocalError("MODEL_FILE", `${path} does not exist, and nothing is downloaded`, {
      hint: `if ${repository} of Hugging Face is meant: ${await repositoryHint(repository)}`,
    });
  const near = existsSync(dirname(path)) ? nearby(path) : undefined;
  return new OcLocalError("MODEL_FILE", `${path} does not exist`, {
    hint: near ?? "check the path: it names a file or folder on this machine, nothing is downloaded",
  });
}

/** Of models' names the endings are alike, and count for nothing. */
function nearby(path: string): string | undefined {
  const stem = basename(path, extname(path));
  return didYouMean(basename(path), readdirSync(dirname(path)), Math.max(2, Math.ceil(stem.length * 0.4)));
}

/** Where the folder before the last "/" exists, it may be a path that is misspelt. */
async function isHosted(repository: string): Promise<boolean> {
  return /gguf$/i.test(repository) || (await knownEntry(repository)) !== undefined;
}

/** "org/name", also within an address. */
function repositoryIn(given: string): string | undefined {
  const plain = given.replace(/^(https?:\/\/)?(www\.)?(huggingface\.co|hf\.co|hf-mirror\.com)\//, "");
  if (/\.(gguf|onnx|safetensors|bin)$/i.test(plain)) return undefined;
  return /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.exec(plain.replace(/\/$/, ""))?.[0];
}

async function repositoryHint(repository: string): Promise<string> {
  const cached = cacheFolder(repository);
  if (cached !== undefined) return cachedHint(cached);
  if (/gguf$/i.test(repository))
    return (
      "it is a repository of GGUF files: on a machine with network download one of them, for example with\n" +
      `       hf download ${repository} --include "*Q8_0*" --local-dir models\n       then give its path`
    );
  const known = await knownEntry(repository);
  const name = basename(repository);
  if (known === undefined)
    return `bring a GGUF file of it. To make one, ${conversionFrom(repository, `${name}-f16.gguf`)}\n       then --model ${name}-f16.gguf`;
  const what = known.isFolder ? `folder ${known.outfile}` : `file ${known.outfile} or a quantised one`;
  const making = known.isFolder ? exportFrom(repository, known.outfile) : conversionFrom(repository, known.outfile);
  return (
    `the built-in entry of it is --models ${known.name}, its ${what}, in ./models or a folder of --model-dir.\n` +
    `       To make it, ${making}`
  );
}

async function cachedHint(folder: string): Promise<string> {
  const { ggufs, onnx, checkpoints } = findModels(folder);
  if (ggufs.length + onnx.length > 0) return `it lies in the cache of Hugging Face: --model ${shellWord(folder)}`;
  const [checkpoint] = checkpoints;
  if (checkpoint === undefined) return `its folder in the cache of Hugging Face holds no weights: ${folder}`;
  return `it lies in the cache of Hugging Face, in ${checkpoint}; ${(await checkpointRefusal(checkpoint)).hint ?? ""}`;
}

/** Where huggingface_hub keeps a repository; undefined where it does not. */
function cacheFolder(repository: string): string | undefined {
  const { HF_HUB_CACHE, HF_HOME, XDG_CACHE_HOME } = process.env;
  const home = HF_HOME ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "huggingface");
  const folder = join(HF_HUB_CACHE ?? join(home, "hub"), `models--${repository.replace("/", "--")}`);
  return existsSync(folder) && statSync(folder).isDirectory() ? folder : undefined;
}
