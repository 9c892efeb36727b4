// Two variants' prompts of one row: which facts differ, and the texts as a diff, what the labels share first.

import type { Paint } from "../text/paint.ts";
import { formatDiff } from "./diff-text.ts";
import { formatFacts, promptFacts } from "./facts.ts";
import { heading, viewTitle } from "./format-view.ts";
import type { PromptView } from "./prompt-view.ts";
import { sharedPrompts } from "./shared-text.ts";

export interface TextPair {
  /** Null: what is asked with every label. */
  label: string | null;
  /** Null where a variant lacks the label. */
  texts: [string | null, string | null];
}

/** What two prompts are compared by: the shared part, then each label's own. */
export function textPairs(a: PromptView, b: PromptView): TextPair[] {
  const [left, right] = [sharedPrompts(a.prompts), sharedPrompts(b.prompts)];
  const labels = [...new Set([...left.rests, ...right.rests].map(({ label }) => label))];
  const own = ({ rests }: typeof left, label: string | null) =>
    rests.find((rest) => rest.label === label)?.text ?? null;
  return [
    { label: null, texts: [left.text, right.text] },
    ...labels.map((label): TextPair => ({ label, texts: [own(left, label), own(right, label)] })),
  ];
}

export function formatPair(a: PromptView, b: PromptView, paint: Paint): string {
  const sections = textPairs(a, b).flatMap(({ label, texts: [left, right] }) => {
    const title = label === null ? "prompt" : `label ${label}`;
    if (left === null || right === null) return [heading(`${title}: only in ${left === null ? "+" : "-"}`, paint)];
    const lines = formatDiff(left, right, paint);
    return lines.length === 0 ? [] : [heading(title, paint), ...lines];
  });
  return [
    paint("red", `- ${variantTitle(a)}`),
    paint("green", `+ ${variantTitle(b)}`),
    ...factLines(a, b, paint),
    ...(sections.length === 0 ? ["", "The prompts are the same, byte for byte."] : ["", ...sections]),
  ].join("\n");
}

/** Two variants mostly have one abbr: the variant's name tells them apart. */
function variantTitle(view: PromptView): string {
  return view.variant === null || view.variant === view.dataset
    ? viewTitle(view)
    : `${view.variant}: ${viewTitle(view)}`;
}

/** Both values of the facts that differ. */
function factLines(a: PromptView, b: PromptView, paint: Paint): string[] {
  const [left, right] = [promptFacts(a), promptFacts(b)];
  const names = [...new Set([...left, ...right].map(([name]) => name))];
  const value = (facts: typeof left, name: string) => facts.find((fact) => fact[0] === name)?.[1] ?? "none";
  const differing = names.filter((name) => value(left, name) !== value(right, name));
  if (differing.length === 0) return [];
  const before = formatFacts(differing.map((name) => [name, value(left, name)]));
  const after = formatFacts(differing.map((name) => [name, value(right, name)]));
  return differing.flatMap((_, i) => [paint("red", `- ${before[i]}`), paint("green", `+ ${after[i]}`)]);
}
