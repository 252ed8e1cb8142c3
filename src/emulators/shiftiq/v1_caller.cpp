#include "emulators/shiftiq/v1_caller.h"

#include <algorithm>
#include <array>

#include "access/shift_credentials.h"
#include "base/text.h"
#include "emulators/shiftiq/throttle.h"

namespace understudy::shiftiq {

namespace {

/// "sandbox-acme" is the organization acme in another environment.
constexpr std::array<std::string_view, 3> environments{"dev-", "local-", "sandbox-"};

std::string_view without_environment(std::string_view label) {
  for (const auto prefix : environments)
    if (label.starts_with(prefix)) return label.substr(prefix.size());
  return label;
}

bool is_of_partition(std::string_view host, const Seed& seed) {
  return std::any_of(seed.shift.partitions.begin(), seed.shift.partitions.end(), [&](const ShiftPartition& partition) {
    return host.ends_with(cat({".", partition.domain}));
  });
}

bool is_organization(WorldState& state, std::string_view code) {
  return !state.tenants.find_all(cat({"slug:", code})).empty();
}

/// The code of the organization that the host names; nothing where it names none, as localhost does. An organization
/// whose own code begins like an environment goes first.
std::optional<std::string> organization_of(const front::Visit& visit) {
  const std::string host = to_lower(visit.choice.host.substr(0, visit.choice.host.find(':')));
  const std::string label = host.substr(0, host.find('.'));
  const std::string code(without_environment(label));
  const auto known = visit.world.step([&](WorldState& state) -> std::optional<std::string> {
    if (is_organization(state, label)) return label;
    if (is_organization(state, code)) return code;
    return std::nullopt;
  });
  if (!known && is_of_partition(host, visit.world.seed()))
    throw Refusal{Reason::wrong_tenant, cat({"Organization account not found: ", code}), "the code of an organization",
                  host};
  return known;
}

/// As it stands behind "Bearer ", whose casing counts.
std::string presented_bearer(const http::Request& request) {
  const auto headers = request.headers.find_all("Authorization");
  if (headers.empty())
    throw Refusal{Reason::missing_credential, "Your HTTP request is missing the Authorization header.",
                  "Authorization: Bearer <client secret>", "no such header"};
  // Several headers of one name are one text to the original.
  const std::string header = join({headers.begin(), headers.end()}, ",");
  constexpr std::string_view scheme = "Bearer ";
  if (!header.starts_with(scheme))
    throw Refusal{Reason::malformed_credential,
                  "The Authorization header in your HTTP request must contain a bearer token.",
                  "Authorization: Bearer <client secret>", "another scheme, or one spelled otherwise"};
  return header.substr(scheme.size());
}

}  // namespace

access::ShiftPerson require_v1_caller(front::Visit& visit) {
  const auto organization = organization_of(visit);
  auto person = access::find_secret_holder(visit.world, presented_bearer(visit.request)).person;
  if (organization && *organization != person.organization_code)
    throw Refusal{Reason::wrong_tenant, "Your bearer token is not authorized to access this organization.",
                  *organization, person.organization_code};
  visit.journal.caller = cat({"shift:", person.person_id});
  visit.journal.tenant = person.tenant_id;
  charge(visit, person);
  return person;
}

}  // namespace understudy::shiftiq
