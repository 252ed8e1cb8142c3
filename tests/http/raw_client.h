// A client that sends the bytes it is told to, and a listener to send them to. Waits are bounded by `patience`, which a
// passing test never uses up.
#pragma once

#include <arpa/inet.h>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>

#include "base/text.h"
#include "http/descriptor.h"
#include "http/listener.h"
#include "tls/client_end.h"
#include "tls/server.h"
#include "tls/server_identities.h"

namespace understudy::http {

constexpr int patience = 10'000;

/// Whether all of these tests run over TLS: UNDERSTUDY_TESTS_OVER=tls.
inline bool is_over_tls() {
  static const bool is_so = [] {
    const char* way = std::getenv("UNDERSTUDY_TESTS_OVER");
    return way != nullptr && std::string_view(way) == "tls";
  }();
  return is_so;
}

/// One for all tests.
inline const tls::Server& tls_server() {
  static const auto now = [] { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); };
  static const auto authority = tls::Authority::make({"Tests", {"localhost", "test"}}, now());
  static tls::ServerIdentities identities({authority, {}, authority, nullptr, std::nullopt, now});
  static const tls::Server server([](std::string_view name) { return identities.of(name); });
  return server;
}

struct RawReply {
  std::string line;  ///< "HTTP/1.1 200 OK"; empty where the connection ended before a whole reply
  Fields headers;
  std::string body;

  int status() const { return line.size() > 12 ? std::atoi(line.c_str() + 9) : 0; }
};

enum class Loopback { four, six };
enum class Body { expected, none };

class RawClient {
 public:
  explicit RawClient(int port, Loopback loopback = Loopback::four) {
    const int family = loopback == Loopback::four ? AF_INET : AF_INET6;
    socket_ = Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<uint16_t>(port));
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_port = four.sin_port;
    six.sin6_addr = in6addr_loopback;
    const int started = loopback == Loopback::four
                            ? ::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&four), sizeof four)
                            : ::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&six), sizeof six);
    pollfd writable{socket_.number(), POLLOUT, 0};
    int error = started == 0 || errno == EINPROGRESS ? 0 : errno;
    socklen_t size = sizeof error;
    if (error == 0 && ::poll(&writable, 1, patience) == 1)
      ::getsockopt(socket_.number(), SOL_SOCKET, SO_ERROR, &error, &size);
    else
      error = error == 0 ? ETIMEDOUT : error;
    connected_ = error == 0;
    const int yes = 1;
    ::setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }

  bool connected() const { return connected_; }
  int descriptor() const { return socket_.number(); }

  /// False where the peer has closed: most tests look at what it said instead.
  bool send(std::string_view bytes) {
    if (!is_over_tls()) return send_raw(bytes);
    if (!shake_hands()) return false;
    tls_->write(bytes);
    return send_raw(tls_->output());
  }

  /// Over TLS without it.
  bool send_raw(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t size = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size > 0) {
        bytes.remove_prefix(static_cast<size_t>(size));
        continue;
      }
      pollfd writable{socket_.number(), POLLOUT, 0};
      if (errno != EAGAIN || ::poll(&writable, 1, patience) != 1) return false;
    }
    return true;
  }

  void finish_sending() {
    if (tls_) {
      tls_->end();
      send_raw(tls_->output());
    }
    ::shutdown(socket_.number(), SHUT_WR);
  }
  void close() { socket_ = {}; }
  void reset() {
    const linger hard{1, 0};
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
  }

  /// One piece of what the peer says; empty at its end, or where nothing comes in time.
  std::string read_piece(int milliseconds = patience) {
    if (!tls_) return read_raw(milliseconds);
    for (;;) {
      if (auto plain = tls_->read(); !plain.empty() || tls_->has_failed()) return plain;
      const std::string sealed = read_raw(milliseconds);
      if (sealed.empty()) return {};
      tls_->feed(sealed);
    }
  }
  /// Over TLS: the peer said that it would end before it did.
  bool was_told_the_end() { return tls_ && tls_->has_ended(); }

  std::string read_raw(int milliseconds = patience) {
    pollfd readable{socket_.number(), POLLIN, 0};
    if (::poll(&readable, 1, milliseconds) != 1) return {};
    std::string room(64 * 1024, '\0');
    const ssize_t size = ::recv(socket_.number(), room.data(), room.size(), 0);
    ended_ = ended_ || size <= 0;
    room.resize(size > 0 ? static_cast<size_t>(size) : 0);
    return room;
  }

  bool is_silent(int milliseconds) {
    if (tls_) return is_silent_over_tls(milliseconds);
    pollfd readable{socket_.number(), POLLIN, 0};
    return ::poll(&readable, 1, milliseconds) == 0;
  }

  /// Everything up to the end of the connection.
  std::string read_to_end() {
    while (!ended_ && fill()) {
    }
    return std::exchange(held_, {});
  }
  /// The peer has ended the connection, and said nothing more.
  bool is_closed() { return read_to_end().empty() && ended_; }

  RawReply read_reply(Body body = Body::expected) {
    RawReply reply;
    size_t end = 0;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos)
      if (!fill()) return {};
    std::string_view head = std::string_view(held_).substr(0, end);
    const size_t line_end = std::min(head.find("\r\n"), head.size());
    reply.line = head.substr(0, line_end);
    head.remove_prefix(std::min(head.size(), line_end + 2));
    while (!head.empty()) {
      const std::string_view line = head.substr(0, head.find("\r\n"));
      const size_t colon = line.find(": ");
      reply.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
      head.remove_prefix(std::min(head.size(), line.size() + 2));
    }
    held_.erase(0, end + 4);
    if (body == Body::expected && reply.status() >= 200 && !read_body(reply)) return {};
    return reply;
  }

  RawReply ask(std::string_view request) {
    send(request);
    return read_reply();
  }

 private:
  bool fill() {
    const std::string piece = read_piece();
    held_ += piece;
    return !piece.empty();
  }

  bool read_body(RawReply& reply) {
    if (const auto* length = reply.headers.find("Content-Length")) {
      const size_t size = static_cast<size_t>(parse_number(*length).value_or(0));
      while (held_.size() < size)
        if (!fill()) return false;
      reply.body = held_.substr(0, size);
      held_.erase(0, size);
    } else if (reply.headers.find("Transfer-Encoding")) {
      return read_chunks(reply);
    } else if (reply.status() != 204 && reply.status() != 304) {
      reply.body = read_to_end();
    }
    return true;
  }

  bool read_chunks(RawReply& reply) {
    for (;;) {
      size_t end = 0;
      while ((end = held_.find("\r\n")) == std::string::npos)
        if (!fill()) return false;
      const size_t size = std::stoul(held_.substr(0, end), nullptr, 16);
      while (held_.size() < end + 2 + size + 2)
        if (!fill()) return false;
      reply.body += held_.substr(end + 2, size);
      held_.erase(0, end + 2 + size + 2);
      if (size == 0) return true;
    }
  }

  /// True once it is done; false where the peer ended it.
  bool shake_hands() {
    if (!tls_) tls_ = std::make_unique<tls::ClientEnd>(tls::ClientEnd::Wish{.name = "localhost"});
    while (!tls_->is_established()) {
      tls_->shake_hands();
      if (tls_->has_failed() || !send_raw(tls_->output())) return false;
      if (tls_->is_established()) break;
      const std::string sealed = read_raw();
      if (sealed.empty()) return false;
      tls_->feed(sealed);
    }
    return true;
  }

  /// TLS itself may have something to say (RFC 8446 §4.6.1).
  bool is_silent_over_tls(int milliseconds) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    for (;;) {
      held_ += tls_->read();
      if (!held_.empty() || tls_->has_ended()) return false;
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      pollfd readable{socket_.number(), POLLIN, 0};
      if (::poll(&readable, 1, std::max(0, static_cast<int>(left.count()))) == 0) return true;
      const auto sealed = read_raw();
      if (sealed.empty()) return false;
      tls_->feed(sealed);
    }
  }

  std::unique_ptr<tls::ClientEnd> tls_;
  Descriptor socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string held_;
};

/// A listener on a free port that runs until the end of the test.
class Served {
 public:
  explicit Served(RequestHandler handler, ListenerOptions options = {}, FinishRefusal finish_refusal = {})
      : listener_(prepared(std::move(options))) {
    listener_.open();
    listener_.start(std::move(handler), std::move(finish_refusal));
  }

  int port() const { return listener_.port(); }
  Listener& listener() { return listener_; }
  void stop() {
    listener_.stop();
    listener_.join();
  }

 private:
  static ListenerOptions prepared(ListenerOptions options) {
    if (options.workers == 0) options.workers = 2;
    if (is_over_tls()) options.tls = &tls_server();
    return options;
  }

  Listener listener_;
};

/// The request as the handler got it: "GET /path query" and the headers, a line each, then the body.
inline Reply echo(const Request& request) {
  std::string out = cat({request.method, " ", request.path, " ", request.query, "\n"});
  for (const auto& [name, value] : request.headers) out += cat({name, ": ", value, "\n"});
  return text(200, "text/plain", out + request.body);
}

inline std::string get(std::string_view path) { return cat({"GET ", path, " HTTP/1.1\r\nHost: a\r\n\r\n"}); }

/// Fails where `work` takes longer, told in milliseconds.
template <typename Work>
void expect_within(int milliseconds, Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  const auto taken = std::chrono::steady_clock::now() - start;
  EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count(), milliseconds);
}

}  // namespace understudy::http
