// Codes that are sent to people and brought back: each goes to the world's mailbox, is good once and for a time, and
// belongs to one user and purpose.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/cognito/accounts.h"
#include "providers/cognito/part.h"
#include "providers/cognito/post.h"

namespace understudy::cognito {

/// Why codes are sent, in the words of the mailbox; how long they are good; what is said with them.
struct Purpose {
  std::string_view kind;  ///< "sign_up"
  std::string_view word;  ///< of the code's row: purposes with one word share a code
  Milliseconds lasts;     ///< of codes that sessions keep, as long as those
  std::string_view subject;
  std::string_view text;     ///< with "{####}" for the code
  std::string_view trigger;  ///< "CustomMessage_SignUp"
};

extern const Purpose sign_up_code;
extern const Purpose resent_sign_up_code;
extern const Purpose password_code;
extern const Purpose attribute_update_code;
extern const Purpose attribute_code;
extern const Purpose sms_mfa_code;
extern const Purpose email_mfa_code;
extern const Purpose sms_otp_code;
extern const Purpose email_otp_code;
extern const Purpose custom_challenge_code;
extern const Purpose invitation;

/// Where something is sent: an address or number of the user's.
struct Delivery {
  std::string attribute;    ///< "email"
  std::string destination;  ///< the address, or number
};

/// {"Destination":"a***@a***","DeliveryMedium":"EMAIL","AttributeName":"email"}
Json delivery_details(const Delivery& delivery);

/// Where a code would go to whoever is not there: to the address that they were named by, else to one made up.
Delivery made_up_destination(std::string_view attribute, std::string_view username);

/// Of six digits or eight: a new one, or the fixture's.
std::string make_code(WorldState& state, const Pool& pool, const std::string& owner, size_t digits = 6);

/// Makes a code, which takes the place of one that was sent before for the same, and posts it. Where `is_pending`, the
/// destination becomes the attribute's value only by the code. Within a step.
void send_code(Post& post, WorldState& state, const Pool& pool, const PoolUser& member, const Purpose& purpose,
               const Delivery& delivery, bool is_pending = false);

/// The code's row, where the code is right. Throws CodeMismatchException, ExpiredCodeException (also where it was sent
/// to an address that the user has no longer), and LimitExceededException after too many wrong ones. Within a step.
/// `attribute` is the one that is verified, of codes for that.
Code right_code(WorldState& state, const PoolUser& member, const Purpose& purpose, std::string_view code,
                std::string_view attribute = {});
/// Once nothing else is refused: it is good once.
void use_up(WorldState& state, const Code& code);

}  // namespace understudy::cognito
