#include "providers/backend/backend.h"

#include <optional>

#include "access/credentials.h"
#include "base/json_pointer.h"
#include "base/text.h"
#include "front/cors.h"
#include "gate/authorizer.h"
#include "providers/backend/anonymization.h"
#include "providers/backend/filling.h"
#include "providers/backend/part.h"
#include "world/permissions.h"

namespace understudy::backend {

namespace {

// The gateway answers these itself, since a browser sends no credential with them.
bool is_own_preflight(const front::Visit& visit, const ProtectedRoute& route) {
  return route.method == "*" && front::is_preflight(visit.request);
}

/// What grants' conditions may ask of: a part of the answer, which the caller does not get to see before.
const Json* attributes_of(const ProtectedRoute::Permission& permission, const std::optional<Json>& answer) {
  return answer ? at_pointer(*answer, permission.attributes_at) : nullptr;
}

void require_permission(front::Visit& visit, const access::Identity* caller, const Question& question) {
  const Decision decision = visit.world.step([&](WorldState& state) {
    if (caller == nullptr) return Decision{false, "a public route knows nobody who could have a permission"};
    return decide({state.roles, state.clock.now(), state.started}, caller->subject(), question);
  });
  if (!decision.is_allowed)
    throw Refusal{Reason::permission_denied, cat({"the caller is permitted ", question.action}), question.resource,
                  decision.rule};
  // An export leaves by another way than the reply, where nothing would be replaced.
  if (caller->anonymize && question.action == "entity:export")
    throw Refusal{Reason::permission_denied, "an anonymizing credential exports no entities", "", question.action};
}

/// A reply that can still be looked into.
struct Draft {
  int status;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<Json> json;
  std::string text;
};

Draft fill_in(const ProtectedRoute::Answer& answer, Filling& filling) {
  Draft draft{answer.status, {}, {}, {}};
  for (const auto& [name, value] : answer.headers) draft.headers.emplace_back(name, filling.fill_header(value));
  if (answer.json)
    draft.json = filling.fill(*answer.json);
  else
    draft.text = filling.fill_text(answer.text);
  return draft;
}

/// `header` says that it happened.
void anonymize(Draft& draft, const Pseudonyms& pseudonyms, std::string_view header) {
  // A text may be JSON all the same, and then has names to go by.
  auto hidden = draft.json ? std::nullopt : parse_json(draft.text);
  const bool hides_json = hidden && (hidden->is_object() || hidden->is_array());
  if (draft.json)
    draft.json = anonymized(*draft.json, pseudonyms);
  else
    draft.text = hides_json ? anonymized(*hidden, pseudonyms).dump() : pseudonyms.scrubbed(draft.text);
  for (auto& [name, value] : draft.headers) value = pseudonyms.scrubbed(value);
  draft.headers.emplace_back(header, "true");
}

http::Reply finish(const Draft& draft) {
  http::Reply reply;
  reply.status = draft.status;
  reply.body = draft.json ? draft.json->dump() : draft.text;
  if (draft.json)
    reply.headers.add("Content-Type", "application/json");
  else if (!draft.text.empty())
    reply.headers.add("Content-Type", "text/plain; charset=utf-8");
  for (const auto& [name, value] : draft.headers) {
    if (equal_ignoring_case(name, "Content-Type")) reply.headers.remove(name);
    reply.headers.add(name, value);
  }
  if (reply.body.size() > most_answer_bytes) refuse_size();
  return reply;
}

http::Reply answer(front::Visit& visit, const ProtectedRoute& route) {
  if (is_own_preflight(visit, route)) return front::preflight_reply(visit.request, {route.method});
  const access::Identity* caller = route.is_public ? nullptr : &visit.caller.as<access::Identity>();
  Filling filling(visit, route.pattern, caller);
  Draft draft = fill_in(route.answer, filling);
  if (route.permission) {
    const auto& permission = *route.permission;
    require_permission(visit, caller,
                       {filling.fill_text(permission.action), filling.fill_text(permission.resource),
                        attributes_of(permission, draft.json)});
  }
  if (caller != nullptr && caller->anonymize)
    anonymize(draft, Pseudonyms(visit.world.seed().seed, caller->tenant_id), visit.kinds.gateway().anonymized);
  return finish(draft);
}

struct Wording {
  Reason reason;
  int status;
  std::string_view error;  ///< empty: the rule itself, for whoever has to correct the request
};

constexpr Wording wordings[] = {
    {Reason::permission_denied, 403, "Forbidden"},
    {Reason::invalid_request, 400, ""},
    {Reason::unknown_record, 404, ""},
    {Reason::limit_reached, 429, ""},
};

/// {"status":403,"error":"Forbidden"}: the ErrorObject of the platform's Entity API.
http::Reply refuse(const Refusal& refusal, const front::Visit& visit) {
  if (is_about_credential(refusal.reason)) return gate::gateway_refusal(refusal.reason, visit.world.seed());
  Wording wording{refusal.reason, 500, "Internal Server Error"};
  for (const auto& known : wordings)
    if (known.reason == refusal.reason) wording = known;
  return http::json(
      wording.status,
      Json::object({{"status", wording.status},
                    {"error", wording.error.empty() ? std::string_view(refusal.message()) : wording.error}}));
}

front::Api api_of(const ProtectedRoute& route, const access::Kinds& kinds) {
  front::Group group{
      {{route.method, route.pattern, route.operation, [&route](front::Visit& visit) { return answer(visit, route); }}},
      refuse};
  front::Api api{.name = "backend", .groups = {}, .outranks_targets = true};
  if (!route.is_public) {
    group.require = [&route](front::Visit& visit) {
      if (!is_own_preflight(visit, route))
        visit.caller.set(gate::admit(visit, {route.accept, route.operation}, gate::OrgHeader::heeded));
    };
    api.judge_origin = [&route, &kinds](const Seed& seed, std::string_view origin, std::string_view /*query*/) {
      return kinds.admit_page(seed, route.accept, origin) ? front::OriginRule::with_credentials
                                                          : front::OriginRule::refused;
    };
  }
  api.groups.push_back(std::move(group));
  return api;
}

}  // namespace

std::vector<front::Api> apis(const Seed& seed, const access::Kinds& kinds) {
  std::vector<front::Api> all;
  for (const auto& route : routes_of(seed)) all.push_back(api_of(route, kinds));
  return all;
}

}  // namespace understudy::backend
