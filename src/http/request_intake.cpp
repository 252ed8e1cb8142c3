#include "http/request_intake.h"

#include <utility>

#include "base/encoding.h"
#include "base/text.h"

namespace understudy::http {

namespace {

/// The room of a long text is given back, so that idle connections weigh little.
constexpr size_t kept_room = 4096;

void empty(std::string& text) {
  if (text.capacity() > kept_room) std::string().swap(text);
  text.clear();
}

/// RFC 7617 §2: the user name ends at the first colon.
std::string proxy_user_of(const Fields& headers) {
  const auto* value = headers.find("Proxy-Authorization");
  if (value == nullptr) return {};
  constexpr std::string_view scheme = "Basic ";
  if (!equal_ignoring_case(std::string_view(*value).substr(0, scheme.size()), scheme)) return *value;
  const auto credentials = from_base64(trim(std::string_view(*value).substr(scheme.size())));
  return credentials ? credentials->substr(0, credentials->find(':')) : *value;
}

}  // namespace

Progress RequestIntake::advance(std::string_view& input) {
  if (phase_ != Phase::body) {
    const Progress progress = advance_head(input);
    if (progress != Progress::complete) return progress;
    phase_ = Phase::body;
    body_.start(facts_, limits_.max_body);
  }
  const bool body_begun = !input.empty();
  if (body_begun) facts_.expects_continue = false;
  return body_.take(input, request_.body, fault_);
}

Progress RequestIntake::advance_head(std::string_view& input) {
  if (input.empty()) return Progress::need_more;
  phase_ = Phase::head;
  const size_t held = partial_.size();
  if (held > 0) partial_.append(input);
  const Progress progress = guard_head(held > 0 ? partial_ : input, scanned_, limits_, scratch_, fault_);
  facts_ = scratch_.facts;
  if (progress == Progress::need_more) {
    if (held == 0) partial_.assign(input);
    input = {};
    return progress;
  }
  std::swap(request_.method, scratch_.method);
  std::swap(request_.path, scratch_.path);
  std::swap(request_.query, scratch_.query);
  std::swap(request_.headers, scratch_.headers);
  note_arrival();
  if (progress == Progress::refused) return progress;
  input.remove_prefix(scratch_.size - held);
  empty(partial_);
  return progress;
}

void RequestIntake::arrived_over_tls(const std::string& name) {
  if (is_over_tls_) return;
  is_over_tls_ = true;
  request_.arrival.is_secure = true;
  request_.arrival.server_name = name;
}

/// RFC 9110 §11.7.2: credentials for a proxy are for it alone.
void RequestIntake::note_arrival() {
  if (is_in_tunnel_) return;
  auto& arrival = request_.arrival;
  const bool was_proxied = !arrival.proxied_to.empty();
  if (!was_proxied && scratch_.proxied_to.empty()) return;
  std::swap(arrival.proxied_to, scratch_.proxied_to);
  arrival.is_secure = is_over_tls_ || scratch_.is_proxied_to_https;
  arrival.proxy_user = arrival.proxied_to.empty() ? std::string() : proxy_user_of(request_.headers);
  if (!arrival.proxied_to.empty()) request_.headers.remove("Proxy-Authorization");
}

bool RequestIntake::take_expectation() {
  const bool expected = phase_ == Phase::body && facts_.expects_continue;
  facts_.expects_continue = false;
  return expected;
}

void RequestIntake::next() {
  phase_ = Phase::idle;
  scanned_ = 0;
  empty(partial_);
  request_.method.clear();
  request_.path.clear();
  empty(request_.query);
  request_.headers.clear();
  empty(request_.body);
}

}  // namespace understudy::http
