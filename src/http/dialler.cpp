#include "http/dialler.h"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <utility>

#include "http/connecting.h"

namespace understudy::http {

namespace {

/// How often it is looked who wants nothing any more.
constexpr Milliseconds longest_wait{1'000};

}  // namespace

Dialler::Dialler() : news_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!news_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void Dialler::dial(std::vector<PeerAddress> addresses, Milliseconds deadline, const Then& then,
                   std::shared_ptr<const std::atomic<bool>> is_unwanted) {
  if (!take({std::move(addresses), Timers::after(deadline), then, std::move(is_unwanted)}))
    return then({.error = ECANCELED});
  ::eventfd_write(news_.number(), 1);
}

bool Dialler::take(Errand errand) {
  const std::lock_guard lock(mutex_);
  if (is_cancelled_) return false;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  arrived_.push_back(std::move(errand));
  return true;
}

void Dialler::cancel() {
  {
    const std::lock_guard lock(mutex_);
    is_cancelled_ = true;
  }
  ::eventfd_write(news_.number(), 1);
  if (thread_.joinable()) thread_.join();
}

void Dialler::run() {
  std::vector<pollfd> watched;
  for (;;) {
    watched.assign(1, {news_.number(), POLLIN, 0});
    for (const auto& errand : errands_) watched.push_back({errand.socket.number(), POLLOUT, 0});
    ::poll(watched.data(), watched.size(), milliseconds_to_next());
    eventfd_t counted = 0;
    ::eventfd_read(news_.number(), &counted);
    size_t at = 0;
    for (auto errand = errands_.begin(); errand != errands_.end();)
      errand = go_on(*errand, watched[++at].revents != 0) ? std::next(errand) : errands_.erase(errand);
    std::unique_lock lock(mutex_);
    if (is_cancelled_) break;
    auto arrived = std::exchange(arrived_, {});
    lock.unlock();
    std::erase_if(arrived, [this](Errand& errand) { return !go_on(errand, false); });
    errands_.splice(errands_.end(), arrived);
  }
  errands_.splice(errands_.end(), arrived_);
  for (auto& errand : errands_)
    if (!*errand.is_unwanted) errand.then({.error = ECANCELED});
  errands_.clear();
}

/// False once it is at its end, and that was told.
bool Dialler::go_on(Errand& errand, bool is_ready) {
  if (*errand.is_unwanted) return false;
  const auto now = Timers::Clock::now();
  if (errand.socket && !is_ready && now < errand.turn) return true;
  if (errand.socket) errand.error = is_ready ? outcome_of_connecting(errand.socket) : ETIMEDOUT;
  while (errand.error != 0 && errand.tried < errand.addresses.size() && now < errand.until) {
    const auto left = errand.addresses.size() - errand.tried;
    errand.turn = now + (errand.until - now) / left;
    errand.error = begin_connecting(errand.addresses[errand.tried++], errand.socket);
    if (errand.error == EINPROGRESS) return true;
  }
  if (errand.error != 0) errand.socket = {};
  errand.then({std::move(errand.socket), errand.error});
  return false;
}

int Dialler::milliseconds_to_next() const {
  if (errands_.empty()) return -1;
  const auto soonest = std::min_element(errands_.begin(), errands_.end(),
                                        [](const Errand& a, const Errand& b) { return a.turn < b.turn; });
  const auto left = std::chrono::ceil<Milliseconds>(soonest->turn - Timers::Clock::now());
  return static_cast<int>(std::clamp(left, Milliseconds(0), longest_wait).count());
}

}  // namespace understudy::http
