#include "providers/cognito/trigger_drafts.h"

#include <algorithm>

#include "base/text.h"
#include "config/binding.h"
#include "providers/cognito/account_drafts.h"
#include "providers/cognito/hooks.h"

namespace understudy::cognito {

using namespace config;
using namespace config::shapes;

namespace {

bool is_hook_url(std::string_view text) {
  const bool has_scheme = text.starts_with("http://") || text.starts_with("https://");
  return has_scheme &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}
/// As RFC 6749 has it (scope-token).
bool is_scope(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}
const TextFormat scope{"a scope, such as orders/read", "^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$", is_scope};
const TextFormat hook_url{"a URL, such as http://127.0.0.1:4000/pre-sign-up", "^https?://[^\\u0000-\\u0020]*$",
                          is_hook_url};

constexpr auto hook_keys = [] {
  std::array<ShapeKey, hooks.size()> keys{};
  for (size_t i = 0; i < hooks.size(); ++i)
    keys[i] = {.name = hooks[i].key, .type = text(hook_url), .meaning = hooks[i].meaning};
  return keys;
}();
constexpr ObjectShape hooks_shape{
    "cognito_hooks", "Web hooks: URLs that get a trigger's event, and answer with it, response filled in.", hook_keys};

void read_hooks(const Section& section, const ShapeKey& key, Triggers& triggers) {
  section.inside(key.name, [&](const Section& urls) {
    for (const auto& hook : hooks)
      if (std::string url; urls.read(hook.key, url)) triggers.hooks[hook.trigger] = std::move(url);
  });
}

constexpr std::array<std::string_view, 2> contact_words{"email", "phone_number"};
constexpr std::array<std::string_view, 3> version_words{"V1_0", "V2_0", "V3_0"};
constexpr std::array<std::string_view, 7> occasion_words{
    "sign_up",        "resend_code",      "forgot_password", "update_user_attribute", "verify_user_attribute",
    "authentication", "admin_create_user"};

constexpr auto ban_keys = keys_of<SignUpRule::Ban>(
    key<&SignUpRule::Ban::match>("match", text(formats::filled),
                                 "The user name, address or number; * stands for any characters.", required),
    key<&SignUpRule::Ban::message>("message", text(formats::filled), "What the trigger says.", required));
constexpr ObjectShape ban_shape{"cognito_refused_sign_up", "Who may not sign up.", ban_keys};

void read_bans(const Section& section, const ShapeKey& key, SignUpRule& rule) {
  if (section.find(key.name) != nullptr) rule.refuse.clear();
  section.each(key.name, [&](const Section& item) { read_keys(item, ban_keys, rule.refuse.emplace_back()); });
}

constexpr auto sign_up_keys = keys_of<SignUpRule>(
    key<&SignUpRule::auto_confirm>("auto_confirm", flag, "Whether accounts are confirmed without a code."),
    key<&SignUpRule::auto_verify>("auto_verify", list_of(word(contact_words)),
                                  "What is then verified, where it is given."),
    by<read_bans>("refuse", list_of(object(ban_shape)), "Whose sign-up is refused.", "[]"));
constexpr ObjectShape sign_up_shape{"cognito_pre_sign_up", "What becomes of sign-ups.", sign_up_keys};

constexpr auto challenge_keys = keys_of<ChallengeRule>(
    open_map<&ChallengeRule::question>("question", "What the client is shown: texts, by names of one's own."),
    key<&ChallengeRule::answer>("answer", text(formats::filled), "The right answer."),
    key<&ChallengeRule::attribute>("attribute", text(formats::filled),
                                   "The user's attribute that is the right answer."),
    key<&ChallengeRule::sends_code>("code", flag, "Whether a code is sent to the user, which is the right answer."),
    key<&ChallengeRule::tries>("tries", number(1, 100), "How many answers there may be."));
constexpr ObjectShape challenge_shape{"cognito_custom_challenge", "What CUSTOM_AUTH asks.", challenge_keys};

constexpr auto claims_keys = keys_of<TokenRule::Claims>(
    open_map<&TokenRule::Claims::add>("add", "Claims that are put in."),
    key<&TokenRule::Claims::suppress>("suppress", list_of(text(formats::filled)), "Claims that are left out."));
constexpr ObjectShape claims_shape{"cognito_claims", "What becomes of a token's claims.", claims_keys};

constexpr auto token_keys = keys_of<TokenRule>(
    inside<claims_keys, &TokenRule::id_token>("id_token", claims_shape, "Of ID tokens."),
    inside<claims_keys, &TokenRule::access_token>("access_token", claims_shape, "Of access tokens."),
    key<&TokenRule::scopes_to_add>("scopes_to_add", list_of(text(scope)), "Scopes that are put in."),
    key<&TokenRule::scopes_to_suppress>("scopes_to_suppress", list_of(text(scope)), "Scopes that are left out."),
    without_default(key<&TokenRule::groups>("groups", list_of(text(formats::filled)),
                                            "The groups that tokens tell. Default: the user's.")));
constexpr ObjectShape token_shape{"cognito_pre_token_generation", "What is changed in tokens.", token_keys};

constexpr auto migrated_keys = keys_of<MigratedUser>(
    key<&MigratedUser::username>("username", text(account_name), "What the user signs in by.", required),
    key<&MigratedUser::password>("password", text(formats::filled), "The password that is taken for right.", required),
    open_map<&MigratedUser::attributes>("attributes", "The account's attributes: email, email_verified."),
    key<&MigratedUser::needs_reset>("reset", flag, "Whether the password must be reset first."));
constexpr ObjectShape migrated_shape{"cognito_migrated_user", "A user whom the pool gets at the first sign-in.",
                                     migrated_keys};

constexpr auto message_keys = keys_of<MessageRule>(
    is_required(key<&MessageRule::occasion>("on", word(occasion_words), "What the message is for.")),
    key<&MessageRule::subject>("subject", text(formats::filled), "The subject of a mail."),
    key<&MessageRule::email>("email", text(formats::filled), "The text of a mail, with {####} for the code."),
    key<&MessageRule::sms>("sms", text(formats::filled), "The text of a text message, likewise."));
constexpr ObjectShape message_shape{"cognito_custom_message", "What a message says.", message_keys};

template <const auto& keys, class Item>
void read_items(const Section& section, const ShapeKey& key, std::vector<Item>& items) {
  // A later source's list takes the place of an earlier one's.
  if (section.find(key.name) != nullptr) items.clear();
  section.each(key.name, [&](const Section& item) { read_keys(item, keys, items.emplace_back()); });
}
void read_migration(const Section& section, const ShapeKey& key, Triggers& triggers) {
  read_items<migrated_keys>(section, key, triggers.migration);
}
void read_messages(const Section& section, const ShapeKey& key, Triggers& triggers) {
  read_items<message_keys>(section, key, triggers.messages);
}

constexpr auto trigger_keys = keys_of<Triggers>(
    by<read_hooks>("hooks", object(hooks_shape), "Triggers that are asked of a server of one's own."),
    key<&Triggers::is_strict>("strict", flag,
                              "Whether hooks must answer with the whole event, as the original wants it."),
    key<&Triggers::token_event>("token_event", word(version_words),
                                "Which version of its event the hook before tokens gets."),
    inside<sign_up_keys, &Triggers::sign_up>("pre_sign_up", sign_up_shape, "What becomes of sign-ups."),
    key<&Triggers::tells_confirmation>("post_confirmation", flag,
                                       "Whether confirmed accounts are entries of the journal."),
    key<&Triggers::tells_authentication>("post_authentication", flag, "Whether sign-ins are entries of the journal."),
    inside<challenge_keys, &Triggers::challenge>("custom_challenge", challenge_shape, "What CUSTOM_AUTH asks."),
    inside<token_keys, &Triggers::tokens>("pre_token_generation", token_shape, "What is changed in tokens."),
    by<read_migration>("user_migration", list_of(object(migrated_shape)),
                       "Users whom the pool gets at their first sign-in with a password.", "[]"),
    by<read_messages>("custom_message", list_of(object(message_shape)), "What messages say.", "[]"));

}  // namespace

constinit const ObjectShape triggers_shape{"cognito_triggers",
                                           "What a team's own functions say in the pool's operations.", trigger_keys};

void read_triggers(const Section& section, Triggers& triggers) { read_keys(section, trigger_keys, triggers); }

}  // namespace understudy::cognito
