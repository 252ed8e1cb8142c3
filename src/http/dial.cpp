#include "http/dial.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace understudy::http {

namespace {

/// `choices`: so many addresses are still to be tried, this one counted.
Dialled dial(const PeerAddress& address, size_t choices, const Patience& patience) {
  Descriptor socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return {.error = errno};
  if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0)
    return {std::move(socket)};
  if (errno != EINPROGRESS) return {.error = errno};
  const auto end = patience.wait_a_part(choices, socket.number(), POLLOUT);
  if (end != Patience::End::ready) return {.end = end, .error = ETIMEDOUT};
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return {.error = error};
  return {std::move(socket)};
}

}  // namespace

Dialled dial(const std::vector<PeerAddress>& addresses, const Patience& patience) {
  Dialled last{.error = EHOSTUNREACH};
  for (size_t i = 0; i < addresses.size(); ++i) {
    last = dial(addresses[i], addresses.size() - i, patience);
    if (last.socket || last.end == Patience::End::cancelled) break;
  }
  return last;
}

}  // namespace understudy::http
