// Sampler as JavaScript sees it.
#pragma once
#include "arguments.h"
#include "holder.h"
#include "sampler.h"

namespace oc {

class SamplerObject : public Holder<SamplerObject, Sampler> {
 public:
  static constexpr napi_type_tag tag{0x6f63206c6c616d61, 0x73616d706c657200};
  using Holder::Holder;

  static void define(Napi::Env env, Environment& environment) {
    const std::vector<PropertyDescriptor> methods{
        InstanceMethod<&SamplerObject::accept>("accept"),
        InstanceMethod<&SamplerObject::close>("close"),
    };
    environment.sampler = Napi::Persistent(DefineClass(env, "Sampler", methods));
  }

  static SamplerParams paramsOf(Napi::Value value) {
    const Fields fields(value, "params");
    SamplerParams params;
    params.temperature = fields.number("temperature", 0, 1e6);
    params.topK = fields.integer("topK", 0, INT32_MAX);
    params.topP = fields.number("topP", 0, 1);
    params.minP = fields.number("minP", 0, 1);
    params.repetitionPenalty = fields.number("repetitionPenalty", 1e-6, 1e6);
    params.seed = uint32_t(integerOf(fields.get("seed"), "seed", 0, UINT32_MAX));
    return params;
  }

 private:
  Napi::Value accept(const Napi::CallbackInfo& info) {
    return guard(info.Env(), "accept", [&] {
      const auto tokens = int32sOf(info[0], "tokens");
      if (native->closed) throw Failure(code::CLOSED, "the sampler is closed");
      if (native->inStep) throw badArgument("the step in flight uses this sampler");
      for (const auto token : tokens) native->vocabulary.check(token);
      for (const auto token : tokens) native->accept(token);
      return info.Env().Undefined();
    });
  }

  // A step in flight that uses it keeps its own hold.
  Napi::Value close(const Napi::CallbackInfo& info) {
    native->closed = true;
    return info.Env().Undefined();
  }
};

}  // namespace oc
