// The words of the mint command.
#include <memory>

#include "base/text.h"
#include "command_line/parser.h"
#include "command_line/server_words.h"
#include "http/url.h"

namespace understudy {

namespace {

constexpr const char* mint_description =
    "Ask a running server for a token, and print it alone\n"
    "\n"
    "The server keeps the token like one that its user created. Claims and header fields may be changed,\n"
    "added or left out, and another key may sign, to see what a backend makes of such a token.";

constexpr const char* mint_footer =
    "Examples:\n"
    "  TOKEN=$(understudy mint)\n"
    "      an api token of the first user of the fixture\n"
    "  understudy mint --user anna@acme.test --role support --expires-in 10m --read-only\n"
    "  understudy mint --world my-test --type journey --journey-id 6c5d7f3a-29c4-4a0f-8e0f-4f2c6a4f5b11\n"
    "  understudy mint --key stranger\n"
    "      signed by a key that nobody published: a backend must refuse it\n"
    "  understudy mint --claim exp=1 --claim 'groups=[\"a\",\"b\"]' --without-claim iss\n"
    "\n"
    "Exit status:\n"
    "  0    the token is on the standard output\n"
    "  1    no server answers, or it says no\n"
    "  2    wrong options\n"
    "\n"
    "Read on:\n"
    "  docs/command-line.md    minting, with what comes out\n"
    "  docs/worlds.md          the control API, which does the same by HTTP";

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

struct TextOption {
  const char* name;
  const char* member;  ///< of the request
  const char* value;
  const char* group;
  const char* meaning;
};

constexpr const char* whose = "Whose it is";
constexpr const char* what = "What it is";
constexpr const char* bound = "What it is bound to (some types)";
constexpr const char* wrong = "What is unusual about it";

constexpr TextOption text_options[] = {
    {"--user", "user", "USER", whose, "E-mail or id of its user; else the first user of the fixture"},
    {"--tenant", "tenant", "TENANT", whose, "Id or slug, where users of several tenants share the e-mail"},
    {"--type", "type", "", what, "Which type of token; else api"},
    {"--name", "name", "NAME", what, "Its name in lists of tokens"},
    {"--expires-in", "expires_in", "TIME", what,
     "How long it lasts, in seconds or as 10m, 12h, 30d; else its type's own"},
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

/// An empty value is more likely an unset variable of a script than what was meant.
CLI::Validator filled_option() {
  return CLI::Validator([](std::string& text) { return text.empty() ? "its value is empty" : std::string(); }, "");
}

CLI::Validator pair_option() {
  return CLI::Validator(
      [](std::string& text) {
        const size_t equals = text.find('=');
        const bool is_pair = equals != std::string::npos && equals > 0;
        return is_pair ? std::string() : "'" + text + "' is no NAME=VALUE, such as exp=1";
      },
      "NAME=VALUE");
}

/// A whole number of seconds; below zero for a token that has expired.
std::optional<long long> seconds_of(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  const auto number = parse_number(text.substr(is_negative ? 1 : 0));
  if (!number || *number > 1'000'000'000'000) return std::nullopt;
  return is_negative ? -static_cast<long long>(*number) : static_cast<long long>(*number);
}

CLI::Validator lifetime_option() {
  return CLI::Validator(
      [](std::string& text) {
        const bool is_lifetime = seconds_of(text) || parse_duration(text);
        return is_lifetime ? std::string()
                           : "'" + text + "' is no length of time; write 600, 10m, 1h, or -60 for one that has expired";
      },
      "TIME");
}

void add_text_options(CLI::App& mint, const ProviderWords& provider_words, MintWords& words) {
  words.texts.reserve(std::size(text_options));
  for (const auto& row : text_options) {
    auto& [member, text] = words.texts.emplace_back(row.member, "");
    auto* option = mint.add_option(row.name, text, row.meaning)->type_name(row.value)->group(row.group);
    option->check(filled_option());
    if (option->get_name() == "--type") option->check(word_option(provider_words.mint_types));
    if (option->get_name() == "--expires-in") option->check(lifetime_option());
  }
  words.lists.reserve(std::size(list_options));
  for (const auto& row : list_options) {
    auto& [member, list] = words.lists.emplace_back(row.member, std::vector<std::string>());
    mint.add_option(row.name, list, row.meaning)
        ->allow_extra_args(false)
        ->check(filled_option())
        ->type_name(row.value)
        ->group(row.group);
  }
}

void add_changes(CLI::App& mint, const ProviderWords& provider_words, MintWords& words) {
  mint.add_option("--claim", words.claims, "A claim with another value, as JSON or else as text, or an additional one")
      ->allow_extra_args(false)
      ->check(pair_option())
      ->group(wrong);
  mint.add_option("--without-claim", words.missing_claims, "A claim that is left out")
      ->allow_extra_args(false)
      ->check(filled_option())
      ->type_name("NAME")
      ->group(wrong);
  mint.add_option("--header", words.header, "A field of the JOSE header, like --claim")
      ->allow_extra_args(false)
      ->check(pair_option())
      ->group(wrong);
  auto* key =
      mint.add_option("--key", words.key, "The key that signs, by its key set; stranger is one that nobody published")
          ->check(word_option(provider_words.mint_keys))
          ->group(wrong);
  mint.add_option("--key-file", words.key_file, "A file with the private key that signs: PEM or JWK")
      ->check(filled_option())
      ->type_name("FILE")
      ->excludes(key)
      ->group(wrong);
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

/// The world's own address may be given as the server's: ".../w/my-test".
std::string world_in(std::string& url) {
  const size_t path = url.find("/w/");
  if (path == std::string::npos) return "";
  std::string world = url.substr(path + 3);
  url.erase(path);
  return world;
}

}  // namespace

ParsedCommand add_mint(CLI::App& program, const ProviderWords& provider_words) {
  const auto words = std::make_shared<MintWords>();
  CLI::App* mint = program.add_subcommand("mint", mint_description);
  mint->footer(mint_footer);
  add_server(*mint, words->server);
  mint->add_option("--world", words->world, "Whose token it is to be; else the one that --url ends in, else default")
      ->envname("UNDERSTUDY_WORLD")
      ->check(filled_option())
      ->type_name("WORLD")
      ->group("The server");
  add_text_options(*mint, provider_words, *words);
  mint->add_flag("--no-roles", words->has_no_roles, "It carries no roles")->group(what)->excludes("--role");
  mint->add_flag("--read-only", words->is_read_only, "It may only view, export and download")->group(what);
  mint->add_flag("--anonymize", words->is_anonymizing, "Personal data comes pseudonymised")->group(what);
  mint->add_flag("--system", words->is_system_made, "The platform made it: lists leave it out unless asked")
      ->group(what);
  add_changes(*mint, provider_words, *words);
  return {mint, [words] {
            std::string url = url_of(words->server);
            std::string world = world_in(url);
            if (!words->world.empty() && !world.empty() && world != words->world)
              throw CLI::ValidationError("--world", "is " + words->world + ", but --url ends in the world " + world);
            if (!words->world.empty()) world = words->world;
            if (world.empty()) world = "default";
            return MintOptions{url, world, body_of(*words), words->key_file};
          }};
}

}  // namespace understudy
