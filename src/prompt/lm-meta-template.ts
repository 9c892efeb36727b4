// Renders a prompt to the text a base model reads: each role wrapped in the model's begin and end (OpenCompass's LM meta
// template; docs/exactness.md E5.1, E5.9, E5.10).

import { OcLocalError } from "../core/errors.ts";
import type { MetaRole, MetaTemplate, Prompt, PromptList, PromptMode, RoleItem } from "../core/prompt.ts";
import { isChatMessages, isMarker, itemText } from "./prompt-list.ts";
import { castDialogue, readRoles, roleOf, roundPositions, turnText, unknownRole } from "./roles.ts";
import { checkMode, walkSections } from "./sections.ts";

export interface LmTemplate {
  /** @throws OcLocalError TEMPLATE when the prompt's roles or sections do not fit the meta template. */
  render(prompt: Prompt, mode: PromptMode): string;
}

/**
 * @param meta Null for models without decoration: items are then joined by newlines, in both modes alike.
 * @throws OcLocalError CONFIG
 */
export function createLmTemplate(meta: MetaTemplate | null): LmTemplate {
  const renderList = meta === null ? joinItems : decorated(meta);
  return {
    render(prompt, mode) {
      checkMode(mode);
      if (typeof prompt === "string") return prompt;
      if (isChatMessages(prompt)) throw chatOnly();
      return renderList(prompt, mode);
    },
  };
}

/**
 * Text without decoration (docs/exactness.md E5.2). Empty items add no text, but any item, even an empty one, makes what follows
 * start on a new line; section markers do not.
 */
export function joinItems(prompt: PromptList): string {
  let text = "";
  let separator = "";
  for (const item of prompt) {
    if (isMarker(item)) continue;
    const added = itemText(item);
    if (added !== "") text += separator + added;
    separator = "\n";
  }
  return text;
}

function decorated(meta: MetaTemplate): (prompt: PromptList, mode: PromptMode) => string {
  const roles = readRoles(meta);
  for (const role of roles.values()) checkWrapping(role);
  const positions = roundPositions(meta.round);
  const positionOf = (item: RoleItem) => {
    // No fallback_role inside a round (docs/exactness.md E5.7).
    const position = positions.get(item.role);
    if (position === undefined) throw unknownRole(item, positions, "inside a round fallback_role does not count");
    return position;
  };
  return (prompt, mode) => {
    let text = meta.begin ?? "";
    const isCut = walkSections(prompt, {
      text: (added) => {
        text += added;
      },
      aside: (item) => {
        text += turnText(roleOf(item, roles));
      },
      dialogue: (items, section) => {
        const cuts = mode === "gen" && section === "round";
        const { entries, generator } = castDialogue(items, meta.round, roles, { positionOf, cuts });
        text += entries.map((entry) => (typeof entry === "string" ? entry : turnText(entry))).join("");
        // The prompt ends where the generating role's own text would begin (docs/exactness.md E5.8).
        text += generator?.begin ?? "";
        return generator !== null;
      },
    });
    return isCut ? text : text + (meta.end ?? "");
  };
}

function checkWrapping(role: MetaRole): void {
  for (const key of ["begin", "end"] as const) {
    const value: unknown = role[key];
    if (value === undefined || typeof value === "string") continue;
    throw new OcLocalError(
      "CONFIG",
      `metaTemplate: ${key} of role ${role.role} must be text, got ${JSON.stringify(value)}`,
      { hint: "write special tokens as their text, for example <|im_end|>" },
    );
  }
}

function chatOnly(): OcLocalError {
  return new OcLocalError("TEMPLATE", "this dataset asks with chat messages, which only chat models take", {
    hint: "choose a variant of the dataset without raw messages, or a model with a chat template",
  });
}
