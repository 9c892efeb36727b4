// What `oc-local data import` says.

import type { Imported } from "../../core/data-pack.ts";

export function describeImported({ root, added, replaced, same, bytes, leftOut }: Imported): string {
  const counts = [
    `${count(added.length, "file")} added`,
    ...(replaced.length > 0 ? [`${replaced.length} replaced`] : []),
    ...(same.length > 0 ? [`${same.length} there already`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out that systems leave in archives`] : []),
  ];
  return `${root}: ${counts.join(", ")} (${mebibytes(bytes)})\n`;
}

export function mebibytes(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.round(bytes / 1024 ** 2)} MiB`;
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
