// Collects score requests that are planned together: prefixes are shared within a window, and memory does not grow with
// the length of the flow.

import type { ScoreRequest } from "../../core/request.ts";
import type { RequestSource } from "./request-flow.ts";

export interface WindowLimits {
  requests: number;
  tokens: number;
  /** A flow that pauses this long closes the window, so that a flow waiting for results gets them. */
  patienceMs: number;
}

export const defaultWindow: WindowLimits = { requests: 4096, tokens: 1_048_576, patienceMs: 100 };

/** Empty once the flow has ended. */
export async function fillWindow(
  flow: RequestSource<ScoreRequest>,
  limits: WindowLimits = defaultWindow,
): Promise<ScoreRequest[]> {
  const window: ScoreRequest[] = [];
  let tokens = 0;
  while (window.length < limits.requests && tokens < limits.tokens) {
    const drawn = await flow.draw(window.length === 0 ? Infinity : limits.patienceMs);
    if (drawn.kind !== "request") break;
    window.push(drawn.request);
    tokens += drawn.request.tokens.length;
    if (drawn.request.endsWindow === true) break;
  }
  return window;
}
