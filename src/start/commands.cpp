#include "start/commands.h"

#include "base/json.h"
#include "base/text.h"

namespace understudy::start {

namespace {

bool is_plain(char c) {
  constexpr std::string_view safe = "@%+=:,./-_";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         safe.find(c) != std::string_view::npos;
}

bool is_plain(std::string_view text) {
  for (const char c : text)
    if (!is_plain(c)) return false;
  return !text.empty();
}

/// A token alone, of what the control API answers: nothing else there begins like one.
std::string order(const Address& address, std::string_view user) {
  const std::string body = user.empty() ? "{}" : Json::object({{"user", user}}).dump();
  return cat({"curl -s ", shell_word(cat({address.control, "worlds/", address.world, "/tokens"})), " -d ",
              shell_word(body), " | grep -o 'eyJ[^\"]*'"});
}

}  // namespace

std::string shell_word(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  }
  return word + "'";
}

std::string mint_command(const Address& address, std::string_view user) {
  constexpr std::string_view usual = "http://localhost:9119";
  // The program speaks no TLS.
  if (!address.base.starts_with("http://")) return order(address, user);
  std::string command = "understudy mint";
  if (address.base != usual) command += cat({" --url ", shell_word(address.base)});
  if (!user.empty()) command += cat({" --user ", shell_word(user)});
  return command;
}

std::string first_call(const Address& address, std::string_view user, std::string_view path) {
  return cat({"curl ", shell_word(cat({address.base, path})), " -H \"Authorization: Bearer $(\n  ",
              order(address, user), ")\""});
}

}  // namespace understudy::start
