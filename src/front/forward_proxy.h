// What this server does for whoever takes it for a proxy (RFC 9110 §3.7, §9.3.6): it answers for itself and for those
// whom it stands in for, leads on to those whom the fixture lists, unread, and refuses everybody else. Nobody whom it
// does not answer for is ever looked into.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "front/api.h"
#include "http/dialler.h"
#include "http/web_url.h"
#include "world/seed.h"

namespace understudy::front {

struct ProxyOptions {
  int own_port = 0;
  int public_port = 0;                   ///< of the public URL
  std::vector<std::string> own_hosts{};  ///< in lower case, beside localhost, *.localhost, *.test and the loopbacks
  /// Of a name in lower case: a vendor's, for whom an emulated system stands in.
  std::function<bool(std::string_view)> stands_in_for{};
  std::vector<PassThrough> pass_through{};
  bool has_tls = false;        ///< else nobody could begin a handshake in a tunnel
  bool asks_for_user = false;  ///< whoever names no world by the proxy's user is asked to
  /// Where a host is; waits for it.
  std::function<http::NameLookup::Found(const http::WebUrl& url)> look_up{};
  /// Connects as Dialler does, within its time.
  std::function<void(std::vector<http::PeerAddress> addresses, const http::Dialler::Then& then,
                     std::shared_ptr<const std::atomic<bool>> is_unwanted)>
      dial{};
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
  bool lacks_world(const http::Request& request) const;
  http::Reply answer(Visit& visit) const;
  http::Reply lead_on(Visit& visit, const PassThrough& to) const;
  std::vector<http::PeerAddress> addresses_of(const http::WebUrl& url, const PassThrough& to) const;
  std::string_view why_not(const http::PeerAddress& address, const PassThrough& to) const;

  const ProxyOptions options_;
};

}  // namespace understudy::front
