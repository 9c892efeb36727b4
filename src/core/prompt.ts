// The intermediate form of a prompt (OpenCompass's PromptList) and the templates that produce and consume it.

/** Opens or closes a section. Models with a meta template use it; others ignore it. */
export interface SectionMarker {
  section: "begin" | "round" | "ice" | "end";
  pos: "begin" | "end";
}

/** One role's turn. Any key but `role` overrides the model's own entry for that role. */
export interface RoleItem {
  role: string;
  fallback_role?: string;
  prompt?: string;
  begin?: string;
  end?: string;
  generate?: boolean;
}

export type PromptItem = string | SectionMarker | RoleItem;
export type PromptList = PromptItem[];
/** A prompt before the model's own templates are applied; finished chat messages come from raw templates only. */
export type Prompt = string | PromptList | ChatMessage[];

/** A chat message as chat templates take it. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** begin/round/end template: `begin` and `end` may hold plain text such as the in-context-example token. */
export interface RoundTemplate {
  begin?: string | RoleItem | (string | RoleItem)[];
  round?: (string | RoleItem)[];
  end?: string | RoleItem | (string | RoleItem)[];
}

/** Plain text, rounds, or one template per label (PPL). */
export type Template = string | RoundTemplate | LabelledTemplate;
/**
 * By label. The keys of an object are texts, and those that look like whole numbers come first in ascending order: pairs keep
 * what labels are, and their order.
 */
export type LabelledTemplate = { [label: string]: string | RoundTemplate } | LabelPair[];
export type LabelPair = [label: string | number | boolean | null, template: string | RoundTemplate];

export interface PromptTemplateConfig {
  template: Template;
  /** Marks where in-context examples go, for example `</E>`. */
  iceToken?: string;
  /** Removed from label and generation prompts, kept in examples. */
  sepToken?: string;
}

/** Chat messages written out as such (OpenCompass's RawPromptTemplate). */
export interface RawTemplateConfig {
  messages: RawTemplateItem[];
  /** Whether `{column}` in a message's content is filled. @default true */
  formatVariables?: boolean;
  /** The text item that stands for the in-context examples. @default "</E>" */
  iceToken?: string;
}

/** A message, the example token, or a column that holds a list of messages. */
export type RawTemplateItem = ChatMessage | string | { expandColumn: string };

/** How a base model's text is decorated per role (OpenCompass's meta template). */
export interface MetaTemplate {
  begin?: string;
  round: (string | MetaRole)[];
  reserved_roles?: MetaRole[];
  end?: string;
}

export interface MetaRole {
  role: string;
  begin?: string;
  end?: string;
  prompt?: string;
  generate?: boolean;
  /** Name sent to a chat API or chat template. */
  api_role?: string;
}

/** `gen`: cut where the model is to continue. `ppl`: the whole text. */
export type PromptMode = "gen" | "ppl";
