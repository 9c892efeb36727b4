// `oc-local doctor`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";
import type { FlagTable, FlagValues } from "../../job/flags/flag.ts";
import { addFlags } from "../flags/add-flags.ts";
import { refuseContradictions } from "../flags/contradictions.ts";
import { helpNotes } from "../help-notes.ts";

export const doctorFlags = {
  model: {
    argument: "<path>",
    text: "a model to check, by path: a GGUF file, an ONNX folder, or a folder that holds one; default: the embedded model",
    contradicts: [{ with: "models", message: "--model takes a file and --models a name: give one of the two" }],
  },
  models: { argument: "<name>", text: "a built-in model to check, by name (oc-local list)" },
  modelDir: {
    argument: "<folders...>",
    text: "where the file of a named model is looked for (else OC_LOCAL_MODELS, ./models)",
  },
  dataDir: {
    argument: "<folder>",
    text: "data in the OpenCompass layout; default: OC_LOCAL_DATA, ./data, the samples",
  },
  json: { text: "print one {area, name, status, detail, remedy} per check, as a JSON array" },
} as const satisfies FlagTable;

export type DoctorFlags = FlagValues<typeof doctorFlags>;

export function addDoctorCommand(program: Command): void {
  const command = program
    .command("doctor")
    .description("check this machine, a model and the data, and say what to do about what is wrong");
  addFlags(command, doctorFlags);
  command.addHelpText("after", notes).action(async (flags: DoctorFlags) => {
    refuseContradictions(flags, doctorFlags);
    const { runDoctor } = await import("./doctor.ts");
    process.exitCode = await runDoctor(flags, process.cwd());
  });
}

const notes = helpNotes(`
Exit code: 0 nothing failed (warnings allowed), 1 a check failed, 2 wrong use.
A model is loaded and scored on two short texts: that takes as long as about 800 tokens.`);
