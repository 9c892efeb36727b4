// `oc-local data`: the flags; the work is loaded when a command runs.

import type { Command } from "commander";
import type { FlagTable, FlagValues } from "../../job/flags/flag.ts";
import { addFlags } from "../flags/add-flags.ts";
import { helpNotes } from "../help-notes.ts";

const dataDir = {
  argument: "<folder>",
  text: "the data root; default: OC_LOCAL_DATA, ./data",
} as const;

export const importFlags = {
  dataDir,
  replace: { text: "take the pack's file where another one is there (default: refuse)" },
} as const satisfies FlagTable;

export const listFlags = { dataDir, json: { text: "print it as JSON" } } as const satisfies FlagTable;

export const verifyFlags = listFlags;

export function addDataCommand(program: Command): void {
  const command = program
    .command("data")
    .description("bring benchmark data in, see what is there, compare it with OpenCompass's files");
  const bring = command
    .command("import")
    .description("unpack a pack of data below the data root: nothing is imported where one entry is refused")
    .argument("<pack>", "a .zip, .tar, .tar.gz or .tgz, or the folder it was unpacked into");
  addFlags(bring, importFlags);
  bring.addHelpText("after", notes).action(async (pack: string, flags: FlagValues<typeof importFlags>) => {
    const { runImport } = await import("./data.ts");
    await runImport(pack, flags, process.cwd());
  });
  const list = command.command("list").description("which data sets have their data here, and what the others lack");
  addFlags(list, listFlags);
  list.action(async (flags: FlagValues<typeof listFlags>) => {
    const { runDataList } = await import("./data.ts");
    await runDataList(flags, process.cwd());
  });
  const verify = command.command("verify").description("compare the files with those of OpenCompass's data pack");
  addFlags(verify, verifyFlags);
  verify.action(async (flags: FlagValues<typeof verifyFlags>) => {
    const { runVerify } = await import("./data.ts");
    process.exitCode = await runVerify(flags, process.cwd());
  });
  for (const each of command.commands) each.showHelpAfterError(`(see oc-local data ${each.name()} --help)`);
}

const notes = helpNotes(`
A folder data/ at the top of the pack is the data root itself. Names that lead out of it, links, devices, names that differ by case
alone and archives that unpack to 200 times their size are refused. An import that was stopped goes on with the same command.`);
