#include "announcement.h"

#include <algorithm>
#include <unistd.h>

#include "access/epilot_token.h"
#include "access/key_sets.h"
#include "access/ready_secrets.h"
#include "access/ready_tokens.h"
#include "base/text.h"

namespace understudy {

namespace {

constexpr std::string_view control_path = "/_understudy/v1/";
constexpr size_t most_users_shown = 10;
constexpr size_t most_tokens_shown = 3;
/// Among so many there is one to show; each costs a signature.
constexpr size_t most_tokens_signed = 50;

/// The issuer of every key set, by its label.
Json issuers(const Announcement& announcement) {
  Json all = Json::object();
  for (const auto& set : access::key_sets)
    all.set(set.label, access::issuer(set, *announcement.world, announcement.public_url));
  return all;
}

std::string where_the_rest_is(const Announcement& announcement, size_t count) {
  return cat({"  and ", std::to_string(count), " more: ", announcement.public_url, control_path,
              "worlds/default/credentials\n"});
}

void announce_users(std::ostream& out, const Announcement& announcement) {
  const auto& users = announcement.world->seed().users.rows();
  if (users.empty()) return;
  out << "\nUsers (e-mail, password, roles)\n";
  for (size_t i = 0; i < users.size() && i < most_users_shown; ++i)
    out << "  " << users[i].email << "  " << (users[i].password.empty() ? "(no password)" : users[i].password) << "  "
        << join(users[i].roles, ", ") << "\n";
  if (users.size() > most_users_shown) out << where_the_rest_is(announcement, users.size() - most_users_shown);
}

void announce_tokens(std::ostream& out, const Announcement& announcement) {
  const size_t all = announcement.world->seed().access_tokens.rows().size();
  auto tokens = access::ready_tokens(*announcement.world, announcement.public_url, 0, most_tokens_signed);
  std::erase_if(tokens, [](const access::ReadyToken& token) { return token.state != "valid"; });
  if (tokens.empty()) return;
  out << "\nReady access tokens\n";
  for (size_t i = 0; i < tokens.size() && i < most_tokens_shown; ++i)
    out << "  " << tokens[i].row.name << " (" << tokens[i].row.id << ", " << join(tokens[i].row.assignments, ", ")
        << ")\n    " << tokens[i].token << "\n";
  const size_t shown = std::min(tokens.size(), most_tokens_shown);
  if (all > shown) out << where_the_rest_is(announcement, all - shown);
  const auto usable = std::find_if(tokens.begin(), tokens.end(), [](const access::ReadyToken& token) {
    return &access::key_set_of(token.row.type) == &access::epilot_api;
  });
  if (usable != tokens.end())
    out << "\nTry\n  curl -H 'Authorization: Bearer " << usable->token << "' " << announcement.public_url
        << "/v2/users/me\n";
}

void announce_secrets(std::ostream& out, const Announcement& announcement) {
  constexpr size_t most_shown = 3;
  const size_t all = announcement.world->seed().client_secrets.rows().size();
  auto secrets = access::ready_secrets(*announcement.world, 0, all);
  std::erase_if(secrets, [](const access::ReadySecret& secret) { return secret.state != "valid"; });
  if (secrets.empty()) return;
  const size_t shown = std::min(secrets.size(), most_shown);
  out << "\nClient secrets for Shift iQ\n";
  for (size_t i = 0; i < shown; ++i) out << "  " << secrets[i].email << "  " << secrets[i].row.value << "\n";
  if (all > shown) out << where_the_rest_is(announcement, all - shown);
  // One that a shell would read otherwise is not fit for the line.
  const std::string& secret = secrets.front().row.value;
  if (secret.find_first_of("'\"\\") != std::string::npos) return;
  out << "\nTry\n  curl " << announcement.public_url
      << "/api/security/tokens/generate -H 'Content-Type: application/json' -d '{\"Secret\": \"" << secret << "\"}'\n";
}

}  // namespace

std::string ready_line(const Announcement& announcement) {
  const std::string& first = announcement.addresses.front();
  const auto port = parse_number(first.substr(first.rfind(':') + 1)).value_or(0);
  return Json::object({{"event", "ready"},
                       {"base_url", announcement.public_url},
                       {"port", static_cast<long long>(port)},
                       {"addresses", Json::array_of(announcement.addresses)},
                       {"issuer", access::issuer(access::epilot_api, *announcement.world, announcement.public_url)},
                       {"issuers", issuers(announcement)},
                       {"control_url", cat({announcement.public_url, control_path})},
                       {"fixtures", Json::array_of(announcement.fixtures)},
                       {"pid", static_cast<long long>(getpid())}})
      .dump();
}

void announce(std::ostream& out, const Announcement& announcement) {
  const std::string& url = announcement.public_url;
  out << "Understudy " UNDERSTUDY_VERSION " serves "
      << (announcement.fixtures.empty() ? "its embedded example" : join(announcement.fixtures, ", ")) << "\n"
      << "  base URL      " << url << "\n";
  const Json all_issuers = issuers(announcement);
  const char* title = "  issuers       ";
  for (const auto& issuer : all_issuers.members()) {
    out << title << *issuer.value.text() << "  (" << issuer.name << ")\n";
    title = "                ";
  }
  out << "  control API   " << url << control_path << "\n"
      << "  listening on  " << join(announcement.addresses, ", ") << "\n";
  announce_users(out, announcement);
  announce_secrets(out, announcement);
  announce_tokens(out, announcement);
  out << std::endl;
}

}  // namespace understudy
