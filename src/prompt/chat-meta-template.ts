// Turns a prompt into the conversation a chat model or a chat API takes (OpenCompass's API meta template and the message
// conversion of its Hugging Face chat wrapper; docs/exactness.md E6.1, E6.6).

import { OcLocalError } from "../core/errors.ts";
import type { ChatMessage, MetaRole, Prompt, PromptList, PromptMode, RoleItem } from "../core/prompt.ts";
import { joinItems } from "./lm-meta-template.ts";
import { isChatMessages } from "./prompt-list.ts";
import { castDialogue, readRoles, roleOf, roundPositions, turnText, unknownRole } from "./roles.ts";
import { checkMode, walkSections } from "./sections.ts";
import { weaveMessages } from "./weave-messages.ts";

/** Roles with the names they are sent as. Text between them is not possible. */
export interface ChatMetaTemplate {
  /** Put in front of every conversation as it is. */
  begin?: MetaRole;
  round: MetaRole[];
  reserved_roles?: MetaRole[];
}

/** One turn, under the role name of the API. */
export interface Turn {
  role: string;
  prompt: string;
}

/** Text for a plain prompt, turns for a prompt of rounds, messages for a raw one. */
export type Conversation = string | Turn[] | ChatMessage[];

export interface ChatMetaOptions {
  /** Called with text between turns, which a conversation has no place for. */
  onDroppedText?: (text: string) => void;
}

export interface ChatMeta {
  /** @throws OcLocalError TEMPLATE when the prompt's roles or sections do not fit the meta template. */
  converse(prompt: Prompt, mode: PromptMode): Conversation;
}

/**
 * OpenCompass's default for chat models. SYSTEM is sent as the user on purpose, and because every role of the round is
 * printed, an absent SYSTEM still adds an empty turn: every user message ends in a newline (docs/exactness.md E6.2).
 */
export const defaultChatMeta: ChatMetaTemplate = {
  round: [
    { role: "HUMAN", api_role: "HUMAN" },
    { role: "SYSTEM", api_role: "HUMAN" },
    { role: "BOT", api_role: "BOT", generate: true },
  ],
};

/**
 * @param meta Messages are woven into raw prompts; null joins the items to one text.
 * @throws OcLocalError CONFIG
 */
export function createChatMeta(
  meta: ChatMetaTemplate | readonly ChatMessage[] | null,
  options: ChatMetaOptions = {},
): ChatMeta {
  const woven = isMessageList(meta) ? checkedMessages(meta) : [];
  const converseList = meta === null ? joinItems : isMessageList(meta) ? onlyRaw : conversing(meta, options);
  return {
    converse(prompt, mode) {
      checkMode(mode);
      if (typeof prompt === "string") return prompt;
      if (isChatMessages(prompt)) return weaveMessages(woven, prompt);
      return converseList(prompt, mode);
    },
  };
}

export interface MessageOptions {
  /** Neighbours of the same role become one message. @default true */
  mergesRoles?: boolean;
  /** @default true */
  skipsEmpty?: boolean;
}

/**
 * The messages a chat template takes (docs/exactness.md E6.5).
 * @throws OcLocalError TEMPLATE for a role other than HUMAN, BOT and SYSTEM.
 */
export function toChatMessages(conversation: Conversation, options: MessageOptions = {}): ChatMessage[] {
  if (typeof conversation === "string") return [{ role: "user", content: conversation }];
  if (isChatMessages(conversation as Prompt)) return conversation as ChatMessage[];
  const turns = (conversation as Turn[]).filter(({ prompt }) => options.skipsEmpty === false || prompt !== "");
  const messages = turns.map(({ role, prompt }) => ({ role: messageRole(role), content: prompt }));
  return options.mergesRoles === false ? messages : mergeNeighbours(messages, "content");
}

function conversing(meta: ChatMetaTemplate, options: ChatMetaOptions) {
  const roles = readRoles(meta);
  const text = meta.round.find((entry) => typeof entry === "string");
  if (text !== undefined) {
    throw new OcLocalError("CONFIG", `metaTemplate.round: a chat conversation has no place for the text "${text}"`);
  }
  const positions = roundPositions(meta.round);
  const positionOf = (item: RoleItem) => {
    // Unlike with base models, fallback_role counts inside a round (docs/exactness.md E6.3).
    const position = positions.get(item.role) ?? positions.get(item.fallback_role ?? "");
    if (position === undefined) throw unknownRole(item, positions);
    return position;
  };
  return (prompt: PromptList, mode: PromptMode): Turn[] => {
    const turns: Turn[] = [];
    walkSections(prompt, {
      text: (dropped) => {
        if (dropped.trim() !== "") options.onDroppedText?.(dropped);
      },
      aside: (item) => {
        const role = roleOf(item, roles);
        // Upstream crashes here (docs/exactness.md E6.7).
        if (mode === "gen" && role.generate === true) throw generatesInAside(role);
        turns.push(turnOf(role));
      },
      dialogue: (items, section) => {
        const cuts = mode === "gen" && section === "round";
        const { entries, generator } = castDialogue(items, meta.round, roles, { positionOf, cuts });
        turns.push(...(entries as MetaRole[]).map(turnOf));
        return generator !== null;
      },
    });
    if (turns.length === 0) throw noTurn();
    const merged = mergeNeighbours(turns, "prompt");
    return meta.begin === undefined ? merged : [meta.begin as MetaRole & Turn, ...merged];
  };
}

function noTurn(): OcLocalError {
  return new OcLocalError("TEMPLATE", "the prompt has no turn to send to a chat model", {
    hint: "put a turn of HUMAN into the template's \"round\", and HUMAN into that of the model's metaTemplate",
  });
}

function turnOf(role: MetaRole): Turn {
  if (role.api_role === undefined) {
    throw new OcLocalError("CONFIG", `metaTemplate: role ${role.role} has no api_role, the name it is sent as`, {
      hint: 'set api_role to "HUMAN", "BOT" or "SYSTEM"',
    });
  }
  return { role: role.api_role, prompt: turnText(role) };
}

/** Joins neighbours of one role by a newline, empty ones included (docs/exactness.md E6.4). */
function mergeNeighbours<Key extends string, Entry extends { role: string } & Record<Key, string>>(
  entries: readonly Entry[],
  key: Key,
): Entry[] {
  const merged: Entry[] = [];
  for (const entry of entries) {
    const last = merged.at(-1);
    if (last?.role === entry.role) merged[merged.length - 1] = { ...last, [key]: `${last[key]}\n${entry[key]}` };
    else merged.push(entry);
  }
  return merged;
}

const messageRoles: ReadonlyMap<string, ChatMessage["role"]> = new Map([
  ["HUMAN", "user"],
  ["BOT", "assistant"],
  ["SYSTEM", "system"],
]);

function messageRole(role: string): ChatMessage["role"] {
  const name = messageRoles.get(role);
  if (name !== undefined) return name;
  throw new OcLocalError("TEMPLATE", `a chat message cannot have the api_role "${role}"`, {
    hint: `api_role must be one of ${[...messageRoles.keys()].join(", ")}`,
  });
}

function isMessageList(meta: unknown): meta is readonly ChatMessage[] {
  return Array.isArray(meta);
}

function checkedMessages(meta: readonly ChatMessage[]): readonly ChatMessage[] {
  const names = [...messageRoles.values()];
  const wrong = meta.findIndex(({ role }) => !names.includes(role));
  if (wrong < 0) return meta;
  const found = JSON.stringify(meta[wrong]?.role);
  throw new OcLocalError("CONFIG", `metaTemplate[${wrong}].role: expected ${names.join(", ")}, got ${found}`);
}

function onlyRaw(): never {
  throw new OcLocalError(
    "TEMPLATE",
    "a meta template of chat messages only fits datasets that ask with chat messages",
    {
      hint: "give the meta template as roles, with a round",
    },
  );
}

function generatesInAside(role: MetaRole): OcLocalError {
  return new OcLocalError("TEMPLATE", `role ${role.role} generates, but the prompt uses it before its last round`, {
    hint: `move the turn of ${role.role} from the template's "begin" or "end" into its "round"`,
  });
}
