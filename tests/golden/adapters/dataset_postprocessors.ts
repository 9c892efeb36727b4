// Postprocessors and evaluators of single datasets against OpenCompass's own results.

import { acceptedAnswers } from "../../../configs/datasets/drop.ts";
import type { Row } from "../../../src/core/dataset.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import type { Score } from "../../../src/core/score.ts";
import { isAgievalEquivalent } from "../../../src/evaluators/math/is-agieval-equivalent.ts";
import { isEquivalent, type MathVersion } from "../../../src/evaluators/math/is-equivalent.ts";
import { stripAgievalAnswer, stripAnswer } from "../../../src/evaluators/math/strip-answer.ts";
import { stripAnswerV2 } from "../../../src/evaluators/math/strip-answer-v2.ts";
import { isFuzzyMatch, normalizeAnswer } from "../../../src/evaluators/text/fuzzy-match.ts";
import { lastLine, removeFewShotPrefix } from "../../../src/postprocess/agieval/few-shot.ts";
import { parseMathAnswer } from "../../../src/postprocess/agieval/math-answer.ts";
import { firstOption, singleAnswer } from "../../../src/postprocess/agieval/option-letters.ts";
import { boxContent, extractBoxedAnswer, lastBox } from "../../../src/postprocess/math/boxed.ts";
import { normalizeFinalAnswer } from "../../../src/postprocess/math/normalize-final-answer.ts";
import { load as createEvaluator, metricsOf } from "../../evaluators/load.ts";
import { load } from "../../postprocess/load.ts";
import { type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";
import { evaluateIncomplete, isIncomplete, scoresOf } from "../score-all.ts";

interface Input {
  fn: string;
  text: string;
  predictions: JsonValue[];
  references: JsonValue[];
  setting_name: string;
  [key: string]: unknown;
}

const postprocessors: Record<string, string> = {
  gsm8k_postprocess: "gsm8k",
  gsm8k_dataset_postprocess: "gsm8k-reference",
  math_postprocess: "math",
  math_postprocess_v2: "math-v2",
  math_judement_preprocess: "math-judement-preprocess",
  extract_answer: "math-judement-preprocess",
  bbh_mcq_postprocess: "bbh-mcq",
  bbh_freeform_postprocess: "bbh-freeform",
  humaneval_postprocess_v2: "humaneval-v2",
  humaneval_postprocess_v3: "humaneval-v3",
  humaneval_internal_v1_postprocess: "humaneval-internal-v1",
  humaneval_internal_v2_postprocess: "humaneval-internal-v2",
  "MBPPEvaluator._process_answer": "mbpp",
  "MBPPEvaluator2._process_answer": "mbpp-2",
  strategyqa_pred_postprocess: "strategyqa",
  strategyqa_dataset_postprocess: "strategyqa-reference",
  cmrc_postprocess: "cmrc",
  drcd_postprocess: "drcd",
  "agieval.extract_answer_in_bracket": "answer-in-bracket",
};

/** The evaluator of the same name here; `rawDetails` where upstream lists the prediction as it came. */
const evaluators: Record<string, { file: string; rawDetails?: true }> = {
  "Gsm8kEvaluator.score": { file: "gsm8k" },
  "MATHEvaluator.score": { file: "math" },
  "BBHEvaluator.score": { file: "bbh" },
  "BBHEvaluator_mcq.score": { file: "bbh-mcq" },
  "TriviaQAEvaluator.score": { file: "triviaqa" },
  "NQEvaluator.score": { file: "nq" },
  "SQuAD20Evaluator.score": { file: "squad20" },
  "DropOpenAIEvaluator.score": { file: "drop", rawDetails: true },
  "AGIEvalEvaluator.score": { file: "agieval" },
  "AGIEvalEvaluator_mcq.score": { file: "agieval-mcq" },
};

const functions: Record<string, (input: Input) => unknown> = {
  "Gsm8kEvaluator.is_equal": ({ pred, refer }) => isRight("gsm8k", pred as JsonValue, refer as JsonValue),
  "MATHEvaluator._strip_string": ({ text }) => orThrow(stripAnswer(text)),
  "MATHEvaluator._strip_string_v2": ({ text }) => orThrow(stripAnswerV2(text)),
  "agieval._strip_string": ({ text }) => orThrow(stripAgievalAnswer(text)),
  "MATHEvaluator.is_equiv": ({ str1, str2, version }) =>
    isEquivalent(str1 as JsonValue, str2 as JsonValue, version as MathVersion),
  "agieval.is_equiv": ({ str1, str2 }) => isAgievalEquivalent(str1 as JsonValue, str2 as JsonValue),
  normalize_final_answer: ({ text }) => normalizeFinalAnswer(text),
  last_boxed_only_string: ({ text }) => lastBox(text),
  remove_boxed: ({ text }) => boxContent(text),
  extract_boxed_answer: ({ text, strip_double_curly_brace }) =>
    extractBoxedAnswer(text, { stripDoubleCurlyBrace: strip_double_curly_brace === true }),
  "dropDataset.get_answers": ({ validated_answers }) => acceptedAnswers(validated_answers as Row[], "golden"),
  drop_normalize: ({ text }) => normalizeAnswer(text),
  drop_fuzzy_match: ({ s1, s2 }) => isFuzzyMatch(s1 as string, s2 as string),
  "agieval.extract_last_line": ({ text }) => lastLine(text),
  "agieval.remove_few_shot_prefix": ({ text }) => removeFewShotPrefix(text),
  "agieval.find_first_capital_letter": ({ text }) => firstOption(text).answer,
  "agieval.parse_math_answer": ({ text, setting_name }) => parseMathAnswer(text, setting_name).answer,
  "agieval.parse_few_shot_qa_single_answer": ({ text, language, setting_name }) =>
    singleAnswer(text, { language: language as "en" | "zh", lastLineOnly: setting_name === "few-shot-CoT" }).answer,
  "agieval.parse_qa_multiple_answer": ({ text, setting_name }) =>
    answerOf("agieval", text, { datasetName: "jec-qa-kd", settingName: setting_name }),
  "agieval.post_process": ({ dataset_name, setting_name, prediction }) =>
    answerOf("agieval", prediction as string, { datasetName: dataset_name, settingName: setting_name }),
};

export const adapter: GoldenAdapter = {
  file: "dataset_postprocessors",
  async run({ input }: GoldenCase) {
    const typed = input as Input;
    const { fn } = typed;
    if (postprocessors[fn] !== undefined) return answerOf(postprocessors[fn], typed.text, {});
    if (evaluators[fn] !== undefined) return scoreAll(typed, evaluators[fn]);
    // Rewriting the assertions of programs, which are not run here.
    if (functions[fn] === undefined) throw new NotShipped(fn);
    return functions[fn](typed);
  },
};

async function answerOf(file: string, text: string, options: object): Promise<JsonValue> {
  return (await load(file, options))(text).answer;
}

async function isRight(file: string, prediction: JsonValue, reference: JsonValue): Promise<boolean> {
  const score = (await createEvaluator(file, {})).score({ prediction, reference });
  return score.kind === "scored" && score.value === 1;
}

async function scoreAll(
  { predictions, references, version }: Input,
  { file, rawDetails = false }: { file: string; rawDetails?: boolean },
): Promise<unknown> {
  const request = { file, options: version === undefined ? {} : { version }, predictions, references };
  if (isIncomplete(request)) return evaluateIncomplete(request);
  const evaluator = await createEvaluator(file, request.options);
  const scores = scoresOf(evaluator, request);
  const details = scores.map((score, at) => detail(score, rawDetails ? (predictions[at] as JsonValue) : undefined));
  const metrics = metricsOf(evaluator, scores);
  // Upstream's SQuAD evaluator writes no details.
  return file === "squad20" ? metrics : { ...metrics, details };
}

function detail(score: Score, prediction: JsonValue | undefined): object {
  if (score.kind === "unscored") throw new Error(score.reason);
  return { pred: prediction ?? score.answer, answer: score.reference, correct: score.value === 1 };
}

/** Null stands for upstream's exception. */
function orThrow(text: string | null): string {
  if (text === null) throw new Error("not strippable");
  return text;
}
