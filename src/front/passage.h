// What is known of a request on its way, and what remains to be done for it once its answer is known, which may be long
// after its handler returned.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "front/front.h"

namespace understudy::front {

/// True of an API that works on all worlds; null has none.
inline bool is_of_server(const Api* api) { return api != nullptr && api->scope == Scope::server; }

struct Front::Passage {
  Passage(const Front& way, const http::Request& asked);
  Passage(const Passage&) = delete;
  Passage& operator=(const Passage&) = delete;

  const Front& front;
  const http::Request& request;  ///< gone once an answer is given later
  const std::string path;        ///< the request's, in its plainest spelling
  const WorldChoice choice;
  const Routing::Reach reach;  ///< the APIs of the host
  Routing::Result found;
  const std::string origin;  ///< the request's Origin header; empty where it has none
  OriginRule origin_rule = OriginRule::with_credentials;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  JournalEntry entry{};

  // Once its world is known.
  std::shared_ptr<World> world{};
  std::optional<Visit> visit{};

  // Once its route is.
  const Api* api = nullptr;
  const Group* group = nullptr;

  void enter(std::shared_ptr<World> entered);
  /// The same passage with a request of its own, in the same world at the same time, for an answer that waits for
  /// others.
  std::shared_ptr<Passage> kept() const;

  /// Completes a reply that is given at once.
  void finish(http::Reply& reply);
  /// The same for one that is given when the world's time has gone on, or for the head of a stream.
  void finish_late(http::Reply& reply);

 private:
  struct Kept;

  static Routing::Result find_route(const Front& way, const http::Request& asked, std::string_view path,
                                    const Routing::Reach& reach);
  void enter(std::shared_ptr<World> entered, Instant time, http::Messenger& messenger);
  /// Does nothing a second time.
  void finish(http::Reply& reply, Instant now);

  bool is_finished_ = false;
};

}  // namespace understudy::front
