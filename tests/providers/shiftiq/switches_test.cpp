// The switches of `shiftiq:` in a fixture, each under all of its values.
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

std::string members(const http::Reply& reply) {
  std::string names;
  const Json body = body_of(reply);
  for (const auto& member : body.members()) names += member.name + " ";
  return names;
}

}  // namespace

TEST(ShiftSwitches, SayWhetherA401HasAChallenge) {
  Mock absent(shift_seed());
  Seed seed = shift_seed();
  shift_of(seed).settings.www_authenticate = gate::WwwAuthenticate::bearer;
  Mock bearer(seed);
  struct Row {
    std::string method;
    std::string path;
    std::vector<std::string> headers;
    int status;
    std::string challenge = "(none)";
  };
  const std::string bad = R"(Bearer error="invalid_token")";
  const std::vector<Row> rows{
      {"GET", "/v2/e99/api/me/roles", {}, 401, "Bearer"},
      {"GET", "/v2/e99/api/me/roles", {"Authorization: Bearer x"}, 401, bad},
      {"GET", "/api/security/secrets/introspect", {}, 401, "Bearer"},
      {"GET", "/api/security/secrets/introspect", {"Authorization: Secret x"}, 401, bad},
      {"POST", "/api/security/tokens/generate", {"Authorization: Secret x"}, 401, bad},
      {"GET", "/v2/e98/api/me/roles", {}, 404},
      {"POST", "/api/token", {}, 401, "Bearer"},
      {"GET", "/api/sessions/timeout", {}, 403},
  };
  for (const auto& row : rows) {
    const auto without = absent.ask(row.method, row.path, row.headers);
    const auto with = bearer.ask(row.method, row.path, row.headers);
    EXPECT_EQ(without.status, row.status) << row.path;
    EXPECT_EQ(told(with), told(without)) << row.path;
    EXPECT_EQ(header(without, "WWW-Authenticate"), "(none)") << row.path;
    EXPECT_EQ(header(with, "WWW-Authenticate"), row.challenge) << row.path;
  }
}

TEST(ShiftSwitches, SayHowCountsAreWritten) {
  Mock object(shift_seed());
  Seed seed = shift_seed();
  shift_of(seed).settings.count_shape = ShiftSettings::CountShape::number;
  Mock number(seed);
  const auto count = [](Mock& mock, const std::string& path) {
    return told(mock.ask_as(token_of(mock, operator_secret), "GET", path));
  };
  for (const std::string path :
       {"/api/security/users/count", "/api/security/organizations/count", "/api/directory/groups/count",
        "/api/security/permissions/count", "/api/progress/gradebooks/count", "/api/security/users-sessions/count"}) {
    const auto bare = count(number, path);
    EXPECT_EQ(count(object, path), "200 {\n  \"Count\": " + bare.substr(4) + "\n}") << path;
  }
  EXPECT_EQ(count(number, "/api/security/users/count"), "200 5");
}

TEST(ShiftSwitches, SayWhichAnswersAreWrapped) {
  using Wrappers = ShiftSettings::Wrappers;
  struct Row {
    Wrappers choice;
    std::string path;
    bool is_wrapped;
  };
  const std::vector<Row> rows{
      {Wrappers::by_path, "/api/security/tokens/validate", true},
      {Wrappers::by_path, "/v2/e99/API/Security/Tokens/Validate", true},
      {Wrappers::by_path, "/security/tokens/validate", true},
      {Wrappers::by_path, "/api/accounts/tokens/validate", false},
      {Wrappers::by_path, "/v2/e99/accounts/tokens/validate", false},
      {Wrappers::always, "/api/security/tokens/validate", true},
      {Wrappers::always, "/api/accounts/tokens/validate", true},
      {Wrappers::never, "/api/security/tokens/validate", false},
      {Wrappers::never, "/api/accounts/tokens/validate", false},
  };
  for (const auto& row : rows) {
    Seed seed = shift_seed();
    shift_of(seed).settings.wrappers = row.choice;
    Mock mock(seed);
    const auto reply = mock.ask("POST", row.path, {}, token_of(mock, developer_secret));
    EXPECT_EQ(reply.status, 200) << row.path;
    const std::string bare =
        "Subject SignatureVerification ExpiryVerification AudienceVerification IssuerVerification ";
    EXPECT_EQ(members(reply), row.is_wrapped ? "result " : bare) << row.path;
  }
}

TEST(ShiftSwitches, SayWhetherVersion1ShowsACookie) {
  Seed seed = shift_seed();
  for (const auto choice : {ShiftSettings::DebugEndpoints::allow, ShiftSettings::DebugEndpoints::refuse}) {
    shift_of(seed).settings.debug_endpoints = choice;
    Mock mock(seed);
    ShiftSessionOrder order;
    order.user_row = "3";
    const auto cookie = begin_shift_session(mock.world(), access::Signer(mock.world()), order);
    const auto reply =
        mock.ask("POST", "/api/client/cookie", {"Cookie: InSite.WebToken=" + percent_encode(cookie.value)});
    const bool is_shown = choice == ShiftSettings::DebugEndpoints::allow;
    EXPECT_EQ(told(reply), is_shown ? "200 " + cookie.token.dump()
                                    : "400 An authentication cookie can be generated only in the Local environment "
                                      "for use on the localhost domain.");
    EXPECT_EQ(header(reply, "Content-Type"),
              is_shown ? "application/json; charset=utf-8" : "text/plain; charset=utf-8");
  }
}

}  // namespace understudy::shiftiq
