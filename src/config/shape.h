// What a configuration may hold, described once: every object with its keys, their types, defaults and meaning, and how
// each is read (config/binding.h). The check, the reader and the JSON Schema go by this description and nothing else.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>

#include "base/json.h"
#include "base/time.h"
#include "config/complaints.h"
#include "config/formats.h"
#include "config/node.h"

namespace understudy::config {

class Section;
struct ObjectShape;

/// How long something may last, which only its reader checks, and what it says of all else.
struct Bounds {
  Milliseconds least;
  Milliseconds most;
  std::string_view complaint;  ///< "a session lasts 1 minute to 1 year"
};

/// Keys of cryptography: as text, as a map of their own, or as {file: path}.
struct Material {
  /// A map of its own, known by a member that it has.
  struct Map {
    std::string_view member;   ///< "kty"
    std::string_view meaning;  ///< "A JSON Web Key."
  };

  std::string_view expectation;  ///< "a private key as PEM or JWK, or {file: path}"
  std::span<const Map> maps;
};

struct Type {
  enum class Kind {
    text,
    text_or_number,  ///< text that people like to write as a plain number: ids
    word,            ///< one of `words`
    number,          ///< a whole number from `least` to `most`
    one_number,      ///< one of `numbers`
    flag,            ///< true or false
    object,          ///< a map that `object` describes
    free_map,        ///< a map of anything
    text_map,        ///< a map of texts, whose names have a form, too
    anything,
    key_material,  ///< what `material` describes
  };
  enum class Count {
    one,
    list,
    one_or_list,  ///< a list, or its only item without brackets
    lists,        ///< a list of lists
  };

  Kind kind;
  Count count = Count::one;
  const TextFormat* format = nullptr;
  const TextFormat* names = nullptr;  ///< of a text_map
  std::span<const std::string_view> words = {};
  std::span<const int64_t> numbers = {};
  int64_t least = 0;
  int64_t most = 0;
  const ObjectShape* object = nullptr;
  const Material* material = nullptr;
  const Bounds* bounds = nullptr;  ///< of a duration
  std::string_view vocabulary =
      {};                    ///< of a word: the name of a list that is known only when the shapes are put together
  bool may_be_null = false;  ///< of an object: null says that there is none
};

struct ShapeKey {
  enum class Presence { optional, required };

  std::string_view name;
  Type type;
  std::string_view meaning;  ///< a sentence for editors and docs
  std::string_view default_value =
      {};  ///< as JSON; empty where there is none, where it depends, or where `usual` tells
  Presence presence = Presence::optional;
  /// The default of a key that is bound to a member; a null value: there is none.
  Json (*usual)() = nullptr;
  /// Lays what is given over the member of the struct; absent where the map's own reader does that.
  void (*read)(const Section& map, const ShapeKey& key, void* into) = nullptr;
};

struct ObjectShape {
  std::string_view name;  ///< "user"
  std::string_view meaning;
  std::span<const ShapeKey> keys;
  std::string_view free_prefix = {};  ///< keys that begin so hold what they like, and mean nothing
};

/// The form of {file: path}, as key material may be given.
const ObjectShape& key_file_shape();

/// The greatest whole number that JSON readers agree on: 2^53 - 1.
constexpr int64_t greatest_number = 9007199254740991;

/// Values that are not what the shape says.
using Misfits = std::unordered_set<const Node*>;

/// Compares one source's tree with the shape of the whole; complains of everything that differs.
Misfits check_shape(const Node& root, const ObjectShape& shape, ComplaintBook& book);

}  // namespace understudy::config
