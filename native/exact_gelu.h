// llama.cpp's CPU library reads GELU from a table of half-precision numbers, which moves a token's log-probability by up to 0.005
// nats. A context that computes exactly writes the gated form again, in single precision, when a node of it has been computed: its
// inputs are still there, because ggml reuses none of them for its result.
#pragma once
#include "llama_api.h"
#include "row_kernels.h"

namespace oc {

inline bool isRow(const ggml_tensor* tensor) {
  return tensor->type == GGML_TYPE_F32 && tensor->nb[0] == sizeof(float) && tensor->ne[2] == 1 && tensor->ne[3] == 1;
}

inline bool isGatedGelu(const ggml_tensor* node) {
  return node->op == GGML_OP_GLU && node->op_params[0] == GGML_GLU_OP_GEGLU && node->src[1] != nullptr && isRow(node) &&
         isRow(node->src[0]) && isRow(node->src[1]);
}

// llama.cpp's callback for nodes: which of them are looked at, and then each of these when it has been computed.
inline bool computeExactGelu(ggml_tensor* node, bool isAsked, void*) {
  if (isAsked) return isGatedGelu(node);
  const ggml_tensor *gate = node->src[0], *up = node->src[1];
  const auto row = [](const ggml_tensor* tensor, int64_t at) {
    return reinterpret_cast<float*>(static_cast<char*>(tensor->data) + at * tensor->nb[1]);
  };
  for (int64_t at = 0; at < node->ne[1]; at++)
    fastestKernels().gatedGelu(row(gate, at), row(up, at), row(node, at), node->ne[0]);
  return true;
}

}  // namespace oc
