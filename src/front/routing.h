// Which emulator and which of its routes a path belongs to. One origin serves all APIs: literal segments beat
// parameters, from left to right.
//
//   /v1/access-tokens/.well-known/jwks.json   beats   /v1/access-tokens/{id}
//
// Simplifying assumptions: a parameter is one whole segment, or one with a literal suffix; patterns have no final
// slash; two routes with the same method and the same shape are a mistake of ours, which a test finds. A path as it
// stands beats one without regard to case.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "front/emulator.h"

namespace understudy::front {

class Routing {
 public:
  explicit Routing(std::vector<Emulator> emulators);

  struct Match {
    const Emulator* emulator;
    const Route* route;
    Params params;
  };
  struct Result {
    std::optional<Match> match;
    /// Whose path it is, whatever the method; null where it is unknown. Below Understudy's own first segment, where no
    /// emulated API and no route of a fixture is, what no route has is the first emulator's that works on all worlds
    /// and does not let everybody in.
    const Emulator* owner = nullptr;
    /// Methods of the routes that fit the path; empty where the path is unknown.
    std::vector<std::string_view> methods;
  };
  /// HEAD is answered by GET's route. A part that is read by nobody may be anything; all else fits nothing where it is
  /// not valid percent-encoding.
  Result find(std::string_view method, std::string_view path) const;

  /// Patterns most like the path, at most three.
  std::vector<std::string> nearest(std::string_view path) const;

  const std::vector<Emulator>& emulators() const { return emulators_; }

  /// Pairs of patterns of one method that fit a common path, as "winner > loser", sorted.
  std::vector<std::string> overlaps() const;

 private:
  enum class SegmentKind { literal, suffixed, parameter, rest };  // in order of precedence
  struct Segment {
    SegmentKind kind;
    std::string_view name;     // of the parameter
    std::string_view literal;  // the whole segment, or the suffix
  };
  struct Entry {
    const Emulator* emulator;
    const Route* route;
    std::vector<Segment> segments;
  };

  static std::vector<Segment> parse(std::string_view pattern);
  static bool beats(const Entry& a, const Entry& b);
  static bool fits(const Entry& entry, const std::vector<std::string_view>& path);
  static bool can_meet(const Entry& entry, const Entry& other);
  static std::optional<Params> bind(const std::vector<Segment>& pattern, const std::vector<std::string_view>& path);

  using ByPath = std::unordered_map<std::string, std::vector<Entry>, TextHash, std::equal_to<>>;

  std::vector<Emulator> emulators_;
  const Emulator* keeper_ = nullptr;  // of Understudy's own first segment
  // Those without parameters: the quick way for hot routes.
  ByPath literal_;                // by whole path
  ByPath literal_ignoring_case_;  // by whole path in lower case
  std::vector<Entry> patterns_;   // those with parameters, winners first
};

}  // namespace understudy::front
