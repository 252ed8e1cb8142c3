// A browser as far as the pages' tests need one: it keeps cookies and fills in forms.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {

/// The persons of shift_seed, each with a password: "Dora-1" of Acme, "Dora-2" of Beta, "Rita-1", "Lena-1", …
inline Seed seed_with_passwords() {
  Seed seed = shift_seed();
  auto users = seed.users.rows();
  for (auto& user : users)
    user.password = user.display_name.substr(0, user.display_name.find(' ')) + (user.tenant_id == "555" ? "-2" : "-1");
  seed.users = TableBase<User>(users);
  return seed;
}

/// "Email=a%40b&Password=x"
inline std::string form_text(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::vector<std::string> pairs;
  for (const auto& [name, value] : fields) pairs.push_back(cat({percent_encode(name), "=", percent_encode(value)}));
  return join(pairs, "&");
}

class Browser {
 public:
  explicit Browser(testing::Mock& mock, std::string host = "localhost:9119") : mock_(mock), host_(std::move(host)) {}

  http::Reply get(const std::string& target) { return ask("GET", target, {}, ""); }
  http::Reply post(const std::string& target, const std::vector<std::pair<std::string, std::string>>& fields) {
    return ask("POST", target, {"Content-Type: application/x-www-form-urlencoded"}, form_text(fields));
  }
  http::Reply sign_in(const std::string& email, const std::string& password, const std::string& query = "",
                      const std::string& world = "") {
    return post(world + "/ui/lobby/signin" + query, {{"Email", email}, {"Password", password}});
  }

  http::Reply ask(std::string_view method, const std::string& target, std::vector<std::string> headers,
                  const std::string& body) {
    headers.push_back("Host: " + host_);
    std::vector<std::string> pairs;
    for (const auto& [name, value] : cookies) pairs.push_back(cat({name, "=", value}));
    if (!pairs.empty()) headers.push_back("Cookie: " + join(pairs, "; "));
    auto reply = mock_.ask(method, target, headers, body);
    for (const auto line : reply.headers.find_all("Set-Cookie")) {
      const auto pair = line.substr(0, line.find(';'));
      const std::string name(pair.substr(0, pair.find('=')));
      const std::string value(pair.substr(name.size() + 1));
      if (value.empty())
        cookies.erase(name);
      else
        cookies[name] = value;
    }
    return reply;
  }

  std::map<std::string, std::string> cookies;

 private:
  testing::Mock& mock_;
  std::string host_;
};

/// The text of the element with that data-testid, as it stands in the page; "(none)" where there is none.
inline std::string shown(const http::Reply& reply, const std::string& test_id) {
  const size_t place = reply.body.find("data-testid=\"" + test_id + "\"");
  if (place == std::string::npos) return "(none)";
  const size_t start = reply.body.find('>', place) + 1;
  return reply.body.substr(start, reply.body.find('<', start) - start);
}

}  // namespace understudy::shiftiq
