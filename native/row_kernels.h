// What is computed here of rows of numbers, in the widest vectors that this processor has: of a row of logits the terms of
// its log-softmax and its two largest values, and a gated GELU (exact_gelu.h). A row of a 150,000-token vocabulary is larger than the second-level cache, so each pass
// reads it from memory once.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

namespace oc {

struct LogSum {
  float max;
  double sum;  // of e^(x - max); NaN where a logit was NaN or +infinity

  // ln p of a token with this logit.
  float logProb(float logit) const {
    if (!(sum > 0 && max > std::numeric_limits<float>::lowest())) return NAN;
    return float(double(logit) - double(max) - std::log(sum));
  }
};

// The token with the largest logit, the lowest one of equals, and the next best logit.
struct Best {
  int32_t token = -1;  // -1: every logit is -infinity, or one is NaN or +infinity
  float logit = -INFINITY;
  float second = -INFINITY;

  void add(int32_t candidate, float value) {
    if (value > logit || (value == logit && candidate < token)) {
      second = logit;
      logit = value;
      token = candidate;
    } else {
      addSecond(value);
    }
  }

  void addSecond(float value) {
    if (value > second) second = value;
  }
};

struct RowKernels {
  const char* name;
  LogSum (*logSum)(const float* row, int64_t n);
  Best (*best)(const float* row, int64_t n);
  void (*gatedGelu)(const float* gate, const float* up, float* out, int64_t n);
};

#define OC_KERNELS baseline
#define OC_LANES 4
#include "row_kernels.inc"
#undef OC_KERNELS
#undef OC_LANES

#ifdef __x86_64__

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#define OC_KERNELS avx2
#define OC_LANES 8
#include "row_kernels.inc"
#undef OC_KERNELS
#undef OC_LANES
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f")
#endif
#define OC_KERNELS avx512
#define OC_LANES 16
#include "row_kernels.inc"
#undef OC_KERNELS
#undef OC_LANES
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif  // __x86_64__

// Every kernel that this processor can run, the fastest first.
inline std::vector<RowKernels> availableKernels() {
  std::vector<RowKernels> kernels;
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f")) kernels.push_back({"avx512", avx512::logSum, avx512::best, avx512::gatedGelu});
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    kernels.push_back({"avx2", avx2::logSum, avx2::best, avx2::gatedGelu});
#endif
  kernels.push_back({"baseline", baseline::logSum, baseline::best, baseline::gatedGelu});
  return kernels;
}

inline const RowKernels& fastestKernels() {
  static const RowKernels kernels = availableKernels().front();
  return kernels;
}

}  // namespace oc
