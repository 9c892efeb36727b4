// The program of `apart.ts`: checks one model and tells each result at once, so that it has left when a later check aborts.

import { type Answer, serve } from "../../apart/serve.ts";
import { runCheck } from "../check.ts";
import { modelChecks } from "./checks.ts";
import { ModelSubject, type ModelSubjectOptions } from "./subject.ts";

const check: Answer = async (options: ModelSubjectOptions, { begin, tell }) => {
  begin();
  const subject = new ModelSubject(options);
  try {
    for (const one of modelChecks(subject)) tell(await runCheck(one));
  } finally {
    await subject.close();
  }
};

serve({ check });
