#include "http/client.h"

#include <atomic>
#include <gtest/gtest.h>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

TEST(Client, KnowsWhereAListenerIsReached) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"", "http://localhost:9119"},          {"*", "http://localhost:9119"},
      {"localhost", "http://localhost:9119"}, {"::", "http://localhost:9119"},
      {"[::]", "http://localhost:9119"},      {"::1", "http://[::1]:9119"},
      {"[::1]", "http://[::1]:9119"},         {"127.0.0.2", "http://127.0.0.2:9119"},
      {"0.0.0.0", "http://127.0.0.1:9119"},   {"fe80::1", "http://[fe80::1]:9119"},
  };
  for (const auto& [host, url] : rows) EXPECT_EQ(url_of_listener(host, 9119), url) << host;
}

TEST(Client, ReachesAListenerWhateverItWasToldToListenOn) {
  for (const auto host :
       {"", "*", "localhost", "LOCALHOST", "::", "::1", "[::1]", "127.0.0.1", "127.0.0.2", "0.0.0.0"}) {
    ListenerOptions options;
    options.host = host;
    Served served(echo, options);
    EXPECT_EQ(get_status(url_of_listener(host, served.port()) + "/x", Milliseconds(2000)), 200) << host;
    const auto posted = post_json(url_of_listener(host, served.port()) + "/x", "{}", Milliseconds(2000));
    ASSERT_TRUE(posted.has_value()) << host;
    EXPECT_TRUE(posted->body.starts_with("POST /x ") && posted->body.ends_with("{}")) << posted->body;
  }
}

TEST(Client, SaysNothingTwice) {
  std::atomic<int> heard{0};
  const auto count = [&](const Request& /*request*/) -> Reply {
    ++heard;
    Reply reply;
    reply.later = [](const std::shared_ptr<Exchange>& exchange) { exchange->abort(); };
    return reply;
  };
  Served served(count);
  EXPECT_FALSE(post_json("http://localhost:" + std::to_string(served.port()), "{}", Milliseconds(2000)).has_value());
  EXPECT_EQ(heard, 1);
}

TEST(Client, TriesBothLoopbacksForLocalhost) {
  for (const auto host : {"127.0.0.1", "::1"}) {
    ListenerOptions options;
    options.host = host;
    Served served(echo, options);
    const std::string port = std::to_string(served.port());
    EXPECT_EQ(get_status("http://localhost:" + port, Milliseconds(2000)), 200) << host;
    EXPECT_EQ(get_status("HTTP://LocalHost:" + port, Milliseconds(2000)), 200) << host;
  }
}

}  // namespace
}  // namespace understudy::http
