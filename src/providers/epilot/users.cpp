// The User API's answers to: who am I, and who is there; in both versions.
#include <algorithm>

#include "base/text.h"
#include "front/members.h"
#include "http/url.h"
#include "login/account_changes.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/part.h"
#include "providers/epilot/user_json.h"
#include "providers/epilot/users_in_reach.h"

namespace understudy::epilot {

namespace {

constexpr Reach view{"user:view"};
constexpr Reach removal{"user:delete", false};

/// What the User API answers for an api token is not published: the user behind it, or (a choice of the fixture) the
/// token itself in a user's shape.
User find_me(const WorldState& state, const access::Identity& caller, Choices::Me choice) {
  // Who signed in has no access token that one could be asked about.
  const bool is_api_token = caller.claims().find("token_type") != nullptr;
  if (choice == Choices::Me::owner || !is_api_token) {
    const User* owner = state.users.find(caller.owner_user_id);
    if (owner == nullptr) throw Refusal{Reason::unknown_record, "User not found", "", caller.owner_user_id};
    return *owner;
  }
  const AccessToken* token = epilot_of(state).access_tokens.find(caller.credential_id);
  if (token == nullptr) throw Refusal{Reason::unknown_record, "User not found", "", caller.credential_id};
  User me;
  me.id = caller.credential_id;
  me.tenant_id = caller.tenant_id;
  me.display_name = token->name;
  me.created_at = token->created_at;
  me.roles = caller.roles;
  return me;
}

User me_of(const front::Visit& visit, const WorldState& state) {
  return find_me(state, caller_of(visit), epilot_of(visit.world.seed()).choices.me_for_api_token);
}

size_t whole_number(const http::Fields& query, std::string_view name, size_t otherwise) {
  const std::string* given = query.find(name);
  if (given == nullptr || given->empty()) return otherwise;
  const auto number = parse_number(*given);
  if (!number) front::refuse_member(cat({name, " is a whole number"}), "", std::string(shorten(*given, 40)));
  return static_cast<size_t>(*number);
}

/// Which of the organization's users are asked for.
struct Listed {
  std::string query;  ///< in lower case
  size_t limit;
  size_t offset;
};

Listed listed_by(const http::Fields& query) {
  const std::string* text = query.find("query");
  return {text == nullptr ? std::string() : to_lower(*text),
          std::min(whole_number(query, "limit", most_users_in_a_list), most_users_in_a_list),
          whole_number(query, "offset", 0)};
}

bool is_meant(const User& user, const Listed& listed) {
  if (user.status == User::Status::deleted) return false;
  const auto has = [&](const std::string& text) { return to_lower(text).find(listed.query) != std::string::npos; };
  return listed.query.empty() || has(user.display_name) || has(user.email);
}

/// Those of the caller's organization, each as `tell` has it. Whether a grant would fit each of them is not asked: the
/// permission is for all.
template <class Tell>
Json list_of(const WorldState& state, const access::Identity& caller, const Listed& listed, Tell tell) {
  require_permission(state, caller, view.action);
  Json list = Json::array();
  size_t met = 0;
  for (const User* user : state.users.find_all(User::by_tenant, caller.tenant_id)) {
    if (list.items().size() == listed.limit) break;
    if (is_meant(*user, listed) && met++ >= listed.offset) list.push(tell(*user));
  }
  return list;
}

InvitationToken shown_to(const WorldState& state, const access::Identity& caller) {
  const bool may_invite = decide(role_book(state), caller.subject(), {"user:invite", "", nullptr}).is_allowed;
  return may_invite ? InvitationToken::shown : InvitationToken::hidden;
}

}  // namespace

http::Reply get_me_v2(front::Visit& visit) {
  return http::json(200, visit.world.step([&](WorldState& state) {
    return user_v2(state, visit.world.seed(), me_of(visit, state));
  }));
}

http::Reply get_me(front::Visit& visit) {
  return http::json(200, visit.world.step([&](WorldState& state) { return user_v1(state, me_of(visit, state)); }));
}

http::Reply list_users_v2(front::Visit& visit) {
  const Listed listed = listed_by(http::parse_form(visit.request.query));
  Json results = visit.world.step([&](WorldState& state) {
    const auto shown = shown_to(state, caller_of(visit));
    return list_of(state, caller_of(visit), listed,
                   [&](const User& user) { return user_v2(state, visit.world.seed(), user, shown); });
  });
  return http::json(200, Json::object({{"results", std::move(results)}}));
}

http::Reply list_users(front::Visit& visit) {
  const auto query = http::parse_form(visit.request.query);
  Listed listed = listed_by(query);
  const auto organizations = http::list_parameter(query, "org_ids");
  // No other organization's users are in reach.
  if (!organizations.empty() && !holds(organizations, caller_of(visit).tenant_id)) listed.limit = 0;
  Json users = visit.world.step([&](WorldState& state) {
    return list_of(state, caller_of(visit), listed, [&](const User& user) { return user_v1(state, user); });
  });
  return http::json(200, Json::object({{"users", std::move(users)}}));
}

http::Reply get_user_v2(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  return http::json(200, visit.world.step([&](WorldState& state) {
    const User& user = user_in_reach(state, visit.world.seed(), caller, visit.params["id"], view);
    return user_v2(state, visit.world.seed(), user, shown_to(state, caller));
  }));
}

http::Reply get_user(front::Visit& visit) {
  return http::json(200, visit.world.step([&](WorldState& state) {
    return user_v1(state, user_in_reach(state, visit.world.seed(), caller_of(visit), visit.params["id"], view));
  }));
}

http::Reply delete_user_v2(front::Visit& visit) {
  const Seed& seed = visit.world.seed();
  return http::json(200, visit.world.step([&](WorldState& state) {
    User user = user_in_reach(state, seed, caller_of(visit), visit.params["id"], removal);
    if (user.status == User::Status::deleted) throw Refusal{Reason::unknown_record, "User not found", "", user.id};
    user.status = User::Status::deleted;
    use_up_all(state, user.id);
    login::change_user(state, seed, user);
    return user_v1(state, user);
  }));
}

}  // namespace understudy::epilot
