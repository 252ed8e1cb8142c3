#include "http/client.h"

#include <httplib.h>
#include <utility>

#include "base/text.h"
#include "http/web_url.h"

namespace understudy::http {

namespace {

constexpr size_t largest_answer = 1024 * 1024;

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
  const auto target = parse_web_url(url);
  if (!target || target->is_secure) return std::nullopt;
  request.path = target->target;
  if (!target->is_localhost()) return send_to(target->host, target->port, std::move(request), timeout).answer;
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

std::optional<Answer> get(std::string_view url, Milliseconds timeout) {
  httplib::Request request;
  request.method = "GET";
  return send(url, std::move(request), timeout);
}

std::optional<Answer> send_delete(std::string_view url, Milliseconds timeout) {
  httplib::Request request;
  request.method = "DELETE";
  return send(url, std::move(request), timeout);
}

std::optional<int> get_status(std::string_view url, Milliseconds timeout) {
  const auto answer = get(url, timeout);
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
