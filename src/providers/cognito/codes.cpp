#include "providers/cognito/codes.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_codes = 10'000;
constexpr unsigned most_wrong_codes = 5;

std::string id_of(const PoolUser& member, const Purpose& purpose, std::string_view attribute = {}) {
  return cat({member.user.id, " ", purpose.word, attribute});
}

bool is_phone(const Delivery& delivery) { return delivery.attribute == "phone_number"; }

/// "anna@acme.test" as "a***@a***", "+4915112345678" as "+*********5678".
std::string masked(const Delivery& delivery) {
  const std::string& all = delivery.destination;
  if (is_phone(delivery)) {
    constexpr size_t shown = 4;
    const size_t hidden = all.size() > shown + 1 ? all.size() - shown - 1 : 0;
    return cat({"+", std::string(hidden, '*'),
                all.size() > shown ? std::string_view(all).substr(all.size() - shown) : std::string_view()});
  }
  const size_t at = all.rfind('@');
  if (at == std::string::npos || at + 1 >= all.size()) return "***";
  return cat({shorten(all, 1), "***@", shorten(std::string_view(all).substr(at + 1), 1), "***"});
}

}  // namespace

constexpr auto a_day = std::chrono::hours(24);
constexpr std::string_view verification = "Your verification code";

const Purpose sign_up_code{
    "sign_up", "sign_up", a_day, verification, "Your confirmation code is {####}.", "CustomMessage_SignUp"};
const Purpose resent_sign_up_code{
    "resend_code", "sign_up", a_day, verification, "Your confirmation code is {####}.", "CustomMessage_ResendCode"};
const Purpose password_code{"forgot_password",
                            "password",
                            std::chrono::hours(1),
                            verification,
                            "Your password reset code is {####}.",
                            "CustomMessage_ForgotPassword"};
const Purpose attribute_update_code{"verify_attribute",
                                    "verify ",
                                    a_day,
                                    verification,
                                    "Your verification code is {####}.",
                                    "CustomMessage_UpdateUserAttribute"};
const Purpose attribute_code{"verify_attribute",
                             "verify ",
                             a_day,
                             verification,
                             "Your verification code is {####}.",
                             "CustomMessage_VerifyUserAttribute"};
const Purpose sms_mfa_code{
    "sms_mfa", "", {}, "", "Your authentication code is {####}.", "CustomMessage_Authentication"};
const Purpose email_mfa_code{"email_mfa",
                             "",
                             {},
                             "Your authentication code",
                             "Your authentication code is {####}.",
                             "CustomMessage_Authentication"};
const Purpose sms_otp_code{"sms_otp", "", {}, "", "Your sign-in code is {####}.", "CustomMessage_Authentication"};
const Purpose email_otp_code{
    "email_otp", "", {}, "Your sign-in code", "Your sign-in code is {####}.", "CustomMessage_Authentication"};
const Purpose custom_challenge_code{
    "custom_challenge", "", {}, "Your sign-in code", "Your sign-in code is {####}.", "CustomMessage_Authentication"};
const Purpose invitation{"invitation",
                         "",
                         {},
                         "Your temporary password",
                         "Your username is {username} and temporary password is {####}.",
                         "CustomMessage_AdminCreateUser"};

Json delivery_details(const Delivery& delivery) {
  return Json::object({{"Destination", masked(delivery)},
                       {"DeliveryMedium", is_phone(delivery) ? "SMS" : "EMAIL"},
                       {"AttributeName", delivery.attribute}});
}

Delivery made_up_destination(std::string_view attribute, std::string_view username) {
  const std::string digest = crypto::sha256(cat({"understudy made-up address ", username}));
  if (attribute == "phone_number") {
    if (is_phone_number(username)) return {"phone_number", std::string(username)};
    return {"phone_number", cat({"+4915", with_zeros(to_number(digest.substr(0, 5)) % 1'000'000'000, 9)})};
  }
  // An address keeps its first letters, as a real one's would be shown; anything else gets letters of its own.
  if (is_email_address(username)) return {"email", std::string(username)};
  const std::string letters = to_hex(digest);
  return {"email", cat({letters.substr(0, 1), "@", letters.substr(1, 1)})};
}

std::string make_code(WorldState& state, const Pool& pool, const std::string& owner, size_t digits) {
  // Where the original's code is longer than the fixture's, it begins once more.
  if (!pool.fixed_code.empty()) return cat({pool.fixed_code, pool.fixed_code}).substr(0, digits);
  uint64_t bound = 1;
  for (size_t i = 0; i < digits; ++i) bound *= 10;
  return with_zeros(to_number(state.ids.bytes("user pool code", owner, 7)) % bound, digits);
}

void send_code(Post& post, WorldState& state, const Pool& pool, const PoolUser& member, const Purpose& purpose,
               const Delivery& delivery, bool is_pending) {
  Code code;
  code.id = id_of(member, purpose, purpose.word == attribute_code.word ? delivery.attribute : "");
  code.user_id = member.user.id;
  code.code = make_code(state, pool, member.user.id);
  code.attribute = delivery.attribute;
  code.value = delivery.destination;
  code.is_pending = is_pending;
  code.good_until = state.clock.now() + purpose.lasts;
  post.add({member, pool.id, &purpose, delivery.attribute, delivery.destination, code.code});
  cognito_of(state).codes.put_among(std::move(code), most_codes);
}

Code right_code(WorldState& state, const PoolUser& member, const Purpose& purpose, std::string_view code,
                std::string_view attribute) {
  auto& codes = cognito_of(state).codes;
  const std::string id = id_of(member, purpose, attribute);
  const Code* sent = codes.find(id);
  if (sent == nullptr) refuse(expired_code, "a code was sent, and is not used yet");
  if (sent->wrong_answers >= most_wrong_codes)
    refuse(too_many_tries, "at most five wrong answers are given to one code");
  if (sent->code != code) {
    codes.change(id, [](Code& row) { ++row.wrong_answers; });
    refuse(wrong_code, "the code is the one that was sent last");
  }
  if (state.clock.now() >= sent->good_until)
    refuse(expired_code, "the code is still good", "", cat({"until ", to_iso8601(sent->good_until)}));
  if (!sent->is_pending && attribute_of(member, sent->attribute) != sent->value)
    refuse(expired_code, "the code was sent to the address that the user has");
  return *sent;
}

void use_up(WorldState& state, const Code& code) { cognito_of(state).codes.erase(code.id); }

}  // namespace understudy::cognito
