// Two busy worlds behind the real listener, with a third client that moves clocks and rotates keys: for the thread
// sanitizer above all.
#include <array>
#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "http/raw_client.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using http::RawClient;
using testing::Mock;

constexpr int rounds = 40;

std::string request(std::string_view method, const std::string& path, const std::string& token,
                    std::string_view body = "") {
  return cat({method, " ", path, " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ", token,
              "\r\nContent-Length: ", std::to_string(body.size()), "\r\n\r\n", body});
}

/// Creates, uses and revokes tokens of one world; counts what did not go as it should.
void live_in(const std::string& world, const std::string& owner, int port, std::atomic<int>& surprises) {
  RawClient client(port);
  const auto expect = [&](int status, const http::RawReply& reply) { surprises += reply.status() == status ? 0 : 1; };
  for (int round = 0; round < rounds; ++round) {
    const auto created = client.ask(request("POST", world + "/v1/access-tokens", owner, R"({"name":"busy"})"));
    expect(201, created);
    const Json body = parse_json(created.body).value_or(Json());
    const std::string token(body.text_at("token"));
    expect(200, client.ask(request("GET", world + "/v2/users/me", token)));
    expect(200, client.ask(request("GET", world + "/v1/access-tokens", token)));
    expect(200, client.ask(request("DELETE", world + "/v1/access-tokens/" + std::string(body.text_at("id")), owner)));
    expect(401, client.ask(request("GET", world + "/v2/users/me", token)));
    expect(200, client.ask(http::get(world + "/v1/access-tokens/.well-known/jwks.json")));
  }
}

void meddle(int port, std::atomic<int>& surprises) {
  RawClient client(port);
  constexpr std::array paths{"/clock/advance", "/clock/freeze", "/clock/release", "/keys/epilot.api/rotate"};
  for (int round = 0; round < rounds; ++round) {
    const std::string world = round % 2 == 0 ? "left" : "right";
    // A key that is rotated twice while a token lives would end it, so each world's is rotated once.
    const size_t pick = round < 2 ? 3 : static_cast<size_t>(round) % 3;
    const std::string_view body = pick == 0 ? R"({"by":"1s"})" : "";
    const auto reply = client.ask(request("POST", "/_understudy/v1/worlds/" + world + paths[pick], "x", body));
    surprises += reply.status() == 200 ? 0 : 1;
    surprises += client.ask(http::get("/_understudy/v1/worlds/" + world + "/journal?limit=5")).status() == 200 ? 0 : 1;
  }
}

}  // namespace

TEST(BusyWorlds, LiveSideBySideBehindTheListener) {
  Mock mock;
  const std::string left = mock.token("api_owner", "left");
  const std::string right = mock.token("api_owner", "right");
  http::Served served([&](const http::Request& request) { return mock.front.answer(request); });
  std::atomic<int> surprises = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back([&] { live_in("/w/left", left, served.port(), surprises); });
    clients.emplace_back([&] { live_in("/w/right", right, served.port(), surprises); });
  }
  clients.emplace_back([&] { meddle(served.port(), surprises); });
  for (auto& client : clients) client.join();
  EXPECT_EQ(surprises, 0);
  EXPECT_TRUE(mock.errors.empty());
}

}  // namespace understudy::front
