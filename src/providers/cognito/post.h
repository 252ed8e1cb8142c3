// What one call sends to people: put down while the world is locked, and sent when the call is done with it, since what
// a message says may have to be asked for elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

struct Call;
struct Delivery;
struct Purpose;

struct Message {
  PoolUser member;
  std::string pool_id;
  const Purpose* purpose;   ///< one of those in codes.h
  std::string attribute;    ///< "email": by mail, or by text message
  std::string destination;  ///< the address, or number
  std::string code;         ///< that it tells; a temporary password, in an invitation
};

class Post {
 public:
  void add(Message message) { messages_.push_back(std::move(message)); }
  std::vector<Message> take() { return std::exchange(messages_, {}); }

  std::string client_id;  ///< of the access token that the call brings, where it brings one

 private:
  std::vector<Message> messages_;
};

/// Sends what the call posted. Outside of any step.
void deliver_post(Call& call);

}  // namespace understudy::cognito
