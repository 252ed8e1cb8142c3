#include "providers/cognito/pool_checks.h"

#include <array>

#include "base/text.h"

namespace understudy::cognito {

namespace {

/// A key of the fixture, and the member of CreateUserPool that says the same.
struct SaidTwice {
  std::string_view key;
  std::string_view member;
};
constexpr std::array said_twice{
    SaidTwice{"case_sensitive", "UsernameConfiguration"},
    SaidTwice{"username_attributes", "UsernameAttributes"},
    SaidTwice{"aliases", "AliasAttributes"},
    SaidTwice{"verify", "AutoVerifiedAttributes"},
    SaidTwice{"sign_up", "AdminCreateUserConfig"},
    SaidTwice{"mfa", "MfaConfiguration"},
    SaidTwice{"passwordless", "Policies"},
    SaidTwice{"password_policy", "Policies"},
    SaidTwice{"remember_devices", "DeviceConfiguration"},
    SaidTwice{"device_replaces_mfa", "DeviceConfiguration"},
};

}  // namespace

bool check_pool(const PoolDraft& draft, config::ComplaintBook& book) {
  bool is_good = true;
  const auto complain = [&](std::string_view way, std::string message, std::string hint) {
    is_good = false;
    const auto spot = draft.places.of(way);
    book.add(spot.place, spot.path, std::move(message), std::move(hint));
  };
  for (const auto& [key, member] : said_twice)
    if (draft.places.has(key) && draft.settings.find(member) != nullptr)
      complain(cat({"settings.", member}), cat({"the key ", key, " says it as well"}), "keep one");
  // Whoever writes mfa: none, or remember_devices: never, means it, maybe over what another source says.
  if (draft.places.has("mfa_factors") && !draft.places.has("mfa"))
    complain("mfa_factors", "the pool asks for no second factor", "write mfa: optional or mfa: required");
  if (draft.mfa != Demanded::never && draft.mfa_factors.empty())
    complain("mfa_factors", "a pool that asks for a second factor has one", "list one, or write mfa: none");
  if (draft.places.has("device_replaces_mfa") && !draft.places.has("remember_devices"))
    complain("device_replaces_mfa", "no device is remembered", "write remember_devices: always or when_asked");
  return is_good;
}

}  // namespace understudy::cognito
