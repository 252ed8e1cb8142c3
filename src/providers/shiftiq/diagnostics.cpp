// Health and version, of both versions of the API.
#include "base/text.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/release.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

http::Reply get_health(front::Visit& /*visit*/) {
  return pascal_json(
      200, Json::object({{"Status", cat({"Shift API version ", release_version, " is online. The ", environment,
                                         " environment says hello."})},
                         {"Version", release_version},
                         {"Environment", Json::object({{"Name", environment}, {"Slug", to_lower(environment)}})}}));
}

http::Reply get_version(front::Visit& /*visit*/) {
  return pascal_json(200, Json::object({{"Version", release_version},
                                        {"Major", release_major},
                                        {"Minor", release_minor},
                                        {"Build", 0},
                                        {"Revision", 0}}));
}

http::Reply get_status_v1(front::Visit& /*visit*/) {
  return v1_text(
      cat({"Shift API (v1) release ", release_version, " is online. The ", environment, " environment says hello."}));
}

http::Reply get_version_v1(front::Visit& /*visit*/) { return v1_text(std::string(release_version)); }

}  // namespace understudy::shiftiq
