#include "access/user_json.h"

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

}  // namespace understudy::access
