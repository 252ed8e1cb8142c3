#include "access/credentials.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "providers.h"
#include "providers/epilot/access_token.h"
#include "support/mock.h"

namespace understudy::access {
namespace {

using understudy::testing::Mock;

std::string verdict(Mock& mock, const std::string* header, const Accepted& accepted = {}) {
  try {
    return authenticate(providers().kinds(), mock.world(), mock.public_url, {header, {}}, {accepted, {}}).credential_id;
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
  EXPECT_TRUE(providers().kinds().has("epilot"));
  EXPECT_FALSE(providers().kinds().has("other"));
}

/// Every kind that a token type makes: right, wrong, of another world, of another type. A new row of the table is
/// tested the day it is added: either here, or (trusted, shift_bearer) in a test of its own.
TEST(Credentials, OfEveryKindAreVerified) {
  Mock mock;
  size_t tested = 0;
  for (const auto type : testing::all_token_types) {
    epilot::AccessToken row;
    row.type = type;
    const auto token = mock.world().known_tokens().parse(mock.issue(row));
    auto changed = std::make_shared<crypto::KnownToken>(*token);
    changed->jws.signature[0] = static_cast<char>(changed->jws.signature[0] ^ 1);
    changed->compact += "changed";
    for (const auto& kind : providers().kinds()) {
      if (kind.carrier != Carrier::jwt) continue;
      const bool is_own = kind.name == to_text(type);
      EXPECT_EQ(kind.recognises(mock.world().seed(), token->jws), is_own) << kind.name << to_text(type);
      if (!is_own) continue;
      ++tested;
      EXPECT_EQ(kind.verify(mock.world(), {token, {}, mock.public_url}).kind, kind.name);
      EXPECT_THROW(kind.verify(mock.world("other"), {token, {}, mock.public_url + "/w/other"}), Refusal) << kind.name;
      EXPECT_THROW(kind.verify(mock.world(), {changed, {}, mock.public_url}), Refusal) << kind.name;
    }
  }
  // The others: trusted issuers' tokens, those of user pools, and Shift iQ's three.
  EXPECT_EQ(static_cast<ptrdiff_t>(tested + 6), std::distance(providers().kinds().begin(), providers().kinds().end()));
}

TEST(Credentials, BoundToOperationsPassOnTheseAlone) {
  Mock mock;
  epilot::AccessToken row;
  row.type = epilot::AccessToken::Type::contact_identification;
  row.allowed_operations = {"getContact", "getContracts"};
  const std::string header = "Bearer " + mock.issue(row);
  const auto verdict_at = [&](std::string_view operation) {
    try {
      return "accepted " +
             std::string(
                 authenticate(providers().kinds(), mock.world(), mock.public_url, {&header, {}}, {{}, operation}).kind);
    } catch (const Refusal& refusal) {
      return std::string(to_text(refusal.reason));
    }
  };
  EXPECT_EQ(verdict_at("getContact"), "accepted contact_identification");
  EXPECT_EQ(verdict_at("getContracts"), "accepted contact_identification");
  EXPECT_EQ(verdict_at("getOrders"), "unaccepted_operation");
  EXPECT_EQ(verdict_at(""), "unaccepted_operation");
}

TEST(Credentials, AreNeverQuotedWhole) {
  const std::string secret(900, 's');
  EXPECT_EQ(abridge(secret).find(secret.substr(0, 10)), std::string::npos);
  EXPECT_EQ(abridge("short-secret"), "12 characters");
}

}  // namespace understudy::access
