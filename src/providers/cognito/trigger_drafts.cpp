#include "providers/cognito/trigger_drafts.h"

#include <algorithm>

#include "base/text.h"
#include "config/binding.h"
#include "http/messenger.h"
#include "http/web_url.h"

namespace understudy::cognito {

using namespace config;
using namespace config::shapes;

namespace {

bool is_hook_url(std::string_view text) {
  const bool has_scheme = text.starts_with("http://") || text.starts_with("https://");
  return has_scheme &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}
const TextFormat hook_url{"a URL, such as http://127.0.0.1:4000/pre-sign-up", "^https?://[^\\u0000-\\u0020]*$",
                          is_hook_url};

/// A trigger that can have a hook, and whether the fixture tells it as well.
struct Hook {
  Trigger trigger;
  std::string_view key;
  std::string_view meaning;
  std::string_view told_by = {};
  bool (*is_told)(const Triggers& triggers) = nullptr;
};
bool tells_challenge(const Triggers& triggers) { return triggers.challenge.has_value(); }
constexpr std::array hooks{
    Hook{Trigger::pre_sign_up, "pre_sign_up", "Asked before an account is made.", "pre_sign_up",
         [](const Triggers& triggers) { return triggers.sign_up.has_value(); }},
    Hook{Trigger::post_confirmation, "post_confirmation", "Asked once an account is confirmed.", "post_confirmation",
         [](const Triggers& triggers) { return triggers.tells_confirmation; }},
    Hook{Trigger::pre_authentication, "pre_authentication", "Asked before a sign-in is looked at."},
    Hook{Trigger::post_authentication, "post_authentication", "Asked once a sign-in is well.", "post_authentication",
         [](const Triggers& triggers) { return triggers.tells_authentication; }},
    Hook{Trigger::define_auth_challenge, "define_auth_challenge",
         "Asked which challenge of a custom sign-in comes next.", "custom_challenge", tells_challenge},
    Hook{Trigger::create_auth_challenge, "create_auth_challenge", "Asked what that challenge asks.", "custom_challenge",
         tells_challenge},
    Hook{Trigger::verify_auth_challenge_response, "verify_auth_challenge_response",
         "Asked whether its answer is right.", "custom_challenge", tells_challenge},
    Hook{Trigger::pre_token_generation, "pre_token_generation", "Asked before tokens are made.", "pre_token_generation",
         [](const Triggers& triggers) { return triggers.tokens.has_value(); }},
    Hook{Trigger::user_migration, "user_migration", "Asked about users whom the pool does not know.", "user_migration",
         [](const Triggers& triggers) { return !triggers.migration.empty(); }},
    Hook{Trigger::custom_message, "custom_message", "Asked what messages say.", "custom_message",
         [](const Triggers& triggers) { return !triggers.messages.empty(); }},
};

constexpr auto hook_keys = [] {
  std::array<ShapeKey, hooks.size()> keys{};
  for (size_t i = 0; i < hooks.size(); ++i)
    keys[i] = {.name = hooks[i].key, .type = text(hook_url), .meaning = hooks[i].meaning};
  return keys;
}();
constexpr ObjectShape hooks_shape{
    "cognito_hooks", "Web hooks: URLs that get a trigger's event, and answer with it, response filled in.", hook_keys};

void read_hooks(const Section& section, const ShapeKey& key, TriggersDraft& draft) {
  section.inside(key.name, [&](const Section& urls) {
    for (const auto& hook : hooks)
      if (std::string url; urls.read(hook.key, url)) draft.triggers.hooks[hook.trigger] = std::move(url);
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
    key<&TokenRule::scopes_to_add>("scopes_to_add", list_of(text(formats::filled)), "Scopes that are put in."),
    key<&TokenRule::scopes_to_suppress>("scopes_to_suppress", list_of(text(formats::filled)),
                                        "Scopes that are left out."),
    without_default(key<&TokenRule::groups>("groups", list_of(text(formats::filled)),
                                            "The groups that tokens tell. Default: the user's.")));
constexpr ObjectShape token_shape{"cognito_pre_token_generation", "What is changed in tokens.", token_keys};

constexpr auto migrated_keys = keys_of<MigratedUser>(
    key<&MigratedUser::username>("username", text(formats::filled), "What the user signs in by.", required),
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
void read_migration(const Section& section, const ShapeKey& key, TriggersDraft& draft) {
  read_items<migrated_keys>(section, key, draft.triggers.migration);
}
void read_messages(const Section& section, const ShapeKey& key, TriggersDraft& draft) {
  read_items<message_keys>(section, key, draft.triggers.messages);
}

constexpr auto trigger_keys = keys_of<TriggersDraft>(
    by<read_hooks>("hooks", object(hooks_shape), "Triggers that are asked of a server of one's own."),
    key<&TriggersDraft::triggers, &Triggers::is_strict>(
        "strict", flag, "Whether hooks must answer with the whole event, as the original wants it."),
    key<&TriggersDraft::triggers, &Triggers::token_event>("token_event", word(version_words),
                                                          "Which version of its event the hook before tokens gets."),
    inside<sign_up_keys, &TriggersDraft::triggers, &Triggers::sign_up>("pre_sign_up", sign_up_shape,
                                                                       "What becomes of sign-ups."),
    key<&TriggersDraft::triggers, &Triggers::tells_confirmation>(
        "post_confirmation", flag, "Whether confirmed accounts are entries of the journal."),
    key<&TriggersDraft::triggers, &Triggers::tells_authentication>("post_authentication", flag,
                                                                   "Whether sign-ins are entries of the journal."),
    inside<challenge_keys, &TriggersDraft::triggers, &Triggers::challenge>("custom_challenge", challenge_shape,
                                                                           "What CUSTOM_AUTH asks."),
    inside<token_keys, &TriggersDraft::triggers, &Triggers::tokens>("pre_token_generation", token_shape,
                                                                    "What is changed in tokens."),
    by<read_migration>("user_migration", list_of(object(migrated_shape)),
                       "Users whom the pool gets at their first sign-in with a password.", "[]"),
    by<read_messages>("custom_message", list_of(object(message_shape)), "What messages say.", "[]"));

/// The host of that URL, where nobody may be asked there; else empty.
std::string unlisted_host(const std::string& url, const std::vector<std::string>& hosts) {
  const auto parsed = http::parse_web_url(url);
  if (!parsed || parsed->is_loopback()) return {};
  const bool is_listed = std::any_of(hosts.begin(), hosts.end(),
                                     [&](const std::string& host) { return equal_ignoring_case(host, parsed->host); });
  return is_listed ? std::string() : parsed->host;
}

void check_hooks(const TriggersDraft& draft, const std::vector<std::string>& hosts, ComplaintBook& book) {
  const auto complain = [&](std::string_view key, std::string message, std::string hint = {}) {
    book.add(draft.place.place, cat({draft.place.path, ".hooks.", key}), std::move(message), std::move(hint));
  };
  for (const auto& hook : hooks) {
    const auto* url = draft.triggers.find_hook(hook.trigger);
    if (url == nullptr) continue;
    if (hook.is_told != nullptr && hook.is_told(draft.triggers))
      complain(hook.key, cat({"the trigger is told by ", hook.told_by, " as well"}), "keep one");
    if (auto why = http::why_not_asked(*url); !why.empty()) complain(hook.key, std::move(why));
    if (const auto host = unlisted_host(*url, hosts); !host.empty())
      complain(hook.key, cat({show(host), " is neither this machine nor a host that cognito.hook_hosts lists"}),
               "list it there, if hooks run on it");
  }
}

/// Of an open map: "custom_challenge.question".
void check_texts(const TriggersDraft& draft, std::string_view key, const Json& map, ComplaintBook& book) {
  for (const auto& [name, value] : map.members())
    if (value.text() == nullptr)
      book.add(draft.place.place, cat({draft.place.path, ".", key}), cat({show(name), " is a text"}),
               "put it in quotes");
}

void check_migration(const TriggersDraft& draft, ComplaintBook& book) {
  const auto& users = draft.triggers.migration;
  for (size_t i = 0; i < users.size(); ++i)
    check_texts(draft, cat({"user_migration[", std::to_string(i), "].attributes"}), users[i].attributes, book);
}

void check_challenge(const TriggersDraft& draft, ComplaintBook& book) {
  if (!draft.triggers.challenge) return;
  const auto& rule = *draft.triggers.challenge;
  const int ways = static_cast<int>(!rule.answer.empty()) + static_cast<int>(!rule.attribute.empty()) +
                   static_cast<int>(rule.sends_code);
  if (ways != 1)
    book.add(draft.place.place, cat({draft.place.path, ".custom_challenge"}),
             "one of answer, attribute and code says what is right",
             ways == 0 ? "write answer, or code: true" : "keep one");
  check_texts(draft, "custom_challenge.question", rule.question, book);
}

/// Three triggers make one custom sign-in.
void check_custom_hooks(const TriggersDraft& draft, ComplaintBook& book) {
  const auto hooked = std::count_if(hooks.begin(), hooks.end(), [&](const Hook& hook) {
    return hook.is_told == tells_challenge && draft.triggers.find_hook(hook.trigger) != nullptr;
  });
  if (hooked % 3 != 0)
    book.add(draft.place.place, cat({draft.place.path, ".hooks"}),
             "a custom sign-in needs define_auth_challenge, create_auth_challenge and verify_auth_challenge_response",
             "name all three");
}

}  // namespace

constinit const ObjectShape triggers_shape{"cognito_triggers",
                                           "What a team's own functions say in the pool's operations.", trigger_keys};

void read_triggers(const Section& section, TriggersDraft& triggers) {
  read_keys(section, trigger_keys, triggers);
  triggers.place = section.spot({});
}

std::shared_ptr<const Triggers> settled(const TriggersDraft& draft, const std::vector<std::string>& hosts,
                                        ComplaintBook& book) {
  auto triggers = std::make_shared<Triggers>(draft.triggers);
  check_challenge(draft, book);
  check_migration(draft, book);
  check_custom_hooks(draft, book);
  check_hooks(draft, hosts, book);
  const bool is_empty = triggers->hooks.empty() && !triggers->sign_up && !triggers->challenge && !triggers->tokens &&
                        triggers->migration.empty() && triggers->messages.empty() && !triggers->tells_confirmation &&
                        !triggers->tells_authentication;
  return is_empty ? nullptr : triggers;
}

}  // namespace understudy::cognito
