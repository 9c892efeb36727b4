// Which Hugging Face checkpoints llama.cpp's convert_hf_to_gguf.py makes a model of that continues text: names of architectures in
// config.json, from the table of that script (TEXT_MODEL_MAP) in llama.cpp v0.5.0, without encoders, drafts and speech.

const causal = `
  Afmoe Apertus Arcee Arctic BaiChuan Baichuan BailingMoe BailingMoeV2 BailingMoeV3 Bamba BitNet Bitnet Bloom
  Chameleon CodeShell CogVLM Cohere Cohere2 Cohere2Moe Dbrx DeciLM Deepseek DeepseekOCR DeepseekV2 DeepseekV3
  DeepseekV32 DeepseekV4 Dots1 Dots3Note Dots3NoteText DotsOCR Ernie4_5 Ernie4_5_ Ernie4_5_Moe Exaone Exaone4
  ExaoneMoE ExaoneMoe Falcon FalconH1 FalconMamba Gemma Gemma2 Gemma3 Gemma3n Gemma4 Glm Glm4 Glm4Moe Glm4MoeLite
  GlmMoeDsa GPTBigCode GPTNeoX GptOss GPTRefact Granite GraniteMoe GraniteMoeHybrid GraniteMoeShared GraniteMoeSWA
  GraniteSWA GraniteSwitch Grok Grok1 GroveMoe HrmText HunYuanDenseV1 HunYuanMoEV1 HYV3 HYV4 InternLM2 InternLM3
  IQuestCoder Jais2 Jamba KimiLinear KORMo Laguna Lfm2 LFM2 Lfm2Moe LLaMA Llama Llama4 LlavaStableLMEpoch Maincoder
  Mamba Mamba2 Maple Mellum MiMoV2 MiMoV2Flash MiniCPM MiniCPM3 MiniMaxM1 MiniMaxM2 MiniMaxM3Sparse MiniMaxText01
  Ministral3 Mistral Mixtral MPT Nanbeige Nemotron NemotronH NemotronHPuzzle Olmo OLMo Olmo2 Olmo3 Olmoe OpenELM
  Orion PanguEmbedded Phi Phi3 PhiMoE Plamo Plamo2 PLaMo2 PLaMo3 Plamo3 PLM Qwen2 Qwen2Moe Qwen3 Qwen3_5 Qwen3_5Moe
  Qwen3Moe Qwen3Next Qwen4Exp RuGPT3XL RW Rwkv6 RWKV6Qwen2 Rwkv7 RWKV7 RwkvHybrid Sarashina2Vision SarvamMoE SeedOss
  SmallThinker SmolLM3 SolarOpen Spark2_5 StableLm StableLMEpoch Starcoder2 Step3p5 Talkie UnlimitedOCR VLlama3
  Xverse Youtu`;

const conditional = `
  AudioFlamingo3 Chameleon ChatGLM Dots3Note Exaone4_5_ Gemma3 Gemma3n Gemma4 Gemma4Unified Glm4v Glm4vMoe GlmOcr
  GraniteSpeech GraniteSpeechPlus HunYuanVL Janus KimiK25 KimiK3 KimiVL Llama4 Llava MiniCPMV4_6 MiniMaxM3Sparse
  Mistral3 MuseGlimmer PaddleOCRVL Qwen2_5_VL Qwen2Audio Qwen2VL Qwen3_5 Qwen3_5Moe Qwen3OmniMoe Qwen3VL Qwen3VLMoe
  Qwen4Exp Step3p7 StepVL Voxtral YoutuVL`;

const others = `
  BloomModel ChatGLMModel Gemma3TextModel GPT2LMHeadModel JAISLMHeadModel MambaLMHeadModel Phi4ForCausalLMV
  Qwen2_5OmniModel Qwen2VLModel QWenLMHeadModel`;

const convertible: ReadonlySet<string> = new Set([
  ...names(causal, "ForCausalLM"),
  ...names(conditional, "ForConditionalGeneration"),
  ...names(others, ""),
]);

export function isConvertible(architecture: string): boolean {
  return convertible.has(architecture);
}

function names(text: string, ending: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((name) => name + ending);
}
