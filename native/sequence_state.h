// Changes to the cells of sequences between steps: removing, copying, and a sequence's whole state as bytes.
#pragma once
#include <cstring>

#include "context.h"

namespace oc {

// The numbers of editRemove, editCopy and editClear in addon.ts.
class CellEdits {
 public:
  CellEdits(Context& context, std::vector<int32_t> edits) : context(context), edits(std::move(edits)) { check(); }

  // In order; what is not possible is left out and told.
  bool apply() const {
    bool all = true;
    for (size_t at = 0; at < edits.size(); at += width) all = applyOne(edits.data() + at) && all;
    return all;
  }

 private:
  enum { remove = 0, copy = 1, clear = 2 };
  static constexpr size_t width = 5;
  Context& context;
  const std::vector<int32_t> edits;

  bool applyOne(const int32_t* edit) const {
    const auto& api = context.api;
    const auto memory = context.memory();
    const auto [operation, seq, other, from, to] = std::tie(edit[0], edit[1], edit[2], edit[3], edit[4]);
    if (operation == clear) {
      api.llama_memory_clear(memory, false);
      return true;
    }
    if (operation == remove) return api.llama_memory_seq_rm(memory, seq, from, to);
    if (seq == other) return true;
    // What the other sequence has there is replaced: a cell that it already shared would be counted twice.
    if (!api.llama_memory_seq_rm(memory, other, from, to)) return false;
    api.llama_memory_seq_cp(memory, seq, other, from, to);
    return true;
  }

  void check() const {
    if (edits.size() % width != 0) throw badArgument("\"edits\" must hold five numbers for each edit");
    for (size_t at = 0; at < edits.size(); at += width)
      checkOne(edits.data() + at, "edit " + std::to_string(at / width));
  }

  void checkOne(const int32_t* edit, const std::string& which) const {
    const auto [operation, seq, other, from, to] = std::tie(edit[0], edit[1], edit[2], edit[3], edit[4]);
    if (operation == clear) return;
    if (operation != remove && operation != copy)
      throw badArgument(which + " has no operation " + std::to_string(operation));
    checkSequence(seq, which, operation == remove ? -1 : 0);
    if (operation == copy) checkSequence(other, which, 0);
    if (from < -1 || to < -1) throw badArgument(which + " has a position below -1");
    // Of streams and of recurrent states llama.cpp copies the whole; asked for less it ends the process or takes no
    // notice.
    if (operation == copy && !context.limits.canCopyParts && (from > 0 || to >= 0)) {
      throw badArgument(which +
                        " copies a part of a sequence, which needs kvUnified and a model without recurrent states");
    }
  }

  void checkSequence(int32_t seq, const std::string& which, int32_t least) const {
    if (seq >= least && seq < context.limits.nSeqMax) return;
    throw badArgument(which + " names sequence " + std::to_string(seq) + ", and nSeqMax is " +
                      std::to_string(context.limits.nSeqMax));
  }
};

// llama.cpp trusts the bytes it restores; so they carry their own length and a hash, and nothing else is passed on to
// it.
class SequenceState {
 public:
  SequenceState(Context& context, llama_seq_id seqId) : context(context), seqId(seqId) {}

  std::vector<uint8_t> save() const {
    const auto& api = context.api;
    const LogCapture logged;
    std::vector<uint8_t> state(sizeof(Header) + api.llama_state_seq_get_size(context.native(), seqId));
    const size_t size = state.size() - sizeof(Header);
    const size_t written = api.llama_state_seq_get_data(context.native(), state.data() + sizeof(Header), size, seqId);
    if (written == 0 || written > size) {
      throw Failure(code::CONTEXT, "llama_state_seq_get_data returned " + std::to_string(written) + " of " +
                                       std::to_string(size) + " bytes" + logged.text());
    }
    state.resize(sizeof(Header) + written);
    const Header header = headerOf(state);
    std::memcpy(state.data(), &header, sizeof header);
    return state;
  }

  void load(const std::vector<uint8_t>& state) const {
    if (state.size() < sizeof(Header)) throw badArgument("\"state\" was not made by saveState");
    const Header header = headerOf(state);
    if (std::memcmp(state.data(), &header, sizeof header) != 0) {
      throw badArgument("\"state\" was not made by saveState of this model, or was changed");
    }
    const LogCapture logged;
    const size_t size = state.size() - sizeof(Header);
    const size_t read =
        context.api.llama_state_seq_set_data(context.native(), state.data() + sizeof(Header), size, seqId);
    if (read == 0) {
      throw Failure(code::NO_KV_SLOT, "llama_state_seq_set_data returned 0 (" + std::to_string(size) +
                                          " bytes, n_ctx " + std::to_string(context.facts.nCtx) + ")" + logged.text());
    }
  }

 private:
  struct Header {
    uint64_t hash, modelSize, size;
  };
  Context& context;
  const llama_seq_id seqId;

  // FNV-1a over eight bytes at a time.
  Header headerOf(const std::vector<uint8_t>& state) const {
    uint64_t hash = 14695981039346656037u;
    for (size_t at = sizeof(Header); at < state.size(); at += 8) {
      uint64_t word = 0;
      std::memcpy(&word, state.data() + at, std::min<size_t>(8, state.size() - at));
      hash = (hash ^ word) * 1099511628211u;
    }
    return {hash, context.api.llama_model_size(context.model->handle), state.size()};
  }
};

}  // namespace oc
