#include "http/request_guard.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/text.h"

namespace understudy::http {
namespace {

struct Verdict {
  Progress progress = Progress::need_more;
  GuardedHead head;
  Fault fault;
};

Verdict judge(std::string_view bytes, const RequestLimits& limits = {}) {
  Verdict verdict;
  size_t scanned = 0;
  verdict.progress = guard_head(bytes, scanned, limits, verdict.head, verdict.fault);
  return verdict;
}

int status_of(std::string_view bytes, const RequestLimits& limits = {}) {
  const Verdict verdict = judge(bytes, limits);
  return verdict.progress == Progress::refused ? verdict.fault.status : 0;
}

/// "200" in the place of a status: the head passes.
struct Case {
  std::string head;
  int status;
};

void expect_statuses(const std::vector<Case>& cases) {
  for (const auto& [head, status] : cases) {
    const Verdict verdict = judge(head);
    EXPECT_NE(verdict.progress, Progress::need_more) << head;
    EXPECT_EQ(verdict.progress == Progress::refused ? verdict.fault.status : 200, status) << head << "\n"
                                                                                          << verdict.fault.detail;
  }
}

std::string with(std::string_view lines) { return cat({"POST / HTTP/1.1\r\nHost: a\r\n", lines, "\r\n"}); }

TEST(RequestGuard, HandsOutTheHeadAsSent) {
  const std::string bytes =
      "GET /a%2Fb?x=1&y=?2 HTTP/1.0\r\nHost:  a:1 \r\nrange: bytes=0-1\r\nX-Empty:\r\nX-A: 100%25\r\n\r\n";
  const Verdict verdict = judge(bytes + "rest");
  ASSERT_EQ(verdict.progress, Progress::complete) << verdict.fault.detail;
  EXPECT_EQ(verdict.head.method, "GET");
  EXPECT_EQ(verdict.head.path, "/a%2Fb");
  EXPECT_EQ(verdict.head.query, "x=1&y=?2");
  EXPECT_EQ(verdict.head.headers,
            (Fields{{"Host", "a:1"}, {"range", "bytes=0-1"}, {"X-Empty", ""}, {"X-A", "100%25"}}));
  EXPECT_EQ(verdict.head.size, bytes.size());
  EXPECT_EQ(verdict.head.facts.version, Version::http_1_0);
}

TEST(RequestGuard, JudgesRequestLines) {
  const auto line = [](std::string_view text) { return cat({text, "\r\nHost: a\r\n\r\n"}); };
  expect_statuses({
      {line("GET / HTTP/1.1"), 200},
      {line("OPTIONS * HTTP/1.1"), 200},
      {line("PATCH /?a?b HTTP/1.1"), 200},
      {line("GET http://b/c?d HTTP/1.1"), 200},
      {line("GET HTTPS://b:1 HTTP/1.1"), 200},
      {line("TRACE / HTTP/1.1"), 501},
      {line("CONNECT a:1 HTTP/1.1"), 200},
      {line("CONNECT A.example.:65535 HTTP/1.0"), 200},
      {line("CONNECT [::1]:443 HTTP/1.1"), 200},
      {line("CONNECT a HTTP/1.1"), 400},
      {line("CONNECT a: HTTP/1.1"), 400},
      {line("CONNECT :443 HTTP/1.1"), 400},
      {line("CONNECT a:0 HTTP/1.1"), 400},
      {line("CONNECT a:65536 HTTP/1.1"), 400},
      {line("CONNECT a:0443 HTTP/1.1"), 400},
      {line("CONNECT a:443/ HTTP/1.1"), 400},
      {line("CONNECT a:443?b HTTP/1.1"), 400},
      {line("CONNECT http://a:443 HTTP/1.1"), 400},
      {line("CONNECT u@a:443 HTTP/1.1"), 400},
      {line("CONNECT [::1] HTTP/1.1"), 400},
      {line("CONNECT [::1]443 HTTP/1.1"), 400},
      {line("CONNECT ::1:443 HTTP/1.1"), 400},
      {line("CONNECT 127.1:443 HTTP/1.1"), 400},
      {line("CONNECT 0x7f.0.0.1:443 HTTP/1.1"), 400},
      {line("CONNECT a%2eb:443 HTTP/1.1"), 400},
      {line("CONNECT a,b:443 HTTP/1.1"), 400},
      {line("CONNECT / HTTP/1.1"), 400},
      {line("CONNECT * HTTP/1.1"), 400},
      {"CONNECT a:1 HTTP/1.0\r\n\r\n", 200},
      {"CONNECT a:1 HTTP/1.1\r\n\r\n", 400},
      {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 200},
      {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 400},
      {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {line("GET ftp://a/b HTTP/1.1"), 400},
      {line("GET http://a:99999/b HTTP/1.1"), 400},
      {line("GET http://127.1/b HTTP/1.1"), 400},
      {line("BREW / HTTP/1.1"), 501},
      {line("get / HTTP/1.1"), 501},
      {line("GE\xC3\xA4 / HTTP/1.1"), 400},
      {line("G(T / HTTP/1.1"), 400},
      {line("GET / HTTP/2.0"), 505},
      {line("GET / HTTP/0.9"), 505},
      {line("PRI * HTTP/2.0"), 505},
      {line("GET / HTTP/1.12"), 400},
      {line("GET / http/1.1"), 400},
      {line("GET / HTTP/1.x"), 400},
      {line("GET /"), 400},
      {line("GET"), 400},
      {line("GET  / HTTP/1.1"), 400},
      {line("GET / a HTTP/1.1"), 400},
      {line("GET  HTTP/1.1"), 400},
      {line("GET /\t HTTP/1.1"), 400},
      {line("GET /\x7F HTTP/1.1"), 400},
      {line(std::string("GET /\0 HTTP/1.1", 15)), 400},
      {line("GET /\r HTTP/1.1"), 400},
      {line("GET a HTTP/1.1"), 400},
      {line("GET ?a HTTP/1.1"), 400},
      {line("GET #a HTTP/1.1"), 400},
      {line("GET * HTTP/1.1"), 400},
      {line("GET http:///a HTTP/1.1"), 400},
      {line("GET http://u@b/a HTTP/1.1"), 400},
      {line("GET ftp://b/a HTTP/1.1"), 400},
  });
}

/// RFC 9112 §3.2 by RFC 3986, and what browsers and curl send all the same.
TEST(RequestGuard, JudgesTheBytesOfTheTarget) {
  const auto target = [](std::string_view text) { return cat({"GET ", text, " HTTP/1.1\r\nHost: a\r\n\r\n"}); };
  expect_statuses({
      {target("/a-b.c_d~e!$&'()*+,;=:@/%41?a-b.c_d~e!$&'()*+,;=:@/?%41"), 200},
      {target("/users[0]|^x"), 200},
      {target("/?filter[name]={\"a\":1}|^`<b>\\c"), 200},
      {target("/%"), 200},
      {target("/\xC3\xA4"), 400},
      {target("/\xE4"), 400},
      {target("/?\xC3\xA4"), 400},
      {target("/a#b"), 400},
      {target("/?a#b"), 400},
      {target("http://b/#c"), 400},
      {target("/\\..\\a"), 400},
      {target("/{id}"), 400},
      {target("/<a>"), 400},
      {target("/\"a\""), 400},
      {target("/`a"), 400},
      {target("/?\x7F"), 400},
      {target("/?a\tb"), 400},
      {target("/?a b"), 400},
  });
}

TEST(RequestGuard, JudgesHeaders) {
  expect_statuses({
      {with("A: b\r\nA: c\r\n"), 200},
      {with("A:\r\n"), 200},
      {with("A: \tb\xFF \r\n"), 200},
      {with(" folded\r\n"), 400},
      {with("A: b\r\n\tfolded\r\n"), 400},
      {with("A : b\r\n"), 400},
      {with(": b\r\n"), 400},
      {with("A\r\n"), 400},
      {with("A\xC3\xA4: b\r\n"), 400},
      {with("A: b\x01\r\n"), 400},
      {with("A: b\x7F\r\n"), 400},
      {with(std::string("A: b\0c\r\n", 8)), 400},
      {with("A: b\rc\r\n"), 400},
      {with("A: b\nB: c\r\n"), 400},
      {with("A: b\n"), 400},
  });
}

TEST(RequestGuard, JudgesTheHost) {
  const auto head = [](std::string_view version, std::string_view lines) {
    return cat({"GET / HTTP/", version, "\r\n", lines, "\r\n"});
  };
  expect_statuses({
      {head("1.1", "Host: a\r\n"), 200},
      {head("1.1", "Host: my_service:9119\r\n"), 200},
      {head("1.1", "Host: [::1]:80\r\n"), 200},
      {head("1.1", "Host:\r\n"), 200},
      {head("1.1", ""), 400},
      {head("1.0", ""), 200},
      {head("1.1", "Host: a\r\nHost: a\r\n"), 400},
      {head("1.0", "host: a\r\nHOST: b\r\n"), 400},
      {head("1.1", "Host: a b\r\n"), 400},
      {head("1.1", "Host: a/b\r\n"), 400},
      {head("1.1", "Host: u@a\r\n"), 400},
      {head("1.1", "Host: a\"b\r\n"), 400},
  });
}

TEST(RequestGuard, JudgesTheFramingOfTheBody) {
  expect_statuses({
      {with("Content-Length: 5\r\n"), 200},
      {with("Content-Length: 1048576\r\n"), 200},
      {with("Content-Length: 5\r\nContent-Length: 5\r\n"), 200},
      {with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
      {with("Content-Length: 0\r\nContent-Length: 6\r\n"), 400},
      {with("Content-Length: 5, 5\r\n"), 400},
      {with("Content-Length: -5\r\n"), 400},
      {with("Content-Length: +5\r\n"), 400},
      {with("Content-Length: 0x5\r\n"), 400},
      {with("Content-Length:\r\n"), 400},
      {with("Content-Length: 1048577\r\n"), 413},
      {with("Content-Length: 99999999999999999999999\r\n"), 413},
      {with("Transfer-Encoding: chunked\r\n"), 200},
      {with("Transfer-Encoding: Chunked\r\n"), 200},
      {with("Transfer-Encoding: gzip, chunked\r\n"), 501},
      {with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {with("Transfer-Encoding: identity\r\n"), 501},
      {with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
      {with("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {with("Content-Encoding: identity\r\n"), 200},
      {with("Content-Encoding: gzip\r\n"), 200},
      {with("Content-Encoding: gzip\r\nContent-Length: 0\r\n"), 200},
      {with("Content-Encoding: gzip\r\nContent-Length: 1\r\n"), 415},
      {with("Content-Length: 1\r\nContent-Encoding: identity, br\r\n"), 415},
      {with("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), 415},
      {with("Expect: 100-Continue\r\n"), 200},
      {with("Expect: tea\r\n"), 417},
  });
}

TEST(RequestGuard, TellsTheFramingOfTheBody) {
  EXPECT_EQ(judge(with("")).head.facts.framing, Framing::none);
  EXPECT_EQ(judge(with("Content-Length: 0\r\n")).head.facts.framing, Framing::none);
  EXPECT_EQ(judge(with("Content-Length: 007\r\n")).head.facts.framing, Framing::length);
  EXPECT_EQ(judge(with("Content-Length: 007\r\n")).head.facts.content_length, 7u);
  EXPECT_EQ(judge(with("transfer-encoding: chunked\r\n")).head.facts.framing, Framing::chunked);
}

TEST(RequestGuard, TellsWhetherThePeerWantsToGoOn) {
  const std::vector<std::pair<std::string_view, bool>> cases{
      {"1.1\r\n", true},
      {"1.1\r\nConnection: close\r\n", false},
      {"1.1\r\nConnection: Close\r\n", false},
      {"1.1\r\ncONNECTION: TE , CLOSE\r\n", false},
      {"1.1\r\nConnection: closely\r\n", true},
      {"1.1\r\nConnection: keep-alive\r\nConnection: close\r\n", false},
      {"1.0\r\n", false},
      {"1.0\r\nConnection: Keep-Alive\r\n", true},
      {"1.0\r\nConnection: keep-alive, close\r\n", false},
  };
  for (const auto& [text, keep_alive] : cases) {
    const Verdict verdict = judge(cat({"GET / HTTP/", text, "Host: a\r\n\r\n"}));
    ASSERT_EQ(verdict.progress, Progress::complete) << text;
    EXPECT_EQ(verdict.head.facts.keep_alive, keep_alive) << text;
  }
}

TEST(RequestGuard, HeedsAnExpectationOnlyWhereABodyFollows) {
  EXPECT_TRUE(judge(with("Expect: 100-continue\r\nContent-Length: 1\r\n")).head.facts.expects_continue);
  EXPECT_TRUE(judge(with("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n")).head.facts.expects_continue);
  EXPECT_FALSE(judge(with("Expect: 100-continue\r\n")).head.facts.expects_continue);
  EXPECT_FALSE(
      judge("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n").head.facts.expects_continue);
}

TEST(RequestGuard, TakesTheHostOfATargetThatNamesOne) {
  const GuardedHead given = judge("GET http://b:1/c HTTP/1.1\r\nX: 1\r\nHost: a\r\n\r\n").head;
  EXPECT_EQ(given.path, "/c");
  EXPECT_EQ(given.headers, (Fields{{"X", "1"}, {"Host", "b:1"}}));
  const GuardedHead added = judge("GET http://b?c HTTP/1.0\r\n\r\n").head;
  EXPECT_EQ(added.path, "/");
  EXPECT_EQ(added.query, "c");
  EXPECT_EQ(added.headers, (Fields{{"Host", "b"}}));
}

TEST(RequestGuard, TellsForWhomARequestIs) {
  const auto target = [](std::string_view request_line) {
    const auto head = judge(cat({request_line, " HTTP/1.1\r\nHost: other\r\n\r\n"})).head;
    return cat({head.is_proxied_to_https ? "https " : "", head.proxied_to, " ", head.path});
  };
  EXPECT_EQ(target("GET /a"), " /a");
  EXPECT_EQ(target("GET http://B.example/a"), "b.example:80 /a");
  EXPECT_EQ(target("POST HTTPS://b.example./a?x"), "https b.example:443 /a");
  EXPECT_EQ(target("GET http://[::1]:81"), "[::1]:81 /");
  EXPECT_EQ(target("CONNECT B.example.:443"), "b.example:443 ");
  EXPECT_EQ(target("CONNECT [FD00::1]:8443"), "[fd00::1]:8443 ");
}

TEST(RequestGuard, KeepsNothingOfTheHeadBefore) {
  Verdict verdict = judge("GET /long/path?query HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n");
  size_t scanned = 0;
  ASSERT_EQ(guard_head("PUT / HTTP/1.0\r\n\r\n", scanned, {}, verdict.head, verdict.fault), Progress::complete);
  EXPECT_EQ(verdict.head.method, "PUT");
  EXPECT_EQ(verdict.head.path, "/");
  EXPECT_EQ(verdict.head.query, "");
  EXPECT_TRUE(verdict.head.headers.empty());
}

TEST(RequestGuard, HoldsEachLimitToTheByte) {
  const RequestLimits limits{.max_head = 200, .max_headers = 3, .max_path = 20, .max_body = 10};
  const auto path = [](size_t size) { return cat({"GET /", std::string(size - 1, 'p'), "?q HTTP/1.0\r\n\r\n"}); };
  EXPECT_EQ(status_of(path(20), limits), 0);
  EXPECT_EQ(status_of(path(21), limits), 414);
  const std::string headers = "GET / HTTP/1.0\r\nA: 1\r\nB: 2\r\nC: 3\r\n";
  EXPECT_EQ(status_of(headers + "\r\n", limits), 0);
  EXPECT_EQ(status_of(headers + "D: 4\r\n\r\n", limits), 431);
  const auto head = [](size_t size) { return cat({"GET / HTTP/1.0\r\nA: ", std::string(size - 23, 'v'), "\r\n\r\n"}); };
  ASSERT_EQ(head(200).size(), 200u);
  EXPECT_EQ(judge(head(200), limits).progress, Progress::complete);
  EXPECT_EQ(status_of(head(201), limits), 431);
  EXPECT_EQ(status_of(head(201).substr(0, 200), limits), 431) << "nothing more may change the verdict";
  EXPECT_EQ(judge(head(201).substr(0, 199), limits).progress, Progress::need_more);
  EXPECT_EQ(status_of("GET /?" + std::string(300, 'q'), limits), 431);
  EXPECT_EQ(status_of("GET /" + std::string(300, 'p'), limits), 414);
  EXPECT_EQ(status_of(std::string(300, 'M'), limits), 431);
}

TEST(RequestGuard, NamesTheLimitInItsSentence) {
  EXPECT_EQ(judge(with("Content-Length: 1048577\r\n")).fault.detail, "The body is longer than 1048576 bytes.");
  EXPECT_EQ(judge("GET /" + std::string(2048, 'p') + " HTTP/1.1\r\n\r\n").fault.detail,
            "The path is longer than 2048 bytes.");
  EXPECT_EQ(judge(std::string(65536, 'M')).fault.detail, "The head is longer than 65536 bytes.");
  std::string many = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 101; ++i) many += "A: b\r\n";
  EXPECT_EQ(judge(many + "\r\n").fault.detail, "The head has more than 100 headers.");
}

TEST(RequestGuard, ForgivesOneEmptyLineBeforeARequest) {
  const Verdict verdict = judge("\r\nGET / HTTP/1.0\r\n\r\n");
  ASSERT_EQ(verdict.progress, Progress::complete);
  EXPECT_EQ(verdict.head.size, 20u);
  EXPECT_EQ(status_of("\r\n\r\nGET / HTTP/1.0\r\n\r\n"), 400);
  EXPECT_EQ(status_of("\nGET / HTTP/1.0\r\n\r\n"), 400);
}

TEST(RequestGuard, TellsAPeerThatSpeaksTls) {
  const Verdict verdict = judge("\x16\x03\x01\x02");
  ASSERT_EQ(verdict.progress, Progress::refused);
  EXPECT_EQ(verdict.fault.detail, "This port speaks plain HTTP, but the request begins like a TLS handshake.");
}

TEST(RequestGuard, RefusesAtOnceWhatNoMoreBytesCanMend) {
  EXPECT_EQ(status_of("GET / HTTP/1.1\n"), 400);
  EXPECT_EQ(status_of("\x80"), 400);
  EXPECT_EQ(status_of(std::string(1, '\0')), 400);
}

TEST(RequestGuard, GivesTheSameVerdictHoweverTheBytesAreCut) {
  const std::vector<std::string> heads{"\r\nGET /a?b HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n",
                                       with("Content-Length: 5\r\nExpect: 100-continue\r\n"),
                                       with("A: b\nC: d\r\n"),
                                       with("Host: b\r\n"),
                                       "\r\n\r\n",
                                       "GET /\r\n\r\n"};
  for (const auto& bytes : heads) {
    const Verdict whole = judge(bytes);
    ASSERT_NE(whole.progress, Progress::need_more) << bytes;
    Verdict pieces;
    size_t scanned = 0;
    size_t size = 0;
    while (size < bytes.size() && pieces.progress == Progress::need_more)
      pieces.progress = guard_head(std::string_view(bytes).substr(0, ++size), scanned, {}, pieces.head, pieces.fault);
    EXPECT_EQ(pieces.progress, whole.progress) << bytes;
    EXPECT_EQ(pieces.fault.detail, whole.fault.detail) << bytes;
    EXPECT_EQ(pieces.head.method, whole.head.method) << bytes;
    EXPECT_EQ(pieces.head.path, whole.head.path) << bytes;
    EXPECT_EQ(pieces.head.query, whole.head.query) << bytes;
    EXPECT_EQ(pieces.head.headers, whole.head.headers) << bytes;
    EXPECT_EQ(pieces.head.size, whole.head.size) << bytes;
  }
}

TEST(RequestGuard, AsksOfNoBodyWhereTheHeadDecides) {
  RequestLimits limits;
  limits.is_decided_by_head = [](std::string_view path) { return path == "/ask"; };
  const auto ask = [](std::string_view lines, std::string_view target = "/ask?x=/") {
    return cat({"POST ", target, " HTTP/1.1\r\nHost: a\r\n", lines, "\r\n"});
  };
  for (const auto lines :
       {"Content-Length: 5\r\n", "Content-Length: 1048577\r\n", "Content-Length: 99999999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\nContent-Length: 5\r\n",
        "Expect: 100-continue\r\nContent-Length: 5\r\n", "Connection: keep-alive\r\nContent-Length: 5\r\n"}) {
    const Verdict verdict = judge(ask(lines), limits);
    ASSERT_EQ(verdict.progress, Progress::complete) << lines << verdict.fault.detail;
    const auto& facts = verdict.head.facts;
    EXPECT_TRUE(facts.leaves_body) << lines;
    EXPECT_EQ(facts.framing, Framing::none) << lines;
    EXPECT_FALSE(facts.keep_alive) << lines << "whatever follows is no request";
    EXPECT_FALSE(facts.expects_continue) << lines;
  }
  for (const auto lines : {"", "Content-Length: 0\r\n", "Content-Encoding: gzip\r\n"}) {
    const auto facts = judge(ask(lines), limits).head.facts;
    EXPECT_FALSE(facts.leaves_body) << lines;
    EXPECT_TRUE(facts.keep_alive) << lines;
  }
  for (const auto lines : {"Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: x\r\n",
                           "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                           "Content-Length: 1048577\r\nContent-Length: 99999999999999999999999\r\n"})
    EXPECT_EQ(status_of(ask(lines), limits), 400) << lines;
  EXPECT_EQ(judge(ask("Content-Length: 5\r\n", "http://b/ask"), limits).head.facts.leaves_body, true);
  for (const auto target : {"/", "/ask/", "/asks", "*?/ask"})
    EXPECT_FALSE(judge(ask("Content-Length: 5\r\n", target), limits).head.facts.leaves_body) << target;
  EXPECT_EQ(status_of(ask("Content-Length: 1048577\r\n", "/"), limits), 413);
}

}  // namespace
}  // namespace understudy::http
