// Replies as bytes. Whatever a handler puts into a reply, what leaves here is one well-formed message: no line break
// from a value, one framing, no body where the status or the method forbids one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/time.h"
#include "http/message.h"
#include "http/request_guard.h"

namespace understudy::http {

/// What the request, and the state of the connection, say about the form of the reply.
struct ReplyForm {
  Version version = Version::http_1_1;
  bool head_only = false;
  bool keep_alive = true;
};

/// True where the reply itself asks for the end of the connection.
bool asks_to_close(const Reply& reply);

/// The listener's own "no": problem JSON (RFC 9457), the sentence once more in X-Understudy-Reason.
Reply problem(const Fault& fault);

/// What a failed handler gives: status 500 and nothing about why.
Reply bare_problem();

/// How the pieces of a stream are put onto the wire.
class StreamBody {
 public:
  enum class Kind { none, chunked, counted, until_close };

  StreamBody() = default;
  StreamBody(Kind kind, size_t length) : kind_(kind), remaining_(length) {}

  Kind kind() const { return kind_; }
  void append(std::string& out, std::string_view bytes);
  /// What ends the stream. False where the peer can only learn from the connection's end that it is over.
  bool append_end(std::string& out);

 private:
  Kind kind_ = Kind::none;
  size_t remaining_ = 0;
};

/// Writes for one thread.
class ReplyWriter {
 public:
  explicit ReplyWriter(TimeSource now) : now_(std::move(now)) {}

  void append_whole(std::string& out, const Reply& reply, ReplyForm form);
  /// Status and headers only; the body goes through what is returned. Clears `keep_alive` where only the end of the
  /// connection can end the stream.
  StreamBody append_stream_head(std::string& out, const Reply& head, ReplyForm& form);

 private:
  void append_head(std::string& out, const Reply& reply, int status, ReplyForm form);
  std::string_view date();

  TimeSource now_;
  Instant date_second_{Milliseconds{-1}};
  std::string date_;
};

}  // namespace understudy::http
