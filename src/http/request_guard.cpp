#include "http/request_guard.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "base/text.h"
#include "http/grammar.h"
#include "http/request_target.h"

namespace understudy::http {

namespace {

constexpr char tls_handshake = '\x16';  // RFC 8446 §5.1: the record type that opens every TLS connection

constexpr std::array known_methods{
    std::string_view("GET"),   std::string_view("HEAD"),   std::string_view("POST"),    std::string_view("PUT"),
    std::string_view("PATCH"), std::string_view("DELETE"), std::string_view("OPTIONS"), std::string_view("CONNECT"),
};

std::string_view take_line(std::string_view& rest) {
  const size_t end = rest.find("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

/// One head, whole and with every line ended by CR LF, read from its first line to its last.
class Judge {
 public:
  Judge(const RequestLimits& limits, GuardedHead& head, Fault& fault) : limits_(limits), head_(head), fault_(fault) {}

  bool judge(std::string_view lines) { return judge_each(lines) && whole(); }

  /// Lines of which more were to come: the request line, then fields, up to one that may not pass.
  bool judge_each(std::string_view lines) {
    if (lines.empty() || !request_line(take_line(lines))) return false;
    while (!lines.empty() && lines != "\r\n")
      if (!field(take_line(lines))) return false;
    return true;
  }

 private:
  bool refuse(int status, std::initializer_list<std::string_view> detail) {
    fault_ = {status, cat(detail)};
    return false;
  }

  bool request_line(std::string_view line) {
    const size_t first = line.find(' ');
    const size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
      return refuse(400, {"The request line is not a method, a target and a version."});
    const std::string_view method = line.substr(0, first);
    if (!is_token(method)) return refuse(400, {"The method is not a token."});
    if (!version(line.substr(last + 1))) return false;
    if (std::find(known_methods.begin(), known_methods.end(), method) == known_methods.end())
      return refuse(501, {"The method is none of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS and CONNECT."});
    head_.facts.head_only = method == "HEAD";
    head_.facts.asks_tunnel = method == "CONNECT";
    if (!target(line.substr(first + 1, last - first - 1), method)) return false;
    head_.method = method;
    return true;
  }

  bool version(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 8 || !text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' || !is_digit(text[7]))
      return refuse(400, {"The request line does not end in an HTTP version."});
    if (text != "HTTP/1.1" && text != "HTTP/1.0") return refuse(505, {"The version is neither HTTP/1.1 nor HTTP/1.0."});
    head_.facts.version = text == "HTTP/1.1" ? Version::http_1_1 : Version::http_1_0;
    return true;
  }

  bool target(std::string_view text, std::string_view method) {
    if (auto fault = read_target(text, method, limits_.max_path, target_)) {
      fault_ = std::move(*fault);
      return false;
    }
    head_.facts.asks_server = text == "*";
    head_.path = target_.path;
    head_.query = target_.query;
    head_.proxied_to = target_.proxied_to;
    head_.is_proxied_to_https = target_.is_proxied_to_https;
    is_decided_ = limits_.is_decided_by_head != nullptr && !head_.facts.asks_server && !head_.facts.asks_tunnel &&
                  limits_.is_decided_by_head(target_.path);
    return true;
  }

  bool field(std::string_view line) {
    if (++fields_seen_ > limits_.max_headers)
      return refuse(431, {"The head has more than ", std::to_string(limits_.max_headers), " headers."});
    if (line.front() == ' ' || line.front() == '\t') return refuse(400, {"A header is folded over two lines."});
    const std::string_view name = field_name(line);
    if (name.empty()) return refuse(400, {"A header line does not start with a name and a colon."});
    const std::string_view value = trim_blanks(line.substr(name.size() + 1));
    if (!is_field_value(value)) return refuse(400, {"A header value holds a control byte."});
    for (const auto& known : known_fields)
      if (equal_ignoring_case(name, known.name)) return (this->*known.read)(name, value);
    return pass(name, value);
  }

  bool pass(std::string_view name, std::string_view value) {
    head_.headers.add(std::string(name), std::string(value));
    return true;
  }

  bool host(std::string_view name, std::string_view value) {
    if (has_host_) return refuse(400, {"There are several Host headers."});
    if (!is_authority(value)) return refuse(400, {"The Host header is not a host."});
    has_host_ = true;
    return pass(name, target_.authority.value_or(value));
  }

  bool connection(std::string_view name, std::string_view value) {
    closes_ = closes_ || lists(value, "close");
    stays_ = stays_ || lists(value, "keep-alive");
    return pass(name, value);
  }

  bool content_length(std::string_view name, std::string_view value) {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos)
      return refuse(400, {"The Content-Length is not a number."});
    // A number that is too long to be read is too large as well.
    const uint64_t length = parse_number(value).value_or(UINT64_MAX);
    if (has_length_ && length != head_.facts.content_length)
      return refuse(400, {"There are two Content-Length headers that differ."});
    has_length_ = true;
    head_.facts.content_length = length;
    return pass(name, value);
  }

  bool transfer_encoding(std::string_view name, std::string_view value) {
    if (has_coding_) return refuse(400, {"There are several Transfer-Encoding headers."});
    if (!equal_ignoring_case(value, "chunked")) return refuse(501, {"The only Transfer-Encoding taken is chunked."});
    has_coding_ = true;
    return pass(name, value);
  }

  bool content_encoding(std::string_view name, std::string_view value) {
    is_encoded_ = is_encoded_ || (!value.empty() && !equal_ignoring_case(value, "identity"));
    return pass(name, value);
  }

  bool expect(std::string_view name, std::string_view value) {
    if (!equal_ignoring_case(value, "100-continue")) return refuse(417, {"The only Expect taken is 100-continue."});
    head_.facts.expects_continue = true;
    return pass(name, value);
  }

  /// What only all headers together tell.
  bool whole() {
    auto& facts = head_.facts;
    if (facts.asks_tunnel && (has_coding_ || facts.content_length > 0)) return refuse(400, {"CONNECT has no body."});
    const bool older = facts.version == Version::http_1_0;
    if (!has_host_ && !older) return refuse(400, {"There is no Host header."});
    // RFC 9112 §6.1 and §6.3: both, or a coding from a peer that cannot know it, is how requests are smuggled.
    if (has_coding_ && has_length_) return refuse(400, {"There is a Content-Length beside a Transfer-Encoding."});
    if (has_coding_ && older) return refuse(400, {"HTTP/1.0 has no Transfer-Encoding."});
    if (!has_host_ && target_.authority) pass("Host", *target_.authority);
    if (facts.content_length > limits_.max_body && !is_decided_)
      return refuse(413, {"The body is longer than ", std::to_string(limits_.max_body), " bytes."});
    if (has_coding_) facts.framing = Framing::chunked;
    if (facts.content_length > 0) facts.framing = Framing::length;
    if (is_decided_) leave_body();
    // Whatever follows is for whom the tunnel leads to.
    if (facts.asks_tunnel) facts.leaves_body = true;
    // A proxy that asks about a request passes its headers on and leaves its body behind.
    if (is_encoded_ && facts.framing != Framing::none)
      return refuse(415, {"A body with a Content-Encoding is not taken; send it as it is."});
    facts.keep_alive = !closes_ && (!older || stays_) && !facts.leaves_body;
    // RFC 9110 §10.1.1: an expectation without a body, or from HTTP/1.0, is ignored.
    if (older || facts.framing == Framing::none) facts.expects_continue = false;
    return true;
  }

  /// What the head announces may come or not. Nobody can tell it from a next request, so there is none.
  void leave_body() {
    head_.facts.leaves_body = head_.facts.framing != Framing::none;
    head_.facts.framing = Framing::none;
    head_.facts.content_length = 0;
  }

  struct KnownField {
    std::string_view name;
    bool (Judge::*read)(std::string_view name, std::string_view value);
  };
  static constexpr std::array<KnownField, 6> known_fields{{
      {"host", &Judge::host},
      {"connection", &Judge::connection},
      {"content-length", &Judge::content_length},
      {"transfer-encoding", &Judge::transfer_encoding},
      {"content-encoding", &Judge::content_encoding},
      {"expect", &Judge::expect},
  }};

  const RequestLimits& limits_;
  GuardedHead& head_;
  Fault& fault_;
  RequestTarget target_;
  size_t fields_seen_ = 0;
  bool is_decided_ = false;  // by the head alone
  bool has_host_ = false;
  bool has_length_ = false;
  bool has_coding_ = false;
  bool is_encoded_ = false;
  bool closes_ = false;
  bool stays_ = false;
};

Progress refuse(Fault& fault, int status, std::initializer_list<std::string_view> detail) {
  fault = {status, cat(detail)};
  return Progress::refused;
}

/// The head has passed its limit without an end: which limit does the peer best learn of?
Progress refuse_long_head(std::string_view bytes, const RequestLimits& limits, GuardedHead& head, Fault& fault) {
  const size_t target = bytes.find(' ') + 1;
  const size_t path_end = std::min(bytes.find_first_of(" ?\r", target), bytes.size());
  if (target > 0 && path_end - target > limits.max_path)
    return refuse(fault, 414, {"The path is longer than ", std::to_string(limits.max_path), " bytes."});
  const std::string_view within = bytes.substr(0, limits.max_head);
  if (const size_t end = within.rfind("\r\n"); end != std::string_view::npos)
    Judge(limits, head, fault).judge_each(within.substr(0, end + 2));
  return refuse(fault, 431, {"The head is longer than ", std::to_string(limits.max_head), " bytes."});
}

}  // namespace

Progress guard_head(std::string_view bytes, size_t& scanned, const RequestLimits& limits, GuardedHead& head,
                    Fault& fault) {
  head.facts = {};
  head.method.clear();
  head.path.clear();
  head.query.clear();
  head.headers.clear();
  head.proxied_to.clear();
  head.is_proxied_to_https = false;
  // RFC 9112 §2.2: one empty line before a request is forgiven.
  const size_t start = bytes.starts_with("\r\n") ? 2 : 0;
  const std::string_view lines = bytes.substr(start);
  if (!lines.empty() && lines != "\r" && !is_token(lines.substr(0, 1)))
    return lines.front() == tls_handshake
               ? refuse(fault, 400, {"This port speaks plain HTTP, but the request begins like a TLS handshake."})
               : refuse(fault, 400, {"The request does not begin with a method."});
  const size_t searched = std::min(lines.size(), limits.max_head);
  size_t at = scanned > start ? scanned - start : 0;
  for (; (at = lines.find('\n', at)) < searched; ++at) {
    if (at == 0 || lines[at - 1] != '\r') return refuse(fault, 400, {"A line of the head does not end in CR LF."});
    if (at < 3 || lines[at - 2] != '\n') continue;
    head.size = start + at + 1;
    return Judge(limits, head, fault).judge(lines.substr(0, at + 1)) ? Progress::complete : Progress::refused;
  }
  if (lines.size() >= limits.max_head) return refuse_long_head(lines, limits, head, fault);
  scanned = bytes.size();
  return Progress::need_more;
}

}  // namespace understudy::http
