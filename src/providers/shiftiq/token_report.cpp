// What is right and wrong with a bearer token that somebody asks about.
#include <algorithm>

#include "base/text.h"
#include "crypto/hs256.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/signing_secrets.h"
#include "providers/shiftiq/wrapping.h"

namespace understudy::shiftiq {

namespace {

[[noreturn]] void refuse_token() {
  throw Refusal{Reason::invalid_request, "JWT parsing failed", "a JWT, or {\"Token\": \"<a JWT>\"}", ""};
}

/// The body is the JWT itself, a JSON text of it, or an object that holds one.
std::string token_of(const std::string& body) {
  const auto text = trim(body);
  if (!text.starts_with('{') && !text.starts_with('"')) return std::string(text);
  const auto json = parse_json(text);
  if (!json) refuse_token();
  const Json* token = json->is_object() ? find_ignoring_case(*json, "Token") : &*json;
  if (token == nullptr || token->text() == nullptr) refuse_token();
  return *token->text();
}

std::string judge_signature(World& world, const crypto::Jws& jws) {
  const auto& partitions = shift_of(world.seed()).settings.partitions;
  const auto named = jws.payload.text_at("partition_slug");
  const auto home = std::find_if(partitions.begin(), partitions.end(),
                                 [&](const ShiftPartition& partition) { return partition.slug == named; });
  const std::string slug = home != partitions.end() ? home->slug : partitions.empty() ? "" : partitions.front().slug;
  const auto secrets = shift_secrets(world, shift_bearer_secrets, slug);
  return std::any_of(secrets.begin(), secrets.end(),
                     [&](const std::string& secret) { return crypto::verify_hs256(secret, jws); })
             ? "Passed"
             : "Failed";
}

std::string judge_expiry(const Json& claims, Instant now) {
  const Json* expiry = claims.find("exp");
  if (expiry == nullptr || expiry->integer() == nullptr) refuse_token();
  // The claim may be anybody's, and as far away as its type goes.
  const long long present = to_unix_seconds(now);
  if (*expiry->integer() <= present) return "Expired";
  return cat({"Not Expired (", std::to_string((*expiry->integer() - present) / 60), " minutes remaining)"});
}

std::string judge_audience(const Json& claims, const std::string& wanted) {
  const Json* audience = claims.find("aud");
  const Json text(wanted);
  const bool names_it = audience != nullptr &&
                        (*audience == text || std::find(audience->items().begin(), audience->items().end(), text) !=
                                                  audience->items().end());
  return names_it ? "Passed" : cat({"Failed (expected ", wanted, ")"});
}

/// What the token says of itself; whether this world ever issued it is not asked.
Json report(const front::Visit& visit) {
  const auto jws = crypto::parse_jws(token_of(visit.request.body));
  if (!jws) refuse_token();
  const Seed& seed = visit.world.seed();
  const Json* subject = jws->payload.find("sub");
  return Json::object({{"Subject", subject == nullptr ? Json() : *subject},
                       {"SignatureVerification", judge_signature(visit.world, *jws)},
                       {"ExpiryVerification", judge_expiry(jws->payload, visit.now)},
                       {"AudienceVerification", judge_audience(jws->payload, shift_of(seed).settings.audience)},
                       {"IssuerVerification", "Skipped (bearer tokens may be issued by API v1 or v2)"}});
}

}  // namespace

http::Reply validate_token(front::Visit& visit) { return wrapped(visit, "result", report(visit)); }

}  // namespace understudy::shiftiq
