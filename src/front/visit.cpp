#include "front/visit.h"

namespace understudy::front {

const std::string* Params::find(std::string_view name) const {
  for (const auto& [known, value] : values_)
    if (known == name) return &value;
  return nullptr;
}

const std::string& Params::operator[](std::string_view name) const {
  if (const auto* value = find(name)) return *value;
  throw std::logic_error("the route's pattern has no parameter " + std::string(name));
}

http::Response Visit::ask(const http::JsonPost& what) const {
  if (world.is_in_step()) throw std::logic_error("nobody must be asked inside a step of a world");
  return messenger.post(what);
}

std::string Visit::path_here(std::string_view path_within) const {
  return path_of_arrival(choice, public_url, world.name()).append(path_within);
}

}  // namespace understudy::front
