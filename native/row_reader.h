// Reads what a step asked of its rows of logits: log-probabilities of targets, and drawn tokens. The work on one row is
// one job of the thread pool; a row that is asked for several times is one job.
#pragma once
#include <algorithm>
#include <utility>
#include <vector>

#include "batch.h"
#include "row_kernels.h"
#include "thread_pool.h"

namespace oc {

class RowReader {
 public:
  // logits: [nOutputs, nVocab], in the order of the batch's output tokens
  RowReader(const Batch& batch, float* logits, int32_t nVocab, const std::vector<llama_token>& endTokens,
            StepResult& result)
      : batch(batch), logits(logits), nVocab(nVocab), endTokens(endTokens), result(result) {
    result.logProbs.resize(batch.targets.size());
    result.drawn.resize(batch.drawRows.size());
    result.gaps.resize(batch.drawRows.size());
    std::vector<int32_t> output(batch.tokens.size());
    int32_t n = 0;
    for (size_t i = 0; i < output.size(); i++) {
      output[i] = n;
      n += batch.isOutput[i];
    }
    requests.resize(n);
    for (size_t r = 0; r < batch.rows.size(); r++) requests[output[batch.rows[r]]].scored.push_back(int32_t(r));
    for (size_t d = 0; d < batch.drawRows.size(); d++) requests[output[batch.drawRows[d]]].drawn.push_back(int32_t(d));
  }

  void read(ThreadPool& pool) {
    pool.forEach(int(requests.size()), [this](int output) { readRow(output); });
  }

 private:
  struct Request {
    std::vector<int32_t> scored;  // indices into rows
    std::vector<int32_t> drawn;   // indices into drawRows
  };

  const Batch& batch;
  float* const logits;
  const int32_t nVocab;
  const std::vector<llama_token>& endTokens;
  StepResult& result;
  const RowKernels& kernels = fastestKernels();
  std::vector<Request> requests;

  void readRow(int output) {
    float* const row = logits + int64_t(output) * nVocab;
    const auto& [scored, drawn] = requests[output];
    if (!scored.empty()) score(row, scored);
    for (const int32_t d : drawn) draw(row, d);
  }

  void score(const float* row, const std::vector<int32_t>& scored) {
    const LogSum logSum = kernels.logSum(row, nVocab);
    for (const int32_t r : scored) {
      for (int32_t t = batch.targetOffsets[r]; t < batch.targetOffsets[r + 1]; t++) {
        result.logProbs[t] = logSum.logProb(row[batch.targets[t]]);
      }
    }
  }

  void draw(float* row, int32_t d) {
    std::vector<float> banned;
    if (batch.banEnd[d] != 0) {
      for (const llama_token token : endTokens) banned.push_back(std::exchange(row[token], -INFINITY));
    }
    const Best best = kernels.best(row, nVocab);
    result.gaps[d] = best.token < 0 ? NAN : best.logit - best.second;
    result.drawn[d] = best.token < 0 ? -1 : choose(row, best, batch.samplers[d].get());
    // Backwards, in case a token is listed twice.
    for (size_t i = banned.size(); i > 0; i--) row[endTokens[i - 1]] = banned[i - 1];
  }

  llama_token choose(float* row, const Best& best, Sampler* sampler) const {
    if (sampler == nullptr) return best.token;
    std::vector<float> before;
    if (sampler->hasPenalty()) {
      for (const llama_token token : sampler->seenTokens()) {
        before.push_back(std::exchange(row[token], sampler->penalised(row[token])));
      }
    }
    const llama_token token =
        sampler->isGreedy() ? (before.empty() ? best : kernels.best(row, nVocab)).token : drawFrom(row, *sampler);
    for (size_t i = 0; i < before.size(); i++) row[sampler->seenTokens()[i]] = before[i];
    if (token >= 0) sampler->accept(token);
    return token;
  }

  llama_token drawFrom(const float* row, Sampler& sampler) const {
    thread_local std::vector<llama_token_data> candidates;  // megabytes: kept, as the pool's threads are
    candidates.clear();
    for (llama_token token = 0; token < nVocab; token++) {
      if (row[token] > -INFINITY) candidates.push_back({token, row[token], 0.0f});
    }
    return sampler.draw(candidates);
  }
};

}  // namespace oc
