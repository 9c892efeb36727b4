// Turns a row into chat messages that are written out as such (OpenCompass's RawPromptTemplate; docs/exactness.md E2.11).
// Unlike the other templates it does not mask the output column: a raw template that names it shows the answer.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { ChatMessage, Prompt, RawTemplateConfig, RawTemplateItem } from "../core/prompt.ts";
import { safeFormat } from "../core/python-text.ts";
import { isChatMessages } from "./prompt-list.ts";

const roles: readonly unknown[] = ["system", "user", "assistant"];

export class RawPromptTemplate {
  readonly iceToken: string;
  readonly #items: readonly RawTemplateItem[];
  readonly #fills: boolean;

  /**
   * @param field Name of the template in error messages, for example "promptTemplate".
   * @throws OcLocalError CONFIG
   */
  constructor(config: RawTemplateConfig, field: string) {
    checkMessages(config.messages, `${field}.messages`);
    this.#items = config.messages;
    this.#fills = config.formatVariables ?? true;
    this.iceToken = config.iceToken ?? "</E>";
  }

  /** A row with its answer, as an in-context example. */
  example(row: Row): ChatMessage[] {
    return this.#items.flatMap((item) => (typeof item === "string" ? [] : this.#messagesOf(item, row)));
  }

  /** The row's messages. Only examples that are messages can be put in; text of other templates is left out. */
  generationPrompt(row: Row, examples: Prompt): ChatMessage[] {
    const inserted = isChatMessages(examples) ? examples : [];
    return this.#items.flatMap((item) => {
      if (typeof item === "string") return item === this.iceToken ? inserted : [];
      return this.#messagesOf(item, row);
    });
  }

  #messagesOf(item: Exclude<RawTemplateItem, string>, row: Row): ChatMessage[] {
    if ("expandColumn" in item) return messagesOfColumn(row[item.expandColumn]);
    const fills = this.#fills && typeof item.content === "string";
    return [fills ? { ...item, content: safeFormat(item.content, row) } : { ...item }];
  }
}

function messagesOfColumn(value: JsonValue | undefined): ChatMessage[] {
  return Array.isArray(value) ? structuredClone(value as unknown as ChatMessage[]) : [];
}

function checkMessages(messages: unknown, field: string): void {
  if (!Array.isArray(messages)) {
    throw new OcLocalError("CONFIG", `${field}: expected a list of messages, got ${JSON.stringify(messages)}`);
  }
  for (const [i, item] of messages.entries()) checkItem(item, `${field}[${i}]`);
}

function checkItem(item: unknown, field: string): void {
  if (typeof item === "string") return;
  const message = Object(item) as Record<string, unknown>;
  if ("expandColumn" in message) return;
  if (!roles.includes(message.role)) {
    throw new OcLocalError(
      "CONFIG",
      `${field}.role: expected ${roles.join(", ")}, got ${JSON.stringify(message.role)}`,
    );
  }
  if (!("content" in message)) throw new OcLocalError("CONFIG", `${field}: the message has no "content"`);
}
