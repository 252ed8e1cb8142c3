// The one place that knows cpp-httplib, and all that is asked of it: it reads a guarded request line. Headers, queries,
// bodies, replies, connections and routes never reach it. One reader serves one thread.
#pragma once

#include <memory>
#include <string_view>

#include "http/message.h"

namespace understudy::http {

class RequestReader {
 public:
  RequestReader();
  ~RequestReader();

  /// Fills method and path. False where cpp-httplib refuses the line, which no guarded one gives it reason to do.
  bool read(std::string_view request_line, Request& request);

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace understudy::http
