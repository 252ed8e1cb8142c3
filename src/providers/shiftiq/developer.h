// What the pages give to a developer: the client secret, and bearer tokens made from it.
#pragma once

#include <optional>
#include <string>

#include "front/api.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/records.h"

namespace understudy::shiftiq {

struct OwnSecret {
  ClientSecret secret;
  Instant expires_at{};
  bool is_expired = false;
};

/// The person's client secret; nothing where it has none.
std::optional<OwnSecret> find_own_secret(front::Visit& visit, const ShiftPerson& person);

/// How a token is made for the person itself.
struct OwnTokenOrder {
  std::optional<int64_t> lifetime;  ///< seconds; absent: the fixture's
  bool is_from_page = false;        ///< the profile page made it
};

/// Nothing where the person is no developer, or has no good secret.
std::optional<std::string> make_own_token(front::Visit& visit, const ShiftPerson& person, const OwnTokenOrder& order);

}  // namespace understudy::shiftiq
