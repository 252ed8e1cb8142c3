// Shift iQ's part of a fixture: partitions and choices, grants of roles, flags of users and their client secrets.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "fixture/loading.h"
#include "providers/shiftiq/contradictions.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

using namespace fixture;

namespace {

using std::chrono::days;

std::string with_settings(const std::string& settings) { return "version: 1\nshiftiq: {" + settings + "}\n"; }

std::string with_user(const std::string& person) {
  return "version: 1\ntenants:\n  - name: A\n    id: 123\n    users:\n      - email: Anna@a.test\n        shiftiq: " +
         person + "\n";
}

std::string with_grant(const std::string& grant) {
  return "version: 1\ntenants:\n  - {name: A, id: 123, roles: [{slug: r, shiftiq: [" + grant + "]}]}\n";
}

const ClientSecret& only_secret(const Seed& seed) { return shift_of(seed).secrets.rows().at(0); }

std::vector<std::string> slugs_of(const Seed& seed) {
  std::vector<std::string> slugs;
  for (const auto& partition : shift_of(seed).settings.partitions) slugs.push_back(partition.slug);
  return slugs;
}

}  // namespace

TEST(ShiftSettings, AreThoseOfTheDocumentationWhereNothingIsSaid) {
  for (const std::string text :
       {"version: 1\n", "version: 1\nshiftiq: {}\n", "version: 1\nshiftiq: {partitions: []}\n"}) {
    const ShiftSettings shift = shift_of(load_good({text})).settings;
    ASSERT_EQ(shift.partitions.size(), 1U) << text;
    EXPECT_EQ(shift.partitions[0].slug, "e01");
    EXPECT_EQ(shift.partitions[0].name, "Enterprise 01");
    EXPECT_EQ(shift.partitions[0].domain, "shiftiq.com");
    EXPECT_TRUE(shift.any_partition);
    EXPECT_EQ(shift.audience, "shift-iq");
    EXPECT_EQ(shift.token_lifetime, days(1));
    EXPECT_EQ(shift.lifetime_out_of_range, ShiftSettings::OutOfRange::refuse);
    EXPECT_EQ(shift.expiry_unit, ShiftSettings::ExpiryUnit::seconds);
    EXPECT_EQ(shift.bad_secret_header, ShiftSettings::BadSecret::unauthorized);
    EXPECT_EQ(shift.missing_credential, ShiftSettings::MissingCredential::empty_body);
    EXPECT_EQ(shift.anonymous_me, ShiftSettings::AnonymousMe::refuse);
  }
  EXPECT_EQ(slugs_of(load_good({})), (std::vector<std::string>{"e01"})) << "a world of no sources";
}

TEST(ShiftSettings, KnowWhetherAFixtureNamesShiftIq) {
  const auto is_named = [](const std::string& rest) { return shiftiq::is_named(load_good({"version: 1\n" + rest})); };
  EXPECT_FALSE(is_named(""));
  EXPECT_FALSE(is_named("tenants: [{name: A, roles: [{slug: r}], users: [{email: a@a.test, roles: [r]}]}]"));
  EXPECT_FALSE(is_named("routes: [{match: GET /x, accept: [epilot, trusted]}, {match: GET /y, accept: public}]"));
  EXPECT_TRUE(is_named("shiftiq: {}"));
  EXPECT_TRUE(is_named("tenants: [{name: A, shiftiq: {languages: [en]}}]"));
  EXPECT_TRUE(is_named("tenants: [{name: A, roles: [{slug: r, shiftiq: [{resource: a}]}]}]"));
  EXPECT_TRUE(is_named("tenants: [{name: A, users: [{email: a@a.test, shiftiq: {learner: true}}]}]"));
  EXPECT_TRUE(is_named("routes: [{match: GET /x, accept: [epilot, shift_bearer]}]"));
  EXPECT_TRUE(is_named("routes: [{match: GET /x, accept: shiftiq}]"));
  EXPECT_TRUE(shiftiq::is_named(load_good({"version: 1\nshiftiq: {}\n", "version: 1\n"})));
}

TEST(ShiftSettings, AreReadEachByItsKey) {
  const ShiftSettings shift = shift_of(load_every_key()).settings;
  ASSERT_EQ(shift.partitions.size(), 2U);
  EXPECT_FALSE(shift.any_partition);
  EXPECT_EQ(shift.partitions[0].slug, "e07");
  EXPECT_EQ(shift.partitions[0].name, "Seventh");
  EXPECT_EQ(shift.partitions[0].domain, "shift.acme.test");
  EXPECT_EQ(shift.partitions[1].name, "Enterprise 08");
  EXPECT_EQ(shift.partitions[1].domain, "shiftiq.com");
  EXPECT_EQ(shift.audience, "shift clients");
  EXPECT_EQ(shift.token_lifetime, std::chrono::minutes(20));
  EXPECT_EQ(shift.lifetime_out_of_range, ShiftSettings::OutOfRange::clamp);
  EXPECT_EQ(shift.expiry_unit, ShiftSettings::ExpiryUnit::minutes);
  EXPECT_EQ(shift.bad_secret_header, ShiftSettings::BadSecret::server_error);
  EXPECT_EQ(shift.missing_credential, ShiftSettings::MissingCredential::problem);
  EXPECT_EQ(shift.anonymous_me, ShiftSettings::AnonymousMe::guest);
}

TEST(ShiftSettings, OfALaterSourceReplaceKeyByKey) {
  const Seed seed = load_good({with_settings("audience: first, token_lifetime: 2h, anonymous_me: guest, partitions: "
                                             "[{slug: e05, name: Five}, {slug: e06}]"),
                               with_settings("audience: second, anonymous_me: refuse, partitions: [{slug: e07}, {slug: "
                                             "e05, domain: five.test}]")});
  EXPECT_EQ(shift_of(seed).settings.audience, "second");
  EXPECT_EQ(shift_of(seed).settings.token_lifetime, std::chrono::hours(2));
  EXPECT_EQ(shift_of(seed).settings.anonymous_me, ShiftSettings::AnonymousMe::refuse);
  EXPECT_EQ(slugs_of(seed), (std::vector<std::string>{"e05", "e06", "e07"}));
  EXPECT_EQ(shift_of(seed).settings.partitions[0].name, "Five");
  EXPECT_EQ(shift_of(seed).settings.partitions[0].domain, "five.test");
}

TEST(ShiftSettings, LimitLifetimesToAMinuteAndAYear) {
  for (const auto& [text, lifetime] : std::vector<std::pair<std::string, Milliseconds>>{
           {"60s", std::chrono::minutes(1)}, {"1y", days(365)}, {"365 days", days(365)}})
    EXPECT_EQ(shift_of(load_good({with_settings("token_lifetime: " + text)})).settings.token_lifetime, lifetime)
        << text;
  const std::string bounds = "a bearer token lasts 1 minute to 1 year";
  expect_complaints({
      {with_settings("token_lifetime: 59s"), {"a.yaml:2:27: shiftiq.token_lifetime: " + bounds}},
      {with_settings("token_lifetime: 366d"), {"a.yaml:2:27: shiftiq.token_lifetime: " + bounds}},
      {with_user("{developer: true, secret: {lifetime_limit: 2 years}}"),
       {"a.yaml:7:61: tenants[0].users[0].shiftiq.secret.lifetime_limit: " + bounds}},
  });
}

TEST(ShiftSettings, AreComplainedOfByTheirPlace) {
  const std::string no_partition = ": expected the slug of a partition: e and two digits, such as \"e01\", got ";
  expect_complaints({
      {with_settings("bad_secret_status: 403"),
       {"a.yaml:2:30: shiftiq.bad_secret_status: expected 401 or 500, got the number 403"}},
      {with_settings("anonymous_me: gest"),
       {"a.yaml:2:25: shiftiq.anonymous_me: expected \"refuse\" or \"guest\", got the text \"gest\"; did you mean "
        "\"guest\"?"}},
      {with_settings("partition: e01"), {"a.yaml:2:11: shiftiq.partition: unknown key; did you mean \"partitions\"?"}},
      {with_settings("partitions: [{slug: E01}, {slug: e1}]"),
       {"a.yaml:2:31: shiftiq.partitions[0].slug" + no_partition + "the text \"E01\"",
        "a.yaml:2:44: shiftiq.partitions[1].slug" + no_partition + "the text \"e1\""}},
      {with_settings("partitions: [{slug: e01, domain: \"https://a\"}]"),
       {"a.yaml:2:44: shiftiq.partitions[0].domain: expected a domain such as \"shiftiq.com\", got the text "
        "\"https://a\""}},
      {with_settings("partitions: [{slug: e01}, {slug: e01}]"),
       {"a.yaml:2:44: shiftiq.partitions[1].slug: the partition \"e01\" is given twice; first at a.yaml:2:31"}},
  });
}

TEST(ShiftSettings, NameNoCookieThatBrowsersDrop) {
  const std::string host_prefix =
      ": the prefix __Host- wants the path /, and the cookies of a named world have the world's; __Secure- has no such "
      "wish";
  const std::string not_secure =
      ": browsers drop a cookie of the prefix __Secure- that is not secure; leave out secure: false";
  expect_complaints({
      {with_settings("cookie: {same_site: None, secure: false}"),
       {"a.yaml:2:31: shiftiq.cookie.same_site: browsers drop a cookie of SameSite None that is not secure; leave out "
        "secure: false, or choose Lax"}},
      {with_settings("cookie: {name: __Host-a}"), {"a.yaml:2:26: shiftiq.cookie.name" + host_prefix}},
      {with_settings("cookie: {name: a, id_name: __hOST-a}"), {"a.yaml:2:38: shiftiq.cookie.id_name" + host_prefix}},
      {with_settings("cookie: {name: __Secure-a, id_name: __secure-b, secure: false}"),
       {"a.yaml:2:26: shiftiq.cookie.name" + not_secure, "a.yaml:2:47: shiftiq.cookie.id_name" + not_secure}},
  });
  load_good({with_settings("cookie: {same_site: None, name: __Secure-a, id_name: __Secure-b}")});
  load_good({with_settings("cookie: {secure: false, same_site: Strict}")});
}

TEST(ShiftOrganizations, AreInTheFirstPartitionUnlessTheyNameAnother) {
  const Seed seed = load_good({R"(
version: 1
tenants: [{name: A, shiftiq: {partition: e09}}, {name: B}, {name: C, shiftiq: {}}]
shiftiq: {partitions: [{slug: e08}, {slug: e09}]}
)"});
  EXPECT_EQ(organization_of(seed, tenant_of(seed, "a").id).partition, "e09");
  EXPECT_EQ(organization_of(seed, tenant_of(seed, "b").id).partition, "e08");
  EXPECT_EQ(organization_of(seed, tenant_of(seed, "c").id).partition, "e08");
  const Seed every = load_every_key();
  EXPECT_EQ(organization_of(every, tenant_of(every, "acme").id).partition, "e08");
  EXPECT_EQ(organization_of(every, tenant_of(every, "other").id).partition, "e07");
}

TEST(ShiftOrganizations, NameAPartitionThatThereIs) {
  expect_complaints({
      {"version: 1\ntenants: [{name: A, shiftiq: {partition: e02}}]\n",
       {"a.yaml:2:42: tenants[0].shiftiq.partition: there is no partition \"e02\"; did you mean \"e01\"?"}},
      {"version: 1\nshiftiq: {partitions: [{slug: e11}, {slug: e12}]}\ntenants: [{name: A, shiftiq: {partition: "
       "e99}}]\n",
       {"a.yaml:3:42: tenants[0].shiftiq.partition: there is no partition \"e99\"; the partitions are: e11, e12"}},
      // It may be the one that cannot be read.
      {"version: 1\nshiftiq: {partitions: [{slug: e1}]}\ntenants: [{name: A, shiftiq: {partition: e02}}]\n",
       {"a.yaml:2:31: shiftiq.partitions[0].slug: expected the slug of a partition: e and two digits, such as \"e01\", "
        "got the text \"e1\""}},
      {"version: 1\nshiftiq: {partition: [{slug: e02}]}\ntenants: [{name: A, shiftiq: {partition: e02}}]\n",
       {"a.yaml:2:11: shiftiq.partition: unknown key; did you mean \"partitions\"?"}},
  });
}

TEST(ShiftGrants, HoldTheBitsOfTheirWords) {
  struct Case {
    std::string grant;
    std::string resource;
    unsigned data;
  };
  const std::vector<Case> cases{
      {"{resource: security/users}", "security/users", 1},
      {"{resource: security/users, data: [read]}", "security/users", 1},
      {"{resource: a, data: [update]}", "a", 2},
      {"{resource: a, data: [create]}", "a", 4},
      {"{resource: a, data: [delete]}", "a", 8},
      {"{resource: a, data: [administrate]}", "a", 16},
      {"{resource: a, data: [configure]}", "a", 32},
      {"{resource: \"directory/*\", data: [delete, read, read]}", "directory/*", 9},
  };
  for (const auto& row : cases) {
    const Seed seed = load_good({with_grant(row.grant)});
    const auto& grants = grants_of(seed, "123:r");
    ASSERT_EQ(grants.size(), 1U) << row.grant;
    EXPECT_EQ(grants[0].resource, row.resource) << row.grant;
    EXPECT_EQ(grants[0].data, row.data) << row.grant;
  }
  const Seed every = load_every_key();
  ASSERT_EQ(grants_of(every, "739224:support").size(), 2U);
  EXPECT_EQ(grants_of(every, "739224:support")[0].data, 63U);
}

TEST(ShiftGrants, OfTheBuiltInRolesAllowEverything) {
  const Seed seed = load_good({"version: 1\ntenants: [{name: A, id: 1, roles: [{slug: owner}, {slug: x}]}]"});
  for (const std::string id : {"1:root", "1:administrator"}) {
    ASSERT_EQ(grants_of(seed, id).size(), 1U) << id;
    EXPECT_EQ(grants_of(seed, id)[0].resource, "*");
    EXPECT_EQ(grants_of(seed, id)[0].data, 63U);
  }
  for (const std::string id : {"1:owner", "1:x"}) EXPECT_TRUE(grants_of(seed, id).empty()) << id;
}

TEST(ShiftGrants, OfALaterSourceReplaceTheEarlierOnes) {
  const Seed seed = load_good({with_grant("{resource: a}, {resource: b}"), with_grant("{resource: c}")});
  ASSERT_EQ(grants_of(seed, "123:r").size(), 1U);
  EXPECT_EQ(grants_of(seed, "123:r")[0].resource, "c");
}

TEST(ShiftGrants, AreOfSomethingAndForSomething) {
  const std::string at = "tenants[0].roles[0].shiftiq[0].";
  expect_complaints({
      {with_grant("{resource: a, data: []}"),
       {"a.yaml:3:72: " + at + "data: a grant of nothing; such as data: [read]"}},
      {with_grant("{resource: a, data: [remove]}"),
       {"a.yaml:3:73: " + at +
        "data[0]: expected \"read\", \"update\", \"create\", \"delete\", \"administrate\" or \"configure\", got the "
        "text \"remove\""}},
      {with_grant("{resource: Security/users}"),
       {"a.yaml:3:63: " + at +
        "resource: expected a resource such as \"security/users\" or \"*\", got the text \"Security/users\""}},
      {with_grant("{data: [read]}"),
       {"a.yaml:3:52: tenants[0].roles[0].shiftiq[0]: the key \"resource\" is missing; expected a resource such as "
        "\"security/users\" or \"*\""}},
  });
}

TEST(ShiftPersons, AreLearnersUnlessTheySayOtherwise) {
  const auto flags_of = [](const std::string& person) {
    const Seed seed = load_good({with_user(person)});
    const ShiftFlags flags = shiftiq::flags_of(seed, user_of(seed, "Anna@a.test").id);
    return std::vector<bool>{flags.developer, flags.administrator, flags.operates, flags.learner};
  };
  using Flags = std::vector<bool>;
  EXPECT_EQ(flags_of("{}"), (Flags{false, false, false, true}));
  EXPECT_EQ(flags_of("{developer: true}"), (Flags{true, false, false, true}));
  EXPECT_EQ(flags_of("{administrator: true}"), (Flags{false, true, false, true}));
  EXPECT_EQ(flags_of("{operator: true}"), (Flags{false, false, true, true}));
  EXPECT_EQ(flags_of("{learner: false}"), (Flags{false, false, false, false}));
}

TEST(ShiftPersons, AreNotMadeFromTemplates) {
  EXPECT_EQ(
      complaints_of({"version: 1\ntenants: [{name: A, many_users: [{count: 1, email: \"{n}@a\", shiftiq: {}}]}]\n"}),
      (std::vector<std::string>{
          "a.yaml:2:61: tenants[0].many_users[0].shiftiq: unknown key; it belongs at the top of the fixture, under "
          "a tenant (tenants[]), under a role (tenants[].roles[]) or under a user (tenants[].users[])"}));
}

TEST(ClientSecrets, HaveWhatTheFixtureGives) {
  const Seed seed = load_every_key();
  ASSERT_EQ(shift_of(seed).secrets.rows().size(), 1U);
  const ClientSecret& secret = only_secret(seed);
  EXPECT_EQ(secret.value, "Annas-Secret");
  EXPECT_EQ(secret.user_id, "10006129");
  EXPECT_EQ(secret.id, shift_guid("every key", "secret", "739224 anna@acme.test"));
  EXPECT_EQ(to_iso8601(secret.expires_at.instant), "2026-03-01T00:00:00Z");
  EXPECT_EQ(secret.lifetime_limit, std::chrono::hours(1));
  const ShiftFlags flags = flags_of(seed, user_of(seed, "Anna@acme.test").id);
  EXPECT_TRUE(flags.developer && flags.administrator && flags.operates && !flags.learner);
}

TEST(ClientSecrets, AreMadeWhereTheFixtureGivesNoValue) {
  const auto make = [](const std::string& seed, const std::string& tenant, const std::string& email) {
    return load_good({"version: 1\nseed: " + seed + "\ntenants:\n  - {name: A, id: " + tenant +
                      ", users: [{email: " + email + ", shiftiq: {developer: true, secret: {}}}]}\n"});
  };
  const Seed seed = make("s", "1", "a@a.test");
  const ClientSecret& secret = only_secret(seed);
  EXPECT_EQ(secret.value.size(), 88U);
  EXPECT_TRUE(secret.value.ends_with("=="));
  EXPECT_EQ(from_base64(secret.value).value_or("").size(), 64U);
  EXPECT_FALSE(secret.lifetime_limit.has_value());
  EXPECT_EQ(secret.user_id, user_of(seed, "a@a.test").id);

  EXPECT_EQ(only_secret(make("s", "1", "A@a.test")).value, secret.value);
  EXPECT_EQ(only_secret(make("s", "1", "A@a.test")).id, secret.id);
  for (const auto& other : {make("t", "1", "a@a.test"), make("s", "2", "a@a.test"), make("s", "1", "b@a.test")}) {
    EXPECT_NE(only_secret(other).value, secret.value);
    EXPECT_NE(only_secret(other).id, secret.id);
  }
}

TEST(ClientSecrets, AreAssignedToEveryDeveloper) {
  const auto secrets_of = [](const std::vector<std::string>& sources) {
    return shift_of(load_good(sources)).secrets.rows().size();
  };
  const Seed seed = load_good({with_user("{developer: true}")});
  ASSERT_EQ(shift_of(seed).secrets.rows().size(), 1U);
  const Seed given = load_good({with_user("{developer: true, secret: {}}")});
  const ClientSecret& written = only_secret(given);
  EXPECT_EQ(only_secret(seed).value, written.value);
  EXPECT_EQ(only_secret(seed).id, written.id);
  EXPECT_EQ(only_secret(seed).expires_at.distance, days(90));
  EXPECT_EQ(secrets_of({with_user("{}")}), 0U);
  EXPECT_EQ(secrets_of({with_user("{administrator: true, operator: true}")}), 0U);
  EXPECT_EQ(secrets_of({with_user("{developer: true, secret: null}")}), 0U);
  EXPECT_EQ(secrets_of({with_user("{developer: true, secret: }")}), 0U);
  EXPECT_EQ(secrets_of({with_user("{secret: null}")}), 0U);
  // The last source that says anything of it decides.
  EXPECT_EQ(secrets_of({with_user("{developer: true, secret: {value: x}}"), with_user("{secret: null}")}), 0U);
  EXPECT_EQ(secrets_of({with_user("{developer: true, secret: null}"), with_user("{secret: {}}")}), 1U);
  EXPECT_EQ(secrets_of({with_user("{developer: true, secret: null}"), with_user("{learner: false}")}), 0U);
  EXPECT_EQ(secrets_of({with_user("{developer: true}"), with_user("{developer: false}")}), 0U);
}

TEST(ClientSecrets, AreMapsOrNull) {
  expect_complaints({
      {with_user("{developer: true, secret: [a]}"),
       {"a.yaml:7:44: tenants[0].users[0].shiftiq.secret: expected a map (shiftiq_secret) or null, got a list"}},
      {with_user("{developer: true, secret: none}"),
       {"a.yaml:7:44: tenants[0].users[0].shiftiq.secret: expected a map (shiftiq_secret) or null, got the text "
        "\"none\""}},
  });
}

TEST(ClientSecrets, ExpireAfter90DaysUnlessTheySayOtherwise) {
  using Kind = SeedTime::Kind;
  const Instant beginning = parse_iso8601("2026-01-01").value();
  const auto secret_of = [](const std::string& secret) {
    return only_secret(load_good({with_user("{developer: true, secret: {" + secret + "}}")}));
  };
  const ClientSecret usual = secret_of("");
  EXPECT_EQ(usual.expires_at.kind, Kind::after_start);
  EXPECT_EQ(usual.expires_at.distance, days(90));
  EXPECT_EQ(usual.created_at.kind, Kind::absolute);
  EXPECT_EQ(usual.created_at.instant, beginning);

  const ClientSecret expired = secret_of("expires: -1d");
  EXPECT_EQ(expired.expires_at.distance, -days(1));
  EXPECT_EQ(expired.created_at.kind, Kind::after_start);
  EXPECT_EQ(expired.created_at.distance, -days(2));

  const ClientSecret long_ago = secret_of("expires: 2025-07-02");
  EXPECT_EQ(to_iso8601_date(long_ago.created_at.instant), "2025-07-01");
  EXPECT_EQ(secret_of("expires: 2027-01-01").created_at.instant, beginning);
}

TEST(ClientSecrets, OfALaterSourceReplaceKeyByKey) {
  const Seed seed = load_good({with_user("{developer: true, secret: {value: old, lifetime_limit: 1h}}"),
                               with_user("{operator: true, secret: {value: new}}")});
  ASSERT_EQ(shift_of(seed).secrets.rows().size(), 1U);
  EXPECT_EQ(only_secret(seed).value, "new");
  EXPECT_EQ(only_secret(seed).lifetime_limit, std::chrono::hours(1));
  EXPECT_TRUE(flags_of(seed, user_of(seed, "Anna@a.test").id).developer);
  // Whether the user is a developer is asked once all sources are read.
  EXPECT_EQ(shift_of(load_good({with_user("{secret: {}}"), with_user("{developer: true}")})).secrets.rows().size(), 1U);
}

TEST(ClientSecrets, AreForDevelopers) {
  const std::string hint = "only a developer has a client secret; give the user developer: true";
  expect_complaints({
      {with_user("{secret: {}}"), {"a.yaml:7:27: tenants[0].users[0].shiftiq.secret: " + hint}},
      {with_user("{developer: false, operator: true, secret: {value: x}}"),
       {"a.yaml:7:69: tenants[0].users[0].shiftiq.secret.value: " + hint}},
      // One complaint is enough.
      {with_user("{developer: yes, secret: {}}"),
       {"a.yaml:7:30: tenants[0].users[0].shiftiq.developer: expected true or false, got the text \"yes\"; write "
        "true"}},
      {with_user("{develper: true, secret: {}}"),
       {"a.yaml:7:19: tenants[0].users[0].shiftiq.develper: unknown key; did you mean \"developer\"?"}},
  });
}

TEST(ClientSecrets, AreGivenOnce) {
  const auto two = [](const std::string& first, const std::string& second) {
    return "version: 1\ntenants:\n  - name: A\n    id: 1\n    users:\n      - {email: a@a, shiftiq: {developer: true, "
           "secret: " +
           first + "}}\n      - {email: b@a, shiftiq: {developer: true, secret: " + second + "}}\n";
  };
  expect_complaints({{two("{value: same}", "{value: same}"),
                      {"a.yaml:7:65: tenants[0].users[1].shiftiq.secret.value: the client secret \"same\" is given "
                       "twice; first at a.yaml:6:65"}}});
  // A value that is made for another user is taken as well.
  const std::string made = shift_of(load_good({two("{}", "{}")})).secrets.rows().at(1).value;
  EXPECT_EQ(complaints_of({two("{value: \"" + made + "\"}", "{}")}).size(), 1U);
  EXPECT_EQ(shift_of(load_good({two("{value: a}", "{value: A}")})).secrets.rows().size(), 2U);
}

TEST(ClientSecrets, AreOfVisibleCharacters) {
  const std::string wrong =
      "a.yaml:7:52: tenants[0].users[0].shiftiq.secret.value: expected a secret of 1 to 200 visible ASCII characters, "
      "got the ";
  const auto with = [](const std::string& value) {
    return with_user("{developer: true, secret: {value: " + value + "}}");
  };
  expect_complaints({
      {with("\"\""), {wrong + "text \"\""}},
      {with("two words"), {wrong + "text \"two words\""}},
      {with("é"), {wrong + "text \"é\""}},
      {with("12345"), {wrong + "number 12345; write it in quotes: \"12345\""}},
      {with(std::string(200, 'a')), {}},
      {with("\"12345\""), {}},
  });
  EXPECT_EQ(complaints_of({with(std::string(201, 'a'))}).size(), 1U);
}

}  // namespace understudy::shiftiq
