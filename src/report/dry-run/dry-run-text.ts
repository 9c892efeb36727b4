// What a run would do, in sections.

import { printable } from "../../core/printable.ts";
import { formatEstimate, type ModelEstimate } from "./estimate-text.ts";
import { formatModel, type ModelDescription } from "./model-text.ts";
import { section } from "./section.ts";

export interface DryRun {
  /** Tasks that have no score under the metric that was named. */
  lacking: string[];
  notes: string[];
  /** What cannot be asked, and why. */
  notAsked: string[];
  /** Path of the file that holds it, as the run would resolve it. */
  config: string;
  models: {
    notes: string[];
    description: ModelDescription;
    /** Where its time was measured. */
    estimate?: ModelEstimate;
  }[];
}

export function formatDryRun({ lacking, notes, notAsked, config, models }: DryRun): string {
  const sections = [
    lacking.join("\n"),
    notes.join("\n"),
    ...notAsked.map((text) => section("Not asked", text)),
    section("Config", `written to ${printable(config)}`),
    ...models.flatMap(({ notes, description, estimate }) => [
      notes.join("\n"),
      formatModel(description),
      estimate === undefined ? "" : section(`Time of ${description.abbr}`, formatEstimate(estimate)),
    ]),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}
