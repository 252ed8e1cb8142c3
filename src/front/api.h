// What an emulated API is to the front: its name, its groups of routes, and how it turns a request down in its own
// words.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "front/visit.h"

namespace understudy::front {

using Handler = std::function<http::Reply(Visit&)>;

struct Route {
  std::string_view method;  ///< "GET"; "*" for every method
  /// Literal segments, "{name}" for one segment, "{name}:suffix" for one that ends so, and last "{name*}" for all that
  /// follows, nothing included; "{*}" for the same where nobody reads it, so that it need not be percent-encoding.
  std::string pattern;
  std::string_view operation;  ///< the API's own name for it: "createAccessToken"
  Handler answer;              ///< null: the original has it, Understudy does not (501)
  bool is_emulated = true;     ///< false: all that it answers is that Understudy lacks what it is asked for
  /// Of a POST alone: what the header X-Amz-Target has to say for it to come here, "Service.Operation", or with a dot
  /// at its end how that begins; its pattern is literal then. Empty: the path alone decides.
  std::string_view target{};
  /// True of a visit whose answer waits for others, by what the request and the world's settings say: nobody has
  /// verified yet who calls. All that is done for such a visit is done by a thread that may wait, at the time when the
  /// request came, and Visit::ask reaches others only there. Where it throws, the handler is left to say why.
  std::function<bool(const Visit&)> waits{};
};

/// Routes that ask for the same of who calls, and refuse alike.
struct Group {
  std::vector<Route> routes;
  /// Sees the visit as far as it came: where `require` refused, without a caller.
  http::Reply (*refuse)(const Refusal& refusal, const Visit& visit);
  /// Verifies who calls before any handler runs, and sets the visit's caller; throws Refusal. Empty: it asks for
  /// nothing.
  std::function<void(Visit&)> require{};
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

struct Api {
  std::string_view name;  ///< "gateway", by which journals call it; several may begin alike
  std::vector<Group> groups;
  PathCase path_case = PathCase::exact;
  /// By the page's origin and the query that it asks with. Null: pages of every origin, with credentials, where the
  /// original's answers to them are not known.
  std::function<OriginRule(const Seed& seed, std::string_view origin, std::string_view query)> judge_origin = nullptr;
  /// Sees every reply of this API on its way out; null: there is nothing to add.
  void (*finish)(World& world, const JournalEntry& entry, http::Reply& reply) = nullptr;
  Scope scope = Scope::world;
  /// Turns a request down before anything happens, whatever its method, by throwing Refusal; whom it turns down gets no
  /// CORS header. Empty: everybody is let in.
  std::function<void(const http::Request& request)> admit{};
  /// Every answer at this API's paths has them, refusals too.
  http::Fields headers{};
  /// How it says that Understudy lacks one of its operations; null: as a problem.
  http::Reply (*refuse_missing)(const Refusal& refusal) = nullptr;
  /// Puts into its own words what the listener refuses before anybody has read it whole; null: nothing.
  void (*refuse_unread)(http::Reply& reply) = nullptr;
  /// How it answers a page that asks before it asks; null: as all others do.
  http::Reply (*answer_preflight)(const http::Request& preflight) = nullptr;
  /// Its routes go before those of an X-Amz-Target.
  bool outranks_targets = false;
};

}  // namespace understudy::front
