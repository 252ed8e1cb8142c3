#include "providers/cognito/account_drafts.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "config/binding.h"
#include "config/characters.h"
#include "providers/cognito/second_factors.h"

namespace understudy::cognito {

using namespace config;
using namespace config::characters;
using namespace config::shapes;

namespace {

bool is_name(std::string_view text) {
  return all_of(text, 1, 128, [](char c) { return static_cast<unsigned char>(c) > ' '; });
}
bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool is_hex = is_digit(text[i]) || (text[i] >= 'a' && text[i] <= 'f');
    if (is_dash ? text[i] != '-' : !is_hex) return false;
  }
  return true;
}
/// Of 80 bits at least, the shortest that are in use.
bool is_software_token(std::string_view text) { return text.size() >= 16 && text.size() <= 135 && from_base32(text); }

const TextFormat sub{"a GUID in lower case", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", is_guid};
const TextFormat software_token{
    "16 to 135 capital letters and digits 2 to 7, as authenticator apps take secrets (base32)",
    "^([A-Z2-7]{8}){2,16}([A-Z2-7]{2}|[A-Z2-7]{4,5}|[A-Z2-7]{7})?$", is_software_token};

constexpr std::array state_words{
    Choice{"confirmed", Account::State::confirmed},
    Choice{"force_change_password", Account::State::force_change_password},
    Choice{"reset_required", Account::State::reset_required},
};

void read_attributes(const Section& section, const ShapeKey& key, AccountDraft& account) {
  section.merge(key.name, account.attributes);
}

constexpr auto factors_keys = keys_of<FactorsDraft>(
    key<&FactorsDraft::software_token>("totp", text(software_token),
                                       "The secret of the user's authenticator app, which is then set up."),
    without_default(key<&FactorsDraft::factors>(
        "factors", list_of(word(factor_words)),
        "Which factors the user has switched on. Default: the authenticator app, where there is one.")),
    without_default(key<&FactorsDraft::preferred>("preferred", word(factor_words),
                                                  "Which of them is asked for. Default: the user chooses.")));
constexpr ObjectShape factors_shape{"cognito_mfa", "The user's second factors.", factors_keys};

constexpr auto account_keys = keys_of<AccountDraft>(
    key<&AccountDraft::username>("username", text(account_name),
                                 "The user name. Default: the e-mail, or the sub where the pool signs up by address."),
    key<&AccountDraft::sub>("sub", text(sub), "The user's sub. Default: one that follows from the seed and the user."),
    choice<state_words, &AccountDraft::state>(
        "state",
        "Where the password stands. Whether the account is confirmed or disabled is told by the user's status: "
        "Pending or Deactivated."),
    key<&AccountDraft::groups>("groups", list_of(text(account_name)), "The groups that the user is in."),
    inside<factors_keys, &AccountDraft::mfa>("mfa", factors_shape, "The user's second factors."),
    by<read_attributes>("attributes", text_map(account_name, formats::any),
                        "Attributes beside e-mail, phone and name: given_name, custom:plan, email_verified."));

void add_second_factors(Account& account, const FactorsDraft& draft) {
  if (!draft.software_token.empty()) {
    take_token(account, *from_base32(draft.software_token), {});
    if (draft.factors.empty()) switch_on(account, token_factor, false);
  }
  for (const auto& word : draft.factors) switch_on(account, factor_of_word(word), false);
  if (!draft.preferred.empty()) switch_on(account, factor_of_word(draft.preferred), true);
}

}  // namespace

const TextFormat account_name{"a name of at most 128 characters without blanks", "^[^\\u0000-\\u0020]{1,128}$",
                              is_name};
std::string_view factor_of_word(std::string_view word) {
  if (word == "sms") return sms_factor;
  return word == "email" ? email_factor : token_factor;
}

constinit const ObjectShape account_shape{"cognito_account", "What the user is in the pool of their tenant.",
                                          account_keys};

void read_account(const Section& section, AccountDraft& account) {
  read_keys(section, account_keys, account);
  section.note(account.places);
  account.has_misfits = account.has_misfits || section.holds_misfits();
}

Account make_account(const std::string& seed, const Pool& pool, const User& user, const AccountDraft& draft) {
  PoolUser made{user, usual_account(seed, pool, user)};
  if (!draft.sub.empty()) {
    if (made.account.username == made.account.sub) made.account.username = draft.sub;
    made.account.sub = draft.sub;
  }
  if (!draft.username.empty()) made.account.username = draft.username;
  if (made.account.state == Account::State::confirmed) made.account.state = draft.state;
  made.account.groups = draft.groups;
  add_second_factors(made.account, draft.mfa);
  for (const auto& [name, value] : draft.attributes.members())
    if (value.text() != nullptr) set_attribute(made, name, *value.text());
  return made.account;
}

}  // namespace understudy::cognito
