#include "emulators/shiftiq/origins.h"

#include "access/shift_origins.h"

namespace understudy::shiftiq {

using front::OriginRule;

OriginRule judge_origin(const Seed& seed, std::string_view origin, std::string_view /*query*/) {
  return access::shift_admits_page(seed, origin) ? OriginRule::with_credentials : OriginRule::refused;
}

OriginRule judge_page_origin(const Seed& /*seed*/, std::string_view /*origin*/, std::string_view /*query*/) {
  return OriginRule::refused;
}

OriginRule judge_origin_v1(const Seed& seed, std::string_view origin, std::string_view /*query*/) {
  return access::shift_admits_page(seed, origin) ? OriginRule::with_credentials : OriginRule::anonymous;
}

}  // namespace understudy::shiftiq
