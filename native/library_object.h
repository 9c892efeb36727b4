// Library as JavaScript sees it.
#pragma once
#include "holder.h"
#include "library.h"
#include "model_object.h"

namespace oc {

class LibraryObject : public Holder<LibraryObject, SharedLibrary> {
 public:
  static constexpr napi_type_tag tag{0x6f63206c6c616d61, 0x6c69627261727900};
  using Holder::Holder;

  static void define(Napi::Env env, Environment& environment) {
    const std::vector<PropertyDescriptor> methods{
        InstanceMethod<&LibraryObject::devices>("devices"),
        InstanceMethod<&LibraryObject::takeLog>("takeLog"),
        InstanceMethod<&LibraryObject::loadModel>("loadModel"),
    };
    environment.library = Napi::Persistent(DefineClass(env, "Library", methods));
  }

  static Napi::Value open(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "openLibrary", [&]() -> Napi::Value {
      const fs::path folder = pathOf(info[0], "folder");
      const fs::path fallback = info[1].IsUndefined() ? "" : pathOf(info[1], "fallbackFolder");
      if (!folder.is_absolute()) throw badArgument("\"folder\" must be absolute, and is " + folder.string());
      // The process keeps it for good: JavaScript's hold frees nothing.
      const std::shared_ptr<SharedLibrary> library(&SharedLibrary::open(folder, fallback), [](SharedLibrary*) {});
      return make(info.Env(), Environment::of(info.Env()).library, library);
    });
  }

 private:
  std::vector<ggml_backend_dev_t> allDevices() const {
    std::vector<ggml_backend_dev_t> all;
    for (size_t i = 0; i < native->api.ggml_backend_dev_count(); i++)
      all.push_back(native->api.ggml_backend_dev_get(i));
    return all;
  }

  static const char* typeName(enum ggml_backend_dev_type type) {
    switch (type) {
      case GGML_BACKEND_DEVICE_TYPE_CPU:
        return "cpu";
      case GGML_BACKEND_DEVICE_TYPE_GPU:
        return "gpu";
      case GGML_BACKEND_DEVICE_TYPE_IGPU:
        return "igpu";
      default:
        return "accel";
    }
  }

  Napi::Value devices(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "devices", [&]() -> Napi::Value {
      const auto env = info.Env();
      const auto& api = native->api;
      const auto list = Napi::Array::New(env);
      for (auto* device : allDevices()) {
        size_t free = 0, total = 0;
        api.ggml_backend_dev_memory(device, &free, &total);
        const auto told = Napi::Object::New(env);
        told.Set("name", api.ggml_backend_dev_name(device));
        told.Set("description", api.ggml_backend_dev_description(device));
        told.Set("type", typeName(api.ggml_backend_dev_type(device)));
        told.Set("freeMemory", double(free));
        told.Set("totalMemory", double(total));
        list.Set(list.Length(), told);
      }
      return list;
    });
  }

  Napi::Value takeLog(const Napi::CallbackInfo& info) {
    const auto list = Napi::Array::New(info.Env());
    for (const auto& line : native->log.take()) list.Set(list.Length(), line);
    return list;
  }

  Napi::Value loadModel(const Napi::CallbackInfo& info) {
    return guardPromise(info.Env(), "loadModel", [&]() -> Napi::Value {
      const auto path = pathOf(info[0], "path");
      const auto params = paramsOf(info[1]);
      auto& environment = Environment::of(info.Env());
      const auto model = std::make_shared<Model>(*native);
      environment.watch(model);
      return environment.start(
          model->thread, info.This(), "llama_model_load_from_file",
          [model, path, params] { model->load(path, params); },
          [model](Napi::Env env) { return ModelObject::make(env, model); });
    });
  }

  ModelParams paramsOf(Napi::Value value) const {
    const Fields fields(value, "params");
    ModelParams params;
    params.nGpuLayers = fields.integer("nGpuLayers", INT32_MIN, INT32_MAX);
    params.splitMode = fields.word<llama_split_mode>(
        "splitMode",
        {{"none", LLAMA_SPLIT_MODE_NONE}, {"layer", LLAMA_SPLIT_MODE_LAYER}, {"row", LLAMA_SPLIT_MODE_ROW}});
    params.useMmap = fields.boolean("useMmap");
    params.vocabOnly = fields.boolean("vocabOnly");
    const auto names = arrayOf(fields.get("devices"), "devices");
    for (uint32_t i = 0; i < names.Length(); i++) {
      auto* device = deviceNamed(stringOf(checked(names.Get(i)), "devices"));
      // The CPU is always there; llama.cpp's list is of the others.
      if (native->api.ggml_backend_dev_type(device) != GGML_BACKEND_DEVICE_TYPE_CPU) params.devices.push_back(device);
    }
    const auto split = arrayOf(fields.get("tensorSplit"), "tensorSplit");
    for (uint32_t i = 0; i < split.Length(); i++) {
      params.tensorSplit.push_back(float(numberOf(checked(split.Get(i)), "tensorSplit", 0, 1e9)));
    }
    if (params.devices.size() > native->api.llama_max_devices()) {
      throw badArgument("\"devices\" names more than " + std::to_string(native->api.llama_max_devices()));
    }
    if (!params.tensorSplit.empty() && params.tensorSplit.size() != params.devices.size()) {
      throw badArgument("\"tensorSplit\" must be empty or hold one number for each of \"devices\"");
    }
    return params;
  }

  ggml_backend_dev_t deviceNamed(const std::string& name) const {
    std::string known;
    for (auto* device : allDevices()) {
      if (name == native->api.ggml_backend_dev_name(device)) return device;
      known += (known.empty() ? "" : ", ") + std::string(native->api.ggml_backend_dev_name(device));
    }
    throw badArgument("no device " + quoted(name.c_str()) + " (there are: " + known + ")");
  }
};

}  // namespace oc
