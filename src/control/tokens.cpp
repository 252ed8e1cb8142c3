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

std::string read_text(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  return value == nullptr ? std::string() : access::read_filled_text(name, *value);
}

std::optional<std::vector<std::string>> read_texts(const Json& body, std::string_view name) {
  const Json* list = body.find(name);
  if (list == nullptr) return std::nullopt;
  return access::read_filled_texts(name, *list);
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
  const auto distance = parse_distance(value->text() == nullptr ? std::string_view() : *value->text());
  if (!distance)
    refuse_member("expires_in is a number of seconds or a length of time, at most 100 years",
                  "3600, \"10h\" or \"-1m\"", std::string(shorten(value->dump(), 60)));
  return *distance;
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

/// Whose token it is to be.
class Directory {
 public:
  Directory(const WorldState& state, const Seed& seed) : state_(state), seed_(seed) {}

  const Tenant& tenant(const std::string& word) const {
    if (const Tenant* tenant = state_.tenants.find(word)) return *tenant;
    const auto by_slug = state_.tenants.find_all(Tenant::by_slug, word);
    if (!by_slug.empty()) return *by_slug.front();
    std::vector<std::string_view> slugs;
    for (const auto& seeded : seed_.tenants.rows()) slugs.emplace_back(seeded.slug);
    throw unknown("there is no tenant ", word, slugs);
  }

  /// The user named; where nobody is, the first of the tenant, or of all. `tenant` may be null.
  const User& user(const std::string& word, const Tenant* tenant) const {
    if (word.empty()) return first_user(tenant);
    const auto named = users_named(word);
    auto fitting = named;
    std::erase_if(fitting, [&](const User* user) { return !is_of(*user, tenant); });
    if (fitting.size() == 1) return *fitting.front();
    if (fitting.size() > 1)
      throw Refusal{Reason::invalid_request, cat({"tenant says which ", named.front()->email, " is meant"}),
                    tenants_of(fitting), "users of several tenants with this e-mail"};
    const std::string lack = tenant == nullptr ? "there is no user " : cat({"tenant ", tenant->slug, " has no user "});
    if (named.empty()) throw unknown(lack, word, emails(tenant));
    throw Refusal{Reason::unknown_record, cat({lack, shorten(word, 60), ", but another tenant has"}), tenants_of(named),
                  tenant->slug};
  }

  /// "support", one of the tenant's; "acme:support", as a fixture names it; or an id, "739224:support", which is taken
  /// as it is: a test may want roles that nobody has.
  std::string role_id(const Tenant& own, const std::string& role) const {
    const size_t colon = role.find(':');
    if (colon == std::string::npos) return known_role(own, role);
    const std::string owner = role.substr(0, colon);
    const std::string slug = role.substr(colon + 1);
    if (owner.empty() || slug.empty())
      throw Refusal{Reason::invalid_request, "a role is a slug, or <tenant>:<slug>", "acme:support",
                    std::string(shorten(role, 60))};
    const bool is_id = owner.find_first_not_of("0123456789") == std::string::npos;
    return is_id ? role : known_role(tenant(owner), slug);
  }

 private:
  std::string known_role(const Tenant& owner, const std::string& slug) const {
    std::string id = cat({owner.id, ":", slug});
    if (state_.roles.find(id) != nullptr) return id;
    std::vector<std::string_view> slugs;
    for (const Role* known : state_.roles.find_all(Role::by_tenant, owner.id)) slugs.emplace_back(known->slug);
    throw unknown(cat({"tenant ", owner.slug, " has no role "}), slug, slugs);
  }

  static bool is_of(const User& user, const Tenant* tenant) {
    return tenant == nullptr || user.tenant_id == tenant->id;
  }

  /// Names what is missing, and what there is instead; of so many that comparing them takes no time worth bounding.
  static Refusal unknown(const std::string& lack, const std::string& word, std::vector<std::string_view> known) {
    constexpr size_t most_compared = 1000;
    constexpr size_t most_told = 10;
    known.resize(std::min(known.size(), most_compared));
    std::vector<std::string> told;
    for (const auto candidate : known)
      if (told.size() < most_told) told.emplace_back(candidate);
    if (told.size() < known.size()) told.emplace_back("...");
    const auto near = did_you_mean(word, known);
    return {Reason::unknown_record, cat({lack, shorten(word, 60), near.empty() ? "" : "; ", near}), join(told, ", "),
            std::string(shorten(word, 60))};
  }

  const User& first_user(const Tenant* tenant) const {
    for (const auto& seeded : seed_.users.rows())
      if (is_of(seeded, tenant))
        if (const User* user = state_.users.find(seeded.id)) return *user;
    throw Refusal{Reason::unknown_record,
                  tenant == nullptr ? "the fixture has no user" : cat({"tenant ", tenant->slug, " has no user"}), "",
                  ""};
  }

  /// One by its id, or those of an e-mail address in all tenants.
  std::vector<const User*> users_named(const std::string& word) const {
    if (const User* user = state_.users.find(word)) return {user};
    return state_.users.find_all(User::by_email, to_lower(word));
  }

  std::string tenants_of(const std::vector<const User*>& users) const {
    constexpr size_t most_told = 10;
    std::vector<std::string> slugs;
    for (const User* user : users)
      if (const Tenant* tenant = state_.tenants.find(user->tenant_id); tenant != nullptr && slugs.size() < most_told)
        slugs.push_back(tenant->slug);
    return cat({"tenant ", join(slugs, " or "), slugs.size() < users.size() ? " or ..." : ""});
  }

  std::vector<std::string_view> emails(const Tenant* tenant) const {
    std::vector<std::string_view> found;
    for (const auto& user : seed_.users.rows())
      if (is_of(user, tenant)) found.emplace_back(user.email);
    return found;
  }

  const WorldState& state_;
  const Seed& seed_;
};

struct Issued {
  AccessToken token;
  Instant world_started;
};

Issued issue(WorldState& state, const World& world, const Order& order) {
  const Directory directory(state, world.seed());
  const Tenant* named = order.tenant.empty() ? nullptr : &directory.tenant(order.tenant);
  const User& user = directory.user(order.user, named);
  const Tenant& tenant = named == nullptr ? directory.tenant(user.tenant_id) : *named;
  AccessToken token = order.token;
  token.user_id = user.id;
  token.tenant_id = tenant.id;
  token.assignments = user.roles;
  if (order.roles) {
    token.assignments.clear();
    for (const auto& role : *order.roles) token.assignments.push_back(directory.role_id(tenant, role));
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
