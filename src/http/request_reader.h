// The one place that knows cpp-httplib, and all that is asked of it: it reads a guarded head into a Request. Replies,
// bodies, connections and routes never reach it. One reader serves one thread.
#pragma once

#include <memory>

#include "http/message.h"
#include "http/request_guard.h"

namespace understudy::http {

class RequestReader {
 public:
  RequestReader();
  ~RequestReader();

  /// Fills method, path, query and headers. False where cpp-httplib refuses the head, which no guarded one gives it
  /// reason to do.
  bool read(const GuardedHead& head, Request& request);

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace understudy::http
