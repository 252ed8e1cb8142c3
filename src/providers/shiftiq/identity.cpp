#include "providers/shiftiq/identity.h"

#include "base/text.h"

namespace understudy::shiftiq {

namespace {

void set_filled(Json& claims, std::string_view name, const std::string& text) {
  if (!text.empty()) claims.set(name, text);
}

}  // namespace

access::Identity identity_of(const ShiftPerson& person, std::string_view kind) {
  access::Identity identity;
  identity.kind = kind;
  identity.credential_id = cat({"shift:", person.person_id});
  identity.tenant_id = person.tenant_id;
  identity.user_id = person.user_row;
  identity.owner_user_id = person.user_row;
  identity.roles = person.role_rows;
  identity.details = Json::object();
  add_person_claims(identity.details, person);
  add_user_claims(identity.details, person);
  return identity;
}

void add_person_claims(Json& claims, const ShiftPerson& person) {
  claims.set("sub", person.email);
  set_filled(claims, "authority", person.authority());
  claims.set("org_code", person.organization_code);
  claims.set("org_id", person.organization_id);
  claims.set("partition_id", person.partition_id);
  claims.set("partition_slug", person.partition_slug);
  claims.set("person_id", person.person_id);
  // A claim with one value is a text, with several a list.
  std::vector<std::string> names;
  for (const auto& role : person.roles) names.push_back(role.name);
  claims.set("role", names.size() == 1 ? Json(names.front()) : Json::array_of(names));
}

void add_user_claims(Json& claims, const ShiftPerson& person) {
  claims.set("user_email", person.email);
  claims.set("user_id", person.user_id);
  claims.set("user_name", person.name);
  set_filled(claims, "user_phone", person.phone);
  claims.set("user_language", person.language.empty() ? std::string("en") : person.language);
  claims.set("user_timezone", person.time_zone);
}

}  // namespace understudy::shiftiq
