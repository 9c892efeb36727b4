// The linter's rules for imports between the folders of src, made from one list: `node scripts/folder-rules.mjs` writes
// biome.folders.json, which biome.jsonc extends; a test sees that the two agree.

import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/** From the top down: a folder imports those below its line. Folders of one line do not import each other. */
export const line = [
  ["cli"],
  ["doctor"],
  ["run"],
  ["ask", "judge"],
  ["plan"],
  ["store"],
  ["job"],
  ["apart"],
  ["inferencers", "evaluators", "engines", "data", "prompt", "postprocess", "report", "config"],
  ["core"],
];

/** What folders of one line may import of each other all the same. */
export const siblings = { inferencers: ["prompt"], evaluators: ["postprocess"] };

/** Folders of which those above see but some files: `run` shows what lies directly in it, `job` the flags that `cli` is made of. */
export const faces = {
  folders: ["cli", "doctor"],
  shown: { run: ["*.ts"], plan: ["plan-run.ts"], ask: [], judge: [], store: [], job: ["flags/*.ts"] },
};

/** Folders that `folder` may not import. */
export function forbidden(folder) {
  const own = line.findIndex((folders) => folders.includes(folder));
  const beside = line[own].filter((other) => other !== folder && !siblings[folder]?.includes(other));
  return [...line.slice(0, own).flat(), ...beside];
}

/** The text of biome.folders.json: a line per folder. */
export function folderRules() {
  const overrides = line.flat().flatMap((folder) => {
    const patterns = [upwards(folder), behindFaces(folder)].filter((pattern) => pattern !== undefined);
    if (patterns.length === 0) return [];
    const noRestrictedImports = { level: "error", options: { patterns } };
    return [{ includes: [`src/${folder}/**`], linter: { rules: { style: { noRestrictedImports } } } }];
  });
  return `{"overrides":[\n${overrides.map((override) => JSON.stringify(override)).join(",\n")}\n]}\n`;
}

const parts = line.find((folders) => folders.includes("engines"));
const names = line.map((folders) => (folders === parts ? "the parts" : folders.join(" | ")));
const message = `Imports go one way: ${names.join(", ")}. See CONTRIBUTING.md.`;

function upwards(folder) {
  const group = forbidden(folder).map((other) => `**/../${other}/**`);
  return group.length === 0 ? undefined : { group, message };
}

function behindFaces(folder) {
  if (!faces.folders.includes(folder)) return undefined;
  const group = Object.entries(faces.shown).flatMap(([room, shown]) => [
    `**/../${room}/**`,
    ...shown.map((file) => `!**/../${room}/${file}`),
  ]);
  return {
    group,
    message: "cli and doctor see run/*.ts, plan/plan-run.ts and job/flags/*.ts of the rooms. See CONTRIBUTING.md.",
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const file = fileURLToPath(new URL("../biome.folders.json", import.meta.url));
  writeFileSync(file, folderRules());
}
