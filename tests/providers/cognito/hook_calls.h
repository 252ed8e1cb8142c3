// Calls of a pool whose triggers are web hooks, with a double in place of the network.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {

/// Hooks by their paths. One that was told nothing gives its event back as it came, as functions begin.
class Hooks final : public http::Messenger {
 public:
  using Answer = std::function<http::Response(const Json& event)>;
  struct Asked {
    std::string hook;
    std::string body;
  };

  http::Response post(const http::JsonPost& what) override {
    const std::string hook(what.url.substr(what.url.rfind('/') + 1));
    asked.push_back({hook, std::string(what.body)});
    const auto answer = answers.find(hook);
    return answer == answers.end() ? said(std::string(what.body)) : Answer(answer->second)(*parse_json(what.body));
  }

  static http::Response said(std::string body, int status = 200) {
    return {.outcome = http::Response::Outcome::answered, .status = status, .body = std::move(body)};
  }

  /// The event with those members of its response: {{"autoConfirmUser", true}}.
  static http::Response filled(Json event, const Json& members) {
    Json response = *event.find("response");
    for (const auto& [name, value] : members.members()) response.set(name, value);
    event.set("response", std::move(response));
    return said(event.dump());
  }

  void fill(const std::string& hook, const Json& members) {
    answers[hook] = [members](const Json& event) { return filled(event, members); };
  }
  void reply(const std::string& hook, const std::string& body) {
    answers[hook] = [body](const Json&) { return said(body); };
  }
  void refuse(const std::string& hook, const std::string& message) {
    reply(hook, Json::object({{"errorMessage", message}, {"errorType", "Error"}}).dump());
  }

  /// "pre-sign-up post-confirmation"
  std::string order() const {
    std::vector<std::string> names;
    names.reserve(asked.size());
    for (const auto& one : asked) names.push_back(one.hook);
    return join(names, " ");
  }
  /// The newest event of that hook.
  std::string event(std::string_view hook) const {
    for (auto one = asked.rbegin(); one != asked.rend(); ++one)
      if (one->hook == hook) return one->body;
    return "not asked";
  }
  Json request(std::string_view hook) const {
    const auto parsed = parse_json(event(hook));
    const Json* found = parsed ? parsed->find("request") : nullptr;
    return found == nullptr ? Json() : *found;
  }

  std::map<std::string, Answer> answers;
  std::vector<Asked> asked;
};

/// Base of HookCalls, so that the hooks are there before the server and after it.
struct WithHooks {
  Hooks hooks;
};

/// "triggers: {hooks: {pre_sign_up: …}}" of triggers by the keys of the fixture; each hook's path is its key with "-".
inline std::string hooked(const std::vector<std::string>& keys, const std::string& more = "") {
  std::string urls;
  for (const auto& key : keys) {
    std::string path = key;
    for (char& sign : path) sign = sign == '_' ? '-' : sign;
    urls += cat({urls.empty() ? "" : ", ", key, ": \"http://127.0.0.1:4000/", path, "\""});
  }
  return "code: \"246810\"\n      triggers: {hooks: {" + urls + "}" + more + "}";
}

inline const std::string hooked_anna =
    "{email: anna@sunny.test, password: Anna-Password-1, id: 40000001, cognito: "
    "{sub: aa000000-0000-4000-8000-000000000001, attributes: {given_name: Anna}}}";

/// Anna's attributes as events have them.
inline const std::string annas_attributes =
    R"({"sub":"aa000000-0000-4000-8000-000000000001","cognito:user_status":"CONFIRMED",)"
    R"("email_verified":"true","given_name":"Anna","email":"anna@sunny.test"})";

class HookCalls : protected WithHooks, public UserPoolCalls {
 protected:
  explicit HookCalls(const std::string& settings, const std::string& users = hooked_anna)
      : UserPoolCalls(sunny_pool(settings, users), {.messenger = &hooks}) {}

  std::string sign_in_refusal() { return refusal("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1")); }

  /// "TRIGGER /eu-central-1_Sunny0001 PreSignUp_SignUp 200 anna": of the triggers that ran.
  std::vector<std::string> trigger_entries(std::string_view world = "default") {
    std::vector<std::string> lines;
    for (const auto& entry : mock.world(world).step([](WorldState& state) { return state.journal.after(0, 10'000); }))
      if (entry.method == "TRIGGER")
        lines.push_back(cat({entry.path, " ", entry.operation, " ", std::to_string(entry.status), " ", entry.caller,
                             entry.reason.empty() ? "" : " ", entry.reason}));
    return lines;
  }
  size_t families() {
    return mock.world().step([](WorldState& state) { return cognito_of(state).families.size(); });
  }
};

}  // namespace understudy::cognito
