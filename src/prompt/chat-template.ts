// Renders chat messages to the text a chat model reads, by the Jinja template its file carries. Stands in for
// `apply_chat_template(messages, add_generation_prompt=..., tokenize=False)` of Hugging Face transformers: the same
// variables, `raise_exception` and `strftime_now` (which makes a prompt depend on the date).

import { Template } from "@huggingface/jinja";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { ChatMessage } from "../core/prompt.ts";

export interface ChatTemplateSource {
  /** Jinja source. */
  source: string;
  /** Null: the model has none, `bos_token` is then undefined in the template. */
  bosToken: string | null;
  eosToken: string | null;
}

export interface RenderOptions {
  /** Whether the text ends where the assistant's answer begins. */
  addGenerationPrompt: boolean;
  /** Further variables, for example `{ enable_thinking: false }` or `{ tools: [...] }`. */
  kwargs?: Record<string, JsonValue>;
}

export interface ChatTemplate {
  /**
   * The text holds its own BOS token where the template writes one: tokenize it with special tokens parsed and no BOS
   * added.
   * @throws OcLocalError TEMPLATE when the template refuses the messages or fails on them.
   */
  render(messages: readonly ChatMessage[], options: RenderOptions): string;
}

/** @throws OcLocalError TEMPLATE when the source is no valid template. */
export function compileChatTemplate({ source, bosToken, eosToken }: ChatTemplateSource): ChatTemplate {
  const template = compile(source);
  const tokens = {
    ...(bosToken !== null && { bos_token: bosToken }),
    ...(eosToken !== null && { eos_token: eosToken }),
  };
  return {
    render(messages, { addGenerationPrompt, kwargs = {} }) {
      const given = { messages, tools: null, documents: null, add_generation_prompt: addGenerationPrompt };
      try {
        return template.render({ ...tokens, ...given, ...kwargs });
      } catch (error) {
        throw renderingFailed(error, messages);
      }
    },
  };
}

function compile(source: string): Template {
  try {
    return new Template(source);
  } catch (error) {
    throw new OcLocalError("TEMPLATE", `the chat template cannot be read: ${errorMessage(error)}`, {
      hint: "give another one as chatTemplate in the model's config",
      cause: error,
    });
  }
}

function renderingFailed(error: unknown, messages: readonly ChatMessage[]): OcLocalError {
  const roles = messages.map(({ role }) => role).join(", ");
  return new OcLocalError("TEMPLATE", `the chat template fails on messages of ${roles}: ${errorMessage(error)}`, {
    hint: "the model may not take these roles in this order; map them with metaTemplate, or give another chatTemplate",
    cause: error,
  });
}
