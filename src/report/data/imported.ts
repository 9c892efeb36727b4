// What `oc-local data import` says.

import { counted } from "../../core/counted.ts";
import type { Imported } from "../../core/data-pack.ts";

export function describeImported({ root, added, replaced, same, bytes, leftOut }: Imported): string {
  const counts = [
    `${counted(added.length, "file")} added`,
    ...(replaced.length > 0 ? [`${replaced.length} replaced`] : []),
    ...(same.length > 0 ? [`${same.length} there already`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out that systems leave in archives`] : []),
  ];
  return `${root}: ${counts.join(", ")} (${mebibytes(bytes)})\n`;
}

export function mebibytes(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.round(bytes / 1024 ** 2)} MiB`;
}
