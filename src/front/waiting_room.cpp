#include "front/waiting_room.h"

#include <system_error>
#include <utility>

namespace understudy::front {

WaitingRoom::~WaitingRoom() {
  std::deque<std::function<void()>> not_begun;
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
    not_begun.swap(tasks_);
  }
  news_.notify_all();
  not_begun.clear();
  for (auto& thread : threads_) thread.join();
}

bool WaitingRoom::take(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (is_closing_) return false;
    if (tasks_.size() >= idle_ && !hire() && (threads_.empty() || tasks_.size() - idle_ >= size_.queue)) return false;
    tasks_.push_back(std::move(task));
  }
  news_.notify_one();
  return true;
}

/// False where there are enough, or the system gives no more. The new one finds its task once the lock is free.
bool WaitingRoom::hire() {
  if (threads_.size() == size_.threads) return false;
  try {
    threads_.emplace_back([this] { work(); });
    ++idle_;
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

void WaitingRoom::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    news_.wait(lock, [this] { return is_closing_ || !tasks_.empty(); });
    --idle_;
    if (is_closing_) return;
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    try {
      task();
    } catch (...) {  // the exchange that it held answers for it
    }
    task = nullptr;
    lock.lock();
    ++idle_;
  }
}

}  // namespace understudy::front
