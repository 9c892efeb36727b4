// Puts the messages of a meta template into a raw prompt (docs/exactness.md E6.8): they come in their own order, each
// prefixed to the next prompt message of its role, or on its own where no such message is left.

import type { ChatMessage } from "../core/prompt.ts";

export function weaveMessages(meta: readonly ChatMessage[], prompt: readonly ChatMessage[]): ChatMessage[] {
  const woven: ChatMessage[] = [];
  let next = 0;
  for (const message of meta) {
    const partner = prompt.findIndex(({ role }, i) => i >= next && role === message.role);
    if (partner < 0) {
      woven.push(message);
      continue;
    }
    const found = prompt[partner] as ChatMessage;
    woven.push(...prompt.slice(next, partner), { ...found, content: message.content + found.content });
    next = partner + 1;
  }
  return [...woven, ...prompt.slice(next)];
}
