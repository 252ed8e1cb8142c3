// Key sets of a world: listed, rotated, and the private half exported.
#include <algorithm>

#include "access/key_sets.h"
#include "base/encoding.h"
#include "base/text.h"
#include "control/operations.h"

namespace understudy::control {

namespace {

access::KeySet key_set(const Control& control, const front::Visit& visit) {
  const auto& label = visit.params["set"];
  std::vector<std::string> labels;
  for (const auto& set : control.providers.key_sets(visit.world.seed())) {
    if (set.label == label) return set;
    labels.emplace_back(set.label);
  }
  throw Refusal{Reason::unknown_record, "the key set is one that Understudy signs with", join(labels, ", "),
                std::string(shorten(label, 40))};
}

Json published_json(const Control& control, World& world, const access::KeySet& set) {
  const std::string base = control.base_of(world);
  Json published = Json::array();
  const auto keys = world.keys(set.label);
  for (const auto& key : keys) published.push(set.name_key(key));
  return Json::object({{"set", set.label},
                       {"issuer", access::issuer(set, world, base)},
                       {"jwks_uri", cat({base, set.path, "/.well-known/jwks.json"})},
                       {"signing_key_id", set.name_key(keys.back())},
                       {"published_key_ids", std::move(published)}});
}

/// Secrets have generations, too.
Json secrets_json(World& world, const access::KeySet& set) {
  const auto good = world.key_generations(set.label);
  return Json::object({{"set", set.label},
                       {"algorithm", "HS256"},
                       {"oldest_generation", good.oldest},
                       {"newest_generation", good.newest}});
}

Json to_json(const Control& control, World& world, const access::KeySet& set) {
  return set.is_published() ? published_json(control, world, set) : secrets_json(world, set);
}

bool read_keep_old(const front::Visit& visit) {
  const Json body = read_body(visit, {"keep_old"});
  const Json* keep = body.find("keep_old");
  if (keep != nullptr && keep->boolean() == nullptr)
    throw Refusal{Reason::invalid_request, "keep_old is true or false", "boolean", std::string(keep->type_name())};
  return keep == nullptr || *keep->boolean();
}

constexpr std::string_view export_notice = "tests only: anyone with the fixture has this key";

Json private_json(World& world, const access::KeySet& set) {
  if (set.is_published()) {
    const auto key = world.signing_key(set.label);
    return Json::object({{"set", set.label},
                         {"use", export_notice},
                         {"jwk", key.private_jwk(set.name_key(key))},
                         {"pem", key.private_pem()}});
  }
  Json secrets = Json::object();
  for (const auto& [whose, secret] : set.secrets(world)) secrets.set(std::string(whose), to_base64(secret));
  return Json::object({{"set", set.label}, {"use", export_notice}, {"secrets", std::move(secrets)}});
}

}  // namespace

http::Reply list_keys(const Control& control, front::Visit& visit) {
  // Each key that nobody used yet is made by being listed, and every tenant may have its own.
  constexpr size_t most = 100;
  const auto world = control.known_world(visit);
  const auto query = read_fields(visit, {"offset", "limit"});
  const auto sets = control.providers.key_sets(world->seed());
  const size_t begin = std::min<size_t>(read_number(query, "offset", 0), sets.size());
  const size_t end = std::min<size_t>(begin + read_number(query, "limit", most, most), sets.size());
  Json list = Json::array();
  for (size_t i = begin; i < end; ++i) list.push(to_json(control, *world, sets[i]));
  return http::json(200, Json::object({{"keys", std::move(list)}, {"in_all", sets.size()}}));
}

http::Reply rotate_keys(const Control& control, front::Visit& visit) {
  const auto set = key_set(control, visit);
  const auto rotation = read_keep_old(visit) ? World::Rotation::keep_old_keys : World::Rotation::drop_old_keys;
  const auto world = control.world(visit);
  world->rotate_key(set.label, rotation);
  return http::json(200, to_json(control, *world, set));
}

http::Reply export_key(const Control& control, front::Visit& visit) {
  const auto set = key_set(control, visit);
  return http::json(200, private_json(*control.known_world(visit), set));
}

}  // namespace understudy::control
