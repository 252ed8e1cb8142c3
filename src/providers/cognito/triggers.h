// The triggers of a pool: what a team's own functions say in the middle of its operations, told by the fixture or asked
// of a web hook that the fixture names. LambdaConfig of the API is another thing: it is kept, and calls nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace understudy::cognito {

enum class Trigger {
  pre_sign_up,
  post_confirmation,
  pre_authentication,
  post_authentication,
  define_auth_challenge,
  create_auth_challenge,
  verify_auth_challenge_response,
  pre_token_generation,
  user_migration,
  custom_message,
};

/// Whether somebody may sign up, and what is confirmed at once.
struct SignUpRule {
  struct Ban {
    std::string match;  ///< of user names and addresses: "*@blocked.test"
    std::string message;
  };
  bool auto_confirm = false;
  std::vector<std::string> auto_verify;  ///< "email", "phone_number"
  std::vector<Ban> refuse;
};

/// A custom challenge: a question, and which answer is right.
struct ChallengeRule {
  Json question = Json::object();  ///< texts, for the client to show
  std::string answer;
  std::string attribute;    ///< of the user, whose value is right
  bool sends_code = false;  ///< to the user's address: that is right
  int64_t tries = 3;
};

/// What is put into tokens, and what is left out of them.
struct TokenRule {
  struct Claims {
    Json add = Json::object();
    std::vector<std::string> suppress;
  };
  Claims id_token;
  Claims access_token;
  std::vector<std::string> scopes_to_add;
  std::vector<std::string> scopes_to_suppress;
  std::optional<std::vector<std::string>> groups;
};

/// Somebody whom the pool gets from elsewhere, with the first sign-in.
struct MigratedUser {
  std::string username;
  std::string password;
  Json attributes = Json::object();
  bool needs_reset = false;
};

/// What a message says in the place of the pool's words.
struct MessageRule {
  std::string occasion;  ///< "sign_up"
  std::string subject;
  std::string email;
  std::string sms;
};

struct Triggers {
  std::map<Trigger, std::string> hooks;  ///< URLs
  std::string token_event = "V1_0";      ///< which version of its event the hook before tokens gets
  bool is_strict = true;                 ///< whether hooks' answers are held to all that the original wants

  std::optional<SignUpRule> sign_up;
  std::optional<ChallengeRule> challenge;
  std::optional<TokenRule> tokens;
  std::vector<MigratedUser> migration;
  std::vector<MessageRule> messages;
  bool tells_confirmation = false;    ///< post_confirmation is an entry of the journal
  bool tells_authentication = false;  ///< likewise

  const std::string* find_hook(Trigger trigger) const {
    const auto found = hooks.find(trigger);
    return found == hooks.end() ? nullptr : &found->second;
  }
};

}  // namespace understudy::cognito
