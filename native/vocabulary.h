// Text to tokens and back.
#pragma once
#include <climits>
#include <string>
#include <vector>

#include "llama_api.h"

namespace oc {

class Vocabulary {
 public:
  Vocabulary(const LlamaApi& api, const llama_model* model)
      : api(api), vocab(api.llama_model_get_vocab(model)), size(api.llama_vocab_n_tokens(vocab)) {}

  const LlamaApi& api;
  const llama_vocab* const vocab;
  const int32_t size;

  std::vector<llama_token> tokenize(const std::string& text, bool addSpecial, bool parseSpecial) const {
    requireText();
    const auto tooLong = [&] {
      return badArgument("llama_tokenize: a text of " + std::to_string(text.size()) + " bytes is too long");
    };
    if (text.size() > size_t(INT_MAX) - 16) throw tooLong();
    // Rarely more tokens than bytes; where there are, the call says how many.
    std::vector<llama_token> tokens(text.size() + 8);
    for (int attempt = 0; attempt < 2; attempt++) {
      const int32_t n = api.llama_tokenize(vocab, text.data(), int32_t(text.size()), tokens.data(),
                                           int32_t(tokens.size()), addSpecial, parseSpecial);
      if (n == INT32_MIN) throw tooLong();
      tokens.resize(size_t(n < 0 ? -n : n));
      if (n >= 0) return tokens;
    }
    throw Failure(code::MODEL, "llama_tokenize: the number of tokens of one text changed between two calls");
  }

  std::string detokenize(const std::vector<llama_token>& tokens, bool special) const {
    requireText();
    for (const llama_token token : tokens) check(token);
    std::string text(tokens.size() * 8 + 16, '\0');
    for (int attempt = 0; attempt < 2; attempt++) {
      const int32_t n = api.llama_detokenize(vocab, tokens.data(), int32_t(tokens.size()), text.data(),
                                             int32_t(text.size()), false, special);
      text.resize(size_t(n < 0 ? -n : n));
      if (n >= 0) return text;
    }
    throw Failure(code::MODEL,
                  "llama_detokenize: the length of the text of one list of tokens changed between two calls");
  }

  std::string textOf(llama_token token) const {
    requireText();
    check(token);
    const char* text = api.llama_vocab_get_text(vocab, token);
    return text == nullptr ? "" : text;
  }

  void check(llama_token token) const {
    if (token < 0 || token >= size) {
      throw badArgument("token " + std::to_string(token) + " is not in the vocabulary of " + std::to_string(size));
    }
  }

  // Of all tokens, those for which `is` holds.
  std::vector<llama_token> where(bool (*is)(const llama_vocab*, llama_token)) const {
    std::vector<llama_token> tokens;
    if (!hasText()) return tokens;
    for (llama_token token = 0; token < size; token++) {
      if (is(vocab, token)) tokens.push_back(token);
    }
    return tokens;
  }

 private:
  bool hasText() const { return api.llama_vocab_type(vocab) != LLAMA_VOCAB_TYPE_NONE; }

  // Without a vocabulary llama.cpp would end the process.
  void requireText() const {
    if (!hasText()) throw badArgument("the model file has no vocabulary");
  }
};

}  // namespace oc
