#include "providers/cognito/account_checks.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"

namespace understudy::cognito {

using config::show;

namespace {

/// Attributes that other keys of the user give.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> keys_of_the_user{
    {{"email", "the user's email"},
     {"phone_number", "the user's phone"},
     {"name", "the user's display_name"},
     {"sub", "sub beside attributes"}}};

class AccountCheck {
 public:
  AccountCheck(const AccountDraft& draft, const User& user, const Pool& pool, config::ComplaintBook& book)
      : draft_(draft), user_(user), pool_(pool), book_(book) {}

  void check_groups(const std::vector<std::string>& groups) const {
    for (size_t i = 0; i < draft_.groups.size(); ++i)
      if (!holds(groups, draft_.groups[i]))
        complain(cat({"groups[", std::to_string(i), "]"}), cat({"the pool has no group ", show(draft_.groups[i])}),
                 "list it in the tenant's cognito.groups");
  }

  void check_attributes() const {
    for (const auto& [name, value] : draft_.attributes.members()) {
      std::string way = "attributes";
      config::append_key(way, name);
      if (find_attribute(pool_, name) == nullptr)
        complain(way, cat({"the pool has no attribute ", show(name)}),
                 "list it in the tenant's cognito.settings.Schema");
      for (const auto& [attribute, key] : keys_of_the_user)
        if (name == attribute)
          complain(way, cat({"the attribute ", name, " follows from another key"}), cat({"write ", key}));
    }
  }

  void check_second_factors() const {
    const auto& mfa = draft_.mfa;
    if (mfa.software_token.empty() && mfa.factors.empty() && mfa.preferred.empty()) return;
    if (second_factor_demanded(pool_) == Demanded::never)
      return complain("mfa", "the pool asks for no second factor", "write mfa: optional in the tenant's cognito");
    if (!mfa.software_token.empty()) check_second_factor("mfa.totp", factor_words[0]);
    for (size_t i = 0; i < mfa.factors.size(); ++i)
      check_second_factor(cat({"mfa.factors[", std::to_string(i), "]"}), mfa.factors[i]);
    if (!mfa.preferred.empty()) check_second_factor("mfa.preferred", mfa.preferred);
  }

 private:
  void complain(std::string_view way, std::string message, std::string hint) const {
    const auto spot = draft_.places.of(way);
    book_.add(spot.place, spot.path, std::move(message), std::move(hint));
  }

  void check_second_factor(std::string_view way, std::string_view word) const {
    const auto factor = factor_of_word(word);
    if (!offers(pool_, factor))
      complain(way, cat({"the pool has no second factor ", word}), "list it in the tenant's cognito.mfa_factors");
    if (factor == token_factor && draft_.mfa.software_token.empty())
      complain(way, "the user has no authenticator app", "write its secret as mfa.totp");
    if (factor == sms_factor && user_.phone.empty()) complain(way, "the user has no number", "write the user's phone");
  }

  const AccountDraft& draft_;
  const User& user_;
  const Pool& pool_;
  config::ComplaintBook& book_;
};

}  // namespace

void check_account(const AccountDraft& draft, const User& user, const Pool& pool,
                   const std::vector<std::string>& groups, config::ComplaintBook& book) {
  const AccountCheck check(draft, user, pool, book);
  check.check_groups(groups);
  check.check_attributes();
  check.check_second_factors();
}

}  // namespace understudy::cognito
