// Compares every vector kernel of native/row_kernels.h that this processor can run with double precision. Prints one line for each
// row that is wrong, and at last the names of the kernels.

#include "row_kernels.h"

#include <cstdio>
#include <random>

using namespace oc;

static bool wrong(const char* kernel, const char* row, size_t n, const char* what) {
  std::printf("%s: %s of %zu: %s\n", kernel, row, n, what);
  return true;
}

// Plain double precision.
static double logProb(const std::vector<float>& row, float logit) {
  double sum = 0;
  const double max = *std::max_element(row.begin(), row.end());
  for (const float x : row) sum += std::exp(double(x) - max);
  return double(logit) - max - std::log(sum);
}

static void compare(const RowKernels& kernels, const char* name, const std::vector<float>& row) {
  const LogSum logSum = kernels.logSum(row.data(), int64_t(row.size()));
  const Best best = kernels.best(row.data(), int64_t(row.size()));
  const auto top = std::max_element(row.begin(), row.end());
  for (const float logit : {row.front(), row.back(), *top}) {
    if (logit == -INFINITY) continue;
    const double expected = logProb(row, logit);
    // A float of this size cannot be nearer.
    const double tolerance = std::max(1e-6, std::fabs(expected) * 6e-8);
    if (!(std::fabs(logSum.logProb(logit) - expected) <= tolerance)) wrong(kernels.name, name, row.size(), "log-probability");
  }
  if (best.token != top - row.begin() || best.logit != *top) wrong(kernels.name, name, row.size(), "best token");
  auto others = row;
  others.erase(others.begin() + best.token);
  const float second = others.empty() ? -INFINITY : *std::max_element(others.begin(), others.end());
  if (best.second != second) wrong(kernels.name, name, row.size(), "second best");
}

static void compareBroken(const RowKernels& kernels, std::vector<float> row, size_t at, float value, const char* name) {
  row[at] = value;
  if (!std::isnan(kernels.logSum(row.data(), int64_t(row.size())).logProb(row[0]))) wrong(kernels.name, name, at, "log-probability");
  if (kernels.best(row.data(), int64_t(row.size())).token != -1) wrong(kernels.name, name, at, "best token");
}

static void compareGelu(const RowKernels& kernels, const std::vector<float>& gate, const std::vector<float>& up) {
  std::vector<float> found(gate.size());
  kernels.gatedGelu(gate.data(), up.data(), found.data(), int64_t(gate.size()));
  for (size_t i = 0; i < gate.size(); i++) {
    const double x = gate[i];
    const double expected = x / (1 + std::exp(-2 * std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x))) * up[i];
    // Far below zero the argument of the exponential, and with it a result of next to nothing, is rounded by more.
    if (!(std::fabs(found[i] - expected) <= 2e-5 * std::fabs(expected) + 1e-30)) wrong(kernels.name, "gated GELU", gate.size(), "value");
  }
}

int main() {
  std::mt19937 generator(1);
  const auto random = [&](size_t n, float scale) {
    std::normal_distribution<float> normal(0, scale);
    std::vector<float> row(n);
    for (auto& x : row) x = normal(generator);
    return row;
  };
  for (const auto& kernels : availableKernels()) {
    for (const size_t n : {1, 2, 7, 8, 15, 16, 17, 31, 1023, 1024, 1025, 2048, 5000, 32000, 151936}) {
      compare(kernels, "random", random(n, 3));
      compareGelu(kernels, random(n, 4), random(n, 3));
      compare(kernels, "wide", random(n, 40));
      compare(kernels, "equal", std::vector<float>(n, 2.5f));
      auto masked = random(n, 3);
      for (size_t i = 0; i + 1 < n; i += 2) masked[i] = -INFINITY;
      compare(kernels, "masked", masked);
      auto rising = random(n, 1);
      std::sort(rising.begin(), rising.end());
      compare(kernels, "rising", rising);
      std::reverse(rising.begin(), rising.end());
      compare(kernels, "falling", rising);
      for (const size_t at : {size_t(0), n / 2, n - 1}) {
        compareBroken(kernels, random(n, 3), at, NAN, "NaN at");
        compareBroken(kernels, random(n, 3), at, INFINITY, "infinity at");
        if (n == 1) compareBroken(kernels, {0}, 0, -INFINITY, "-infinity at");
      }
    }
    compareBroken(kernels, std::vector<float>(3000, -INFINITY), 0, -INFINITY, "only -infinity");
    std::printf("%s\n", kernels.name);
  }
}
