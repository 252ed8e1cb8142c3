#include "front/emulator.h"

#include <stdexcept>

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

std::string Visit::path_here(std::string_view path) const {
  return path_of_arrival(choice, public_url, world.name()).append(path);
}

std::string Visit::sign(const crypto::UnsignedToken& token) const {
  // A signature takes as long as a hundred steps: the world would stand still for everyone.
  if (world.is_in_step()) throw std::logic_error("a token must not be signed inside a step of its world");
  return crypto::sign(token);
}

}  // namespace understudy::front
