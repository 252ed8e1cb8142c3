// The words in which shapes are written.
#pragma once

#include "config/shape.h"

namespace understudy::config::shapes {

using Kind = Type::Kind;

constexpr Type text(const TextFormat& format) { return {.kind = Kind::text, .format = &format}; }
constexpr Type text_or_number(const TextFormat& format) { return {.kind = Kind::text_or_number, .format = &format}; }
constexpr Type word(std::span<const std::string_view> words) { return {.kind = Kind::word, .words = words}; }
constexpr Type number(int64_t least, int64_t most) { return {.kind = Kind::number, .least = least, .most = most}; }
/// One of a list that is known only when the shapes are put together.
constexpr Type word_of(std::string_view vocabulary) { return {.kind = Kind::word, .vocabulary = vocabulary}; }
constexpr Type one_number(std::span<const int64_t> numbers) { return {.kind = Kind::one_number, .numbers = numbers}; }
constexpr Type object(const ObjectShape& shape) { return {.kind = Kind::object, .object = &shape}; }
constexpr Type object_or_null(const ObjectShape& shape) {
  return {.kind = Kind::object, .object = &shape, .may_be_null = true};
}
constexpr Type text_map(const TextFormat& names, const TextFormat& values) {
  return {.kind = Kind::text_map, .format = &values, .names = &names};
}
constexpr Type key_material(const Material& material) { return {.kind = Kind::key_material, .material = &material}; }
constexpr Type flag{.kind = Kind::flag};
constexpr Type free_map{.kind = Kind::free_map};
constexpr Type anything{.kind = Kind::anything};

constexpr Type counted(Type type, Type::Count count) {
  type.count = count;
  return type;
}
constexpr Type list_of(Type type) { return counted(type, Type::Count::list); }
constexpr Type one_or_list_of(Type type) { return counted(type, Type::Count::one_or_list); }
constexpr Type lists_of(Type type) { return counted(type, Type::Count::lists); }

constexpr auto required = ShapeKey::Presence::required;

}  // namespace understudy::config::shapes
