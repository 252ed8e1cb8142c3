#include "providers/cognito/codes.h"

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_codes = 10'000;
constexpr unsigned most_wrong_codes = 5;

std::string id_of(const PoolUser& member, const Purpose& purpose, std::string_view attribute = {}) {
  return cat({member.user.id, " ", purpose.word, attribute});
}

/// Six digits, as every code is that confirms or resets.
std::string make_code(WorldState& state, const Pool& pool, const std::string& owner) {
  if (!pool.fixed_code.empty()) return pool.fixed_code;
  const std::string digits = std::to_string(to_number(state.ids.bytes("user pool code", owner, 7)) % 1'000'000);
  return cat({std::string(6 - digits.size(), '0'), digits});
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

const Purpose sign_up_code{"sign_up", "sign_up", std::chrono::hours(24), "Your verification code",
                           "Your confirmation code is "};
const Purpose resent_sign_up_code{"resend_code", "sign_up", std::chrono::hours(24), "Your verification code",
                                  "Your confirmation code is "};
const Purpose password_code{"forgot_password", "password", std::chrono::hours(1), "Your verification code",
                            "Your password reset code is "};
const Purpose attribute_code{"verify_attribute", "verify ", std::chrono::hours(24), "Your verification code",
                             "Your verification code is "};

Json delivery_details(const Delivery& delivery) {
  return Json::object({{"Destination", masked(delivery)},
                       {"DeliveryMedium", is_phone(delivery) ? "SMS" : "EMAIL"},
                       {"AttributeName", delivery.attribute}});
}

void send(WorldState& state, const Pool& pool, const PoolUser& member, const Delivery& delivery, std::string_view kind,
          std::string_view subject, std::string text, std::string_view code) {
  Mail mail;
  mail.time = state.clock.now();
  mail.medium = is_phone(delivery) ? Mail::Medium::sms : Mail::Medium::email;
  mail.from = pool.id;
  mail.to = delivery.destination;
  mail.kind = kind;
  if (!is_phone(delivery)) mail.subject = subject;
  mail.text = std::move(text);
  mail.code = code;
  mail.tenant_id = pool.tenant_id;
  mail.user_id = member.user.id;
  state.mailbox.append(std::move(mail));
}

void send_code(WorldState& state, const Pool& pool, const PoolUser& member, const Purpose& purpose,
               const Delivery& delivery, bool is_pending) {
  Code code;
  code.id = id_of(member, purpose, purpose.word == attribute_code.word ? delivery.attribute : "");
  code.user_id = member.user.id;
  code.code = make_code(state, pool, member.user.id);
  code.attribute = delivery.attribute;
  code.value = delivery.destination;
  code.is_pending = is_pending;
  code.good_until = state.clock.now() + purpose.lasts;
  send(state, pool, member, delivery, purpose.kind, purpose.subject, cat({purpose.text, code.code, "."}), code.code);
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
