// An access token as epilot's Access Token API keeps it. The JWT itself is not kept: it is shown once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/seed_time.h"
#include "base/time.h"
#include "world/lookup.h"

namespace understudy::epilot {

struct AccessToken {
  static constexpr Lookup<AccessToken> by_tenant{"tenant"};
  static constexpr Lookup<AccessToken> by_user{"user"};
  /// What each is, stands in token_types.h.
  enum class Type { api, journey, portal, assume, app, portal_preview, contact_identification };
  std::string id;  ///< the type, an underscore and 21 characters: "api_5ZugdRXasLfWBypHi93Fk"
  std::string tenant_id;
  std::string user_id;  ///< who created it, and whose it is
  std::string name;
  Type type = Type::api;
  std::vector<std::string> assignments;  ///< role ids
  SeedTime created_at;
  std::optional<SeedTime> expires_at;
  bool ends_by_its_type = false;  ///< nobody asked for that end
  std::optional<Instant> last_used;
  std::optional<Instant> revoked_at;
  bool read_only = false;
  bool anonymize = false;
  bool is_system_made = false;  ///< the platform made it for its user, who did not ask for it
  // What some types are bound to; empty in the others.
  std::string journey_id;
  std::string portal_id;
  std::string portal_user_id;
  std::string contact_id;
  std::string surface_id;
  std::string email;
  std::vector<std::string> allowed_operations;  ///< operation ids; of contact_identification alone
};

/// The further words that it is found by (world/lookup.h).
std::vector<std::string> lookups(const AccessToken& token);

std::string_view to_text(AccessToken::Type type);  ///< "api"
/// True for the types that act with roles; the others may do what their type may do.
bool carries_roles(AccessToken::Type type);

}  // namespace understudy::epilot
