#include "providers/epilot/access_token.h"

#include "providers/epilot/token_types.h"

namespace understudy::epilot {

std::vector<std::string> lookups(const AccessToken& token) {
  return {AccessToken::by_tenant.of(token.tenant_id), AccessToken::by_user.of(token.user_id)};
}

std::string_view to_text(AccessToken::Type type) { return row_of(type).name; }

bool carries_roles(AccessToken::Type type) { return row_of(type).carries_roles; }

}  // namespace understudy::epilot
