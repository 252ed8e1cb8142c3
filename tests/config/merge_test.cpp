// Anchors that stand below keys of their own, and merge keys: what comes of them, and where what is wrong in them
// stands.
#include <gtest/gtest.h>

#include "config/document.h"
#include "fixture/loading.h"

namespace understudy::fixture {

namespace {

/// What a map with this in it holds once its merge keys are resolved.
std::string resolved(const std::string& text) {
  const std::vector<Source> sources{{"a.yaml", text}};
  ComplaintBook book(sources);
  const auto root = read_document(sources, 0, book);
  for (const auto& complaint : book.take().list) ADD_FAILURE() << to_text(complaint);
  const Node* value = root ? root->find("v") : nullptr;
  return value != nullptr ? to_json(*value).dump() : "";
}

}  // namespace

TEST(Merge, LaysTheKeysOfOtherMapsBetweenOnesOwn) {
  const std::string base = "b: &b {a: 1, c: {d: 2}}\nl: &l {a: 3, e: 4}\n";
  EXPECT_EQ(resolved(base + "v: {<<: *b}"), R"({"a":1,"c":{"d":2}})");
  EXPECT_EQ(resolved(base + "v: {x: 0, <<: *b, y: 9}"), R"({"x":0,"a":1,"c":{"d":2},"y":9})");
  EXPECT_EQ(resolved(base + "v:\n  <<: *b\n  z: 5\n"), R"({"a":1,"c":{"d":2},"z":5})");
  EXPECT_EQ(resolved(base + "v: [{<<: *b, a: 7}, {a: 7, <<: *b}]"), R"([{"c":{"d":2},"a":7},{"a":7,"c":{"d":2}}])")
      << "a key of one's own wins, wherever it stands";
  EXPECT_EQ(resolved(base + "v: {<<: *b, c: {x: 1}}"), R"({"a":1,"c":{"x":1}})") << "and replaces the whole value";
  EXPECT_EQ(resolved(base + "v: {<<: [*b, *l]}"), R"({"a":1,"c":{"d":2},"e":4})") << "the earlier map wins";
  EXPECT_EQ(resolved(base + "v: {<<: [*l, *b]}"), R"({"a":3,"e":4,"c":{"d":2}})");
  EXPECT_EQ(resolved(base + "v: {<<: [*l, *b, {a: 8, f: 6}], e: 0}"), R"({"a":3,"c":{"d":2},"f":6,"e":0})");
  EXPECT_EQ(resolved(base + "v: {<<: {g: 1}}"), R"({"g":1})");
  EXPECT_EQ(resolved(base + "v: {<<: []}"), "{}");
  EXPECT_EQ(resolved(base + "m: &m {<<: *b, a: 5}\nv: {<<: *m}"), R"({"c":{"d":2},"a":5})");
  EXPECT_EQ(resolved(base + "v: {'<<': 1, \"<<x\": 2}"), R"({"<<":1,"<<x":2})") << "in quotes it is a key like others";
}

TEST(Merge, MakesAWorld) {
  const Seed seed = load_good({R"(
version: 1
x-user: &user {password: p, roles: [reader], language: de}
x-more: {deep: [&late {language: fr}]}
x-: ~
tenants:
  - &first
    name: A
    roles: &roles [{slug: reader, grants: [{action: "entity:view"}]}]
    users:
      - {<<: *user, email: a@a.test}
      - {<<: [*late, *user], email: b@a.test, password: q}
  - {<<: *first, name: B}
)"});
  EXPECT_EQ(user_of(seed, "a@a.test").preferred_language, "de");
  EXPECT_EQ(user_of(seed, "b@a.test").preferred_language, "fr");
  EXPECT_EQ(user_of(seed, "b@a.test").password, "q");
  EXPECT_EQ(seed.tenants.rows().size(), 2U);
  EXPECT_EQ(seed.users.rows().size(), 4U);
}

TEST(Merge, LocatesWhatIsWrongWhereItIsWritten) {
  expect_complaints({
      {"version: 1\nx-user: &user\n  rols: [owner]\n  status: active\n"
       "tenants: [{name: A, users: [{email: a@a.test, <<: *user}]}]\n",
       {"a.yaml:3:3: tenants[0].users[0].rols (by the alias at a.yaml:5:51): unknown key; did you mean \"roles\"?",
        "a.yaml:4:11: tenants[0].users[0].status (by the alias at a.yaml:5:51): expected \"Active\", \"Pending\", "
        "\"Deactivated\" or \"Deleted\", got the text \"active\"; did you mean \"Active\"?"}},
      {"version: 1\nx-users: &users [{email: a@a.test, id: 7}]\ntenants:\n  - {name: A, users: *users}\n"
       "  - {name: Ü, users: *users}\n",
       {"a.yaml:2:40: tenants[1].users[0].id (by the alias at a.yaml:5:22): the user id \"7\" is given twice; first at "
        "a.yaml:2:40 (by the alias at a.yaml:4:22)"}},
      {"version: 1\nx-a: &a {mode: frozen}\nx-b: &b {<<: *a}\nclock: *b\n",
       {"a.yaml:3:6: clock (by the alias at a.yaml:4:8): a ticking or frozen clock needs a start; such as start: "
        "2026-01-01T00:00:00Z"}},
      {"version: 1\nx-a: &a {mode: Frozen}\nclock: {<<: *a}\n",
       {"a.yaml:2:16: clock.mode (by the alias at a.yaml:3:13): expected \"system\", \"ticking\" or \"frozen\", got "
        "the text \"Frozen\"; did you mean \"frozen\"?"}},
  });
}

TEST(Merge, RefusesWhatCannotBeMerged) {
  const std::string hint = "; such as <<: *base, where x-base: &base {…} stands above";
  expect_complaints({
      {"version: 1\nserver: {<<: 5}\n",
       {"a.yaml:2:14: server: a merge key (<<) takes a map or a list of maps, got the number 5" + hint}},
      {"version: 1\nserver:\n  <<:\n",
       {"a.yaml:3:3: server: a merge key (<<) takes a map or a list of maps, got nothing" + hint}},
      {"version: 1\nx-a: &a [b]\nserver: {<<: [*a, {}, c]}\n",
       {"a.yaml:2:6: server (by the alias at a.yaml:3:15): a merge key (<<) takes a map or a list of maps, got a list" +
            hint,
        "a.yaml:3:23: server: a merge key (<<) takes a map or a list of maps, got the text \"c\"" + hint}},
      {"version: 1\nserver: {<<: {}, <<: {}}\n",
       {"a.yaml:2:18: server: the merge key (<<) is given twice; first at a.yaml:2:10; one takes several maps: <<: "
        "[*a, *b]"}},
      {"version: 1\nserver: {<<: {issuers: local, issuers: local}, public_url: 'http://a', public_url: 'http://b'}\n",
       {"a.yaml:2:31: server[\"<<\"].issuers: the key is given twice; first at a.yaml:2:15",
        "a.yaml:2:72: server.public_url: the key is given twice; first at a.yaml:2:48"}},
      {"version: 1\nserver: {\"<<\": {}}\n",
       {"a.yaml:2:10: server[\"<<\"]: unknown key; the keys of server are: public_url, issuers, hosts, pass_through"}},
      {"server: &a {<<: *a}\n", {"a.yaml:1:17: server[\"<<\"]: an alias within its own anchor; write the value out"}},
      {"server: {<<: *a}\n", {"a.yaml:1:14: not valid YAML: an alias to an anchor that was not set before"}},
  });
}

TEST(Merge, KeepsTheBoundsOfAFile) {
  std::string keys = "version: 1\n";
  for (const char* base : {"a", "b"}) {
    keys += std::string("x-") + base + ": &" + base + "\n";
    for (size_t i = 0; i <= most_keys_in_a_map / 2; ++i) keys += std::string("  ") + base + std::to_string(i) + ": 1\n";
  }
  EXPECT_EQ(complaints_of({keys + "seed: {<<: [*a, *b]}\n"}),
            std::vector<std::string>{"a.yaml:2006:8: seed: more than 2000 keys in one map"});

  std::string bomb = "x-a: &a0 {k: 1}\n";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "x-" + std::to_string(i) + ": &a" + std::to_string(i) + " {k" + std::to_string(i) + ": " + before +
            ", <<: [" + before + ", " + before + "]}\n";
  }
  const auto complaints = complaints_of({bomb});
  ASSERT_EQ(complaints.size(), 1U);
  EXPECT_NE(complaints[0].find("more than 1000000 values, those that aliases repeat included"), std::string::npos)
      << complaints[0];
}

TEST(ExtensionKeys, StandAtTheRootOnly) {
  EXPECT_EQ(load_good({"version: 1\nx-a: [1, {b: ~}]\nx-: 5\nx-A b: c\nseed: s\n"}).seed, "s");
  expect_complaints({
      {"version: 1\nclock: {x-a: 1}\n", {"a.yaml:2:9: clock.x-a: unknown key; it belongs at the top of the fixture"}},
      {"version: 1\nX-a: 1\n",
       {"a.yaml:2:1: X-a: unknown key; the keys of fixture are: version, seed, clock, server, keys, gateway, epilot, "
        "cognito, shiftiq, trusted_issuers, routes, tenants, and what begins with x-"}},
      {"version: 1\nx-a: 1\nx-a: 2\n", {"a.yaml:3:1: x-a: the key is given twice; first at a.yaml:2:1"}},
      {"version: 1\nx-a: !!int 1\n",
       {"a.yaml:2:6: x-a: the tag \"tag:yaml.org,2002:int\", but a fixture has no tags; take it out; a value in quotes "
        "is text"}},
  });
}

}  // namespace understudy::fixture
