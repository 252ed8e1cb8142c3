// What this server does for whoever takes it for a proxy (RFC 9110 §3.7, §9.3.6): it answers for itself and for those
// whom it stands in for, leads on to those whom the fixture lists, unread, and refuses everybody else. Nobody whom it
// does not answer for is ever looked into.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "front/api.h"
#include "http/dial.h"
#include "http/web_url.h"
#include "world/seed.h"

namespace understudy::front {

struct ProxyOptions {
  int own_port = 0;
  std::vector<std::string> own_hosts{};  ///< in lower case, beside localhost, *.localhost, *.test and the loopbacks
  /// Of a name in lower case: a vendor's, for whom an emulated system stands in.
  std::function<bool(std::string_view)> stands_in_for{};
  std::vector<PassThrough> pass_through{};
  bool has_tls = false;        ///< else nobody could begin a handshake in a tunnel
  bool asks_for_user = false;  ///< whoever names no world by the proxy's user is asked to
  /// Connects to the first of the host's addresses that may be led to.
  using MayLeadTo = std::function<bool(const http::PeerAddress&)>;
  std::function<http::Dialled(const http::WebUrl& url, const MayLeadTo& may)> dial{};
};

/// Thread-safe. All of it is about requests whose Arrival says whom they are for.
class ForwardProxy {
 public:
  explicit ForwardProxy(ProxyOptions options) : options_(std::move(options)) {}

  /// False of what its own API decides; else the request is answered as one that came straight.
  bool is_answered_here(const http::Request& request) const;

  /// Takes every request for which that is false.
  Api api() const;

 private:
  bool is_for_us(std::string_view host, int port) const;
  const PassThrough* find(std::string_view host, int port) const;
  bool lacks_user(const http::Request& request) const;
  http::Reply answer(Visit& visit) const;
  http::Reply lead_on(const http::Request& request, const PassThrough& to) const;
  std::string_view why_not(const http::PeerAddress& address, const PassThrough& to) const;

  const ProxyOptions options_;
};

}  // namespace understudy::front
