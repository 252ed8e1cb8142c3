#include "front/forward_proxy.h"

#include <algorithm>
#include <array>
#include <memory>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/web_address.h"
#include "front/explanation.h"
#include "front/problem.h"
#include "http/address_kind.h"
#include "http/grammar.h"
#include "http/url.h"

namespace understudy::front {

namespace {

using http::AddressKind;

constexpr std::string_view connect = "CONNECT";
constexpr int http_port = 80;
constexpr int https_port = 443;

bool is_usual(int port) { return port == http_port || port == https_port; }

http::WebUrl target_of(const http::Request& request) {
  return http::parse_web_url(cat({"http://", request.arrival.proxied_to})).value_or(http::WebUrl());
}

/// RFC 9110 §7.6.1, and what older proxies keep for themselves.
bool is_for_one_hop(std::string_view name, const http::Fields& headers) {
  constexpr std::array<std::string_view, 8> known{"connection", "keep-alive", "te",   "trailer",
                                                  "upgrade",    "expect",     "host", "content-length"};
  const std::string lower = to_lower(name);
  if (lower.starts_with("proxy-") || lower.starts_with("x-understudy-") || lower == "transfer-encoding") return true;
  if (std::find(known.begin(), known.end(), lower) != known.end()) return true;
  const auto listed = headers.find_all("Connection");
  return std::any_of(listed.begin(), listed.end(), [&](auto list) { return http::lists(list, lower); });
}

/// As it goes on: for whom it is says the Host header again, and the connection is for this one alone.
std::string request_text(const http::Request& request, const http::WebUrl& url) {
  std::string text = cat({request.method, " ", request.path, request.query.empty() ? "" : "?", request.query,
                          " HTTP/1.1\r\nHost: ", url.authority(), "\r\n"});
  for (const auto& [name, value] : request.headers)
    if (!is_for_one_hop(name, request.headers)) text += cat({name, ": ", value, "\r\n"});
  const bool has_body = !request.body.empty() || request.headers.find("Content-Length") != nullptr;
  if (has_body) text += cat({"Content-Length: ", std::to_string(request.body.size()), "\r\n"});
  return text + "Via: 1.1 understudy\r\nConnection: close\r\n\r\n" + request.body;
}

http::Reply refuse(const Refusal& refusal, const Visit& /*visit*/) {
  if (refusal.reason != Reason::missing_credential) return problem(refusal);
  auto reply = problem(407, refusal.rule, Json::object({{"reason", to_text(refusal.reason)}}));
  reply.headers.add("Proxy-Authenticate", "Basic realm=\"Understudy: the user is the name of a world\"");
  return reply;
}

[[noreturn]] void refuse_to_lead(std::string rule, std::string expected, std::string got) {
  throw Refusal{Reason::not_passed_on, std::move(rule), std::move(expected), std::move(got)};
}

}  // namespace

bool ForwardProxy::is_answered_here(const http::Request& request) const {
  if (lacks_world(request) || (request.method == connect && !options_.has_tls)) return false;
  const auto url = target_of(request);
  return is_for_us(url.host, url.port);
}

Api ForwardProxy::api() const {
  Route route{.method = "*",
              .pattern = "/",
              .operation = "proxy",
              .answer = [this](Visit& visit) { return answer(visit); },
              // Names are looked up and connections made where that holds nobody up.
              .waits =
                  [this](const Visit& visit) {
                    const auto url = target_of(visit.request);
                    return find(url.host, url.port) != nullptr;
                  }};
  return {.name = "proxy",
          .groups = {Group{.routes = {std::move(route)}, .refuse = refuse}},
          .judge_origin = [](const Seed&, std::string_view, std::string_view) { return OriginRule::refused; }};
}

bool ForwardProxy::is_for_us(std::string_view host, int port) const {
  const http::WebUrl url{.host = std::string(host), .target = {}};
  const bool is_listed = holds(options_.own_hosts, host);
  if (port == options_.public_port && is_listed) return true;
  if (port == options_.own_port) return is_listed || url.is_loopback() || is_subdomain(host, "test");
  if (!is_usual(port)) return false;
  return is_listed || (options_.stands_in_for && options_.stands_in_for(host));
}

const PassThrough* ForwardProxy::find(std::string_view host, int port) const {
  for (const auto& listed : options_.pass_through)
    if (listed.host == host && listed.port == port) return &listed;
  return nullptr;
}

bool ForwardProxy::lacks_world(const http::Request& request) const {
  const auto& user = request.arrival.proxy_user;
  // No user has a blank: it is a header of another kind, or broken, which stands there as it is.
  return user.empty() ? options_.asks_for_user : user.find(' ') != std::string::npos;
}

http::Reply ForwardProxy::answer(Visit& visit) const {
  const auto& request = visit.request;
  const auto& to = request.arrival.proxied_to;
  // The path alone would not tell for whom it was.
  visit.journal.path = to;
  if (lacks_world(request))
    throw Refusal{Reason::missing_credential, "this proxy is told the world by its user, as in http://ci-1@localhost",
                  "the name of a world as the user, by Basic",
                  request.arrival.proxy_user.empty() ? "none" : "another scheme"};
  const auto url = target_of(request);
  if (is_for_us(url.host, url.port))
    throw Refusal{Reason::not_emulated, "a tunnel begins with a handshake, and this server was started without --tls",
                  "serve --tls", to};
  const auto* listed = find(url.host, url.port);
  if (listed == nullptr)
    refuse_to_lead(
        "nobody is stood in for under this name; server.pass_through of the fixture lists whom the proxy "
        "leads on to",
        "a vendor's host, or one that is listed", to);
  if (request.method != connect && request.arrival.is_secure)
    refuse_to_lead("what asks for https without a tunnel is not led on", "CONNECT", cat({"https://", to}));
  return lead_on(visit, *listed);
}

http::Reply ForwardProxy::lead_on(Visit& visit, const PassThrough& to) const {
  const auto& request = visit.request;
  const http::WebUrl url{.is_secure = to.port == https_port, .host = to.host, .port = to.port, .target = {}};
  const std::string text = request.method == connect ? std::string() : request_text(request, url);
  http::Reply reply;
  reply.later = [this, text, name = request.arrival.proxied_to, entry = &visit.journal,
                 addresses = addresses_of(url, to)](const std::shared_ptr<http::Exchange>& exchange) {
    const auto is_unwanted = std::make_shared<std::atomic<bool>>(false);
    exchange->on_gone([is_unwanted] { *is_unwanted = true; });
    const auto then = [exchange, text, name, entry](http::Dialled dialled) {
      if (dialled.socket) return exchange->lead_to(std::move(dialled.socket), text);
      const Refusal refusal{Reason::not_passed_on, "nobody takes a connection there", "a server that listens",
                            cat({name, ": ", std::generic_category().message(dialled.error)})};
      // The exchange keeps the visit until it is answered.
      entry->reason = explain(refusal);
      entry->refusal = presentable(refusal);
      exchange->reply(problem(refusal));
    };
    options_.dial(addresses, then, is_unwanted);
  };
  return reply;
}

/// Those that may be led to.
std::vector<http::PeerAddress> ForwardProxy::addresses_of(const http::WebUrl& url, const PassThrough& to) const {
  auto found = options_.look_up(url).addresses;
  const std::string name = http::host_and_port(to.host, to.port);
  if (found.empty())
    refuse_to_lead("no address is known of this name", "a name that this machine's resolver knows", name);
  std::string seen;
  std::erase_if(found, [&](const http::PeerAddress& address) {
    const auto why = why_not(address, to);
    if (!why.empty()) seen = cat({http::numeric(address), ", ", why});
    return !why.empty();
  });
  if (found.empty())
    refuse_to_lead(
        "the proxy leads to no link-local address and not to itself, and to those of one's own network "
        "only where the entry says private: true",
        "another address", cat({name, " is ", seen}));
  return found;
}

/// What the address is; empty: nothing against it.
std::string_view ForwardProxy::why_not(const http::PeerAddress& address, const PassThrough& to) const {
  if (http::port_of(address) == options_.own_port && http::is_of_this_machine(address)) return "Understudy itself";
  switch (http::kind_of(address)) {
    case AddressKind::global: return {};
    case AddressKind::forbidden: return "link-local or no machine's";
    case AddressKind::loopback: return to.is_private ? std::string_view() : "a loopback";
    case AddressKind::home: return to.is_private ? std::string_view() : "of a private network";
  }
  return {};
}

}  // namespace understudy::front
