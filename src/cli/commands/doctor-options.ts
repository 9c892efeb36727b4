// `oc-local doctor`: the flags; the work is loaded when the command runs.

import type { Command } from "commander";
import { helpNotes } from "../help-notes.ts";
import type { DoctorFlags } from "./doctor.ts";

export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("check this machine, a model and the data, and say what to do about what is wrong")
    .option(
      "--model <path>",
      "a model to check, by path: a GGUF file, an ONNX folder, or a folder that holds one; default: the embedded model",
    )
    .option("--models <name>", "a built-in model to check, by name (oc-local list)")
    .option(
      "--model-dir <folders...>",
      "where the file of a named model is looked for (else OC_LOCAL_MODELS, ./models)",
    )
    .option("--data-dir <folder>", "data in the OpenCompass layout; default: OC_LOCAL_DATA, ./data, the samples")
    .option("--json", "print one {area, name, status, detail, remedy} per check, as a JSON array")
    .addHelpText("after", notes)
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = await import("./doctor.ts");
      process.exitCode = await runDoctor(flags, process.cwd());
    });
}

const notes = helpNotes(`
Exit code: 0 nothing failed (warnings allowed), 1 a check failed, 2 wrong use.
A model is loaded and scored on two short texts: that takes as long as about 800 tokens.`);
