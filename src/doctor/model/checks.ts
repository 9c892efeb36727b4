// The checks of a model, in the order they are shown: its file, its vocabulary, then what takes its weights.

import type { Check } from "../check.ts";
import { checkArchitecture } from "./architecture.ts";
import { checkBos } from "./bos.ts";
import { checkBosEffect } from "./bos-effect.ts";
import { checkChatTemplate } from "./chat-template.ts";
import { checkEndTokens } from "./end-tokens.ts";
import { checkFile } from "./file.ts";
import { checkMemoryPlan } from "./memory-plan.ts";
import { checkPrediction } from "./prediction.ts";
import { checkQuantisation } from "./quantisation.ts";
import { checkRoundTrip } from "./round-trip.ts";
import { checkRounding } from "./rounding.ts";
import type { ModelSubject } from "./subject.ts";
import { checkWeights } from "./weights.ts";

export function modelChecks(subject: ModelSubject): Check[] {
  const checks: [name: string, run: (subject: ModelSubject) => ReturnType<Check["run"]>][] = [
    ["file", checkFile],
    ["quantisation", checkQuantisation],
    ["architecture", checkArchitecture],
    ["tokenizer", checkRoundTrip],
    ["bos", checkBos],
    ["end tokens", checkEndTokens],
    ["chat template", checkChatTemplate],
    ["memory plan", checkMemoryPlan],
    ["weights", checkWeights],
    ["rounding", checkRounding],
    ["prediction", checkPrediction],
    ["bos effect", checkBosEffect],
  ];
  return checks.map(([name, run]) => ({ area: "model", name, run: () => run(subject) }));
}
