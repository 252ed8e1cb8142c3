// The access tokens of a fixture, while it is read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/taken.h"
#include "fixture/directory.h"
#include "providers/epilot/access_token.h"

namespace understudy::epilot {

struct TokenDraft {
  AccessToken token;
  config::Spot itself;
  config::Spot id;
  config::Spot expires;
  std::optional<SeedTime> created_at;
  std::optional<std::vector<config::Reference>> roles;
  bool is_revoked = false;
  std::vector<config::Reference> typed_keys;  ///< keys given that only some types of token have
  bool has_unread_keys = false;               ///< its type, or a key that goes with some, could not be read
};

extern const config::ObjectShape token_shape;

/// Those of one user. Lays what one source says over what the sources before it said.
void read_tokens(const config::Section& user, std::vector<TokenDraft>& tokens);

/// Gives each token of the user what it is known by and whose roles it carries; complains of what does not go with its
/// type. `ids` has those that other tokens were given.
void settle_tokens(std::vector<TokenDraft>& tokens, const fixture::TenantDraft& tenant, const fixture::UserDraft& user,
                   fixture::Directory& directory, config::Taken& ids, config::ComplaintBook& book);

/// The type, an underscore and 21 characters.
std::string derive_token_id(AccessToken::Type type, std::string_view seed, std::string_view owner,
                            std::string_view name, uint64_t attempt);

}  // namespace understudy::epilot
