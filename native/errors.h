// Failures: one exception type inside the addon, one kind of JavaScript Error outside. No C++ exception crosses N-API,
// because every function that JavaScript can call does its work inside guard().
#pragma once
#include <napi.h>

#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

namespace oc {

// The codes of NativeError in src/engines/llama/addon.ts.
namespace code {
constexpr const char* LIBRARY = "LIBRARY";
constexpr const char* MODEL = "MODEL";
constexpr const char* CONTEXT = "CONTEXT";
constexpr const char* NO_MEMORY = "NO_MEMORY";
constexpr const char* NO_KV_SLOT = "NO_KV_SLOT";
constexpr const char* DECODE = "DECODE";
constexpr const char* ABORTED = "ABORTED";
constexpr const char* ARGUMENT = "ARGUMENT";
constexpr const char* CLOSED = "CLOSED";
}  // namespace code

struct Failure : std::runtime_error {
  const char* code;
  Failure(const char* code, const std::string& message) : std::runtime_error(message), code(code) {}
};

inline Failure badArgument(const std::string& message) { return Failure(code::ARGUMENT, message); }

// A JavaScript exception is already pending, from a getter for example, and is left as it is; or no JavaScript can run
// any more, because the worker is being terminated.
struct PendingException {};

inline Napi::Value errorValue(Napi::Env env, const Failure& failure) {
  napi_value error = nullptr;
  napi_create_error(env, Napi::String::New(env, failure.code), Napi::String::New(env, failure.what()), &error);
  return Napi::Value(env, error);
}

// Turns what `call` throws into a Failure; what llama.cpp or the standard library throws is named by `during`.
template <typename Call>
auto translated(const char* during, Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const Failure&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw Failure(code::NO_MEMORY, std::string(during) + ": out of memory");
  } catch (const std::system_error& error) {
    // What std::thread throws where there is no room for a stack.
    if (error.code() != std::errc::resource_unavailable_try_again)
      throw Failure(code::LIBRARY, std::string(during) + ": " + error.what());
    throw Failure(code::NO_MEMORY, std::string(during) + ": no thread could be started: out of memory or of threads");
  } catch (const std::exception& error) {
    throw Failure(code::LIBRARY, std::string(during) + ": " + error.what());
  }
}

// Runs the body of a function called by JavaScript; a Failure becomes the JavaScript exception.
template <typename Call>
Napi::Value guard(Napi::Env env, const char* name, Call call) {
  try {
    return translated(name, call);
  } catch (const Failure& failure) {
    if (!env.IsExceptionPending()) napi_throw(env, errorValue(env, failure));
  } catch (const PendingException&) {
  }
  return env.Undefined();
}

// The same for a function that returns a promise: the Failure rejects it.
template <typename Call>
Napi::Value guardPromise(Napi::Env env, const char* name, Call call) {
  try {
    return translated(name, call);
  } catch (const Failure& failure) {
    const auto deferred = Napi::Promise::Deferred::New(env);
    deferred.Reject(errorValue(env, failure));
    return deferred.Promise();
  } catch (const PendingException&) {
  }
  return env.Undefined();
}

}  // namespace oc
