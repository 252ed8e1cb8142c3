#include "http/request_intake.h"

#include <utility>

namespace understudy::http {

namespace {

/// The room of a long text is given back, so that idle connections weigh little.
constexpr size_t kept_room = 4096;

void empty(std::string& text) {
  if (text.capacity() > kept_room) std::string().swap(text);
  text.clear();
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
  if (progress == Progress::refused) return progress;
  input.remove_prefix(scratch_.size - held);
  empty(partial_);
  return progress;
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
