#include "providers/cognito/trigger_checks.h"

#include <algorithm>

#include "base/text.h"
#include "config/taken.h"
#include "http/messenger.h"
#include "http/web_url.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/hooks.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/token_changes.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

using config::show;

namespace {

/// Complains of keys under `triggers`.
class Complainer {
 public:
  Complainer(const config::Places& places, config::ComplaintBook& book) : places_(places), book_(book) {}

  bool has(std::string_view way) const { return places_.has(cat({"triggers.", way})); }
  config::Spot of(std::string_view way) const { return places_.of(cat({"triggers.", way})); }
  void operator()(std::string_view way, std::string message, std::string hint = {}) const {
    const auto spot = of(way);
    book_.add(spot.place, spot.path, std::move(message), std::move(hint));
  }

 private:
  const config::Places& places_;
  config::ComplaintBook& book_;
};

/// The host of that URL, where nobody may be asked there; else empty.
std::string unlisted_host(const std::string& url, const std::vector<std::string>& hosts) {
  const auto parsed = http::parse_web_url(url);
  if (!parsed || parsed->is_loopback()) return {};
  const bool is_listed = std::any_of(hosts.begin(), hosts.end(),
                                     [&](const std::string& host) { return equal_ignoring_case(host, parsed->host); });
  return is_listed ? std::string() : parsed->host;
}

void check_hooks(const Triggers& triggers, const std::vector<std::string>& hosts, const Complainer& complain) {
  for (const auto& hook : hooks) {
    const auto* url = triggers.find_hook(hook.trigger);
    if (url == nullptr) continue;
    const std::string way = cat({"hooks.", hook.key});
    if (hook.is_told != nullptr && hook.is_told(triggers))
      complain(way, cat({"the trigger is told by ", hook.told_by, " as well"}), "keep one");
    if (auto why = http::why_not_asked(*url); !why.empty()) complain(way, std::move(why));
    if (const auto host = unlisted_host(*url, hosts); !host.empty())
      complain(way, cat({show(host), " is neither this machine nor a host that cognito.hook_hosts lists"}),
               "list it there, if hooks run on it");
  }
}

/// Three triggers make one custom sign-in.
void check_custom_hooks(const Triggers& triggers, const Complainer& complain) {
  const auto hooked = std::count_if(hooks.begin(), hooks.end(), [&](const Hook& hook) {
    return hook.is_told == tells_challenge && triggers.find_hook(hook.trigger) != nullptr;
  });
  if (hooked % 3 != 0)
    complain("hooks",
             "a custom sign-in needs define_auth_challenge, create_auth_challenge and verify_auth_challenge_response",
             "name all three");
}

/// How hooks are asked matters to nobody where there are none.
void check_hook_choices(const Triggers& triggers, const Complainer& complain) {
  if (complain.has("strict") && triggers.hooks.empty())
    complain("strict", "no hook is asked", "name one in hooks, or leave it out");
  if (complain.has("token_event") && triggers.find_hook(Trigger::pre_token_generation) == nullptr)
    complain("token_event", "no hook gets that event", "name hooks.pre_token_generation, or leave it out");
}

/// False where a text is something else.
bool check_texts(std::string_view way, const Json& map, const Complainer& complain) {
  bool are_texts = true;
  for (const auto& [name, value] : map.members()) {
    if (value.text() != nullptr) continue;
    std::string inner(way);
    config::append_key(inner, name);
    complain(inner, cat({show(name), " is a text"}), "put it in quotes");
    are_texts = false;
  }
  return are_texts;
}

void check_challenge(const ChallengeRule& rule, const Pool& pool, const Complainer& complain) {
  const int ways = static_cast<int>(!rule.answer.empty()) + static_cast<int>(!rule.attribute.empty()) +
                   static_cast<int>(rule.sends_code);
  if (ways != 1)
    complain("custom_challenge", "one of answer, attribute and code says what is right",
             ways == 0 ? "write answer, or code: true" : "keep one");
  if (!rule.attribute.empty() && find_attribute(pool, rule.attribute) == nullptr)
    complain("custom_challenge.attribute", cat({"the pool has no attribute ", show(rule.attribute)}),
             "list it in the tenant's cognito.settings.Schema");
  check_texts("custom_challenge.question", rule.question, complain);
}

/// Words that are put in and left out.
void check_twice(const std::string& way, std::string_view what, const std::vector<std::string>& added,
                 const std::vector<std::string>& suppressed, const Complainer& complain) {
  for (size_t i = 0; i < suppressed.size(); ++i)
    if (holds(added, suppressed[i]))
      complain(cat({way, "[", std::to_string(i), "]"}),
               cat({"the ", what, " ", show(suppressed[i]), " is put in as well"}), "keep one");
}

void check_claims(const std::string& token, const TokenRule::Claims& claims, TokenUse use, const Complainer& complain) {
  const auto complain_of_fixed = [&](const std::string& way, std::string_view claim) {
    complain(way, cat({"no trigger changes the claim ", show(claim)}),
             claim == "cognito:groups" ? "write pre_token_generation.groups" : "");
  };
  std::vector<std::string> added;
  for (const auto& [claim, value] : claims.add.members()) {
    std::string way = cat({"pre_token_generation.", token, ".add"});
    config::append_key(way, claim);
    // Which client it will be shows at the sign-in.
    const auto client = value.text() != nullptr ? *value.text() : std::string();
    if (!may_add(claim, value, use, client)) complain_of_fixed(way, claim);
    added.push_back(claim);
  }
  const std::string suppress = cat({"pre_token_generation.", token, ".suppress"});
  for (size_t i = 0; i < claims.suppress.size(); ++i)
    if (!may_suppress(claims.suppress[i], use))
      complain_of_fixed(cat({suppress, "[", std::to_string(i), "]"}), claims.suppress[i]);
  check_twice(suppress, "claim", added, claims.suppress, complain);
}

void check_tokens(const TokenRule& rule, const Complainer& complain) {
  check_claims("id_token", rule.id_token, TokenUse::id, complain);
  check_claims("access_token", rule.access_token, TokenUse::access, complain);
  check_twice("pre_token_generation.scopes_to_suppress", "scope", rule.scopes_to_add, rule.scopes_to_suppress,
              complain);
}

void check_migrated_user(const std::string& way, const MigratedUser& user, const TriggerSurroundings& around,
                         const Complainer& complain) {
  if (around.users.contains(to_lower(user.username)))
    complain(cat({way, ".username"}), cat({"the pool has the user ", show(user.username), " already"}),
             "migrate somebody else");
  if (!check_texts(cat({way, ".attributes"}), user.attributes, complain)) return;
  try {
    check_written(around.pool, nullptr, attributes_in(user.attributes), nullptr);
  } catch (const Refusal& refusal) {
    complain(cat({way, ".attributes"}), cat({"the pool refuses it: ", refusal.message()}));
  }
}

void check_migration(const Triggers& triggers, const TriggerSurroundings& around, const Complainer& complain,
                     config::ComplaintBook& book) {
  config::Taken names("the user", book);
  for (size_t i = 0; i < triggers.migration.size(); ++i) {
    const auto& user = triggers.migration[i];
    const std::string way = cat({"user_migration[", std::to_string(i), "]"});
    names.claim(to_lower(user.username), complain.of(cat({way, ".username"})));
    check_migrated_user(way, user, around, complain);
  }
}

/// Without a mark the original sends nothing.
void check_words(const std::string& way, const std::string& words, bool is_invitation, const Complainer& complain) {
  if (words.empty()) return;
  if (words.find("{####}") == std::string::npos)
    complain(way, "the text does not say where its code goes", "put {####} there");
  if (is_invitation && words.find("{username}") == std::string::npos)
    complain(way, "the text does not say where the user name goes", "put {username} there");
}

void check_messages(const Triggers& triggers, const Complainer& complain, config::ComplaintBook& book) {
  config::Taken occasions("the message on", book);
  for (size_t i = 0; i < triggers.messages.size(); ++i) {
    const auto& rule = triggers.messages[i];
    const std::string way = cat({"custom_message[", std::to_string(i), "]"});
    occasions.claim(rule.occasion, complain.of(cat({way, ".on"})));
    if (rule.subject.empty() && rule.email.empty() && rule.sms.empty())
      complain(way, "it changes nothing", "write email, subject or sms");
    const bool is_invitation = rule.occasion == "admin_create_user";
    check_words(cat({way, ".email"}), rule.email, is_invitation, complain);
    check_words(cat({way, ".sms"}), rule.sms, is_invitation, complain);
  }
}

}  // namespace

void check_triggers(const PoolDraft& draft, const TriggerSurroundings& around, config::ComplaintBook& book) {
  const Triggers& triggers = draft.triggers;
  const Complainer complain(draft.places, book);
  check_hooks(triggers, around.hosts, complain);
  check_custom_hooks(triggers, complain);
  check_hook_choices(triggers, complain);
  if (triggers.challenge) check_challenge(*triggers.challenge, around.pool, complain);
  if (triggers.tokens) check_tokens(*triggers.tokens, complain);
  check_migration(triggers, around, complain, book);
  check_messages(triggers, complain, book);
}

bool is_empty(const Triggers& triggers) {
  return triggers.hooks.empty() && !triggers.sign_up && !triggers.challenge && !triggers.tokens &&
         triggers.migration.empty() && triggers.messages.empty() && !triggers.tells_confirmation &&
         !triggers.tells_authentication;
}

}  // namespace understudy::cognito
