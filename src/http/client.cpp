#include "http/client.h"

#include <algorithm>
#include <httplib.h>
#include <utility>

#include "base/text.h"

namespace understudy::http {

namespace {

constexpr size_t largest_answer = 1024 * 1024;

struct Target {
  std::string host;  ///< an IPv6 address without brackets
  int port = 80;
  std::string path;
};

std::optional<Target> parse_target(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!equal_ignoring_case(url.substr(0, scheme.size()), scheme)) return std::nullopt;
  url.remove_prefix(scheme.size());
  const size_t slash = std::min(url.find('/'), url.size());
  const auto authority = url.substr(0, slash);

  // The colon of a port is the one behind an IPv6 address's brackets.
  const size_t bracket = authority.rfind(']');
  const size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string host(authority.substr(0, colon));
  if (bracket != std::string_view::npos) host = host.substr(1, bracket - 1);
  const auto port = colon == std::string_view::npos ? 80 : parse_number(authority.substr(colon + 1)).value_or(0);
  if (port == 0 || port > 65535) return std::nullopt;
  return Target{host, static_cast<int>(port), slash == url.size() ? "/" : std::string(url.substr(slash))};
}

struct Outcome {
  std::optional<Answer> answer;
  bool was_heard = true;  ///< false: nobody took the connection
};

Outcome send_to(const std::string& host, int port, httplib::Request request, Milliseconds timeout) {
  httplib::Client client(host, port);
  client.set_connection_timeout(timeout);
  client.set_read_timeout(timeout);
  Answer answer;
  request.content_receiver = [&](const char* bytes, size_t size, uint64_t, uint64_t) {
    if (answer.body.size() + size > largest_answer) return false;
    answer.body.append(bytes, size);
    return true;
  };
  const auto result = client.send(request);
  if (!result) return {std::nullopt, result.error() != httplib::Error::Connection};
  answer.status = result->status;
  return {std::move(answer)};
}

std::optional<Answer> send(std::string_view url, httplib::Request request, Milliseconds timeout) {
  const auto target = parse_target(url);
  if (!target) return std::nullopt;
  request.path = target->path;
  if (!equal_ignoring_case(target->host, "localhost"))
    return send_to(target->host, target->port, std::move(request), timeout).answer;
  // A static binary without a hosts file would ask the name server. What was heard is not said twice.
  auto outcome = send_to("127.0.0.1", target->port, request, timeout);
  if (!outcome.was_heard) outcome = send_to("::1", target->port, std::move(request), timeout);
  return std::move(outcome.answer);
}

}  // namespace

std::string url_of_listener(std::string_view host, int port) {
  const bool is_on_both_loopbacks = host.empty() || host == "*" || host == "::" || host == "[::]";
  if (is_on_both_loopbacks) host = "localhost";
  if (host == "0.0.0.0") host = "127.0.0.1";
  const bool lacks_brackets = host.find(':') != std::string_view::npos && !host.starts_with('[');
  return cat({"http://", lacks_brackets ? "[" : "", host, lacks_brackets ? "]:" : ":", std::to_string(port)});
}

std::optional<int> get_status(std::string_view url, Milliseconds timeout) {
  httplib::Request request;
  request.method = "GET";
  const auto answer = send(url, std::move(request), timeout);
  return answer ? std::optional(answer->status) : std::nullopt;
}

std::optional<Answer> post_json(std::string_view url, const std::string& body, Milliseconds timeout) {
  httplib::Request request;
  request.method = "POST";
  request.headers.emplace("Content-Type", "application/json");
  request.body = body;
  return send(url, std::move(request), timeout);
}

}  // namespace understudy::http
