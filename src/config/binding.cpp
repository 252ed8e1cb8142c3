#include "config/binding.h"

namespace understudy::config::binding {

Json to_default(const std::vector<std::string>& value) {
  Json list = Json::array();
  for (const auto& text : value) list.push(text);
  return list;
}

Json to_default(const SeedTime& value) {
  if (value.kind == SeedTime::Kind::absolute) return {};
  return Json(cat({"+", std::to_string(std::chrono::duration_cast<std::chrono::days>(value.distance).count()), "d"}));
}

void read_duration(const Section& section, const ShapeKey& key, std::optional<Milliseconds>& into) {
  if (!section.read(key.name, into)) return;
  const Bounds* bounds = key.type.bounds;
  if (bounds != nullptr && (*into < bounds->least || *into > bounds->most))
    section.complain(key.name, std::string(bounds->complaint));
}

}  // namespace understudy::config::binding
