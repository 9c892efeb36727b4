// Conversations of chat models (src/prompt/chat-meta-template.ts).

import type { ChatMessage, Prompt, PromptMode } from "../../../src/core/prompt.ts";
import {
  type ChatMetaTemplate,
  type Conversation,
  createChatMeta,
  defaultChatMeta,
  toChatMessages,
} from "../../../src/prompt/chat-meta-template.ts";
import { promptText, type SectionedPrompt } from "../../../src/prompt/prompt-list.ts";
import { type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";
import { mapPrompts, type PromptForm } from "../prompt-forms.ts";

export const adapter: GoldenAdapter = {
  file: "meta_template_api",
  run({ input }) {
    // Models behind an API, whose tokens are guessed, are not part of the project.
    if (input.op === "api_get_token_len") throw new NotShipped(input.op);
    const run = operations[String(input.op)];
    if (run === undefined) throw new Error(`unknown op ${input.op}`);
    return run(input);
  },
};

const operations: Record<string, (input: GoldenCase["input"]) => unknown> = {
  ctor: (input) => {
    createChatMeta(metaOf(input.meta_template));
    return "ok";
  },
  parse_template: (input) => {
    const meta = createChatMeta(metaOf(input.meta_template));
    return mapPrompts(input.prompt as PromptForm, (prompt) => meta.converse(prompt, input.mode as PromptMode));
  },
  parse_messages: (input) => {
    const meta = createChatMeta(metaOf(input.meta_template));
    const messages = input.messages as ChatMessage[] | ChatMessage[][];
    const isBatch = Array.isArray(messages[0]);
    const mode = input.mode as PromptMode;
    return isBatch
      ? messages.map((one) => meta.converse(one as Prompt, mode))
      : meta.converse(messages as Prompt, mode);
  },
  convert_chat_messages: (input) => {
    const options = { mergesRoles: input.merge_role as boolean, skipsEmpty: input.skip_empty_prompt as boolean };
    return (input.inputs as Conversation[]).map((conversation) => toChatMessages(conversation, options));
  },
  convert_base_messages: (input) => (input.inputs as SectionedPrompt[]).map(promptText),
  hf_chat_flow: (input) => {
    const meta = createChatMeta(metaOf(input.meta_template) ?? defaultChatMeta);
    const toMessages = (prompt: Prompt) => toChatMessages(meta.converse(prompt, "gen"));
    return [mapPrompts(input.prompt as PromptForm, toMessages)];
  },
};

/** An empty object is no meta template in Python. */
function metaOf(value: unknown): ChatMetaTemplate | ChatMessage[] | null {
  return value === null || Object.keys(value as object).length === 0 ? null : (value as ChatMetaTemplate);
}
