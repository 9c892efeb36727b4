// ggml's threads. A context computes with them, and the rows of logits are read with the same ones, so that no thread
// is made for a step and no two pools compete for the cores. ggml runs graphs only: reading is a graph of one operation
// that is a function here.
#pragma once
#include <algorithm>
#include <atomic>
#include <functional>

#include "llama_api.h"

namespace oc {

class ThreadPool {
 public:
  ThreadPool(const LlamaApi& api, int nThreads) : api(api), nThreads(nThreads) {
    ggml_backend_dev_t cpu = api.ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU);
    ggml_backend_reg_t reg = api.ggml_backend_dev_backend_reg(cpu);
    const auto find = [&](const char* name) { return api.ggml_backend_reg_get_proc_address(reg, name); };
    const auto create = reinterpret_cast<decltype(&ggml_threadpool_new)>(find("ggml_threadpool_new"));
    const auto setPool =
        reinterpret_cast<decltype(&ggml_backend_cpu_set_threadpool)>(find("ggml_backend_cpu_set_threadpool"));
    const auto setThreads = reinterpret_cast<ggml_backend_set_n_threads_t>(find("ggml_backend_set_n_threads"));
    destroy = reinterpret_cast<decltype(&ggml_threadpool_free)>(find("ggml_threadpool_free"));
    if (!create || !setPool || !setThreads || !destroy)
      throw Failure(code::LIBRARY, "the CPU backend offers no thread pool");

    ggml_threadpool_params params = api.ggml_threadpool_params_default(nThreads);
    params.poll = 0;  // between steps the cores belong to others: no spinning
    handle = create(&params);
    backend = api.ggml_backend_init_by_type(GGML_BACKEND_DEVICE_TYPE_CPU, nullptr);
    setPool(backend, handle);
    setThreads(backend, nThreads);
    buildGraph();
  }

  ~ThreadPool() {
    api.ggml_free(tensors);
    api.ggml_backend_free(backend);
    destroy(handle);
  }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  ggml_threadpool_t pool() const { return handle; }

  // Calls job(0) to job(count - 1), spread over the threads, and returns when all are done. A job can fail for lack of
  // memory only.
  void forEach(int count, const std::function<void(int)>& job) {
    if (count <= 1) {
      if (count == 1) job(0);
      return;
    }
    current = &job;
    total = count;
    isOutOfMemory = false;
    visits.store(0, std::memory_order_relaxed);
    next.store(0, std::memory_order_release);
    if (api.ggml_backend_graph_compute(backend, graph) == GGML_STATUS_SUCCESS) {
      // At once: ggml waits for its threads. What they did is ordered by this counter too, for a race detector that
      // sees none of ggml.
      while (visits.load(std::memory_order_acquire) < nThreads) {
      }
    }
    work();  // nothing, unless ggml could not
    if (isOutOfMemory) throw std::bad_alloc();
  }

 private:
  const LlamaApi& api;
  const int nThreads;
  decltype(&ggml_threadpool_free) destroy = nullptr;
  ggml_threadpool_t handle = nullptr;
  ggml_backend_t backend = nullptr;
  ggml_context* tensors = nullptr;
  ggml_cgraph* graph = nullptr;

  const std::function<void(int)>* current = nullptr;
  int total = 0;
  std::atomic<int> next{0};
  std::atomic<int> visits{0};
  std::atomic<bool> isOutOfMemory{false};

  void work() {
    while (true) {
      const int index = next.fetch_add(1, std::memory_order_acq_rel);
      if (index >= total) return;
      try {
        (*current)(index);
      } catch (...) {  // must not unwind through ggml
        isOutOfMemory = true;
      }
    }
  }

  void buildGraph() {
    const auto run = [](ggml_tensor*, int, int, void* self) {
      auto* pool = static_cast<ThreadPool*>(self);
      pool->work();
      pool->visits.fetch_add(1, std::memory_order_release);
    };
    const size_t memory = 4 * api.ggml_tensor_overhead() + api.ggml_graph_overhead_custom(4, false);
    tensors = api.ggml_init({memory, nullptr, true});
    ggml_tensor* node = api.ggml_custom_4d(tensors, GGML_TYPE_F32, 1, 1, 1, 1, nullptr, 0, run, GGML_N_TASKS_MAX, this);
    graph = api.ggml_new_graph_custom(tensors, 4, false);
    api.ggml_build_forward_expand(graph, node);
  }
};

}  // namespace oc
