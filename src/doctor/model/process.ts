// The program of `apart.ts`: checks one model and writes each result at once, so that it has left when a later check aborts.

import { writeSync } from "node:fs";
import { runCheck } from "../check.ts";
import { resultsDescriptor } from "./apart.ts";
import { modelChecks } from "./checks.ts";
import { ModelSubject, type ModelSubjectOptions } from "./subject.ts";

const subject = new ModelSubject(JSON.parse(process.argv[2] as string) as ModelSubjectOptions);
try {
  for (const check of modelChecks(subject)) writeSync(resultsDescriptor, `${JSON.stringify(await runCheck(check))}\n`);
} finally {
  await subject.close();
}
