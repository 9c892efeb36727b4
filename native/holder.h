// A JavaScript object that holds a native one. Only the addon can make it, and it is told from others by a tag.
#pragma once
#include <napi.h>

#include <memory>

#include "environment.h"

namespace oc {

template <typename Self, typename Native>
class Holder : public Napi::ObjectWrap<Self> {
 public:
  explicit Holder(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Self>(info) {
    if (!info[0].IsExternal()) {
      Napi::TypeError::New(info.Env(), "objects of the native addon are made by its functions")
          .ThrowAsJavaScriptException();
      return;
    }
    native = *info[0].As<Napi::External<std::shared_ptr<Native>>>().Data();
    info.This().As<Napi::Object>().TypeTag(&Self::tag);
  }

  static Napi::Object make(Napi::Env env, const Napi::FunctionReference& constructor, std::shared_ptr<Native> native) {
    const auto object = constructor.New({Napi::External<std::shared_ptr<Native>>::New(env, &native)});
    if (object.IsEmpty()) throw PendingException{};
    return object;
  }

  // The native object that a JavaScript value holds.
  static std::shared_ptr<Native> of(Napi::Value value, const char* name) {
    if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&Self::tag)) {
      throw badArgument(std::string("\"") + name + "\" is not an object that this addon made");
    }
    return Self::Unwrap(value.As<Napi::Object>())->native;
  }

 protected:
  std::shared_ptr<Native> native;
};

inline void setReadOnly(Napi::Object object, const char* name, Napi::Value value) {
  object.DefineProperty(Napi::PropertyDescriptor::Value(name, value, napi_enumerable));
}

}  // namespace oc
