// Writes the files of one summary: summary_<time>.txt, .csv, .md and .details.csv, each whole or not at all.

import { join } from "node:path";
import { harmlessText } from "../../core/visible-text.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import { formatCsv } from "./csv.ts";
import { formatDetails } from "./details.ts";
import { formatMarkdown, type TableExtras } from "./markdown.ts";
import type { Summary } from "./summary.ts";
import { formatText } from "./text.ts";

export interface SummaryFiles {
  txt: string;
  csv: string;
  md: string;
  details: string;
}

export interface WriteSummaryOptions extends TableExtras {
  /** The `summary` folder of the workspace; made if it is not there. */
  folder: string;
  /** As the workspace is named: 20260220_120000. */
  time: string;
  /** As the Markdown shows it. @default the whole summary */
  forPeople?: Summary;
}

/** Nothing in the files moves the cursor of a terminal that shows them. @returns The paths. */
export function writeSummary(
  summary: Summary,
  { folder, time, forPeople = summary, ...extras }: WriteSummaryOptions,
): SummaryFiles {
  const path = (extension: string) => join(folder, `summary_${time}.${extension}`);
  const files = { txt: path("txt"), csv: path("csv"), md: path("md"), details: path("details.csv") };
  writeFileAtomically(files.txt, harmlessText(formatText(summary, time)));
  writeFileAtomically(files.csv, harmlessText(formatCsv(summary)));
  writeFileAtomically(files.md, harmlessText(formatMarkdown(forPeople, extras)));
  writeFileAtomically(files.details, harmlessText(formatDetails(summary, extras.annotations ?? new Map())));
  return files;
}
