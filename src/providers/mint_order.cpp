#include "providers/mint_order.h"

#include <algorithm>

#include "access/key_sets.h"
#include "base/text.h"
#include "front/members.h"

namespace understudy {

namespace {

std::string read_text(const Json& order, std::string_view name) {
  const Json* value = order.find(name);
  return value == nullptr ? std::string() : front::read_filled_text(name, *value);
}

Json read_object(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  if (value == nullptr) return Json::object();
  if (!value->is_object())
    front::refuse_member(cat({name, " is an object"}), "object", std::string(value->type_name()));
  return *value;
}

/// Seconds or a text with a unit; below zero for a token that has expired.
std::optional<Milliseconds> read_lifetime(const Json& body) {
  constexpr int64_t longest = int64_t{100} * 365 * 24 * 60 * 60;
  const Json* value = body.find("expires_in");
  if (value == nullptr) return std::nullopt;
  if (const auto* seconds = value->integer(); seconds != nullptr && *seconds >= -longest && *seconds <= longest)
    return std::chrono::seconds(*seconds);
  const auto distance = parse_distance(value->text() == nullptr ? std::string_view() : *value->text());
  if (!distance)
    front::refuse_member("expires_in is a number of seconds or a length of time, at most 100 years",
                         "3600, \"10h\" or \"-1m\"", std::string(shorten(value->dump(), 60)));
  return *distance;
}

crypto::Key parse_key(std::string_view text) {
  std::string why;
  auto key = crypto::Key::parse_private(text, &why);
  if (!key) front::refuse_member("key holds a private key: " + why, R"({"jwk": {…}} or {"pem": "…"})");
  return std::move(*key);
}

void read_key(const Json& body, const std::vector<std::string>& key_sets, MintOrder& order) {
  const Json* value = body.find("key");
  if (value == nullptr) return;
  if (const Json* jwk = value->find("jwk")) {
    order.key = parse_key(jwk->dump());
  } else if (value->find("pem") != nullptr) {
    order.key = parse_key(value->text_at("pem"));
  } else if (value->text() != nullptr) {
    order.key_set = *value->text();
    std::vector<std::string> labels{std::string(access::stranger)};
    labels.insert(labels.end(), key_sets.begin(), key_sets.end());
    if (std::find(labels.begin(), labels.end(), order.key_set) == labels.end())
      front::refuse_member("key names a key set, or the stranger that no set publishes", join(labels, ", "),
                           std::string(shorten(order.key_set, 40)));
  } else {
    front::refuse_member("key is the label of a key set, or holds a private key",
                         cat({"\"", key_sets.front(), R"(", {"jwk": {…}} or {"pem": "…"})"}));
  }
}

void change(Json& object, const Json& changes) {
  for (const auto& member : changes.members()) {
    if (member.value.is_null())
      object.remove(member.name);
    else
      object.set(member.name, member.value);
  }
}

}  // namespace

std::string MintOrder::text(std::string_view name) const { return read_text(body, name); }

std::optional<std::vector<std::string>> MintOrder::texts(std::string_view name) const {
  const Json* list = body.find(name);
  if (list == nullptr) return std::nullopt;
  return front::read_filled_texts(name, *list);
}

bool MintOrder::flag(std::string_view name) const {
  const Json* value = body.find(name);
  return value != nullptr && front::read_flag(name, *value);
}

void MintOrder::change(Json& token_header, Json& token_claims) const {
  understudy::change(token_header, header);
  understudy::change(token_claims, claims);
}

MintOrder read_mint_order(Json body, const std::vector<std::string>& key_sets) {
  MintOrder order;
  order.type = read_text(body, "type");
  order.tenant = read_text(body, "tenant");
  order.user = read_text(body, "user");
  order.lifetime = read_lifetime(body);
  order.claims = read_object(body, "claims");
  order.header = read_object(body, "header");
  if (const Json* kid = body.find("kid"))
    order.header.set("kid", kid->is_null() ? Json() : Json(front::read_filled_text("kid", *kid)));
  read_key(body, key_sets, order);
  order.body = std::move(body);
  return order;
}

}  // namespace understudy
