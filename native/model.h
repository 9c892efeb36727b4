// A loaded model and its LoRA adapters, as llama.cpp holds them. Loading, freeing and reading adapters run on the
// model's own thread.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "environment.h"
#include "library.h"
#include "vocabulary.h"

namespace oc {

struct ModelParams {
  std::vector<ggml_backend_dev_t> devices;
  int32_t nGpuLayers = 0;
  llama_split_mode splitMode = LLAMA_SPLIT_MODE_LAYER;
  std::vector<float> tensorSplit;
  bool useMmap = true;
  bool vocabOnly = false;
};

class Model : public Closable {
 public:
  SharedLibrary& library;
  const LlamaApi& api;
  WorkerThread thread;
  llama_model* handle = nullptr;
  bool closed = false;
  bool vocabOnly = false;
  int dependents = 0;  // open contexts and adapters; of JavaScript's thread alone
  std::optional<Vocabulary> vocabulary;

  explicit Model(SharedLibrary& library) : library(library), api(library.api) {}
  ~Model() override { closeNow(); }

  // On the model's thread.
  void load(const std::string& path, const ModelParams& params) {
    const LogCapture logged;
    llama_model_params native = api.llama_model_default_params();
    auto devices = params.devices;
    devices.push_back(nullptr);  // an empty list means the CPU, no list means every GPU
    std::vector<float> split(api.llama_max_devices(), 0.0f);
    std::copy(params.tensorSplit.begin(), params.tensorSplit.end(), split.begin());
    native.devices = devices.data();
    native.n_gpu_layers = params.nGpuLayers;
    native.split_mode = params.splitMode;
    native.main_gpu = 0;  // an index into `devices`
    native.tensor_split = params.tensorSplit.empty() ? nullptr : split.data();
    native.load_mode = params.useMmap ? LLAMA_LOAD_MODE_MMAP : LLAMA_LOAD_MODE_NONE;
    native.vocab_only = params.vocabOnly;
    native.progress_callback = [](float, void* self) { return !static_cast<Model*>(self)->thread.interruption(); };
    native.progress_callback_user_data = this;
    handle = api.llama_model_load_from_file(path.c_str(), native);
    if (handle == nullptr) {
      if (thread.interruption()) throw Failure(code::ABORTED, "llama_model_load_from_file: aborted");
      throw Failure(code::MODEL, "llama_model_load_from_file " + path + logged.text());
    }
    vocabOnly = params.vocabOnly;
    vocabulary.emplace(api, handle);
  }

  void requireOpen() const {
    if (closed) throw Failure(code::CLOSED, "the model is closed");
  }

  int closingRank() const override { return 1; }
  WorkerThread& worker() override { return thread; }

  void closeNow() override {
    closed = true;
    thread.stop();
    free();
  }

  // On the model's thread, or after it ended.
  void free() {
    if (handle != nullptr) api.llama_model_free(handle);
    handle = nullptr;
  }

  std::string metadata(const std::string& key) const {
    char value[256];
    return api.llama_model_meta_val_str(handle, key.c_str(), value, sizeof value) < 0 ? "" : value;
  }
};

// Freed with the model at the latest: llama.cpp keeps a list of a model's adapters.
class Adapter {
 public:
  const std::shared_ptr<Model> model;
  llama_adapter_lora* handle = nullptr;
  bool closed = false;
  int dependents = 0;  // open contexts that use it

  explicit Adapter(std::shared_ptr<Model> model) : model(std::move(model)) { this->model->dependents++; }
  ~Adapter() { close(); }
  Adapter(const Adapter&) = delete;
  Adapter& operator=(const Adapter&) = delete;

  // On the model's thread.
  void load(const std::string& path) {
    const LogCapture logged;
    handle = model->api.llama_adapter_lora_init(model->handle, path.c_str());
    if (handle == nullptr) throw Failure(code::MODEL, "llama_adapter_lora_init " + path + logged.text());
  }

  void close() {
    if (closed) return;
    closed = true;
    if (handle != nullptr && model->handle != nullptr) model->api.llama_adapter_lora_free(handle);
    handle = nullptr;
    model->dependents--;
  }
};

}  // namespace oc
