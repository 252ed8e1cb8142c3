#include "http/sockets.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

int option(const Descriptor& socket, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  ::getsockopt(socket.number(), level, name, &value, &size);
  return value;
}

AcceptedSocket wait_and_accept(const Descriptor& socket) {
  pollfd readable{socket.number(), POLLIN, 0};
  ::poll(&readable, 1, patience);
  return accept_from(socket);
}

TEST(Sockets, ListenWithoutSharingTheirPort) {
  for (const auto& socket : listen_on("", 0).sockets) {
    EXPECT_EQ(option(socket.descriptor, SOL_SOCKET, SO_REUSEPORT), 0) << socket.address;
    EXPECT_NE(option(socket.descriptor, SOL_SOCKET, SO_REUSEADDR), 0) << socket.address;
    EXPECT_NE(option(socket.descriptor, SOL_SOCKET, SO_ACCEPTCONN), 0) << socket.address;
  }
}

TEST(Sockets, AreAcceptedWithoutDelayAndWithoutBlocking) {
  const auto listening = listen_on("127.0.0.1", 0);
  const RawClient client(listening.port);
  const AcceptedSocket accepted = wait_and_accept(listening.sockets.front().descriptor);
  ASSERT_TRUE(accepted.descriptor);
  EXPECT_NE(option(accepted.descriptor, IPPROTO_TCP, TCP_NODELAY), 0);
  EXPECT_NE(::fcntl(accepted.descriptor.number(), F_GETFL) & O_NONBLOCK, 0);
  EXPECT_NE(::fcntl(accepted.descriptor.number(), F_GETFD) & FD_CLOEXEC, 0);
  EXPECT_EQ(accept_from(listening.sockets.front().descriptor).error, EAGAIN) << "nobody else waits";
}

TEST(Sockets, NameThePeerAsItNamesItself) {
  const auto listening = listen_on("*", 0);
  const auto& socket = listening.sockets.front().descriptor;
  const RawClient four(listening.port, Loopback::four);
  EXPECT_EQ(wait_and_accept(socket).peer, "127.0.0.1");
  const RawClient six(listening.port, Loopback::six);
  EXPECT_EQ(wait_and_accept(socket).peer, "::1");
}

TEST(Sockets, OfBothLoopbacksShareTheFreePort) {
  for (int i = 0; i < 20; ++i) {
    const auto listening = listen_on("", 0);
    ASSERT_EQ(listening.sockets.size(), 2u);
    EXPECT_EQ(listening.sockets[0].address, "127.0.0.1:" + std::to_string(listening.port));
    EXPECT_EQ(listening.sockets[1].address, "[::1]:" + std::to_string(listening.port));
  }
}

}  // namespace
}  // namespace understudy::http
