// Values of flags that the request has in another form: lists of key=value, names, tags, folders.

import { resolve } from "node:path";
import { z } from "zod";
import { generationSchema, placementSchema, tokenizerOptionsSchema } from "../../config/model-schema.ts";
import { parseConfig } from "../../config/parse.ts";
import { withTruncationSide } from "../../config/truncation.ts";
import { UsageError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { EvalFlags } from "../../job/flags/eval-flags.ts";
import type { Converted, FlagValue } from "../../job/flags/flag.ts";
import { defaultCacheFolder } from "../../run/run-request.ts";
import { parseKwargs } from "../kwargs.ts";
import { refuseElsewhere } from "../kwargs-elsewhere.ts";
import { withLineEnds } from "./line-ends.ts";

const adapterSchema = z.strictObject({
  scale: z.number().exactOptional(),
  trust_remote_code: z.boolean().exactOptional().describe("accepted without effect: no remote code is ever run"),
});

/** Of the kinds of pairs that have fixed keys. */
export const pairSchemas = {
  generation: generationSchema,
  placement: placementSchema,
  tokenizer: tokenizerOptionsSchema,
  adapterOptions: adapterSchema,
} as const;

type Conversions = {
  [Kind in keyof Converted]: (value: FlagValue, flag: string, flags: EvalFlags) => Converted[Kind] | undefined;
};

/** `flag` as messages name it. Undefined: nothing is sent. @throws UsageError */
export const conversions: Conversions = {
  names: (value) => [...new Set(textsOf(value))],
  tags: (value) => thinkingTags(textsOf(value)),
  stops: (value) => textsOf(value).map(withLineEnds),
  run: (value) => (value === true ? "latest" : String(value)),
  cache: (value) => (value === true ? defaultCacheFolder() : resolve(String(value))),
  variables: (value, flag) => parseKwargs(flag, textsOf(value)),
  generation: (value, flag) => checkedPairs("generation", flag, pairsOf(value, flag)),
  placement: (value, flag) => checkedPairs("placement", flag, pairsOf(value, flag)),
  tokenizer: (value, flag) => checkedPairs("tokenizer", flag, withTruncationSide(pairsOf(value, flag), flag)),
  adapters: (value, _flag, { peftKwargs = [] }) => {
    const { scale = 1 } = checkedPairs("adapterOptions", "--peft-kwargs", pairsOf(peftKwargs, "--peft-kwargs"));
    return textsOf(value).map((path) => ({ path, scale }));
  },
  adapterOptions: (value, flag, { peftPath }) => {
    const { scale, ...others } = checkedPairs("adapterOptions", flag, pairsOf(value, flag));
    if (peftPath === undefined && scale !== undefined)
      throw new UsageError("--peft-kwargs needs --peft-path: there is no adapter to scale");
    // Said once of all: no remote code is ever run.
    return Object.keys(others).length === 0 ? undefined : others;
  },
};

function textsOf(value: FlagValue): string[] {
  return [value].flat() as string[];
}

function pairsOf(value: FlagValue, flag: string): JsonObject {
  return parseKwargs(flag, textsOf(value));
}

/** Only what was given, not the schema's defaults: a model's own settings stay in force beside it. */
function checkedPairs<Kind extends keyof typeof pairSchemas>(
  kind: Kind,
  flag: string,
  pairs: object,
): z.input<(typeof pairSchemas)[Kind]> {
  refuseElsewhere(flag, pairs);
  parseConfig<z.ZodType>(pairSchemas[kind], pairs, flag);
  return pairs as z.input<(typeof pairSchemas)[Kind]>;
}

function thinkingTags(tags: string[]): Converted["tags"] {
  const [first, second, ...rest] = tags;
  if (tags.length === 1 && (first === "none" || first === "auto")) return first;
  if (first !== undefined && second !== undefined && rest.length === 0 && first !== second && first && second)
    return [first, second];
  throw new UsageError(
    `--thinking-tags: expected two tags, none or auto, found ${tags.map((tag) => JSON.stringify(tag)).join(" ")}`,
    { hint: '--thinking-tags "<think>" "</think>": what begins and what ends a thought' },
  );
}
