// How a model marks its thoughts: as its config or a flag says, else as its chat template does. What is found is stored with the
// run, so that its answers are judged again without the model.

import { endsInTag, mentionedTags, type Thinking, type ThinkingTags } from "../core/thoughts.ts";
import type { StoredThinking } from "../store/workspace/stored-thinking.ts";
import type { ModelFile } from "./model-files.ts";

/** Longer than any tag. */
const promptEndLength = 40;

/** @param promptEnd Of a chat prompt as the model reads it. */
export function thinkingOf(
  { config, kind, chatTemplate }: Pick<ModelFile, "config" | "kind" | "chatTemplate">,
  promptEnd: string | undefined,
): StoredThinking {
  const { thinkingTags } = config;
  const template = kind === "chat" ? (chatTemplate ?? "") : "";
  const found = mentionedTags(template);
  return {
    ...(thinkingTags !== undefined && thinkingTags !== "auto" && { set: thinkingTags }),
    ...(found !== undefined && { found }),
    ...(promptEnd !== undefined && { promptEnd: promptEnd.slice(-promptEndLength) }),
  };
}

/** What evaluation takes out of a model's answers; undefined: nothing. */
export function thinkingInForce({ set, found, promptEnd }: StoredThinking = {}): Thinking | undefined {
  const tags = set ?? found;
  if (tags === undefined || tags === "none") return undefined;
  return { tags, ...(promptEnd !== undefined && { opens: endsInTag(promptEnd, tags) }) };
}

export function describeTaken({ tags: [start, end] }: Thinking): string {
  return `thoughts (${start} … ${end}) are taken out of answers before these are judged`;
}

/** @param tags As a flag or a config says it later; undefined: as before. */
export function changeThinking(
  stored: StoredThinking | undefined,
  tags: ThinkingTags | "none" | "auto" | undefined,
): StoredThinking | undefined {
  if (tags === undefined) return stored;
  const { set: _, ...rest } = stored ?? {};
  return tags === "auto" ? rest : { ...rest, set: tags };
}
