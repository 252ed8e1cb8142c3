#include "providers/shiftiq/origins.h"

#include "providers/shiftiq/admitted_origins.h"

namespace understudy::shiftiq {

using front::OriginRule;

OriginRule judge_origin(const Seed& seed, std::string_view origin, std::string_view /*query*/) {
  return shift_admits_page(seed, origin) ? OriginRule::with_credentials : OriginRule::refused;
}

OriginRule judge_page_origin(const Seed& /*seed*/, std::string_view /*origin*/, std::string_view /*query*/) {
  return OriginRule::refused;
}

OriginRule judge_origin_v1(const Seed& seed, std::string_view origin, std::string_view /*query*/) {
  return shift_admits_page(seed, origin) ? OriginRule::with_credentials : OriginRule::anonymous;
}

}  // namespace understudy::shiftiq
