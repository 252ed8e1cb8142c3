#include "http/task_queue.h"

#include <cerrno>
#include <sys/eventfd.h>
#include <system_error>

namespace understudy::http {

TaskQueue::TaskQueue() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!event_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void TaskQueue::post(std::function<void()> task) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;  // the task dies after the lock: what it owns may post in turn
    first = tasks_.empty();
    tasks_.push_back(std::move(task));
  }
  // The worker takes all tasks at once, so that only the first of them has to wake it.
  if (first) ::eventfd_write(event_.number(), 1);
}

void TaskQueue::run_posted() {
  std::vector<std::function<void()>> tasks;
  {
    const std::lock_guard lock(mutex_);
    tasks.swap(tasks_);
  }
  for (auto& task : tasks) {
    try {
      task();
    } catch (...) {  // the tasks behind it belong to other connections
    }
    task = nullptr;
  }
}

void TaskQueue::close() {
  std::vector<std::function<void()>> tasks;
  const std::lock_guard lock(mutex_);
  closed_ = true;
  tasks.swap(tasks_);
}

}  // namespace understudy::http
