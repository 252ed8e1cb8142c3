// What a binding (binding.h) is made of: the member that a key fills, its default as JSON, and how a value gets into
// it.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/seed_time.h"
#include "base/text.h"
#include "base/time.h"
#include "config/section.h"
#include "config/shape.h"

namespace understudy::config {

/// A key that fills a member of `Owner`.
template <class Owner>
struct BoundKey {
  ShapeKey key;
};

namespace binding {

template <class Member>
struct MemberParts;
template <class OwnerType, class ValueType>
struct MemberParts<ValueType OwnerType::*> {
  using Owner = OwnerType;
  using Value = ValueType;
};

template <auto First, auto... Rest>
struct Field {
  using Owner = typename MemberParts<decltype(First)>::Owner;
  static auto& of(Owner& owner) {
    if constexpr (sizeof...(Rest) == 0)
      return owner.*First;
    else
      return Field<Rest...>::of(owner.*First);
  }
  using Value = std::remove_reference_t<decltype(of(std::declval<Owner&>()))>;
};

template <const auto& choices>
constexpr auto words_of() {
  std::array<decltype(choices[0].word), choices.size()> words{};
  for (size_t i = 0; i < choices.size(); ++i) words[i] = choices[i].word;
  return words;
}
template <const auto& choices>
inline constexpr auto words = words_of<choices>();

Json to_default(const std::vector<std::string>& value);
Json to_default(const SeedTime& value);  ///< of a distance from the start: "+90d"

/// A default as JSON; null where there is none, or none that a person could write.
template <class Value>
Json default_of(const Value& value) {
  if constexpr (std::is_same_v<Value, bool>) {
    return Json(value);
  } else if constexpr (std::is_integral_v<Value>) {
    return Json(static_cast<int64_t>(value));
  } else if constexpr (std::is_same_v<Value, std::string>) {
    return value.empty() ? Json() : Json(value);
  } else if constexpr (requires { to_default(value); }) {
    return to_default(value);
  } else if constexpr (requires { value.has_value(); }) {
    return value ? default_of(*value) : Json();
  } else {
    return {};
  }
}

template <class Value>
void read_value(const Section& section, const ShapeKey& key, Value& into) {
  if constexpr (requires { section.read(key.name, into); }) {
    section.read(key.name, into);
  } else {
    std::optional<std::conditional_t<std::is_integral_v<Value>, int64_t, Value>> given;
    if (section.read(key.name, given)) into = static_cast<Value>(*given);
  }
}

/// Complains of one that is out of the key's bounds.
void read_duration(const Section& section, const ShapeKey& key, std::optional<Milliseconds>& into);
inline void read_duration(const Section& section, const ShapeKey& key, Milliseconds& into) {
  std::optional<Milliseconds> given;
  read_duration(section, key, given);
  if (given) into = *given;
}

template <class Unit>
inline constexpr std::string_view suffix{};
template <>
inline constexpr std::string_view suffix<std::chrono::seconds> = "s";
template <>
inline constexpr std::string_view suffix<std::chrono::minutes> = "m";
template <>
inline constexpr std::string_view suffix<std::chrono::hours> = "h";

template <class Unit>
Json default_in(Milliseconds value) {
  return Json(cat({std::to_string(std::chrono::duration_cast<Unit>(value).count()), suffix<Unit>}));
}
template <class Unit>
Json default_in(const std::optional<Milliseconds>& value) {
  return value ? default_in<Unit>(*value) : Json();
}

template <class FieldType>
typename FieldType::Owner& owner(void* into) {
  return *static_cast<typename FieldType::Owner*>(into);
}

template <class Function>
struct OwnerOfReader;
template <class OwnerType>
struct OwnerOfReader<void (*)(const Section&, const ShapeKey&, OwnerType&)> {
  using Owner = OwnerType;
};

template <class Owner>
constexpr ShapeKey as_key(const ShapeKey& key) {
  return key;
}
template <class Owner>
constexpr ShapeKey as_key(const BoundKey<Owner>& bound) {
  return bound.key;
}

}  // namespace binding

}  // namespace understudy::config
