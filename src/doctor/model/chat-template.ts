// Whether the chat template renders a conversation of all roles with every message in it, and opens an answer.

import { type Finding, fail, info, ok, warn } from "../check.ts";
import { answer, nextQuestion, question, renderSample, systemMessage, systemRefusal } from "./sample-chat.ts";
import type { ModelSubject } from "./subject.ts";

const remedy = "give the template of the model's card as a file: --chat-template FILE";

export async function checkChatTemplate(subject: ModelSubject): Promise<Finding> {
  const model = await subject.file();
  const { info: names } = await subject.vocabulary();
  if (model.chatTemplate === null) return info("there is none: a base model, prompted with plain text");
  if (model.kind === "base") return info("there is one, but the model is run as a base model, with plain text");
  const refusal = systemRefusal(model, names);
  const messages = [...(refusal === null ? [systemMessage] : []), question, answer, nextQuestion];
  const text = renderSample(model, names, messages);
  const lost = messages.find(({ content }) => !text.includes(content));
  if (lost !== undefined) return fail(`the message of the ${lost.role} is not in what it renders`, remedy);
  if (text.slice(text.lastIndexOf(nextQuestion.content) + nextQuestion.content.length).trim() === "")
    return warn("nothing follows the last question: it opens no answer", remedy);
  if (refusal !== null)
    return warn(
      `renders questions and answers, but no system message (${refusal})`,
      "leave --system-prompt out; datasets that write system messages cannot be asked",
    );
  return ok("renders system message, questions, an answer and the start of the next");
}
