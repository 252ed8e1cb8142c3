// The types of epilot's access tokens, a row each: what a token of the type is signed with, says, may do, and is asked
// for with. Where a real one of a type was seen, its row is that one's; else what docs/epilot.md says.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "base/choice.h"
#include "base/json.h"
#include "providers/epilot/access_token.h"
#include "providers/epilot/choices.h"
#include "providers/epilot/key_sets.h"

namespace understudy::epilot {

using Names = std::span<const std::string_view>;

// What the claims of a token say of it beside what all say, in their order (token_claims.cpp).
void add_role_claims(Json& claims, const AccessToken& row);
void add_assume_claims(Json& claims, const AccessToken& row);
void add_publishable_claims(Json& claims, const AccessToken& row);
void add_portal_preview_claims(Json& claims, const AccessToken& row);
void add_contact_claims(Json& claims, const AccessToken& row);

struct TokenType {
  AccessToken::Type type;
  std::string_view name;
  access::KeySet keys;
  Names families;  ///< beside "epilot"
  void (*add_claims)(Json& claims, const AccessToken& row);
  // What a request that makes one has, and may have beside: its schema allows no others.
  Names required;
  Names optional;
  Milliseconds longest_lifetime = std::chrono::days(7);  ///< that may be asked for
  Milliseconds Choices::*usual_lifetime = nullptr;       ///< where none is asked for; null: for ever
  bool carries_roles = false;                            ///< acts with roles; else it may do what its type may do
  bool is_of_portal_user = false;                        ///< acts as a portal's customer
  bool lists_operations = false;                         ///< is good for the operations that it lists alone
  bool lasts_some_minutes = false;                       ///< is asked for with 60 to 900 whole seconds
  bool is_stored = true;                                 ///< lists have it
};

namespace token_words {

using std::string_view;
inline constexpr std::array<string_view, 1> name{"name"};
inline constexpr std::array<string_view, 2> of_journey{"name", "journey_id"};
inline constexpr std::array<string_view, 2> of_portal{"name", "portal_id"};
inline constexpr std::array<string_view, 3> of_preview{"name", "portal_id", "portal_user_id"};
inline constexpr std::array<string_view, 6> of_contact{"name",       "portal_id",          "contact_id",
                                                       "surface_id", "allowed_operations", "expires_in"};
inline constexpr std::array<string_view, 5> with_roles{"assignments", "assume_roles", "expires_in", "read_only",
                                                       "anonymize"};
inline constexpr std::array<string_view, 4> assuming{"assignments", "assume_roles", "read_only", "anonymize"};
inline constexpr std::array<string_view, 1> lifetime{"expires_in"};
inline constexpr std::array<string_view, 1> email{"email"};

inline constexpr std::array<string_view, 1> auth{"epilot_auth"};
inline constexpr std::array<string_view, 1> publishable{"publishable"};
inline constexpr std::array<string_view, 1> portal_auth{"portal_auth"};

}  // namespace token_words

inline constexpr std::array token_types{
    TokenType{.type = AccessToken::Type::api,
              .name = "api",
              .keys = api_keys,
              .families = token_words::auth,
              .add_claims = add_role_claims,
              .required = token_words::name,
              .optional = token_words::with_roles,
              .longest_lifetime = std::chrono::days(365),
              .carries_roles = true},
    TokenType{.type = AccessToken::Type::journey,
              .name = "journey",
              .keys = public_keys,
              .families = token_words::publishable,
              .add_claims = add_publishable_claims,
              .required = token_words::of_journey,
              .optional = token_words::lifetime},
    TokenType{.type = AccessToken::Type::portal,
              .name = "portal",
              .keys = public_keys,
              .families = token_words::publishable,
              .add_claims = add_publishable_claims,
              .required = token_words::of_portal,
              .optional = token_words::lifetime},
    TokenType{.type = AccessToken::Type::assume,
              .name = "assume",
              .keys = api_keys,
              .families = token_words::auth,
              .add_claims = add_assume_claims,
              .required = token_words::name,
              .optional = token_words::assuming,
              .usual_lifetime = &Choices::assume_lifetime,
              .carries_roles = true},
    TokenType{.type = AccessToken::Type::app,
              .name = "app",
              .keys = api_keys,
              .families = token_words::auth,
              .add_claims = add_role_claims,
              .required = token_words::name,
              .optional = token_words::with_roles,
              .usual_lifetime = &Choices::app_lifetime,
              .carries_roles = true},
    TokenType{.type = AccessToken::Type::portal_preview,
              .name = "portal_preview",
              .keys = portal_preview_keys,
              .families = token_words::portal_auth,
              .add_claims = add_portal_preview_claims,
              .required = token_words::of_preview,
              .optional = {},
              .usual_lifetime = &Choices::portal_preview_lifetime,
              .is_of_portal_user = true},
    TokenType{.type = AccessToken::Type::contact_identification,
              .name = "contact_identification",
              .keys = contact_identification_keys,
              .families = {},
              .add_claims = add_contact_claims,
              .required = token_words::of_contact,
              .optional = token_words::email,
              .longest_lifetime = std::chrono::seconds(900),
              .is_of_portal_user = true,
              .lists_operations = true,
              .lasts_some_minutes = true,
              .is_stored = false},
};

constexpr const TokenType& row_of(AccessToken::Type type) { return token_types[static_cast<size_t>(type)]; }

/// Null where no type has that name.
const TokenType* find_token_type(std::string_view name);

/// Types that are stored, for the keys of a fixture.
struct StoredTypes {
  std::array<AccessToken::Type, token_types.size()> types{};
  size_t count = 0;
  constexpr operator std::span<const AccessToken::Type>() const { return {types.data(), count}; }
};
template <class Fits>
constexpr StoredTypes stored_types_where(Fits fits) {
  StoredTypes found;
  for (const auto& row : token_types)
    if (row.is_stored && fits(row)) found.types[found.count++] = row.type;
  return found;
}

}  // namespace understudy::epilot
