// Making a llama_context.
#pragma once
#include "context.h"
#include "exact_gelu.h"

namespace oc {

inline void Context::create() {
  const LogCapture logged;
  requireDecoder();
  requireWholeBlocks(params.typeK, "typeK", ".attention.key_length");
  requireWholeBlocks(params.typeV, "typeV", ".attention.value_length");
  llama_context_params native = api.llama_context_default_params();
  native.n_ctx = params.nCtx;
  native.n_batch = params.nBatch;
  native.n_ubatch = params.nUbatch;
  native.n_seq_max = params.nSeqMax;
  // llama.cpp reserves one output per sequence in any case.
  native.n_outputs_max = std::max(params.nOutputsMax, params.nSeqMax);
  native.n_threads = native.n_threads_batch = params.nThreads;
  native.kv_unified = params.kvUnified;
  native.flash_attn_type = params.flashAttention;
  native.type_k = params.typeK;
  native.type_v = params.typeV;
  native.offload_kqv = params.offloadKqv;
  native.swa_full = params.swaFull;
  native.no_perf = true;
  if (params.exactGelu) native.cb_eval = computeExactGelu;
  native.abort_callback = [](void* self) { return static_cast<Context*>(self)->isAborted(); };
  native.abort_callback_data = this;

  pool = std::make_unique<ThreadPool>(api, params.nThreads);
  handle = api.llama_init_from_model(model->handle, native);
  if (handle == nullptr) {
    const std::string reason = logged.text();
    const bool isMemory =
        reason.find("alloc") != std::string::npos || reason.find("out of memory") != std::string::npos;
    throw Failure(isMemory ? code::NO_MEMORY : code::CONTEXT,
                  "llama_init_from_model (n_ctx " + std::to_string(params.nCtx) + ", n_batch " +
                      std::to_string(params.nBatch) + ", n_seq_max " + std::to_string(params.nSeqMax) + ")" + reason);
  }
  if (memory() == nullptr)
    throw Failure(code::CONTEXT, "llama_init_from_model: this model has no KV cells to decode with");
  api.llama_attach_threadpool(handle, pool->pool(), pool->pool());
  attachAdapters();
  endTokens = model->vocabulary->where(api.llama_vocab_is_eog);
  readFacts();
}

// For the other kinds of models llama.cpp has other calls, and ends the process at this one.
inline void Context::requireDecoder() const {
  const auto refuse = [](const std::string& reason) {
    throw Failure(code::CONTEXT, "llama_init_from_model: " + reason);
  };
  if (model->vocabOnly) refuse("the model was loaded with vocabOnly");
  if (!api.llama_model_has_decoder(model->handle)) refuse("this model has no decoder");
  if (api.llama_model_has_encoder(model->handle)) refuse("this model has an encoder, which is not supported");
  if (model->metadata(model->metadata("general.architecture") + ".attention.causal") == "false") {
    refuse("this model attends in both directions, so it cannot predict the next token");
  }
}

// Without flash attention llama.cpp does not look, and computes with the wrong numbers.
inline void Context::requireWholeBlocks(ggml_type type, const char* name, const char* lengthKey) const {
  if (type == GGML_TYPE_F32 || type == GGML_TYPE_F16 || type == GGML_TYPE_BF16) return;
  constexpr int64_t blockSize = 32;  // of every quantised type that ContextParams offers
  const std::string architecture = model->metadata("general.architecture");
  const auto number = [&](const std::string& key) { return std::atoll(model->metadata(architecture + key).c_str()); };
  int64_t headSize = number(lengthKey);
  if (headSize == 0 && number(".attention.head_count") > 0)
    headSize = number(".embedding_length") / number(".attention.head_count");
  if (headSize % blockSize != 0) {
    throw Failure(code::CONTEXT, "llama_init_from_model: " + std::string(name) +
                                     " is stored in blocks of 32, and the heads of this model have " +
                                     std::to_string(headSize) + " numbers");
  }
}

inline void Context::attachAdapters() {
  if (params.adapters.empty()) return;
  std::vector<llama_adapter_lora*> handles;
  for (const auto& adapter : params.adapters) handles.push_back(adapter->handle);
  auto scales = params.adapterScales;
  const int32_t status = api.llama_set_adapters_lora(handle, handles.data(), handles.size(), scales.data());
  if (status != 0) throw Failure(code::CONTEXT, "llama_set_adapters_lora returned " + std::to_string(status));
}

inline void Context::readFacts() {
  facts.nCtx = int32_t(api.llama_n_ctx(handle));
  facts.nCtxSeq = int32_t(api.llama_n_ctx_seq(handle));
  facts.nBatch = int32_t(api.llama_n_batch(handle));
  facts.nUbatch = int32_t(api.llama_n_ubatch(handle));
  facts.nSeqMax = int32_t(api.llama_n_seq_max(handle));
  if (api.llama_get_memory_breakdown != nullptr) {
    for (const auto& [type, bytes] : api.llama_get_memory_breakdown(handle)) {
      facts.kvBytes += double(bytes.context);
      facts.computeBytes += double(bytes.compute);
    }
  }
  limits.nVocab = model->vocabulary->size;
  limits.nBatch = facts.nBatch;
  limits.nSeqMax = facts.nSeqMax;
  limits.nOutputsMax = std::max(params.nOutputsMax, params.nSeqMax);
  const bool isRecurrent = api.llama_model_is_recurrent(model->handle);
  limits.canShareTokens = params.kvUnified && !isRecurrent;
  limits.canCopyParts = params.kvUnified && !isRecurrent && !api.llama_model_is_hybrid(model->handle);
}

}  // namespace oc
