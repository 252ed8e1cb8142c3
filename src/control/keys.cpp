#include "access/key_sets.h"
#include "base/text.h"
#include "control/operations.h"

namespace understudy::control {

namespace {

const access::KeySet& key_set(const front::Visit& visit) {
  const auto* set = access::find_key_set(visit.params["set"]);
  if (set != nullptr) return *set;
  std::vector<std::string> labels;
  labels.reserve(access::key_sets.size());
  for (const auto& known : access::key_sets) labels.emplace_back(known.label);
  throw Refusal{Reason::unknown_record, "the key set is one that Understudy signs with", join(labels, ", "),
                std::string(shorten(visit.params["set"], 40))};
}

Json to_json(const Control& control, World& world, const access::KeySet& set) {
  const std::string base = control.base_of(world);
  Json published = Json::array();
  const auto keys = world.keys(set.label);
  for (const auto& key : keys) published.push(access::key_id(key));
  return Json::object({{"set", set.label},
                       {"issuer", access::issuer(set, world, base)},
                       {"jwks_uri", cat({base, set.path, "/.well-known/jwks.json"})},
                       {"signing_key_id", access::key_id(keys.back())},
                       {"published_key_ids", std::move(published)}});
}

}  // namespace

http::Reply list_keys(const Control& control, front::Visit& visit) {
  const auto world = control.world(visit);
  Json list = Json::array();
  for (const auto& set : access::key_sets) list.push(to_json(control, *world, set));
  return http::json(200, Json::object({{"keys", std::move(list)}}));
}

http::Reply rotate_keys(const Control& control, front::Visit& visit) {
  const auto& set = key_set(visit);
  const Json body = read_body(visit, {"keep_old"});
  const Json* keep = body.find("keep_old");
  if (keep != nullptr && keep->boolean() == nullptr)
    throw Refusal{Reason::invalid_request, "keep_old is true or false", "boolean", std::string(keep->type_name())};
  const bool keeps = keep == nullptr || *keep->boolean();
  const auto world = control.world(visit);
  world->rotate_key(set.label, keeps ? World::Rotation::keep_old_keys : World::Rotation::drop_old_keys);
  return http::json(200, to_json(control, *world, set));
}

http::Reply export_key(const Control& control, front::Visit& visit) {
  const auto& set = key_set(visit);
  const auto key = control.world(visit)->signing_key(set.label);
  return http::json(200, Json::object({{"set", set.label},
                                       {"use", "tests only: anyone with the fixture has this key"},
                                       {"jwk", key.private_jwk(access::key_id(key))},
                                       {"pem", key.private_pem()}}));
}

}  // namespace understudy::control
