// Renders chat messages to the text a chat model reads, by the Jinja template its file carries. Stands in for
// `apply_chat_template(messages, add_generation_prompt=..., tokenize=False)` of Hugging Face transformers: the same
// variables and functions. `strftime_now` tells the time it is given here, not that of the clock.

import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { ChatMessage } from "../core/prompt.ts";
import type { RenderTime } from "../core/render-time.ts";
import { LimitError } from "./jinja/limits.ts";
import { compileTemplate, type Template } from "./jinja/template.ts";
import { UnsupportedError } from "./jinja/values.ts";

export interface ChatTemplateSource {
  /** Jinja source. */
  source: string;
  /** `bos_token` and its kin by name; one that the model's files do not name is undefined in the template. */
  specialTokens: Readonly<Record<string, string>>;
}

export interface RenderOptions {
  /** Whether the text ends where the assistant's answer begins. */
  addGenerationPrompt: boolean;
  /** Further variables, for example `{ enable_thinking: false }` or `{ tools: [...] }`. */
  kwargs?: Record<string, JsonValue>;
  /** Called where the template asks for the date. */
  now: () => RenderTime;
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
export function compileChatTemplate({ source, specialTokens }: ChatTemplateSource): ChatTemplate {
  const template = compile(source);
  return {
    render(messages, { addGenerationPrompt, kwargs = {}, now }) {
      const plain = messages.map(({ role, content }) => ({ role, content }));
      const given = { messages: plain, tools: null, documents: null, add_generation_prompt: addGenerationPrompt };
      try {
        return template.render({ ...specialTokens, ...given, ...kwargs }, now);
      } catch (error) {
        throw renderingFailed(error, messages);
      }
    },
  };
}

function compile(source: string): Template {
  try {
    return compileTemplate(source);
  } catch (error) {
    if (error instanceof LimitError) throw beyondLimits(error);
    throw new OcLocalError("TEMPLATE", `the chat template cannot be read: ${errorMessage(error)}`, {
      hint: "give another one with --chat-template FILE, or as chatTemplate in the model's config",
      cause: error,
    });
  }
}

/** Of which messages does not matter. */
function beyondLimits(error: LimitError): OcLocalError {
  return new OcLocalError("TEMPLATE", `the chat template ${error.message}`, {
    hint: "real templates stay far below: give the model's own with --chat-template FILE, or take the file from elsewhere",
    cause: error,
  });
}

function renderingFailed(error: unknown, messages: readonly ChatMessage[]): OcLocalError {
  if (error instanceof LimitError) return beyondLimits(error);
  const roles = messages.map(({ role }) => role).join(", ");
  const hint =
    error instanceof UnsupportedError
      ? "write that part of the template in another way, and give it with --chat-template FILE"
      : "the model may not take these roles in this order; map them with metaTemplate, or give another chatTemplate";
  return new OcLocalError("TEMPLATE", `the chat template fails on messages of ${roles}: ${errorMessage(error)}`, {
    hint,
    cause: error,
  });
}
