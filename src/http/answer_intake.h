// The bytes of one connection becoming the answer to the one request that was sent on it (RFC 9112), within limits:
// what one reader might frame otherwise than another is refused. No socket and no clock.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/body_decoder.h"
#include "http/messenger.h"

namespace understudy::http {

class AnswerIntake {
 public:
  /// At most so many bytes of the body.
  explicit AnswerIntake(size_t longest_body) : longest_body_(longest_body) {}

  /// The answer as far as it came. While nothing is decided, more bytes are needed.
  enum class Verdict { undecided, whole, too_long, broken };

  Verdict take(std::string_view bytes);
  /// The peer sends no more.
  Verdict end();

  /// Where it is whole: status, content type and body; else why it is not.
  Response& response() { return response_; }

 private:
  enum class Part { head, framed, until_end };

  Verdict take_heads(size_t searched);
  Verdict take_head(std::string_view head);
  Verdict take_fields(std::string_view lines);
  Verdict take_field(std::string_view line);
  Verdict begin_body();
  Verdict take_body(std::string_view bytes);
  Verdict accept();
  Verdict refuse(std::string_view why);
  Verdict find_too_long();

  const size_t longest_body_;
  Part part_ = Part::head;
  std::string head_;       ///< what came of it, and of the body behind it
  size_t heads_size_ = 0;  ///< of interim answers, which are read over
  bool has_length_ = false;
  RequestFacts framing_;  ///< of which the framing alone counts
  BodyDecoder decoder_;
  Response response_;
};

}  // namespace understudy::http
