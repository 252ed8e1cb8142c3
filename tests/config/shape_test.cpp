// Keys, types and words that are not what the format says: each complaint to the letter.
#include "config/shape.h"

#include <gtest/gtest.h>

#include "fixture/loading.h"

namespace understudy::fixture {

TEST(Shape, OffersTheNearestWordForAnUnknownKey) {
  expect_complaints({
      {"version: 1\ntenant: []\n", {"a.yaml:2:1: tenant: unknown key; did you mean \"tenants\"?"}},
      {"version: 1\ntenants:\n  - name: A\n    users:\n      - {email: a@a.test, rols: [owner]}\n",
       {"a.yaml:5:27: tenants[0].users[0].rols: unknown key; did you mean \"roles\"?"}},
      {"version: 1\nclock: {zzz: 1}\n", {"a.yaml:2:9: clock.zzz: unknown key; the keys of clock are: mode, start"}},
      {"version: 1\n\"a b\": 1\n\"\": 1\n",
       {"a.yaml:2:1: [\"a b\"]: unknown key; the keys of fixture are: version, seed, clock, server, keys, gateway, "
        "epilot, cognito, shiftiq, trusted_issuers, routes, tenants, and what begins with x-",
        "a.yaml:3:1: [\"\"]: unknown key; the keys of fixture are: version, seed, clock, server, keys, gateway, "
        "epilot, cognito, shiftiq, trusted_issuers, routes, tenants, and what begins with x-"}},
      {"version: 1\nkeys: {epilot.app: x}\n",
       {"a.yaml:2:8: keys[\"epilot.app\"]: unknown key; did you mean \"epilot.api\"?"}},
  });
}

TEST(Shape, MissesRequiredKeys) {
  expect_complaints({
      {"seed: s\n", {"a.yaml:1:1: the key \"version\" is missing; expected 1"}},
      {"version: 1\ntenants: [{id: 1}]\n",
       {"a.yaml:2:11: tenants[0]: the key \"name\" is missing; expected a text that is not empty"}},
      {"version: 1\ntenants: [{name: A, users: [{}]}]\n",
       {"a.yaml:2:29: tenants[0].users[0]: the key \"email\" is missing; expected an e-mail address"}},
      {"version: 1\ntenants: [{name: A, roles: [{name: x, grants: [{effect: deny}]}]}]\n",
       {"a.yaml:2:29: tenants[0].roles[0]: the key \"slug\" is missing; expected a slug of letters, digits and any of "
        "_ . -, at most 64",
        "a.yaml:2:48: tenants[0].roles[0].grants[0]: the key \"action\" is missing; expected an action such as "
        "\"entity:view\" or \"*\""}},
      {"version: 1\nkeys: {epilot.api: {}}\n",
       {"a.yaml:2:20: keys[\"epilot.api\"]: the key \"file\" is missing; expected a text that is not empty"}},
  });
}

TEST(Shape, RefusesWrongTypes) {
  expect_complaints({
      {"version: 2\n", {"a.yaml:1:10: version: expected 1, got the number 2"}},
      {"version: \"1\"\n", {"a.yaml:1:10: version: expected 1, got the text \"1\"; write it without quotes"}},
      {"version: 1\nseed: 42\n",
       {"a.yaml:2:7: seed: expected a text that is not empty, got the number 42; write it in quotes: \"42\""}},
      {"version: 1\nseed: true\n",
       {"a.yaml:2:7: seed: expected a text that is not empty, got true; write it in quotes: \"true\""}},
      {"version: 1\nseed:\n",
       {"a.yaml:2:1: seed: expected a text that is not empty, got nothing; give the key a value or leave it out"}},
      {"version: 1\nseed: ''\n", {"a.yaml:2:7: seed: expected a text that is not empty, got the text \"\""}},
      {"version: 1\nseed: [a]\n", {"a.yaml:2:7: seed: expected a text that is not empty, got a list"}},
      {"version: 1\nclock: frozen\n", {"a.yaml:2:8: clock: expected a map (clock), got the text \"frozen\""}},
      {"version: 1\nclock: {mode: Frozen}\n",
       {"a.yaml:2:15: clock.mode: expected \"system\", \"ticking\" or \"frozen\", got the text \"Frozen\"; did you "
        "mean \"frozen\"?"}},
      {"version: 1\nclock: {mode: 1}\n",
       {"a.yaml:2:15: clock.mode: expected \"system\", \"ticking\" or \"frozen\", got the number 1"}},
      {"version: 1\ngateway: {refuse_with: 404}\n",
       {"a.yaml:2:24: gateway.refuse_with: expected 401 or 403, got the number 404"}},
      {"version: 1\ngateway: {refuse_with: '401'}\n",
       {"a.yaml:2:24: gateway.refuse_with: expected 401 or 403, got the text \"401\"; write it without quotes"}},
      {"version: 1\ntenants: A\n", {"a.yaml:2:10: tenants: expected a list, got the text \"A\""}},
      {"version: 1\ntenants: {name: A}\n", {"a.yaml:2:10: tenants: expected a list, got a map"}},
      {"version: 1\ntenants: [A, null]\n",
       {"a.yaml:2:11: tenants[0]: expected a map (tenant), got the text \"A\"",
        "a.yaml:2:14: tenants[1]: expected a map (tenant), got nothing; give the key a value or leave it out"}},
      {"version: 1\ntenants: [{name: A, profile: []}]\n",
       {"a.yaml:2:30: tenants[0].profile: expected a map, got a list"}},
      {"version: 1\ntenants: [{name: A, roles: [{slug: a, vendor_created: yes}]}]\n",
       {"a.yaml:2:55: tenants[0].roles[0].vendor_created: expected true or false, got the text \"yes\"; "
        "write true"}},
      {"version: 1\ntenants: [{name: A, roles: [{slug: a, vendor_created: \"true\"}]}]\n",
       {"a.yaml:2:55: tenants[0].roles[0].vendor_created: expected true or false, got the text \"true\"; write it "
        "without quotes"}},
      {"version: 1\ntenants: [{name: A, roles: [{slug: a, vendor_enforced_user_limit: -1}]}]\n",
       {"a.yaml:2:67: tenants[0].roles[0].vendor_enforced_user_limit: expected a whole number from 0 to 1000000, got "
        "the number -1"}},
      {"version: 1\ntenants: [{name: A, users: [{email: a@a.test, roles: owner}]}]\n",
       {"a.yaml:2:54: tenants[0].users[0].roles: expected a list, got the text \"owner\"; write it in brackets: "
        "[\"owner\"]"}},
      {"version: 1\ntenants: [{name: A, users: [{email: a@a.test, password: 1234}]}]\n",
       {"a.yaml:2:57: tenants[0].users[0].password: expected a text, got the number 1234; write it in quotes: "
        "\"1234\""}},
      {"version: 1\nkeys: {epilot.api: 1}\n",
       {"a.yaml:2:20: keys[\"epilot.api\"]: expected a private key as PEM or JWK, or {file: path}, got the number 1"}},
  });
}

TEST(Shape, RefusesTextOfAnotherForm) {
  expect_complaints({
      {"version: 1\nserver: {public_url: localhost:9119}\n",
       {"a.yaml:2:22: server.public_url: expected an http or https URL without user, query and fragment, got the text "
        "\"localhost:9119\""}},
      {"version: 1\nclock: {start: +1d}\n",
       {"a.yaml:2:16: clock.start: expected a time such as 2026-01-01T00:00:00Z, got the text \"+1d\""}},
      {"version: 1\ntenants: [{name: A, id: 0739224}]\n",
       {"a.yaml:2:25: tenants[0].id: expected a tenant's id of at most 16 decimal digits, such as \"739224\", got the "
        "number "
        "0739224; write it in quotes: \"0739224\""}},
      {"version: 1\ntenants: [{name: A, id: acme}]\n",
       {"a.yaml:2:25: tenants[0].id: expected a tenant's id of at most 16 decimal digits, such as \"739224\", got the "
        "text "
        "\"acme\""}},
      {"version: 1\ntenants: [{name: A, slug: Acme}]\n",
       {"a.yaml:2:27: tenants[0].slug: expected a slug of lower-case letters, digits and hyphens, at most 63, got the "
        "text \"Acme\""}},
      {"version: 1\ntenants: [{name: A, phone: +49151}]\n",
       {"a.yaml:2:28: tenants[0].phone: expected a text, got the number +49151; write it in quotes: \"+49151\""}},
      {"version: 1\ntenants: [{name: A, created_at: yesterday}]\n",
       {"a.yaml:2:33: tenants[0].created_at: expected a time such as 2026-01-01T00:00:00Z, +90d or -1h, got the text "
        "\"yesterday\""}},
      {"version: 1\ntenants: [{name: A, users: [{email: nobody}]}]\n",
       {"a.yaml:2:37: tenants[0].users[0].email: expected an e-mail address, got the text \"nobody\""}},
      {"version: 1\ntenants: [{name: A, users: [{email: a@a.test, access_tokens: [{name: x, id: api_short}]}]}]\n",
       {"a.yaml:2:77: tenants[0].users[0].access_tokens[0].id: expected a token's type and \"_\", such as \"api_\", "
        "and 21 of the characters A-Z a-z 0-9 _ -, got the text \"api_short\""}},
      {"version: 1\ntenants: [{name: A, roles: [{slug: \"a:b\", grants: [{action: a b}], expires: 90}]}]\n",
       {"a.yaml:2:36: tenants[0].roles[0].slug: expected a slug of letters, digits and any of _ . -, at most 64, got "
        "the text \"a:b\"",
        "a.yaml:2:61: tenants[0].roles[0].grants[0].action: expected an action such as \"entity:view\" or \"*\", got "
        "the text \"a b\"",
        "a.yaml:2:77: tenants[0].roles[0].expires: expected a time such as 2026-01-01T00:00:00Z, +90d or -1h, got the "
        "number 90; did you mean \"+90s\"?"}},
      {"version: 1\ntenants: [{name: A, users: [{email: a@a.test, roles: [a b, 1]}]}]\n",
       {"a.yaml:2:55: tenants[0].users[0].roles[0]: expected a role's slug, or <tenant>:<slug> for a role of another "
        "tenant, got the text \"a b\"",
        "a.yaml:2:60: tenants[0].users[0].roles[1]: expected a role's slug, or <tenant>:<slug> for a role of another "
        "tenant, got the number 1; write it in quotes: \"1\""}},
  });
}

TEST(Shape, AdvisesOnlyWhatFits) {
  const auto hint_for = [](const std::string& entry) {
    const auto complaints =
        complaints_of({"version: 1\ntenants: [{name: A, users: [{email: a@a.test, access_tokens: [{name: "
                       "x}]}], " +
                       entry + "}]\n"});
    if (complaints.size() != 1) return std::to_string(complaints.size()) + " complaints";
    const size_t hint = complaints[0].find("; ");
    return hint == std::string::npos ? "" : complaints[0].substr(hint + 2);
  };
  const std::vector<std::pair<std::string, std::string>> cases{
      // ids
      {"id: 1.5", ""},
      {"id: -1", ""},
      {"id: 0x10", ""},
      {"id: true", ""},
      {"id: 12345678901234567", ""},
      {"id: 007", "write it in quotes: \"007\""},
      {"slug: 42", "write it in quotes: \"42\""},
      {"slug: 4.2", ""},
      {"email: 5", ""},
      {"phone: 0x10", "write it in quotes: \"0x10\""},
      // times and lengths of time
      {"created_at: 3600", "did you mean \"+3600s\"?"},
      {"created_at: -3600", "did you mean \"-3600s\"?"},
      {"created_at: 90d", "did you mean \"+90d\"?"},
      {"created_at: 1767225600", ""},
      {"created_at: 1.5", ""},
      {"created_at: 2026-1-1", ""},
      // truth values
      {"roles: [{slug: a, vendor_created: yes}]", "write true"},
      {"roles: [{slug: a, vendor_created: 'Yes'}]", "write true"},
      {"roles: [{slug: a, vendor_created: ON}]", "write true"},
      {"roles: [{slug: a, vendor_created: y}]", "write true"},
      {"roles: [{slug: a, vendor_created: tRUE}]", "write true"},
      {"roles: [{slug: a, vendor_created: 1}]", "write true"},
      {"roles: [{slug: a, vendor_created: off}]", "write false"},
      {"roles: [{slug: a, vendor_created: No}]", "write false"},
      {"roles: [{slug: a, vendor_created: n}]", "write false"},
      {"roles: [{slug: a, vendor_created: 0}]", "write false"},
      {"roles: [{slug: a, vendor_created: maybe}]", ""},
      {"roles: [{slug: a, vendor_created: 2}]", ""},
      {"roles: [{slug: a, vendor_created: 'false'}]", "write it without quotes"},
      // numbers
      {"roles: [{slug: a, vendor_enforced_user_limit: '5'}]", "write it without quotes"},
      {"roles: [{slug: a, vendor_enforced_user_limit: '-5'}]", ""},
      {"roles: [{slug: a, vendor_enforced_user_limit: five}]", ""},
      // lists
      {"roles: 5", ""},
      {"many_users: [{count: 1, email: '{n}@a', roles: owner}]", "write it in brackets: [\"owner\"]"},
      {"many_users: [{count: 1, email: '{n}@a', roles: 5}]", "write it in brackets: [\"5\"]"},
      {"many_users: [{count: 1, email: '{n}@a', roles: 'owner, reader'}]", "a list stands in brackets: [a, b]"},
      {"roles: [{slug: a, shiftiq: [{resource: a, data: read}]}]", "write it in brackets: [\"read\"]"},
      {"roles: [{slug: a, shiftiq: [{resource: a, data: 'read, update'}]}]", "a list stands in brackets: [a, b]"},
  };
  for (const auto& [entry, hint] : cases) EXPECT_EQ(hint_for(entry), hint) << entry;
  expect_complaints({
      {"version: 1\nepilot: {lifetimes: {assume: 3600}}\n",
       {"a.yaml:2:30: epilot.lifetimes.assume: expected a duration such as 90s, 10m, 1h or 7d, got the number 3600; "
        "did "
        "you mean \"3600s\"?"}},
      {"version: \"2\"\n", {"a.yaml:1:10: version: expected 1, got the text \"2\""}},
      {"version: 1\nshiftiq: {cookie: {secure: No}}\n",
       {"a.yaml:2:28: shiftiq.cookie.secure: expected true or false, got the text \"No\"; write false"}},
  });
}

TEST(Shape, SaysWhereAKnownKeyBelongs) {
  expect_complaints({
      {"version: 1\nusers: []\nsecret: {}\ngrants: []\nrefuse_with: 401\n",
       {"a.yaml:2:1: users: unknown key; it belongs under a tenant (tenants[])",
        "a.yaml:3:1: secret: unknown key; it belongs under a cognito client (tenants[].cognito.clients[]) or "
        "under a shiftiq person (tenants[].users[].shiftiq)",
        "a.yaml:4:1: grants: unknown key; it belongs under a role (tenants[].roles[])",
        "a.yaml:5:1: refuse_with: unknown key; it belongs under a gateway (gateway)"}},
      {"version: 1\npassword: p\nassume: 1h\nstart: 2026-01-01\n",
       {"a.yaml:2:1: password: unknown key; it belongs under a user (tenants[].users[]), under many users "
        "(tenants[].many_users[]) or under a cognito migrated user (tenants[].cognito.triggers.user_migration[])",
        "a.yaml:3:1: assume: unknown key; it belongs under lifetimes (epilot.lifetimes)",
        "a.yaml:4:1: start: unknown key; it belongs under a clock (clock)"}},
      {"version: 1\ntenants: [{name: A, clock: {}, password: p, users: [{email: a@a.test, expires: +1d, grants: "
       "[]}]}]\n",
       {"a.yaml:2:21: tenants[0].clock: unknown key; it belongs at the top of the fixture",
        "a.yaml:2:32: tenants[0].password: unknown key; it belongs under a user (tenants[0].users[]), under many users "
        "(tenants[0].many_users[]) or under a cognito migrated user "
        "(tenants[0].cognito.triggers.user_migration[])",
        "a.yaml:2:71: tenants[0].users[0].expires: unknown key; it belongs under an access token "
        "(tenants[0].users[0].access_tokens[]) or under a shiftiq secret (tenants[0].users[0].shiftiq.secret)",
        "a.yaml:2:85: tenants[0].users[0].grants: unknown key; it belongs under a role (tenants[].roles[])"}},
  });
}

TEST(Shape, GivesAllComplaintsAtOnceInTheOrderOfTheFile) {
  EXPECT_EQ(complaints_of({"version: 1\nsead: x\ntenants:\n  - nam: A\n    users: [{email: b, roles: [nobody]}]\n",
                           "version: 3\nclock: {mode: frozen}\n"}),
            (std::vector<std::string>{
                "a.yaml:2:1: sead: unknown key; did you mean \"seed\"?",
                "a.yaml:4:5: tenants[0].nam: unknown key; did you mean \"name\"?",
                "a.yaml:4:5: tenants[0]: the key \"name\" is missing; expected a text that is not empty",
                "a.yaml:5:21: tenants[0].users[0].email: expected an e-mail address, got the text \"b\"",
                "b.yaml:1:10: version: expected 1, got the number 3",
                "b.yaml:2:8: clock: a ticking or frozen clock needs a start; such as start: 2026-01-01T00:00:00Z"}));
}

TEST(Shape, CapsTheComplaintsAndSaysHowManyMoreThereAre) {
  std::string text = "version: 1\ntenants:\n";
  for (int i = 0; i < 150; ++i) text += "  - {name: A, x: 1}\n";
  const auto complaints = complaints_of({text});
  ASSERT_EQ(complaints.size(), 101U);
  EXPECT_EQ(complaints[98],
            "a.yaml:101:15: tenants[98].x: unknown key; the keys of tenant are: name, id, slug, email, phone, website, "
            "created_at, profile, cognito, shiftiq, roles, users, many_users");
  EXPECT_EQ(complaints[100], "and 50 more complaints");

  const auto repeated = [](int times) {
    std::string keys = "version: 1\n";
    for (int i = 0; i <= times; ++i) keys += "seed: s\n";
    return complaints_of({keys});
  };
  EXPECT_EQ(repeated(99).size(), 99U);
  EXPECT_EQ(repeated(100).size(), 100U);
  EXPECT_EQ(repeated(100).back(), "a.yaml:102:1: seed: the key is given twice; first at a.yaml:2:1");
  ASSERT_EQ(repeated(101).size(), 101U);
  EXPECT_EQ(repeated(101)[99], "a.yaml:102:1: seed: the key is given twice; first at a.yaml:2:1");
  EXPECT_EQ(repeated(101)[100], "and 1 more complaint");
}

TEST(Shape, ShortensWhatItShows) {
  const std::string shown(60, 'x');
  EXPECT_EQ(
      complaints_of({"version: 1\nclock: {mode: " + std::string(10'000, 'x') + "}\n"}),
      std::vector<std::string>{
          "a.yaml:2:15: clock.mode: expected \"system\", \"ticking\" or \"frozen\", got the text \"" + shown + "…\""});
  EXPECT_EQ(complaints_of({"version: 1\nclock: {" + std::string(200, 'x') + ": 1}\n"}),
            std::vector<std::string>{"a.yaml:2:9: clock[\"" + shown +
                                     "…\"]: unknown key; the keys of clock are: mode, start"});
}

}  // namespace understudy::fixture
