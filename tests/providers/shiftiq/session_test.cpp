#include "providers/shiftiq/session.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"
#include "providers/shiftiq/signing_secrets.h"

namespace understudy::shiftiq {

namespace {

using testing::Mock;

constexpr auto hour = std::chrono::hours(1);

/// "Dora@acme.test", or the reason and the rule.
std::string verdict(World& world, const std::string& value) {
  try {
    return verify_shift_cookie(world, value).person.email;
  } catch (const Refusal& refusal) {
    return std::string(to_text(refusal.reason)) + ": " + refusal.rule;
  }
}

const std::string undecodable = "Deserialization of cookie token failed unexpectedly.";

ShiftCookieValue begin(World& world, const std::string& user = "1") {
  return begin_shift_session(world, access::Signer(world), {user});
}

/// Every escape in small letters, as .NET writes them, or every second one.
std::string in_small_letters(std::string encoded, size_t every = 1) {
  size_t escapes = 0;
  for (size_t at = encoded.find('%'); at != std::string::npos; at = encoded.find('%', at + 1))
    if (escapes++ % every == 0)
      for (const size_t digit : {at + 1, at + 2}) encoded[digit] = to_lower(encoded.substr(digit, 1)).front();
  return encoded;
}

TEST(ShiftSession, VerifiesInEverySpellingOfItsEscapes) {
  Mock mock(shift_seed());
  const auto value = begin(mock.world()).value;
  const std::string encoded = percent_encode(value);
  const std::string lower = in_small_letters(encoded);
  const std::string mixed = in_small_letters(encoded, 2);
  ASSERT_TRUE(encoded != lower && encoded != mixed && lower != mixed) << encoded;
  for (const auto& spelled : {value, encoded, lower, mixed, percent_encode(value.substr(0, 40)) + value.substr(40),
                              "%" + to_hex(value.substr(0, 1)) + value.substr(1)})
    EXPECT_EQ(verdict(mock.world(), spelled), "Dora@acme.test") << spelled;
}

TEST(ShiftSession, IsDecodedOnce) {
  Mock mock(shift_seed());
  const auto cookie = begin(mock.world());
  const std::string encoded = percent_encode(cookie.value);
  for (const auto& value : {percent_encode(encoded), cookie.value + " ", " " + cookie.value, cookie.value + "=",
                            "%" + cookie.value, cookie.value + "%", cookie.value + "%00"})
    EXPECT_EQ(verdict(mock.world(), value), "bad_signature: " + undecodable) << value;
}

TEST(ShiftSession, IsRefusedWithAnyCharacterChanged) {
  Mock mock(shift_seed());
  const auto value = begin(mock.world()).value;
  for (size_t i = 0; i < value.size(); ++i) {
    std::string changed = value;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(verdict(mock.world(), changed), "bad_signature: " + undecodable) << i;
    EXPECT_EQ(verdict(mock.world(), value.substr(0, i)), "bad_signature: " + undecodable) << "cut to " << i;
    if (i + 1 < value.size() && value[i] != value[i + 1]) {
      std::string swapped = value;
      std::swap(swapped[i], swapped[i + 1]);
      EXPECT_EQ(verdict(mock.world(), swapped), "bad_signature: " + undecodable) << "swapped at " << i;
    }
  }
}

TEST(ShiftSession, ExpiresAnHourAfterItWasMade) {
  Mock mock(shift_seed());
  const auto cookie = begin(mock.world());
  EXPECT_EQ(cookie.expires_at, mock.machine + hour);
  mock.machine += hour - Milliseconds(1);
  EXPECT_EQ(verdict(mock.world(), cookie.value), "Dora@acme.test");
  mock.machine += Milliseconds(1);
  EXPECT_EQ(verdict(mock.world(), cookie.value), "expired: The authentication cookie expired");
}

TEST(ShiftSession, LastsAsLongAsTheFixtureSays) {
  Seed seed = shift_seed();
  shift_of(seed).settings.cookie.lifetime = std::chrono::minutes(5);
  Mock mock(seed);
  const auto cookie = begin(mock.world());
  mock.machine += std::chrono::minutes(5);
  EXPECT_EQ(verdict(mock.world(), cookie.value), "expired: The authentication cookie expired");
}

TEST(ShiftSession, SlidesWithEachRenewal) {
  Mock mock(shift_seed());
  auto cookie = begin(mock.world());
  const auto first = cookie;
  for (int i = 0; i < 5; ++i) {
    mock.machine += hour - Milliseconds(1);
    cookie = renew_shift_session(mock.world(), access::Signer(mock.world()),
                                 verify_shift_cookie(mock.world(), cookie.value));
  }
  EXPECT_EQ(verdict(mock.world(), cookie.value), "Dora@acme.test");
  EXPECT_EQ(verdict(mock.world(), first.value), "expired: The authentication cookie expired");
  EXPECT_NE(cookie.id, first.id);
  EXPECT_EQ(cookie.token.text_at("Session"), first.token.text_at("Session"));
}

TEST(ShiftSession, LeavesTheFormerCookieGoodUntilItAgesOut) {
  Mock mock(shift_seed());
  const auto first = begin(mock.world());
  renew_shift_session(mock.world(), access::Signer(mock.world()), verify_shift_cookie(mock.world(), first.value));
  EXPECT_EQ(verdict(mock.world(), first.value), "Dora@acme.test");
}

TEST(ShiftSession, EndsWithAllItsCookies) {
  Mock mock(shift_seed());
  const auto first = begin(mock.world());
  const auto other = begin(mock.world());
  const auto caller = verify_shift_cookie(mock.world(), first.value);
  const auto second = renew_shift_session(mock.world(), access::Signer(mock.world()), caller);
  end_shift_session(mock.world(), caller.session);
  EXPECT_EQ(verdict(mock.world(), first.value), "revoked: The authentication cookie expired");
  EXPECT_EQ(verdict(mock.world(), second.value), "revoked: The authentication cookie expired");
  EXPECT_EQ(verdict(mock.world(), other.value), "Dora@acme.test");
}

TEST(ShiftSession, DoesNotComeBackByARenewal) {
  Mock mock(shift_seed());
  const auto caller = verify_shift_cookie(mock.world(), begin(mock.world()).value);
  end_shift_session(mock.world(), caller.session);
  EXPECT_THROW(renew_shift_session(mock.world(), access::Signer(mock.world()), caller), Refusal);
  EXPECT_EQ(mock.world().step([](WorldState& state) { return shift_of(state).sessions.added(); }), 1U);
}

TEST(ShiftSession, IsFoundOrNotWithoutARefusal) {
  Mock mock(shift_seed());
  const auto cookie = begin(mock.world());
  ASSERT_TRUE(find_shift_caller(mock.world(), cookie.value).has_value());
  EXPECT_EQ(find_shift_caller(mock.world(), cookie.value)->decoded, cookie.token.dump());
  EXPECT_FALSE(find_shift_caller(mock.world(), "nonsense").has_value());
  EXPECT_FALSE(find_shift_caller(mock.world("other"), cookie.value).has_value());
  mock.machine += hour;
  EXPECT_FALSE(find_shift_caller(mock.world(), cookie.value).has_value());
}

TEST(ShiftSession, GivesTwoSignInsDifferentCookies) {
  Mock mock(shift_seed());
  const auto one = begin(mock.world());
  const auto two = begin(mock.world());
  EXPECT_NE(one.id, two.id);
  EXPECT_NE(one.value, two.value);
  EXPECT_NE(one.value.substr(0, 22), two.value.substr(0, 22)) << "each has an IV of its own";
}

TEST(ShiftSession, IsTheSameWhateverOthersDo) {
  Mock mock(shift_seed());
  Mock other(shift_seed());
  begin(other.world(), "2");
  begin(other.world(), "3");
  EXPECT_EQ(begin(mock.world()).value, begin(other.world()).value);
}

TEST(ShiftSession, CountsInItsOwnWorldOnly) {
  Mock mock(shift_seed());
  const auto cookie = begin(mock.world("one"));
  EXPECT_EQ(verdict(mock.world("one"), cookie.value), "Dora@acme.test");
  EXPECT_EQ(verdict(mock.world("two"), cookie.value), "unknown_token: " + undecodable);
  EXPECT_EQ(verdict(mock.world(), cookie.value), "unknown_token: " + undecodable);
}

TEST(ShiftSession, CountsAsLongAsItsSecret) {
  Mock mock(shift_seed());
  World& world = mock.world();
  const auto first = begin(world);
  world.rotate_key(shift_cookie_secrets, World::Rotation::keep_old_keys);
  EXPECT_EQ(verdict(world, first.value), "Dora@acme.test");
  const auto second = begin(world);
  world.rotate_key(shift_cookie_secrets, World::Rotation::drop_old_keys);
  EXPECT_EQ(verdict(world, first.value), "bad_signature: " + undecodable);
  EXPECT_EQ(verdict(world, second.value), "bad_signature: " + undecodable);
  EXPECT_EQ(verdict(world, begin(world).value), "Dora@acme.test");
}

TEST(ShiftSession, IsRefusedOnceItsPersonIsGone) {
  Mock mock(shift_seed());
  const auto cookie = begin(mock.world());
  mock.world().step([](WorldState& state) {
    User user = *state.users.find("1");
    user.status = User::Status::deactivated;
    state.users.put(user);
  });
  EXPECT_EQ(verdict(mock.world(), cookie.value),
            "unknown_user: The authentication cookie failed to convert to a security claims principal");
}

TEST(ShiftSession, IsForActivePersonsOnly) {
  Mock mock(shift_seed());
  EXPECT_THROW(begin(mock.world(), "nobody"), Refusal);
}

TEST(ShiftSession, HoldsTheCookieTokenOfTheOriginal) {
  Mock mock(shift_seed());
  const auto cookie = begin_shift_session(mock.world(), access::Signer(mock.world()), {"1", "4", "Test Login", "fr"});
  const auto opened = open_shift_cookie(mock.world(), cookie.value);
  EXPECT_EQ(opened, cookie.token);
  EXPECT_EQ(opened.dump(),
            R"({"AuthenticationSource":"Test Login","Created":"2026-01-01T00:00:00.0000000+00:00",)"
            R"("CurrentOrganization":"883c9f4a-012c-4424-92e7-e3308961f6c3",)"
            R"("ID":"f24e4bb9-f951-4c1e-9456-a3aebaa8231c",)"
            R"("ImpersonatorOrganization":"883c9f4a-012c-4424-92e7-e3308961f6c3",)"
            R"("ImpersonatorUser":"2b96870f-91de-4e62-a89b-1456e45c6f2e","IsAdministrator":true,)"
            R"("IsAuthenticated":true,"IsDeveloper":true,"IsOperator":false,"IsLearner":false,"Language":"fr",)"
            R"("Modified":"2026-01-01T00:00:00.0000000+00:00","OrganizationCode":"acme",)"
            R"("OrganizationIdentifier":"883c9f4a-012c-4424-92e7-e3308961f6c3",)"
            R"("Session":"f24e4bb9-f951-4c1e-9456-a3aebaa8231c","TimeZoneId":"UTC",)"
            R"("UserEmail":"Dora@acme.test","UserIdentifier":"8af12fdb-24b8-41bb-8b59-81eb576f934e",)"
            R"("UserRoles":["(System) Administrator","(System) Developer","Dora Dahl","Idle"],)"
            R"("ValidationKey":"e1744f00957b23f10978443fa0fc8eff7feee99465497bcd4e6b383645c85f95",)"
            R"("Environment":"Local"})");
  const auto caller = verify_shift_cookie(mock.world(), cookie.value);
  EXPECT_EQ(caller.decoded, opened.dump());
  ASSERT_TRUE(caller.impersonator.has_value());
  EXPECT_EQ(caller.impersonator->email, "Otto@acme.test");
}

TEST(ShiftSession, KeepsEachCookieGoodHoweverOftenItIsRenewed) {
  Mock mock(shift_seed());
  World& world = mock.world();
  const auto first = begin(world);
  const auto second = renew_shift_session(world, access::Signer(world), verify_shift_cookie(world, first.value));
  for (int i = 0; i < 20'000; ++i)
    renew_shift_session(world, access::Signer(world), verify_shift_cookie(world, first.value));
  EXPECT_EQ(verdict(world, first.value), "Dora@acme.test");
  EXPECT_EQ(verdict(world, second.value), "Dora@acme.test") << "one that nobody used meanwhile";
  EXPECT_EQ(world.step([](WorldState& state) { return shift_of(state).sessions.added(); }), 1U);
  mock.machine += hour;
  EXPECT_EQ(verdict(world, first.value), "expired: The authentication cookie expired");
}

TEST(ShiftSession, KnowsABoundedNumberOfItsCookiesById) {
  Mock mock(shift_seed());
  World& world = mock.world();
  std::vector<std::string> values{begin(world).value};
  // Each renewal of a cookie whose id was forgotten brings two ids: its own once more, and the new one's.
  for (int i = 0; i < 100; ++i)
    values.push_back(
        renew_shift_session(world, access::Signer(world), verify_shift_cookie(world, values.front())).value);
  for (const auto& value : values) renew_shift_session(world, access::Signer(world), verify_shift_cookie(world, value));
  const auto session = verify_shift_cookie(world, values.front()).session;
  EXPECT_EQ(session.cookies.size(), ShiftSession::most_cookies);
}

TEST(ShiftSession, OutlivesSessionsThatWereRenewedLongerAgo) {
  testing::MockOptions options;
  options.limits.sessions = 3;
  Mock mock(shift_seed(), options);
  const auto first = begin(mock.world());
  const auto second = begin(mock.world(), "2");
  begin(mock.world(), "2");
  renew_shift_session(mock.world(), access::Signer(mock.world()), verify_shift_cookie(mock.world(), first.value));
  begin(mock.world(), "2");
  EXPECT_EQ(verdict(mock.world(), first.value), "Dora@acme.test");
  EXPECT_EQ(verdict(mock.world(), second.value), "unknown_token: " + undecodable);
}

TEST(ShiftSession, KeepsTheLanguageOfTheCookieThatIsRenewed) {
  Mock mock(shift_seed());
  World& world = mock.world();
  const auto first = begin(world);
  const auto french = renew_shift_session(world, access::Signer(world), verify_shift_cookie(world, first.value), "fr");
  EXPECT_EQ(french.token.text_at("Language"), "fr");
  const auto renew = [&](const ShiftCookieValue& cookie) {
    return std::string(renew_shift_session(world, access::Signer(world), verify_shift_cookie(world, cookie.value))
                           .token.text_at("Language"));
  };
  EXPECT_EQ(renew(first), first.token.text_at("Language"));
  EXPECT_EQ(renew(french), "fr");
}

TEST(ShiftSession, KeepsABoundedNumber) {
  testing::MockOptions options;
  options.limits.sessions = 3;
  Mock mock(shift_seed(), options);
  const auto first = begin(mock.world());
  for (int i = 0; i < 3; ++i) begin(mock.world(), "2");
  EXPECT_EQ(verdict(mock.world(), first.value), "unknown_token: " + undecodable);
}

}  // namespace

}  // namespace understudy::shiftiq
