// Chat templates that write the date into prompts: known once prompts were rendered.

import { formatRenderTime } from "../../core/render-time.ts";
import type { Invocation } from "../../job/invocation.ts";
import type { PlannedModel } from "../plan.ts";

export function dateNotices(models: readonly PlannedModel[], { date }: Pick<Invocation, "date">): string[] {
  const told = models.filter(({ tellsTime }) => tellsTime);
  if (told.length === 0) return date === undefined ? [] : ["--date has no effect: no prompt of this run holds a date"];
  return told.map(({ model }) => toldTimeNote(model.config.abbr, formatRenderTime(model.renderTime)));
}

/** Prompts that hold a date are other prompts on another day. */
export function toldTimeNote(abbr: string, time: string): string {
  return `${abbr}: its chat template writes the date into prompts; it is told ${time} (--date sets it)`;
}
