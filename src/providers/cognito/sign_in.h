// What the flows of InitiateAuth and RespondToAuthChallenge share: who asks by which client, sessions, and what becomes
// of a turn of the sign-in engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "login/attempt.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/call.h"

namespace understudy::cognito {

/// Whether IAM credentials are asked for: of the Admin operations.
enum class Side { client, administrator };

/// Who asks to be let in.
struct Entrance {
  std::string pool_id;
  std::string client_id;
  std::string username;  ///< as the client says it
  std::string user_id;   ///< empty where nobody is meant, and that is not to be told
  Milliseconds session_lasts{};
  std::string device_key{};  ///< of a device that the pool knows as the user's; empty: none
  const login::Policy* policy = nullptr;
};

/// The door of a flow, by the client's own lifetime of sessions.
class Doorway {
 public:
  Doorway(World& world, const Entrance& entrance);
  Doorway(const Doorway&) = delete;

  login::Door& door() { return door_; }

 private:
  const login::Policy policy_;
  login::Door door_;
};

/// What the call's ClientId and, of administrators, UserPoolId name. To be used within a step.
struct Named {
  const Pool& pool;
  const Client& client;
};
Named named_of(const Call& call, const CognitoState& cognito, Side side);

/// Whether the user may sign in at all, whatever the password. Throws what the original says of an account that is not
/// confirmed, is disabled, or waits for its password to be reset.
void require_open_account(const PoolUser& member);

/// Counts a wrong password or code against whoever was meant. False where the account is locked: nothing was counted.
bool count_wrong_answer(World& world, const Entrance& entrance);
/// Counts a wrong password, and says so: always throws.
[[noreturn]] void refuse_password(World& world, const Entrance& entrance);

/// The answer to a turn in which all is well: tokens, or the next challenge.
Json proceed(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn);
/// The same where a turn that is not well means a wrong password.
Json proceed_from_password(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn);

/// The text of a session: the attempt's id, and what shows that this world made it.
std::string session_text(const World& world, std::string_view attempt);
/// The attempt of a session that is good. Throws NotAuthorizedException: it was used, has expired, or was never of this
/// world.
SignInAttempt attempt_of(const World& world, const WorldState& state, std::string_view session);
/// The same of a session that is that client's.
SignInAttempt attempt_of(const World& world, const WorldState& state, std::string_view session, const Client& client);

/// {"device_key":…} of a device that is the user's. Throws ResourceNotFoundException for any other key; in a pool that
/// remembers no devices none counts. Within a step.
std::string known_device(const CognitoState& cognito, const Pool& pool, std::string_view user_id, std::string_view key);

}  // namespace understudy::cognito
