// One step: decode a checked batch, then read the rows that were asked for.
#pragma once
#include "context.h"

namespace oc {

inline StepResult Context::step(Batch& batch) {
  using Clock = std::chrono::steady_clock;
  const auto milliseconds = [](Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
  };
  StepResult result;
  const auto start = Clock::now();
  decode(batch);
  const auto decoded = Clock::now();
  if (batch.nOutputs > 0) {
    float* const logits = api.llama_get_logits(handle);
    if (logits == nullptr) throw Failure(code::DECODE, "llama_get_logits: no logits");
    RowReader(batch, logits, limits.nVocab, endTokens, result).read(*pool);
  }
  result.decodeMs = milliseconds(decoded - start);
  result.readMs = milliseconds(Clock::now() - decoded);
  return result;
}

inline void Context::decode(Batch& batch) {
  const LogCapture logged;
  const auto n = int32_t(batch.tokens.size());
  std::vector<int32_t> nSeqIds(n);
  std::vector<llama_seq_id*> seqIds(n);
  for (int32_t i = 0; i < n; i++) {
    nSeqIds[i] = batch.seqOffsets[i + 1] - batch.seqOffsets[i];
    seqIds[i] = batch.seqIds.data() + batch.seqOffsets[i];
  }
  const llama_batch native{
      n, batch.tokens.data(), nullptr, batch.positions.data(), nSeqIds.data(), seqIds.data(), batch.isOutput.data()};

  if (isAborted()) throw Failure(code::ABORTED, "llama_decode: aborted before it began");
  int32_t status;
  std::string thrown;
  try {
    status = api.llama_decode(handle, native);
    if (status == 0) return api.llama_synchronize(handle);
  } catch (const std::bad_alloc&) {
    status = -2;
  } catch (const std::exception& error) {
    status = -3;
    thrown = std::string(": ") + error.what();
  }
  const std::string call = "llama_decode returned " + std::to_string(status) + " (n_tokens " + std::to_string(n) +
                           ", n_outputs " + std::to_string(batch.nOutputs) + ", n_ctx " + std::to_string(facts.nCtx) +
                           ")";
  // 1: no slot, -1: the batch is wrong; both before any cell was written.
  if (status == 1) throw Failure(code::NO_KV_SLOT, call + ": the KV cells are full" + logged.text());
  if (status == -1) throw Failure(code::DECODE, call + logged.text());
  const std::string lost = takeBack(batch);
  if (status == 2) throw Failure(code::ABORTED, call + ": aborted" + lost);
  if (status == -2) throw Failure(code::NO_MEMORY, call + ": out of memory" + logged.text() + lost);
  throw Failure(code::DECODE, call + thrown + logged.text() + lost);
}

// llama.cpp decodes a batch in parts, and when one fails it keeps the cells of those before it; of a token that belongs
// to several sequences it removes the failed cell from the first one only. This removes all cells of the batch. Where a
// sequence cannot be cut back it is emptied, and the message says so.
inline std::string Context::takeBack(const Batch& batch) {
  std::map<llama_seq_id, llama_pos> from;
  for (size_t i = 0; i < batch.tokens.size(); i++) {
    for (int32_t s = batch.seqOffsets[i]; s < batch.seqOffsets[i + 1]; s++) {
      const auto [entry, isNew] = from.emplace(batch.seqIds[s], batch.positions[i]);
      if (!isNew) entry->second = std::min(entry->second, batch.positions[i]);
    }
  }
  // Cells of a sliding window that lay behind it may be overwritten by now.
  const bool hasWindow = api.llama_model_n_swa(model->handle) > 0 && !params.swaFull;
  std::string emptied;
  for (const auto& [seqId, position] : from) {
    if (!hasWindow && api.llama_memory_seq_rm(memory(), seqId, position, -1)) continue;
    api.llama_memory_seq_rm(memory(), seqId, -1, -1);
    if (position > 0) emptied += (emptied.empty() ? "" : ", ") + std::to_string(seqId);
  }
  return emptied.empty() ? "" : ". Sequences that cannot be cut back were emptied: " + emptied;
}

}  // namespace oc
