#include "http/answer_intake.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "http/grammar.h"

namespace understudy::http {

namespace {

constexpr size_t longest_head = 64 * 1024;

/// Of "HTTP/1.1 200 OK"; nothing where it is no such line.
std::optional<int> status_of(std::string_view line) {
  constexpr std::string_view version = "HTTP/1.";
  constexpr size_t status_at = version.size() + 2;
  constexpr size_t status_end = status_at + 3;
  if (!line.starts_with(version) || line.size() < status_end) return std::nullopt;
  if ((line[version.size()] != '0' && line[version.size()] != '1') || line[version.size() + 1] != ' ')
    return std::nullopt;
  if (line.size() > status_end && (line[status_end] != ' ' || !is_field_value(line.substr(status_end))))
    return std::nullopt;
  const auto status = parse_number(line.substr(status_at, 3));
  return status && *status >= 100 && *status < 600 ? std::optional(static_cast<int>(*status)) : std::nullopt;
}

/// True of bytes that may still become an answer.
bool may_be_http(std::string_view bytes) {
  constexpr std::string_view start = "HTTP/1.";
  return start.starts_with(bytes.substr(0, start.size()));
}

}  // namespace

AnswerIntake::Verdict AnswerIntake::take(std::string_view bytes) {
  if (part_ != Part::head) return take_body(bytes);
  constexpr size_t rest_of_its_end = 3;
  const size_t searched = head_.size() - std::min(head_.size(), rest_of_its_end);
  head_ += bytes;
  return take_heads(searched);
}

AnswerIntake::Verdict AnswerIntake::end() {
  if (part_ == Part::until_end) return accept();
  if (part_ == Part::head && head_.empty()) return refuse("the connection ended without an answer");
  return refuse("the connection ended before the answer was whole");
}

AnswerIntake::Verdict AnswerIntake::take_heads(size_t searched) {
  while (part_ == Part::head) {
    if (!may_be_http(head_)) return refuse("what came is not HTTP/1");
    const size_t size = head_.find("\r\n\r\n", std::exchange(searched, 0));
    if (heads_size_ + std::min(size, head_.size()) > longest_head) return refuse("its headers are longer than 64 KiB");
    if (size == std::string::npos) return Verdict::undecided;
    const auto head = std::exchange(head_, {});
    heads_size_ += size;
    head_ = head.substr(size + 4);
    if (const auto verdict = take_head(std::string_view(head).substr(0, size)); verdict != Verdict::undecided)
      return verdict;
  }
  return take_body(std::exchange(head_, {}));
}

AnswerIntake::Verdict AnswerIntake::take_head(std::string_view head) {
  const size_t line_end = std::min(head.find("\r\n"), head.size());
  const auto status = status_of(head.substr(0, line_end));
  if (!status) return refuse("its first line is no status line of HTTP/1");
  // An interim answer says nothing that counts (RFC 9110 §15.2), but for one that was not asked for.
  if (*status == 101) return refuse("it switches to another protocol");
  if (*status < 200) return Verdict::undecided;
  response_.status = *status;
  head.remove_prefix(std::min(line_end + 2, head.size()));
  if (const auto verdict = take_fields(head); verdict != Verdict::undecided) return verdict;
  return begin_body();
}

AnswerIntake::Verdict AnswerIntake::take_fields(std::string_view lines) {
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find("\r\n"));
    if (const auto verdict = take_field(line); verdict != Verdict::undecided) return verdict;
    lines.remove_prefix(std::min(line.size() + 2, lines.size()));
  }
  return Verdict::undecided;
}

AnswerIntake::Verdict AnswerIntake::take_field(std::string_view line) {
  const auto name = field_name(line);
  if (name.empty()) return refuse("a header is not a name, a colon and a value");
  const auto value = trim_blanks(line.substr(name.size() + 1));
  if (!is_field_value(value)) return refuse("a header's value has a control character");
  if (equal_ignoring_case(name, "Content-Type")) response_.content_type = value;
  if (equal_ignoring_case(name, "Transfer-Encoding")) {
    if (framing_.framing == Framing::chunked || !equal_ignoring_case(value, "chunked"))
      return refuse("its transfer encoding is not just chunked");
    framing_.framing = Framing::chunked;
  }
  if (!equal_ignoring_case(name, "Content-Length")) return Verdict::undecided;
  const auto length = parse_number(value);
  if (!length || (has_length_ && *length != framing_.content_length)) return refuse("its Content-Length is no number");
  has_length_ = true;
  framing_.content_length = *length;
  return Verdict::undecided;
}

AnswerIntake::Verdict AnswerIntake::begin_body() {
  const bool is_chunked = framing_.framing == Framing::chunked;
  if (is_chunked && has_length_) return refuse("it has both a Content-Length and a transfer encoding");
  const bool has_no_body = response_.status == 204 || response_.status == 304;
  if (has_no_body) framing_ = {};
  if (framing_.content_length > longest_body_) return find_too_long();
  if (framing_.content_length > 0) framing_.framing = Framing::length;
  part_ = has_no_body || is_chunked || has_length_ ? Part::framed : Part::until_end;
  decoder_.start(framing_, longest_body_);
  return Verdict::undecided;
}

AnswerIntake::Verdict AnswerIntake::take_body(std::string_view bytes) {
  if (part_ == Part::until_end) {
    if (response_.body.size() + bytes.size() > longest_body_) return find_too_long();
    response_.body += bytes;
    return Verdict::undecided;
  }
  Fault fault;
  switch (decoder_.take(bytes, response_.body, fault)) {
    case Progress::need_more: return Verdict::undecided;
    case Progress::complete: return accept();
    case Progress::refused: break;
  }
  constexpr int too_large = 413;
  return fault.status == too_large ? find_too_long() : refuse("its chunks are not those of HTTP/1.1");
}

AnswerIntake::Verdict AnswerIntake::accept() {
  response_.outcome = Response::Outcome::answered;
  return Verdict::whole;
}

AnswerIntake::Verdict AnswerIntake::refuse(std::string_view why) {
  response_ = {.outcome = Response::Outcome::broken, .why = std::string(why)};
  return Verdict::broken;
}

AnswerIntake::Verdict AnswerIntake::find_too_long() {
  response_ = {.outcome = Response::Outcome::too_long,
               .why = cat({"its body is longer than ", std::to_string(longest_body_), " bytes"})};
  return Verdict::too_long;
}

}  // namespace understudy::http
