// What is known of a prompt beside its text: one line per fact, the names in a column of their own.

import { quotedText, visibleText } from "../../core/visible-text.ts";
import { displayWidth, padText } from "../text/display-width.ts";
import type { PromptView } from "./prompt-view.ts";

export type Fact = [name: string, value: string];

export function promptFacts(view: PromptView): Fact[] {
  const facts: (Fact | null)[] = [
    ["mode", view.mode],
    ["version", `${view.version.slice(0, 6)}  ${view.version}`],
    ["examples", examples(view)],
    ["tokens", tokens(view)],
    ...lost(view),
    ["form", form(view)],
    ...ofModel(view),
    generated(view),
    ["reference", typeof view.reference === "string" ? quotedText(view.reference) : JSON.stringify(view.reference)],
  ];
  return facts.filter((fact) => fact !== null);
}

export function formatFacts(facts: readonly Fact[]): string[] {
  const width = Math.max(...facts.map(([name]) => displayWidth(name)));
  return facts.map(([name, value]) => `${padText(name, width)}  ${visibleText(value)}`);
}

function examples({ examples: { wanted, kept } }: PromptView): string {
  if (wanted.length === 0) return "none";
  const left = `${kept.length} of ${wanted.length}, train rows ${kept.join(", ")}`;
  if (kept.length === wanted.length) return left;
  const dropped = wanted.slice(kept.length).join(", ");
  return kept.length === 0 ? `0 of ${wanted.length}, left out: ${dropped}` : `${left}; left out: ${dropped}`;
}

function tokens({ fit, prompts }: PromptView): string {
  if (fit === null) return "not counted: that takes a model (--models or --model)";
  const counts = prompts.map((prompt) => prompt.tokens?.count ?? 0);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return `${least === most ? most : `${least} to ${most}`}; at most ${fit.limit} fit (context ${fit.contextSize})`;
}

/** How the prompt was made to fit; nothing where it does. */
function lost({ fit, examples: { wanted, kept } }: PromptView): Fact[] {
  if (fit === null) return [];
  const dropped = wanted.length - kept.length;
  if (dropped === 0 && fit.cutTokens === 0) return [["fits", "yes, whole"]];
  const ways = [
    dropped > 0 && (dropped === 1 ? "1 example is left out" : `${dropped} examples are left out`),
    fit.cutTokens > 0 &&
      `${fit.cutTokens} tokens are cut ${fit.cutSide === "middle" ? "in the middle" : `on the ${fit.cutSide}`}`,
  ];
  return [["fits", `no, whole it has ${fit.wholeLength} tokens: ${ways.filter((way) => way !== false).join(", ")}`]];
}

function form({ form, fit, model }: PromptView): string {
  if (model === null) return "plain text, as a base model without meta template reads it (no model is given)";
  return fit?.bos == null ? form : `${form}, with ${fit.bos} (BOS) put in front`;
}

/** What else is between the text and the tokens, or makes the text another one tomorrow. */
function ofModel({ fit }: PromptView): Fact[] {
  const { textForm = null, toldTime = null } = fit ?? {};
  return [
    ...(textForm === null ? [] : [["text", `brought to Unicode's ${textForm} before it becomes tokens`] as Fact]),
    ...(toldTime === null ? [] : [["date", `${toldTime}, told to the chat template (--date sets it)`] as Fact]),
  ];
}

function generated({ generation }: PromptView): Fact | null {
  if (generation === null) return null;
  const { maxOutLen, room, stopWords, continuations } = generation;
  const most = maxOutLen === null ? "as many tokens as the model's setting says" : `at most ${maxOutLen} tokens`;
  const short = room !== null && maxOutLen !== null && room < maxOutLen ? ` (the context leaves room for ${room})` : "";
  const stop = stopWords.length === 0 ? "no stop words" : `until ${stopWords.map(quotedText).join(" or ")}`;
  const times = continuations === 1 ? "" : `, ${continuations} times`;
  return ["generates", `${most}${short}, ${stop}${times}`];
}
