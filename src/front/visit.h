// One request on its way through an emulated API: all that who answers it may touch.
#pragma once

#include <any>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/credentials.h"
#include "access/key_sets.h"
#include "access/signer.h"
#include "front/world_choice.h"
#include "http/message.h"
#include "http/messenger.h"
#include "world/world.h"

namespace understudy::front {

/// The parts of a path that a route's pattern left open, percent-decoded.
class Params {
 public:
  void add(std::string_view name, std::string value) { values_.emplace_back(name, std::move(value)); }
  /// A name that the route's pattern has.
  const std::string& operator[](std::string_view name) const;
  /// Null where the pattern does not have that name.
  const std::string* find(std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, std::string>> values_;
};

/// Who calls: what the group of the route requires, in the type that its provider has for it.
class VerifiedCaller {
 public:
  template <class Who>
  void set(Who who) {
    who_ = std::move(who);
  }
  bool is_known() const { return who_.has_value(); }
  /// Throws std::logic_error where the group requires nobody of that type.
  template <class Who>
  const Who& as() const {
    if (const auto* who = std::any_cast<Who>(&who_)) return *who;
    throw std::logic_error("the route's group requires no such caller");
  }

 private:
  std::any who_;
};

struct Visit {
  const http::Request& request;  ///< as it came: its path has the world in it, where that names one
  std::string_view path;         ///< within the world
  World& world;
  const access::Kinds& kinds;  ///< of credentials that the server knows
  const WorldChoice& choice;
  std::string_view public_url;  ///< of the server, without a world
  std::string base;             ///< the world's public address: what goes into issuers and everything handed out
  access::Signer signer;
  Instant now;                 ///< the world's time when the request came, and all through it
  http::Messenger& messenger;  ///< of ask()
  JournalEntry& journal;       ///< who verifies a caller fills in `caller` and `tenant`
  Params params{};
  VerifiedCaller caller{};

  /// For tokens and documents that are made by this request.
  access::Issuing issuing() const { return {base, choice.vendor == nullptr ? Issuers::local : Issuers::vendor}; }

  /// The world's address as this request came: for the back-channel endpoints of discovery.
  std::string here() const { return address_of_arrival(choice, public_url, world.name()); }

  /// Asks others, whom only a visit reaches whose route waits for them. Throws std::logic_error inside a step of the
  /// world: whoever is asked may ask this world in turn.
  http::Response ask(const http::JsonPost& what) const;

  /// A path within this world, as a client that names the world in the same way asks for it: "/w/ci-1/ui/lobby/signin".
  std::string path_here(std::string_view path_within) const;
};

}  // namespace understudy::front
