// The native addon: its parts, in an order to read them in. What JavaScript can call is described in
// src/engines/llama/addon.ts; how the parts fit is in README.md.

#include "errors.h"          // one exception type inside, one kind of Error outside
#include "arguments.h"       // reading and checking what JavaScript passed
#include "llama_api.h"       // the functions of llama.cpp, looked up at run time
#include "log_lines.h"       // what llama.cpp logs
#include "worker_thread.h"   // a thread for each model and each context
#include "environment.h"     // promises, and the end of a worker or the process
#include "library.h"         // opening the shared libraries
#include "vocabulary.h"      // text to tokens and back
#include "model.h"           // weights and LoRA adapters
#include "thread_pool.h"     // ggml's threads
#include "row_kernels.h"     // log-softmax and argmax in SIMD
#include "sampler.h"         // drawing a token
#include "batch.h"           // one step's input, checked
#include "row_reader.h"      // one step's output
#include "context.h"         // KV cells
#include "context_create.h"  //   making them
#include "context_step.h"    //   filling them: llama_decode
#include "sequence_state.h"  //   changing them between steps
#include "holder.h"          // JavaScript objects that hold native ones:
#include "sampler_object.h"  //   Sampler
#include "context_object.h"  //   Context
#include "model_object.h"    //   Model, Adapter
#include "library_object.h"  //   Library

namespace oc {

static Napi::Object init(Napi::Env env, Napi::Object exports) {
  auto* environment = new Environment(env);
  env.SetInstanceData(environment);
  LibraryObject::define(env, *environment);
  ModelObject::define(env, *environment);
  AdapterObject::define(env, *environment);
  ContextObject::define(env, *environment);
  SamplerObject::define(env, *environment);
  setReadOnly(exports, "release", Napi::String::New(env, OC_LLAMA_RELEASE));
  setReadOnly(exports, "openLibrary", Napi::Function::New(env, LibraryObject::open, "openLibrary"));
  return exports;
}

}  // namespace oc

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) { return Napi::RegisterModule(env, exports, oc::init); }
