// llama.cpp's shared libraries: opened from a folder, once per process, and never closed, because threads of theirs may
// live on.
#pragma once
#include <dlfcn.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "llama_api.h"
#include "log_lines.h"

namespace oc {

namespace fs = std::filesystem;

class SharedLibrary {
 public:
  LlamaApi api;
  LogLines log;
  const fs::path folder;

  // Opens the libraries of `folder`. A GPU backend that cannot be loaded from there (it is built for another CUDA
  // release, say) is taken from `fallbackFolder`, unless that is empty.
  static SharedLibrary& open(const fs::path& folder, const fs::path& fallbackFolder) {
    static std::mutex& mutex = *new std::mutex;
    static auto& opened = *new std::map<fs::path, std::unique_ptr<SharedLibrary>>;
    const std::lock_guard<std::mutex> lock(mutex);
    std::error_code missing;
    const fs::path key = fs::canonical(folder, missing);
    if (missing) throw Failure(code::LIBRARY, "no folder " + folder.string());
    auto& library = opened[key];
    if (!library) {
      std::unique_ptr<SharedLibrary> fresh(new SharedLibrary(key));
      fresh->resolve();
      fresh->api.llama_backend_init();
      library = std::move(fresh);
    }
    // Set again at each opening: the callback is one per process, and another user of the same library may have set its
    // own.
    library->api.llama_log_set(LogLines::receive, &library->log);
    library->loadBackends(fallbackFolder);
    return *library;
  }

 private:
  explicit SharedLibrary(const fs::path& folder) : folder(folder) {}

  void resolve() {
    const fs::path path = llamaLibraryPath();
    checkRelease(releaseOf(folder), folder);
    // Opened by its whole path: another release with the same name may be in this process. The ggml libraries come with
    // it, by its own run path, and dlsym on it finds what they export too.
    void* const handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) throw Failure(code::LIBRARY, dlerror());
    api.resolve([handle](const char* name) { return dlsym(handle, name); });
    checkRelease(api.llama_version(), path);
    checkBaseLibrary();
  }

  // libllama.so with or without a backend and a release in its name; libllama-common.so is another library.
  fs::path llamaLibraryPath() const {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.rfind("libllama.", 0) == 0 && entry.path().extension() == ".so") return entry.path();
    }
    throw Failure(code::LIBRARY, "no libllama*.so in " + folder.string());
  }

  // The release that node-llama-cpp noted beside its binaries; empty where it did not.
  static std::string releaseOf(const fs::path& folder) {
    std::ifstream file(folder / "_nlcBuildMetadata.json");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const std::string key = "\"release\":\"";
    const size_t at = text.find(key);
    if (at == std::string::npos) return "";
    const size_t from = at + key.size();
    return text.substr(from, text.find('"', from) - from);
  }

  // "v0.5.0" and "0.5.0-dev" are the same release.
  static void checkRelease(const std::string& found, const fs::path& where) {
    const auto plain = [](const std::string& release) {
      const size_t from = release.rfind("v", 0) == 0 ? 1 : 0;
      return release.substr(from, release.find('-') == std::string::npos ? release.npos : release.find('-') - from);
    };
    if (found.empty() || plain(found) == plain(OC_LLAMA_RELEASE)) return;
    throw Failure(code::LIBRARY,
                  where.string() + " is llama.cpp " + found + ", and the addon was compiled for " OC_LLAMA_RELEASE);
  }

  // libggml-base.so has no release in its name, so the loader may have taken one that was in the process before.
  void checkBaseLibrary() const {
    Dl_info info;
    if (dladdr(reinterpret_cast<void*>(api.ggml_init), &info) == 0 || info.dli_fname == nullptr) return;
    const fs::path path(info.dli_fname);
    checkRelease(releaseOf(path.parent_path()), path);
  }

  // Whoever opened this library before in this process may have loaded some or all of them.
  void loadBackends(const fs::path& fallbackFolder) {
    if (api.ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU) == nullptr) {
      api.ggml_backend_load_all_from_path(folder.c_str());
    }
    for (const char* name : {"cuda", "vulkan"}) loadGpuBackend(name, fallbackFolder);
    if (api.ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU) == nullptr) {
      throw Failure(code::LIBRARY, "no CPU backend in " + folder.string() + " fits this processor");
    }
  }

  // llama.cpp passes over a backend that cannot be loaded; here it is a failure that says why.
  void loadGpuBackend(const std::string& name, const fs::path& fallbackFolder) {
    const std::string file = "libggml-" + name + ".so";
    if (!fs::exists(folder / file) || api.ggml_backend_reg_by_name(name.c_str()) != nullptr) return;
    std::string reasons;
    for (const auto& place : {folder, fallbackFolder}) {
      if (place.empty()) continue;
      const fs::path path = place / file;
      if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
        reasons += (reasons.empty() ? "" : "; ") + std::string(dlerror());
        continue;
      }
      const LogCapture logged;
      if (api.ggml_backend_load(path.c_str()) != nullptr) return;
      reasons += (reasons.empty() ? "" : "; ") + path.string() + " could not be initialised" + logged.text();
    }
    throw Failure(code::LIBRARY, reasons);
  }
};

}  // namespace oc
