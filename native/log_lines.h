// What llama.cpp logs as warnings and errors. Nothing is printed: the last lines are kept for takeLog(), and a call
// that fails tells in its message what was logged on its thread meanwhile.
#pragma once
#include <ggml.h>

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace oc {

// Collects the lines that the current thread logs as long as this object lives.
class LogCapture {
 public:
  LogCapture() : outer(current) { current = this; }
  ~LogCapture() { current = outer; }
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;

  static void add(const std::string& line) {
    if (current != nullptr && current->lines.size() < most) current->lines.push_back(line);
  }

  // ": first; second", or nothing.
  std::string text() const {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? ": " : "; ") + line;
    return text;
  }

 private:
  static constexpr size_t most = 20;
  inline static thread_local LogCapture* current = nullptr;
  LogCapture* outer;
  std::vector<std::string> lines;
};

class LogLines {
 public:
  // A ggml_log_callback. A line can arrive in pieces; only its first piece carries the level.
  static void receive(ggml_log_level level, const char* text, void* self) {
    thread_local ggml_log_level lineLevel = GGML_LOG_LEVEL_NONE;
    thread_local std::string line;
    if (level != GGML_LOG_LEVEL_CONT) lineLevel = level;
    if (lineLevel != GGML_LOG_LEVEL_WARN && lineLevel != GGML_LOG_LEVEL_ERROR) return;
    line += text;
    if (line.empty() || line.back() != '\n') return;
    line.pop_back();
    static_cast<LogLines*>(self)->add(line);
    LogCapture::add(line);
    line.clear();
  }

  std::vector<std::string> take() {
    const std::lock_guard<std::mutex> lock(mutex);
    std::vector<std::string> taken(lines.begin(), lines.end());
    lines.clear();
    return taken;
  }

 private:
  static constexpr size_t most = 200;
  std::mutex mutex;
  std::deque<std::string> lines;

  void add(const std::string& line) {
    const std::lock_guard<std::mutex> lock(mutex);
    lines.push_back(line);
    if (lines.size() > most) lines.pop_front();
  }
};

}  // namespace oc
