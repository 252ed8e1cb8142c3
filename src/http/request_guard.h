// Reads and judges the head of a request. What may not pass is refused with a status and one sentence; of what may,
// method, path, query and headers are handed out as they were sent. Pure functions over bytes: no socket, no clock.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/message.h"

namespace understudy::http {

struct RequestLimits {
  size_t max_head = 64 * 1024;  ///< bytes of request line and headers
  size_t max_headers = 100;
  size_t max_path = 2048;         ///< bytes before the '?'
  size_t max_body = 1024 * 1024;  ///< bytes, decoded
  /// True for paths (as Request has them) that are answered by the head alone; null: none is.
  bool (*is_decided_by_head)(std::string_view path) = nullptr;
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
  bool asks_tunnel = false;       ///< CONNECT
  bool keep_alive = true;         ///< the peer is ready for another request after this one
  bool expects_continue = false;  ///< the peer waits for "100 Continue" before it sends the body
  /// There is a body or none, as the peer likes: it is not read, so that nothing behind the head can be another
  /// request.
  bool leaves_body = false;
  Framing framing = Framing::none;
  size_t content_length = 0;
};

/// Of a head that is refused, what was read before the fault; method and path are whole, or both are empty.
struct GuardedHead {
  RequestFacts facts;
  size_t size = 0;  ///< bytes that the head takes, its empty line included
  std::string method;
  std::string path;                  ///< as sent; "*" of `OPTIONS *`, empty of CONNECT
  std::string query;                 ///< as sent, without '?'
  Fields headers;                    ///< in the order sent, values as sent without their outer blanks
  std::string proxied_to;            ///< as Arrival has it
  bool is_proxied_to_https = false;  ///< the target's scheme is https
};

/// `bytes` start where a request starts. Call again with more of the same bytes as long as more are needed; `scanned`,
/// zero at first, says how far they have been searched. On need_more at most `max_head` bytes are held.
Progress guard_head(std::string_view bytes, size_t& scanned, const RequestLimits& limits, GuardedHead& head,
                    Fault& fault);

}  // namespace understudy::http
