// A thread that runs the jobs posted to it, one after the other. Each model and each context has one, so that no slow
// call runs on JavaScript's thread and a context's steps all run on the same one.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace oc {

class WorkerThread {
 public:
  WorkerThread() : thread([this] { run(); }) {}
  ~WorkerThread() { stop(); }
  WorkerThread(const WorkerThread&) = delete;
  WorkerThread& operator=(const WorkerThread&) = delete;

  void post(std::function<void()> job) {
    const std::lock_guard<std::mutex> lock(mutex);
    jobs.push_back(std::move(job));
    changed.notify_all();
  }

  // Asks the running job to end early; those behind it see the flag as well. Cannot be taken back.
  void interrupt() { interrupted = true; }
  const std::atomic<bool>& interruption() const { return interrupted; }

  // Runs what was posted before, then ends the thread.
  void stop() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      stopping = true;
      changed.notify_all();
    }
    if (thread.joinable()) thread.join();
  }

  void waitUntilIdle() {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [this] { return !running && jobs.empty(); });
  }

 private:
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> jobs;
  bool running = false;
  bool stopping = false;
  std::atomic<bool> interrupted{false};
  std::thread thread;

  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return stopping || !jobs.empty(); });
      if (jobs.empty()) return;
      const auto job = std::move(jobs.front());
      jobs.pop_front();
      running = true;
      lock.unlock();
      job();
      lock.lock();
      running = false;
      changed.notify_all();
    }
  }
};

}  // namespace oc
