#include "base/text.h"
#include "emulators/shiftiq/json_format.h"
#include "emulators/shiftiq/operations.h"
#include "emulators/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

// The release whose published source most of this follows.
constexpr int major = 26;
constexpr int minor = 2;
constexpr std::string_view version = "26.2.0.0";
// A developer's own machine, which is where the original allows its debugging aids.
constexpr std::string_view environment = "Local";

}  // namespace

http::Reply get_health(front::Visit& /*visit*/) {
  return pascal_json(
      200, Json::object({{"Status", cat({"Shift API version ", version, " is online. The ", environment,
                                         " environment says hello."})},
                         {"Version", version},
                         {"Environment", Json::object({{"Name", environment}, {"Slug", to_lower(environment)}})}}));
}

http::Reply get_version(front::Visit& /*visit*/) {
  return pascal_json(
      200, Json::object({{"Version", version}, {"Major", major}, {"Minor", minor}, {"Build", 0}, {"Revision", 0}}));
}

http::Reply get_status_v1(front::Visit& /*visit*/) {
  return v1_text(
      cat({"Shift API (v1) release ", version, " is online. The ", environment, " environment says hello."}));
}

http::Reply get_version_v1(front::Visit& /*visit*/) { return v1_text(std::string(version)); }

}  // namespace understudy::shiftiq
