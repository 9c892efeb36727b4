// Prompt hashes of whole config files: the shipped variants of the same names, as lists and entry by entry.

import { basename } from "node:path";
import { promptHash } from "../../../src/config/prompt-hash.ts";
import { promptHashOfList } from "../../configs/prompt-hash-of-list.ts";
import { hashedOtherwise, shippedEntries } from "../../configs/shipped.ts";
import type { GoldenAdapter } from "../golden.ts";

interface Hashes {
  n: number;
  list_hash: string;
  entries: { index: number; abbr: string; hash: string }[];
}

export const adapter: GoldenAdapter = {
  file: "prompt_hashes",
  excuse({ input }) {
    const isOther = hashedOtherwise.includes(basename(String(input.config), ".py"));
    return isOther ? "the file has a key that OpenCompass hashes and does not read" : undefined;
  },
  async run({ input, expected }) {
    const shipped = await shippedEntries(String(input.config));
    // Of several variables the longest is the file's own, made of the others; which of its entries are listed is the golden file's choice.
    const variables = Object.entries(expected as Record<string, Hashes>).sort(([, a], [, b]) => b.n - a.n);
    const [[variable, hashes], ...others] = variables as [[string, Hashes]];
    const infers = shipped.map(({ infer }) => infer);
    return {
      ...Object.fromEntries(others),
      [variable]: {
        n: shipped.length,
        list_hash: promptHashOfList(infers),
        entries: hashes.entries.map(({ index }) => {
          const entry = shipped[index];
          return { index, abbr: entry?.abbr, hash: entry && promptHash(entry.infer) };
        }),
      },
    };
  },
};
