// One call of an operation: its body, which fits the service's model by now (validation.h), and what it may touch.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "front/visit.h"
#include "providers/cognito/part.h"
#include "providers/cognito/post.h"

namespace understudy::cognito {

struct Call {
  front::Visit& visit;
  const Json& body;
  Post post{};  ///< what it sends

  // A member of the body. Empty, or nothing, where it is not there or null.
  std::string_view text(std::string_view member) const { return body.text_at(member); }
  bool has(std::string_view member) const;
  bool flag(std::string_view member, bool otherwise = false) const;
  std::optional<int64_t> number(std::string_view member) const;
  std::vector<std::string> texts(std::string_view member) const;
  /// Of a list of {"Name":…,"Value":…}; without a value, an empty one.
  std::vector<Attribute> attributes(std::string_view member) const;
  /// Of a map: "AuthParameters", "USERNAME".
  std::string_view entry(std::string_view map, std::string_view key) const;
};

/// Seconds since 1970 with milliseconds, as AWS JSON 1.1 writes times.
Json to_json(Instant time);
/// The dates of a record as members, under these names.
void add_dates(Json& json, const Dates& dates, const WorldState& state, std::string_view created = "CreationDate",
               std::string_view modified = "LastModifiedDate");
Dates dates_now(const WorldState& state);
/// Of a record that is changed.
void touch(Dates& dates, const WorldState& state);

// Records that a call names. To be used within a step; each throws Refusal where there is none.
const Pool& named_pool(const CognitoState& cognito, std::string_view id);
/// Also where it is none of that pool's.
const Client& named_client(const CognitoState& cognito, std::string_view id);
const Client& named_client(const CognitoState& cognito, std::string_view id, const Pool& pool);

}  // namespace understudy::cognito
