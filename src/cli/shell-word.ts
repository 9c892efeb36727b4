// Commands on screen are there to be copied: what a shell would read otherwise is quoted.

import { quoted } from "../run/slurm/batch-script.ts";

export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : quoted(text);
}
