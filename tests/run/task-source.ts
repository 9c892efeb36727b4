// Tasks that one worker is dealt all at once, ready to be asked.

import type { AskableTask } from "../../src/ask/infer/askable-task.ts";
import type { RequestKind } from "../../src/ask/infer/messages.ts";
import type { SliceSource } from "../../src/ask/pool/slice-feed.ts";

export function sourceOf(tasks: readonly AskableTask[]): SliceSource {
  const kindOf = ({ inferencer }: AskableTask): RequestKind => inferencer.ask(0).kind;
  let left = [...tasks];
  return {
    next: async (kind) => {
      const dealt = left.filter((task) => kindOf(task) === kind);
      left = left.filter((task) => kindOf(task) !== kind);
      return dealt;
    },
    open: async (dealt) => tasks.find(({ dataset, from }) => dataset === dealt.dataset && from === dealt.from),
  };
}
