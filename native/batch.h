// One step's packed batch, as copied from JavaScript and checked, and its results. See Batch and StepResult in
// addon.ts.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "errors.h"
#include "sampler.h"

namespace oc {

struct Batch {
  std::vector<int32_t> tokens, positions, seqOffsets, seqIds;
  std::vector<int32_t> rows, targetOffsets, targets;
  std::vector<int32_t> drawRows;
  std::vector<std::shared_ptr<Sampler>> samplers;
  std::vector<uint8_t> banEnd;

  // Filled by check(): 1 for tokens whose logits are asked for.
  std::vector<int8_t> isOutput;
  int32_t nOutputs = 0;
};

struct StepResult {
  std::vector<float> logProbs;
  std::vector<int32_t> drawn;
  std::vector<float> gaps;
  double decodeMs = 0, readMs = 0;
};

struct BatchLimits {
  int32_t nVocab, nBatch, nSeqMax, nOutputsMax;
  bool canShareTokens;  // a token of a batch may belong to several sequences
  bool canCopyParts;    // a part of a sequence can be copied to another one
};

class BatchCheck {
 public:
  BatchCheck(Batch& batch, const BatchLimits& limits) : batch(batch), limits(limits), n(int32_t(batch.tokens.size())) {}

  // Everything that llama.cpp would answer by ending the process, or would not notice.
  void run() {
    tokens();
    sequences();
    batch.isOutput.assign(n, 0);
    outputs(batch.rows, "rows");
    offsets(batch.targetOffsets, batch.rows.size(), batch.targets.size(), "targetOffsets", "targets");
    each(batch.targets, "targets", 0, limits.nVocab - 1);
    outputs(batch.drawRows, "drawRows");
    size(batch.samplers.size(), "samplers", batch.drawRows.size());
    size(batch.banEnd.size(), "banEnd", batch.drawRows.size());
    if (batch.nOutputs > limits.nOutputsMax) {
      throw badArgument("the batch asks for the logits of " + std::to_string(batch.nOutputs) +
                        " tokens, and nOutputsMax is " + std::to_string(limits.nOutputsMax));
    }
  }

 private:
  Batch& batch;
  const BatchLimits& limits;
  const int32_t n;

  void tokens() const {
    if (n == 0) throw badArgument("the batch has no tokens");
    if (batch.tokens.size() > size_t(limits.nBatch)) {
      throw badArgument("the batch has " + std::to_string(batch.tokens.size()) + " tokens, and nBatch is " +
                        std::to_string(limits.nBatch));
    }
    each(batch.tokens, "tokens", 0, limits.nVocab - 1);
    size(batch.positions.size(), "positions", n);
    each(batch.positions, "positions", 0, INT32_MAX - 1);
  }

  void sequences() const {
    offsets(batch.seqOffsets, n, batch.seqIds.size(), "seqOffsets", "seqIds");
    each(batch.seqIds, "seqIds", 0, limits.nSeqMax - 1);
    std::vector<int32_t> lastToken(limits.nSeqMax, -1);
    for (int32_t i = 0; i < n; i++) {
      const int32_t from = batch.seqOffsets[i], to = batch.seqOffsets[i + 1];
      if (from == to) throw badArgument("token " + std::to_string(i) + " of the batch belongs to no sequence");
      if (to - from > 1 && !limits.canShareTokens) {
        throw badArgument("token " + std::to_string(i) + " of the batch belongs to " + std::to_string(to - from) +
                          " sequences, which needs kvUnified and a model that is not recurrent");
      }
      for (int32_t s = from; s < to; s++) {
        int32_t& last = lastToken[batch.seqIds[s]];
        if (last == i) throw badArgument("token " + std::to_string(i) + " of the batch names a sequence twice");
        last = i;
      }
    }
  }

  void outputs(const std::vector<int32_t>& rows, const char* name) {
    each(rows, name, 0, n - 1);
    for (const int32_t row : rows) {
      batch.nOutputs += batch.isOutput[row] == 0;
      batch.isOutput[row] = 1;
    }
  }

  static void size(size_t found, const char* name, size_t expected) {
    if (found != expected) {
      throw badArgument(quoted(name) + " must hold " + std::to_string(expected) + " entries, and holds " +
                        std::to_string(found));
    }
  }

  static void each(const std::vector<int32_t>& values, const char* name, int32_t least, int32_t most) {
    for (size_t i = 0; i < values.size(); i++) {
      if (values[i] >= least && values[i] <= most) continue;
      throw badArgument(quoted(name) + "[" + std::to_string(i) + "] is " + std::to_string(values[i]) +
                        ", and must be from " + std::to_string(least) + " to " + std::to_string(most));
    }
  }

  static void offsets(const std::vector<int32_t>& offsets, size_t count, size_t end, const char* name, const char* of) {
    size(offsets.size(), name, count + 1);
    bool ascend = offsets.front() == 0 && size_t(offsets.back()) == end;
    for (size_t i = 0; i < count; i++) ascend = ascend && offsets[i] <= offsets[i + 1];
    if (!ascend) {
      throw badArgument(quoted(name) + " must ascend from 0 to the length of " + quoted(of) + ", which is " +
                        std::to_string(end));
    }
  }
};

}  // namespace oc
