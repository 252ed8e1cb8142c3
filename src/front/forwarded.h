// How a request reached the first proxy, as far as proxies are trusted to tell: the headers X-Forwarded-*. Of a list
// its first value counts, which the proxy nearest to the client wrote; what is not well formed is as good as absent.
#pragma once

#include <string_view>

#include "http/message.h"

namespace understudy::front {

enum class Proxies {
  untrusted,
  trusted  ///< --trust-proxy: X-Forwarded-* count
};

/// Holds no longer than the request that it was made from.
struct Forwarded {
  std::string_view scheme = "http";
  std::string_view host{};    ///< empty where the request names none that is fit to be handed out
  std::string_view prefix{};  ///< "/auth", the public path that a proxy took off; empty: none
  std::string_view method{};  ///< of the request that a proxy asks about; empty where no proxy is trusted
};

Forwarded forwarded(const http::Request& request, Proxies proxies);

}  // namespace understudy::front
