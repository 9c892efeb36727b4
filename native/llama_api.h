// The functions of llama.cpp and ggml that the addon calls. They are looked up in libraries opened at run time, so that
// one addon serves the CPU, CUDA and Vulkan builds.
#pragma once
#include <llama.h>

#include <map>

#include "errors.h"

// Declared in llama.cpp's src/llama-ext.h, which is no public header.
struct llama_memory_breakdown_data {
  size_t model = 0;
  size_t context = 0;
  size_t compute = 0;
};

namespace oc {

// clang-format off
#define OC_FUNCTIONS(F)                                                                                               \
  F(llama_version) F(llama_backend_init) F(llama_log_set) F(llama_max_devices) F(llama_max_parallel_sequences)        \
  /* models and vocabularies */                                                                                       \
  F(llama_model_default_params) F(llama_model_load_from_file) F(llama_model_free) F(llama_model_get_vocab)            \
  F(llama_model_n_ctx_train) F(llama_model_n_layer) F(llama_model_n_swa) F(llama_model_is_recurrent)                  \
  F(llama_model_is_hybrid) F(llama_model_has_encoder) F(llama_model_has_decoder) F(llama_model_desc)                  \
  F(llama_model_size) F(llama_model_meta_val_str) F(llama_vocab_n_tokens) F(llama_vocab_type) F(llama_vocab_bos)      \
  F(llama_vocab_eos) F(llama_vocab_eot) F(llama_vocab_pad) F(llama_vocab_get_add_bos) F(llama_vocab_get_add_eos)      \
  F(llama_vocab_is_eog) F(llama_vocab_is_control) F(llama_vocab_get_text) F(llama_tokenize) F(llama_detokenize)       \
  F(llama_adapter_lora_init) F(llama_adapter_lora_free) F(llama_set_adapters_lora)                                    \
  /* contexts */                                                                                                      \
  F(llama_context_default_params) F(llama_init_from_model) F(llama_free) F(llama_n_ctx) F(llama_n_ctx_seq)            \
  F(llama_n_batch) F(llama_n_ubatch) F(llama_n_seq_max) F(llama_get_memory) F(llama_memory_clear)                     \
  F(llama_memory_seq_rm) F(llama_memory_seq_cp) F(llama_state_seq_get_size) F(llama_state_seq_get_data)               \
  F(llama_state_seq_set_data) F(llama_attach_threadpool) F(llama_decode) F(llama_synchronize) F(llama_get_logits)     \
  /* samplers */                                                                                                      \
  F(llama_sampler_chain_default_params) F(llama_sampler_chain_init) F(llama_sampler_chain_add)                        \
  F(llama_sampler_free) F(llama_sampler_apply) F(llama_sampler_init_temp) F(llama_sampler_init_top_k)                 \
  F(llama_sampler_init_top_p) F(llama_sampler_init_min_p) F(llama_sampler_init_dist)                                  \
  /* backends and devices */                                                                                          \
  F(ggml_backend_load_all_from_path) F(ggml_backend_load) F(ggml_backend_reg_by_name)                                 \
  F(ggml_backend_reg_get_proc_address) F(ggml_backend_dev_count) F(ggml_backend_dev_get)                              \
  F(ggml_backend_dev_by_type) F(ggml_backend_dev_name) F(ggml_backend_dev_description) F(ggml_backend_dev_type)       \
  F(ggml_backend_dev_memory) F(ggml_backend_dev_backend_reg) F(ggml_backend_init_by_type) F(ggml_backend_free)        \
  F(ggml_backend_graph_compute)                                                                                       \
  /* one graph of one operation of our own, see thread_pool.h */                                                      \
  F(ggml_threadpool_params_default) F(ggml_tensor_overhead) F(ggml_graph_overhead_custom) F(ggml_init) F(ggml_free)   \
  F(ggml_custom_4d) F(ggml_new_graph_custom) F(ggml_build_forward_expand)
// clang-format on

struct LlamaApi {
#define OC_DECLARE(name) decltype(&::name) name = nullptr;
  OC_FUNCTIONS(OC_DECLARE)
#undef OC_DECLARE

  // Left null where this build does not export it.
  std::map<ggml_backend_buffer_type_t, llama_memory_breakdown_data> (*llama_get_memory_breakdown)(
      const llama_context*) = nullptr;

  // `find` is dlsym on one library; what it does not know becomes a LIBRARY failure.
  template <typename Find>
  void resolve(Find find) {
#define OC_RESOLVE(name)                                   \
  name = reinterpret_cast<decltype(&::name)>(find(#name)); \
  if (!name) throw Failure(code::LIBRARY, "the library has no " #name);
    OC_FUNCTIONS(OC_RESOLVE)
#undef OC_RESOLVE
    llama_get_memory_breakdown =
        reinterpret_cast<decltype(llama_get_memory_breakdown)>(find("_Z26llama_get_memory_breakdownPK13llama_context"));
  }
};

}  // namespace oc
