#include "providers/backend/part.h"
#include "providers/backend/protected_route.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"
#include "providers/shiftiq/shiftiq.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

const std::vector<std::string> partitions{"", "/v2/e99", "/V2/E99"};
const std::vector<std::string> generations{"/security", "/api/security", "/api/accounts", "/accounts", "/API/Security"};

}  // namespace

TEST(ShiftPaths, AreTakenInEveryGenerationAndCasing) {
  Mock mock(shift_seed());
  for (const auto& partition : partitions)
    for (const auto& generation : generations) {
      const std::string base = partition + generation;
      const auto generated = post_json(mock, base + "/Tokens/generate", R"({"Secret":")" + developer_secret + "\"}");
      ASSERT_EQ(generated.status, 200) << base;
      const std::string token(body_of(generated).text_at("AccessToken"));
      EXPECT_EQ(mock.ask_as(token, "GET", base + "/tokens/Introspect").status, 200) << base;
      EXPECT_EQ(mock.ask("POST", base + "/tokens/validate", {}, token).status, 200) << base;
      EXPECT_EQ(mock.ask("GET", base + "/SECRETS/introspect", {"Authorization: Secret " + developer_secret}).status,
                200)
          << base;
      EXPECT_EQ(mock.ask_as(token, "GET", base + "/users").status, 403) << base;
      EXPECT_EQ(mock.ask_as(token, "GET", base + "/organizations/count").status, 403) << base;
    }
  const auto token = token_of(mock, developer_secret);
  for (const auto& partition : partitions)
    for (const std::string api : {"", "/api", "/Api"}) {
      for (const std::string path : {"/me/context", "/me/roles", "/Me/Permissions"})
        EXPECT_EQ(mock.ask_as(token, "GET", partition + api + path).status, 200) << partition << api << path;
      EXPECT_EQ(mock.ask_as(token, "GET", partition + api + "/directory/groups").status, 403) << partition << api;
    }
}

TEST(ShiftPaths, ToTheDiagnosticsHaveManyNames) {
  Mock mock(shift_seed());
  const std::string health =
      "200 {\n  \"Status\": \"Shift API version 26.2.0.0 is online. The Local environment says hello.\",\n"
      "  \"Version\": \"26.2.0.0\",\n  \"Environment\": {\n    \"Name\": \"Local\",\n    \"Slug\": \"local\"\n  }\n}";
  const std::string version =
      "200 {\n  \"Version\": \"26.2.0.0\",\n  \"Major\": 26,\n  \"Minor\": 2,\n  \"Build\": 0,\n  \"Revision\": 0\n}";
  for (const auto& partition : partitions) {
    for (const std::string path :
         {"/api/diagnostic/health", "/health", "/status", "/platform/health", "/platform/status",
          "/api/platform/health", "/api/platform/status", "/api/diagnostic/status", "/Health"})
      EXPECT_EQ(told(mock.ask("GET", partition + path)), health) << partition << path;
    for (const std::string path :
         {"/api/diagnostic/version", "/version", "/platform/version", "/api/platform/version", "/VERSION"})
      EXPECT_EQ(told(mock.ask("GET", partition + path)), version) << partition << path;
  }
}

TEST(ShiftPaths, ThatAnybodyMayAskIgnoreACredential) {
  Mock mock(shift_seed());
  for (const auto& value : std::vector<std::string>{"Bearer " + developer_secret, "Bearer x.y.z", "Secret no"})
    for (const std::string path : {"/api/diagnostic/health", "/v2/e99/version"})
      EXPECT_EQ(mock.ask("GET", path, {"Authorization: " + value}).status, 200) << value;
}

TEST(ShiftPaths, NameAPartitionThatThereIs) {
  Mock mock(shift_seed());
  const std::string not_found = R"({"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/404",)"
                                R"("Title":"Not Found","Status":404,"Detail":"There is no such partition"})";
  for (const std::string path : {"/v2/e98/health", "/v2/e98/api/me/context", "/v2/e98/api/security/secrets/introspect"})
    EXPECT_EQ(told(mock.ask("GET", path)), "404 " + not_found) << path;
  EXPECT_EQ(mock.ask("GET", "/v2/e01/health").status, 200);
}

TEST(ShiftPaths, NameAnyPartitionWhereTheFixtureNamesNone) {
  const std::string people = R"(
tenants: [{name: Acme, users: [{email: a@acme.test, shiftiq: {developer: true, secret: {value: Secret-Of-Anna}}}]}]
)";
  Mock open(testing::seed_of_text("version: 1" + people));
  const auto token = token_of(open, "Secret-Of-Anna", "/v2/e99");
  for (const std::string path : {"/v2/e99", "/v2/E42", "/v2/e01", ""})
    EXPECT_EQ(open.ask_as(token, "GET", path + "/api/me/roles").status, 200) << path;
  for (const std::string path : {"/v2/anything", "/v2/e1", "/v2/e999", "/v2/f01", "/v2/e0x"})
    EXPECT_EQ(open.ask_as(token, "GET", path + "/api/me/roles").status, 404) << path;
  Mock closed(testing::seed_of_text("version: 1\nshiftiq: {partitions: [{slug: e01}]}" + people));
  EXPECT_EQ(closed.ask("GET", "/v2/e01/health").status, 200);
  EXPECT_EQ(closed.ask("GET", "/v2/e99/health").status, 404);
}

TEST(ShiftPaths, OfWhatIsNotEmulatedSayItsName) {
  Mock mock(shift_seed());
  struct Row {
    std::string method;
    std::string path;
    std::string operation;
  };
  const std::vector<Row> rows{
      {"POST", "/api/security/passwords/hash", "hashPassword"},
      {"GET", "/v2/e99/swagger/v2/swagger.json", "getOpenApi"},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask(row.method, row.path);
    EXPECT_EQ(reply.status, 501) << row.path;
    EXPECT_NE(body_of(reply).text_at("detail").find(row.operation), std::string::npos) << row.path << reply.body;
  }
}

TEST(ShiftPaths, AreTakenByTheFixturesOwnRoutesFirst) {
  const auto own = [](const std::string& pattern) {
    backend::ProtectedRoute route;
    route.method = "GET";
    route.pattern = pattern;
    route.operation = "ownHealth";
    route.is_public = true;
    route.answer.text = "own {path.partition}";
    return route;
  };
  Seed seed = shift_seed();
  // One is found by its text, and one by its shape, which both have alike.
  seed.parts.of_or_new<backend::BackendSeed>().routes = {own("/health"), own("/v2/{partition}/health")};
  Mock mock(seed);
  EXPECT_EQ(told(mock.ask("GET", "/health")), "200 own ");
  EXPECT_EQ(told(mock.ask("GET", "/v2/e99/health")), "200 own e99");
  // What they do not fit stays the system's.
  EXPECT_EQ(body_of(mock.ask("GET", "/v2/e99/status")).text_at("Version"), "26.2.0.0");
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 10); });
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].operation, "ownHealth");
  EXPECT_EQ(entries[1].operation, "ownHealth");
  EXPECT_EQ(entries[2].operation, "getHealth");
}

TEST(ShiftProblems, AnswerEveryReasonInEveryScheme) {
  Mock mock(shift_seed());
  const testing::EmptyVisit empty(mock.world());
  for (const auto& api : apis()) {
    // Version 1 and the pages have shapes of their own.
    if (api.name.starts_with("shiftiq.v1") || api.name.starts_with("shiftiq.ui")) continue;
    for (int i = 0; i <= static_cast<int>(Reason::internal_error); ++i) {
      const auto reason = static_cast<Reason>(i);
      const auto reply = api.groups.front().refuse({reason, "rule", "expected", "got"}, empty.visit);
      EXPECT_EQ(reply.status >= 500, reason == Reason::internal_error || reason == Reason::not_emulated)
          << api.name << to_text(reason);
      EXPECT_TRUE(reply.body.empty() || body_of(reply).text_at("Type").starts_with("https://")) << reply.body;
      EXPECT_EQ(reply.body.find("expected"), std::string::npos) << "what is expected is for the explanation alone";
    }
  }
}

TEST(ShiftProblems, FillTheAnswerToNoCredentialsWhereTheFixtureSaysSo) {
  Seed seed = shift_seed();
  Mock plain(seed);
  EXPECT_EQ(told(plain.ask("GET", "/api/me/roles")), "401 ");
  shift_of(seed).settings.missing_credential = ShiftSettings::MissingCredential::problem;
  Mock mock(seed);
  for (const std::string path : {"/api/me/roles", "/api/security/secrets/introspect"}) {
    const auto reply = mock.ask("GET", path);
    EXPECT_EQ(told(reply), "401 " + problem_401("Your request has no credentials")) << path;
    EXPECT_EQ(header(reply, "X-Authentication-Failed"), "(none)");
    EXPECT_EQ(header(reply, "WWW-Authenticate"), "(none)");
  }
}

}  // namespace understudy::shiftiq
