// Protected routes: what a route may match, accept, ask for and answer.
#include <algorithm>
#include <gtest/gtest.h>

#include "access/credentials.h"
#include "config/shape.h"
#include "fixture/fixture_shape.h"
#include "fixture/loading.h"
#include "providers.h"
#include "providers/backend/part.h"
#include "providers/backend/protected_route.h"

namespace understudy::backend {

using namespace fixture;

namespace {

std::string with_route(const std::string& route) { return "version: 1\nroutes:\n  - {" + route + "}\n"; }

ProtectedRoute route_of(const std::string& route) { return routes_of(load_good({with_route(route)})).at(0); }

const Type& type_of(std::string_view object, std::string_view name) {
  const ObjectShape* shape = nullptr;
  static const FixtureShape whole(fixture_format());
  for (const auto& key : whole.root().keys)
    if (key.name == object) shape = key.type.object;
  for (const auto& key : shape->keys)
    if (key.name == name) return key.type;
  throw std::out_of_range("no key is called " + std::string(name));
}

}  // namespace

TEST(Routes, HaveDefaults) {
  const ProtectedRoute route = route_of("match: 'GET /v1/entity/{slug}/{id}'");
  EXPECT_EQ(route.method, "GET");
  EXPECT_EQ(route.pattern, "/v1/entity/{slug}/{id}");
  EXPECT_EQ(route.operation, "GET /v1/entity/{slug}/{id}");
  EXPECT_FALSE(route.is_public);
  EXPECT_EQ(route.accept, (std::vector<std::string>{"epilot_auth", "user_token", "trusted"}));
  EXPECT_FALSE(route.permission.has_value());
  EXPECT_EQ(route.answer.status, 200);
  EXPECT_TRUE(route.answer.headers.empty());
  EXPECT_EQ(route.answer.json->dump(), "{}");
}

TEST(Routes, KeepWhatIsGiven) {
  const Seed seed = load_every_key();
  ASSERT_EQ(routes_of(seed).size(), 2U);
  const ProtectedRoute& route = routes_of(seed)[0];
  EXPECT_EQ(route.method, "POST");
  EXPECT_EQ(route.pattern, "/v1/{slug}/{id}:close/{rest*}");
  EXPECT_EQ(route.operation, "closeEntity");
  EXPECT_EQ(route.accept, (std::vector<std::string>{"api", "publishable"}));
  ASSERT_TRUE(route.permission.has_value());
  EXPECT_EQ(route.permission->action, "entity:edit");
  EXPECT_EQ(route.permission->resource, "{path.slug}:{path.id}");
  EXPECT_EQ(route.permission->attributes_at, "/entities/0");
  EXPECT_EQ(route.answer.status, 201);
  EXPECT_EQ(route.answer.headers,
            (std::vector<std::pair<std::string, std::string>>{{"X-Closed-At", "{now}"}, {"Location", "/{path.rest}"}}));
  EXPECT_EQ(route.answer.json->dump(), R"({"entities":[{"name":"{body.name}","count":1,"by":"{caller.user_id}"}]})");

  const ProtectedRoute& status = routes_of(seed)[1];
  EXPECT_TRUE(status.is_public);
  EXPECT_TRUE(status.accept.empty());
  EXPECT_FALSE(status.answer.json.has_value());
  EXPECT_EQ(status.answer.text, "up since {now.epoch}");
}

TEST(Routes, AnswerWithABodyUnlessTheirStatusHasNone) {
  EXPECT_EQ(route_of("match: GET /, reply: {status: 404}").answer.json->dump(), "{}");
  EXPECT_EQ(route_of("match: GET /, reply: {json: [1, x]}").answer.json->dump(), "[1,\"x\"]");
  EXPECT_EQ(route_of("match: GET /, reply: {json: null}").answer.json->dump(), "null");
  for (const std::string status : {"204", "304"})
    EXPECT_FALSE(route_of("match: GET /, reply: {status: " + status + "}").answer.json.has_value()) << status;
  EXPECT_FALSE(route_of("match: GET /, reply: {text: ''}").answer.json.has_value());
}

TEST(Routes, MatchWhatTheFrontCanRoute) {
  for (const std::string match : {"GET /", "* /a", "PATCH /a/b.c", "GET /{a}", "GET /{a}:b/c", "GET /{a}.json",
                                  "GET /a/{b*}", "GET /{a-b}/{a_b}", "GET /v1/entity:search", "GET /_understudyx"})
    EXPECT_EQ(complaints_of({with_route("match: '" + match + "'")}), (std::vector<std::string>{})) << match;
  for (const std::string match :
       {"GET",      "/a",        "get /a",  "GET  /a",    "GET a",       "GET /a/",    "GET //a",   "GET /a b",
        "GET /a?b", "GET /a{b}", "GET /{}", "GET /{a",    "GET /{a*}/b", "GET /{a*}b", "GET /a/*",  "GET /{a}{b}",
        "GET /ä",   "GET /%41",  "** /a",   "GET /{a b}", "FOO /a",      "TRACE /a",   "CONNECT /a"})
    EXPECT_EQ(
        complaints_of({with_route("match: '" + match + "'")}),
        (std::vector<std::string>{"a.yaml:3:13: routes[0].match: expected a method (or *) and a path of at most 32 "
                                  "plain parts, {names} and a last {rest*}, such as \"GET "
                                  "/v1/entity/{slug}/{id}\", got the text \"" +
                                  match + "\""}))
        << match;
  for (const std::string match : {"GET /_understudy", "* /_understudy/v1/{rest*}"})
    EXPECT_EQ(
        complaints_of({with_route("match: '" + match + "'")}),
        (std::vector<std::string>{"a.yaml:3:13: routes[0].match: what is below /_understudy belongs to Understudy "
                                  "itself; choose another path"}))
        << match;
  EXPECT_EQ(
      complaints_of({with_route("match: GET /w/t1/a")}),
      (std::vector<std::string>{"a.yaml:3:13: routes[0].match: a path below /w names a world; choose another path"}));
  EXPECT_EQ(complaints_of({with_route("match: 'GET /{a}/{b}/{a*}'")}),
            (std::vector<std::string>{"a.yaml:3:13: routes[0].match: the path has \"a\" twice"}));
}

TEST(Routes, AcceptTheKindsAndFamiliesThatThereAre) {
  const auto words = type_of("routes", "accept").words;
  std::vector<std::string_view> shape(words.begin(), words.end());
  std::vector<std::string_view> known = providers().kinds().names();
  known.push_back("public");
  std::sort(shape.begin(), shape.end());
  std::sort(known.begin(), known.end());
  EXPECT_EQ(shape, known);
}

TEST(Routes, AcceptPublicAlone) {
  expect_complaints({
      {with_route("match: GET /, accept: [public, api]"),
       {"a.yaml:3:28: routes[0].accept: public stands alone: a public route asks for no credential"}},
      {with_route("match: GET /, accept: []"),
       {"a.yaml:3:28: routes[0].accept: a route takes at least one kind of credential; accept: public is for "
        "everybody"}},
      {with_route("match: GET /, accept: public, permission: {action: a}"),
       {"a.yaml:3:48: routes[0].permission: a public route asks for no permission, since it knows no caller; leave it "
        "out, or let the route accept credentials"}},
      {with_route("match: GET /, accept: [ap]"),
       {"a.yaml:3:29: routes[0].accept[0]: expected \"public\", \"api\", \"journey\", \"portal\", \"assume\", \"app\", "
        "\"portal_preview\", \"contact_identification\", \"trusted\", \"epilot\", \"epilot_auth\", \"publishable\", "
        "\"portal_auth\", \"cognito_access\", \"cognito_id\", \"cognito\", \"user_token\", \"shift_bearer\", "
        "\"shift_secret\", \"shift_cookie\" or \"shiftiq\", got the text \"ap\"; "
        "did you mean \"api\"?"}},
  });
  EXPECT_TRUE(route_of("match: GET /, accept: [public]").is_public);
  EXPECT_EQ(route_of("match: GET /, accept: trusted").accept, (std::vector<std::string>{"trusted"}));
}

TEST(Routes, FillOnlyPlaceholdersThatARequestHas) {
  const auto with_json = [](const std::string& text) {
    return with_route("match: 'GET /a/{slug}/{id}', reply: {json: ['" + text + "']}");
  };
  for (const std::string text :
       {"{path.slug}{path.id}", "{query.any}", "{body}", "{body.any.thing}", "{claims.any}", "{now}", "{now.epoch}",
        "{caller.user_id}{caller.tenant_id}{caller.roles}{caller.kind}{caller.credential_id}", R"(\{other})", "{}",
        R"({"a": {"b": {}}})", R"({"id": {path.id}})", "at 10:30", "urn:slug:id", "http://slug:80/{path.id}"})
    EXPECT_EQ(complaints_of({with_json(text)}), (std::vector<std::string>{})) << text;
  const std::string at = "a.yaml:3:50: routes[0].reply.json[0]: ";
  expect_complaints({
      {with_json("{path.slgu}"), {at + "the path of the route has no \"slgu\"; did you mean \"slug\"?"}},
      {with_json("{path.zzz}"), {at + "the path of the route has no \"zzz\"; it has: slug, id"}},
      {with_json("a {caller.userid} b"), {at + "there is no \"{caller.userid}\"; did you mean \"user_id\"?"}},
      {with_json("{now.iso}"), {at + "there is no \"{now.iso}\"; now has: epoch"}},
      {with_route("match: GET /a, reply: {text: '{path.id}'}"),
       {"a.yaml:3:35: routes[0].reply.text: the path of the route has no \"id\""}},
      {with_route("match: GET /a, reply: {headers: {X-A: '{caller.x}'}, json: {b: {c: ['{now.x}']}}}"),
       {"a.yaml:3:44: routes[0].reply.headers.X-A: there is no \"{caller.x}\"; caller has: user_id, tenant_id, roles, "
        "kind, credential_id",
        "a.yaml:3:74: routes[0].reply.json.b.c[0]: there is no \"{now.x}\"; now has: epoch"}},
      {with_route("match: GET /a, permission: {action: '{path.x}', resource: '{caller.y}'}"),
       {"a.yaml:3:42: routes[0].permission.action: the path of the route has no \"x\"",
        "a.yaml:3:64: routes[0].permission.resource: there is no \"{caller.y}\"; caller has: user_id, tenant_id, "
        "roles, "
        "kind, credential_id"}},
  });
}

TEST(Routes, ComplainOfWhatLooksLikeAPlaceholderAndIsNone) {
  const auto with_json = [](const std::string& text) {
    return with_route("match: 'GET /a/{slug}/{id}', reply: {json: ['" + text + "']}");
  };
  const auto seems = [](const std::string& text, const std::string& hint) {
    return "a.yaml:3:50: routes[0].reply.json[0]: \"" + text + "\" looks like a placeholder and is none; " + hint;
  };
  const std::string rename = "; for the text itself give the parameter another name";
  const std::string escape = "for the text itself write a backslash before the brace";
  expect_complaints({
      {with_json("a {caller} b"),
       {seems("{caller}",
              "did you mean {caller.user_id}, {caller.tenant_id}, {caller.roles}, {caller.kind}, "
              "{caller.credential_id}? " +
                  escape)}},
      {with_json("{id}"), {seems("{id}", "did you mean {path.id}? " + escape)}},
      {with_json("{path}"), {seems("{path}", "did you mean {path.slug}, {path.id}? " + escape)}},
      {with_json("{query}"), {seems("{query}", "did you mean {query.NAME}? " + escape)}},
      {with_json("{params.id}"), {seems("{params.id}", "did you mean {path.id}? " + escape)}},
      {with_json("{Path.id}"), {seems("{Path.id}", "did you mean {path.id}? " + escape)}},
      {with_json("{ path.id }"), {seems("{ path.id }", "write {path.id}; " + escape)}},
      {with_json("{{path.id}}"), {seems("{{path.id}}", "write {path.id}; " + escape)}},
      {with_json("{whatever}"), {seems("{whatever}", escape)}},
      {with_json("{now:epoch}"), {seems("{now:epoch}", "write {now.epoch}; " + escape)}},
      {with_json("{path/id}"), {seems("{path/id}", "write {path.id}; " + escape)}},
      {with_json("{body[0].id}"), {seems("{body[0].id}", "write {body.0.id}; " + escape)}},
      {with_json("{claims:user.id}"), {seems("{claims:user.id}", "write {claims.user.id}; " + escape)}},
      {with_json("{body.tags[]}"), {seems("{body.tags[]}", "write {body.tags}; " + escape)}},
      {with_json("{body.[0]}"), {seems("{body.[0]}", "write {body.0}; " + escape)}},
      {with_json("{body.items[0].id}"), {seems("{body.items[0].id}", "write {body.items.0.id}; " + escape)}},
      {with_json("/a/:slug/:id"),
       {seems(":slug", "write {path.slug}" + rename), seems(":id", "write {path.id}" + rename)}},
      {with_json("entity::id"), {seems(":id", "write {path.id}" + rename)}},
      {with_route("match: 'GET /a/{id}', reply: {text: '{x_y_z}'}"),
       {"a.yaml:3:42: routes[0].reply.text: \"{x_y_z}\" looks like a placeholder and is none; " + escape}},
      {with_route("match: 'GET /a/{id}', reply: {headers: {X-A: '{nowe}'}}"),
       {"a.yaml:3:51: routes[0].reply.headers.X-A: \"{nowe}\" looks like a placeholder and is none; did you mean "
        "{now}? " +
        escape}},
      {with_route("match: 'GET /a/{id}', permission: {action: 'entity:{action}', resource: ':id'}"),
       {"a.yaml:3:49: routes[0].permission.action: \"{action}\" looks like a placeholder and is none; " + escape,
        "a.yaml:3:78: routes[0].permission.resource: \":id\" looks like a placeholder and is none; write {path.id}; "
        "for the text itself give the parameter another name"}},
      {with_route("match: 'GET /a/{id}', reply: {json: {a: {'{path.id}': 1}}}"),
       {"a.yaml:3:47: routes[0].reply.json.a[\"{path.id}\"]: \"{path.id}\" looks like a placeholder and is none; the "
        "names of members are not filled in, only their values"}},
      {with_route("match: 'GET /a/:id/:open'"),
       {"a.yaml:3:13: routes[0].match: \":id\" is a plain part of the path; write {id} for what differs from request "
        "to request",
        "a.yaml:3:13: routes[0].match: \":open\" is a plain part of the path; write {open} for what differs from "
        "request to request"}},
  });
  EXPECT_EQ(complaints_of({with_route("match: GET /a, reply: {json: {'/a/{id}': x}}")}), (std::vector<std::string>{}));
}

TEST(Routes, ComplainOfARouteThatNeverAnswers) {
  const auto two = [](const std::string& first, const std::string& second) {
    return "version: 1\nroutes:\n  - {match: '" + first + "'}\n  - {match: '" + second + "'}\n";
  };
  for (const auto& [first, second] : std::vector<std::pair<std::string, std::string>>{
           {"* /a/{id}", "GET /a/{slug}"}, {"* /a", "POST /a"}, {"GET /a/{rest*}", "HEAD /a/{all*}"}})
    EXPECT_EQ(
        complaints_of({two(first, second)}),
        (std::vector<std::string>{"a.yaml:4:13: routes[1].match: it never answers: the route \"" + first +
                                  "\" at a.yaml:3:13 takes its requests; put it before that one, or leave it out"}))
        << second;
  for (const auto& [first, second] : std::vector<std::pair<std::string, std::string>>{{"GET /a/{id}", "* /a/{slug}"},
                                                                                      {"HEAD /a", "GET /a"},
                                                                                      {"* /a/{id}", "GET /a/b"},
                                                                                      {"* /a/{id}", "GET /a/{id}:open"},
                                                                                      {"* /{rest*}", "GET /a/{rest*}"},
                                                                                      {"GET /a", "POST /a"}})
    EXPECT_EQ(complaints_of({two(first, second)}), (std::vector<std::string>{})) << second;
}

TEST(Routes, PointAtAttributesThatTheReplyHas) {
  const auto with = [](const std::string& pointer, const std::string& reply) {
    return with_route("match: GET /a, permission: {action: a, attributes_at: " + pointer + "}, reply: " + reply);
  };
  const std::string json = "{json: {entity: [{a/b: {m~n: 1}}], all: '{body}', some: '{body} x', no: ''}}";
  for (const std::string pointer : {"''", "/entity", "/entity/0", "/entity/0/a~1b", "/entity/0/a~1b/m~0n", "/all/x/y"})
    EXPECT_EQ(complaints_of({with(pointer, json)}), (std::vector<std::string>{})) << pointer;
  for (const std::string pointer : {"/x", "/entity/1", "/entity/-", "/entity/a", "/entity/0/a", "/some/x", "/no/x"})
    EXPECT_EQ(complaints_of({with(pointer, json)}),
              (std::vector<std::string>{"a.yaml:3:60: routes[0].permission.attributes_at: the reply has nothing at \"" +
                                        pointer + "\""}))
        << pointer;
  expect_complaints({
      {with("/x", "{text: x}"),
       {"a.yaml:3:60: routes[0].permission.attributes_at: it points into a reply of JSON, and this route has none; "
        "give "
        "the reply json, or leave it out"}},
      {with("x", json),
       {"a.yaml:3:60: routes[0].permission.attributes_at: expected a JSON Pointer such as \"/entity\", got the text "
        "\"x\""}},
  });
}

TEST(Routes, ReplyWhatHttpCanCarry) {
  const auto with_reply = [](const std::string& reply) { return with_route("match: GET /a, reply: {" + reply + "}"); };
  expect_complaints({
      {with_reply("json: {}, text: x"), {"a.yaml:3:45: routes[0].reply.text: both json and text; give one of them"}},
      {with_reply("status: 204, json: {}"),
       {"a.yaml:3:37: routes[0].reply.status: a reply of status 204 has no body; leave json and text out"}},
      {with_reply("status: 101"),
       {"a.yaml:3:37: routes[0].reply.status: expected a whole number from 200 to 599, got the number 101"}},
      {with_reply("headers: {content-LENGTH: '5'}"),
       {"a.yaml:3:55: routes[0].reply.headers.content-LENGTH: this header is the server's own; leave it out"}},
      {with_reply("headers: {X-A: 5, 'a b': x, X-C: \"a\\nb\"}"),
       {"a.yaml:3:44: routes[0].reply.headers.X-A: expected a text of printable ASCII characters, got the number 5; "
        "write "
        "it in quotes: \"5\"",
        "a.yaml:3:47: routes[0].reply.headers: expected a header's name, got \"a b\"",
        "a.yaml:3:62: routes[0].reply.headers.X-C: expected a text of printable ASCII characters, got the text "
        "\"a\\nb\""}},
      {with_reply("headers: []"), {"a.yaml:3:38: routes[0].reply.headers: expected a map of texts, got a list"}},
  });
}

TEST(Routes, AreGivenOnce) {
  EXPECT_EQ(complaints_of({"version: 1\nroutes:\n  - match: GET /a/{b}/{c*}\n  - match: GET /a/{x}/{y*}\n"}),
            (std::vector<std::string>{
                "a.yaml:4:12: routes[1].match: the route \"GET /a/{}/{*}\" is given twice; first at a.yaml:3:12"}));
  EXPECT_EQ(complaints_of({"version: 1\nroutes:\n  - match: GET /a\n  - match: POST /a\n  - match: '* /a'\n"}),
            (std::vector<std::string>{}));
}

TEST(Routes, AreOverriddenKeyByKey) {
  const std::string first =
      "version: 1\nroutes:\n  - {match: 'GET /a/{id}', operation: one, accept: api, permission: {action: a, resource: "
      "r}, "
      "reply: {status: 201, json: {a: 1}}}\n";
  const Seed seed = load_good(
      {first,
       "version: 1\nroutes:\n  - {match: GET /b}\n  - {match: 'GET /a/{name}', accept: [app], reply: {text: x}}\n"});
  ASSERT_EQ(routes_of(seed).size(), 2U);
  const ProtectedRoute& route = routes_of(seed)[0];
  EXPECT_EQ(route.pattern, "/a/{name}");
  EXPECT_EQ(route.operation, "one");
  EXPECT_EQ(route.accept, (std::vector<std::string>{"app"}));
  EXPECT_EQ(route.permission->resource, "r");
  EXPECT_EQ(route.answer.status, 200);
  EXPECT_FALSE(route.answer.json.has_value());
  EXPECT_EQ(route.answer.text, "x");
}

TEST(Routes, AreAtMost1000) {
  std::string text = "version: 1\nroutes:\n";
  for (int i = 0; i < 1001; ++i) text += "  - match: GET /" + std::to_string(i) + "\n";
  EXPECT_EQ(complaints_of({text}),
            (std::vector<std::string>{"a.yaml:1003:12: routes[1000].match: more than 1000 routes"}));
}

}  // namespace understudy::backend
