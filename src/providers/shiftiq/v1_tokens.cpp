// Version 1's bearer tokens: made with a client secret, and judged.
#include <algorithm>
#include <limits>

#include "base/text.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/token_request.h"
#include "providers/shiftiq/v1_body.h"
#include "providers/shiftiq/v1_problem.h"
#include "providers/shiftiq/vendor_hosts.h"

namespace understudy::shiftiq {

namespace {

/// Version 1 counts minutes. It cuts what is above a year and refuses nothing: zero and less are as none at all.
std::optional<int64_t> in_seconds(std::optional<int32_t> minutes) {
  constexpr int64_t minutes_of_a_year = int64_t{365} * 24 * 60;
  if (!minutes || *minutes <= 0) return std::nullopt;
  return std::min<int64_t>(*minutes, minutes_of_a_year) * 60;
}

/// The mistake of release 26.2 is that version 2 hands its seconds to code that counts minutes; version 1 hands it the
/// minutes that it takes.
Milliseconds as_ordered(std::chrono::seconds lifetime, const ShiftSettings& settings) {
  const bool counts_minutes = settings.expiry_unit == ShiftSettings::ExpiryUnit::minutes;
  return counts_minutes ? Milliseconds(lifetime) / 60 : Milliseconds(lifetime);
}

Refusal not_processed(std::string_view text, const std::string& why) {
  return {Reason::invalid_request, std::string(text), "a JWT", why};
}

}  // namespace

http::Reply generate_token_v1(front::Visit& visit) {
  const auto body = V1Body::read(visit.request);
  const auto secret = body.text("Secret");
  if (secret.empty()) throw Refusal{Reason::missing_credential, "Missing secret", "a member Secret", "none"};
  const auto minutes = body.whole("Lifetime");
  const auto holder = admit_holder(visit, secret);
  const auto& settings = shift_of(visit.world.seed()).settings;
  const auto lifetime = settle_lifetime(in_seconds(minutes), settings, holder.secret);
  const auto bearer = issue_shift_bearer(visit.world, visit.signer, holder,
                                         {.issuer = cat({issuing_address(visit), visit.path}),
                                          .ip_address = visit.request.peer,
                                          .lifetime = as_ordered(lifetime, settings)});
  return v1_json(200, Json::object({{"AccessToken", bearer.token},
                                    {"TokenType", "Bearer"},
                                    {"ExpiresIn", static_cast<long long>(lifetime.count())}}));
}

http::Reply validate_token_v1(front::Visit& visit) {
  const auto token = trim(visit.request.body);
  if (std::count(token.begin(), token.end(), '.') != 2)
    throw not_processed("Invalid token format. A JWT must have 3 parts.", "a text of other parts");
  std::string why;
  const auto jws = crypto::parse_jws(token, &why);
  if (!jws) throw not_processed("Error processing token: it cannot be decoded.", why);
  return v1_json(200, jws->payload);
}

}  // namespace understudy::shiftiq
