// Decoders of a tokenizer.json as the Rust library applies them. The one in JavaScript drops a byte order mark, writes one
// replacement character for several broken bytes, and takes one mark of a first token for a space where all go.

import { OcLocalError } from "../../../../core/errors.ts";
import type { JsonObject } from "../../../../core/json.ts";
import { bytesOfToken } from "./byte-characters.ts";
import { libraryPart } from "./library-part.ts";
import { compilePattern } from "./pattern.ts";

type Chain = (tokens: string[]) => string[];

/** What takes the place of the library's own. @throws OcLocalError MODEL_FILE naming a kind that is not known. */
export function exactDecoder(config: JsonObject) {
  const chain = chainOf(config);
  return (tokens: string[]): string => chain(tokens).join("");
}

const makers: Readonly<Record<string, (config: JsonObject) => Chain>> = {
  BPEDecoder: ofLibrary,
  ByteFallback: () => byteFallback,
  ByteLevel: () => (tokens) => [decodeBytes(tokens.flatMap(bytesOfToken))],
  CTC: ofLibrary,
  Fuse: () => (tokens) => [tokens.join("")],
  Metaspace: metaspace,
  Replace: ({ pattern, content }) => {
    const find = compilePattern(pattern);
    return (tokens) => tokens.map((token) => token.replaceAll(find, () => String(content)));
  },
  Sequence: ({ decoders }) => {
    const all = (decoders as JsonObject[]).map(chainOf);
    return (tokens) => all.reduce((decoded, chain) => chain(decoded), tokens);
  },
  Strip:
    ({ content, start, stop }) =>
    (tokens) =>
      tokens.map((token) => strip(token, { content: String(content), start: Number(start), stop: Number(stop) })),
  WordPiece: ofLibrary,
};

function chainOf(config: JsonObject): Chain {
  const make = makers[String(config.type)];
  if (make !== undefined) return make(config);
  throw new OcLocalError("MODEL_FILE", `the decoder ${String(config.type)} is not supported`);
}

function ofLibrary(config: JsonObject): Chain {
  const decoder = libraryPart("decoder", config);
  return (tokens) => decoder.decode_chain(tokens);
}

/** Bytes that are no character become U+FFFD, by the longest beginnings of characters. */
function decodeBytes(bytes: readonly number[]): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** Tokens like <0xE4> are bytes; where those in a row are no text, each becomes U+FFFD. */
function byteFallback(tokens: string[]): string[] {
  const decoded: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) decoded.push(...textOrMarks(bytes));
    bytes = [];
  };
  for (const token of tokens) {
    const [, hex] = /^<0x([\da-fA-F]{2})>$/.exec(token) ?? [];
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else {
      flush();
      decoded.push(token);
    }
  }
  flush();
  return decoded;
}

function textOrMarks(bytes: readonly number[]): string[] {
  const text = decodeBytes(bytes);
  return Buffer.from(text, "utf8").equals(Buffer.from(bytes)) ? [text] : bytes.map(() => "\ufffd");
}

function metaspace({ replacement, prepend_scheme: scheme, add_prefix_space: prefix }: JsonObject): Chain {
  const mark = String(replacement ?? "▁");
  const isPrefixed = prefix !== false && scheme !== "never";
  return (tokens) => tokens.map((token, at) => token.replaceAll(mark, at === 0 && isPrefixed ? "" : " "));
}

function strip(token: string, { content, start, stop }: { content: string; start: number; stop: number }): string {
  const characters = Array.from(token);
  let from = 0;
  while (from < start && characters[from] === content) from++;
  let to = characters.length;
  while (characters.length - to < stop && characters[to - 1] === content) to--;
  return characters.slice(from, to).join("");
}
