#include "providers/shiftiq/v1_caller.h"

#include "base/text.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/host.h"
#include "providers/shiftiq/throttle.h"

namespace understudy::shiftiq {

namespace {

/// Nothing where the host names none, as localhost does.
std::optional<std::string> organization_of(const front::Visit& visit) {
  auto known = organization_of_host(visit);
  const std::string host = host_of(visit);
  const auto domain = partition_domain_of_host(visit);
  if (!known && domain && host != *domain)
    throw Refusal{Reason::wrong_tenant, cat({"Organization account not found: ", organization_code_of_host(visit)}),
                  "the code of an organization", host};
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

void require_v1_caller(front::Visit& visit) {
  const auto organization = organization_of(visit);
  auto person = find_secret_holder(visit.world, presented_bearer(visit.request)).person;
  if (organization && *organization != person.organization_code)
    throw Refusal{Reason::wrong_tenant, "Your bearer token is not authorized to access this organization.",
                  *organization, person.organization_code};
  note_caller(visit, person);
  charge(visit, person);
  visit.caller.set(std::move(person));
}

}  // namespace understudy::shiftiq
