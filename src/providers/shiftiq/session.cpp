#include "providers/shiftiq/session.h"

#include <algorithm>
#include <functional>
#include <variant>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/sealed_text.h"
#include "providers/shiftiq/admitted_origins.h"
#include "providers/shiftiq/identity.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/signing_secrets.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view undecodable = "Deserialization of cookie token failed unexpectedly.";
constexpr std::string_view expired = "The authentication cookie expired";
constexpr std::string_view nobody = "The authentication cookie failed to convert to a security claims principal";
constexpr std::string_view environment = "Local";

/// .NET's round-trip format: "2026-01-01T00:00:00.0000000+00:00".
std::string round_trip(Instant time) {
  std::string text = to_iso8601_milliseconds(time);
  text.replace(text.size() - 1, 1, "0000+00:00");
  return text;
}

std::optional<Instant> parse_round_trip(std::string_view text) {
  // The time with milliseconds, and four digits that it has beyond them.
  constexpr std::string_view end = "0000+00:00";
  if (!text.ends_with(end)) return std::nullopt;
  text.remove_suffix(end.size());
  return parse_iso8601(cat({text, "Z"}));
}

/// The original's own signature, over a few members only; what keeps the value whole here is the seal around it.
std::string validation_key(std::string_view secret, const ShiftPerson& person, std::string_view impersonator,
                           std::string_view id) {
  std::string text;
  for (const std::string_view part : {environment, std::string_view(person.email), impersonator, secret, id}) {
    if (part.empty()) continue;
    text.append(text.empty() ? "" : "/").append(part);
  }
  return to_hex(crypto::sha256(text));
}

struct Parties {
  ShiftPerson person;
  std::optional<ShiftPerson> impersonator;
};

/// Nothing where one of them is not there, or not active.
std::optional<Parties> find_parties(const WorldState& state, const Seed& seed, const ShiftSession& session) {
  auto person = find_shift_person(state, seed, session.user_id);
  Parties parties;
  if (!session.impersonator.empty()) parties.impersonator = find_shift_person(state, seed, session.impersonator);
  if (!person || (!session.impersonator.empty() && !parties.impersonator)) return std::nullopt;
  parties.person = std::move(*person);
  return parties;
}

Refusal without_person(const ShiftSession& session, std::string_view rule) {
  return {Reason::unknown_user, std::string(rule), "an active user", session.user_id};
}

/// The newest cookie of the session.
Json cookie_token(const Parties& parties, const ShiftSession& session, std::string_view secret) {
  const ShiftPerson& person = parties.person;
  Json roles = Json::array();
  for (const auto& role : person.roles) roles.push(role.name);
  const std::string impersonator = parties.impersonator ? parties.impersonator->user_id : std::string();
  Json token = Json::object({{"AuthenticationSource", session.source},
                             {"Created", round_trip(session.modified)},
                             {"CurrentOrganization", person.organization_id},
                             {"ID", session.cookies.back()}});
  if (parties.impersonator) {
    token.set("ImpersonatorOrganization", parties.impersonator->organization_id);
    token.set("ImpersonatorUser", impersonator);
  }
  token.set("IsAdministrator", person.flags.administrator);
  token.set("IsAuthenticated", true);
  token.set("IsDeveloper", person.flags.developer);
  token.set("IsOperator", person.flags.operates);
  token.set("IsLearner", person.flags.learner);
  token.set("Language", session.language);
  token.set("Modified", round_trip(session.modified));
  token.set("OrganizationCode", person.organization_code);
  token.set("OrganizationIdentifier", person.organization_id);
  token.set("Session", session.id);
  token.set("TimeZoneId", person.time_zone);
  token.set("UserEmail", person.email);
  token.set("UserIdentifier", person.user_id);
  token.set("UserRoles", std::move(roles));
  token.set("ValidationKey", validation_key(secret, person, impersonator, session.cookies.back()));
  token.set("Environment", environment);
  return token;
}

/// The session that is to be: a new one, or one that the world knows.
using FindSession = std::function<ShiftSession(WorldState& state)>;

/// The session has one cookie more from now on.
void add_cookie(WorldState& state, ShiftSession& session) {
  session.cookies.push_back(state.ids.guid("shift cookie", session.user_id));
  while (session.cookies.size() > ShiftSession::most_cookies) session.cookies.erase(session.cookies.begin());
  session.modified = state.clock.now();
  if (!session.id.empty()) return;
  session.id = session.cookies.back();
  session.created = session.modified;
}

/// As the newest of them, so that the one renewed longest ago goes where there are too many.
void remember(WorldState& state, const ShiftSession& session, size_t most) {
  shift_of(state).sessions.erase(session.id);
  shift_of(state).sessions.put_among(session, most);
}

/// Remembers the session and seals its new cookie.
ShiftCookieValue issue(World& world, const access::Signer& signer, const FindSession& find) {
  ShiftSession session;
  std::string iv;
  Parties parties = world.step([&](WorldState& state) {
    session = find(state);
    auto found = find_parties(state, world.seed(), session);
    if (!found) throw without_person(session, session.id.empty() ? "User not found" : nobody);
    if (session.language.empty()) session.language = found->person.language.empty() ? "en" : found->person.language;
    add_cookie(state, session);
    iv = state.ids.bytes("shift cookie iv", session.user_id, 16);
    remember(state, session, world.limits().sessions);
    return std::move(*found);
  });
  const auto secret = shift_secrets(world, shift_cookie_secrets, parties.person.partition_slug).back();
  ShiftCookieValue cookie;
  cookie.id = session.cookies.back();
  cookie.modified = session.modified;
  cookie.expires_at = session.modified + shift_of(world.seed()).settings.cookie.lifetime;
  cookie.token = cookie_token(parties, session, secret);
  cookie.value = to_base64(signer.seal(secret, iv, cookie.token.dump()));
  cookie.person = std::move(parties.person);
  return cookie;
}

/// Base64, or the same percent-encoded in any way: API v2 sets it so, and .NET's clients write "%2b" for its "%2B".
std::optional<std::string> decode(std::string_view value) {
  const auto plain = percent_decode(value);
  return plain ? from_base64(*plain) : std::nullopt;
}

Refusal not_decoded(Reason reason, std::string_view got) {
  return {reason, std::string(undecodable), "a cookie that this world made", std::string(got)};
}

std::optional<std::string> unseal(World& world, std::string_view value) {
  const auto bytes = decode(value);
  if (!bytes) return std::nullopt;
  // Which partition's it is, only the secret that opens it tells.
  for (const auto& partition : shift_of(world.seed()).settings.partitions)
    for (const auto& secret : shift_secrets(world, shift_cookie_secrets, partition.slug))
      if (auto text = crypto::unseal(secret, *bytes)) return text;
  return std::nullopt;
}

Refusal not_unsealed(std::string_view value) {
  return not_decoded(Reason::bad_signature,
                     cat({counted(value.size(), "byte"), " that no secret of this world opens"}));
}

std::optional<Refusal> objection(const ShiftSession& session, Instant modified, Instant now, Milliseconds lifetime) {
  if (session.ended_at)
    return Refusal{Reason::revoked, std::string(expired), "a session that goes on",
                   "it ended at " + to_iso8601(*session.ended_at)};
  const Instant end = modified + lifetime;
  if (now >= end)
    return Refusal{Reason::expired, std::string(expired), "before " + to_iso8601(end), "now " + to_iso8601(now)};
  return std::nullopt;
}

using Verdict = std::variant<ShiftSessionCaller, Refusal>;

Verdict judge(World& world, std::string_view value) {
  auto decoded = unseal(world, value);
  if (!decoded) return not_unsealed(value);
  Json token = parse_json(*decoded).value_or(Json());
  const auto modified = parse_round_trip(token.text_at("Modified"));
  if (!modified) return not_decoded(Reason::malformed_credential, "a cookie that does not tell when it was made");
  auto verdict = world.step([&](WorldState& state) -> Verdict {
    // One of another world, whose secret is the same, is as foreign as a forged one.
    const ShiftSession* session = shift_of(state).sessions.find(token.text_at("Session"));
    if (session == nullptr) return not_decoded(Reason::unknown_token, "one of another world, or of long ago");
    if (auto wrong = objection(*session, *modified, state.clock.now(), shift_of(world.seed()).settings.cookie.lifetime))
      return std::move(*wrong);
    auto parties = find_parties(state, world.seed(), *session);
    if (!parties) return without_person(*session, nobody);
    return ShiftSessionCaller{std::move(parties->person), std::move(parties->impersonator), *session, {}, {}};
  });
  if (auto* caller = std::get_if<ShiftSessionCaller>(&verdict)) {
    caller->token = std::move(token);
    caller->decoded = std::move(*decoded);
  }
  return verdict;
}

const std::string& cookie_name(const Seed& seed) { return shift_of(seed).settings.cookie.name; }

access::Identity verify(World& world, const access::Presented& presented) {
  const auto caller = verify_shift_cookie(world, presented.text);
  return identity_of(caller.person, "shift_cookie");
}

}  // namespace

ShiftCookieValue begin_shift_session(World& world, const access::Signer& signer, const ShiftSessionOrder& order) {
  return issue(world, signer, [&](WorldState& /*state*/) {
    ShiftSession session;
    session.user_id = order.user_row;
    session.impersonator = order.impersonator;
    session.source = order.source;
    session.language = order.language;
    return session;
  });
}

ShiftSessionCaller verify_shift_cookie(World& world, std::string_view value) {
  auto verdict = judge(world, value);
  if (auto* refusal = std::get_if<Refusal>(&verdict)) throw std::move(*refusal);
  return std::get<ShiftSessionCaller>(std::move(verdict));
}

std::optional<ShiftSessionCaller> find_shift_caller(World& world, std::string_view value) {
  auto verdict = judge(world, value);
  if (std::holds_alternative<Refusal>(verdict)) return std::nullopt;
  return std::get<ShiftSessionCaller>(std::move(verdict));
}

std::optional<std::string> choose_shift_cookie(World& world, const std::vector<std::string>& values) {
  if (values.empty()) return std::nullopt;
  if (values.size() == 1) return values.front();
  const auto is_good = [&](const std::string& value) { return find_shift_caller(world, value).has_value(); };
  const auto is_ours = [&](const std::string& value) { return find_shift_session(world, value).has_value(); };
  auto chosen = std::find_if(values.begin(), values.end(), is_good);
  if (chosen == values.end()) chosen = std::find_if(values.begin(), values.end(), is_ours);
  return chosen == values.end() ? values.front() : *chosen;
}

Json open_shift_cookie(World& world, std::string_view value) {
  const auto text = unseal(world, value);
  if (!text) throw not_unsealed(value);
  return parse_json(*text).value_or(Json());
}

std::optional<ShiftSession> find_shift_session(World& world, std::string_view value) {
  const auto text = unseal(world, value);
  if (!text) return std::nullopt;
  const Json token = parse_json(*text).value_or(Json());
  return world.step([&](WorldState& state) -> std::optional<ShiftSession> {
    const ShiftSession* session = shift_of(state).sessions.find(token.text_at("Session"));
    if (session == nullptr) return std::nullopt;
    return *session;
  });
}

ShiftCookieValue renew_shift_session(World& world, const access::Signer& signer, const ShiftSessionCaller& caller,
                                     std::string_view language) {
  return issue(world, signer, [&](WorldState& state) {
    const ShiftSession* known = shift_of(state).sessions.find(caller.session.id);
    // It may have ended since it was verified, and must not come back.
    if (known == nullptr || known->ended_at)
      throw Refusal{Reason::revoked, std::string(expired), "a session that goes on", "one that has ended"};
    ShiftSession session = *known;
    session.language = language.empty() ? caller.token.text_at("Language") : language;
    // A cookie that somebody goes on using is among those known by their ids, however often it is renewed.
    const std::string former(caller.token.text_at("ID"));
    std::erase(session.cookies, former);
    session.cookies.push_back(former);
    return session;
  });
}

void end_shift_session(World& world, const ShiftSession& session) {
  world.step([&](WorldState& state) {
    shift_of(state).sessions.change(session.id, [&](ShiftSession& known) { known.ended_at = state.clock.now(); });
  });
}

access::CredentialKind cookie_kind() {
  return {.name = "shift_cookie",
          .families = {"shiftiq"},
          .verify = verify,
          .carrier = access::Carrier::cookie,
          .cookie_name = cookie_name,
          .choose_cookie = choose_shift_cookie,
          .admits_page = shift_admits_page};
}

}  // namespace understudy::shiftiq
