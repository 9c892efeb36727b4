// A llama_context with its thread, its thread pool and its KV cells. Policy is JavaScript's; here one batch is decoded
// and read.
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "batch.h"
#include "environment.h"
#include "model.h"
#include "row_reader.h"
#include "thread_pool.h"

namespace oc {

struct ContextParams {
  int32_t nCtx, nBatch, nUbatch, nSeqMax, nOutputsMax, nThreads;
  bool kvUnified, offloadKqv, swaFull, exactGelu;
  llama_flash_attn_type flashAttention;
  ggml_type typeK, typeV;
  std::vector<std::shared_ptr<Adapter>> adapters;
  std::vector<float> adapterScales;
};

struct ContextFacts {
  int32_t nCtx, nCtxSeq, nBatch, nUbatch, nSeqMax;
  double kvBytes = 0, computeBytes = 0;
};

class Context : public Closable {
 public:
  const std::shared_ptr<Model> model;
  const LlamaApi& api;
  const ContextParams params;
  WorkerThread thread;
  ContextFacts facts{};
  BatchLimits limits{};
  // Of JavaScript's thread alone.
  bool inStep = false;
  bool closed = false;

  Context(std::shared_ptr<Model> model, ContextParams params)
      : model(std::move(model)), api(this->model->api), params(std::move(params)) {
    this->model->dependents++;
    for (auto& adapter : this->params.adapters) adapter->dependents++;
  }

  ~Context() override {
    closeNow();
    release();
  }

  // On the context's thread, as are step() and free().
  void create();
  StepResult step(Batch& batch);

  void free() {
    if (handle != nullptr) api.llama_free(handle);
    handle = nullptr;
    pool.reset();
  }

  llama_memory_t memory() const { return api.llama_get_memory(handle); }
  llama_context* native() const { return handle; }

  void allowStep() { abortRequested = false; }
  void abort() { abortRequested = true; }

  void requireIdle() const {
    if (closed) throw Failure(code::CLOSED, "the context is closed");
    if (inStep) throw badArgument("a step of this context is in flight");
  }

  int closingRank() const override { return 0; }
  WorkerThread& worker() override { return thread; }

  void closeNow() override {
    closed = true;
    thread.stop();
    free();
  }

  // Once the cells are freed: the model and the adapters may be closed.
  void release() {
    if (released) return;
    released = true;
    model->dependents--;
    for (auto& adapter : params.adapters) adapter->dependents--;
  }

 private:
  llama_context* handle = nullptr;
  std::unique_ptr<ThreadPool> pool;
  std::vector<llama_token> endTokens;
  std::atomic<bool> abortRequested{false};
  bool released = false;

  bool isAborted() const { return abortRequested || thread.interruption(); }
  void requireDecoder() const;
  void requireWholeBlocks(ggml_type type, const char* name, const char* lengthKey) const;
  void attachAdapters();
  void readFacts();
  void decode(Batch& batch);
  std::string takeBack(const Batch& batch);
};

}  // namespace oc
