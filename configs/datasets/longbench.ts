// LongBench (Bai et al. 2023, arXiv:2308.14508). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, inOrder, type NamedSource } from "./_pieces.ts";
import { longbenchGroups } from "./_summary-groups.ts";

const rows: NamedSource[] = [["LongBench_2wikimqa", { type: "longbench", path: "Longbench", name: "2wikimqa" }]];
const byAnswers = {
  inputColumns: ["context", "input"],
  outputColumn: "answers",
  trainSplit: "test",
  testSplit: "test",
};
const score: Evaluate = { evaluator: { type: "longbench-f1" }, predRole: "BOT" };
const rows2: NamedSource[] = [["LongBench_dureader", { type: "longbench", path: "Longbench", name: "dureader" }]];
const score2: Evaluate = { evaluator: { type: "longbench-rouge", language: "zh" }, predRole: "BOT" };
const rows3: NamedSource[] = [["LongBench_gov_report", { type: "longbench", path: "Longbench", name: "gov_report" }]];
const byAnswers2 = { inputColumns: ["context"], outputColumn: "answers", trainSplit: "test", testSplit: "test" };
const score3: Evaluate = { evaluator: { type: "longbench-rouge" }, predRole: "BOT" };
const rows4: NamedSource[] = [["LongBench_hotpotqa", { type: "longbench", path: "Longbench", name: "hotpotqa" }]];
const rows5: NamedSource[] = [["LongBench_lcc", { type: "longbench", path: "Longbench", name: "lcc" }]];
const score4: Evaluate = { evaluator: { type: "longbench-code-sim" }, predRole: "BOT" };
const classesRows: NamedSource[] = [
  ["LongBench_lsht", { type: "longbench", path: "Longbench", name: "lsht", form: "classes" }],
];
const byAllLabels = {
  inputColumns: ["context", "input"],
  outputColumn: "all_labels",
  trainSplit: "test",
  testSplit: "test",
};
const score5: Evaluate = {
  evaluator: { type: "longbench-classification" },
  predRole: "BOT",
  predPostprocessor: { type: "first-line" },
};
const rows6: NamedSource[] = [["LongBench_multi_news", { type: "longbench", path: "Longbench", name: "multi_news" }]];
const rows7: NamedSource[] = [
  ["LongBench_multifieldqa_en", { type: "longbench", path: "Longbench", name: "multifieldqa_en" }],
];
const rows8: NamedSource[] = [
  ["LongBench_multifieldqa_zh", { type: "longbench", path: "Longbench", name: "multifieldqa_zh" }],
];
const score6: Evaluate = { evaluator: { type: "longbench-f1", language: "zh" }, predRole: "BOT" };
const rows9: NamedSource[] = [["LongBench_musique", { type: "longbench", path: "Longbench", name: "musique" }]];
const rows10: NamedSource[] = [
  ["LongBench_narrativeqa", { type: "longbench", path: "Longbench", name: "narrativeqa" }],
];
const rows11: NamedSource[] = [
  ["LongBench_passage_count", { type: "longbench", path: "Longbench", name: "passage_count" }],
];
const score7: Evaluate = { evaluator: { type: "longbench-count" }, predRole: "BOT" };
const rows12: NamedSource[] = [
  ["LongBench_passage_retrieval_en", { type: "longbench", path: "Longbench", name: "passage_retrieval_en" }],
];
const score8: Evaluate = { evaluator: { type: "longbench-retrieval" }, predRole: "BOT" };
const rows13: NamedSource[] = [
  ["LongBench_passage_retrieval_zh", { type: "longbench", path: "Longbench", name: "passage_retrieval_zh" }],
];
const score9: Evaluate = { evaluator: { type: "longbench-retrieval", language: "zh" }, predRole: "BOT" };
const rows14: NamedSource[] = [["LongBench_qasper", { type: "longbench", path: "Longbench", name: "qasper" }]];
const rows15: NamedSource[] = [["LongBench_qmsum", { type: "longbench", path: "Longbench", name: "qmsum" }]];
const rows16: NamedSource[] = [
  ["LongBench_repobench-p", { type: "longbench", path: "Longbench", name: "repobench-p" }],
];
const rows17: NamedSource[] = [["LongBench_samsum", { type: "longbench", path: "Longbench", name: "samsum" }]];
const score10: Evaluate = {
  evaluator: { type: "longbench-rouge" },
  predRole: "BOT",
  predPostprocessor: { type: "first-line" },
};
const classesRows2: NamedSource[] = [
  ["LongBench_trec", { type: "longbench", path: "Longbench", name: "trec", form: "classes" }],
];
const rows18: NamedSource[] = [["LongBench_triviaqa", { type: "longbench", path: "Longbench", name: "triviaqa" }]];
const score11: Evaluate = {
  evaluator: { type: "longbench-f1" },
  predRole: "BOT",
  predPostprocessor: { type: "first-line" },
};
const rows19: NamedSource[] = [["LongBench_vcsum", { type: "longbench", path: "Longbench", name: "vcsum" }]];
const rows20: NamedSource[] = [
  ["LongBench_2wikimqa", { type: "longbench", path: "Longbench", name: "2wikimqa" }],
  ["LongBench_hotpotqa", { type: "longbench", path: "Longbench", name: "hotpotqa" }],
  ["LongBench_musique", { type: "longbench", path: "Longbench", name: "musique" }],
  ["LongBench_qasper", { type: "longbench", path: "Longbench", name: "qasper" }],
];
const order = [
  "LongBench_2wikimqa",
  "LongBench_hotpotqa",
  "LongBench_musique",
  "LongBench_multifieldqa_en",
  "LongBench_multifieldqa_zh",
  "LongBench_narrativeqa",
  "LongBench_qasper",
  "LongBench_triviaqa",
  "LongBench_gov_report",
  "LongBench_qmsum",
  "LongBench_vcsum",
  "LongBench_dureader",
  "LongBench_lcc",
  "LongBench_repobench-p",
  "LongBench_passage_retrieval_en",
  "LongBench_passage_retrieval_zh",
  "LongBench_passage_count",
  "LongBench_trec",
  "LongBench_lsht",
  "LongBench_multi_news",
  "LongBench_samsum",
];

export default defineDataset({
  title: "LongBench: 21 tasks on long texts, English and Chinese",
  dimensions: ["long-text", "understanding"],
  load: async (path, { name, form }) => ({
    test: await mapJsonl(`${path}/data/${name}.jsonl`, (record, place) => {
      const answers = textsOf(record, "answers", place);
      const row = { input: textOf(record, "input", place), context: textOf(record, "context", place) };
      if (form !== "classes") return { ...row, answers };
      return { ...row, all_labels: { answers, all_classes: textsOf(record, "all_classes", place) } };
    }),
  }),
  groups: longbenchGroups,
  variants: {
    longbench_2wikimqa_gen_6b3efc: () =>
      entriesOf(
        rows,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Answer the question based on the given passages. Only give me the answer and do not output any other words.\n\nThe following are given passages.\n{context}\n\nAnswer the question based on the given passages. Only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score,
      ),
    longbench_dureader_gen_c6c7e4: () =>
      entriesOf(
        rows2,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "请基于给定的文章回答下述问题。\n\n文章：{context}\n\n请基于上述文章回答下面的问题。\n\n问题：{input}\n回答：",
              ),
            ],
          },
          { maxOutLen: 128 },
        ),
        score2,
      ),
    longbench_gov_report_gen_54c5b0: () =>
      entriesOf(
        rows3,
        byAnswers2,
        askZeroShot(
          {
            round: [
              human(
                "You are given a report by a government agency. Write a one-page summary of the report.\n\nReport:\n{context}\n\nNow, write a one-page summary of the report.\n\nSummary:",
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score3,
      ),
    longbench_hotpotqa_gen_6b3efc: () =>
      entriesOf(
        rows4,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Answer the question based on the given passages. Only give me the answer and do not output any other words.\n\nThe following are given passages.\n{context}\n\nAnswer the question based on the given passages. Only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score,
      ),
    longbench_lcc_gen_6ba507: () =>
      entriesOf(
        rows5,
        byAnswers2,
        askZeroShot(
          { round: [human("Please complete the code given below. \n{context}Next line of code:\n")] },
          { maxOutLen: 64 },
        ),
        score4,
      ),
    longbench_lsht_gen_e8a339: () =>
      entriesOf(
        classesRows,
        byAllLabels,
        askZeroShot(
          { round: [human("请判断给定新闻的类别，下面是一些例子。\n\n{context}\n{input}")] },
          { maxOutLen: 64 },
        ),
        score5,
      ),
    longbench_multi_news_gen_6f9da9: () =>
      entriesOf(
        rows6,
        byAnswers2,
        askZeroShot(
          {
            round: [
              human(
                "You are given several news passages. Write a one-page summary of all news. \n\nNews:\n{context}\n\nNow, write a one-page summary of all the news.\n\nSummary:\n",
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score3,
      ),
    longbench_multifieldqa_en_gen_d3838e: () =>
      entriesOf(
        rows7,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Read the following text and answer briefly.\n\n{context}\n\nNow, answer the following question based on the above text, only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 64 },
        ),
        score,
      ),
    longbench_multifieldqa_zh_gen_e9a7ef: () =>
      entriesOf(
        rows8,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "阅读以下文字并用中文简短回答：\n\n{context}\n\n现在请基于上面的文章回答下面的问题，只告诉我答案，不要输出任何其他字词。\n\n问题：{input}\n回答：",
              ),
            ],
          },
          { maxOutLen: 64 },
        ),
        score6,
      ),
    longbench_musique_gen_6b3efc: () =>
      entriesOf(
        rows9,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Answer the question based on the given passages. Only give me the answer and do not output any other words.\n\nThe following are given passages.\n{context}\n\nAnswer the question based on the given passages. Only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score,
      ),
    longbench_narrativeqa_gen_a68305: () =>
      entriesOf(
        rows10,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "You are given a story, which can be either a novel or a movie script, and a question. Answer the question as concisely as you can, using a single phrase if possible. Do not provide any explanation.\n\nStory: {context}\n\nNow, answer the question based on the story as concisely as you can, using a single phrase if possible. Do not provide any explanation.\n\nQuestion: {input}\n\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 128 },
        ),
        score,
      ),
    longbench_passage_count_gen_dcdaab: () =>
      entriesOf(
        rows11,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "There are some paragraphs below sourced from Wikipedia. Some of them may be duplicates. Please carefully read these paragraphs and determine how many unique paragraphs there are after removing duplicates. In other words, how many non-repeating paragraphs are there in total?\n\n{context}\n\nPlease enter the final count of unique paragraphs after removing duplicates. The output format should only contain the number, such as 1, 2, 3, and so on.\n\nThe final answer is: ",
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score7,
      ),
    longbench_passage_retrieval_en_gen_734db5: () =>
      entriesOf(
        rows12,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                'Here are 30 paragraphs from Wikipedia, along with an abstract. Please determine which paragraph the abstract is from.\n\n{context}\n\nThe following is an abstract.\n\n{input}\n\nPlease enter the number of the paragraph that the abstract is from. The answer format must be like "Paragraph 1", "Paragraph 2", etc.\n\nThe answer is: ',
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score8,
      ),
    longbench_passage_retrieval_zh_gen_01cca2: () =>
      entriesOf(
        rows13,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                '以下是若干段落文字，以及其中一个段落的摘要。请确定给定的摘要出自哪一段。\n\n{context}\n\n下面是一个摘要\n\n{input}\n\n请输入摘要所属段落的编号。答案格式必须是"段落1"，"段落2"等格式\n\n答案是：',
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score9,
      ),
    longbench_qasper_gen_6b3efc: () =>
      entriesOf(
        rows14,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Answer the question based on the given passages. Only give me the answer and do not output any other words.\n\nThe following are given passages.\n{context}\n\nAnswer the question based on the given passages. Only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score,
      ),
    longbench_qmsum_gen_d33331: () =>
      entriesOf(
        rows15,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "You are given a meeting transcript and a query containing a question or instruction. Answer the query in one or more sentences.\n\nTranscript:\n{context}\n\nNow, answer the query based on the above meeting transcript in one or more sentences.\n\nQuery: {input}\nAnswer:",
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score3,
      ),
    longbench_repobench_gen_6df953: () =>
      entriesOf(
        rows16,
        byAnswers,
        askZeroShot(
          { round: [human("Please complete the code given below. \n{context}{input}Next line of code:\n")] },
          { maxOutLen: 64 },
        ),
        score4,
      ),
    longbench_samsum_gen_f4416d: () =>
      entriesOf(
        rows17,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Summarize the dialogue into a few short sentences. The following are some examples.\n\n{context}\n\n{input}",
              ),
            ],
          },
          { maxOutLen: 128 },
        ),
        score10,
      ),
    longbench_trec_gen_824187: () =>
      entriesOf(
        classesRows2,
        byAllLabels,
        askZeroShot(
          {
            round: [
              human(
                "Please determine the type of the question below. Here are some examples of questions.\n\n{context}\n{input}",
              ),
            ],
          },
          { maxOutLen: 64 },
        ),
        score5,
      ),
    longbench_triviaqa_gen_d30cb9: () =>
      entriesOf(
        rows18,
        byAnswers,
        askZeroShot(
          {
            round: [
              human(
                "Answer the question based on the given passage. Only give me the answer and do not output any other words. The following are some examples.\n\n{context}\n\n{input}",
              ),
            ],
          },
          { maxOutLen: 32 },
        ),
        score11,
      ),
    longbench_vcsum_gen_f7a8ac: () =>
      entriesOf(
        rows19,
        byAnswers2,
        askZeroShot(
          {
            round: [
              human(
                "下面有一段会议记录，请你阅读后，写一段总结，总结会议的内容。\n会议记录：\n{context}\n\n会议总结：",
              ),
            ],
          },
          { maxOutLen: 512 },
        ),
        score2,
      ),
    longbench: () =>
      inOrder(order, [
        ...entriesOf(
          rows20,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "Answer the question based on the given passages. Only give me the answer and do not output any other words.\n\nThe following are given passages.\n{context}\n\nAnswer the question based on the given passages. Only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
                ),
              ],
            },
            { maxOutLen: 32 },
          ),
          score,
        ),
        ...entriesOf(
          rows7,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "Read the following text and answer briefly.\n\n{context}\n\nNow, answer the following question based on the above text, only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
                ),
              ],
            },
            { maxOutLen: 64 },
          ),
          score,
        ),
        ...entriesOf(
          rows8,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "阅读以下文字并用中文简短回答：\n\n{context}\n\n现在请基于上面的文章回答下面的问题，只告诉我答案，不要输出任何其他字词。\n\n问题：{input}\n回答：",
                ),
              ],
            },
            { maxOutLen: 64 },
          ),
          score6,
        ),
        ...entriesOf(
          rows10,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "You are given a story, which can be either a novel or a movie script, and a question. Answer the question as concisely as you can, using a single phrase if possible. Do not provide any explanation.\n\nStory: {context}\n\nNow, answer the question based on the story as concisely as you can, using a single phrase if possible. Do not provide any explanation.\n\nQuestion: {input}\n\nAnswer:",
                ),
              ],
            },
            { maxOutLen: 128 },
          ),
          score,
        ),
        ...entriesOf(
          rows18,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "Answer the question based on the given passage. Only give me the answer and do not output any other words. The following are some examples.\n\n{context}\n\n{input}",
                ),
              ],
            },
            { maxOutLen: 32 },
          ),
          score11,
        ),
        ...entriesOf(
          rows3,
          byAnswers2,
          askZeroShot(
            {
              round: [
                human(
                  "You are given a report by a government agency. Write a one-page summary of the report.\n\nReport:\n{context}\n\nNow, write a one-page summary of the report.\n\nSummary:",
                ),
              ],
            },
            { maxOutLen: 512 },
          ),
          score3,
        ),
        ...entriesOf(
          rows15,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "You are given a meeting transcript and a query containing a question or instruction. Answer the query in one or more sentences.\n\nTranscript:\n{context}\n\nNow, answer the query based on the above meeting transcript in one or more sentences.\n\nQuery: {input}\nAnswer:",
                ),
              ],
            },
            { maxOutLen: 512 },
          ),
          score3,
        ),
        ...entriesOf(
          rows19,
          byAnswers2,
          askZeroShot(
            {
              round: [
                human(
                  "下面有一段会议记录，请你阅读后，写一段总结，总结会议的内容。\n会议记录：\n{context}\n\n会议总结：",
                ),
              ],
            },
            { maxOutLen: 512 },
          ),
          score2,
        ),
        ...entriesOf(
          rows2,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "请基于给定的文章回答下述问题。\n\n文章：{context}\n\n请基于上述文章回答下面的问题。\n\n问题：{input}\n回答：",
                ),
              ],
            },
            { maxOutLen: 128 },
          ),
          score2,
        ),
        ...entriesOf(
          rows5,
          byAnswers2,
          askZeroShot(
            { round: [human("Please complete the code given below. \n{context}Next line of code:\n")] },
            { maxOutLen: 64 },
          ),
          score4,
        ),
        ...entriesOf(
          rows16,
          byAnswers,
          askZeroShot(
            { round: [human("Please complete the code given below. \n{context}{input}Next line of code:\n")] },
            { maxOutLen: 64 },
          ),
          score4,
        ),
        ...entriesOf(
          rows12,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  'Here are 30 paragraphs from Wikipedia, along with an abstract. Please determine which paragraph the abstract is from.\n\n{context}\n\nThe following is an abstract.\n\n{input}\n\nPlease enter the number of the paragraph that the abstract is from. The answer format must be like "Paragraph 1", "Paragraph 2", etc.\n\nThe answer is: ',
                ),
              ],
            },
            { maxOutLen: 32 },
          ),
          score8,
        ),
        ...entriesOf(
          rows13,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  '以下是若干段落文字，以及其中一个段落的摘要。请确定给定的摘要出自哪一段。\n\n{context}\n\n下面是一个摘要\n\n{input}\n\n请输入摘要所属段落的编号。答案格式必须是"段落1"，"段落2"等格式\n\n答案是：',
                ),
              ],
            },
            { maxOutLen: 32 },
          ),
          score9,
        ),
        ...entriesOf(
          rows11,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "There are some paragraphs below sourced from Wikipedia. Some of them may be duplicates. Please carefully read these paragraphs and determine how many unique paragraphs there are after removing duplicates. In other words, how many non-repeating paragraphs are there in total?\n\n{context}\n\nPlease enter the final count of unique paragraphs after removing duplicates. The output format should only contain the number, such as 1, 2, 3, and so on.\n\nThe final answer is: ",
                ),
              ],
            },
            { maxOutLen: 32 },
          ),
          score7,
        ),
        ...entriesOf(
          classesRows2,
          byAllLabels,
          askZeroShot(
            {
              round: [
                human(
                  "Please determine the type of the question below. Here are some examples of questions.\n\n{context}\n{input}",
                ),
              ],
            },
            { maxOutLen: 64 },
          ),
          score5,
        ),
        ...entriesOf(
          classesRows,
          byAllLabels,
          askZeroShot(
            { round: [human("请判断给定新闻的类别，下面是一些例子。\n\n{context}\n{input}")] },
            { maxOutLen: 64 },
          ),
          score5,
        ),
        ...entriesOf(
          rows6,
          byAnswers2,
          askZeroShot(
            {
              round: [
                human(
                  "You are given several news passages. Write a one-page summary of all news. \n\nNews:\n{context}\n\nNow, write a one-page summary of all the news.\n\nSummary:\n",
                ),
              ],
            },
            { maxOutLen: 512 },
          ),
          score3,
        ),
        ...entriesOf(
          rows17,
          byAnswers,
          askZeroShot(
            {
              round: [
                human(
                  "Summarize the dialogue into a few short sentences. The following are some examples.\n\n{context}\n\n{input}",
                ),
              ],
            },
            { maxOutLen: 128 },
          ),
          score10,
        ),
      ]),
  },
  aliases: {
    longbench_2wikimqa_gen: "longbench_2wikimqa_gen_6b3efc",
    longbench_dureader_gen: "longbench_dureader_gen_c6c7e4",
    longbench_gov_report_gen: "longbench_gov_report_gen_54c5b0",
    longbench_hotpotqa_gen: "longbench_hotpotqa_gen_6b3efc",
    longbench_lcc_gen: "longbench_lcc_gen_6ba507",
    longbench_lsht_gen: "longbench_lsht_gen_e8a339",
    longbench_multi_news_gen: "longbench_multi_news_gen_6f9da9",
    longbench_multifieldqa_en_gen: "longbench_multifieldqa_en_gen_d3838e",
    longbench_multifieldqa_zh_gen: "longbench_multifieldqa_zh_gen_e9a7ef",
    longbench_musique_gen: "longbench_musique_gen_6b3efc",
    longbench_narrativeqa_gen: "longbench_narrativeqa_gen_a68305",
    longbench_passage_count_gen: "longbench_passage_count_gen_dcdaab",
    longbench_passage_retrieval_en_gen: "longbench_passage_retrieval_en_gen_734db5",
    longbench_passage_retrieval_zh_gen: "longbench_passage_retrieval_zh_gen_01cca2",
    longbench_qasper_gen: "longbench_qasper_gen_6b3efc",
    longbench_qmsum_gen: "longbench_qmsum_gen_d33331",
    longbench_repobench_gen: "longbench_repobench_gen_6df953",
    longbench_samsum_gen: "longbench_samsum_gen_f4416d",
    longbench_trec_gen: "longbench_trec_gen_824187",
    longbench_triviaqa_gen: "longbench_triviaqa_gen_d30cb9",
    longbench_vcsum_gen: "longbench_vcsum_gen_f7a8ac",
  },
});
