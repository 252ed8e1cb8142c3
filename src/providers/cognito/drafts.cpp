#include "providers/cognito/drafts.h"

#include <algorithm>
#include <array>

#include "config/binding.h"
#include "config/characters.h"
#include "config/earlier.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/validation.h"

namespace understudy::cognito {

using namespace config;
using namespace config::characters;
using namespace config::shapes;

namespace {

bool is_region(std::string_view text) { return all_of(text, 1, 32, is_slug_character); }
bool is_alphanumeric(char c) { return is_digit(c) || is_lower(c) || is_upper(c); }
bool is_pool_id(std::string_view text) {
  const size_t at = text.rfind('_');
  if (text.size() > 55 || at == std::string_view::npos || !is_region(text.substr(0, at))) return false;
  return all_of(text.substr(at + 1), 1, 55, is_alphanumeric);
}
bool is_of_client(char c) { return is_alphanumeric(c) || c == '_' || c == '+'; }
bool is_client_id(std::string_view text) { return all_of(text, 1, 128, is_of_client); }
bool is_secret(std::string_view text) { return all_of(text, 24, 64, is_of_client); }
bool is_name(std::string_view text) {
  return all_of(text, 1, 128, [](char c) { return static_cast<unsigned char>(c) > ' '; });
}
bool is_account(std::string_view text) { return all_of(text, 12, 12, is_digit); }
bool is_code(std::string_view text) { return all_of(text, 6, 6, is_digit); }
bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool is_hex = is_digit(text[i]) || (text[i] >= 'a' && text[i] <= 'f');
    if (is_dash ? text[i] != '-' : !is_hex) return false;
  }
  return true;
}

const TextFormat region{"an AWS region, such as eu-central-1", "^[a-z0-9-]{1,32}$", is_region};
const TextFormat aws_account{"twelve digits, in quotes", "^[0-9]{12}$", is_account};
const TextFormat pool_id{"a region, \"_\" and letters or digits, such as eu-central-1_Ab3dE9xYz",
                         "^(?=.{1,55}$)[a-z0-9-]{1,32}_[0-9a-zA-Z]+$", is_pool_id};
const TextFormat client_id{"at most 128 letters, digits, \"_\" or \"+\"", "^[0-9A-Za-z_+]{1,128}$", is_client_id};
const TextFormat client_secret{"24 to 64 letters, digits, \"_\" or \"+\"", "^[0-9A-Za-z_+]{24,64}$", is_secret};
const TextFormat user_name{"a name of at most 128 characters without blanks", "^[^\\u0000-\\u0020]{1,128}$", is_name};
const TextFormat sub{"a GUID in lower case", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", is_guid};
const TextFormat code{"six digits, in quotes", "^[0-9]{6}$", is_code};

constexpr std::array revoked_words{Choice{"accept", CognitoChoices::Revoked::accept},
                                   Choice{"refuse", CognitoChoices::Revoked::refuse}};
constexpr std::array reuse_words{Choice{"refuse", CognitoChoices::Reuse::refuse},
                                 Choice{"end_sign_in", CognitoChoices::Reuse::end_sign_in}};

constexpr auto choice_keys = keys_of<CognitoChoices>(
    key<&CognitoChoices::region>("region", text(region),
                                 "The region in the ids of pools that the fixture gives no id."),
    key<&CognitoChoices::account_id>("account_id", text(aws_account), "The AWS account in ARNs."),
    key<&CognitoChoices::locks_out>("lock_out", flag, "Whether wrong passwords in a row lock an account for a while."),
    choice<revoked_words, &CognitoChoices::revoked_tokens>(
        "revoked_tokens", "What gateways and routes make of a token whose sign-in was ended before it expired."),
    choice<reuse_words, &CognitoChoices::refresh_token_reuse>(
        "refresh_token_reuse", "What a refresh token that comes a second time does, where they are rotated."),
    duration<std::chrono::minutes, &CognitoChoices::srp_clock_window>(
        "srp_clock_window", "How far the TIMESTAMP of an SRP proof may be from the world's time. Default: any."));

constexpr std::array<std::string_view, 9> flow_words{"ALLOW_ADMIN_USER_PASSWORD_AUTH",
                                                     "ALLOW_CUSTOM_AUTH",
                                                     "ALLOW_REFRESH_TOKEN_AUTH",
                                                     "ALLOW_USER_AUTH",
                                                     "ALLOW_USER_PASSWORD_AUTH",
                                                     "ALLOW_USER_SRP_AUTH",
                                                     "ADMIN_NO_SRP_AUTH",
                                                     "CUSTOM_AUTH_FLOW_ONLY",
                                                     "USER_PASSWORD_AUTH"};
constexpr std::array<std::string_view, 2> contact_words{"email", "phone_number"};
constexpr std::array<std::string_view, 3> alias_words{"email", "phone_number", "preferred_username"};
constexpr std::array issuer_words{Choice{"local", std::optional(Issuers::local)},
                                  Choice{"vendor", std::optional(Issuers::vendor)}};

constexpr auto client_keys = keys_of<ClientDraft>(
    key<&ClientDraft::id>("id", text(client_id),
                          "The client's id. Default: 26 letters and digits that follow from seed, tenant and name."),
    key<&ClientDraft::name>("name", text(formats::filled), "What the client is called; once within a pool."),
    key<&ClientDraft::secret>("secret", text(client_secret), "Its secret. Without one the client is public."),
    without_default(key<&ClientDraft::flows>(
        "flows", list_of(word(flow_words)),
        "The flows by which it signs users in (ExplicitAuthFlows). Default: all, but ALLOW_REFRESH_TOKEN_AUTH where "
        "refresh tokens rotate.")),
    open_map<&ClientDraft::settings>("settings", "Whatever else CreateUserPoolClient takes, in its words."));
constexpr ObjectShape client_shape{"cognito_client", "An app client of the pool.", client_keys};

constexpr auto group_keys = keys_of<GroupDraft>(
    key<&GroupDraft::name>("name", text(user_name), "What the group is called, as tokens tell it.", required),
    key<&GroupDraft::description>("description", text(formats::filled), "What it is for."),
    key<&GroupDraft::role_arn>("role_arn", text(formats::filled),
                               "The IAM role of who is in it, as ID tokens tell it."),
    key<&GroupDraft::precedence>("precedence", number(0, 2147483647), "Which group counts more: the lower number."));
constexpr ObjectShape group_shape{"cognito_group", "A group of the pool's users.", group_keys};

constexpr auto password_keys = keys_of<PasswordDraft>(
    key<&PasswordDraft::minimum_length>("minimum_length", number(6, 99), "How long a password is at least."),
    key<&PasswordDraft::uppercase>("uppercase", flag, "Whether it needs a capital letter."),
    key<&PasswordDraft::lowercase>("lowercase", flag, "Whether it needs a small letter."),
    key<&PasswordDraft::numbers>("numbers", flag, "Whether it needs a digit."),
    key<&PasswordDraft::symbols>("symbols", flag, "Whether it needs another character."));
constexpr ObjectShape password_shape{"cognito_password_policy", "What new passwords must be like.", password_keys};

/// Records of the sources before that a list's item means, by a name; or a new one.
template <class Draft>
Draft& take(std::vector<Draft>& drafts, Earlier& earlier, const std::string& name) {
  const auto position = earlier.take({}, {name});
  return position ? drafts[*position] : drafts.emplace_back();
}

void read_clients(const Section& section, const ShapeKey& key, PoolDraft& pool) {
  Earlier earlier;
  for (const auto& client : pool.clients) earlier.add({}, {client.name});
  section.each(key.name, [&](const Section& item) {
    std::string name = ClientDraft().name;
    item.read("name", name);
    ClientDraft& client = take(pool.clients, earlier, name);
    read_keys(item, client_keys, client);
    item.note("id", client.id_place);
    client.name_place = item.spot("name");
    client.place = item.spot("settings");
  });
}

void read_groups(const Section& section, const ShapeKey& key, PoolDraft& pool) {
  Earlier earlier;
  for (const auto& group : pool.groups) earlier.add({}, {group.name});
  section.each(key.name, [&](const Section& item) {
    std::string name;
    item.read("name", name);
    GroupDraft& group = take(pool.groups, earlier, name);
    read_keys(item, group_keys, group);
    group.place = item.spot("name");
  });
}

constexpr auto pool_keys = keys_of<PoolDraft>(
    key<&PoolDraft::is_enabled>("enabled", flag, "Whether the tenant has a user pool at all."),
    key<&PoolDraft::id>("pool_id", text(pool_id), "The pool's id. Default: one that follows from seed and tenant."),
    key<&PoolDraft::name>("name", text(formats::filled), "The pool's name. Default: the tenant's."),
    key<&PoolDraft::code>("code", text(code), "Every code that the pool sends. Default: each is another."),
    choice<issuer_words, &PoolDraft::issuers>(
        "issuer", "Whose issuer its tokens carry: this server's, or AWS's. Default: as the fixture's issuers has it."),
    key<&PoolDraft::is_case_sensitive>("case_sensitive", flag, "Whether Anna and anna are two users."),
    without_default(key<&PoolDraft::username_attributes>(
        "username_attributes", list_of(word(contact_words)),
        "What users sign up by instead of a name; their user name is then their sub. Default: none.")),
    without_default(key<&PoolDraft::aliases>("aliases", list_of(word(alias_words)),
                                             "By what users can be named beside their user name. Default: none.")),
    key<&PoolDraft::verified>("verify", list_of(word(contact_words)), "What is verified by a code when it is given."),
    key<&PoolDraft::takes_sign_ups>("sign_up", flag, "Whether users may sign up by themselves."),
    inside<password_keys, &PoolDraft::password>("password_policy", password_shape, "What new passwords must be like."),
    open_map<&PoolDraft::settings>("settings", "Whatever else CreateUserPool takes, in its words."),
    by<read_clients>("clients", list_of(object(client_shape)),
                     "App clients. Default: one without a secret, called app, for all flows."),
    by<read_groups>("groups", list_of(object(group_shape)), "Groups of users.", "[]"));

constexpr std::array state_words{
    Choice{"confirmed", Account::State::confirmed},
    Choice{"force_change_password", Account::State::force_change_password},
    Choice{"reset_required", Account::State::reset_required},
};

void read_attributes(const Section& section, const ShapeKey& key, AccountDraft& account) {
  section.merge(key.name, account.attributes);
}

constexpr auto account_keys = keys_of<AccountDraft>(
    key<&AccountDraft::username>("username", text(user_name),
                                 "The user name. Default: the e-mail, or the sub where the pool signs up by address."),
    key<&AccountDraft::sub>("sub", text(sub), "The user's sub. Default: one that follows from the seed and the user."),
    choice<state_words, &AccountDraft::state>(
        "state",
        "Where the password stands. Whether the account is confirmed or disabled is told by the user's status: "
        "Pending or Deactivated."),
    key<&AccountDraft::groups>("groups", list_of(text(user_name)), "The groups that the user is in."),
    by<read_attributes>("attributes", text_map(user_name, formats::any),
                        "Attributes beside e-mail, phone and name: given_name, custom:plan, email_verified."));

}  // namespace

constinit const ObjectShape choices_shape{"cognito", "Choices for all user pools.", choice_keys};
constinit const ObjectShape pool_shape{"cognito_pool", "The tenant's user pool.", pool_keys};
constinit const ObjectShape account_shape{"cognito_account", "What the user is in the pool of their tenant.",
                                          account_keys};

void read_choices(const Section& section, CognitoChoices& choices) { read_keys(section, choice_keys, choices); }

void read_pool(const Section& section, PoolDraft& pool) {
  read_keys(section, pool_keys, pool);
  section.note("pool_id", pool.id_place);
  pool.place = section.spot("settings");
}

void read_account(const Section& section, AccountDraft& account) {
  read_keys(section, account_keys, account);
  account.place = section.spot({});
}

const std::string& usual_pool_name(const Tenant& tenant) {
  const Json body = Json::object({{"PoolName", tenant.name}});
  return find_fault(*input_of("CreateUserPool"), body) ? tenant.slug : tenant.name;
}

Json pool_settings_of(const PoolDraft& pool) {
  Json given = Json::object({{"UsernameConfiguration", Json::object({{"CaseSensitive", pool.is_case_sensitive}})}});
  const auto set_words = [&](std::string_view name, const std::vector<std::string>& words) {
    if (!words.empty()) given.set(name, Json::array_of(words));
  };
  set_words("AutoVerifiedAttributes", pool.verified);
  set_words("UsernameAttributes", pool.username_attributes);
  set_words("AliasAttributes", pool.aliases);
  if (!pool.takes_sign_ups) given.set("AdminCreateUserConfig", Json::object({{"AllowAdminCreateUserOnly", true}}));
  if (const auto& password = pool.password)
    given.set("Policies", Json::object({{"PasswordPolicy", Json::object({{"MinimumLength", password->minimum_length},
                                                                         {"RequireUppercase", password->uppercase},
                                                                         {"RequireLowercase", password->lowercase},
                                                                         {"RequireNumbers", password->numbers},
                                                                         {"RequireSymbols", password->symbols}})}}));
  // The original wants to know who pays for the text messages; nobody does here.
  if (is_among(given, "AutoVerifiedAttributes", "phone_number"))
    given.set("SmsConfiguration", Json::object({{"SnsCallerArn", "arn:aws:iam::123456789012:role/text-messages"}}));
  for (const auto& member : pool.settings.members()) given.set(member.name, member.value);
  return given;
}

Json client_settings_of(const ClientDraft& client) {
  static const std::vector<std::string> all{"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH",
                                            "ALLOW_REFRESH_TOKEN_AUTH",       "ALLOW_USER_AUTH",
                                            "ALLOW_USER_PASSWORD_AUTH",       "ALLOW_USER_SRP_AUTH"};
  // Whose refresh tokens rotate are refused the flow that does not rotate them.
  auto flows = client.flows.value_or(all);
  if (!client.flows && rotates_refresh_tokens(client.settings))
    flows.erase(std::find(flows.begin(), flows.end(), "ALLOW_REFRESH_TOKEN_AUTH"));
  Json given = Json::object({{"ClientName", client.name}, {"ExplicitAuthFlows", Json::array_of(flows)}});
  for (const auto& member : client.settings.members()) given.set(member.name, member.value);
  return given;
}

Json group_settings_of(const GroupDraft& group) {
  Json settings = Json::object();
  if (!group.description.empty()) settings.set("Description", group.description);
  if (!group.role_arn.empty()) settings.set("RoleArn", group.role_arn);
  if (group.precedence) settings.set("Precedence", *group.precedence);
  return settings;
}

}  // namespace understudy::cognito
