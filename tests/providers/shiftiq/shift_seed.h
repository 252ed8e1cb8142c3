// A directory with persons of Shift iQ, and the ways its tests ask.
#pragma once

#include <gtest/gtest.h>
#include <string>

#include "base/encoding.h"
#include "providers/shiftiq/part.h"
#include "support/mock.h"
#include "support/records.h"

namespace understudy::shiftiq {

inline const std::string developer_secret = to_base64(std::string(64, 'd'));
inline const std::string reader_secret = to_base64(std::string(64, 'r'));
inline const std::string learner_secret = to_base64(std::string(64, 'l'));
inline const std::string operator_secret = to_base64(std::string(64, 'o'));
inline const std::string expired_secret = to_base64(std::string(64, 'e'));
inline const std::string elsewhere_secret = to_base64(std::string(64, 'w'));

struct Person {
  User user;
  ShiftFlags flags;
};

inline Person person(std::string id, std::string name, ShiftFlags flags, std::vector<std::string> roles = {},
                     std::string tenant = "739224") {
  User user;
  user.id = std::move(id);
  user.tenant_id = std::move(tenant);
  user.email = name.substr(0, name.find(' ')) + "@acme.test";
  user.display_name = std::move(name);
  user.created_at = {SeedTime::Kind::absolute, testing::mock_start, {}};
  user.roles = std::move(roles);
  return {std::move(user), flags};
}

/// They are all that there are.
inline void set_people(Seed& seed, const std::vector<Person>& people) {
  std::vector<User> users;
  std::vector<ShiftStanding> standings;
  for (const auto& [user, flags] : people) {
    users.push_back(user);
    standings.push_back({user.id, flags});
  }
  seed.users = TableBase(std::move(users));
  shift_of(seed).standings = TableBase(std::move(standings));
}

inline ClientSecret secret_of(std::string user_id, const std::string& value,
                              Milliseconds lifetime = std::chrono::days(90)) {
  ClientSecret secret;
  secret.id = "secret-of-" + user_id;
  secret.user_id = std::move(user_id);
  secret.value = value;
  secret.created_at = {SeedTime::Kind::absolute, testing::mock_start, {}};
  secret.expires_at = {SeedTime::Kind::absolute, testing::mock_start + lifetime, {}};
  return secret;
}

/// Acme in partition e99: Dora, a developer and administrator whose role grants nothing; Rita, a developer who may read
/// users and groups; Lena, a learner; Otto, a developer and operator; Ella, whose secret is expired. Beta in partition
/// e01: Dora again.
inline Seed shift_seed() {
  Seed seed = testing::small_seed();
  shift_of(seed).settings.partitions = {{"e99", "Enterprise 99", "shiftiq.com"},
                                        {"e01", "Enterprise 1", "shiftiq.com"}};
  seed.tenants = TableBase<Tenant>(
      {testing::organization("739224", "acme", "Acme"), testing::organization("555", "beta", "Beta")});
  shift_of(seed).organizations = TableBase<ShiftOrganization>({{"739224", "e99"}, {"555", "e01"}});
  Role reader;
  reader.id = "739224:reader";
  reader.tenant_id = "739224";
  reader.slug = "reader";
  reader.name = "Reader";
  Role idle;
  idle.id = "739224:idle";
  idle.tenant_id = "739224";
  idle.slug = "idle";
  idle.name = "Idle";
  seed.roles = TableBase<Role>({reader, idle});
  shift_of(seed).roles = TableBase<ShiftRole>(
      {{reader.id,
        {{"security/users", ShiftGrant::read}, {"directory/groups", ShiftGrant::read | ShiftGrant::update}}}});
  const ShiftFlags developer{.developer = true, .learner = false};
  set_people(seed,
             {person("1", "Dora Dahl", {.developer = true, .administrator = true, .learner = false}, {"739224:idle"}),
              person("2", "Rita Rask", developer, {"739224:reader"}), person("3", "Lena Lund", {}),
              person("4", "Otto Olm", {.developer = true, .operates = true, .learner = false}),
              person("5", "Ella", developer), person("6", "Dora Dahl", developer, {}, "555")});
  shift_of(seed).secrets = TableBase<ClientSecret>({secret_of("1", developer_secret), secret_of("2", reader_secret),
                                                    secret_of("3", learner_secret), secret_of("4", operator_secret),
                                                    secret_of("5", expired_secret, std::chrono::hours(-1)),
                                                    secret_of("6", elsewhere_secret)});
  return seed;
}

inline std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "(none)" : *value;
}

inline http::Reply post_json(testing::Mock& mock, const std::string& path, const std::string& body,
                             std::vector<std::string> headers = {}) {
  headers.emplace_back("Content-Type: application/json");
  return mock.ask("POST", path, headers, body);
}

inline std::string token_of(testing::Mock& mock, const std::string& secret, const std::string& prefix = "") {
  const auto reply = post_json(mock, prefix + "/api/security/tokens/generate", R"({"Secret":")" + secret + "\"}");
  EXPECT_EQ(reply.status, 200) << reply.body;
  return std::string(testing::body_of(reply).text_at("AccessToken"));
}

/// "200 <body>"
inline std::string told(const http::Reply& reply) { return std::to_string(reply.status) + " " + reply.body; }

inline std::string problem_401(const std::string& detail) {
  return R"({"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/401",)"
         R"("Title":"Unauthorized","Status":401,"Detail":")" +
         detail + "\"}";
}

/// What the authentication in front of the controllers answers.
inline std::string failed_401(const std::string& detail) {
  std::string body = problem_401(detail);
  body.pop_back();
  return body + R"(,"Instance":null,"Extensions":{}})";
}

}  // namespace understudy::shiftiq
