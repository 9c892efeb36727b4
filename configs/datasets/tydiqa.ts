// TyDi QA (Clark et al. 2020, arXiv:2003.05002). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { mapJsonl, objectsOf, textOf } from "./_fields.ts";
import { entriesWith, type SourceWithText, zeroShot } from "./_pieces.ts";
import { tydiqaGroups } from "./_summary-groups.ts";

const texts: SourceWithText[] = [
  [
    "tydiqa-goldp_arabic",
    { type: "tydiqa", path: "tydiqa", lang: "arabic" },
    "أجب على السؤال التالي بناءً على المعلومات في المقطع المعطى.\n\n</E>المقطع:{passage_text}\nالسؤال: {question_text}\nالإجابة",
  ],
  [
    "tydiqa-goldp_bengali",
    { type: "tydiqa", path: "tydiqa", lang: "bengali" },
    "প্রদত্ত অধ্যায়ের তথ্যের উপর ভিত্তি করে নিম্নলিখিত প্রশ্নের উত্তর দিন।\n\n</E>অধ্যায়:{passage_text}\nপ্রশ্ন: {question_text}\nউত্তর",
  ],
  [
    "tydiqa-goldp_english",
    { type: "tydiqa", path: "tydiqa", lang: "english" },
    "Answer the following question based on the information in the given passage.\n\n</E>Passage:{passage_text}\nQuestion: {question_text}\nAnswer",
  ],
  [
    "tydiqa-goldp_finnish",
    { type: "tydiqa", path: "tydiqa", lang: "finnish" },
    "Vastaa seuraavaan kysymykseen annetun kappaleen tiedon perusteella.\n\n</E>Kappale:{passage_text}\nKysymys: {question_text}\nVastaus",
  ],
  [
    "tydiqa-goldp_indonesian",
    { type: "tydiqa", path: "tydiqa", lang: "indonesian" },
    "Jawab pertanyaan berikut berdasarkan informasi di bagian yang diberikan.\n\n</E>Bagian:{passage_text}\nPertanyaan: {question_text}\nJawaban",
  ],
  [
    "tydiqa-goldp_japanese",
    { type: "tydiqa", path: "tydiqa", lang: "japanese" },
    "文脈に基づいて質問に答えてください。\n\n</E>ぶんしょう:{passage_text}\nしつもん: {question_text}\nかいとう",
  ],
  [
    "tydiqa-goldp_korean",
    { type: "tydiqa", path: "tydiqa", lang: "korean" },
    "주어진 문단의 정보에 기반하여 다음 질문에 답하십시오.\n\n</E>문단:{passage_text}\n질문: {question_text}\n답변",
  ],
  [
    "tydiqa-goldp_russian",
    { type: "tydiqa", path: "tydiqa", lang: "russian" },
    "Ответьте на следующий вопрос на основе информации в данном отрывке.\n\n</E>Отрывок:{passage_text}\nВопрос: {question_text}\nОтвет",
  ],
  [
    "tydiqa-goldp_swahili",
    { type: "tydiqa", path: "tydiqa", lang: "swahili" },
    "Jibu swali lifuatalo kulingana na habari kwenye kifungu kilichotolewa.\n\n</E>Kifungu:{passage_text}\nSwali: {question_text}\nJibu",
  ],
  [
    "tydiqa-goldp_telugu",
    { type: "tydiqa", path: "tydiqa", lang: "telugu" },
    "ఇచ్చిన పేరాలోని సమాచారం ఆధారంగా కింది ప్రశ్నకు సమాధానం ఇవ్వండి.\n\n</E>పేరా:{passage_text}\nప్రశ్న: {question_text}\nసమాధానం",
  ],
  [
    "tydiqa-goldp_thai",
    { type: "tydiqa", path: "tydiqa", lang: "thai" },
    "ตอบคำถามต่อไปนี้โดยอิงตามข้อมูลในตอนข้อความที่กำหนด:\n\n</E>ตอนข้อความ:{passage_text}\nคำถาม: {question_text}\nคำตอบ",
  ],
];
const columns = { inputColumns: ["passage_text", "question_text"], outputColumn: "answer" };

export default defineDataset({
  title: "TyDi QA, gold passage: spans of passages in eleven languages",
  dimensions: ["language", "understanding"],
  load: async (path, { lang }) =>
    mapJsonl(`${path}/dev/${lang}-dev.jsonl`, (record, place) => ({
      ...record,
      answer: [...new Set(objectsOf(record, "answers", place).map((answer) => textOf(answer, "text", place)))],
    })),
  groups: tydiqaGroups,
  variants: {
    tydiqa_gen_978d2a: () =>
      entriesWith(
        texts,
        columns,
        (text) => ({
          promptTemplate: { template: `${text}: {answer}`, iceToken: "</E>" },
          retriever: zeroShot,
          inferencer: { type: "generate" },
        }),
        { evaluator: { type: "tydiqa" } },
      ),
  },
  aliases: { tydiqa_gen: "tydiqa_gen_978d2a" },
});
