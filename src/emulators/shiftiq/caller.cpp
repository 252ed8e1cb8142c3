#include "emulators/shiftiq/caller.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::shiftiq {

namespace {

/// What follows `scheme` and a blank; empty where the header says anything else. The scheme picker of the original
/// ignores case, but what takes the value out does not: "bearer x" is no credential at all.
std::string presented(const http::Request& request, std::string_view scheme) {
  // ASP.NET hands several headers of one name on as one text.
  std::string header;
  for (const auto value : request.headers.find_all("Authorization"))
    header.append(header.empty() ? "" : ",").append(value);
  if (!header.starts_with(scheme) || header.size() == scheme.size() || header[scheme.size()] != ' ') return {};
  return std::string(trim(std::string_view(header).substr(scheme.size())));
}

Refusal no_credentials(const http::Request& request, std::string_view scheme) {
  const bool has_header = request.headers.find("Authorization") != nullptr;
  return {Reason::missing_credential, "the request carries a credential", cat({"Authorization: ", scheme, " <value>"}),
          has_header ? "an Authorization header of another scheme, or spelled otherwise" : "no Authorization header"};
}

/// Each partition is an instance of its own, with keys and secrets of its own.
bool is_at_home(const front::Visit& visit, const access::ShiftPerson& person) {
  const auto* named = visit.params.find("partition");
  return named == nullptr || visit.world.seed().shift.partitions.empty() ||
         equal_ignoring_case(*named, person.partition_slug);
}

void note(front::Visit& visit, const access::ShiftPerson& person) {
  visit.journal.caller = cat({"shift:", person.person_id});
  visit.journal.tenant = person.tenant_id;
}

}  // namespace

void check_partition(const front::Visit& visit) {
  const auto& partitions = visit.world.seed().shift.partitions;
  const std::string& named = visit.params["partition"];
  const bool is_known = std::any_of(partitions.begin(), partitions.end(), [&](const ShiftPartition& partition) {
    return equal_ignoring_case(partition.slug, named);
  });
  if (is_known || partitions.empty()) return;
  std::vector<std::string> slugs;
  slugs.reserve(partitions.size());
  for (const auto& partition : partitions) slugs.push_back(partition.slug);
  // What is longer than any slug may be a secret that went astray.
  throw Refusal{Reason::unknown_record, "There is no such partition", join(slugs, ", "),
                named.size() <= 20 ? named : access::abridge(named)};
}

std::optional<access::ShiftCaller> find_caller(front::Visit& visit) {
  const auto token = presented(visit.request, "Bearer");
  if (token.empty()) return std::nullopt;
  auto caller = access::verify_shift_bearer(visit.world, token);
  if (!is_at_home(visit, caller.person))
    throw Refusal{Reason::bad_signature,
                  "Bearer authorization token validation failed ... Signature verification failed",
                  "a token of this partition", caller.person.partition_slug};
  note(visit, caller.person);
  return caller;
}

access::ShiftCaller require_caller(front::Visit& visit) {
  auto caller = find_caller(visit);
  if (!caller) throw no_credentials(visit.request, "Bearer");
  return std::move(*caller);
}

std::string presented_secret(const http::Request& request) { return presented(request, "Secret"); }

access::SecretHolder require_holder(front::Visit& visit, const std::string& secret) {
  if (secret.empty()) throw no_credentials(visit.request, "Secret");
  auto holder = access::find_secret_holder(visit.world, secret);
  if (!is_at_home(visit, holder.person))
    throw Refusal{Reason::unknown_token, "Your client secret is not recognized", "a secret of this partition",
                  holder.person.partition_slug};
  note(visit, holder.person);
  return holder;
}

}  // namespace understudy::shiftiq
