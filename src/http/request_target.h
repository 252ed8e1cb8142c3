// The target of a request (RFC 9112 §3.2), in each of its forms, read strictly.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/request_guard.h"

namespace understudy::http {

/// Views are into the target's own text.
struct RequestTarget {
  std::string_view path;  ///< "*" of `OPTIONS *`, empty of CONNECT
  std::string_view query;
  std::optional<std::string_view> authority{};  ///< the host that it names, which beats the Host header
  std::string proxied_to{};                     ///< as Arrival has it
  bool is_proxied_to_https = false;
};

/// What is wrong with it; nothing where it is well formed. `method` is a known one.
std::optional<Fault> read_target(std::string_view text, std::string_view method, size_t max_path,
                                 RequestTarget& target);

}  // namespace understudy::http
