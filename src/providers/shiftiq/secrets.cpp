// Client secrets of API v2: one's own looked into, and made anew.
#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/problem.h"

namespace understudy::shiftiq {

namespace {

/// Days; what is out of range counts as the most there may be.
std::chrono::days expiry_of(const http::Request& request) {
  constexpr long long usual = 90;
  constexpr long long most = 365;
  const auto query = http::parse_form(request.query);
  const auto* given = query.find("expiry");
  if (given == nullptr || given->empty()) return std::chrono::days(usual);
  const bool is_negative = given->starts_with('-');
  const auto days = parse_number(std::string_view(*given).substr(is_negative ? 1 : 0));
  if (!days) throw not_bound("expiry", "The value is not valid for expiry.");
  return std::chrono::days(is_negative || *days < 1 || *days > most ? most : static_cast<long long>(*days));
}

Json to_json(const ClientSecret& secret, const ShiftPerson& person, Instant world_started) {
  Json limit;
  if (secret.lifetime_limit)
    limit = static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(*secret.lifetime_limit).count());
  return Json::object({{"PersonId", person.person_id},
                       {"SecretId", secret.id},
                       {"SecretName", "Shift iQ Client Secret"},
                       {"SecretType", "Authentication"},
                       {"SecretValue", secret.value},
                       {"SecretLifetimeLimit", std::move(limit)},
                       {"SecretExpiry", to_iso8601(secret.expires_at.at(world_started))}});
}

}  // namespace

http::Reply introspect_secret(front::Visit& visit) {
  const auto& holder = visit.caller.as<SecretHolder>();
  return pascal_json(200, principal_json(visit.world.seed(), holder.person, visit.request.peer));
}

http::Reply generate_secret(front::Visit& visit) {
  const auto& person = visit.caller.as<Caller>().person;
  if (!person.flags.developer)
    throw Refusal{Reason::invalid_request, "Developer access is not granted to your account",
                  "a person with developer: true", cat({"shift:", person.person_id})};
  const auto expiry = expiry_of(visit.request);
  return visit.world.step([&](WorldState& state) {
    const auto secret = renew_client_secret(state, person, expiry);
    return pascal_json(200, to_json(secret, person, state.started));
  });
}

}  // namespace understudy::shiftiq
