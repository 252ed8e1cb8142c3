// Takes the body of a request from the bytes that follow its head: counted by Content-Length, or chunked (RFC 9112
// §7.1). The limit holds for the decoded body whatever its framing; what frames the chunks is bounded too.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/request_guard.h"

namespace understudy::http {

class BodyDecoder {
 public:
  void start(const RequestFacts& facts, size_t max_body);

  /// Moves what belongs to the body from the front of `input` to the end of `body`; stops behind the last byte of the
  /// request. `fault` is filled where the answer is refused.
  Progress take(std::string_view& input, std::string& body, Fault& fault);

 private:
  enum class Step { size, data, data_end, trailer, done };

  Progress take_counted(std::string_view& input, std::string& body);
  void take_data(std::string_view& input, std::string& body);
  bool take_framing(char c, size_t body_size, Fault& fault);
  bool judge_size(size_t body_size, Fault& fault);
  bool judge_trailer(Fault& fault);

  Framing framing_ = Framing::none;
  size_t max_body_ = 0;
  size_t remaining_ = 0;  ///< bytes of the body, or of the chunk, still to come
  Step step_ = Step::done;
  bool carriage_return_ = false;  ///< the first half of a line's end was seen
  std::string line_;              ///< of what frames the chunks, so far
  size_t trailer_size_ = 0;       ///< bytes of all trailers so far
};

}  // namespace understudy::http
