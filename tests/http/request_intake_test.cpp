#include "http/request_intake.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/text.h"

namespace understudy::http {
namespace {

class Intake : public testing::Test {
 protected:
  Progress feed(std::string_view bytes) {
    std::string_view input = bytes;
    const Progress progress = intake_.advance(input);
    rest_ = input;
    return progress;
  }

  /// Every request of `bytes`, given in pieces of that size.
  std::vector<Request> read_all(std::string_view bytes, size_t piece) {
    std::vector<Request> requests;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), piece))) {
      std::string_view input = bytes.substr(0, piece);
      while (intake_.advance(input) == Progress::complete) {
        requests.push_back(intake_.request());
        intake_.next();
      }
    }
    return requests;
  }

  RequestLimits limits_;
  GuardedHead scratch_;
  RequestIntake intake_{limits_, scratch_, "127.0.0.1"};
  std::string rest_;
};

TEST_F(Intake, KeepsTheOrderAndTheRepeatsOfHeaders) {
  ASSERT_EQ(feed("GET / HTTP/1.1\r\nZebra: 1\r\nHost: a\r\nApple: 2\r\nzebra: 3\r\nEmpty:\r\nApple: 4\r\n\r\n"),
            Progress::complete);
  EXPECT_EQ(intake_.request().headers,
            (Fields{{"Zebra", "1"}, {"Host", "a"}, {"Apple", "2"}, {"zebra", "3"}, {"Empty", ""}, {"Apple", "4"}}));
}

TEST_F(Intake, KeepsTheOrderOfAHundredHeaders) {
  std::string head = "GET / HTTP/1.1\r\nHost: a\r\n";
  Fields expected{{"Host", "a"}};
  for (int i = 0; i < 99; ++i) {
    const std::string name = "N" + std::to_string(i * 37 % 100);
    head += cat({name, ": ", std::to_string(i), "\r\n"});
    expected.add(name, std::to_string(i));
  }
  ASSERT_EQ(feed(head + "\r\n"), Progress::complete) << intake_.fault().detail;
  EXPECT_EQ(intake_.request().headers, expected);
}

TEST_F(Intake, LeavesHeaderValuesAsSent) {
  const std::vector<std::string> values{
      "Basic YWJj%2B", "%0d%0aSet-Cookie: a",   "%", "%%", "%4", "%u00e4", "100%25", "a  b\tc", "=", "\xC3\xA4\xFF",
      "a: b",          std::string(20'000, '%')};
  for (const auto& value : values) {
    ASSERT_EQ(feed(cat({"GET / HTTP/1.0\r\nX: ", value, "\r\n\r\n"})), Progress::complete) << value;
    EXPECT_EQ(intake_.request().headers, (Fields{{"X", value}}));
    intake_.next();
  }
}

TEST_F(Intake, LeavesPathAndQueryAsSent) {
  struct Case {
    std::string target, path, query;
  };
  const std::vector<Case> cases{
      {"/", "/", ""},
      {"/a%2Fb/%zz", "/a%2Fb/%zz", ""},
      {"/a?b=1?c=2?", "/a", "b=1?c=2?"},
      {"/a?", "/a", ""},
      {"/a??", "/a", "?"},
      {"//a/../b", "//a/../b", ""},
      {"http://host/a?b", "/a", "b"},
      {"http://host?b", "/", "b"},
      {"http://host", "/", ""},
      {"/a:b@c;d=+e,", "/a:b@c;d=+e,", ""},
      {"/?" + std::string(30'000, 'q'), "/", std::string(30'000, 'q')},
  };
  for (const auto& [target, path, query] : cases) {
    ASSERT_EQ(feed(cat({"GET ", target, " HTTP/1.0\r\n\r\n"})), Progress::complete) << target;
    EXPECT_EQ(intake_.request().path, path);
    EXPECT_EQ(intake_.request().query, query);
    intake_.next();
  }
}

TEST_F(Intake, KeepsWhatWasReadOfARefusedRequest) {
  ASSERT_EQ(feed("GET /before HTTP/1.1\r\nHost: a\r\nOrigin: http://before\r\n\r\n"), Progress::complete);
  intake_.next();
  std::string many = "PUT /many?q HTTP/1.1\r\nOrigin: http://page\r\n";
  for (int i = 0; i < 100; ++i) many += "A: b\r\n";
  const std::string longer =
      "PUT /long HTTP/1.1\r\nOrigin: http://page\r\nX: " + std::string(limits_.max_head, 'x') + "\r\n\r\nbody\r\n\r\n";
  const std::string large = "PUT /large HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\nOrigin: http://page\r\n\r\n";
  const std::string chunk =
      "PUT /chunk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nOrigin: http://page\r\n\r\nFFFFFFFF\r\n";
  for (const auto& [bytes, path] :
       {std::pair(many + "\r\n", "/many"), {longer, "/long"}, {large, "/large"}, {chunk, "/chunk"}}) {
    ASSERT_EQ(feed(bytes), Progress::refused) << path;
    EXPECT_EQ(intake_.request().method, "PUT");
    EXPECT_EQ(intake_.request().path, path);
    const auto* origin = intake_.request().headers.find("Origin");
    EXPECT_EQ(origin == nullptr ? "" : *origin, "http://page") << path;
    intake_.next();
  }
  ASSERT_EQ(feed("PUT /no-version\r\nOrigin: http://page\r\n\r\n"), Progress::refused);
  EXPECT_EQ(intake_.request().method, "");
  EXPECT_EQ(intake_.request().path, "");
  EXPECT_TRUE(intake_.request().headers.empty());
}

TEST_F(Intake, NoHeaderMeansAnythingToTheReader) {
  ASSERT_EQ(feed("POST /a HTTP/1.1\r\nHost: a\r\nRange: nonsense\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                 "Content-Type: multipart/form-data\r\n\r\nx"),
            Progress::complete);
  EXPECT_EQ(intake_.request().headers.size(), 5u);
  EXPECT_EQ(intake_.request().method, "POST");
  EXPECT_EQ(intake_.request().body, "x");
  EXPECT_EQ(intake_.request().peer, "127.0.0.1");
}

TEST_F(Intake, ReadsTheSameRequestsHoweverTheBytesAreCut) {
  const std::string bytes =
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
      "\r\nPUT /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nxyz\r\n0\r\nT: 1\r\n\r\n"
      "DELETE /4 HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const size_t piece : {bytes.size(), size_t{1}, size_t{2}, size_t{7}, size_t{50}}) {
    const auto requests = read_all(bytes, piece);
    ASSERT_EQ(requests.size(), 4u) << piece;
    EXPECT_EQ(requests[0].path + requests[1].path + requests[2].path + requests[3].path, "/1/2/3/4") << piece;
    EXPECT_EQ(requests[1].body + requests[2].body + requests[3].body, "abcxyz") << piece;
  }
}

TEST_F(Intake, TellsHowMuchHasCome) {
  EXPECT_EQ(intake_.phase(), Phase::idle);
  feed("POST / HTTP/1.1\r\n");
  EXPECT_EQ(intake_.phase(), Phase::head);
  feed("Host: a\r\nContent-Length: 2\r\n\r\na");
  EXPECT_EQ(intake_.phase(), Phase::body);
  EXPECT_EQ(feed("bGET"), Progress::complete);
  EXPECT_EQ(rest_, "GET");
  intake_.next();
  EXPECT_EQ(intake_.phase(), Phase::idle);
}

TEST_F(Intake, OwesLeaveToSendOnlyWhileTheBodyHasNotBegun) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  feed(head);
  EXPECT_TRUE(intake_.take_expectation());
  EXPECT_FALSE(intake_.take_expectation());
  feed("ab");
  intake_.next();
  feed(head + "a");
  EXPECT_FALSE(intake_.take_expectation());
}

}  // namespace
}  // namespace understudy::http
