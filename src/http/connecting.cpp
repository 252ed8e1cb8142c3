#include "http/connecting.h"

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace understudy::http {

int begin_connecting(const PeerAddress& address, Descriptor& socket) {
  socket = Descriptor(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return errno;
  const int yes = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const auto* where = reinterpret_cast<const sockaddr*>(&address.storage);
  return ::connect(socket.number(), where, address.size) == 0 ? 0 : errno;
}

int outcome_of_connecting(const Descriptor& socket) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

}  // namespace understudy::http
