// The checks of the model in a process of their own: a damaged file can make llama.cpp abort, which must not take the other
// checks along.

import { PassThrough } from "node:stream";
import { ApartProcess } from "../../apart/apart-process.ts";
import { EndedApart } from "../../apart/running-process.ts";
import { errorMessage } from "../../core/errors.ts";
import type { CheckResult } from "../../report/doctor/check-lines.ts";
import { modelChecks } from "./checks.ts";
import { ModelSubject, type ModelSubjectOptions } from "./subject.ts";

export async function* checkModelApart(options: ModelSubjectOptions): AsyncGenerator<CheckResult> {
  const names = modelChecks(new ModelSubject(options)).map(({ name }) => name);
  const process = new ApartProcess({ program: "doctor/model/process", cwd: options.cwd, isMemoryBound: false });
  const results = new PassThrough({ objectMode: true });
  const asked = process
    .ask(
      { name: "check", args: options },
      { doing: "the model was checked", onTold: (result) => results.write(result) },
    )
    .then(
      () => undefined,
      (error: unknown) => error,
    )
    .finally(() => results.end());
  try {
    for await (const result of results) {
      names.shift();
      yield result as CheckResult;
    }
    const error = await asked;
    if (error !== undefined && !(error instanceof EndedApart)) throw error;
    if (names.length > 0) yield* describeCrash(names, errorMessage(error));
  } finally {
    process.end();
  }
}

function* describeCrash([crashed, ...others]: readonly string[], how: string): Generator<CheckResult> {
  const name = crashed as string;
  const remedy =
    "the file is likely damaged: download it again, or take another conversion; if other programs run it, please report this";
  yield { area: "model", name, status: "fail", detail: `the process that checked the model ${how}`, remedy };
  for (const other of others)
    yield {
      area: "model",
      name: other,
      status: "info",
      detail: `not checked, because of "${name}" above`,
      remedy: null,
    };
}
