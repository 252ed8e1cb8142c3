#include "access/credentials_json.h"

#include "base/time.h"

namespace understudy::access {

Json to_json(const User& user) {
  Json json = Json::object({{"id", user.id},
                            {"tenant_id", user.tenant_id},
                            {"email", user.email},
                            {"display_name", user.display_name},
                            {"status", to_text(user.status)}});
  if (!user.password.empty()) json.set("password", user.password);
  json.set("roles", Json::array_of(user.roles));
  return json;
}

Json to_json(const ReadyToken& ready) {
  return Json::object({{"id", ready.row.id},
                       {"name", ready.row.name},
                       {"token_type", to_text(ready.row.type)},
                       {"tenant_id", ready.row.tenant_id},
                       {"user_id", ready.row.user_id},
                       {"roles", Json::array_of(ready.row.assignments)},
                       {"state", ready.state},
                       {"token", ready.token}});
}

Json to_json(const ReadySecret& ready) {
  return Json::object({{"user_id", ready.row.user_id},
                       {"email", ready.email},
                       {"expires_at", to_iso8601(ready.expires_at)},
                       {"state", ready.state},
                       {"secret", ready.row.value}});
}

}  // namespace understudy::access
