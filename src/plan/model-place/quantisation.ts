// What a model file's name says: which model, and how it is quantised. People and programs write the same name in many ways: marks
// between words and upper case do not count.

export interface ModelName {
  /** In small letters, marks between words as "-", without quantisation and format. */
  model: string;
  /** For example "q4-k-m"; null where the name gives none. */
  quantisation: string | null;
}

/** @param name Of a file without its extension, or of a folder. */
export function readModelName(name: string): ModelName {
  let model = plainName(name);
  let quantisation: string | null = null;
  for (;;) {
    const ending = endingOf.exec(model)?.groups;
    if (ending === undefined) return { model, quantisation };
    quantisation ??= ending.quantisation ?? null;
    model = model.slice(0, model.length - (ending.whole?.length ?? 0)).replace(/-$/, "");
  }
}

/** "Qwen2_1.5B.Instruct" and "qwen2-1-5b-instruct" are one name. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[._\s-]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** The more precise first; as converted, which is how a name without a quantisation is read, before all. */
export function quantisationRank(quantisation: string | null): number {
  if (quantisation === null) return 0;
  const whole = ["f16", "fp16", "float16", "bf16", "bfloat16", "f32", "fp32", "float32"].indexOf(quantisation);
  if (whole >= 0) return 1 + whole;
  const bits = Number(/\d/.exec(quantisation)?.[0] ?? 4);
  const kinds = [/^q\d(-k)?-xl|^q\d-k-l/, /^q\d(-k|-1|-0)?(-[lmp])?$/, /^q\d-k-s/, /^(q|mxfp|nvfp)/, /^iq/, /^tq/];
  const kind = kinds.findIndex((pattern) => pattern.test(quantisation));
  return 100 + (9 - bits) * 10 + (kind < 0 ? kinds.length : kind);
}

const quantisations = [
  "iq[1-5]-(?:xxs|xs|s|m|l|xl|nl|ks|kss|kt|k)(?:-r[48])?",
  "q4-0-(?:4-4|4-8|8-8)",
  "q[1-8](?:-[01k])?(?:-(?:xxs|xs|s|m|l|xl|xxl|p))?",
  "q[2-8]k[sml]?",
  "tq[12]-0",
  "mxfp4(?:-moe)?",
  "nvfp4",
  "bf16|f16|fp16|f32|fp32|float16|float32|bfloat16",
].join("|");

/** Of the format, of what weighted the quantisation and of its recipe. */
const formats = "gguf|ggml|onnx|i1|imat|imatrix|ud";

const endingOf = new RegExp(`(?:^|-)(?<whole>(?<quantisation>${quantisations})|(?:${formats}))$`);
