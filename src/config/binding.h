// A row that is a key's shape, schema, default and reader at once, bound to the member of a struct that it fills.
//
//   constexpr std::array same_site_words{Choice{"Lax", SameSite::lax}, Choice{"Strict", SameSite::strict}};
//   constexpr auto cookie_keys = keys_of<Cookie>(
//       key<&Cookie::name>("name", text(formats::cookie_name), "The name of the session cookie."),
//       choice<same_site_words, &Cookie::same_site>("same_site", "Its attribute SameSite."));
//   read_keys(section, cookie_keys, cookie);
//
// What is not given stays as it is in the struct: its own initialisers are the defaults, and the schema prints those.
// A member of a member is named by its way there: key<&Draft::user, &User::email>.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/choice.h"
#include "config/bound_field.h"
#include "config/section.h"
#include "config/shape.h"
#include "config/shape_types.h"

namespace understudy::config {

/// The keys of a map that fills an `Owner`; those that are read by hand among them.
template <class Owner, size_t count>
struct BoundKeys {
  std::array<ShapeKey, count> keys;

  // NOLINTNEXTLINE(google-explicit-constructor): a shape takes any span of keys.
  constexpr operator std::span<const ShapeKey>() const { return keys; }
};

/// Reads all of the keys that is given.
template <class Owner, size_t count>
void read_keys(const Section& map, const BoundKeys<Owner, count>& keys, Owner& into) {
  for (const auto& key : keys.keys)
    if (key.read != nullptr) key.read(map, key, &into);
}

template <class Owner, class... Rows>
constexpr BoundKeys<Owner, sizeof...(Rows)> keys_of(const Rows&... rows) {
  return {{binding::as_key<Owner>(rows)...}};
}

/// Of any type that a Section reads.
template <auto... Path>
constexpr auto key(std::string_view name, const Type& type, std::string_view meaning,
                   ShapeKey::Presence presence = ShapeKey::Presence::optional) {
  using Field = binding::Field<Path...>;
  using Owner = typename Field::Owner;
  return BoundKey<Owner>{{
      .name = name,
      .type = type,
      .meaning = meaning,
      .presence = presence,
      .usual =
          [] {
            Owner fresh{};
            return binding::default_of(Field::of(fresh));
          },
      .read = [](const Section& section, const ShapeKey& row,
                 void* into) { binding::read_value(section, row, Field::of(binding::owner<Field>(into))); },
  }};
}

/// A key whose default only its meaning tells.
template <class Owner>
constexpr BoundKey<Owner> without_default(BoundKey<Owner> bound) {
  bound.key.usual = nullptr;
  return bound;
}

/// A default that the member alone does not tell, as JSON.
template <class Owner>
constexpr BoundKey<Owner> with_default(BoundKey<Owner> bound, std::string_view json) {
  bound.key.usual = nullptr;
  bound.key.default_value = json;
  return bound;
}

template <class Owner>
constexpr BoundKey<Owner> is_required(BoundKey<Owner> bound) {
  bound.key.presence = ShapeKey::Presence::required;
  return bound;
}

/// One of some words or numbers, each of which stands for a value.
template <const auto& choices, auto... Path>
constexpr auto choice(std::string_view name, std::string_view meaning) {
  using Field = binding::Field<Path...>;
  using Owner = typename Field::Owner;
  constexpr bool has_words = std::is_same_v<decltype(choices[0].word), std::string_view>;
  Type type{};
  if constexpr (has_words)
    type = shapes::word(binding::words<choices>);
  else
    type = shapes::one_number(binding::words<choices>);
  return BoundKey<Owner>{{
      .name = name,
      .type = type,
      .meaning = meaning,
      .usual =
          [] {
            Owner fresh{};
            for (const auto& row : choices)
              if (Field::of(fresh) == row.value) return Json(row.word);
            return Json();
          },
      .read =
          [](const Section& section, const ShapeKey& row, void* into) {
            std::conditional_t<has_words, std::string, std::optional<int64_t>> given;
            if (!section.read(row.name, given)) return;
            for (const auto& one : choices)
              if (given == one.word) Field::of(binding::owner<Field>(into)) = one.value;
          },
  }};
}

/// A length of time, whose default is written in `Unit`: std::chrono::minutes for "60m".
template <class Unit, auto... Path>
constexpr auto duration(std::string_view name, std::string_view meaning, const Bounds* bounds = nullptr) {
  using Field = binding::Field<Path...>;
  using Owner = typename Field::Owner;
  return BoundKey<Owner>{{
      .name = name,
      .type = {.kind = Type::Kind::text, .format = &formats::duration, .bounds = bounds},
      .meaning = meaning,
      .usual =
          [] {
            Owner fresh{};
            return binding::default_in<Unit>(Field::of(fresh));
          },
      .read = [](const Section& section, const ShapeKey& row,
                 void* into) { binding::read_duration(section, row, Field::of(binding::owner<Field>(into))); },
  }};
}

/// A map of anything, whose members are laid over those of the sources before.
template <auto... Path>
constexpr auto open_map(std::string_view name, std::string_view meaning) {
  using Field = binding::Field<Path...>;
  return BoundKey<typename Field::Owner>{{
      .name = name,
      .type = shapes::free_map,
      .meaning = meaning,
      .read = [](const Section& section, const ShapeKey& row,
                 void* into) { section.merge(row.name, Field::of(binding::owner<Field>(into))); },
  }};
}

/// A map that fills a member by keys of its own. One that may be absent is there once it is given.
template <const auto& keys, auto... Path>
constexpr auto inside(std::string_view name, const ObjectShape& shape, std::string_view meaning) {
  using Field = binding::Field<Path...>;
  return BoundKey<typename Field::Owner>{{
      .name = name,
      .type = shapes::object(shape),
      .meaning = meaning,
      .read =
          [](const Section& section, const ShapeKey& row, void* into) {
            section.inside(row.name, [&](const Section& map) {
              auto& member = Field::of(binding::owner<Field>(into));
              if constexpr (requires { member.emplace(); }) {
                if (!member) member.emplace();
                read_keys(map, keys, *member);
              } else {
                read_keys(map, keys, member);
              }
            });
          },
  }};
}

/// What `Read(section, key, owner)` reads, of any type.
template <auto Read>
constexpr auto by(std::string_view name, const Type& type, std::string_view meaning,
                  std::string_view default_value = {}) {
  using Owner = typename binding::OwnerOfReader<decltype(Read)>::Owner;
  return BoundKey<Owner>{{
      .name = name,
      .type = type,
      .meaning = meaning,
      .default_value = default_value,
      .read = [](const Section& section, const ShapeKey& row,
                 void* into) { Read(section, row, *static_cast<Owner*>(into)); },
  }};
}

}  // namespace understudy::config
