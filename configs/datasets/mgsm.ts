// MGSM (Shi et al. 2022, arXiv:2210.03057). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readTsv } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";
import { mgsmGroups } from "./_summary-groups.ts";

const rows: NamedSource[] = [["mgsm_bn", { type: "mgsm", path: "mgsm/mgsm_bn.tsv" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "bn" },
};
const rows2: NamedSource[] = [["mgsm_de", { type: "mgsm", path: "mgsm/mgsm_de.tsv" }]];
const score2: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "de" },
};
const rows3: NamedSource[] = [["mgsm_en", { type: "mgsm", path: "mgsm/mgsm_en.tsv" }]];
const score3: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "en" },
};
const rows4: NamedSource[] = [["mgsm_es", { type: "mgsm", path: "mgsm/mgsm_es.tsv" }]];
const score4: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "es" },
};
const rows5: NamedSource[] = [["mgsm_fr", { type: "mgsm", path: "mgsm/mgsm_fr.tsv" }]];
const score5: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "fr" },
};
const rows6: NamedSource[] = [["mgsm_ja", { type: "mgsm", path: "mgsm/mgsm_ja.tsv" }]];
const score6: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "ja" },
};
const rows7: NamedSource[] = [["mgsm_ru", { type: "mgsm", path: "mgsm/mgsm_ru.tsv" }]];
const score7: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "ru" },
};
const rows8: NamedSource[] = [["mgsm_sw", { type: "mgsm", path: "mgsm/mgsm_sw.tsv" }]];
const score8: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "sw" },
};
const rows9: NamedSource[] = [["mgsm_te", { type: "mgsm", path: "mgsm/mgsm_te.tsv" }]];
const score9: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "te" },
};
const rows10: NamedSource[] = [["mgsm_th", { type: "mgsm", path: "mgsm/mgsm_th.tsv" }]];
const score10: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "th" },
};
const rows11: NamedSource[] = [["mgsm_zh", { type: "mgsm", path: "mgsm/mgsm_zh.tsv" }]];
const score11: Evaluate = {
  evaluator: { type: "mgsm" },
  predRole: "BOT",
  predPostprocessor: { type: "mgsm", lang: "zh" },
};

export default defineDataset({
  title: "MGSM: GSM8K problems in eleven languages",
  dimensions: ["mathematics", "language"],
  load: async (path) => readTsv(path, { columns: ["question", "answer"] }),
  groups: mgsmGroups,
  variants: {
    mgsm_gen_d967bc: () => [
      ...entriesOf(
        rows,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'এই গণিতের সমস্যাটি সমাধান করুন। চূড়ান্ত উত্তর দেওয়ার আগে যুক্তিসম্পন্ন পদক্ষেপ প্রদান করুন। চূড়ান্ত উত্তরটি একক সংখ্যা হিসাবে "উত্তর:" এর পরে শেষ লাইনে দিন। "উত্তর:" এর পরে অন্য কিছু যুক্ত করবেন না।.\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score,
      ),
      ...entriesOf(
        rows2,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'Löse dieses Mathematikproblem. Gib die Schritte zur Begründung an, bevor du die endgültige Antwort in der letzten Zeile alleine im Format "Antwort:" gibst. Füge nichts anderes als die ganzzahlige Antwort nach "Antwort:" hinzu.\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score2,
      ),
      ...entriesOf(
        rows3,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'Solve this math problem. Give the reasoning steps before giving the final answer on the last line by itself in the format of "Answer:". Do not add anything other than the integer answer after "Answer:".\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score3,
      ),
      ...entriesOf(
        rows4,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'Resuelve este problema matemático. Proporciona los pasos de razonamiento antes de dar la respuesta final en la última línea por sí misma en el formato de "Respuesta:". No añadas nada más que la respuesta entera después de "Respuesta:".\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score4,
      ),
      ...entriesOf(
        rows5,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'Résolvez ce problème de mathématiques. Donnez les étapes de raisonnement avant de fournir la réponse finale sur la dernière ligne elle-même dans le format de "Réponse:". N\'ajoutez rien d\'autre que la réponse entière après "Réponse:".\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score5,
      ),
      ...entriesOf(
        rows6,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'の数学の問題を解いてください。最終的な答えを出す前に、解答の推論過程を記述してください。そして最後の行には "答え:" の形式で答えを記述し、その後には整数の答え以外何も追加しないでください。\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score6,
      ),
      ...entriesOf(
        rows7,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'Решите эту математическую задачу. Объясните шаги рассуждения перед тем, как дать окончательный ответ в последней строке сам по себе в формате "Ответ:". Не добавляйте ничего, кроме целочисленного ответа после "Ответ:".\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score7,
      ),
      ...entriesOf(
        rows8,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'Suluhisha tatizo hili la hesabu. Toa hatua za mantiki kabla ya kutoa jibu la mwisho kwenye mstari wa mwisho peke yake katika muundo wa "Jibu:". Usiongeze chochote kingine isipokuwa jibu la integer baada ya "Jibu:".\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score8,
      ),
      ...entriesOf(
        rows9,
        columns,
        askZeroShot(
          {
            round: [
              human(
                "ఈ గణిత సమస్యను పరిష్కరించండి. చివరి సమాధానాన్ని ఇవ్వదానికి ముందు తర్కాత్మక అదుగులను ఇవ్వండి. చివరి పంక్తిలో మాత్రమే 'సమాధానం:' అనే ఆకారంలో చివరి సమాధానాద్ని ఇవ్వండి సమాధానం: తర్వాత పూర్ణాంక సమాధానానికి తప్పించి ఎదేనా చేర్చవద్దు.\n\n{question}",
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score9,
      ),
      ...entriesOf(
        rows10,
        columns,
        askZeroShot(
          {
            round: [
              human(
                'แก้ปัญหาคณิตศาสตร์นี้ ให้ให้ขั้นตอนการใช้เหตุผลก่อนที่จะให้คำตอบสุดท้ายในบรรทัดสุดท้ายโดยอยู่ในรูปแบบ "คำตอบ:" ไม่ควรเพิ่มอะไรนอกจากคำตอบที่เป็นจำนวนเต็มหลังจาก "คำตอบ:"\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score10,
      ),
      ...entriesOf(
        rows11,
        columns,
        askZeroShot(
          {
            round: [
              human(
                '解决这个数学问题。在最后一行给出答案前，请提供推理步骤。最后一行应该以 "答案: " 的形式独立给出答案。在 "答案：" 后不要添加除整数答案之外的任何内容。\n\n{question}',
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score11,
      ),
    ],
  },
  aliases: { mgsm_gen: "mgsm_gen_d967bc" },
});
