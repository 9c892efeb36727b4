// Walks a prompt list by its section markers. Both kinds of meta templates are written on top of it and share its rules
// (docs/exactness.md E5.3): text is met where it stands, a round only when its closing marker is met, so text
// inside a round comes out before that round.

import { OcLocalError } from "../core/errors.ts";
import type { PromptList, PromptMode, RoleItem, SectionMarker } from "../core/prompt.ts";
import { isMarker } from "./prompt-list.ts";

type SectionName = SectionMarker["section"];

export interface SectionVisitor {
  text(text: string): void;
  /** A role's turn in a `begin` or `end` section. */
  aside(item: RoleItem): void;
  /** The roles of a closed `round` or `ice` section. Returns true where the prompt ends: the model is to continue here. */
  dialogue(items: RoleItem[], section: "round" | "ice"): boolean;
}

const sectionNames: readonly unknown[] = ["begin", "round", "ice", "end"];

/**
 * Returns true when the visitor ended the prompt. A round that is opened but never closed is not visited.
 * @throws OcLocalError TEMPLATE when markers and roles do not fit together.
 */
export function walkSections(prompt: PromptList, visitor: SectionVisitor): boolean {
  const open: { name: SectionName; start: number }[] = [];
  for (const [index, item] of prompt.entries()) {
    if (typeof item === "string") visitor.text(item);
    else if (!isMarker(item)) visitRole(item, open.at(-1)?.name, visitor);
    else if (item.pos === "begin") open.push({ name: checkedSection(item), start: index + 1 });
    else {
      const { name, start } = closed(item, open.pop());
      if (name !== "round" && name !== "ice") continue;
      const items = prompt.slice(start, index).filter((inner): inner is RoleItem => isRole(inner));
      if (visitor.dialogue(items, name)) return true;
    }
  }
  return false;
}

/** Runs for every prompt, plain text included: a mode that is neither would silently mean "ppl". */
export function checkMode(mode: PromptMode): void {
  if (mode !== "gen" && mode !== "ppl") throw new RangeError(`prompt mode must be "gen" or "ppl", got "${mode}"`);
}

function visitRole(item: RoleItem, section: SectionName | undefined, visitor: SectionVisitor): void {
  if (section === undefined) {
    throw new OcLocalError("TEMPLATE", `role ${item.role} stands outside of every section of the prompt`);
  }
  if (section === "begin" || section === "end") visitor.aside(item);
}

function closed(marker: SectionMarker, open: { name: SectionName; start: number } | undefined) {
  if (marker.pos !== "end") {
    throw new OcLocalError("TEMPLATE", `a section marker's pos must be "begin" or "end", got "${marker.pos}"`);
  }
  if (open?.name === marker.section) return open;
  const state = open === undefined ? "no section is open" : `section "${open.name}" is open`;
  throw new OcLocalError("TEMPLATE", `the prompt closes section "${marker.section}", but ${state}`, {
    hint: 'leave "end" out of the template, or put its turns into "round": a model with a meta template cannot be asked so, here as in OpenCompass',
  });
}

function checkedSection(marker: SectionMarker): SectionName {
  if (sectionNames.includes(marker.section)) return marker.section;
  throw new OcLocalError("TEMPLATE", `the prompt has an unknown section "${marker.section}"`);
}

function isRole(item: PromptList[number]): item is RoleItem {
  return typeof item === "object" && !isMarker(item);
}
