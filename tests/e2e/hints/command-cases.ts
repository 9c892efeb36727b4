// Commands that are refused, and the command that their hint makes of them.

import type { CommandCase } from "./command-case.ts";
import { dataCases } from "./data-cases.ts";
import { fileCases } from "./file-cases.ts";
import { flagCases } from "./flag-cases.ts";
import { loaderCases } from "./loader-cases.ts";
import { nameCases } from "./name-cases.ts";
import { scoringCases } from "./scoring-cases.ts";

export const commandCases: readonly CommandCase[] = [
  ...nameCases,
  ...flagCases,
  ...fileCases,
  ...dataCases,
  ...loaderCases,
  ...scoringCases,
];
