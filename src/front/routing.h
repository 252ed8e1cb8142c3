// Which API, which of its groups and which route there a request belongs to. One origin serves all APIs: literal
// segments beat parameters, from left to right.
//
//   /v1/access-tokens/.well-known/jwks.json   beats   /v1/access-tokens/{id}
//
// Where several operations share a path, the header X-Amz-Target tells them apart: of a POST that has it, a route with
// that target goes before those that have none, but for routes of APIs that outrank targets.
//
// Simplifying assumptions: a parameter is one whole segment, or one with a literal suffix; patterns have no final
// slash; two routes with the same method and the same shape are a mistake of ours, which a test finds. A path as it
// stands beats one without regard to case.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "front/api.h"

namespace understudy::front {

class Routing {
 public:
  explicit Routing(std::vector<Api> apis);

  struct Match {
    const Api* api;
    const Group* group;
    const Route* route;
    Params params;
  };
  struct Result {
    std::optional<Match> match;
    /// Whose path it is, whatever the method; null where it is unknown. Below Understudy's own first segment, where no
    /// emulated API and no route of a fixture is, what no route has is the first API's that works on all worlds
    /// and does not let everybody in.
    const Api* owner = nullptr;
    /// Methods of the routes that fit the path; empty where the path is unknown.
    std::vector<std::string_view> methods;
  };
  /// Which APIs a request may reach, by where it came to; empty: all of them.
  using Reach = std::function<bool(const Api& api)>;

  /// HEAD is answered by GET's route. A part that is read by nobody may be anything; all else fits nothing where it is
  /// not valid percent-encoding.
  Result find(std::string_view method, std::string_view path, const http::Fields& headers = {},
              const Reach& reach = {}) const;
  /// The same for what a preflight announces: its next request's method, and whether that has a target.
  Result find_next(const http::Request& preflight, std::string_view path, const Reach& reach = {}) const;

  /// Patterns most like the path, at most three.
  std::vector<std::string> nearest(std::string_view path) const;

  const std::vector<Api>& apis() const { return apis_; }

  /// Pairs of routes of one method that fit a common path and target, as "winner > loser", sorted.
  std::vector<std::string> overlaps() const;

 private:
  enum class SegmentKind { literal, suffixed, parameter, rest };  // in order of precedence
  struct Segment {
    SegmentKind kind;
    std::string_view name;     // of the parameter
    std::string_view literal;  // the whole segment, or the suffix
  };
  struct Entry {
    const Api* api;
    const Group* group;
    const Route* route;
    std::vector<Segment> segments;
  };

  static std::vector<Segment> parse(std::string_view pattern);
  static bool wins(const Entry& a, const Entry& b);   // where both are asked for
  static bool beats(const Entry& a, const Entry& b);  // by their patterns alone
  static bool fits(const Entry& entry, const std::vector<std::string_view>& path);
  static bool can_meet(const Entry& entry, const Entry& other);
  static bool targets_can_meet(const Route& a, const Route& b);
  static std::optional<Params> bind(const std::vector<Segment>& pattern, const std::vector<std::string_view>& path);

  void place(Entry entry);
  Result find_by_path(std::string_view method, std::string_view path, const Reach& reach) const;
  /// The first that has this target, else the first whose target begins it; null where none does at that path. Without
  /// a target the first at that path which has any.
  const Entry* find_by_target(std::string_view path, const std::string* target, const Reach& reach) const;
  Result choose(Result by_path, const Entry* by_target) const;
  std::vector<Entry> all_entries() const;

  using ByPath = std::unordered_map<std::string, std::vector<Entry>, TextHash, std::equal_to<>>;

  std::vector<Api> apis_;
  const Api* keeper_ = nullptr;  // of Understudy's own first segment
  // Those without parameters: the quick way for hot routes.
  ByPath literal_;                // by whole path
  ByPath literal_ignoring_case_;  // by whole path in lower case
  std::vector<Entry> patterns_;   // those with parameters, winners first
  std::vector<Entry> targeted_;   // those with a target, whose paths are literal
};

}  // namespace understudy::front
