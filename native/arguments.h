// Reads what JavaScript passed. Every value is checked before use and every typed array is copied, since llama.cpp
// answers some wrong values by ending the process, and JavaScript could change an array while a step reads it.
#pragma once
#include <napi.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "errors.h"

namespace oc {

inline std::string quoted(const char* name) { return "\"" + std::string(name) + "\""; }

inline Napi::Value checked(Napi::Value value) {
  if (value.IsEmpty() || value.Env().IsExceptionPending()) throw PendingException{};
  return value;
}

inline Napi::Object objectOf(Napi::Value value, const char* name) {
  if (!value.IsObject()) throw badArgument(quoted(name) + " must be an object");
  return value.As<Napi::Object>();
}

inline std::string stringOf(Napi::Value value, const char* name) {
  if (!value.IsString()) throw badArgument(quoted(name) + " must be a string");
  return value.As<Napi::String>().Utf8Value();
}

// A path or a name: C strings cannot hold a NUL.
inline std::string pathOf(Napi::Value value, const char* name) {
  std::string path = stringOf(value, name);
  if (path.empty()) throw badArgument(quoted(name) + " is empty");
  if (path.find('\0') != std::string::npos) throw badArgument(quoted(name) + " holds a NUL character");
  return path;
}

inline bool booleanOf(Napi::Value value, const char* name) {
  if (!value.IsBoolean()) throw badArgument(quoted(name) + " must be a boolean");
  return value.As<Napi::Boolean>().Value();
}

inline double numberOf(Napi::Value value, const char* name, double least, double most) {
  if (!value.IsNumber()) throw badArgument(quoted(name) + " must be a number");
  const double number = value.As<Napi::Number>().DoubleValue();
  if (!(number >= least && number <= most)) {
    throw badArgument(quoted(name) + " must be from " + std::to_string(least) + " to " + std::to_string(most) +
                      ", and is " + std::to_string(number));
  }
  return number;
}

inline int64_t integerOf(Napi::Value value, const char* name, int64_t least, int64_t most) {
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : NAN;
  if (!(number >= double(least) && number <= double(most) && number == std::floor(number))) {
    throw badArgument(quoted(name) + " must be an integer from " + std::to_string(least) + " to " +
                      std::to_string(most) + (value.IsNumber() ? ", and is " + std::to_string(number) : ""));
  }
  return int64_t(number);
}

template <typename Item>
std::vector<Item> typedArrayOf(Napi::Value value, const char* name, napi_typedarray_type type, const char* typeName) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != type) {
    throw badArgument(quoted(name) + " must be " + typeName);
  }
  const auto array = value.As<Napi::TypedArrayOf<Item>>();
  return std::vector<Item>(array.Data(), array.Data() + array.ElementLength());
}

inline std::vector<int32_t> int32sOf(Napi::Value value, const char* name) {
  return typedArrayOf<int32_t>(value, name, napi_int32_array, "an Int32Array");
}

inline std::vector<uint8_t> bytesOf(Napi::Value value, const char* name) {
  return typedArrayOf<uint8_t>(value, name, napi_uint8_array, "a Uint8Array");
}

inline Napi::Array arrayOf(Napi::Value value, const char* name) {
  if (!value.IsArray()) throw badArgument(quoted(name) + " must be an array");
  return value.As<Napi::Array>();
}

// The fields of one parameter object.
class Fields {
 public:
  Fields(Napi::Value value, const char* name) : object(objectOf(value, name)) {}

  Napi::Value get(const char* name) const { return checked(object.Get(name)); }
  bool boolean(const char* name) const { return booleanOf(get(name), name); }
  int32_t integer(const char* name, int64_t least, int64_t most) const {
    return int32_t(integerOf(get(name), name, least, most));
  }
  double number(const char* name, double least, double most) const { return numberOf(get(name), name, least, most); }
  std::vector<int32_t> int32s(const char* name) const { return int32sOf(get(name), name); }

  // One of several words; each stands beside what it means.
  template <typename Meaning>
  Meaning word(const char* name, std::initializer_list<std::pair<const char*, Meaning>> words) const {
    const std::string word = stringOf(get(name), name);
    std::string known;
    for (const auto& [text, meaning] : words) {
      if (word == text) return meaning;
      known += (known.empty() ? "" : ", ") + std::string(text);
    }
    throw badArgument(quoted(name) + " must be one of " + known + ", and is " + quoted(word.c_str()));
  }

 private:
  Napi::Object object;
};

template <typename Array, typename Item>
Array typedArray(Napi::Env env, const std::vector<Item>& items) {
  auto array = Array::New(env, items.size());
  if (array.IsEmpty()) throw PendingException{};
  if (!items.empty()) std::copy(items.begin(), items.end(), array.Data());
  return array;
}

}  // namespace oc
