#include "providers/shiftiq/wrapping.h"

#include "base/text.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

bool is_wrapped(const front::Visit& visit) {
  using Wrappers = ShiftSettings::Wrappers;
  const auto choice = shift_of(visit.world.seed()).settings.wrappers;
  if (choice != Wrappers::by_path) return choice == Wrappers::always;
  return to_lower(visit.path).find("/security/") != std::string::npos;
}

http::Reply wrapped(const front::Visit& visit, std::string_view member, Json body) {
  if (!is_wrapped(visit)) return pascal_json(200, body);
  return pascal_json(200, Json::object({{member, std::move(body)}}));
}

}  // namespace understudy::shiftiq
