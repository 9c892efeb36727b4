// How a model marks its thoughts, as the manifest says it.

import type { ThinkingTags } from "../../core/thoughts.ts";

export interface StoredThinking {
  /** As the config or a flag says; none: thoughts are left in. */
  set?: ThinkingTags | "none";
  /** As the chat template has them. */
  found?: ThinkingTags;
  /** Where a chat prompt ends and the answer begins. */
  promptEnd?: string;
}
