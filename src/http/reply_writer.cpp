#include "http/reply_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "http/grammar.h"

namespace understudy::http {

namespace {

/// Headers that frame the message: the listener's own.
constexpr std::array framing_fields{std::string_view("Connection"), std::string_view("Content-Length"),
                                    std::string_view("Transfer-Encoding"), std::string_view("Keep-Alive")};

bool is_framing(std::string_view name) {
  return std::any_of(framing_fields.begin(), framing_fields.end(),
                     [name](std::string_view framing) { return equal_ignoring_case(name, framing); });
}

bool is_control(char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7F'; }

/// A line break in a value would let its author write headers or a whole reply.
void append_value(std::string& out, std::string_view value) {
  const size_t at = out.size();
  out.append(value);
  std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(at), out.end(), is_control, ' ');
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  append_value(out, value);
  out.append("\r\n");
}

void append_number(std::string& out, size_t number, int base = 10) {
  std::array<char, 20> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, base);
  out.append(digits.data(), end);
}

void append_length(std::string& out, size_t length) {
  out.append("Content-Length: ");
  append_number(out, length);
  out.append("\r\n");
}

/// A status below 200 is no answer, and one without three digits is no status.
int proper_status(int status) { return status >= 200 && status <= 999 ? status : 500; }

/// RFC 9110 §6.4.1.
bool forbids_body(int status) { return status == 204 || status == 304; }

std::optional<size_t> stated_length(const Reply& reply) {
  const auto* stated = reply.headers.find("Content-Length");
  return stated ? parse_number(*stated) : std::nullopt;
}

}  // namespace

bool asks_to_close(const Reply& reply) {
  const auto* connection = reply.headers.find("Connection");
  return connection && lists(*connection, "close");
}

Reply problem(const Fault& fault) {
  Reply reply = json(fault.status, Json::object({{"type", "about:blank"},
                                                 {"title", standard_reason(fault.status)},
                                                 {"status", fault.status},
                                                 {"detail", fault.detail}}));
  reply.headers.set("Content-Type", "application/problem+json");
  reply.headers.add("X-Understudy-Reason", fault.detail);
  reply.headers.add("Connection", "close");
  return reply;
}

Reply bare_problem() {
  Reply reply = json(500, Json::object({{"type", "about:blank"}, {"title", standard_reason(500)}, {"status", 500}}));
  reply.headers.set("Content-Type", "application/problem+json");
  return reply;
}

void StreamBody::append(std::string& out, std::string_view bytes) {
  if (kind_ == Kind::none || bytes.empty()) return;
  if (kind_ == Kind::counted) {
    bytes = bytes.substr(0, remaining_);
    remaining_ -= bytes.size();
  }
  if (kind_ == Kind::chunked) {
    append_number(out, bytes.size(), 16);
    out.append("\r\n");
  }
  out.append(bytes);
  if (kind_ == Kind::chunked) out.append("\r\n");
}

bool StreamBody::append_end(std::string& out) {
  if (kind_ == Kind::chunked) out.append("0\r\n\r\n");
  return kind_ != Kind::until_close && remaining_ == 0;
}

void ReplyWriter::append_whole(std::string& out, const Reply& reply, ReplyForm form) {
  const int status = proper_status(reply.status);
  append_head(out, reply, status, form);
  // A reply to HEAD may state the length of the body that a GET would have brought.
  const size_t length = form.head_only && reply.body.empty() ? stated_length(reply).value_or(0) : reply.body.size();
  if (!forbids_body(status)) append_length(out, length);
  out.append("\r\n");
  if (!form.head_only && !forbids_body(status)) out.append(reply.body);
}

StreamBody ReplyWriter::append_stream_head(std::string& out, const Reply& head, ReplyForm& form) {
  const int status = proper_status(head.status);
  const auto length = stated_length(head);
  StreamBody::Kind kind = StreamBody::Kind::chunked;
  if (length) kind = StreamBody::Kind::counted;
  if (!length && form.version == Version::http_1_0) kind = StreamBody::Kind::until_close;
  if (kind == StreamBody::Kind::until_close) form.keep_alive = false;
  append_head(out, head, status, form);
  if (forbids_body(status)) kind = StreamBody::Kind::none;
  if (kind == StreamBody::Kind::counted) append_length(out, *length);
  if (kind == StreamBody::Kind::chunked) out.append("Transfer-Encoding: chunked\r\n");
  out.append("\r\n");
  if (form.head_only) kind = StreamBody::Kind::none;
  return {kind, kind == StreamBody::Kind::counted ? *length : 0};
}

void ReplyWriter::append_head(std::string& out, const Reply& reply, int status, ReplyForm form) {
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<size_t>(status));
  out += ' ';
  append_value(out, reply.reason.empty() ? standard_reason(status) : std::string_view(reply.reason));
  out.append("\r\n");
  bool dated = false;
  for (const auto& [name, value] : reply.headers) {
    if (!is_token(name) || is_framing(name)) continue;
    dated = dated || equal_ignoring_case(name, "Date");
    append_field(out, name, value);
  }
  if (!dated) append_field(out, "Date", date());
  if (!form.keep_alive) out.append("Connection: close\r\n");
  if (form.keep_alive && form.version == Version::http_1_0) out.append("Connection: keep-alive\r\n");
}

std::string_view ReplyWriter::date() {
  const Instant second = std::chrono::floor<std::chrono::seconds>(now_());
  if (second != date_second_) {
    date_ = to_http_date(second);
    date_second_ = second;
  }
  return date_;
}

}  // namespace understudy::http
