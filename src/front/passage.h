// What remains to be done for a request once its answer is known, which may be long after its handler returned.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "front/front.h"

namespace understudy::front {

struct Front::Passage {
  std::shared_ptr<World> world;
  const FrontOptions& options;
  const std::string& exposed_headers;
  JournalEntry entry;
  std::string origin;  ///< the request's Origin header; empty where it has none
  bool is_journaled = true;
  const Emulator* owner = nullptr;     ///< whose path it is, whatever the method
  const Emulator* emulator = nullptr;  ///< whose route it is
  OriginRule origin_rule = OriginRule::with_credentials;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  bool is_finished = false;

  /// Completes a reply (or the head of a stream) and writes the journal. Does nothing a second time.
  void finish(http::Reply& reply);
};

}  // namespace understudy::front
