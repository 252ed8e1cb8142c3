// Asking others over HTTP in the middle of answering a request of one's own, as web hooks want it: one question, one
// answer, within a time and a size that are sure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/time.h"

namespace understudy::http {

struct JsonPost {
  std::string_view url;  ///< one that why_not_asked() has nothing against
  std::string_view body;
  Milliseconds deadline{5000};         ///< real time, for the whole of it, from looking a name up to the last byte
  size_t longest_answer = 256 * 1024;  ///< bytes of the body
};

struct Response {
  enum class Outcome {
    answered,
    unreachable,  ///< nobody took the connection
    too_late,
    too_long,
    broken,    ///< what came is no HTTP, or is not whole
    cancelled  ///< the server stops
  };
  Outcome outcome = Outcome::unreachable;
  std::string why{};  ///< where it was not answered: one line for people

  // Where it was answered.
  int status = 0;  ///< any but 1xx; a redirect is not followed
  std::string content_type{};
  std::string body{};
};

class Messenger {
 public:
  virtual ~Messenger() = default;
  /// Thread-safe. Holds its thread until there is a response, so no worker of a listener may call it, nor anybody
  /// inside a step of a world. Throws nothing. A messenger of this very class reaches nobody.
  virtual Response post(const JsonPost& what);
};

/// What speaks against asking that URL, as one line for people; empty where nothing does.
std::string why_not_asked(std::string_view url);

}  // namespace understudy::http
