#include "providers/cognito/settings.h"

#include <stdexcept>

#include "base/text.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

const Json* find_set(const Json& settings, std::string_view name) {
  const Json* value = settings.find(name);
  if (value == nullptr || value->is_null()) return nullptr;
  return value->is_array() && value->items().empty() ? nullptr : value;
}

const Json* find_set(const Json& settings, std::string_view name, std::string_view inner) {
  const Json* object = settings.find(name);
  return object == nullptr ? nullptr : find_set(*object, inner);
}

const Json& value_at(const Json& settings, std::initializer_list<std::string_view> way) {
  static const Json nothing;
  const Json* here = &settings;
  for (const auto name : way) {
    here = here->find(name);
    if (here == nullptr) return nothing;
  }
  return *here;
}

std::vector<std::string> texts_at(const Json& settings, std::string_view name) {
  std::vector<std::string> all;
  if (const Json* list = settings.find(name))
    for (const auto& item : list->items())
      if (item.text() != nullptr) all.push_back(*item.text());
  return all;
}

Json completed(const Json& given, const Json& usual) {
  if (!given.is_object() || !usual.is_object()) return given;
  Json whole = given;
  for (const auto& [name, value] : usual.members())
    if (const Json* known = given.find(name); known == nullptr || known->is_null()) whole.set(name, value);
  return whole;
}

void set_inside(Json& settings, std::string_view name, std::string_view inner, Json value) {
  const Json* known = settings.find(name);
  Json object = known == nullptr ? Json::object() : *known;
  object.set(inner, std::move(value));
  settings.set(name, std::move(object));
}

Json literal(std::string_view json) {
  auto value = parse_json(json);
  if (!value) throw std::logic_error(cat({"no JSON: ", json}));
  return *std::move(value);
}

void refuse_beyond(size_t most, std::string_view things) {
  refuse("LimitExceededException", cat({"There are at most ", std::to_string(most), " ", things, "."}));
}

}  // namespace understudy::cognito
