#include "http/outlet.h"

#include <cerrno>
#include <sys/socket.h>

namespace understudy::http {

namespace {

/// Sent bytes that may stand before the unsent ones until these are moved up.
constexpr size_t moved_up_at = 64 * 1024;

}  // namespace

bool Outlet::send(std::string_view bytes) {
  if (waiting() == 0 && !send_some(bytes)) return false;
  unsent_.append(bytes);
  return true;
}

bool Outlet::flush() {
  if (waiting() == 0) return true;
  std::string_view rest = std::string_view(unsent_).substr(start_);
  if (!send_some(rest)) return false;
  start_ = unsent_.size() - rest.size();
  if (rest.empty()) {
    std::string().swap(unsent_);
    start_ = 0;
  } else if (start_ > moved_up_at) {
    unsent_.erase(0, start_);
    start_ = 0;
  }
  return true;
}

bool Outlet::send_some(std::string_view& bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size >= 0) {
      bytes.remove_prefix(static_cast<size_t>(size));
    } else if (errno != EINTR) {
      return errno == EAGAIN;
    }
  }
  return true;
}

}  // namespace understudy::http
