// Context as JavaScript sees it.
#pragma once
#include "arguments.h"
#include "context.h"
#include "holder.h"
#include "sampler_object.h"
#include "sequence_state.h"

namespace oc {

class ContextObject : public Holder<ContextObject, Context> {
 public:
  static constexpr napi_type_tag tag{0x6f63206c6c616d61, 0x636f6e7465787400};
  using Holder::Holder;

  static void define(Napi::Env env, Environment& environment) {
    const std::vector<PropertyDescriptor> methods{
        InstanceMethod<&ContextObject::step>("step"),
        InstanceMethod<&ContextObject::edit>("edit"),
        InstanceMethod<&ContextObject::saveState>("saveState"),
        InstanceMethod<&ContextObject::loadState>("loadState"),
        InstanceMethod<&ContextObject::createSampler>("createSampler"),
        InstanceMethod<&ContextObject::abort>("abort"),
        InstanceMethod<&ContextObject::close>("close"),
    };
    environment.context = Napi::Persistent(DefineClass(env, "Context", methods));
  }

  static Napi::Object make(Napi::Env env, std::shared_ptr<Context> context) {
    const ContextFacts& facts = context->facts;
    const auto object = Holder::make(env, Environment::of(env).context, context);
    const auto told = Napi::Object::New(env);
    told.Set("nCtx", facts.nCtx);
    told.Set("nCtxSeq", facts.nCtxSeq);
    told.Set("nBatch", facts.nBatch);
    told.Set("nUbatch", facts.nUbatch);
    told.Set("nSeqMax", facts.nSeqMax);
    told.Set("kvBytes", facts.kvBytes);
    told.Set("computeBytes", facts.computeBytes);
    setReadOnly(object, "facts", told);
    return object;
  }

 private:
  Napi::Value step(const Napi::CallbackInfo& info) {
    return guardPromise(info.Env(), "step", [&]() -> Napi::Value {
      // A getter of the batch may close the context or begin another step: its state counts when everything is read.
      const auto batch = std::make_shared<Batch>(batchOf(info[0]));
      native->requireIdle();
      requireUsable(batch->samplers);
      BatchCheck(*batch, native->limits).run();
      const auto result = std::make_shared<StepResult>();
      const auto context = native;
      native->allowStep();
      mark(*context, *batch, true);
      auto& environment = Environment::of(info.Env());
      return environment.start(
          native->thread, info.This(), "step", [context, batch, result] { *result = context->step(*batch); },
          [result](Napi::Env env) { return resultValue(env, *result); },
          [context, batch] { mark(*context, *batch, false); });
    });
  }

  static void mark(Context& context, Batch& batch, bool inStep) {
    context.inStep = inStep;
    for (auto& sampler : batch.samplers) {
      if (sampler) sampler->inStep = inStep;
    }
  }

  Batch batchOf(Napi::Value value) const {
    const Fields fields(value, "batch");
    Batch batch;
    batch.tokens = fields.int32s("tokens");
    batch.positions = fields.int32s("positions");
    batch.seqOffsets = fields.int32s("seqOffsets");
    batch.seqIds = fields.int32s("seqIds");
    batch.rows = fields.int32s("rows");
    batch.targetOffsets = fields.int32s("targetOffsets");
    batch.targets = fields.int32s("targets");
    batch.drawRows = fields.int32s("drawRows");
    batch.banEnd = bytesOf(fields.get("banEnd"), "banEnd");
    batch.samplers = samplersOf(arrayOf(fields.get("samplers"), "samplers"));
    return batch;
  }

  static std::vector<std::shared_ptr<Sampler>> samplersOf(Napi::Array array) {
    std::vector<std::shared_ptr<Sampler>> samplers;
    for (uint32_t i = 0; i < array.Length(); i++) {
      const auto value = checked(array.Get(i));
      samplers.push_back(value.IsNull() ? nullptr : SamplerObject::of(value, "samplers"));
    }
    return samplers;
  }

  void requireUsable(const std::vector<std::shared_ptr<Sampler>>& samplers) const {
    for (auto sampler = samplers.begin(); sampler != samplers.end(); sampler++) {
      if (!*sampler) continue;
      if ((*sampler)->closed) throw Failure(code::CLOSED, "a sampler of the batch is closed");
      if ((*sampler)->context != native.get()) throw badArgument("a sampler of the batch was made by another context");
      if (std::find(samplers.begin(), sampler, *sampler) != sampler) {
        throw badArgument("the batch names a sampler twice");
      }
    }
  }

  static Napi::Value resultValue(Napi::Env env, const StepResult& result) {
    const auto object = Napi::Object::New(env);
    object.Set("logProbs", typedArray<Napi::Float32Array>(env, result.logProbs));
    object.Set("drawn", typedArray<Napi::Int32Array>(env, result.drawn));
    object.Set("gaps", typedArray<Napi::Float32Array>(env, result.gaps));
    object.Set("decodeMs", result.decodeMs);
    object.Set("readMs", result.readMs);
    return object;
  }

  Napi::Value edit(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "edit", [&]() -> Napi::Value {
      native->requireIdle();
      const CellEdits edits(*native, int32sOf(info[0], "edits"));
      return Napi::Boolean::New(info.Env(), edits.apply());
    });
  }

  Napi::Value saveState(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "saveState", [&]() -> Napi::Value {
      native->requireIdle();
      return typedArray<Napi::Uint8Array>(info.Env(), SequenceState(*native, seqIdOf(info[0])).save());
    });
  }

  Napi::Value loadState(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "loadState", [&] {
      native->requireIdle();
      SequenceState(*native, seqIdOf(info[0])).load(bytesOf(info[1], "state"));
      return info.Env().Undefined();
    });
  }

  int32_t seqIdOf(Napi::Value value) const { return int32_t(integerOf(value, "seqId", 0, native->limits.nSeqMax - 1)); }

  Napi::Value createSampler(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "createSampler", [&]() -> Napi::Value {
      const auto params = SamplerObject::paramsOf(info[0]);
      if (native->closed) throw Failure(code::CLOSED, "the context is closed");
      const auto sampler = std::make_shared<Sampler>(*native->model->vocabulary, params, native.get());
      return SamplerObject::make(info.Env(), Environment::of(info.Env()).sampler, sampler);
    });
  }

  Napi::Value abort(const Napi::CallbackInfo& info) {
    native->abort();
    return info.Env().Undefined();
  }

  Napi::Value close(const Napi::CallbackInfo& info) {
    return guardPromise(info.Env(), "close", [&]() -> Napi::Value {
      native->closed = true;
      const auto context = native;
      auto& environment = Environment::of(info.Env());
      return environment.start(
          native->thread, info.This(), "close", [context] { context->free(); },
          [](Napi::Env env) { return env.Undefined(); }, [context] { context->release(); });
    });
  }
};

}  // namespace oc
