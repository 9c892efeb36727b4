// Model and Adapter as JavaScript sees them.
#pragma once
#include "arguments.h"
#include "context_create.h"
#include "context_object.h"
#include "context_step.h"
#include "holder.h"
#include "model.h"

namespace oc {

class AdapterObject : public Holder<AdapterObject, Adapter> {
 public:
  static constexpr napi_type_tag tag{0x6f63206c6c616d61, 0x6164617074657200};
  using Holder::Holder;

  static void define(Napi::Env env, Environment& environment) {
    environment.adapter =
        Napi::Persistent(DefineClass(env, "Adapter", {InstanceMethod<&AdapterObject::close>("close")}));
  }

 private:
  Napi::Value close(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "close", [&] {
      if (native->dependents > 0) throw badArgument("a context that uses this adapter is open; close it first");
      native->close();
      return info.Env().Undefined();
    });
  }
};

class ModelObject : public Holder<ModelObject, Model> {
 public:
  static constexpr napi_type_tag tag{0x6f63206c6c616d61, 0x6d6f64656c000000};
  using Holder::Holder;

  static void define(Napi::Env env, Environment& environment) {
    const std::vector<PropertyDescriptor> methods{
        InstanceMethod<&ModelObject::tokenize>("tokenize"),
        InstanceMethod<&ModelObject::detokenize>("detokenize"),
        InstanceMethod<&ModelObject::tokenText>("tokenText"),
        InstanceMethod<&ModelObject::loadAdapter>("loadAdapter"),
        InstanceMethod<&ModelObject::createContext>("createContext"),
        InstanceMethod<&ModelObject::close>("close"),
    };
    environment.model = Napi::Persistent(DefineClass(env, "Model", methods));
  }

  static Napi::Object make(Napi::Env env, std::shared_ptr<Model> model) {
    const auto object = Holder::make(env, Environment::of(env).model, model);
    setReadOnly(object, "facts", factsOf(env, *model));
    return object;
  }

 private:
  static Napi::Object factsOf(Napi::Env env, const Model& model) {
    const auto& api = model.api;
    const auto* handle = model.handle;
    const auto& vocabulary = *model.vocabulary;
    const auto* vocab = vocabulary.vocab;
    const auto tokenOrNull = [&](llama_token token) -> Napi::Value {
      return token == LLAMA_TOKEN_NULL ? env.Null() : Napi::Number::New(env, token);
    };
    char description[256] = "";
    api.llama_model_desc(handle, description, sizeof description);
    const auto facts = Napi::Object::New(env);
    facts.Set("nVocab", vocabulary.size);
    facts.Set("nCtxTrain", api.llama_model_n_ctx_train(handle));
    facts.Set("nLayer", api.llama_model_n_layer(handle));
    facts.Set("nSwa", api.llama_model_n_swa(handle));
    facts.Set("bos", tokenOrNull(api.llama_vocab_bos(vocab)));
    facts.Set("eos", tokenOrNull(api.llama_vocab_eos(vocab)));
    facts.Set("eot", tokenOrNull(api.llama_vocab_eot(vocab)));
    facts.Set("pad", tokenOrNull(api.llama_vocab_pad(vocab)));
    facts.Set("addBos", api.llama_vocab_get_add_bos(vocab));
    facts.Set("addEos", api.llama_vocab_get_add_eos(vocab));
    facts.Set("endTokens", typedArray<Napi::Int32Array>(env, vocabulary.where(api.llama_vocab_is_eog)));
    facts.Set("controlTokens", typedArray<Napi::Int32Array>(env, vocabulary.where(api.llama_vocab_is_control)));
    facts.Set("isRecurrent", api.llama_model_is_recurrent(handle));
    facts.Set("isHybrid", api.llama_model_is_hybrid(handle));
    facts.Set("hasEncoder", api.llama_model_has_encoder(handle));
    facts.Set("hasDecoder", api.llama_model_has_decoder(handle));
    facts.Set("description", description);
    facts.Set("sizeBytes", double(api.llama_model_size(handle)));
    return facts;
  }

  Napi::Value tokenize(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "llama_tokenize", [&]() -> Napi::Value {
      native->requireOpen();
      const auto text = stringOf(info[0], "text");
      const bool addSpecial = booleanOf(info[1], "addSpecial"), parseSpecial = booleanOf(info[2], "parseSpecial");
      return typedArray<Napi::Int32Array>(info.Env(), native->vocabulary->tokenize(text, addSpecial, parseSpecial));
    });
  }

  Napi::Value detokenize(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "llama_detokenize", [&]() -> Napi::Value {
      native->requireOpen();
      const auto tokens = int32sOf(info[0], "tokens");
      return text(info.Env(), native->vocabulary->detokenize(tokens, booleanOf(info[1], "special")));
    });
  }

  Napi::Value tokenText(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "llama_vocab_get_text", [&]() -> Napi::Value {
      native->requireOpen();
      return text(info.Env(), native->vocabulary->textOf(int32_t(integerOf(info[0], "token", INT32_MIN, INT32_MAX))));
    });
  }

  static Napi::Value text(Napi::Env env, const std::string& utf8) { return checked(Napi::String::New(env, utf8)); }

  Napi::Value loadAdapter(const Napi::CallbackInfo& info) {
    return guardPromise(info.Env(), "loadAdapter", [&]() -> Napi::Value {
      native->requireOpen();
      const auto path = pathOf(info[0], "path");
      const auto adapter = std::make_shared<Adapter>(native);
      auto& environment = Environment::of(info.Env());
      return environment.start(
          native->thread, info.This(), "llama_adapter_lora_init", [adapter, path] { adapter->load(path); },
          [adapter](Napi::Env env) { return AdapterObject::make(env, Environment::of(env).adapter, adapter); });
    });
  }

  Napi::Value createContext(const Napi::CallbackInfo& info) {
    return guardPromise(info.Env(), "createContext", [&]() -> Napi::Value {
      // Read before the state is looked at: a getter of the parameters may close the model.
      const ContextParams params = contextParamsOf(info[0]);
      native->requireOpen();
      requireUsable(params.adapters);
      auto& environment = Environment::of(info.Env());
      const auto context = std::make_shared<Context>(native, params);
      environment.watch(context);
      return environment.start(
          context->thread, info.This(), "llama_init_from_model", [context] { context->create(); },
          [context](Napi::Env env) { return ContextObject::make(env, context); });
    });
  }

  ContextParams contextParamsOf(Napi::Value value) const {
    const Fields fields(value, "params");
    ContextParams params;
    params.nCtx = fields.integer("nCtx", 1, INT32_MAX);
    params.nBatch = fields.integer("nBatch", 1, INT32_MAX);
    params.nUbatch = fields.integer("nUbatch", 1, INT32_MAX);
    params.nSeqMax = fields.integer("nSeqMax", 1, int64_t(native->api.llama_max_parallel_sequences()));
    params.nOutputsMax = fields.integer("nOutputsMax", 1, INT32_MAX);
    params.nThreads = fields.integer("nThreads", 1, GGML_MAX_N_THREADS);
    params.kvUnified = fields.boolean("kvUnified");
    params.offloadKqv = fields.boolean("offloadKqv");
    params.swaFull = fields.boolean("swaFull");
    params.exactGelu = fields.boolean("exactGelu");
    params.flashAttention =
        fields.word<llama_flash_attn_type>("flashAttention", {{"on", LLAMA_FLASH_ATTN_TYPE_ENABLED},
                                                              {"off", LLAMA_FLASH_ATTN_TYPE_DISABLED},
                                                              {"auto", LLAMA_FLASH_ATTN_TYPE_AUTO}});
    params.typeK = kvTypeOf(fields, "typeK");
    params.typeV = kvTypeOf(fields, "typeV");
    adaptersOf(arrayOf(fields.get("adapters"), "adapters"), params);
    return params;
  }

  static ggml_type kvTypeOf(const Fields& fields, const char* name) {
    return fields.word<ggml_type>(name, {{"f16", GGML_TYPE_F16},
                                         {"f32", GGML_TYPE_F32},
                                         {"bf16", GGML_TYPE_BF16},
                                         {"q8_0", GGML_TYPE_Q8_0},
                                         {"q5_1", GGML_TYPE_Q5_1},
                                         {"q5_0", GGML_TYPE_Q5_0},
                                         {"q4_1", GGML_TYPE_Q4_1},
                                         {"q4_0", GGML_TYPE_Q4_0}});
  }

  static void adaptersOf(Napi::Array array, ContextParams& params) {
    for (uint32_t i = 0; i < array.Length(); i++) {
      const Fields fields(checked(array.Get(i)), "adapters");
      params.adapters.push_back(AdapterObject::of(fields.get("adapter"), "adapter"));
      params.adapterScales.push_back(float(fields.number("scale", -1e6, 1e6)));
    }
  }

  void requireUsable(const std::vector<std::shared_ptr<Adapter>>& adapters) const {
    for (const auto& adapter : adapters) {
      if (adapter->closed) throw Failure(code::CLOSED, "an adapter is closed");
      if (adapter->model != native) throw badArgument("an adapter was loaded for another model");
    }
  }

  Napi::Value close(const Napi::CallbackInfo& info) {
    return guardPromise(info.Env(), "close", [&]() -> Napi::Value {
      if (native->dependents > 0) throw badArgument("contexts or adapters of this model are open; close them first");
      native->closed = true;
      const auto model = native;
      auto& environment = Environment::of(info.Env());
      return environment.start(
          native->thread, info.This(), "llama_model_free", [model] { model->free(); },
          [](Napi::Env env) { return env.Undefined(); });
    });
  }
};

}  // namespace oc
