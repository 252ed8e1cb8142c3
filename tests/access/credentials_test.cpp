#include "access/credentials.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "support/mock.h"

namespace understudy::access {
namespace {

using understudy::testing::Mock;

std::string verdict(Mock& mock, const std::string* header, const Accepted& accepted = {}) {
  try {
    return authenticate(mock.world(), mock.public_url, header, accepted).credential_id;
  } catch (const Refusal& refusal) {
    return std::string(to_text(refusal.reason));
  }
}

}  // namespace

TEST(Credentials, AreReadFromABearerHeaderInAnyCasing) {
  Mock mock;
  const auto token = mock.token("api_owner");
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER ", "Bearer   "}) {
    const std::string header = scheme + token;
    EXPECT_EQ(verdict(mock, &header), "api_owner") << scheme;
  }
  EXPECT_EQ(verdict(mock, nullptr), "missing_credential");
  for (const std::string& header : {std::string(), std::string("Bearer"), std::string("Bearer "), "Basic " + token,
                                    token, "Bearer" + token, "Bearer " + token + " x", "Token " + token})
    EXPECT_EQ(verdict(mock, &header), "malformed_credential") << header.substr(0, 20);
}

TEST(Credentials, PassWhereTheirKindIsTaken) {
  Mock mock;
  const std::string header = "Bearer " + mock.token("api_owner");
  EXPECT_EQ(verdict(mock, &header, {"api"}), "api_owner");
  EXPECT_EQ(verdict(mock, &header, {"epilot"}), "api_owner");
  EXPECT_EQ(verdict(mock, &header, {"other", "api"}), "api_owner");
  EXPECT_EQ(verdict(mock, &header, {"other"}), "unaccepted_kind");
  EXPECT_TRUE(is_kind_or_family("epilot"));
  EXPECT_FALSE(is_kind_or_family("other"));
}

/// Every kind that is listed: right, wrong, used late, of another world. A new row is tested the day it is added.
TEST(Credentials, OfEveryKindAreVerified) {
  Mock mock;
  for (const auto& kind : credential_kinds()) {
    const auto token = mock.token("api_owner");
    const auto jws = crypto::parse_jws(token).value();
    EXPECT_TRUE(kind.recognises(jws)) << kind.name;
    EXPECT_EQ(kind.verify(mock.world(), {token, jws, mock.public_url}).kind, kind.name);
    EXPECT_THROW(kind.verify(mock.world("other"), {token, jws, mock.public_url + "/w/other"}), Refusal) << kind.name;
    auto changed = jws;
    changed.signature[0] = static_cast<char>(changed.signature[0] ^ 1);
    EXPECT_THROW(kind.verify(mock.world(), {token, changed, mock.public_url}), Refusal) << kind.name;
  }
}

TEST(Credentials, AreNeverQuotedWhole) {
  const std::string secret(900, 's');
  EXPECT_EQ(abridge(secret).find(secret.substr(0, 10)), std::string::npos);
  EXPECT_EQ(abridge("short-secret"), "12 characters");
}

}  // namespace understudy::access
