// The archives in which OpenCompass gives out data, by the folder or file below the data root that they bring (its
// opencompass/utils/datasets_info.py and the release page of its data packs).

/** Of single data sets. */
const archives: Readonly<Record<string, string>> = {
  AGIEval: "AGIEval.zip",
  ARC: "ARC.zip",
  BBH: "BBH.zip",
  CHARM: "CHARM.zip",
  "GAOKAO-BENCH": "GAOKAO-BENCH.zip",
  IFbench: "IFBench.zip",
  LCBench2023: "LCBench2023.zip",
  Longbench: "Longbench.zip",
  Matbench: "Matbench.zip",
  NPHardEval: "NPHardEval.zip",
  OlympiadBench: "OlympiadBench.zip",
  "PHYSICS-textonly": "PHYSICS-textonly.zip",
  SciReasoner: "SciReasoner.zip",
  SuperGLUE: "SuperGLUE.zip",
  TheoremQA: "TheoremQA.zip",
  WikiBench: "WikiBench.zip",
  "aime.jsonl": "aime.zip",
  aime2025: "aime2025.zip",
  aime2026: "aime2026.zip",
  arc_prize_public_evaluation: "arc_prize_public_evaluation.zip",
  babilong: "babilong.zip",
  bbeh: "bbeh.zip",
  "biology-instruction": "biology-instruction-fixed.zip",
  ceval: "ceval.zip",
  chinese_simpleqa: "chinese_simpleqa_fixed_20260630.zip",
  climaqa_gold: "climaqa_gold.zip",
  climaqa_silver: "climaqa_silver.zip",
  cmmlu: "cmmlu.zip",
  cmo: "cmo.zip",
  code_generation_lite: "code_generation_lite.zip",
  commonsenseqa: "commonsenseqa.zip",
  compass_arena: "compass_arena.zip",
  drop_simple_eval: "drop_simple_eval.zip",
  ds1000_data: "ds1000_data.zip",
  "execution-v2": "execution-v2.zip",
  fake_alignment: "fake_alignment.zip",
  gpqa: "gpqa.zip",
  "gsm-hard": "gsm-hard.zip",
  gsm8k: "gsm8k.zip",
  hellaswag: "hellaswag.zip",
  hmmt2026: "hmmt_feb_2026.zip",
  humaneval: "humaneval.zip",
  humanevalx: "humanevalx.zip",
  ifeval: "ifeval.zip",
  "imo-bench-answerbench": "imo-bench-answerbench.zip",
  korbench: "korbench.zip",
  lambada: "lambada.zip",
  lawbench: "lawbench.zip",
  lcb_pro: "lcb_pro.zip",
  livestembench: "livestembench.zip",
  longbenchv2: "longbenchv2.zip",
  math: "math.zip",
  mathbench_v1: "mathbench_v1.zip",
  mbpp: "mbpp.zip",
  mbpp_plus: "mbpp_plus.zip",
  mgsm: "mgsm.zip",
  mmlu: "mmlu.zip",
  mmmlu_lite: "mmmlu_lite.zip",
  "mol-instructions": "mol-instructions.zip",
  musr: "musr.zip",
  needlebench: "needlebench.zip",
  "nq-open": "nq-open.zip",
  phybench: "phybench.zip",
  piqa: "piqa.zip",
  race: "race.zip",
  ruler: "ruler.zip",
  scicode: "scicode.zip",
  simpleqa: "simpleqa.zip",
  svamp: "svamp.zip",
  test_generation: "test_generation.zip",
  teval: "teval.zip",
  triviaqa: "triviaqa.zip",
  winogrande: "winogrande.zip",
};

/** Folders of the data pack of many sets. */
const inPack = new Set(
  "AGIEval ARC BBH CDME CLUE CMB FewCLUE FunctionalMT GAOKAO-BENCH HungarianExamMath LCSTS MedBench SQuAD2.0 SuperGLUE Xsum anli ceval clozeTest-maxmin cmmlu commonsenseqa commonsenseqa_cn crowspairs_cn drop flores_first100 gpqa gsm8k hellaswag humaneval humaneval_cn humaneval_multipl-e humanevalx lambada lawbench math math401 mbpp mbpp_cn mbpp_plus mmlu needlebench nq nq-open nq_cn openbookqa piqa py150 race scibench siqa strategyqa subjective summedits svamp triviaqa tydiqa winogrande xiezhi xlsum xstory_cloze".split(
    " ",
  ),
);
const pack = "OpenCompassData-complete-20240207.zip";

/** Where a path below the data root comes from; undefined for what no archive of theirs brings. */
export function archiveOf(path: string): string | undefined {
  const [folder = ""] = path.split("/");
  const own = Object.hasOwn(archives, folder) ? archives[folder] : undefined;
  const packs = [...(inPack.has(folder) ? [pack] : []), ...(own === undefined ? [] : [own])];
  return packs.length === 0 ? undefined : packs.join(" or ");
}
