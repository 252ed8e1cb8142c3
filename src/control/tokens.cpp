#include <algorithm>
#include <array>

#include "access/epilot_token.h"
#include "access/issue_token.h"
#include "access/token_members.h"
#include "base/text.h"
#include "control/operations.h"

namespace understudy::control {

namespace {

using Type = AccessToken::Type;

using access::refuse_member;

struct FlagMember {
  std::string_view name;
  bool AccessToken::*field;
};

constexpr std::array<FlagMember, 3> flag_members{{
    {"read_only", &AccessToken::read_only},
    {"anonymize", &AccessToken::anonymize},
    {"system", &AccessToken::is_system_made},
}};

/// What a test asks for. Nothing is checked against the rights of anybody: the control API stands above them.
struct Order {
  AccessToken token;
  std::string tenant;                             ///< id or slug; empty: the user's
  std::string user;                               ///< e-mail or id; empty: the tenant's first
  std::optional<std::vector<std::string>> roles;  ///< ids or slugs; absent: the user's
  std::optional<Milliseconds> lifetime;
  Json claims;  ///< replace and add, or (null) remove
  Json header;  ///< likewise
  std::optional<crypto::Key> key;
  std::string key_set;  ///< the label of the set to sign with; empty: the type's
};

/// An empty text is most often a variable that was never set.
std::string filled(std::string_view name, std::string text) {
  if (text.empty()) refuse_member(cat({name, " is not empty"}));
  return text;
}

std::string read_text(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  return value == nullptr ? std::string() : filled(name, access::read_text(name, *value));
}

std::optional<std::vector<std::string>> read_texts(const Json& body, std::string_view name) {
  const Json* list = body.find(name);
  if (list == nullptr) return std::nullopt;
  auto texts = access::read_texts(name, *list);
  for (const auto& text : texts) filled(cat({"an item of ", name}), text);
  return texts;
}

Json read_object(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  if (value == nullptr) return Json::object();
  if (!value->is_object()) refuse_member(cat({name, " is an object"}), "object", std::string(value->type_name()));
  return *value;
}

/// Seconds or a text with a unit; below zero for a token that has expired.
std::optional<Milliseconds> read_lifetime(const Json& body) {
  constexpr int64_t longest = int64_t{100} * 365 * 24 * 60 * 60;
  const Json* value = body.find("expires_in");
  if (value == nullptr) return std::nullopt;
  if (const auto* seconds = value->integer(); seconds != nullptr && *seconds >= -longest && *seconds <= longest)
    return std::chrono::seconds(*seconds);
  std::string_view text = value->text() == nullptr ? std::string_view() : *value->text();
  const bool is_past = text.starts_with('-');
  if (is_past) text.remove_prefix(1);
  const auto length = parse_duration(text);
  if (!length || *length > std::chrono::seconds(longest))
    refuse_member("expires_in is a number of seconds or a length of time, at most 100 years",
                  "3600, \"10h\" or \"-1m\"", std::string(shorten(value->dump(), 60)));
  return is_past ? -*length : *length;
}

crypto::Key parse_key(std::string_view text) {
  std::string why;
  auto key = crypto::Key::parse_private(text, &why);
  if (!key) refuse_member("key holds a private key: " + why, R"({"jwk": {…}} or {"pem": "…"})");
  return std::move(*key);
}

void read_key(const Json& body, Order& order) {
  const Json* value = body.find("key");
  if (value == nullptr) return;
  if (const Json* jwk = value->find("jwk")) {
    order.key = parse_key(jwk->dump());
  } else if (value->find("pem") != nullptr) {
    order.key = parse_key(value->text_at("pem"));
  } else if (value->text() != nullptr) {
    order.key_set = *value->text();
    auto labels = access::key_set_labels();
    labels.emplace(labels.begin(), access::stranger);
    if (std::find(labels.begin(), labels.end(), order.key_set) == labels.end())
      refuse_member("key names a key set, or the stranger that no set publishes", join(labels, ", "),
                    std::string(shorten(order.key_set, 40)));
  } else {
    refuse_member("key is the label of a key set, or holds a private key",
                  R"("epilot.api", {"jwk": {…}} or {"pem": "…"})");
  }
}

Order read_order(const front::Visit& visit) {
  const Json body = read_body(visit, {"type",       "name",           "tenant",     "user",       "roles",
                                      "expires_in", "read_only",      "anonymize",  "system",     "journey_id",
                                      "portal_id",  "portal_user_id", "contact_id", "surface_id", "allowed_operations",
                                      "email",      "claims",         "header",     "key",        "kid"});
  Order order;
  if (const auto type = read_text(body, "type"); !type.empty()) {
    const auto known = parse_token_type(type);
    if (!known)
      refuse_member("type is a token type",
                    "api, journey, portal, assume, app, portal_preview or contact_identification",
                    std::string(shorten(type, 40)));
    order.token.type = *known;
  }
  order.token.name = "Minted";
  for (const auto& [name, field] : access::token_texts)
    if (body.find(name) != nullptr) order.token.*field = read_text(body, name);
  for (const auto& [name, field] : flag_members)
    if (const Json* value = body.find(name)) order.token.*field = access::read_flag(name, *value);
  order.tenant = read_text(body, "tenant");
  order.user = read_text(body, "user");
  order.roles = read_texts(body, "roles");
  order.token.allowed_operations = read_texts(body, "allowed_operations").value_or(std::vector<std::string>());
  order.lifetime = read_lifetime(body);
  order.claims = read_object(body, "claims");
  order.header = read_object(body, "header");
  if (const Json* kid = body.find("kid")) order.header.set("kid", *kid);
  read_key(body, order);
  return order;
}

const Tenant& find_tenant(const WorldState& state, const std::string& word) {
  if (const Tenant* tenant = state.tenants.find(word)) return *tenant;
  const auto by_slug = state.tenants.find_all(cat({"slug:", word}));
  if (by_slug.empty())
    throw Refusal{Reason::unknown_record, "tenant names one by id or slug", "", std::string(shorten(word, 60))};
  return *by_slug.front();
}

/// The user named; where nobody is, the first of the tenant, or of all.
const User& find_user(const WorldState& state, const Seed& seed, const Order& order) {
  const std::string tenant_id = order.tenant.empty() ? std::string() : find_tenant(state, order.tenant).id;
  const auto fits = [&](const User& user) { return tenant_id.empty() || user.tenant_id == tenant_id; };
  if (order.user.empty()) {
    for (const auto& seeded : seed.users.rows())
      if (fits(seeded))
        if (const User* user = state.users.find(seeded.id)) return *user;
  } else {
    // Somebody of another tenant may be given a token for this one, so the tenant only chooses among namesakes.
    if (const User* user = state.users.find(order.user)) return *user;
    const auto by_email = state.users.find_all(cat({"email:", to_lower(order.user)}));
    for (const User* user : by_email)
      if (fits(*user)) return *user;
    if (!by_email.empty()) return *by_email.front();
  }
  throw Refusal{Reason::unknown_record, "user names one by e-mail or id", "", std::string(shorten(order.user, 60))};
}

/// A slug is one of the tenant's, or a slip. An id is taken as it is: a test may want roles that nobody has.
std::string role_id(const WorldState& state, const std::string& tenant_id, const std::string& role) {
  if (role.find(':') != std::string::npos) return role;
  std::string id = cat({tenant_id, ":", role});
  if (state.roles.find(id) != nullptr) return id;
  std::vector<std::string> slugs;
  for (const Role* known : state.roles.find_all(cat({"tenant:", tenant_id}))) slugs.push_back(known->slug);
  throw Refusal{Reason::unknown_record, cat({"a role without a colon is one of tenant ", tenant_id}),
                std::string(shorten(join(slugs, ", "), 200)), role};
}

struct Issued {
  AccessToken token;
  Instant world_started;
};

Issued issue(WorldState& state, const World& world, const Order& order) {
  const User& user = find_user(state, world.seed(), order);
  AccessToken token = order.token;
  token.user_id = user.id;
  token.tenant_id = order.tenant.empty() ? user.tenant_id : find_tenant(state, order.tenant).id;
  token.assignments = user.roles;
  if (order.roles) {
    token.assignments.clear();
    for (const auto& role : *order.roles) token.assignments.push_back(role_id(state, token.tenant_id, role));
  }
  return {access::issue_token(state, world, std::move(token), order.lifetime), state.started};
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

http::Reply mint_token(const Control& control, front::Visit& visit) {
  const auto order = read_order(visit);
  const auto world = control.world(visit);
  const auto issued = world->step([&](WorldState& state) { return issue(state, *world, order); });
  auto token = access::mint_epilot_token(*world, control.base_of(*world), issued.token, issued.world_started);
  if (order.key) token.key = *order.key;
  if (!order.key_set.empty()) token.key = world->signing_key(order.key_set);
  token.header = crypto::usual_header(token.key, access::key_id(token.key));
  change(token.header, order.header);
  change(token.claims, order.claims);
  return http::json(201, Json::object({{"id", issued.token.id},
                                       {"token_type", to_text(issued.token.type)},
                                       {"tenant_id", issued.token.tenant_id},
                                       {"user_id", issued.token.user_id},
                                       {"header", token.header},
                                       {"claims", token.claims},
                                       {"token", visit.sign(token)}}));
}

}  // namespace understudy::control
