// The writing side of a connection: sends what goes at once and keeps the rest until there is room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/descriptor.h"

namespace understudy::http {

class Outlet {
 public:
  explicit Outlet(const Descriptor& socket) : socket_(socket) {}

  /// False where the connection is broken. Like flush().
  bool send(std::string_view bytes);
  /// Goes on where send() had to stop.
  bool flush();
  /// Bytes that are kept.
  size_t waiting() const { return unsent_.size() - start_; }

 private:
  bool send_some(std::string_view& bytes);

  const Descriptor& socket_;
  std::string unsent_;
  size_t start_ = 0;  ///< bytes of `unsent_` that are sent by now
};

}  // namespace understudy::http
