// The traps that cpp-httplib's own server holds, each shown closed by raw bytes over a socket, and the listener's
// manners besides.
#include "http/listener.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <stdexcept>
#include <vector>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

std::string post(std::string_view headers, std::string_view body) {
  return cat(
      {"POST /p HTTP/1.1\r\nHost: a\r\n", headers, "Content-Length: ", std::to_string(body.size()), "\r\n\r\n", body});
}

std::string chunked(size_t size, size_t chunk) {
  std::string out = "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  char line[20];
  std::snprintf(line, sizeof line, "%zx\r\n", chunk);
  for (; size > 0; size -= chunk) out.append(line).append(chunk, 'x').append("\r\n");
  return out + "0\r\n\r\n";
}

TEST(ListenerTrap, NagleDelaysNoReply) {
  Served served(echo);
  RawClient client(served.port());
  // 50 times the 44 ms that a held-back half of a reply takes would be 2.2 s.
  expect_within(1000, [&] {
    for (int i = 0; i < 50; ++i) ASSERT_EQ(client.ask(get("/")).status(), 200);
  });
}

TEST(ListenerTrap, AReplyIsOneWrite) {
  Served served(echo);
  RawClient client(served.port());
  client.send(get("/"));
  const std::string piece = client.read_piece();
  EXPECT_TRUE(piece.starts_with("HTTP/1.1 200 OK\r\n")) << piece;
  EXPECT_TRUE(piece.ends_with("GET / \nHost: a\n")) << piece;
}

TEST(ListenerTrap, IdleConnectionsHoldNoThread) {
  Served served(echo);
  std::vector<RawClient> idle;
  for (int i = 0; i < 64; ++i) {
    idle.emplace_back(served.port());
    ASSERT_EQ(idle.back().ask(get("/")).status(), 200);
  }
  expect_within(1000, [&] { EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200); });
}

TEST(ListenerTrap, AHalfSentRequestHoldsNoThread) {
  Served served(echo);
  std::vector<RawClient> slow;
  for (int i = 0; i < 64; ++i) {
    slow.emplace_back(served.port());
    slow.back().send(i % 2 == 0 ? "GET / HT" : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
  }
  expect_within(1000, [&] { EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200); });
}

TEST(ListenerTrap, AConnectionIsKeptForMoreThanFiveRequests) {
  Served served(echo);
  RawClient client(served.port());
  for (int i = 0; i < 500; ++i) {
    const RawReply reply = client.ask(get("/"));
    ASSERT_EQ(reply.status(), 200) << i;
    ASSERT_EQ(reply.headers.find("Connection"), nullptr) << i;
  }
}

TEST(ListenerTrap, TheKernelQueuesABurstOfConnections) {
  Listener listener({});
  listener.open();
  std::vector<RawClient> clients;
  // Nobody takes them yet: only the queue does.
  expect_within(2000, [&] {
    for (int i = 0; i < 300; ++i) {
      clients.emplace_back(listener.port());
      ASSERT_TRUE(clients.back().connected()) << i;
    }
  });
}

TEST(ListenerTrap, ASecondServerOnThePortIsRefused) {
  Listener first({});
  first.open();
  ListenerOptions options;
  options.port = first.port();
  for (const auto host : {"", "*", "localhost", "127.0.0.1", "::1", "0.0.0.0"}) {
    options.host = host;
    Listener second(options);
    try {
      second.open();
      ADD_FAILURE() << "\"" << host << "\" was opened twice";
    } catch (const CannotListen& failure) {
      EXPECT_NE(failure.message.find("port " + std::to_string(first.port())), std::string::npos) << failure.message;
      EXPECT_NE(failure.message.find("taken"), std::string::npos) << failure.message;
      EXPECT_EQ(failure.message.find('\n'), std::string::npos) << failure.message;
    }
  }
}

TEST(ListenerTrap, APostWithoutLengthHasAnEmptyBody) {
  Served served(echo);
  RawClient client(served.port());
  expect_within(1000, [&] {
    EXPECT_EQ(client.ask("POST /p HTTP/1.1\r\nHost: a\r\n\r\n").body, "POST /p \nHost: a\n");
    EXPECT_EQ(client.ask(get("/next")).body, "GET /next \nHost: a\n");
  });
}

TEST(ListenerTrap, ASecondQuestionMarkIsLegal) {
  Served served(echo);
  EXPECT_EQ(RawClient(served.port()).ask(get("/a?b=c?d&e=?")).body, "GET /a b=c?d&e=?\nHost: a\n");
}

TEST(ListenerTrap, HeaderValuesArriveAsSent) {
  Served served(echo);
  EXPECT_EQ(RawClient(served.port())
                .ask("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YWJj%2B\r\nX: %0d%0aY: z\r\n\r\n")
                .body,
            "GET / \nHost: a\nAuthorization: Basic YWJj%2B\nX: %0d%0aY: z\n");
}

TEST(ListenerTrap, AHeaderLongerThanEightKilobytesArrivesWhole) {
  Served served(echo);
  const std::string value(40'000, 'v');
  EXPECT_EQ(RawClient(served.port()).ask(cat({"GET / HTTP/1.1\r\nHost: a\r\nCookie: ", value, "\r\n\r\n"})).body,
            cat({"GET / \nHost: a\nCookie: ", value, "\n"}));
}

TEST(ListenerTrap, NoHeaderPosesAsThePeersAddress) {
  Served served([](const Request& request) {
    EXPECT_LE(request.headers.find_all("REMOTE_ADDR").size(), 1u) << "none is added to what was sent";
    return text(200, "text/plain", request.peer);
  });
  EXPECT_EQ(RawClient(served.port()).ask("GET / HTTP/1.1\r\nHost: a\r\nREMOTE_ADDR: 6.6.6.6\r\n\r\n").body,
            "127.0.0.1");
  EXPECT_EQ(RawClient(served.port(), Loopback::six).ask(get("/")).body, "::1");
}

TEST(ListenerTrap, AFormMayBeLongerThanEightKilobytes) {
  Served served([](const Request& request) { return text(200, "text/plain", std::to_string(request.body.size())); });
  const std::string form = "SAMLResponse=" + std::string(200'000, 'A');
  EXPECT_EQ(RawClient(served.port()).ask(post("Content-Type: application/x-www-form-urlencoded\r\n", form)).body,
            std::to_string(form.size()));
}

TEST(ListenerTrap, FormFieldsStayOutOfTheQuery) {
  Served served([](const Request& request) { return text(200, "text/plain", request.query + "|" + request.body); });
  EXPECT_EQ(RawClient(served.port())
                .ask("POST /p?x=1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     "Content-Length: 3\r\n\r\nx=2")
                .body,
            "x=1|x=2");
}

TEST(ListenerTrap, ALongPathIsRefusedBeforeAnyRouteSeesIt) {
  Served served(echo);
  EXPECT_EQ(RawClient(served.port()).ask(get("/" + std::string(2047, 'p'))).status(), 200);
  EXPECT_EQ(RawClient(served.port()).ask(get("/" + std::string(2048, 'p'))).status(), 414);
  EXPECT_EQ(RawClient(served.port()).ask(get("/" + std::string(8000, 'p'))).status(), 414);
}

TEST(ListenerTrap, TheBodyLimitHoldsForCountedBodies) {
  Served served([](const Request& request) { return text(200, "text/plain", std::to_string(request.body.size())); });
  EXPECT_EQ(RawClient(served.port()).ask(post("", std::string(1 << 20, 'x'))).body, "1048576");
  const RawReply reply = RawClient(served.port()).ask(post("", std::string((1 << 20) + 1, 'x')));
  EXPECT_EQ(reply.status(), 413);
  ASSERT_NE(reply.headers.find("X-Understudy-Reason"), nullptr);
  EXPECT_EQ(*reply.headers.find("X-Understudy-Reason"), "The body is longer than 1048576 bytes.");
}

TEST(ListenerTrap, TheBodyLimitHoldsForChunkedBodies) {
  Served served([](const Request& request) { return text(200, "text/plain", std::to_string(request.body.size())); });
  EXPECT_EQ(RawClient(served.port()).ask(chunked(1 << 20, 1 << 14)).body, "1048576");
  EXPECT_EQ(RawClient(served.port()).ask(chunked(20 << 20, 1 << 14)).status(), 413);
}

TEST(ListenerTrap, ACompressedBodyIsRefused) {
  Served served(echo);
  EXPECT_EQ(RawClient(served.port()).ask(post("Content-Encoding: gzip\r\n", "\x1f\x8b")).status(), 415);
  EXPECT_EQ(RawClient(served.port()).ask(post("Content-Encoding: br\r\n", "x")).status(), 415);
}

TEST(ListenerTrap, TheHeadIsBounded) {
  Served served(echo);
  EXPECT_EQ(RawClient(served.port()).ask(get("/?" + std::string(70'000, 'q'))).status(), 431);
  EXPECT_EQ(RawClient(served.port()).ask(cat({"GET / HTTP/1.1\r\nX: ", std::string(70'000, 'v')})).status(), 431);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 99; ++i) many += "X: 1\r\n";
  EXPECT_EQ(RawClient(served.port()).ask(many + "\r\n").status(), 200);
  EXPECT_EQ(RawClient(served.port()).ask(many + "X: 1\r\n\r\n").status(), 431);
}

TEST(ListenerTrap, AnAmbiguousLengthIsRefused) {
  Served served(echo);
  for (const auto lines :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n"}) {
    RawClient client(served.port());
    const RawReply reply =
        client.ask(cat({"POST / HTTP/1.1\r\nHost: a\r\n", lines, "\r\n0\r\n\r\n", get("/smuggled")}));
    EXPECT_EQ(reply.status(), 400) << lines;
    EXPECT_TRUE(client.is_closed()) << "what follows must not be read as a request: " << lines;
  }
}

TEST(ListenerTrap, PipelinedRequestsAreAnsweredInOrder) {
  Served served(echo);
  RawClient client(served.port());
  std::string requests;
  for (int i = 0; i < 300; ++i) {
    requests += get("/" + std::to_string(i));
    requests += cat({"POST /p", std::to_string(i), " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy"});
  }
  client.send(requests);
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(client.read_reply().body, cat({"GET /", std::to_string(i), " \nHost: a\n"}));
    ASSERT_EQ(client.read_reply().body, cat({"POST /p", std::to_string(i), " \nHost: a\nContent-Length: 2\nxy"}));
  }
}

TEST(ListenerTrap, NoReplyIsCompressed) {
  Served served([](const Request&) { return json(200, Json::object({{"a", std::string(5000, 'a')}})); });
  const RawReply reply =
      RawClient(served.port()).ask("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip, deflate\r\n\r\n");
  EXPECT_EQ(reply.headers.find("Content-Encoding"), nullptr);
  EXPECT_EQ(reply.body, cat({R"({"a":")", std::string(5000, 'a'), R"("})"}));
}

TEST(ListenerTrap, ARangeIsIgnored) {
  Served served([](const Request&) { return text(200, "text/plain", "0123456789"); });
  for (const auto range : {"bytes=2-3", "bytes=99-", "nonsense"}) {
    const RawReply reply =
        RawClient(served.port()).ask(cat({"GET / HTTP/1.1\r\nHost: a\r\nRange: ", range, "\r\n\r\n"}));
    EXPECT_EQ(reply.line, "HTTP/1.1 200 OK") << range;
    EXPECT_EQ(reply.body, "0123456789") << range;
    EXPECT_EQ(reply.headers.find("Content-Range"), nullptr) << range;
  }
}

TEST(ListenerTrap, CloseIsHeededWhateverItsCase) {
  Served served(echo);
  for (const auto value : {"close", "Close", "CLOSE", "TE, cLoSe"}) {
    RawClient client(served.port());
    client.send(cat({"GET / HTTP/1.1\r\nHost: a\r\nConnection: ", value, "\r\n\r\n"}));
    const std::string reply = client.read_to_end();
    EXPECT_NE(reply.find("\r\nConnection: close\r\n"), std::string::npos) << value;
  }
}

TEST(ListenerTrap, NoExceptionSpeaksToThePeer) {
  Served served([](const Request& request) -> Reply {
    if (request.path == "/standard") throw std::runtime_error("secret");
    throw 42;
  });
  RawClient client(served.port());
  for (const auto path : {"/standard", "/other"}) {
    client.send(get(path));
    const RawReply reply = client.read_reply();
    EXPECT_EQ(reply.status(), 500);
    EXPECT_EQ(reply.body, R"({"type":"about:blank","title":"Internal Server Error","status":500})");
    for (const auto& [name, value] : reply.headers) EXPECT_EQ(value.find("secret"), std::string::npos) << name;
  }
}

TEST(ListenerTrap, LocalhostIsBothLoopbacksOnOnePort) {
  for (const auto host : {"", "localhost", "LOCALHOST", "*", "::"}) {
    ListenerOptions options;
    options.host = host;
    Served served(echo, options);
    EXPECT_EQ(RawClient(served.port(), Loopback::four).ask(get("/")).status(), 200) << host;
    EXPECT_EQ(RawClient(served.port(), Loopback::six).ask(get("/")).status(), 200) << host;
  }
}

TEST(Listener, NamesTheAddressesItListensOn) {
  const auto addresses = [](std::string host) {
    ListenerOptions options;
    options.host = std::move(host);
    Listener listener(options);
    listener.open();
    std::vector<std::string> names = listener.addresses();
    const std::string port = std::to_string(listener.port());
    for (auto& name : names) name.replace(name.find(port), port.size(), "P");
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(addresses(""), (Names{"127.0.0.1:P", "[::1]:P"}));
  EXPECT_EQ(addresses("127.0.0.1"), (Names{"127.0.0.1:P"}));
  EXPECT_EQ(addresses("127.0.0.2"), (Names{"127.0.0.2:P"}));
  EXPECT_EQ(addresses("[::1]"), (Names{"[::1]:P"}));
  EXPECT_EQ(addresses("*"), (Names{"[::]:P"}));
  EXPECT_EQ(addresses("0.0.0.0"), (Names{"0.0.0.0:P"}));
}

TEST(Listener, RefusesAnAddressThatIsNone) {
  for (const auto& [host, port] : std::vector<std::pair<std::string, int>>{
           {"example.test", 0}, {"1.2.3", 0}, {"127.0.0.1:80", 0}, {"203.0.113.1", 0}, {"", -1}, {"", 65536}}) {
    ListenerOptions options;
    options.host = host;
    options.port = port;
    Listener listener(options);
    EXPECT_THROW(listener.open(), CannotListen) << host << " " << port;
  }
}

TEST(Listener, PassesOnWhatAHandlerSays) {
  Served served([](const Request&) {
    Reply reply;
    reply.status = 503;
    reply.reason = "Shift iQ is busy";
    reply.headers.add("Set-Cookie", "a=1; Path=/");
    reply.headers.add("Set-Cookie", "b=2; Path=/");
    reply.headers.add("Date", "then");
    return reply;
  });
  const RawReply reply = RawClient(served.port()).ask(get("/"));
  EXPECT_EQ(reply.line, "HTTP/1.1 503 Shift iQ is busy");
  EXPECT_EQ(
      reply.headers,
      (Fields{
          {"Set-Cookie", "a=1; Path=/"}, {"Set-Cookie", "b=2; Path=/"}, {"Date", "then"}, {"Content-Length", "0"}}));
}

TEST(Listener, AddsTheDate) {
  Served served(echo);
  const RawReply reply = RawClient(served.port()).ask(get("/"));
  ASSERT_NE(reply.headers.find("Date"), nullptr);
  EXPECT_EQ(reply.headers.find("Date")->size(), std::string_view("Thu, 01 Jan 2026 00:00:00 GMT").size());
}

TEST(Listener, TakesARequestByteByByte) {
  Served served(echo);
  RawClient client(served.port());
  const std::string request =
      "POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
  for (const char c : request) client.send({&c, 1});
  EXPECT_EQ(client.read_reply().body, "POST /a b\nHost: a\nTransfer-Encoding: chunked\nabcde");
  EXPECT_EQ(client.ask(get("/next")).status(), 200);
}

TEST(Listener, AnswersHeadWithoutABody) {
  Served served(echo);
  RawClient client(served.port());
  client.send("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  const RawReply reply = client.read_reply(Body::none);
  EXPECT_EQ(*reply.headers.find("Content-Length"), std::to_string(std::string_view("HEAD /h \nHost: a\n").size()));
  EXPECT_EQ(client.read_reply().body, "GET /next \nHost: a\n");
}

TEST(Listener, GivesNoBodyToAStatusWithoutOne) {
  Served served([](const Request& request) {
    Reply reply = text(request.path == "/204" ? 204 : 304, "text/plain", "never seen");
    return request.path == "/next" ? echo(request) : reply;
  });
  RawClient client(served.port());
  client.send(get("/204") + get("/304") + get("/next"));
  EXPECT_EQ(client.read_reply(Body::none).headers.find("Content-Length"), nullptr);
  EXPECT_EQ(client.read_reply(Body::none).line, "HTTP/1.1 304 Not Modified");
  EXPECT_EQ(client.read_reply().body, "GET /next \nHost: a\n");
}

TEST(Listener, SpeaksHttp10) {
  Served served(echo);
  RawClient plain(served.port());
  plain.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(plain.read_to_end().ends_with("\r\n\r\nGET / \n"));
  RawClient kept(served.port());
  const RawReply reply = kept.ask("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  ASSERT_NE(reply.headers.find("Connection"), nullptr);
  EXPECT_EQ(*reply.headers.find("Connection"), "keep-alive");
  EXPECT_EQ(kept.ask("GET / HTTP/1.0\r\n\r\n").status(), 200);
  EXPECT_TRUE(kept.is_closed());
}

TEST(Listener, GivesLeaveToSendTheBody) {
  Served served(echo);
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
  RawClient client(served.port());
  client.send(head);
  EXPECT_EQ(client.read_reply().line, "HTTP/1.1 100 Continue");
  client.send("abc");
  EXPECT_EQ(client.read_reply().status(), 200);
  client.send(head + "abc");
  EXPECT_EQ(client.read_reply().line, "HTTP/1.1 200 OK") << "no leave where the body came unasked";
}

TEST(Listener, GivesNoLeaveToSendWhatIsTooLong) {
  Served served(echo);
  RawClient client(served.port());
  EXPECT_EQ(
      client.ask("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n").status(),
      413);
  EXPECT_EQ(RawClient(served.port()).ask("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n").status(), 417);
}

TEST(Listener, AnswersOptionsOfTheServerItself) {
  Served served([](const Request&) { return text(500, "text/plain", "never asked"); });
  const RawReply reply = RawClient(served.port()).ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(reply.status(), 204);
  ASSERT_NE(reply.headers.find("Allow"), nullptr);
  EXPECT_EQ(*reply.headers.find("Allow"), "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
}

TEST(Listener, RefusesInItsOwnWords) {
  Served served(echo);
  struct Case {
    std::string request;
    std::string line;
  };
  const std::vector<Case> cases{
      {"nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\nHost: a\n\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"\x16\x03\x01\x02\x00\x01", "HTTP/1.1 400 Bad Request"},
      {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 501 Not Implemented"},
      {"TRACE a:1 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 501 Not Implemented"},
      {"GET / HTTP/2.0\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx", "HTTP/1.1 400 Bad Request"},
  };
  for (const auto& [request, line] : cases) {
    RawClient client(served.port());
    const RawReply reply = client.ask(request);
    EXPECT_EQ(reply.line, line) << request;
    ASSERT_NE(reply.headers.find("X-Understudy-Reason"), nullptr) << request;
    EXPECT_EQ(*reply.headers.find("Connection"), "close") << request;
    EXPECT_EQ(*reply.headers.find("Content-Type"), "application/problem+json") << request;
    const auto body = parse_json(reply.body);
    ASSERT_TRUE(body) << reply.body;
    EXPECT_EQ(body->text_at("detail"), *reply.headers.find("X-Understudy-Reason")) << request;
    EXPECT_TRUE(client.is_closed()) << request;
  }
}

TEST(Listener, ShowsWhatWasReadToWhoFinishesItsRefusals) {
  const auto finish = [](const Request& read, Reply& reply) {
    const auto* origin = read.headers.find("Origin");
    reply.headers.add("X-Read", cat({read.method, " ", read.path, " ", origin == nullptr ? "nobody" : *origin}));
  };
  Served served(echo, {}, finish);
  const auto read_of = [&](const std::string& request) {
    const RawReply reply = RawClient(served.port()).ask(request);
    return cat({std::to_string(reply.status()), " ", *reply.headers.find("X-Read")});
  };
  const std::string origin = "Origin: http://a\r\n";
  const std::string post = "POST /b?c HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(read_of(post + "Content-Length: 9999999\r\n" + origin + "\r\n"), "413 POST /b http://a");
  EXPECT_EQ(read_of(post + origin + "X: " + std::string(70'000, 'v')), "431 POST /b http://a");
  EXPECT_EQ(read_of(post + "X: " + std::string(70'000, 'v') + "\r\n" + origin + "\r\n"), "431 POST /b nobody")
      << "it came behind the limit";
  EXPECT_EQ(read_of(post + origin + "Transfer-Encoding: chunked\r\n\r\n0\r\nnonsense\r\n"), "400 POST /b http://a");
  EXPECT_EQ(read_of("nonsense\r\n" + origin + "\r\n"), "400   nobody");
}

TEST(Listener, LetsAPeerFinishSendingWhatIsRefused) {
  Served served(echo);
  RawClient client(served.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
  ASSERT_FALSE(client.is_silent(patience));
  // A client that reads only when all is sent would lose the reply to a reset.
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(client.send(std::string(100'000, 'x'))) << i;
  EXPECT_EQ(client.read_reply().status(), 413);
}

TEST(Listener, SendsARefusalWithoutBodyToHead) {
  Served served(echo);
  RawClient client(served.port());
  client.send("HEAD / HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\n"));
}

TEST(Listener, ClosesWhereTheReplyAsksForIt) {
  Served served([](const Request& request) {
    Reply reply = echo(request);
    reply.headers.add("connection", "Close");
    return reply;
  });
  RawClient client(served.port());
  client.send(get("/") + get("/never"));
  const std::string all = client.read_to_end();
  EXPECT_TRUE(all.ends_with("\r\n\r\nGET / \nHost: a\n")) << all;
}

TEST(Listener, AnswersAPeerThatHasFinishedSending) {
  Served served(echo);
  RawClient client(served.port());
  client.send(get("/1") + get("/2"));
  client.finish_sending();
  const std::string all = client.read_to_end();
  EXPECT_NE(all.find("GET /1"), std::string::npos);
  EXPECT_NE(all.find("GET /2"), std::string::npos);
}

TEST(Listener, SendsALongReplyToASlowReader) {
  const std::string body(8 << 20, 'b');
  Served served(
      [&](const Request& request) { return request.path == "/" ? text(200, "text/plain", body) : echo(request); });
  RawClient client(served.port());
  client.send(get("/") + get("/next"));
  EXPECT_EQ(RawClient(served.port()).ask(get("/other")).status(), 200) << "nobody waits for it";
  EXPECT_EQ(client.read_reply().body.size(), body.size());
  EXPECT_EQ(client.read_reply().body, "GET /next \nHost: a\n");
}

TEST(Listener, SurvivesPeersThatLeaveAtAnyMoment) {
  Served served(echo);
  const std::string request = post("Expect: 100-continue\r\n", "abc") + get("/next");
  for (size_t size = 0; size <= request.size(); ++size) {
    RawClient client(served.port());
    client.send(std::string_view(request).substr(0, size));
    if (size % 2 == 0) client.reset();
  }
  EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200);
}

}  // namespace
}  // namespace understudy::http
