// Commands that are refused, and the command that their hint makes of them.

import { boundCases } from "./bound-cases.ts";
import type { CommandCase } from "./command-case.ts";
import { dataCases } from "./data-cases.ts";
import { fileCases } from "./file-cases.ts";
import { flagCases } from "./flag-cases.ts";
import { loaderCases } from "./loader-cases.ts";
import { nameCases } from "./name-cases.ts";
import { runCases } from "./run-cases.ts";
import { scoringCases } from "./scoring-cases.ts";
import { settingCases } from "./setting-cases.ts";

export const commandCases: readonly CommandCase[] = [
  ...nameCases,
  ...flagCases,
  ...fileCases,
  ...runCases,
  ...dataCases,
  ...loaderCases,
  ...scoringCases,
  ...settingCases,
  ...boundCases,
];
