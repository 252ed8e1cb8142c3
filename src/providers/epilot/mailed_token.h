// Tokens that are mailed to people and brought back by whoever reads their mail: to accept an invitation, to set a new
// password, to confirm a new address. A user has one of each kind at most, and a newer one takes its place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "world/lookup.h"

namespace understudy::epilot {

struct MailedToken {
  static constexpr Lookup<MailedToken> by_token{"token"};
  static constexpr Lookup<MailedToken> by_user{"user"};

  enum class Kind { invitation, password_reset, email_change };

  std::string id;  ///< of its kind and user
  Kind kind = Kind::invitation;
  std::string user_id;
  std::string token;                  ///< nobody can guess it
  std::string email;                  ///< the new address, of an email_change; empty once that was withdrawn
  std::optional<Instant> good_until;  ///< absent: for ever, as the fixture's own are
};

inline std::vector<std::string> lookups(const MailedToken& row) {
  return {MailedToken::by_token.of(row.token), MailedToken::by_user.of(row.user_id)};
}

/// When somebody became active who was invited.
struct Activation {
  std::string id;  ///< the user's
  Instant time{};
};

/// Found by its id alone.
inline std::vector<std::string> lookups(const Activation& /*row*/) { return {}; }

}  // namespace understudy::epilot
