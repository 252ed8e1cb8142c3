// The regular expressions of the API's model, by name: as the service prints them, and as matchers, which look at every
// character of a text once or a fixed number of times.
#pragma once

#include <cstdint>
#include <string_view>

namespace understudy::cognito {

enum class Pattern : uint8_t {
  any,  ///< none
  arn,
  client_id,
  device_key,
  digits,
  domain,
  email_address,
  email_message,
  email_message_by_link,
  email_subject,
  email_text,
  hexadecimal,
  identifier_of_provider,
  name,
  name_of_new_provider,
  name_of_provider,
  name_of_scope,
  password,  ///< two characters or more, no white space at either end
  password_or_empty,
  printable,  ///< letters, marks, symbols, numbers and punctuation of every script
  printable_ascii,
  secret_hash,
  set_of_configuration,
  sms_message,
  token,
  unbroken,  ///< no white space
  user_pool_id
};

/// The whole of `text`, which is UTF-8, is as the pattern says.
bool matches(Pattern pattern, std::string_view text);

/// "[\w-]+_[0-9a-zA-Z]+"
std::string_view expression_of(Pattern pattern);

}  // namespace understudy::cognito
