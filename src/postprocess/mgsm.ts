// The last number behind the word for "answer" of the question's language, without commas; empty where the word is missing.
// docs/exactness.md E10.14.

import { z } from "zod";
import type { Postprocessor } from "../core/score.ts";

const words = {
  en: "Answer",
  bn: "উত্তর",
  de: "Antwort",
  es: "Respuesta",
  fr: "Réponse",
  ja: "答え",
  ru: "Ответ",
  sw: "Jibu",
  te: "సమాధానం",
  th: "คำตอบ",
  zh: "答案",
} as const;

export const optionsSchema = z.strictObject({
  lang: z.enum(Object.keys(words) as [keyof typeof words]).describe("language of the questions"),
});

export function createPostprocessor({ lang }: z.output<typeof optionsSchema>): Postprocessor {
  const word = words[lang];
  return (text) => {
    const parts = text.split(word);
    if (parts.length === 1) return { answer: "", extracted: false };
    const numbers = (parts.at(-1) as string).replaceAll(",", "").match(/\p{Nd}+\.?\p{Nd}*/gu);
    const found = numbers?.at(-1)?.replace(/\.+$/, "");
    return { answer: found ?? "", extracted: found !== undefined };
  };
}
