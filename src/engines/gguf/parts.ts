// The files a GGUF model consists of: one, or the parts of a split model named <base>-00001-of-000NN.gguf.

import { basename, dirname, join } from "node:path";

const partName = /^(?<base>.*)-(?<part>\d{5})-of-(?<count>\d{5})\.gguf$/;

/** Paths of all parts, first part first, whichever part is given. */
export function partPaths(path: string): string[] {
  const name = partName.exec(basename(path))?.groups;
  const count = Number(name?.count ?? 1);
  if (name === undefined || count < 2) return [path];
  return Array.from({ length: count }, (_, index) => {
    const part = String(index + 1).padStart(5, "0");
    return join(dirname(path), `${name.base}-${part}-of-${name.count}.gguf`);
  });
}
