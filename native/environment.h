// What the addon keeps for each JavaScript environment (the main thread, each worker_threads worker): the operations in
// flight, the way their results come back, and the native objects that must be gone before the environment is.
#pragma once
#include <napi.h>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "errors.h"
#include "worker_thread.h"

namespace oc {

// Something with a thread of its own that the end of the environment must close.
class Closable {
 public:
  // 0 is closed first: contexts, then models with their adapters.
  virtual int closingRank() const = 0;
  virtual WorkerThread& worker() = 0;
  // Waits for the running job and frees. Calling it again does nothing.
  virtual void closeNow() = 0;
  virtual ~Closable() = default;
};

class Environment {
 public:
  static Environment& of(Napi::Env env) { return *env.GetInstanceData<Environment>(); }

  Napi::FunctionReference library, model, adapter, context, sampler;  // constructors

  explicit Environment(Napi::Env env) : env(env) {
    napi_create_threadsafe_function(
        env, nullptr, nullptr, Napi::String::New(env, "oc_llama"), 0, 1, nullptr, nullptr, this,
        [](napi_env env, napi_value, void* self, void*) {
          if (env != nullptr) static_cast<Environment*>(self)->settleFinished();
        },
        &wake);
    napi_unref_threadsafe_function(env, wake);
    // Hooks run in reverse order of their registration: this one before the one that destroys `wake`.
    napi_add_env_cleanup_hook(env, [](void* self) { static_cast<Environment*>(self)->end(); }, this);
    // process.exit() runs no such hooks, and destroys the libraries' static objects with threads still using them.
    const auto process = env.Global().Get("process").As<Napi::Object>();
    const auto onExit = Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
      of(info.Env()).isExiting = true;
      of(info.Env()).interruptAll();
    });
    process.Get("on").As<Napi::Function>().Call(process, {Napi::String::New(env, "exit"), onExit});
  }

  void watch(const std::shared_ptr<Closable>& object) {
    std::vector<std::weak_ptr<Closable>> living;
    for (auto& one : watched) {
      if (!one.expired()) living.push_back(std::move(one));
    }
    living.push_back(object);
    watched = std::move(living);
  }

  // Runs `work` on `thread` and settles the returned promise: with what `result` makes of it on JavaScript's thread, or
  // with the Failure that `work` threw. `owner`, the JavaScript object whose method was called, lives at least as long.
  Napi::Promise start(
      WorkerThread& thread, Napi::Value owner, const char* name, std::function<void()> work,
      std::function<Napi::Value(Napi::Env)> result, std::function<void()> finally = [] {}) {
    auto* operation = new Operation{name,
                                    std::move(work),
                                    std::move(result),
                                    std::move(finally),
                                    Napi::Promise::Deferred::New(env),
                                    Napi::Persistent(owner.As<Napi::Object>()),
                                    {}};
    if (inFlight++ == 0) napi_ref_threadsafe_function(env, wake);
    const auto promise = operation->deferred.Promise();
    thread.post([this, operation] { run(operation); });
    return promise;
  }

 private:
  struct Operation {
    const char* name;
    std::function<void()> work;
    std::function<Napi::Value(Napi::Env)> result;
    std::function<void()> finally;  // on JavaScript's thread, before the promise is settled
    Napi::Promise::Deferred deferred;
    Napi::ObjectReference owner;
    std::optional<Failure> failure;
  };

  Napi::Env env;
  napi_threadsafe_function wake = nullptr;
  int inFlight = 0;
  bool isExiting = false;
  std::vector<std::weak_ptr<Closable>> watched;

  std::mutex mutex;
  bool ended = false;
  std::deque<std::unique_ptr<Operation>> finished;

  // On the worker thread.
  void run(Operation* operation) {
    try {
      translated(operation->name, operation->work);
    } catch (const Failure& failure) {
      operation->failure = failure;
    }
    const std::lock_guard<std::mutex> lock(mutex);
    finished.emplace_back(operation);
    if (!ended) napi_call_threadsafe_function(wake, nullptr, napi_tsfn_nonblocking);
  }

  std::unique_ptr<Operation> nextFinished() {
    const std::lock_guard<std::mutex> lock(mutex);
    if (finished.empty()) return nullptr;
    auto operation = std::move(finished.front());
    finished.pop_front();
    return operation;
  }

  void settleFinished() {
    if (isExiting) return;
    while (auto operation = nextFinished()) {
      const Napi::HandleScope scope(env);
      if (--inFlight == 0) napi_unref_threadsafe_function(env, wake);
      operation->finally();
      settle(*operation);
    }
  }

  void settle(Operation& operation) {
    try {
      if (operation.failure) return operation.deferred.Reject(errorValue(env, *operation.failure));
      operation.deferred.Resolve(translated(operation.name, [&] { return operation.result(env); }));
    } catch (const Failure& failure) {
      operation.deferred.Reject(errorValue(env, failure));
    } catch (const PendingException&) {
    }
  }

  // Nothing runs on any thread of this environment afterwards.
  std::vector<std::shared_ptr<Closable>> interruptAll() {
    std::vector<std::shared_ptr<Closable>> living;
    for (auto& one : watched) {
      if (auto object = one.lock()) living.push_back(std::move(object));
    }
    for (auto& object : living) object->worker().interrupt();
    for (auto& object : living) object->worker().waitUntilIdle();
    return living;
  }

  // No JavaScript can run any more, so promises stay as they are.
  void end() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      ended = true;
    }
    const auto living = interruptAll();
    for (int rank = 0; rank < 2; rank++) {
      for (auto& object : living) {
        if (object->closingRank() == rank) object->closeNow();
      }
    }
    while (auto operation = nextFinished()) operation->owner.Reset();
  }
};

}  // namespace oc
