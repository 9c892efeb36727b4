// OpenCompass's dotted class names of our parts, by our part names. The prompt hash contains them, so a variant of
// theirs and its counterpart here show the same digits in the table's version column.

export const upstreamNames = {
  template: "opencompass.openicl.icl_prompt_template.PromptTemplate",
  retrievers: {
    zero: "opencompass.openicl.icl_retriever.ZeroRetriever",
    "fix-k": "opencompass.openicl.icl_retriever.FixKRetriever",
    random: "opencompass.openicl.icl_retriever.RandomRetriever",
    "sliding-window": "opencompass.openicl.icl_retriever.SlidingWindowRetriever",
  },
  inferencers: {
    generate: "opencompass.openicl.icl_inferencer.GenInferencer",
    perplexity: "opencompass.openicl.icl_inferencer.PPLInferencer",
    "log-likelihood": "opencompass.openicl.icl_inferencer.LLInferencer",
    "conditional-log-prob": "opencompass.openicl.icl_inferencer.CLPInferencer",
    "perplexity-only": "opencompass.openicl.icl_inferencer.PPLOnlyInferencer",
    "self-consistency": "opencompass.openicl.icl_inferencer.SCInferencer",
  },
} as const satisfies UpstreamNames;

interface UpstreamNames {
  template: string;
  retrievers: Readonly<Record<string, string>>;
  inferencers: Readonly<Record<string, string>>;
}
