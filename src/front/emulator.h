// What an emulated API is to the front: a name, routes, and a way to turn a request down in its own words. And what a
// handler is given: everything it may touch.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/credentials.h"
#include "base/refusal.h"
#include "crypto/jws.h"
#include "front/world_choice.h"
#include "http/message.h"
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

/// One request on its way through an emulator.
struct Visit {
  const http::Request& request;  ///< its path is the path within the world
  World& world;
  const access::Kinds& kinds;  ///< of credentials that the server knows
  const WorldChoice& choice;
  std::string_view public_url;  ///< of the server, without a world
  std::string base;             ///< the world's public address: what goes into issuers and everything handed out
  Params params;
  Instant now;            ///< the world's time when the request came
  JournalEntry& journal;  ///< a handler fills in `caller` and `tenant` once it knows them

  /// The world's address as this request came: for the back-channel endpoints of discovery.
  std::string here() const { return address_of_arrival(choice, public_url, world.name()); }

  /// A path within this world, as a client that names the world in the same way asks for it: "/w/ci-1/ui/lobby/signin".
  std::string path_here(std::string_view path) const;

  /// The one place where tokens are signed. Must not be called inside a step of the world.
  std::string sign(const crypto::UnsignedToken& token) const;
};

using Handler = std::function<http::Reply(Visit&)>;

struct Route {
  std::string_view method;  ///< "GET"; "*" for every method
  /// Literal segments, "{name}" for one segment, "{name}:suffix" for one that ends so, and last "{name*}" for all that
  /// follows, nothing included; "{*}" for the same where nobody reads it, so that it need not be percent-encoding.
  std::string pattern;
  std::string_view operation;  ///< the API's own name for it: "createAccessToken"
  Handler answer;              ///< null: the original has it, Understudy does not (501)
  bool is_emulated = true;     ///< false: all that it answers is that Understudy lacks what it is asked for
};

/// Whether an API tells "/Users" from "/users".
enum class PathCase { exact, ignored };

/// Whether pages of an origin may read an API's replies: not at all, without credentials ("*"), or with them.
enum class OriginRule { refused, anonymous, with_credentials };

/// What an API works on.
enum class Scope {
  world,     ///< the world that a request names
  onlooker,  ///< that world seen from outside: no journal tells of it
  server     ///< all worlds: none is made for its requests, and no journal tells of them
};

struct Emulator {
  std::string_view name;  ///< "gateway"; several may begin alike
  std::vector<Route> routes;
  http::Reply (*refuse)(const Refusal& refusal, const World& world);
  PathCase path_case = PathCase::exact;
  /// By the page's origin and the query that it asks with. Null: pages of every origin, with credentials, where the
  /// original's answers to them are not known.
  std::function<OriginRule(const Seed& seed, std::string_view origin, std::string_view query)> judge_origin = nullptr;
  /// Sees every reply of this emulator on its way out; null: there is nothing to add.
  void (*finish)(World& world, const JournalEntry& entry, http::Reply& reply) = nullptr;
  Scope scope = Scope::world;
  /// Turns a request down before anything happens, whatever its method, by throwing Refusal; whom it turns down gets no
  /// CORS header. Empty: everybody is let in.
  std::function<void(const http::Request& request)> admit{};
  /// Every answer at this API's paths has them, refusals too.
  http::Fields headers{};
  /// How it says that Understudy lacks one of its operations; null: as a problem.
  http::Reply (*refuse_missing)(const Refusal& refusal) = nullptr;
};

}  // namespace understudy::front
