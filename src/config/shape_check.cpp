// A tree compared with its shape: every key that is unknown or missing, every value that does not fit.
#include <algorithm>

#include "base/text.h"
#include "config/shape.h"
#include "config/shape_advice.h"
#include "config/shape_fit.h"

namespace understudy::config {

namespace {

using Kind = Type::Kind;

template <class Values, class ToText>
std::vector<std::string> texts_of(const Values& values, ToText to_text) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const auto& value : values) texts.push_back(to_text(value));
  return texts;
}

Type counted(Type type, Type::Count count) {
  type.count = count;
  return type;
}

std::string expectation(const Type& type) {
  if (type.count == Type::Count::list || type.count == Type::Count::lists) return "a list";
  if (type.count == Type::Count::one_or_list)
    return cat({expectation(counted(type, Type::Count::one)), ", or a list of these"});
  switch (type.kind) {
    case Kind::text:
    case Kind::text_or_number: return std::string(type.format->expectation);
    case Kind::word: return alternatives(texts_of(type.words, [](std::string_view word) { return show(word); }));
    case Kind::number:
      return cat({"a whole number from ", std::to_string(type.least), " to ", std::to_string(type.most)});
    case Kind::one_number:
      return alternatives(texts_of(type.numbers, [](int64_t number) { return std::to_string(number); }));
    case Kind::flag: return "true or false";
    case Kind::object: return cat({"a map (", type.object->name, type.may_be_null ? ") or null" : ")"});
    case Kind::free_map: return "a map";
    case Kind::text_map: return "a map of texts";
    case Kind::anything: return "a value";
    case Kind::key_material: return std::string(type.material->expectation);
  }
  return {};
}

class ShapeCheck {
 public:
  ShapeCheck(const ObjectShape& root, ComplaintBook& book) : root_(root), book_(book) {}

  void check(const Node& node, const Type& type, const Path& path) {
    const bool is_list = node.kind() == Node::Kind::list;
    if (type.count == Type::Count::one || (type.count == Type::Count::one_or_list && !is_list))
      return check_one(node, type, path);
    if (!is_list) return refuse(node, type, path);
    const Type item_type = counted(type, type.count == Type::Count::lists ? Type::Count::list : Type::Count::one);
    for (size_t i = 0; i < node.items().size(); ++i) check(node.items()[i], item_type, Path(path, i));
  }

  void check_object(const Node& map, const ObjectShape& shape, const Path& path) {
    for (const auto& member : map.members()) {
      const auto key = std::find_if(shape.keys.begin(), shape.keys.end(),
                                    [&](const ShapeKey& known) { return known.name == member.name; });
      if (key != shape.keys.end()) {
        check(member.value, key->type, Path(path, member.name));
        continue;
      }
      if (!shape.free_prefix.empty() && member.name.starts_with(shape.free_prefix)) continue;
      misfits_.insert(&map);
      if (book_.is_full()) {
        book_.count_one_more();
      } else {
        book_.add(member.place, Path(path, member.name).to_text(), "unknown key",
                  hint_for_unknown(member.name, shape, path, root_));
      }
    }
    for (const auto& key : shape.keys) {
      if (key.presence == ShapeKey::Presence::optional || map.find(key.name) != nullptr) continue;
      misfits_.insert(&map);
      book_.add(map.place(), path.to_text(), cat({"the key ", show(key.name), " is missing"}),
                cat({"expected ", expectation(key.type)}));
    }
  }

  Misfits take() { return std::move(misfits_); }

 private:
  void check_one(const Node& node, const Type& type, const Path& path) {
    if (type.kind == Kind::key_material) return check_key_material(node, type, path);
    if (type.kind == Kind::text_map) return check_text_map(node, type, path);
    if (type.may_be_null && node.kind() == Node::Kind::null) return;
    if (type.kind == Kind::object) {
      if (node.kind() != Node::Kind::map) return refuse(node, type, path);
      return check_object(node, *type.object, path);
    }
    if (!fits_scalar(node, type)) refuse(node, type, path);
  }

  void check_key_material(const Node& node, const Type& type, const Path& path) {
    if (node.kind() == Node::Kind::map) {
      // What else the map must have, reading the key tells.
      const auto& maps = type.material->maps;
      const bool is_own_map = std::any_of(maps.begin(), maps.end(),
                                          [&](const Material::Map& map) { return node.find(map.member) != nullptr; });
      if (!is_own_map) check_object(node, key_file_shape(), path);
    } else if (!fits_scalar(node, {.kind = Kind::text, .format = &formats::filled})) {
      refuse(node, type, path);
    }
  }

  void check_text_map(const Node& node, const Type& type, const Path& path) {
    if (node.kind() != Node::Kind::map) return refuse(node, type, path);
    const Type value_type{.kind = Kind::text, .format = type.format};
    for (const auto& member : node.members()) {
      check_one(member.value, value_type, Path(path, member.name));
      if (type.names->matches(member.name)) continue;
      misfits_.insert(&node);
      if (book_.is_full()) {
        book_.count_one_more();
      } else {
        book_.add(member.place, path.to_text(),
                  cat({"expected ", type.names->expectation, ", got ", show(member.name)}));
      }
    }
  }

  void refuse(const Node& node, const Type& type, const Path& path) {
    misfits_.insert(&node);
    if (book_.is_full()) return book_.count_one_more();
    book_.add(node.place(), path.to_text(), cat({"expected ", expectation(type), ", got ", describe(node)}),
              hint_for(node, type));
  }

  const ObjectShape& root_;
  ComplaintBook& book_;
  Misfits misfits_;
};

}  // namespace

Misfits check_shape(const Node& root, const ObjectShape& shape, ComplaintBook& book) {
  ShapeCheck check(shape, book);
  check.check(root, {.kind = Kind::object, .object = &shape}, Path());
  return check.take();
}

}  // namespace understudy::config
