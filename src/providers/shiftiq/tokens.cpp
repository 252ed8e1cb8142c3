// Bearer tokens of API v2: made with a client secret, and looked into.
#include "base/text.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/token_request.h"
#include "providers/shiftiq/vendor_hosts.h"

namespace understudy::shiftiq {

namespace {

/// The public address of this request. The original does not count the partition's part of the path.
std::string issuer_of(const front::Visit& visit) {
  std::string_view path = visit.path;
  constexpr std::string_view version = "/v2/";
  if (visit.params.find("partition") != nullptr) path.remove_prefix(path.find('/', version.size()));
  return cat({issuing_address(visit), path});
}

/// The claims that the original's `Jwt` has members for, as they stand in the token.
Json jwt_json(const Json& claims) {
  const auto claim = [&](std::string_view name) {
    const Json* found = claims.find(name);
    return found == nullptr ? Json() : *found;
  };
  Json roles = claim("role");
  if (roles.text() != nullptr) roles = Json::array({std::move(roles)});
  Json expiry;
  if (const Json* exp = claims.find("exp"); exp != nullptr && exp->integer() != nullptr)
    expiry = to_iso8601(from_unix_seconds(*exp->integer()));
  return Json::object({{"Audience", claim("aud")},
                       {"Issuer", claim("iss")},
                       {"Subject", claim("sub")},
                       {"Roles", std::move(roles)},
                       {"Expiry", std::move(expiry)},
                       {"Lifetime", claim("ttl")}});
}

}  // namespace

http::Reply generate_token(front::Visit& visit) {
  const auto in_header = presented_secret(visit.request);
  const auto request = read_token_request(visit.request, !in_header.empty());
  const auto& secret = request.secret.empty() ? in_header : request.secret;
  if (secret.empty())
    throw Refusal{Reason::missing_credential, "Your token request is missing a valid client secret", "a member Secret",
                  "none"};
  const auto holder = admit_holder(visit, secret);
  const auto lifetime = settle_lifetime(request.lifetime, shift_of(visit.world.seed()).settings, holder.secret);
  const auto bearer = issue_shift_bearer(visit.world, visit.signer, holder,
                                         {issuer_of(visit), visit.request.peer, lifetime, request.debug});
  return pascal_json(200, Json::object({{"AccessToken", bearer.token},
                                        {"TokenType", "Bearer"},
                                        {"ExpiresIn", static_cast<long long>(lifetime.count())},
                                        {"Lifetime", lifetime_text(lifetime)}}));
}

http::Reply introspect_token(front::Visit& visit) {
  const auto& caller = visit.caller.as<ShiftCaller>();
  return pascal_json(
      200, Json::object({{"Jwt", jwt_json(caller.claims)},
                         {"Principal", principal_json(visit.world.seed(), caller.person, visit.request.peer)}}));
}

}  // namespace understudy::shiftiq
