#include "providers/cognito/post.h"

#include <array>

#include "base/text.h"
#include "providers/cognito/call.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/firing.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

struct Words {
  std::string subject;
  std::string text;
};

/// Where a pool keeps the words of its own for messages of a kind.
struct Template {
  std::string_view kind;
  std::string_view sms;
  std::string_view email;
  std::string_view subject;
};
constexpr std::array templates{
    Template{"sign_up", "SmsVerificationMessage", "EmailVerificationMessage", "EmailVerificationSubject"},
    Template{"resend_code", "SmsVerificationMessage", "EmailVerificationMessage", "EmailVerificationSubject"},
    Template{"forgot_password", "SmsVerificationMessage", "EmailVerificationMessage", "EmailVerificationSubject"},
    Template{"verify_attribute", "SmsVerificationMessage", "EmailVerificationMessage", "EmailVerificationSubject"},
    Template{"sms_mfa", "SmsAuthenticationMessage", "", ""},
    Template{"sms_otp", "SmsAuthenticationMessage", "", ""},
};

bool is_sms(const Message& message) { return message.attribute == "phone_number"; }

void take(std::string& words, std::string_view given) {
  if (!given.empty()) words = given;
}

/// What the pool has of its own, else what is usual.
Words words_of(const Pool& pool, const Message& message) {
  const auto& purpose = *message.purpose;
  Words words{std::string(purpose.subject), std::string(purpose.text)};
  for (const auto& row : templates) {
    if (row.kind != purpose.kind) continue;
    take(words.text, pool.settings.text_at(is_sms(message) ? row.sms : row.email));
    take(words.subject, pool.settings.text_at(row.subject));
  }
  if (purpose.kind == email_mfa_code.kind)
    if (const Json* own = find_set(pool.second_factors, "EmailMfaConfiguration")) {
      take(words.text, own->text_at("Message"));
      take(words.subject, own->text_at("Subject"));
    }
  if (purpose.kind == invitation.kind)
    if (const Json* own = find_set(pool.settings, "AdminCreateUserConfig", "InviteMessageTemplate")) {
      take(words.text, own->text_at(is_sms(message) ? "SMSMessage" : "EmailMessage"));
      take(words.subject, own->text_at("EmailSubject"));
    }
  return words;
}

/// What the original wants of a message's text.
void check_words(const Message& message, const Json& told) {
  const Json* text = told.find(is_sms(message) ? "smsMessage" : "emailMessage");
  if (text == nullptr || text->text() == nullptr) return;
  if (text->text()->empty()) refuse_parameter("The message is empty.");
  const bool is_invitation = message.purpose->kind == invitation.kind;
  const bool has_name = !is_invitation || text->text()->find("{username}") != std::string::npos;
  if (has_name && text->text()->find("{####}") != std::string::npos) return;
  constexpr std::string_view any = R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*)";
  refuse_parameter(cat({"1 validation error detected: Value at '", is_sms(message) ? "smsMessage" : "emailBody",
                        "' failed to satisfy constraint: Member must satisfy regular expression pattern: ", any,
                        R"(\{####\})", any}),
                   is_invitation ? "{####} and {username}" : "{####}");
}

/// The response of the trigger that words messages; null where there is none.
Json ask_for_words(Call& call, const Message& message) {
  const bool is_invitation = message.purpose->kind == invitation.kind;
  Json told = fire_with(call,
                        {Trigger::custom_message, message.purpose->trigger, message.pool_id,
                         call.post.client_id.empty() ? std::string(call.text("ClientId")) : call.post.client_id,
                         message.member.account.username,
                         Json::object({{"userAttributes", event_attributes(message.member)},
                                       {"codeParameter", "{####}"},
                                       {"linkParameter", "{##Click Here##}"},
                                       {"usernameParameter", is_invitation ? Json("{username}") : Json()}})},
                        call.has("AuthFlow") ? Json() : client_metadata(call));
  check_words(message, told);
  return told;
}

std::string filled(std::string text, std::string_view mark, std::string_view value) {
  for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
  return text;
}

Mail to_mail(const WorldState& state, const Pool& pool, const Message& message, const Words& words) {
  Mail mail;
  mail.time = state.clock.now();
  mail.medium = is_sms(message) ? Mail::Medium::sms : Mail::Medium::email;
  mail.from = pool.id;
  mail.to = message.destination;
  mail.kind = message.purpose->kind;
  // The name first: a code is digits, and never begins a mark.
  const auto fill = [&](const std::string& text) {
    return filled(filled(text, "{username}", message.member.account.username), "{####}", message.code);
  };
  if (!is_sms(message)) mail.subject = words.subject;
  // A pool's own words may name the user as often as they like.
  mail.text = shorten(fill(words.text), 64 * 1024);
  mail.code = message.code;
  mail.tenant_id = pool.tenant_id;
  mail.user_id = message.member.user.id;
  return mail;
}

}  // namespace

void deliver_post(Call& call) {
  for (const auto& message : call.post.take()) {
    const Json told = ask_for_words(call, message);
    call.visit.world.step([&](WorldState& state) {
      const Pool* pool = cognito_of(state).pools.find(message.pool_id);
      if (pool == nullptr) return;
      Words words = words_of(*pool, message);
      take(words.text, told.text_at(is_sms(message) ? "smsMessage" : "emailMessage"));
      take(words.subject, told.text_at("emailSubject"));
      state.mailbox.append(to_mail(state, *pool, message, words));
    });
  }
}

}  // namespace understudy::cognito
