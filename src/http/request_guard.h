// Judges the head of a request before cpp-httplib sees it. What may not pass is refused with a status and one sentence;
// what may is spelled anew, so that cpp-httplib reads from it exactly what was sent: no header name means anything to
// it, no header value is decoded, no query is taken apart. Pure functions over bytes: no socket, no clock.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace understudy::http {

struct RequestLimits {
  size_t max_head = 64 * 1024;    ///< bytes of request line and headers
  size_t max_headers = 100;       ///< at most 1,000
  size_t max_path = 2048;         ///< bytes before the '?'
  size_t max_body = 1024 * 1024;  ///< bytes, decoded
};

/// Why a request is turned down: the status, and a sentence that names the limit or the fault.
struct Fault {
  int status = 400;
  std::string detail;
};

enum class Progress { need_more, complete, refused };
enum class Version { http_1_0, http_1_1 };
enum class Framing { none, length, chunked };

/// What the listener itself has to know about a request.
struct RequestFacts {
  Version version = Version::http_1_1;
  bool head_only = false;         ///< HEAD: the reply has no body
  bool asks_server = false;       ///< `OPTIONS *`: about the server, not about a path
  bool keep_alive = true;         ///< the peer is ready for another request after this one
  bool expects_continue = false;  ///< the peer waits for "100 Continue" before it sends the body
  Framing framing = Framing::none;
  size_t content_length = 0;
};

struct GuardedHead {
  RequestFacts facts;
  size_t size = 0;         ///< bytes that the head takes, its empty line included
  size_t field_count = 0;  ///< headers in `spelling`
  std::string spelling;    ///< for RequestReader, which alone knows how to read it
};

// How `spelling` differs from what was sent; RequestReader turns it back.
constexpr char spelled_question_mark = '\x01';  ///< in the target; no guarded target holds that byte
constexpr size_t spelled_ordinal = 3;           ///< digits before each header name: the multimap keeps the order sent
constexpr char spelled_value_mark = '=';        ///< before each header value: an empty one is kept

/// `bytes` start where a request starts. Call again with more of the same bytes as long as more are needed; `scanned`,
/// zero at first, says how far they have been searched. On need_more at most `max_head` bytes are held.
Progress guard_head(std::string_view bytes, size_t& scanned, const RequestLimits& limits, GuardedHead& head,
                    Fault& fault);

}  // namespace understudy::http
