#include "world/watchers.h"

#include <string>
#include <utility>

#include "base/refusal.h"
#include "base/text.h"

namespace understudy {

void Watchers::forget_those_over() {
  std::erase_if(watchers_, [](const auto& watcher) { return watcher->is_over(); });
}

void Watchers::add(Watcher watcher) {
  {
    const std::lock_guard lock(mutex_);
    forget_those_over();
    if (watchers_.size() >= most_)
      throw Refusal{Reason::limit_reached,
                    cat({"at most ", std::to_string(most_), " requests may wait on one world's ", what_}), "", ""};
    if (!has_ended_) {
      watchers_.push_back(std::make_shared<const Watcher>(std::move(watcher)));
      return;
    }
  }
  watcher.world_ended();
}

void Watchers::tell() {
  List told;
  {
    const std::lock_guard lock(mutex_);
    if (watchers_.empty()) return;
    forget_those_over();
    told = watchers_;
  }
  for (const auto& watcher : told) watcher->hear();
}

void Watchers::end() {
  List told;
  {
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
    told.swap(watchers_);
  }
  for (const auto& watcher : told) watcher->world_ended();
}

}  // namespace understudy
