#include "providers/backend/backend.h"

#include <gtest/gtest.h>

#include "gate/settings.h"
#include "providers/backend/part.h"
#include "providers/backend/protected_route.h"
#include "providers/backend/pseudonyms.h"
#include "providers/backend/routes.h"
#include "providers/epilot/access_token.h"
#include "providers/epilot/part.h"

namespace understudy::backend {
namespace {

using testing::body_of;
using testing::Mock;

constexpr const char* entity =
    R"({"entity":{"_id":"{path.id}","_schema":"{path.slug}","owner":"10000002","first_name":"Max","email":"max@web.de"}})";

ProtectedRoute permitted(std::string method, std::string pattern, std::string action, std::string resource) {
  ProtectedRoute made = route(std::move(method), std::move(pattern), entity);
  made.permission = ProtectedRoute::Permission{std::move(action), std::move(resource), "/entity"};
  return made;
}

/// A view, an edit and an export, as epilot's Entity API has them.
std::vector<ProtectedRoute> entity_routes() {
  auto view = permitted("GET", "/v1/entity/{slug}/{id}", "entity:view", "{path.slug}:{path.id}");
  view.operation = "getContact";
  auto edit = permitted("PATCH", "/v1/entity/{slug}/{id}", "entity:edit", "{path.slug}:{path.id}");
  edit.operation = "patchEntity";
  auto export_all = permitted("POST", "/v1/entity:export", "entity:export", "");
  export_all.operation = "exportEntities";
  export_all.answer.json = Json::object({{"job_id", "1"}});
  auto open = route("GET", "/v1/open", R"(["{caller.user_id}","{caller.roles}","{claims.org_id}","{query.q}"])");
  open.is_public = true;
  open.accept.clear();
  return {view, edit, export_all, open};
}

Seed entity_seed() {
  Seed seed = seed_with(entity_routes());
  const Condition is_own{Condition::Operation::equals_current_user, {"owner"}, {}};
  seed.roles = with(seed.roles, {role("own", Role::Type::user_role, {{"entity:*", "contact:*", {}, {is_own}}}),
                                 role("exporter", Role::Type::user_role, {{"entity:export", std::nullopt, {}, {}}}),
                                 role("portal", Role::Type::portal_role, {{"entity:view", "contact:*", {}, {}}})});
  using Type = epilot::AccessToken::Type;
  auto assumed = token_row("assume_own", Type::assume, {"739224:own"});
  assumed.user_id = "10000002";
  auto other = token_row("assume_other", Type::assume, {"739224:own"});
  auto read_only = token_row("api_read_only", Type::api, {"739224:owner"});
  read_only.read_only = true;
  auto anonymous = token_row("api_anonymous", Type::api, {"739224:owner"});
  anonymous.anonymize = true;
  auto journey = token_row("journey_1", Type::journey);
  journey.journey_id = "j";
  auto contact = token_row("contact_identification_1", Type::contact_identification);
  contact.allowed_operations = {"getContact"};
  contact.expires_at = SeedTime{SeedTime::Kind::absolute, testing::mock_start + std::chrono::minutes(5), {}};
  epilot::epilot_of(seed).access_tokens =
      with(epilot::epilot_of(seed).access_tokens, {assumed, other, read_only, anonymous, journey, contact});
  return seed;
}

constexpr const char* contact_path = "/v1/entity/contact/123";
constexpr const char* export_path = "/v1/entity:export";

}  // namespace

TEST(Backend, AnswersWhoMayAsk) {
  Mock mock(entity_seed());
  const auto reply = mock.ask_as(mock.token("api_support"), "GET", contact_path);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(*reply.headers.find("Content-Type"), "application/json");
  EXPECT_EQ(reply.headers.find("x-epilot-anonymized"), nullptr);
  EXPECT_EQ(
      reply.body,
      R"({"entity":{"_id":"123","_schema":"contact","owner":"10000002","first_name":"Max","email":"max@web.de"}})");
  EXPECT_EQ(mock.ask_as(mock.token("api_support"), "HEAD", contact_path).status, 200);
}

// Every row is one credential before the view, the edit and the export.
TEST(Backend, JudgesEachCredentialByItsGrantsAndItsKind) {
  Mock mock(entity_seed());
  struct Row {
    const char* token;
    int view;
    int edit;
    int export_all;
  };
  constexpr Row rows[] = {
      {"api_owner", 200, 200, 200},     {"api_support", 200, 403, 403},
      {"assume_own", 200, 200, 403},    {"assume_other", 403, 403, 403},
      {"api_read_only", 200, 403, 200}, {"api_anonymous", 200, 200, 403},
      {"journey_1", 403, 403, 403},     {"contact_identification_1", 200, 401, 401},
  };
  for (const auto& row : rows) {
    const auto token = mock.token(row.token);
    EXPECT_EQ(mock.ask_as(token, "GET", contact_path).status, row.view) << row.token;
    EXPECT_EQ(mock.ask_as(token, "PATCH", contact_path, "{}").status, row.edit) << row.token;
    EXPECT_EQ(mock.ask_as(token, "POST", export_path, "{}").status, row.export_all) << row.token;
  }
}

TEST(Backend, NamesTheResourceByThePath) {
  Mock mock(entity_seed());
  const auto token = mock.token("api_support");
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/entity/contact/1").status, 200);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/entity/order/1").status, 403);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/entity/xcontact/1").status, 403);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/entity/*/1").status, 403);
}

TEST(Backend, LeaksNothingWhereItRefuses) {
  Mock mock(entity_seed());
  const auto reply = mock.ask_as(mock.token("assume_other"), "GET", contact_path);
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.body, R"({"status":403,"error":"Forbidden"})");
  for (const auto& field : reply.headers) {
    EXPECT_EQ(field.value.find("Max"), std::string::npos) << field.name;
    EXPECT_EQ(field.value.find("max@"), std::string::npos) << field.name;
  }
}

TEST(Backend, AsksConditionsOfTheWholeAnswerWhereThePointerIsEmpty) {
  auto whole = permitted("GET", "/v1/mine", "entity:view", "contact:1");
  whole.answer.json = *parse_json(R"({"owner":"{query.owner}"})");
  whole.permission->attributes_at = "";
  auto nowhere = whole;
  nowhere.pattern = "/v1/nowhere";
  nowhere.permission->attributes_at = "/missing";
  auto text = whole;
  text.pattern = "/v1/text";
  text.answer.json.reset();
  text.answer.text = "plain";
  Seed seed = entity_seed();
  seed.parts.of_or_new<BackendSeed>().routes = {whole, nowhere, text};
  Mock mock(seed);
  const auto token = mock.token("assume_own");
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/mine?owner=10000002").status, 200);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/mine?owner=10000001").status, 403);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/mine").status, 403);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/nowhere?owner=10000002").status, 403);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/text?owner=10000002").status, 403);
}

TEST(Backend, AnonymizesWhatAnAnonymizingCredentialGets) {
  Mock mock(entity_seed());
  const auto token = mock.token("api_anonymous");
  for (const char* method : {"GET", "PATCH"}) {
    const auto reply = mock.ask_as(token, method, contact_path, "{}");
    EXPECT_EQ(*reply.headers.find("x-epilot-anonymized"), "true") << method;
    const Pseudonyms pseudonyms("test", "739224");
    const Json seen = body_of(reply);
    EXPECT_EQ(seen.find("entity")->text_at("first_name"), pseudonyms.person("Max")) << method;
    EXPECT_EQ(seen.find("entity")->text_at("email"), pseudonyms.email("max@web.de")) << method;
    EXPECT_EQ(seen.find("entity")->text_at("_id"), "123") << method;
  }
  const auto refused = mock.ask_as(token, "POST", export_path);
  EXPECT_EQ(refused.body, R"({"status":403,"error":"Forbidden"})");
  EXPECT_NE(refused.headers.find("X-Understudy-Reason")->find("an anonymizing credential exports no entities"),
            std::string::npos);
}

TEST(Backend, AnonymizesTextsAndHeadersToo) {
  auto plain = route("GET", "/v1/plain", "{}");
  plain.answer.json.reset();
  plain.answer.text = "write to max@web.de";
  plain.answer.headers = {{"X-Mail", "max@web.de"}};
  auto json = plain;
  json.pattern = "/v1/json";
  json.answer.text = R"({"last_name":"Muster"})";
  Seed seed = entity_seed();
  seed.parts.of_or_new<BackendSeed>().routes = {plain, json};
  Mock mock(seed);
  const Pseudonyms pseudonyms("test", "739224");
  const auto reply = mock.ask_as(mock.token("api_anonymous"), "GET", "/v1/plain");
  EXPECT_EQ(reply.body, "write to " + pseudonyms.email("max@web.de"));
  EXPECT_EQ(*reply.headers.find("X-Mail"), pseudonyms.email("max@web.de"));
  EXPECT_EQ(mock.ask_as(mock.token("api_anonymous"), "GET", "/v1/json").body,
            R"({"last_name":")" + pseudonyms.person("Muster") + "\"}");
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "GET", "/v1/plain").body, "write to max@web.de");
}

TEST(Backend, TakesTheKindsThatTheRouteNames) {
  struct Row {
    const char* accept;
    const char* token;
    int status;
  };
  constexpr Row rows[] = {
      {"api", "api_owner", 200},         {"api", "journey_1", 401},          {"publishable", "journey_1", 200},
      {"journey", "journey_1", 200},     {"portal", "journey_1", 401},       {"publishable", "api_owner", 401},
      {"epilot_auth", "api_owner", 200}, {"epilot_auth", "assume_own", 200}, {"assume", "api_owner", 401},
      {"epilot", "journey_1", 200},
  };
  for (const auto& row : rows) {
    auto made = route("POST", "/v1/submission", R"({"org":"{caller.tenant_id}","kind":"{caller.kind}"})");
    made.accept = {row.accept};
    Seed seed = entity_seed();
    seed.parts.of_or_new<BackendSeed>().routes = {made};
    Mock mock(seed);
    EXPECT_EQ(mock.ask_as(mock.token(row.token), "POST", "/v1/submission", "{}").status, row.status)
        << row.accept << " " << row.token;
  }
}

TEST(Backend, LeavesAPublicRouteToEverybody) {
  Mock mock(entity_seed());
  const std::string nobody = R"([null,null,null,"x"])";
  EXPECT_EQ(mock.ask("GET", "/v1/open?q=x").body, nobody);
  EXPECT_EQ(mock.ask_as("x.y.z", "GET", "/v1/open?q=x").body, nobody);
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "GET", "/v1/open?q=x").body, nobody);
}

TEST(Backend, GivesNobodyAPermissionOnAPublicRoute) {
  auto open = permitted("GET", "/v1/open", "entity:view", "contact:1");
  open.is_public = true;
  Mock mock(seed_with({open}));
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "GET", "/v1/open").status, 403);
}

TEST(Backend, RefusesABadCredentialInTheGatewaysWords) {
  Mock mock(entity_seed());
  for (const std::vector<std::string>& headers :
       {std::vector<std::string>{}, {"Authorization: Basic eDp5"}, {"Authorization: Bearer x.y.z"}}) {
    const auto reply = mock.ask("GET", contact_path, headers);
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.body, R"({"message":"Unauthorized"})");
  }
  Seed denying = entity_seed();
  denying.parts.of_or_new<gate::Settings>().refusal = gate::Settings::Refusal::explicit_deny;
  Mock strict(denying);
  EXPECT_EQ(strict.ask("GET", contact_path, {"Authorization: Bearer x.y.z"}).status, 403);
}

TEST(Backend, ChallengesAsTheGatewayDoes) {
  Seed seed = entity_seed();
  seed.parts.of_or_new<gate::Settings>().challenge = gate::WwwAuthenticate::bearer;
  Mock mock(seed);
  EXPECT_EQ(*mock.ask("GET", contact_path).headers.find("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(*mock.ask_as("x.y.z", "GET", contact_path).headers.find("WWW-Authenticate"),
            R"(Bearer error="invalid_token")");
  Mock silent(entity_seed());
  EXPECT_EQ(silent.ask_as("x.y.z", "GET", contact_path).headers.find("WWW-Authenticate"), nullptr);
}

TEST(Backend, WritesTheCallerIntoTheJournal) {
  Mock mock(entity_seed());
  mock.ask_as(mock.token("api_support"), "PATCH", contact_path, "{}");
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 100); });
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.back().api, "backend");
  EXPECT_EQ(entries.back().operation, "patchEntity");
  EXPECT_EQ(entries.back().caller, "api_support");
  EXPECT_EQ(entries.back().tenant, "739224");
  EXPECT_EQ(entries.back().status, 403);
}

namespace {

/// Beta shares the role `guest` with Acme's support; it views contacts there.
Seed shared_seed() {
  Seed seed = entity_seed();
  Tenant beta;
  beta.id = "111111";
  beta.slug = "beta";
  beta.name = "Beta";
  beta.created_at = {SeedTime::Kind::absolute, testing::mock_start, {}};
  seed.tenants = with(seed.tenants, {beta});
  auto root = role("root", Role::Type::org_role, {{"*", std::nullopt, {}, {}}});
  auto guest = role("guest", Role::Type::share_role, {{"entity:view", "contact:*", {}, {}}});
  for (auto* row : {&root, &guest}) {
    row->tenant_id = "111111";
    row->id = "111111:" + row->slug;
  }
  seed.roles = with(seed.roles, {root, guest});
  epilot::epilot_of(seed).access_tokens =
      with(epilot::epilot_of(seed).access_tokens,
           {token_row("api_shared", epilot::AccessToken::Type::api, {"739224:support", "111111:guest"})});
  auto where = route("GET", "/v1/where", R"(["{caller.tenant_id}","{caller.roles}"])");
  seed.parts.of_or_new<BackendSeed>().routes.push_back(where);
  return seed;
}

}  // namespace

TEST(Backend, ActsInTheOrganizationThatTheHeaderNames) {
  Mock mock(shared_seed());
  const auto ask = [&](const char* token, const char* path, const std::vector<std::string>& organizations) {
    std::vector<std::string> headers{"Authorization: Bearer " + mock.token(token)};
    for (const auto& id : organizations) headers.push_back("x-epilot-org-id: " + id);
    return mock.ask("GET", path, headers);
  };
  EXPECT_EQ(ask("api_shared", "/v1/where", {"111111"}).body, R"(["111111",["111111:guest"]])");
  EXPECT_EQ(body_of(ask("api_shared", "/v1/where", {"739224"})).items()[0], Json("739224"));
  EXPECT_EQ(ask("api_shared", contact_path, {"111111"}).status, 200);
  EXPECT_EQ(ask("api_shared", "/v1/entity/order/1", {"111111"}).status, 403);
  EXPECT_EQ(ask("api_support", contact_path, {"111111"}).status, 403);
  EXPECT_EQ(ask("api_owner", contact_path, {"111111"}).status, 403);
  EXPECT_EQ(ask("api_shared", contact_path, {"999999"}).status, 403);
  EXPECT_EQ(ask("api_shared", contact_path, {"111111", "111111"}).status, 400);
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 100); });
  EXPECT_EQ(entries.front().tenant, "111111");
}

TEST(Backend, WinsATieWithAnEmulatedApi) {
  Seed seed = seed_with({route("GET", "/v2/users/me", R"({"played":"literal"})"),
                         route("GET", "/v1/permissions/roles/{id}", R"({"played":"pattern {path.id}"})"),
                         route("GET", "/v1/groups", R"({"played":"not emulated"})"),
                         route("GET", "/v1/{anything}", R"({"played":"less exact"})")});
  Mock mock(seed);
  const auto token = mock.token("api_owner");
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/users/me").body, R"({"played":"literal"})");
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/permissions/roles/739224%3Aowner").body,
            R"({"played":"pattern 739224:owner"})");
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/groups").body, R"({"played":"not emulated"})");
  EXPECT_EQ(mock.ask_as(token, "POST", "/v1/groups", "{}").status, 501);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/groups/1").status, 501);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/other").body, R"({"played":"less exact"})");
}

TEST(Backend, LeavesUnderstudysOwnPathsAloneWhateverTheRoute) {
  auto everything = route("*", "/{rest*}", R"("mine")");
  everything.is_public = true;
  everything.accept.clear();
  auto deeper = everything;
  deeper.pattern = "/{first}/v1/{rest*}";
  Mock mock(seed_with({everything, deeper}));
  EXPECT_EQ(mock.ask("GET", "/anything/at/all").body, R"("mine")");
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/health").status, 200);
  for (const char* path : {"/_understudy/v2", "/_understudy/v1/nope", "/_understudy/v1/worlds/default/clock/advanse",
                           "/w/t1/_understudy/v1/nope"})
    EXPECT_EQ(mock.ask("POST", path).status, 404) << path;
  EXPECT_EQ(mock.ask("PUT", "/_understudy/v1/health").status, 405);
  EXPECT_EQ(*mock.ask("PUT", "/_understudy/v1/health").headers.find("Allow"), "GET, HEAD");
}

TEST(Backend, AnswersEveryMethodWhereTheRouteSaysSo) {
  auto all = route("*", "/v1/all/{path*}", R"("{path.path}")");
  Mock mock(seed_with({all}));
  const auto token = mock.token("api_owner");
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    EXPECT_EQ(mock.ask_as(token, method, "/v1/all/a/b").body, R"("a/b")") << method;
  const auto preflight =
      mock.ask("OPTIONS", "/v1/all/a", {"Origin: http://app.test", "Access-Control-Request-Method: PUT"});
  EXPECT_EQ(preflight.status, 204);
  EXPECT_NE(preflight.headers.find("Access-Control-Allow-Methods")->find("PUT"), std::string::npos);
  EXPECT_EQ(mock.ask("OPTIONS", "/v1/all/a").status, 401);
}

TEST(Backend, GivesTheStatusThatTheFixtureSays) {
  auto gone = route("DELETE", "/v1/things/{id}", "{}");
  gone.answer.json.reset();
  gone.answer.status = 204;
  auto missing = route("GET", "/v1/things/{id}", R"({"status":404,"error":"Not Found"})");
  missing.answer.status = 404;
  Mock mock(seed_with({gone, missing}));
  const auto token = mock.token("api_owner");
  const auto reply = mock.ask_as(token, "DELETE", "/v1/things/1");
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(reply.headers.find("Content-Type"), nullptr);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/things/1").status, 404);
  const auto wrong = mock.ask_as(token, "PUT", "/v1/things/1", "{}");
  EXPECT_EQ(wrong.status, 405);
}

}  // namespace understudy::backend
