// Prompts as golden files write them: `kind` is str, promptlist, or list and tuple for batches, which are mapped.

import type { Prompt, PromptList } from "../../src/core/prompt.ts";

export type PromptForm =
  | { kind: "str"; text: string }
  | { kind: "promptlist"; items: PromptList }
  | { kind: "list" | "tuple"; items: PromptForm[] };

export function mapPrompts(form: PromptForm, render: (prompt: Prompt) => unknown): unknown {
  if (form.kind === "str") return render(form.text);
  if (form.kind === "promptlist") return render(form.items);
  return form.items.map((item) => mapPrompts(item, render));
}
