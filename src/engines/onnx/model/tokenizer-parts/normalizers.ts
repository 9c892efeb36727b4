// Normalizers of a tokenizer.json as the Rust library applies them. The one in JavaScript takes other characters for white space,
// lowers letters by their place in a word, and guesses what SentencePiece's table of characters says.

import { OcLocalError } from "../../../../core/errors.ts";
import type { JsonObject } from "../../../../core/json.ts";
import { charsmapNormalizer } from "./charsmap.ts";
import { compilePattern } from "./pattern.ts";

type Normalize = (text: string) => string;

const unicodeForm = (form: "NFC" | "NFD" | "NFKC" | "NFKD") => (): Normalize => (text) => text.normalize(form);

const makers: Readonly<Record<string, (config: JsonObject) => Normalize>> = {
  BertNormalizer: bert,
  Lowercase: () => lower,
  NFC: unicodeForm("NFC"),
  NFD: unicodeForm("NFD"),
  NFKC: unicodeForm("NFKC"),
  NFKD: unicodeForm("NFKD"),
  Precompiled: ({ precompiled_charsmap: map }) => charsmapNormalizer(typeof map === "string" ? map : ""),
  Prepend:
    ({ prepend }) =>
    (text) =>
      text === "" ? text : String(prepend) + text,
  Replace: ({ pattern, content }) => {
    const find = compilePattern(pattern);
    return (text) => text.replaceAll(find, () => String(content));
  },
  Sequence: ({ normalizers }) => {
    const all = (normalizers as JsonObject[]).map(exactNormalizer);
    return (text) => all.reduce((normalized, normalize) => normalize(normalized), text);
  },
  Strip:
    ({ strip_left: left, strip_right: right }) =>
    (text) => {
      const fromLeft = left === false ? text : text.replace(/^\p{White_Space}+/u, "");
      return right === false ? fromLeft : fromLeft.replace(/\p{White_Space}+$/u, "");
    },
  StripAccents: () => (text) => text.replaceAll(/\p{M}/gu, ""),
};

/** What takes the place of the library's own. @throws OcLocalError MODEL_FILE naming a kind that is not known. */
export function exactNormalizer(config: JsonObject): Normalize {
  const make = makers[String(config.type)];
  if (make !== undefined) return make(config);
  throw new OcLocalError("MODEL_FILE", `the normalizer ${String(config.type)} is not supported`);
}

/** Character by character: a sigma at the end of a word is one like others. */
function lower(text: string): string {
  return Array.from(text, (character) => character.toLowerCase()).join("");
}

// As the library has it: the third range begins at 2B920, not at 2B820.
const chinese =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;

function bert({
  clean_text: clean,
  handle_chinese_chars: spaced,
  strip_accents: strip,
  lowercase,
}: JsonObject): Normalize {
  const isStripped = strip ?? lowercase !== false;
  return (text) => {
    let normalized = text;
    if (clean !== false)
      normalized = normalized
        .replaceAll(/(?![\t\n\r])[\0\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, "")
        .replaceAll(/[\t\n\r\p{White_Space}]/gu, " ");
    if (spaced !== false) normalized = normalized.replaceAll(chinese, " $& ");
    if (isStripped) normalized = normalized.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
    return lowercase === false ? normalized : lower(normalized);
  };
}
