// The hook where faults act: before a handler, to answer in its place, and after it, to change what it answered.
#pragma once

#include <optional>

#include "front/api.h"

namespace understudy::front {

/// Called from many threads at once.
class Interceptor {
 public:
  virtual ~Interceptor() = default;
  /// An answer (also one for later) that replaces the handler's, or nothing.
  virtual std::optional<http::Reply> before(const Visit& visit) = 0;
  /// Sees every answer of an emulator on its way out, refusals and late ones too; of a stream only the head.
  virtual void after(World& world, const JournalEntry& entry, http::Reply& reply) = 0;
};

}  // namespace understudy::front
