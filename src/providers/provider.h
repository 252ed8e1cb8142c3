// All that the house may know of an emulated system. What exists is listed in providers.cpp, and handed in from there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/credentials.h"
#include "access/key_sets.h"
#include "access/ready.h"
#include "fixture/chapter.h"
#include "fixture/starters.h"
#include "front/api.h"
#include "front/vendor_hosts.h"
#include "login/policy.h"
#include "providers/mint_order.h"
#include "world/world.h"

namespace understudy {

/// A page on which users of the directory sign in.
struct SignInAddress {
  std::string_view name;  ///< of the system
  /// The page's path below the world's address, with what it can be told of the user; empty: no way in for this one.
  std::string (*path_for)(const User& user, const Tenant& tenant);
};

/// What the control API can end at once, by the member that holds it: "token".
struct Revocable {
  std::string_view member;
  /// How many credentials were ended; nothing where the world knows none of that kind.
  std::optional<size_t> (*revoke)(World& world, const std::string& value);
};

/// What the control API can make.
struct Mintable {
  std::span<const std::string_view> types;    ///< the first is what an order means that names none
  std::span<const std::string_view> members;  ///< of an order, in the order in which a complaint names them
  /// What the control API answers: whatever is known of the credential, and itself as `token`. Throws Refusal.
  Json (*mint)(const front::Visit& visit, World& world, std::string_view base, const MintOrder& order);
};

/// A variable by which clients of the system's vendor are led to a world, or without which they would not begin.
struct ClientVariable {
  std::string_view name;
  std::string_view text{};  ///< its value; empty: the world's address
  /// Where one of these is set already, the user has said what this one would.
  std::span<const std::string_view> unless{};
};

/// An empty member: the system has none.
struct Provider {
  std::string_view name;                      ///< what its APIs' names begin with
  const fixture::Chapter* chapter = nullptr;  ///< what it reads from a fixture
  BeginPart begin = nullptr;                  ///< what it keeps in a world
  std::vector<access::CredentialKind> (*kinds)() = nullptr;
  std::vector<access::KeySet> (*key_sets)(const Seed& seed) = nullptr;
  std::vector<front::Api> (*apis)(const Seed& seed, const access::Kinds& kinds) = nullptr;
  /// What a seed that reads well still gets wrong, one line each.
  std::vector<std::string> (*contradictions)(const Seed& seed) = nullptr;
  std::vector<const login::Policy*> (*policies)() = nullptr;  ///< of the doors where its users sign in
  std::span<const access::ReadyList> ready{};
  std::span<const Revocable> revocable{};
  /// Ends all that lets the user in, but not what lets it begin again; within a step. How many there were.
  size_t (*revoke_user)(WorldState& state, const std::string& user_id) = nullptr;
  const Mintable* mintable = nullptr;
  /// The secret, in bytes, of the authenticator app by which the user signs in there; empty: none. Within a step.
  std::string (*totp_secret)(const WorldState& state, const User& user) = nullptr;
  std::span<const SignInAddress> sign_in_pages{};
  std::string_view first_call{};                        ///< a path that answers whoever has a minted token
  std::span<const std::string_view> exposed_headers{};  ///< that pages of other origins may read
  const access::GatewayWords* gateway = nullptr;        ///< how its gateway and its backends talk
  std::string_view speaks{};  ///< what the help says of it: "the gateway in front of a backend"
  std::span<const fixture::Starter> starters{};
  std::span<const front::VendorHost> hosts{};  ///< under which the original is reached
  std::span<const ClientVariable> client_variables{};
};

/// All that a server has. Routes are tried in this order, and lists name them so.
class Providers {
 public:
  /// Throws std::logic_error where their policies are none (login/policy.h), or two are of one door.
  explicit Providers(std::vector<const Provider*> all);

  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

  const access::Kinds& kinds() const { return kinds_; }
  std::vector<BeginPart> parts() const;
  std::vector<access::KeySet> key_sets(const Seed& seed) const;
  std::vector<front::Api> apis(const Seed& seed) const;
  std::vector<const login::Policy*> policies() const;
  std::vector<const access::ReadyList*> ready() const;
  /// The types of all that can be minted.
  std::vector<std::string_view> mintable_types() const;
  /// Which of them makes a credential of the type; null where none does. An empty type is the first one's.
  const Mintable* find_mintable(std::string_view type) const;
  std::string_view first_call() const;
  std::vector<std::string_view> exposed_headers() const;
  std::vector<fixture::Starter> starters() const;
  /// The host names of the originals.
  const front::VendorHosts& vendor_hosts() const { return vendor_hosts_; }
  std::vector<std::string_view> vendor_host_patterns() const;
  std::vector<ClientVariable> client_variables() const;

 private:
  std::vector<const Provider*> all_;
  access::Kinds kinds_;
  front::VendorHosts vendor_hosts_;
};

/// Labels of the sets whose RSA keys sign.
std::vector<std::string> labels_of_published(const std::vector<access::KeySet>& sets);

}  // namespace understudy
