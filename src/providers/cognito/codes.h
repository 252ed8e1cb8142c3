// Codes that are sent to people and brought back: each goes to the world's mailbox, is good once and for a time, and
// belongs to one user and purpose.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/cognito/accounts.h"
#include "providers/cognito/part.h"

namespace understudy::cognito {

/// Why codes are sent, in the words of the mailbox; how long they are good; what is said with them.
struct Purpose {
  std::string_view kind;  ///< "sign_up"
  std::string_view word;  ///< of the code's row: purposes with one word share a code
  Milliseconds lasts;
  std::string_view subject;
  std::string_view text;  ///< before the code
};

extern const Purpose sign_up_code;
extern const Purpose resent_sign_up_code;
extern const Purpose password_code;
extern const Purpose attribute_code;

/// What is verified by the code: an address or number of the user's.
struct Delivery {
  std::string attribute;    ///< "email"
  std::string destination;  ///< the address, or number
};

/// {"Destination":"a***@a***","DeliveryMedium":"EMAIL","AttributeName":"email"}
Json delivery_details(const Delivery& delivery);

/// Makes a code, which takes the place of one that was sent before for the same, and sends it. Where `is_pending`, the
/// destination becomes the attribute's value only by the code. Within a step.
void send_code(WorldState& state, const Pool& pool, const PoolUser& member, const Purpose& purpose,
               const Delivery& delivery, bool is_pending = false);

/// Sends a text that is no code of Cognito's own: an invitation.
void send(WorldState& state, const Pool& pool, const PoolUser& member, const Delivery& delivery, std::string_view kind,
          std::string_view subject, std::string text, std::string_view code);

/// The code's row, where the code is right. Throws CodeMismatchException, ExpiredCodeException (also where it was sent
/// to an address that the user has no longer), and LimitExceededException after too many wrong ones. Within a step.
/// `attribute` is the one that is verified, of codes for that.
Code right_code(WorldState& state, const PoolUser& member, const Purpose& purpose, std::string_view code,
                std::string_view attribute = {});
/// Once nothing else is refused: it is good once.
void use_up(WorldState& state, const Code& code);

}  // namespace understudy::cognito
