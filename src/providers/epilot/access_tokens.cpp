// The Access Token API's own operations: create, list and revoke, with the roles that a new token may carry.
#include <algorithm>

#include "base/text.h"
#include "http/url.h"
#include "providers/epilot/caller.h"
#include "providers/epilot/issue_token.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token.h"
#include "providers/epilot/token_parameters.h"
#include "providers/epilot/token_types.h"

namespace understudy::epilot {

namespace {

/// Contact identification tokens are never stored by the original: neither listed nor revocable.
bool is_listed(const AccessToken& token) { return row_of(token.type).is_stored; }

void set_filled(Json& item, std::string_view name, const std::string& text) {
  if (!text.empty()) item.set(name, text);
}

/// An AccessTokenItem in the order of its schema; what does not apply is left out.
Json to_item(const AccessToken& token, Instant world_started) {
  Json item = Json::object({{"id", token.id},
                            {"created_at", to_iso8601(token.created_at.at(world_started))},
                            {"name", token.name},
                            {"token_type", to_text(token.type)}});
  set_filled(item, "journey_id", token.journey_id);
  set_filled(item, "portal_id", token.portal_id);
  set_filled(item, "portal_user_id", token.portal_user_id);
  set_filled(item, "contact_id", token.contact_id);
  if (row_of(token.type).lists_operations) item.set("allowed_operations", Json::array_of(token.allowed_operations));
  if (carries_roles(token.type)) item.set("assignments", Json::array_of(token.assignments));
  if (token.read_only) item.set("read_only", true);
  if (token.anonymize) item.set("anonymize", true);
  if (token.last_used) item.set("last_used", to_iso8601_date(*token.last_used));
  if (const auto expiry = expiry_of(token, world_started); expiry && !token.ends_by_its_type)
    item.set("expires_at", to_iso8601_milliseconds(*expiry));
  return item;
}

/// A role that a new token may not carry: most often one that there is not.
Refusal role_refused(const WorldState& state, const access::Identity& caller, const std::string& id) {
  const std::string shown(shorten(id, 100));
  if (state.roles.find(id) != nullptr)
    return {Reason::permission_denied, "a token gets no role that its maker does not have", join(caller.roles, ", "),
            shown};
  constexpr size_t most_compared = 1000;
  std::vector<std::string_view> known;
  std::vector<std::string_view> slugs;
  for (const Role* role : state.roles.find_all(Role::by_tenant, caller.tenant_id)) {
    if (known.size() == most_compared) break;
    known.emplace_back(role->id);
    slugs.emplace_back(role->slug);
  }
  // Of two ids that begin with the organization, nearly all would look near.
  const auto nearest = nearest_word(std::string_view(id).substr(id.find(':') + 1), slugs);
  return {
      Reason::permission_denied,
      cat({"there is no role ", shown, nearest ? cat({"; did you mean ", caller.tenant_id, ":", *nearest, "?"}) : ""}),
      join({known.begin(), known.end()}, ", "), shown};
}

/// The roles a new token carries: never more than its maker has. An owner has every grant of the organization, so it
/// may give any of the organization's roles.
std::vector<std::string> roles_for(const WorldState& state, const access::Identity& caller,
                                   const TokenParameters& parameters, const Choices& choices) {
  const bool inherits = !parameters.assignments || (parameters.assignments->empty() &&
                                                    choices.empty_assignments == Choices::EmptyAssignments::inherit);
  if (inherits) return caller.roles;
  const bool is_caller_owner = is_owner(role_book(state), caller.subject());
  for (const auto& id : *parameters.assignments) {
    const Role* role = state.roles.find(id);
    const bool is_own = std::find(caller.roles.begin(), caller.roles.end(), id) != caller.roles.end();
    if (is_own || (is_caller_owner && role != nullptr && role->tenant_id == caller.tenant_id)) continue;
    throw role_refused(state, caller, id);
  }
  return *parameters.assignments;
}

/// An anonymising token can make only tokens that anonymise too, so none of a type that cannot.
bool anonymizes(const access::Identity& caller, const TokenParameters& parameters) {
  const bool can = carries_roles(parameters.token.type) && parameters.anonymize.value_or(true);
  if (caller.anonymize && !can)
    throw Refusal{Reason::permission_denied, "a token that anonymizes makes only tokens that do so too",
                  "anonymize: true", cat({"a token of type ", to_text(parameters.token.type), " without it"})};
  return caller.anonymize || parameters.anonymize.value_or(false);
}

struct Created {
  AccessToken token;
  Instant world_started;
};

Created create(WorldState& state, const access::Identity& caller, const TokenParameters& parameters,
               const World& world) {
  require_permission(state, caller, "token:create");
  AccessToken token = parameters.token;
  token.tenant_id = caller.tenant_id;
  token.user_id = caller.owner_user_id;
  if (carries_roles(token.type))
    token.assignments = roles_for(state, caller, parameters, epilot_of(world.seed()).choices);
  token.anonymize = anonymizes(caller, parameters);
  // Last, so that a request turned down does not move the ids of those that follow.
  return {issue_token(state, world, std::move(token), parameters.lifetime), state.started};
}

bool is_live(const AccessToken& token, const WorldState& state) {
  const auto expiry = expiry_of(token, state.started);
  return !token.revoked_at && (!expiry || state.clock.now() < *expiry);
}

}  // namespace

http::Reply create_access_token(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const auto parameters = parse_token_parameters(visit.request.body);
  const auto created =
      visit.world.step([&](WorldState& state) { return create(state, caller, parameters, visit.world); });
  Json body = to_item(created.token, created.world_started);
  body.set("token", visit.signer.sign(mint_token(visit.world, visit.issuing(), created.token, created.world_started)));
  return http::json(201, body);
}

http::Reply list_access_tokens(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const auto types = http::list_parameter(http::parse_form(visit.request.query), "token_type");
  return visit.world.step([&](WorldState& state) {
    const bool sees_all = epilot_of(visit.world.seed()).choices.list_access_tokens == Choices::Listing::organization &&
                          is_administrator(role_book(state), caller.subject());
    const auto tokens = sees_all ? epilot_of(state).access_tokens.find_all(AccessToken::by_tenant, caller.tenant_id)
                                 : epilot_of(state).access_tokens.find_all(AccessToken::by_user, caller.owner_user_id);
    Json list = Json::array();
    for (const AccessToken* token : tokens) {
      if (token->tenant_id != caller.tenant_id || !is_listed(*token) || !is_live(*token, state)) continue;
      const bool is_wanted = types.empty() ? !token->is_system_made
                                           : std::find(types.begin(), types.end(), to_text(token->type)) != types.end();
      if (!is_wanted) continue;
      list.push(to_item(*token, state.started));
    }
    return http::json(200, list);
  });
}

http::Reply revoke_access_token(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const std::string& id = visit.params["id"];
  return visit.world.step([&](WorldState& state) {
    const AccessToken* found = epilot_of(state).access_tokens.find(id);
    if (found == nullptr || !is_listed(*found) || found->revoked_at || found->tenant_id != caller.tenant_id)
      throw Refusal{Reason::unknown_record, "Access token not found", "", id.size() <= 40 ? id : access::abridge(id)};
    if (caller.read_only)
      throw Refusal{Reason::permission_denied, "a read-only credential may not revoke", "", caller.credential_id};
    if (found->user_id != caller.owner_user_id && !is_administrator(role_book(state), caller.subject()))
      throw Refusal{Reason::permission_denied, "a token is revoked by its user, an owner or an administrator", "",
                    caller.credential_id};
    AccessToken revoked = *found;
    revoked.revoked_at = state.clock.now();
    epilot_of(state).access_tokens.put(revoked);
    return http::json(200, to_item(revoked, state.started));
  });
}

}  // namespace understudy::epilot
