// A command line that changes a data file as a message advises: the file's name in it, zipped files handled, and the old
// file replaced only when the new one is complete.

import { shellWord } from "../core/shell-quote.ts";

/** @param filter A command that reads standard input and writes the changed text. */
export function rewriteCommand(path: string, filter: string): string {
  const file = shellWord(path);
  const made = shellWord(`${path}.new`);
  const write = path.endsWith(".gz")
    ? `gunzip -c < ${file} | ${filter} | gzip > ${made}`
    : `${filter} < ${file} > ${made}`;
  return `${write} && mv ${made} ${file}`;
}
