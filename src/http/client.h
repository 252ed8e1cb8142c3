// Plain requests to a server of http, for the commands that ask a running server.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace understudy::http {

struct Answer {
  int status = 0;
  std::string body;
};

/// Where this machine reaches a listener that was told `host`, as ListenerOptions has it, and `port`.
std::string url_of_listener(std::string_view host, int port);

// All give nothing where no HTTP server answered within the time. `url` is one that parse_web_url() reads, with http;
// localhost and what is below it mean both loopbacks, one after the other, without asking anyone.

std::optional<int> get_status(std::string_view url, Milliseconds timeout);
// These also where the answer is longer than 1 MiB.
std::optional<Answer> get(std::string_view url, Milliseconds timeout);
std::optional<Answer> post_json(std::string_view url, const std::string& body, Milliseconds timeout);
std::optional<Answer> send_delete(std::string_view url, Milliseconds timeout);

}  // namespace understudy::http
