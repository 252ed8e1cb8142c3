#include "config/schema.h"

#include <set>

#include "base/text.h"

namespace understudy::config {

namespace {

using Kind = Type::Kind;

void set_pattern(Json& schema, const TextFormat& format) {
  if (!format.pattern.empty()) schema.set("pattern", format.pattern);
}

Json reference(const ObjectShape& shape) { return Json::object({{"$ref", "#/$defs/" + std::string(shape.name)}}); }

template <class Values>
Json one_of_these(const Values& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push(Json(value));
  return Json::object({{"enum", std::move(list)}});
}

Json schema_of(const Material& material) {
  Json forms = Json::array({Json::object({{"type", "string"}, {"pattern", formats::filled.pattern}})});
  for (const auto& [member, meaning] : material.maps)
    forms.push(Json::object({{"type", "object"},
                             {"description", meaning},
                             {"required", Json::array({member})},
                             {"properties", Json::object({{member, Json::object()}})}}));
  forms.push(reference(key_file_shape()));
  return Json::object({{"anyOf", std::move(forms)}});
}

Json schema_of_one(const Type& type) {
  switch (type.kind) {
    case Kind::text: {
      Json schema = Json::object({{"type", "string"}});
      set_pattern(schema, *type.format);
      return schema;
    }
    case Kind::text_or_number: {
      Json schema = Json::object({{"type", Json::array({"string", "integer"})}});
      set_pattern(schema, *type.format);
      schema.set("minimum", 0).set("maximum", greatest_number);
      return schema;
    }
    case Kind::word: return one_of_these(type.words);
    case Kind::number: return Json::object({{"type", "integer"}, {"minimum", type.least}, {"maximum", type.most}});
    case Kind::one_number: return one_of_these(type.numbers);
    case Kind::flag: return Json::object({{"type", "boolean"}});
    case Kind::object:
      if (type.may_be_null)
        return Json::object({{"anyOf", Json::array({reference(*type.object), Json::object({{"type", "null"}})})}});
      return reference(*type.object);
    case Kind::free_map: return Json::object({{"type", "object"}});
    case Kind::text_map: {
      Json names = Json::object();
      set_pattern(names, *type.names);
      return Json::object({{"type", "object"},
                           {"propertyNames", std::move(names)},
                           {"additionalProperties", schema_of_one({.kind = Kind::text, .format = type.format})}});
    }
    case Kind::anything: return Json::object();
    case Kind::key_material: return schema_of(*type.material);
  }
  return {};
}

Json list_of(Json item) { return Json::object({{"type", "array"}, {"items", std::move(item)}}); }

Json schema_of(const Type& type) {
  Json one = schema_of_one(type);
  switch (type.count) {
    case Type::Count::one: return one;
    case Type::Count::list: return list_of(std::move(one));
    case Type::Count::lists: return list_of(list_of(std::move(one)));
    case Type::Count::one_or_list: {
      Json list = list_of(one);
      return Json::object({{"anyOf", Json::array({std::move(one), std::move(list)})}});
    }
  }
  return {};
}

/// Null where there is none.
Json default_of(const ShapeKey& key) {
  if (key.presence == ShapeKey::Presence::required) return {};
  if (key.usual != nullptr) return key.usual();
  return key.default_value.empty() ? Json() : parse_json(key.default_value).value_or(Json());
}

Json schema_of(const ShapeKey& key) {
  Json schema = schema_of(key.type);
  schema.set("description", key.meaning);
  if (Json value = default_of(key); !value.is_null()) schema.set("default", std::move(value));
  return schema;
}

Json schema_of(const ObjectShape& shape) {
  Json required = Json::array();
  Json properties = Json::object();
  for (const auto& key : shape.keys) {
    if (key.presence == ShapeKey::Presence::required) required.push(key.name);
    properties.set(key.name, schema_of(key));
  }
  Json schema = Json::object({{"type", "object"}, {"description", shape.meaning}});
  if (!required.items().empty()) schema.set("required", std::move(required));
  schema.set("properties", std::move(properties));
  if (!shape.free_prefix.empty())
    schema.set("patternProperties", Json::object({{cat({"^", shape.free_prefix}), Json::object()}}));
  schema.set("additionalProperties", false);
  return schema;
}

/// The shapes below this one, each before those that it uses.
void collect(const ObjectShape& shape, std::set<const ObjectShape*>& seen, std::vector<const ObjectShape*>& order) {
  for (const auto& key : shape.keys) {
    const bool is_key = key.type.kind == Kind::key_material;
    const ObjectShape* below = is_key ? &key_file_shape() : key.type.object;
    if (below == nullptr || !seen.insert(below).second) continue;
    order.push_back(below);
    collect(*below, seen, order);
  }
}

}  // namespace

std::string json_schema(const ObjectShape& root, std::string_view title) {
  std::set<const ObjectShape*> seen;
  std::vector<const ObjectShape*> order;
  collect(root, seen, order);
  Json definitions = Json::object();
  for (const ObjectShape* shape : order) definitions.set(shape->name, schema_of(*shape));

  Json schema = Json::object({{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}});
  const Json whole = schema_of(root);
  for (const auto& member : whole.members()) schema.set(member.name, member.value);
  schema.set("$defs", std::move(definitions));
  return schema.dump_pretty() + "\n";
}

}  // namespace understudy::config
