// Shift iQ's credentials where a place takes several kinds: right, wrong, late, ended, and of another world.
#include <functional>
#include <gtest/gtest.h>
#include <map>

#include "access/credentials.h"
#include "base/refusal.h"
#include "providers.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {

using access::Accepted;

namespace {

using testing::Mock;

/// What a request carries.
struct Sent {
  std::optional<std::string> authorization;
  std::map<std::string, std::string, std::less<>> cookies;
};

/// "shift_cookie of 1", or the reason.
std::string verdict(World& world, const Sent& sent, const Accepted& accepted) {
  const auto find_cookies = [&](std::string_view name) -> std::vector<std::string> {
    const auto found = sent.cookies.find(name);
    if (found == sent.cookies.end()) return {};
    return {found->second};
  };
  try {
    const auto identity =
        authenticate(providers().kinds(), world, "",
                     {sent.authorization ? &*sent.authorization : nullptr, find_cookies}, {accepted, {}});
    return std::string(identity.kind) + " of " + identity.user_id;
  } catch (const Refusal& refusal) {
    return std::string(to_text(refusal.reason));
  }
}

Sent bearer_of(World& world) {
  const auto holder = find_secret_holder(world, developer_secret);
  return {"Bearer " +
              issue_shift_bearer(world, access::Signer(world), holder, {"i", "", std::chrono::hours(1), false}).token,
          {}};
}

Sent secret_of(World& /*world*/) { return {"Secret " + developer_secret, {}}; }

Sent cookie_of(World& world) {
  return {{}, {{"InSite.WebToken", begin_shift_session(world, access::Signer(world), {"1"}).value}}};
}

struct Kind {
  std::string name;
  Sent (*present)(World& world);
  Milliseconds lifetime;
  std::string elsewhere;  ///< in another world
};

// A client secret of the fixture is the same secret in every world.
const std::vector<Kind> kinds{
    {"shift_bearer", bearer_of, std::chrono::hours(1), "unknown_token"},
    {"shift_secret", secret_of, std::chrono::days(90), "shift_secret of 1"},
    {"shift_cookie", cookie_of, std::chrono::hours(1), "unknown_token"},
};

TEST(ShiftKinds, PassWhereTheyAreAccepted) {
  for (const auto& kind : kinds) {
    Mock mock(shift_seed());
    const auto sent = kind.present(mock.world());
    const std::string good = kind.name + " of 1";
    EXPECT_EQ(verdict(mock.world(), sent, {kind.name}), good);
    EXPECT_EQ(verdict(mock.world(), sent, {"shiftiq"}), good);
    EXPECT_EQ(verdict(mock.world(), sent, {"epilot", kind.name}), good);
    EXPECT_EQ(verdict(mock.world(), sent, {}), good);
    const auto refused = verdict(mock.world(), sent, {"epilot", "trusted"});
    EXPECT_NE(refused, good) << kind.name;
    for (const auto& other : kinds) {
      if (other.name == kind.name) continue;
      EXPECT_NE(verdict(mock.world(), sent, {other.name}), good) << kind.name << " where " << other.name << " passes";
    }
  }
}

TEST(ShiftKinds, EndWithTheirTime) {
  for (const auto& kind : kinds) {
    Mock mock(shift_seed());
    const auto sent = kind.present(mock.world());
    mock.machine += kind.lifetime - std::chrono::seconds(1);
    EXPECT_EQ(verdict(mock.world(), sent, {kind.name}), kind.name + " of 1");
    mock.machine += std::chrono::seconds(1);
    EXPECT_EQ(verdict(mock.world(), sent, {kind.name}), "expired") << kind.name;
  }
}

TEST(ShiftKinds, CountInTheirOwnWorld) {
  for (const auto& kind : kinds) {
    Mock mock(shift_seed());
    const auto sent = kind.present(mock.world("one"));
    EXPECT_EQ(verdict(mock.world("two"), sent, {kind.name}), kind.elsewhere) << kind.name;
  }
}

TEST(ShiftKinds, EndWithTheirPerson) {
  for (const auto& kind : kinds) {
    Mock mock(shift_seed());
    const auto sent = kind.present(mock.world());
    mock.world().step([](WorldState& state) {
      User user = *state.users.find("1");
      user.status = User::Status::deactivated;
      state.users.put(user);
    });
    EXPECT_EQ(verdict(mock.world(), sent, {kind.name}), "unknown_user") << kind.name;
  }
}

TEST(ShiftKinds, AreNothingToThoseWhoTakeOthers) {
  Mock mock(shift_seed());
  World& world = mock.world();
  EXPECT_EQ(verdict(world, secret_of(world), {"epilot"}), "malformed_credential");
  EXPECT_EQ(verdict(world, cookie_of(world), {"epilot"}), "missing_credential");
  EXPECT_EQ(verdict(world, {}, {"shiftiq"}), "missing_credential");
}

TEST(ShiftKinds, TakeASecretAsTheBearerToo) {
  Mock mock(shift_seed());
  const Sent sent{"Bearer " + developer_secret, {}};
  EXPECT_EQ(verdict(mock.world(), sent, {"shift_secret"}), "shift_secret of 1");
  EXPECT_EQ(verdict(mock.world(), sent, {"shift_bearer"}), "malformed_credential");
  EXPECT_EQ(verdict(mock.world(), {"Bearer ", {}}, {"shift_secret"}), "malformed_credential");
}

TEST(ShiftKinds, ABadHeaderIsNotRescuedByAGoodCookie) {
  Mock mock(shift_seed());
  World& world = mock.world();
  Sent sent = cookie_of(world);
  sent.authorization = "Bearer nonsense";
  EXPECT_EQ(verdict(world, sent, {"shift_bearer", "shift_cookie"}), "malformed_credential");
  // A header of another scheme leaves the choice to the cookie.
  sent.authorization = "Basic eDp5";
  EXPECT_EQ(verdict(world, sent, {"shift_bearer", "shift_cookie"}), "shift_cookie of 1");
}

TEST(ShiftKinds, TellWhoTheirHolderIs) {
  Mock mock(shift_seed());
  World& world = mock.world();
  const std::string header = "Secret " + developer_secret;
  const auto identity = authenticate(providers().kinds(), world, "", {&header, {}}, {{"shiftiq"}, {}});
  EXPECT_EQ(identity.tenant_id, "739224");
  EXPECT_EQ(identity.roles, std::vector<std::string>{"739224:idle"});
  EXPECT_EQ(identity.claims().text_at("sub"), "Dora@acme.test");
  EXPECT_EQ(identity.claims().text_at("org_code"), "acme");
  EXPECT_EQ(identity.claims().dump().find(developer_secret), std::string::npos);
}

}  // namespace

}  // namespace understudy::shiftiq
