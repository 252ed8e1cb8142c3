// What each type of access token says of itself, in the order of its claims.
#include "base/text.h"
#include "providers/epilot/token.h"
#include "providers/epilot/token_types.h"

namespace understudy::epilot {

namespace {

/// The organization and the user, as every consumer reads them; epilot writes both spellings.
void add_identity(Json& claims, const AccessToken& row, std::string_view user_id) {
  claims.set("org_id", row.tenant_id);
  claims.set("user_id", user_id);
  claims.set("token_type", to_text(row.type));
  claims.set("custom:ivy_org_id", row.tenant_id);
  claims.set("custom:ivy_user_id", user_id);
}

/// `user_id` is who a token that acts by roles acts as.
void add_acting_claims(Json& claims, const AccessToken& row, std::string_view user_id) {
  add_identity(claims, row, user_id);
  claims.set("assume_roles", Json::array_of(row.assignments));
  if (row.read_only) claims.set("read_only", true);
  if (row.anonymize) claims.set("anonymize", true);
}

/// `custom:origin` knows two portals; every other one is of the first kind.
std::string_view origin_of(std::string_view portal_id) {
  return portal_id == "INSTALLER_PORTAL" ? "INSTALLER_PORTAL" : "END_CUSTOMER_PORTAL";
}

}  // namespace

void add_role_claims(Json& claims, const AccessToken& row) { add_acting_claims(claims, row, row.id); }

void add_assume_claims(Json& claims, const AccessToken& row) { add_acting_claims(claims, row, row.user_id); }

void add_publishable_claims(Json& claims, const AccessToken& row) {
  add_identity(claims, row, row.id);
  if (!row.journey_id.empty()) claims.set("journey_id", row.journey_id);
  if (!row.portal_id.empty()) claims.set("portal_id", row.portal_id);
}

/// Beside the token service's own claims those that a signed-in portal user's token has.
void add_portal_preview_claims(Json& claims, const AccessToken& row) {
  add_identity(claims, row, row.id);
  claims.set("portal_id", row.portal_id);
  claims.set("custom:org_id", row.tenant_id);
  claims.set("custom:origin", origin_of(row.portal_id));
  claims.set("custom:portal_user_id", row.portal_user_id);
}

void add_contact_claims(Json& claims, const AccessToken& row) {
  add_identity(claims, row, row.id);
  claims.set("portal_id", row.portal_id);
  claims.set("custom:org_id", row.tenant_id);
  claims.set("custom:contact_entity_id", row.contact_id);
  claims.set("custom:surface_id", row.surface_id);
  if (!row.email.empty()) claims.set("email", row.email);
  claims.set("allowed_operations", Json::array_of(row.allowed_operations));
}

crypto::UnsignedToken mint_token(World& world, const access::Issuing& issuing, const AccessToken& row,
                                 Instant world_started) {
  const TokenType& type = row_of(row.type);
  const crypto::Key key = world.signing_key(type.keys.label);
  Json claims =
      Json::object({{"token_use", "access"}, {"aud", audience}, {"token_id", row.id}, {"token_name", row.name}});
  type.add_claims(claims, row);
  claims.set("iss", access::issuer(type.keys, world, issuing));
  claims.set("iat", to_unix_seconds(row.created_at.at(world_started)));
  if (row.expires_at) claims.set("exp", to_unix_seconds(row.expires_at->at(world_started)));
  return {key, crypto::usual_header(key, access::key_id(key)), std::move(claims)};
}

}  // namespace understudy::epilot
