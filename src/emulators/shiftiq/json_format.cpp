#include "emulators/shiftiq/json_format.h"

#include "base/text.h"

namespace understudy::shiftiq {

namespace {

Json without_nulls(const Json& value) {
  if (value.is_array()) {
    Json items = Json::array();
    for (const auto& item : value.items()) items.push(without_nulls(item));
    return items;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& member : value.members())
    if (!member.value.is_null()) object.set(member.name, without_nulls(member.value));
  return object;
}

}  // namespace

http::Reply pascal_json(int status, const Json& body) {
  return http::text(status, "application/json; charset=utf-8", without_nulls(body).dump_pretty());
}

const Json* find_ignoring_case(const Json& object, std::string_view name) {
  const Json* found = nullptr;
  for (const auto& member : object.members())
    if (equal_ignoring_case(member.name, name)) found = &member.value;
  return found;
}

}  // namespace understudy::shiftiq
