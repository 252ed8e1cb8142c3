#include "providers/shiftiq/grants.h"

#include <array>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "providers/shiftiq/records.h"

namespace understudy::shiftiq {

namespace {

struct DataName {
  ShiftGrant::Data bit;
  std::string_view name;
};

constexpr std::array<DataName, 6> data_names{{
    {ShiftGrant::read, "read"},
    {ShiftGrant::update, "update"},
    {ShiftGrant::create, "create"},
    {ShiftGrant::remove, "delete"},
    {ShiftGrant::administrate, "administrate"},
    {ShiftGrant::configure, "configure"},
}};

}  // namespace

std::string data_text(unsigned data) {
  std::vector<std::string> names;
  for (const auto& [bit, name] : data_names)
    if ((data & bit) != 0) names.emplace_back(name);
  return join(names, ",");
}

}  // namespace understudy::shiftiq
