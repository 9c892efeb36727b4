// The files of a run whose bytes --deterministic promises: all but logs, configs and the manifest, which tell of times.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const promised = ["journal", "predictions", "results", "summary"];

/** Path in the run's folder to content; the time at which a summary was written stands in its name and text as TIME. */
export function promisedFiles(run: string): Record<string, string> {
  const files = promised.flatMap((folder) =>
    readdirSync(join(run, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const withoutTime = (text: string) => text.replaceAll(/\d{8}_\d{6}/g, "TIME");
  const isSummary = (path: string) => path.startsWith(join(run, "summary"));
  const shown = files
    // Every run that reached its end has written a summary; the last one stands for them.
    .sort()
    .map((path) => {
      const text = readFileSync(path, "utf8");
      return [withoutTime(path.slice(run.length + 1)), isSummary(path) ? withoutTime(text) : text];
    });
  return Object.fromEntries(shown);
}

/** Where two runs' files differ: the name, and the first line of each that is not the other's. */
export function differences(expected: Record<string, string>, actual: Record<string, string>): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return names.flatMap((name) => {
    if (expected[name] === actual[name]) return [];
    const [before, after] = [expected, actual].map((files) => (files[name] ?? "(no such file)").split("\n"));
    const line = before?.findIndex((text, i) => text !== after?.[i]) ?? 0;
    return [`${name}:${line + 1}\n  ${before?.[line]?.slice(0, 2000)}\n  ${after?.[line]?.slice(0, 2000)}`];
  });
}
