// Where the tokenizer of a tokenizer.json permits a cut of a text (engines/cut-places.ts). The reasons are those of GGUF files
// (engines/gguf/cuts.ts): BPE that cuts words by a pattern known to end them before white space, and BPE that merges whole texts, where no
// token holds the place. Unigram, WordPiece, other patterns and other normalizers: nowhere.

import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { CutPlaces, holdsPair, isOfWord, pairsInside, permitsBeside } from "../../cut-places.ts";

/** Null: nowhere. */
export function tokenizerJsonCuts(tokenizer: JsonObject): CutPlaces | null {
  const { model, normalizer, pre_tokenizer: preTokenizer } = tokenizer;
  if (!isJsonObject(model) || !isPlainBpe(model)) return null;
  const steps = stepsOf(normalizer, "normalizers");
  const cuts = stepsOf(preTokenizer, "pretokenizers");
  const permits = permitsBeside(addedTexts(tokenizer));
  if (steps.every(isUnicodeForm) && cuts.every(isLocal) && cuts.some(endsWords))
    return new CutPlaces((before, after) => isOfWord(before) && permits(before, after));
  if (!steps.every((step) => isUnicodeForm(step) || marksSpaces(step)) || !cuts.every(splitsAtSpaces)) return null;
  if (model.fuse_unk === true && !hasAllBytes(model)) return null;
  const merged = pairsInside([...Object.keys(model.vocab as JsonObject), ...mergedTexts(model)]);
  return new CutPlaces((before, after) => permits(before, after) && !holdsPair(merged, before, after));
}

function isPlainBpe(model: JsonObject): boolean {
  const isWithout = ["continuing_subword_prefix", "end_of_word_suffix", "dropout"].every((name) => !model[name]);
  return model.type === "BPE" && isJsonObject(model.vocab) && isWithout;
}

function stepsOf(step: JsonValue | undefined, inside: "normalizers" | "pretokenizers"): JsonObject[] {
  if (!isJsonObject(step)) return [];
  const { [inside]: inner, type } = step;
  return type === "Sequence" && Array.isArray(inner) ? inner.flatMap((each) => stepsOf(each, inside)) : [step];
}

/** None of them changes or joins what stands on both sides of a place. */
function isUnicodeForm({ type }: JsonObject): boolean {
  return type === "NFC" || type === "NFD" || type === "NFKC" || type === "NFKD";
}

function marksSpaces({ type, pattern, content }: JsonObject): boolean {
  if (type === "Prepend") return true;
  return type === "Replace" && isJsonObject(pattern) && pattern.String === " " && content === "▁";
}

/** Of a text whose spaces are marked already, such a split finds none. */
function splitsAtSpaces({ type, pattern }: JsonObject): boolean {
  return type === "Metaspace" || (type === "Split" && isJsonObject(pattern) && pattern.String === " ");
}

/** Contractions, in both ways that patterns write them. */
const contractions = ["'s|'t|'re|'ve|'m|'ll|'d", "(?i:'s|'t|'re|'ve|'m|'ll|'d)"];
const lineEnds = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const lower = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
const upper = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
const front = "[^\\r\\n\\p{L}\\p{N}]?";

/** Patterns that end a word behind a letter or digit that has white space behind it. */
const wordPatterns: ReadonlySet<string> = new Set([
  // GPT-2.
  `${contractions[0]}| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+`,
  // Llama 3, Qwen 2, and those with other digits.
  ...["\\p{N}{1,3}", "\\p{N}", "\\p{N}+"].map(
    (digits) => `${contractions[1]}|${front}\\p{L}+|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|${lineEnds}`,
  ),
  // GPT-4o, and Mistral's Tekken.
  ...[`${contractions[1]}?`, ""].flatMap((behind) =>
    ["\\p{N}{1,3}", "\\p{N}"].map(
      (digits) =>
        `${front}${upper}*${lower}+${behind}|${front}${upper}+${lower}*${behind}|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${lineEnds}`,
    ),
  ),
  // BLOOM.
  " ?[^(\\s|[.,!?…。，、।۔،])]+",
]);

/** Patterns of classes of characters that hold no white space: what they find lies on one side of a place. */
const classPatterns: ReadonlySet<string> = new Set([
  "\\p{N}{1,3}",
  "\\p{N}",
  "[0-9][0-9][0-9]",
  "[\\r\\n]",
  "[一-龥぀-ゟ゠-ヿ]+",
]);

function endsWords({ type, use_regex: usesRegex, pattern }: JsonObject): boolean {
  if (type === "ByteLevel") return usesRegex !== false;
  return type === "Split" && isJsonObject(pattern) && wordPatterns.has(String(pattern.Regex));
}

/** Cuts on one side of a place whatever stands on the other. */
function isLocal(step: JsonObject): boolean {
  const { type, behavior, invert, pattern } = step;
  if (type === "ByteLevel" || type === "Digits" || type === "Punctuation") return true;
  if (type !== "Split" || behavior !== "Isolated" || invert === true || !isJsonObject(pattern)) return false;
  return endsWords(step) || classPatterns.has(String(pattern.Regex));
}

/** Without them unknown characters next to each other become one token. */
function hasAllBytes({ byte_fallback: fallsBack, vocab }: JsonObject): boolean {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, "0"));
  return fallsBack === true && bytes.every((byte) => Object.hasOwn(vocab as JsonObject, `<0x${byte}>`));
}

function mergedTexts({ merges }: JsonObject): string[] {
  const all = Array.isArray(merges) ? merges : [];
  return all.map((merge) => (Array.isArray(merge) ? merge.join("") : String(merge).replace(" ", "")));
}

/** Also as a normalizer can have them. */
function addedTexts({ added_tokens: added }: JsonObject): string[] {
  const texts = (Array.isArray(added) ? added : []).filter(isJsonObject).map(({ content }) => String(content));
  return [...texts, ...texts.map((text) => text.normalize("NFKC"))];
}
