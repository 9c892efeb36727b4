// The folders of src and their imports, also those of types, which the linter sees by the same list.

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface FolderRules {
  line: string[][];
  faces: { folders: string[]; shown: Record<string, string[]> };
  forbidden(folder: string): string[];
  folderRules(): string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const { line, faces, forbidden, folderRules } = (await import(`${root}scripts/folder-rules.mjs`)) as FolderRules;
const names = readdirSync(`${root}src`, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);
const files = names.flatMap((folder) =>
  readdirSync(`${root}src/${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ folder, file: `${folder}/${file}`, text: readFileSync(`${root}src/${folder}/${file}`, "utf8") })),
);

/** Every import that leaves its folder, as two paths below src. */
const imports = files.flatMap(({ folder, file, text }) =>
  [...text.matchAll(/(?:from |import |import\()"(\.[^"]+)"/g)].flatMap(([, path = ""]) => {
    const target = posix.join(posix.dirname(file), path);
    const other = target.split("/")[0] as string;
    return other === folder ? [] : [{ folder, file, other, target }];
  }),
);

test("every folder has its place, and the linter's rules are those of the list", () => {
  expect(line.flat().sort()).toEqual(names.sort());
  expect(readFileSync(`${root}biome.folders.json`, "utf8")).toBe(folderRules());
});

test("no import runs back up, and none makes a circle", () => {
  expect(imports.length).toBeGreaterThan(500);
  const upwards = imports.filter(({ folder, other }) => forbidden(folder).includes(other));
  expect(upwards.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  const below = new Map(names.map((name) => [name, new Set<string>()]));
  for (const { folder, other } of imports) below.get(folder)?.add(other);
  const left = new Set(names);
  for (let isSmaller = true; isSmaller; ) {
    const free = [...left].filter((name) => ![...(below.get(name) ?? [])].some((other) => left.has(other)));
    for (const name of free) left.delete(name);
    isSmaller = free.length > 0;
  }
  expect([...left]).toEqual([]);
});

test("cli and doctor see the faces of the rooms", () => {
  const behind = imports.filter(({ folder, other, target }) => {
    const shown = faces.shown[other];
    if (!faces.folders.includes(folder) || shown === undefined) return false;
    const file = target.slice(other.length + 1);
    return !shown.includes(file) && !shown.includes(posix.join(posix.dirname(file), "*.ts"));
  });
  expect(behind.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test("no folder holds more than a fifth of the lines", () => {
  const lines = (of: typeof files) => of.reduce((sum, { text }) => sum + text.split("\n").length, 0);
  const large = names.filter((name) => lines(files.filter(({ folder }) => folder === name)) > lines(files) / 5);
  expect(large).toEqual([]);
});
