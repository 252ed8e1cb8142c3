#include <algorithm>

#include "access/key_sets.h"
#include "access/shift_keys.h"
#include "base/encoding.h"
#include "base/text.h"
#include "control/operations.h"
#include "world/shift_parts.h"

namespace understudy::control {

namespace {

/// Keys that sign epilot's tokens and have documents, or secrets of Shift iQ, which nobody publishes.
bool is_secret_set(std::string_view label) {
  const auto& labels = access::shift_secret_labels;
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

Refusal unknown_set(const std::string& label) {
  auto labels = access::key_set_labels();
  for (const auto known : access::shift_secret_labels) labels.emplace_back(known);
  return {Reason::unknown_record, "the key set is one that Understudy signs with", join(labels, ", "),
          std::string(shorten(label, 40))};
}

const access::KeySet& key_set(const front::Visit& visit) {
  const auto& label = visit.params["set"];
  const auto* set = access::find_key_set(label);
  if (set == nullptr) throw unknown_set(label);
  return *set;
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

Json to_json(World& world, std::string_view secret_set) {
  const auto good = world.key_generations(secret_set);
  return Json::object({{"set", secret_set},
                       {"algorithm", "HS256"},
                       {"oldest_generation", good.oldest},
                       {"newest_generation", good.newest}});
}

bool read_keep_old(const front::Visit& visit) {
  const Json body = read_body(visit, {"keep_old"});
  const Json* keep = body.find("keep_old");
  if (keep != nullptr && keep->boolean() == nullptr)
    throw Refusal{Reason::invalid_request, "keep_old is true or false", "boolean", std::string(keep->type_name())};
  return keep == nullptr || *keep->boolean();
}

constexpr std::string_view export_notice = "tests only: anyone with the fixture has this key";

/// Those that sign and seal now, by partition.
Json secrets_json(World& world, std::string_view label) {
  Json secrets = Json::object();
  for (const auto& partition : shift_of(world.seed()).settings.partitions)
    secrets.set(partition.slug, to_base64(access::shift_secrets(world, label, partition.slug).back()));
  return Json::object({{"set", label}, {"use", export_notice}, {"secrets", std::move(secrets)}});
}

}  // namespace

http::Reply list_keys(const Control& control, front::Visit& visit) {
  const auto world = control.known_world(visit);
  Json list = Json::array();
  for (const auto& set : access::key_sets) list.push(to_json(control, *world, set));
  for (const auto label : access::shift_secret_labels) list.push(to_json(*world, label));
  return http::json(200, Json::object({{"keys", std::move(list)}}));
}

http::Reply rotate_keys(const Control& control, front::Visit& visit) {
  const auto& label = visit.params["set"];
  if (!is_secret_set(label)) key_set(visit);
  const auto rotation = read_keep_old(visit) ? World::Rotation::keep_old_keys : World::Rotation::drop_old_keys;
  const auto world = control.world(visit);
  world->rotate_key(label, rotation);
  return http::json(200, is_secret_set(label) ? to_json(*world, label) : to_json(control, *world, key_set(visit)));
}

http::Reply export_key(const Control& control, front::Visit& visit) {
  const auto& label = visit.params["set"];
  if (is_secret_set(label)) return http::json(200, secrets_json(*control.known_world(visit), label));
  const auto& set = key_set(visit);
  const auto key = control.known_world(visit)->signing_key(set.label);
  return http::json(200, Json::object({{"set", set.label},
                                       {"use", export_notice},
                                       {"jwk", key.private_jwk(access::key_id(key))},
                                       {"pem", key.private_pem()}}));
}

}  // namespace understudy::control
