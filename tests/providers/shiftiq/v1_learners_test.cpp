// The people of an organization, as version 1 of Shift iQ's API lists them.
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

std::vector<std::string> bearer(const std::string& secret) { return {"Authorization: Bearer " + secret}; }

std::string row_of(const std::string& first, const std::string& last, const std::string& flags) {
  const std::string email = first + "@acme.test";
  return R"({"Identifier":")" + shift_guid("test", "user", to_lower(email)) + R"(","FirstName":")" + first + "\"" +
         (last.empty() ? "" : R"(,"LastName":")" + last + "\"") + R"(,"Email":")" + email + "\"," + flags +
         R"(,"HomeAddress":{}})";
}

const std::string neither = R"("IsAdministrator":false,"IsLearner":false)";
const std::string learner = R"("IsAdministrator":false,"IsLearner":true)";
const std::string administrator = R"("IsAdministrator":true,"IsLearner":false)";

const std::string dora = row_of("Dora", "Dahl", administrator);
const std::string lena = row_of("Lena", "Lund", learner);
const std::string rita = row_of("Rita", "Rask", neither);

}  // namespace

TEST(ShiftVersion1Learners, AreAllPeopleOfTheOrganization) {
  Mock mock(shift_seed());
  const auto reply = mock.ask("GET", "/api/learners", bearer(reader_secret));
  EXPECT_EQ(told(reply), "200 [" + dora + "," + row_of("Ella", "", neither) + "," + lena + "," +
                             row_of("Otto", "Olm", neither) + "," + rita + "]");
  EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(told(mock.ask("GET", "/API/Learners", bearer(elsewhere_secret))),
            "200 [" + row_of("Dora", "Dahl", neither) + "]");
}

TEST(ShiftVersion1Learners, AreFoundByTheirIdentifier) {
  Mock mock(shift_seed());
  const auto ask = [&](const std::string& id, const std::string& secret) {
    return told(mock.ask("GET", "/api/learners/" + id, bearer(secret)));
  };
  const auto id = shift_guid("test", "user", "lena@acme.test");
  EXPECT_EQ(ask(id, developer_secret), "200 " + lena);
  EXPECT_EQ(ask(id, elsewhere_secret), "400 \"Learner Not Found: " + id + "\"");
  EXPECT_EQ(ask("7", developer_secret), R"(400 "Learner Not Found: 7")");
}

TEST(ShiftVersion1Learners, AreFoundByHowTheirTextsBegin) {
  Mock mock(shift_seed());
  struct Row {
    std::string body;
    std::string found;
    int count;
  };
  const std::vector<Row> rows{
      {R"({"FirstName":"Le"})", lena, 1},
      {R"({"lastName":"Ras","email":"Rita@"})", rita, 1},
      {R"({"FirstName":"Le","LastName":"Ras"})", "", 0},
      {R"({"Code":"7"})", "", 0},
      {R"({"FirstName":"ena"})", "", 0},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(told(post_json(mock, "/api/learners/search", row.body, bearer(developer_secret))),
              "200 [" + row.found + "]")
        << row.body;
    EXPECT_EQ(told(post_json(mock, "/api/learners/count", row.body, bearer(developer_secret))),
              "200 " + std::to_string(row.count))
        << row.body;
  }
  EXPECT_EQ(told(mock.ask("POST", "/api/learners/count", bearer(developer_secret))), "200 5");
  EXPECT_EQ(told(post_json(mock, "/api/learners/search", "[]", bearer(developer_secret))),
            R"(400 "The request is invalid.")");
}

TEST(ShiftVersion1Learners, AreForWhoeverHasAClientSecret) {
  Mock mock(shift_seed());
  struct Row {
    std::vector<std::string> headers;
    std::string error;
  };
  const std::vector<Row> rows{
      {{}, "Your HTTP request is missing the Authorization header."},
      {bearer("x"), "Your bearer token is not recognized."},
      {bearer(expired_secret), "Your bearer token is expired."},
      {bearer(token_of(mock, developer_secret)), "Your bearer token is not recognized."},
      {{"Authorization: Bearer " + developer_secret, "Host: beta.shiftiq.com"},
       "Your bearer token is not authorized to access this organization."},
  };
  for (const auto& row : rows)
    for (const auto& [method, path] : std::vector<std::pair<std::string, std::string>>{{"GET", "/api/learners"},
                                                                                       {"GET", "/api/learners/7"},
                                                                                       {"POST", "/api/learners/search"},
                                                                                       {"POST", "/api/learners/count"}})
      EXPECT_EQ(told(mock.ask(method, path, row.headers)), R"(403 {"error":")" + row.error + "\"}") << path;
}

}  // namespace understudy::shiftiq
