// The words of the mint command.
#include <memory>

#include "base/text.h"
#include "command_line/commands.h"
#include "command_line/server_words.h"
#include "http/url.h"

namespace understudy {

namespace {

constexpr const char* about =
    "The server keeps the token like one that its user created. Claims and header fields may be changed,\n"
    "added or left out, and another key may sign, to see what a backend makes of such a token.";

constexpr const char* examples =
    "TOKEN=$(understudy mint)\n"
    "    an api token of the first user of the fixture\n"
    "understudy mint --user anna@acme.test --role support --expires-in 10m --read-only\n"
    "understudy mint --world my-test --type journey --journey-id 6c5d7f3a-29c4-4a0f-8e0f-4f2c6a4f5b11\n"
    "understudy mint --key stranger\n"
    "    signed by a key that nobody published: a backend must refuse it\n"
    "understudy mint --claim exp=1 --claim 'groups=[\"a\",\"b\"]' --without-claim iss";

constexpr const char* exit_status =
    "0    the token is on the standard output\n"
    "1    no server answers, or it says no\n"
    "2    wrong options";

constexpr const char* read_on =
    "docs/command-line.md    minting, with what comes out\n"
    "docs/worlds.md          the control API, which does the same by HTTP";

/// Everything that mint takes. `texts` and `lists` go into the request under the name of their option.
struct MintWords {
  ServerWords server;
  std::string world;
  std::vector<std::pair<const char*, std::string>> texts;
  std::vector<std::pair<const char*, std::vector<std::string>>> lists;
  bool has_no_roles = false;
  bool is_read_only = false;
  bool is_anonymizing = false;
  bool is_system_made = false;
  std::vector<std::string> claims;
  std::vector<std::string> missing_claims;
  std::vector<std::string> header;
  std::string key;
  std::string key_file;
};

/// A whole number of seconds; below zero for a token that has expired.
std::optional<long long> seconds_of(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  const auto number = parse_number(text.substr(is_negative ? 1 : 0));
  if (!number || *number > 1'000'000'000'000) return std::nullopt;
  return is_negative ? -static_cast<long long>(*number) : static_cast<long long>(*number);
}

std::string complain_of_lifetime(const std::string& value) {
  if (seconds_of(value) || parse_distance(value)) return "";
  return "'" + value + "' is no length of time; write 600, 10m, 1h, or -60 for one that has expired";
}

std::string complain_of_pair(const std::string& value) {
  const size_t equals = value.find('=');
  if (equals != std::string::npos && equals > 0) return "";
  return "'" + value + "' is no NAME=VALUE, such as exp=1";
}

struct TextOption {
  const char* name;
  const char* member;  ///< of the request
  const char* value;
  const char* group;
  const char* meaning;
  std::string (*complain)(const std::string& value) = nullptr;
};

constexpr const char* whose = "Whose it is";
constexpr const char* what = "What it is";
constexpr const char* bound = "What it is bound to (some types)";
constexpr const char* wrong = "What is unusual about it";

constexpr TextOption text_options[] = {
    {"--user", "user", "USER", whose, "E-mail or id of its user; else the first user of the fixture"},
    {"--tenant", "tenant", "TENANT", whose, "Id or slug, where users of several tenants share the e-mail"},
    {"--client", "client", "CLIENT", whose, "Id or name of the app client, of a user pool's tokens; else its first"},
    {"--type", "type", "", what, "Which type of token; else api"},
    {"--name", "name", "NAME", what, "Its name in lists of tokens"},
    {"--expires-in", "expires_in", "TIME", what,
     "How long it lasts, in seconds or as 10m, 12h, 30d; else its type's own", complain_of_lifetime},
    {"--journey-id", "journey_id", "ID", bound, "The journey of a journey token"},
    {"--portal-id", "portal_id", "ID", bound, "The portal"},
    {"--portal-user-id", "portal_user_id", "ID", bound, "The user of the portal"},
    {"--contact-id", "contact_id", "ID", bound, "The contact"},
    {"--surface-id", "surface_id", "ID", bound, "The surface"},
    {"--email", "email", "ADDRESS", bound, "The e-mail address that a contact was identified by"},
    {"--kid", "kid", "ID", wrong, "The key id that its header names, whichever key signs"},
};

constexpr TextOption list_options[] = {
    {"--role", "roles", "ROLE", what, "Slug or id of a role it carries; else its user's roles"},
    {"--allowed-operation", "allowed_operations", "ID", bound,
     "An operation that a contact_identification token may call"},
};

OptionOutline outline_of(const TextOption& row, Destination fills) {
  return {.name = row.name,
          .value = row.value,
          .meaning = row.meaning,
          .fills = fills,
          .complain = row.complain,
          .refuses_empty = true,
          .missing = row.value};
}

void add_texts_and_lists(Outline& mint, const ProviderWords& provider_words, MintWords& words) {
  words.texts.reserve(std::size(text_options));
  for (const auto& row : text_options) {
    mint.add(row.group, {outline_of(row, &words.texts.emplace_back(row.member, "").second)});
    if (mint.options.back().name == "--type") mint.options.back().words = provider_words.mint_types;
  }
  words.lists.reserve(std::size(list_options));
  for (const auto& row : list_options)
    mint.add(row.group, {outline_of(row, &words.lists.emplace_back(row.member, std::vector<std::string>()).second)});
}

std::vector<OptionOutline> flags(MintWords& words) {
  return {
      {.name = "--no-roles", .meaning = "It carries no roles", .fills = &words.has_no_roles, .excludes = "--role"},
      {.name = "--read-only", .meaning = "It may only view, export and download", .fills = &words.is_read_only},
      {.name = "--anonymize", .meaning = "Personal data comes pseudonymised", .fills = &words.is_anonymizing},
      {.name = "--system",
       .meaning = "The platform made it: lists leave it out unless asked",
       .fills = &words.is_system_made},
  };
}

std::vector<OptionOutline> changes(const ProviderWords& provider_words, MintWords& words) {
  return {
      {.name = "--claim",
       .value = "NAME=VALUE",
       .meaning = "A claim with another value, as JSON or else as text, or an additional one",
       .fills = &words.claims,
       .complain = complain_of_pair},
      {.name = "--without-claim",
       .value = "NAME",
       .meaning = "A claim that is left out",
       .fills = &words.missing_claims,
       .refuses_empty = true},
      {.name = "--header",
       .value = "NAME=VALUE",
       .meaning = "A field of the JOSE header, like --claim",
       .fills = &words.header,
       .complain = complain_of_pair},
      {.name = "--key",
       .words = provider_words.mint_keys,
       .meaning = "The key that signs, by its key set; stranger is one that nobody published",
       .fills = &words.key},
      {.name = "--key-file",
       .value = "FILE",
       .meaning = "A file with the private key that signs: PEM or JWK",
       .fills = &words.key_file,
       .refuses_empty = true,
       .excludes = "--key"},
  };
}

/// `NAME=VALUE` as members of an object. What is no JSON is a text.
Json object_of(const std::vector<std::string>& pairs) {
  Json object = Json::object();
  for (const auto& pair : pairs) {
    const size_t equals = pair.find('=');
    const std::string value = pair.substr(equals + 1);
    object.set(pair.substr(0, equals), parse_json(value).value_or(Json(value)));
  }
  return object;
}

Json body_of(const MintWords& words) {
  Json body = Json::object();
  for (const auto& [member, text] : words.texts) {
    if (text.empty()) continue;
    const auto seconds = std::string_view(member) == "expires_in" ? seconds_of(text) : std::nullopt;
    body.set(member, seconds ? Json(*seconds) : Json(text));
  }
  for (const auto& [member, list] : words.lists)
    if (!list.empty()) body.set(member, Json::array_of(list));
  if (words.has_no_roles) body.set("roles", Json::array());
  if (words.is_read_only) body.set("read_only", true);
  if (words.is_anonymizing) body.set("anonymize", true);
  if (words.is_system_made) body.set("system", true);
  Json claims = object_of(words.claims);
  for (const auto& name : words.missing_claims) claims.set(name, nullptr);
  if (!claims.members().empty()) body.set("claims", std::move(claims));
  if (!words.header.empty()) body.set("header", object_of(words.header));
  if (!words.key.empty()) body.set("key", words.key);
  return body;
}

MintOptions options_of(const MintWords& words) {
  const auto [url, named] = server_and_world(url_of(words.server));
  const std::string world = !words.world.empty() ? words.world : !named.empty() ? named : "default";
  return {url, world, body_of(words), words.key_file};
}

}  // namespace

Outline mint_outline(const ProviderWords& provider_words) {
  const auto words = std::make_shared<MintWords>();
  Outline mint{
      .name = "mint",
      .meaning = "Ask a running server for a token, and print it alone",
      .about = about,
      .sections = {{"Examples", examples}, {"Exit status", exit_status}, {"Read on", read_on}},
      .complain = [words] { return complain_of_worlds(url_of(words->server), words->world); },
      .result = [words] { return options_of(*words); },
  };
  mint.add(server_group, server_options(words->server));
  mint.add(server_group,
           {world_option(words->world, "Whose token it is to be; else the one that --url ends in, else default")});
  add_texts_and_lists(mint, provider_words, *words);
  mint.add(what, flags(*words));
  mint.add(wrong, changes(provider_words, *words));
  return mint;
}

}  // namespace understudy
