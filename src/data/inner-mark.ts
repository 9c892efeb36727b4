// A byte order mark that stands inside a file, at the start of a record: what is left when files that begin with one are
// joined. It cannot be seen, belongs to no value, and keeps a quote or a brace behind it from being one.

import { OcLocalError } from "../core/errors.ts";
import { rewriteCommand } from "./rewrite-command.ts";

export const byteOrderMark = "\ufeff";

export function innerMark(path: string, line: number): OcLocalError {
  const deleting = rewriteCommand(path, `LC_ALL=C sed $'${line}s/^\\xef\\xbb\\xbf//'`);
  return new OcLocalError("BAD_DATA", `${path}:${line}:1: a byte order mark (U+FEFF) inside the file`, {
    hint: `files were joined here; delete the mark: ${deleting}`,
  });
}
