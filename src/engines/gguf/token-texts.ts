// Texts of a vocabulary's tokens. llama.cpp takes some of them out of a text before it cuts the rest: control tokens where they are
// parsed, and those that the model's makers added in any case. Read from the file when first needed: a vocabulary is large.

import { closeSync, openSync, readSync } from "node:fs";
import { OcLocalError } from "../../core/errors.ts";
import type { GgufModel } from "../gguf.ts";
import { type GgufMetadata, HeaderContinues, parseHeader } from "./parse-header.ts";
import { tokensKey } from "./wrong-token.ts";

export interface TakenOutTexts {
  /** Only where control tokens are parsed. */
  control: string[];
  always: string[];
}

// llama_token_type in llama.h.
const unknownType = 2;
const controlType = 3;
const userDefinedType = 4;

const typesKey = "tokenizer.ggml.token_type";

export interface TokenTexts extends TakenOutTexts {
  all: string[];
}

export function tokenTexts({ path, parts }: Pick<GgufModel, "path" | "parts">): TokenTexts {
  const metadata = readMetadata({ path, parts }, [tokensKey, typesKey]);
  const all = valuesOf(metadata, tokensKey).map(String);
  const types = valuesOf(metadata, typesKey);
  const ofTypes = (...wanted: number[]) => all.filter((_, id) => wanted.includes(Number(types[id])));
  return { all, control: ofTypes(unknownType, controlType), always: ofTypes(userDefinedType) };
}

/** Ids of those that stand for what the vocabulary lacks. */
export function unknownTokens(gguf: Pick<GgufModel, "path" | "parts" | "vocabularySize">): number[] {
  const types = valuesOf(readMetadata(gguf, [typesKey]), typesKey).slice(0, gguf.vocabularySize);
  return types.flatMap((type, id) => (type === unknownType ? [id] : []));
}

function valuesOf(metadata: GgufMetadata, key: string): readonly unknown[] {
  const value = metadata.get(key);
  return typeof value === "object" ? (value.values ?? []) : [];
}

const firstReadBytes = 8 * 1024 * 1024;

/** @param keys Of the arrays that are wanted. */
function readMetadata({ path, parts }: Pick<GgufModel, "path" | "parts">, keys: readonly string[]): GgufMetadata {
  const size = parts[0]?.bytes ?? 0;
  const file = openSync(path, "r");
  try {
    for (let length = firstReadBytes; ; ) {
      const start = Buffer.allocUnsafe(Math.min(length, size));
      start.fill(0, readSync(file, start, 0, start.length, 0));
      try {
        return parseHeader(start, keys).metadata;
      } catch (error) {
        if (!(error instanceof HeaderContinues)) throw error;
        if (error.needed > size)
          throw new OcLocalError("MODEL_FILE", `${path} became shorter while it was in use`, {
            hint: "download the file again",
          });
        length = Math.max(error.needed, 2 * length);
      }
    }
  } finally {
    closeSync(file);
  }
}
