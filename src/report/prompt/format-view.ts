// A prompt for people: the facts, the text as the model reads it, and its tokens. What the labels of a scored row share
// stands once.

import { visibleText } from "../../core/visible-text.ts";
import type { Paint } from "../text/paint.ts";
import { formatFacts, promptFacts } from "./facts.ts";
import type { PromptView } from "./prompt-view.ts";
import { type SharedPrompts, sharedPrompts } from "./shared-text.ts";
import { tokenLines } from "./token-lines.ts";

export interface ViewStyle {
  paint: Paint;
  /** Columns of the terminal. */
  width: number;
  showsTokens: boolean;
}

/** Show where a text ends: a space or a newline there changes the answer. */
const endMark = "∎";
const continuedMark = "…";

export function formatView(view: PromptView, style: ViewStyle): string {
  const { paint } = style;
  const shared = sharedPrompts(view.prompts);
  const hasTokens = style.showsTokens && view.fit !== null;
  return [
    paint("bold", `== ${viewTitle(view)}`),
    ...formatFacts(promptFacts(view)),
    "",
    ...textSections(shared, paint),
    ...(hasTokens ? ["", ...tokenSections(shared, style)] : []),
  ].join("\n");
}

export function viewTitle({ dataset, row, rows, model }: PromptView): string {
  return visibleText(`${dataset}, row ${row} of ${rows}, ${model ?? "no model"}`);
}

function textSections({ text, rests }: SharedPrompts, paint: Paint): string[] {
  const end = paint("cyan", endMark);
  if (rests.length === 0) return [heading(`prompt (${endMark} ends it)`, paint), visibleText(text) + end];
  const all =
    text === ""
      ? []
      : [heading("prompt, as far as all labels share it", paint), visibleText(text) + paint("cyan", continuedMark)];
  return [
    ...all,
    ...rests.flatMap(({ label, text: rest, prompt }) => [
      heading(`label ${visibleText(label ?? "")}${scored(prompt)}`, paint),
      visibleText(rest) + end,
    ]),
  ];
}

/** Perplexity scores all but the first token, a log-likelihood the last ones. */
function scored({ tokens, scoredFrom }: SharedPrompts["rests"][number]["prompt"]): string {
  if (tokens === null || scoredFrom === null) return "";
  const count = tokens.count - scoredFrom;
  return ` (${tokens.count} tokens, ${count === tokens.count - 1 ? "all but the first" : `the last ${count}`} scored)`;
}

function tokenSections({ pieces, rests }: SharedPrompts, { paint, width }: ViewStyle): string[] {
  const lines = (own: SharedPrompts["pieces"]) => tokenLines(own, width, paint);
  if (rests.length === 0) return [heading("tokens", paint), ...lines(pieces)];
  const all = pieces.length === 0 ? [] : [heading("tokens that all labels share", paint), ...lines(pieces)];
  return [
    ...all,
    ...rests.flatMap(({ label, pieces: rest }) => [
      heading(`tokens of label ${visibleText(label ?? "")}`, paint),
      ...lines(rest),
    ]),
  ];
}

export function heading(title: string, paint: Paint): string {
  return paint("cyan", `-- ${title}`);
}
