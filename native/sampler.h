// Choosing one token from a row of logits: the repetition penalty here, the rest by llama.cpp's own samplers.
#pragma once
#include <memory>
#include <vector>

#include "vocabulary.h"

namespace oc {

struct SamplerParams {
  double temperature, topP, minP, repetitionPenalty;
  int32_t topK;
  uint32_t seed;
};

class Sampler {
 public:
  bool inStep = false;  // of JavaScript's thread alone
  bool closed = false;
  const void* const context;  // the one that made it
  const Vocabulary vocabulary;

  Sampler(const Vocabulary& vocabulary, const SamplerParams& params, const void* context)
      : context(context), vocabulary(vocabulary), api(vocabulary.api), params(params), isSeen(vocabulary.size, false) {
    if (isGreedy()) return;
    chain.reset(api.llama_sampler_chain_init(api.llama_sampler_chain_default_params()), api.llama_sampler_free);
    const auto add = [this](llama_sampler* sampler) { api.llama_sampler_chain_add(chain.get(), sampler); };
    add(api.llama_sampler_init_temp(float(params.temperature)));
    if (params.topK > 0) add(api.llama_sampler_init_top_k(params.topK));
    if (params.topP < 1) add(api.llama_sampler_init_top_p(float(params.topP), 1));
    if (params.minP > 0) add(api.llama_sampler_init_min_p(float(params.minP), 1));
    // To llama.cpp the largest seed means a random one.
    add(api.llama_sampler_init_dist(params.seed == LLAMA_DEFAULT_SEED ? LLAMA_DEFAULT_SEED - 1 : params.seed));
  }

  bool isGreedy() const { return params.temperature == 0; }
  bool hasPenalty() const { return params.repetitionPenalty != 1; }

  void accept(llama_token token) {
    if (isSeen[token]) return;
    isSeen[token] = true;
    seen.push_back(token);
  }

  // Draws one of `candidates` by their logits, which it may change and reorder.
  llama_token draw(std::vector<llama_token_data>& candidates) {
    llama_token_data_array all{candidates.data(), candidates.size(), -1, false};
    api.llama_sampler_apply(chain.get(), &all);
    return all.selected < 0 ? -1 : all.data[all.selected].id;
  }

  // The rule of Hugging Face's generate, over everything accepted: llama.cpp's sampler looks at the last tokens only.
  float penalised(float logit) const {
    return float(logit > 0 ? logit / params.repetitionPenalty : logit * params.repetitionPenalty);
  }
  const std::vector<llama_token>& seenTokens() const { return seen; }

 private:
  const LlamaApi& api;
  const SamplerParams params;
  std::shared_ptr<llama_sampler> chain;
  std::vector<bool> isSeen;
  std::vector<llama_token> seen;
};

}  // namespace oc
