#include "providers/cognito/drafts.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/binding.h"
#include "config/characters.h"
#include "config/earlier.h"
#include "providers/cognito/account_drafts.h"
#include "providers/cognito/trigger_drafts.h"

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
bool is_account(std::string_view text) { return all_of(text, 12, 12, is_digit); }
bool is_code(std::string_view text) { return all_of(text, 6, 6, is_digit); }

const TextFormat region{"an AWS region, such as eu-central-1", "^[a-z0-9-]{1,32}$", is_region};
const TextFormat aws_account{"twelve digits, in quotes", "^[0-9]{12}$", is_account};
const TextFormat pool_id{"a region, \"_\" and letters or digits, such as eu-central-1_Ab3dE9xYz",
                         "^(?=.{1,55}$)[a-z0-9-]{1,32}_[0-9a-zA-Z]+$", is_pool_id};
const TextFormat client_id{"at most 128 letters, digits, \"_\" or \"+\"", "^[0-9A-Za-z_+]{1,128}$", is_client_id};
const TextFormat client_secret{"24 to 64 letters, digits, \"_\" or \"+\"", "^[0-9A-Za-z_+]{24,64}$", is_secret};
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
    without_default(key<&CognitoChoices::hook_hosts>(
        "hook_hosts", list_of(text(formats::host_name)),
        "Hosts whose hooks may be asked, beside this machine's loopbacks. Default: none.")),
    key<&CognitoChoices::asks_after_setup>(
        "mfa_after_setup", flag, "Whether a second factor is asked for in the sign-in in which it was set up."),
    duration<std::chrono::minutes, &CognitoChoices::srp_clock_window>(
        "srp_clock_window", "How far the TIMESTAMP of an SRP proof may be from the world's time. Default: any."));

constexpr std::array mfa_words{Choice{"none", Demanded::never}, Choice{"optional", Demanded::of_who_has_one},
                               Choice{"required", Demanded::always}};
constexpr std::array remembering_words{Choice{"never", Remembering::never}, Choice{"always", Remembering::always},
                                       Choice{"when_asked", Remembering::when_asked}};
constexpr std::array<std::string_view, 2> passwordless_words{"email_otp", "sms_otp"};

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
    key<&GroupDraft::name>("name", text(account_name), "What the group is called, as tokens tell it.", required),
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

void read_pool_triggers(const Section& section, const ShapeKey& key, PoolDraft& pool) {
  section.inside(key.name, [&](const Section& triggers) { read_triggers(triggers, pool.triggers); });
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
    choice<mfa_words, &PoolDraft::mfa>("mfa", "Whether users are asked for a second factor."),
    key<&PoolDraft::mfa_factors>("mfa_factors", list_of(word(factor_words)), "Which second factors the pool has."),
    without_default(key<&PoolDraft::passwordless>(
        "passwordless", list_of(word(passwordless_words)),
        "By which codes users may sign in instead of a password, by the flow USER_AUTH. Default: none.")),
    choice<remembering_words, &PoolDraft::remember_devices>(
        "remember_devices",
        "Whether devices are remembered: as soon as they are confirmed, or when their users say so."),
    key<&PoolDraft::device_replaces_mfa>("device_replaces_mfa", flag,
                                         "Whether a remembered device takes the place of a second factor."),
    inside<password_keys, &PoolDraft::password>("password_policy", password_shape, "What new passwords must be like."),
    by<read_pool_triggers>("triggers", object(triggers_shape), "What a team's own functions say in its operations."),
    open_map<&PoolDraft::settings>("settings", "Whatever else CreateUserPool takes, in its words."),
    by<read_clients>("clients", list_of(object(client_shape)),
                     "App clients. Default: one without a secret, called app, for all flows."),
    by<read_groups>("groups", list_of(object(group_shape)), "Groups of users.", "[]"));

}  // namespace

constinit const ObjectShape choices_shape{"cognito", "Choices for all user pools.", choice_keys};
constinit const ObjectShape pool_shape{"cognito_pool", "The tenant's user pool.", pool_keys};

void read_choices(const Section& section, CognitoChoices& choices) { read_keys(section, choice_keys, choices); }

void read_pool(const Section& section, PoolDraft& pool) {
  read_keys(section, pool_keys, pool);
  section.note(pool.places);
  section.note("pool_id", pool.id_place);
  pool.place = section.spot("settings");
}

}  // namespace understudy::cognito
