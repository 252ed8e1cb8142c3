// How other threads reach a worker: tasks put into its queue run on its thread, in order, soon.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "http/descriptor.h"

namespace understudy::http {

class TaskQueue {
 public:
  /// Throws std::system_error where the system has no descriptor left.
  TaskQueue();

  /// Thread-safe. After close() the task is dropped.
  void post(std::function<void()> task);

  /// Becomes readable (edge-triggered) when something was posted. For the worker alone, like all below.
  int descriptor() const { return event_.number(); }
  void run_posted();
  void close();

 private:
  Descriptor event_;
  std::mutex mutex_;
  std::vector<std::function<void()>> tasks_;
  bool closed_ = false;
};

}  // namespace understudy::http
