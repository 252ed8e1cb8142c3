#include "providers/shiftiq/caller.h"

#include <algorithm>

#include "base/text.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session_cookie.h"
#include "providers/shiftiq/throttle.h"

namespace understudy::shiftiq {

namespace {

/// ASP.NET hands several headers of one name on as one text.
std::string authorization_of(const http::Request& request) {
  std::string header;
  for (const auto value : request.headers.find_all("Authorization"))
    header.append(header.empty() ? "" : ",").append(value);
  return header;
}

/// The scheme picker of the original ignores case, but what takes the value out does not: "bearer x" picks the bearer
/// and is no credential at all.
bool picks_bearer(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  return equal_ignoring_case(std::string_view(authorization_of(request)).substr(0, scheme.size()), scheme);
}

/// What follows `scheme` and a blank; empty where the header says anything else.
std::string presented(const http::Request& request, std::string_view scheme) {
  const std::string header = authorization_of(request);
  if (!header.starts_with(scheme) || header.size() == scheme.size() || header[scheme.size()] != ' ') return {};
  return std::string(trim(std::string_view(header).substr(scheme.size())));
}

Refusal no_credentials(const http::Request& request, std::string_view scheme) {
  const bool has_header = request.headers.find("Authorization") != nullptr;
  return {Reason::missing_credential, "the request carries a credential", cat({"Authorization: ", scheme, " <value>"}),
          has_header ? "an Authorization header of another scheme, or spelled otherwise" : "no Authorization header"};
}

Refusal no_cookie(const front::Visit& visit) {
  return {Reason::missing_credential, "the request carries a session cookie",
          shift_of(visit.world.seed()).settings.cookie.name, "no such cookie"};
}

/// "e99"
bool is_slug(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  return text.size() == 3 && to_lower(text.substr(0, 1)) == "e" && text.find_first_not_of(digits, 1) == text.npos;
}

constexpr std::string_view bearer_failed = "Bearer authorization token validation failed ... ";

void check_address(const front::Visit& visit, const Json& claims) {
  if (shift_of(visit.world.seed()).settings.bearer_address == ShiftSettings::BearerAddress::any) return;
  const auto address = claims.text_at("user_ip");
  if (address != visit.request.peer)
    throw Refusal{Reason::bad_signature, cat({bearer_failed, "IP address verification failed"}), std::string(address),
                  visit.request.peer};
}

void admit(front::Visit& visit, const ShiftPerson& person) {
  note_caller(visit, person);
  charge(visit, person);
}

ShiftCaller verify_bearer(front::Visit& visit, std::string_view token) {
  auto caller = verify_shift_bearer(visit.world, token);
  if (!is_at_home(visit, caller.person))
    throw Refusal{Reason::bad_signature, cat({bearer_failed, "Signature verification failed"}),
                  "a token of this partition", caller.person.partition_slug};
  check_address(visit, caller.claims);
  admit(visit, caller.person);
  return caller;
}

ShiftSessionCaller verify_session(front::Visit& visit, std::string_view cookie) {
  auto caller = verify_shift_cookie(visit.world, cookie);
  if (!is_at_home(visit, caller.person))
    throw Refusal{Reason::bad_signature, "Deserialization of cookie token failed unexpectedly.",
                  "a cookie of this partition", caller.person.partition_slug};
  admit(visit, caller.person);
  return caller;
}

/// Nobody where the request has neither. Noted in the journal. Throws Refusal where the credential is not good, or the
/// person has asked for too much.
std::optional<Caller> find_caller(front::Visit& visit) {
  if (picks_bearer(visit.request)) {
    const auto token = presented(visit.request, "Bearer");
    if (token.empty()) return std::nullopt;
    auto caller = verify_bearer(visit, token);
    return Caller{std::move(caller.person), std::move(caller.claims), std::nullopt};
  }
  const auto cookie = presented_cookie(visit);
  if (!cookie) return std::nullopt;
  auto session = verify_session(visit, *cookie);
  auto person = session.person;
  return Caller{std::move(person), std::nullopt, std::move(session)};
}

}  // namespace

bool is_at_home(const front::Visit& visit, const ShiftPerson& person) {
  const ShiftSettings& shift = shift_of(visit.world.seed()).settings;
  const auto* named = visit.params.find("partition");
  return named == nullptr || shift.any_partition ||
         shift.foreign_partition == ShiftSettings::ForeignPartition::accept ||
         equal_ignoring_case(*named, person.partition_slug);
}

void note_caller(front::Visit& visit, const ShiftPerson& person) {
  visit.journal.caller = cat({"shift:", person.person_id});
  visit.journal.tenant = person.tenant_id;
}

void require_partition(front::Visit& visit) {
  const auto* named = visit.params.find("partition");
  if (named == nullptr) return;
  const ShiftSettings& shift = shift_of(visit.world.seed()).settings;
  const auto& partitions = shift.partitions;
  const bool is_known = std::any_of(partitions.begin(), partitions.end(), [&](const ShiftPartition& partition) {
    return equal_ignoring_case(partition.slug, *named);
  });
  if (is_known || (shift.any_partition && is_slug(*named))) return;
  std::vector<std::string> slugs;
  slugs.reserve(partitions.size());
  for (const auto& partition : partitions) slugs.push_back(partition.slug);
  // What is longer than any slug may be a secret that went astray.
  throw Refusal{Reason::unknown_record, "There is no such partition",
                shift.any_partition ? "e and two digits" : join(slugs, ", "),
                named->size() <= 20 ? *named : access::abridge(*named)};
}

void require_caller(front::Visit& visit) {
  require_partition(visit);
  auto caller = find_caller(visit);
  if (!caller) throw no_credentials(visit.request, "Bearer");
  visit.caller.set(std::move(*caller));
}

void require_caller_or_guest(front::Visit& visit) {
  if (shift_of(visit.world.seed()).settings.anonymous_me == ShiftSettings::AnonymousMe::refuse)
    return require_caller(visit);
  require_partition(visit);
  if (auto caller = find_caller(visit)) visit.caller.set(std::move(*caller));
}

void require_bearer(front::Visit& visit) {
  require_partition(visit);
  const auto token = presented(visit.request, "Bearer");
  if (token.empty()) throw no_credentials(visit.request, "Bearer");
  visit.caller.set(verify_bearer(visit, token));
}

void require_session(front::Visit& visit) {
  require_partition(visit);
  const auto cookie = presented_cookie(visit);
  if (!cookie) throw no_cookie(visit);
  visit.caller.set(verify_session(visit, *cookie));
}

void require_secret(front::Visit& visit) {
  require_partition(visit);
  visit.caller.set(admit_holder(visit, presented_secret(visit.request)));
}

std::string presented_secret(const http::Request& request) { return presented(request, "Secret"); }

SecretHolder admit_holder(front::Visit& visit, const std::string& secret) {
  if (secret.empty()) throw no_credentials(visit.request, "Secret");
  auto holder = find_secret_holder(visit.world, secret);
  if (!is_at_home(visit, holder.person))
    throw Refusal{Reason::unknown_token, "Your client secret is not recognized", "a secret of this partition",
                  holder.person.partition_slug};
  admit(visit, holder.person);
  return holder;
}

}  // namespace understudy::shiftiq
