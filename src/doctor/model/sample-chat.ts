// A short chat, as the model's template writes it.

import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { ChatMessage } from "../../core/prompt.ts";
import type { Vocabulary } from "../../engines/engine.ts";
import type { ModelFile } from "../../plan/plan-run.ts";
import { type ChatTemplate, compileChatTemplate } from "../../prompt/chat-template.ts";

export const question: ChatMessage = { role: "user", content: "How many days does a week have?" };
export const answer: ChatMessage = { role: "assistant", content: "Seven of them." };
export const nextQuestion: ChatMessage = { role: "user", content: "一年有几个月？" };
export const systemMessage: ChatMessage = { role: "system", content: "Answer in few words." };

type Names = Pick<Vocabulary["info"], "templateTokens">;

/** @throws OcLocalError TEMPLATE */
export function compileTemplate({ chatTemplate, config }: ModelFile, { templateTokens }: Names): ChatTemplate {
  if (chatTemplate === null) throw new OcLocalError("TEMPLATE", `model ${config.abbr} has no chat template`);
  return compileChatTemplate({ source: chatTemplate, specialTokens: templateTokens });
}

/** One question with the start of an answer. @throws OcLocalError TEMPLATE */
export function renderSample(model: ModelFile, names: Names, messages: readonly ChatMessage[] = [question]): string {
  const kwargs = model.config.chatTemplateKwargs;
  return compileTemplate(model, names).render(messages, {
    addGenerationPrompt: messages.at(-1)?.role === "user",
    kwargs,
    now: () => model.renderTime,
  });
}

/** Whether the template takes a system message, and what it says where it does not. */
export function systemRefusal(model: ModelFile, names: Names): string | null {
  try {
    const text = renderSample(model, names, [systemMessage, question]);
    return text.includes(systemMessage.content) ? null : "it leaves the message out";
  } catch (error) {
    return errorMessage(error);
  }
}
