// `npm run real -- FOLDER [--reference FILE...] [--data-dir FOLDER]`: what OpenCompass asked and got on real models, replayed through
// the command line on the files in FOLDER. References are looked for in the folder `real` beside OC_LOCAL_GOLDEN or
// ../shared/golden, data in `data` beside it. Exit code 0 when nothing failed, 1 when a row failed or a reference could not be
// replayed, 2 for wrong use.

import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { drawTable } from "../../../src/report/text/psql-table.ts";
import { checkReference, type VariantReport } from "./check-reference.ts";
import { findModel } from "./find-model.ts";
import { readReferenceFile } from "./reference-file.ts";

const golden = process.env.OC_LOCAL_GOLDEN ?? fileURLToPath(new URL("../../../../shared/golden", import.meta.url));
const shared = dirname(resolve(golden));
const usage = "usage: npm run real -- FOLDER [--reference FILE...] [--data-dir FOLDER]";

process.exitCode = await main(process.argv.slice(2));

interface Wish {
  folder: string;
  references: string[];
  dataDir: string;
}

async function main(args: string[]): Promise<number> {
  let wish: Wish;
  try {
    wish = readArgs(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`);
    return 2;
  }
  const reports: VariantReport[] = [];
  let broken = 0;
  for (const path of wish.references) {
    try {
      reports.push(...(await replayFile(path, wish)));
    } catch (error) {
      broken += 1;
      process.stderr.write(`${basename(path)}: NOT REPLAYED: ${(error as Error).message}\n`);
    }
  }
  if (reports.length > 0) print(reports);
  return broken > 0 || reports.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

function readArgs(args: string[]): Wish {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { reference: { type: "string", multiple: true }, "data-dir": { type: "string" } },
  });
  const [folder, ...others] = positionals;
  // A flag may be followed by several files, as those of oc-local are.
  const references = [...(values.reference ?? []), ...(values.reference === undefined ? [] : others)];
  if (folder === undefined) throw new Error(`name the folder of the models. ${howToBring("FOLDER")}`);
  if (values.reference === undefined && others.length > 0)
    throw new Error(`one folder, please: ${positionals.join(" ")}`);
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}. ${howToBring(folder)}`);
  return {
    folder,
    references: references.length > 0 ? references : standardReferences(),
    dataDir: resolve(values["data-dir"] ?? join(shared, "data")),
  };
}

function standardReferences(): string[] {
  const folder = join(shared, "real");
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  if (files.length === 0) throw new Error(`there are no references (*.json) in ${folder}: name some with --reference`);
  return files.sort().map((file) => join(folder, file));
}

async function replayFile(path: string, { folder, dataDir }: Wish): Promise<VariantReport[]> {
  const reference = readReferenceFile(path);
  const model = await findModel(folder, reference.model);
  if (model === null)
    throw new Error(`${folder} has neither F32 weights of ${reference.model} nor that file. ${howToBring(folder)}`);
  process.stderr.write(`${basename(path)}: ${relative(process.cwd(), model.path)}\n`);
  return checkReference(reference, model, dataDir);
}

function howToBring(folder: string): string {
  return `Bring them with: F32=1 ${join(shared, "real", "bring-models.sh")} ${folder} (without F32=1: quantised only)`;
}

function print(reports: readonly VariantReport[]): void {
  const head = ["model", "dataset", "rows", "prompts", "equal", "near ties", "failed", "PPL", "bound"];
  const lines = reports.map(({ model, variant, rows, prompts, equal, ppl, bounds, nearTies, failures }) => [
    model,
    variant,
    String(rows),
    `${prompts.equal}/${prompts.all}`,
    String(equal),
    String(nearTies.length),
    String(failures.length),
    ppl === null ? "-" : ppl.toFixed(6),
    ppl === null ? `${bounds.tie} at a tie` : String(bounds.ppl),
  ]);
  const text = drawTable([head, ...lines], new Set([2, 3, 4, 5, 6, 7, 8]));
  const noted = reports.flatMap(({ model, nearTies, failures }) => [
    ...nearTies.map((words) => `near tie: ${model} / ${words}`),
    ...failures.map((words) => `FAILED: ${model} / ${words}`),
  ]);
  const failed = reports.reduce((sum, { failures }) => sum + failures.length, 0);
  const rows = reports.reduce((sum, report) => sum + report.rows, 0);
  process.stdout.write(`${["", ...text, "", ...noted, `total: ${rows} rows, ${failed} failures`].join("\n")}\n`);
}
