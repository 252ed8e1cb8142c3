// What a first look at a world is told, as plain values: the start page, its JSON and the text of the start show it.
// Bounded: of many there are the first few, and how many there are.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "providers/provider.h"
#include "world/worlds.h"

namespace understudy::start {

inline constexpr std::string_view mailbox_path = "/_understudy/mailbox";

/// What is the same in all worlds of a server.
struct Facts {
  const Providers* providers;  ///< outlives this
  std::string public_url;      ///< without a final slash
  std::string version;
  std::vector<std::string> fixtures;  ///< what is served, by name; empty: the embedded example
  /// What an operation of an API does, in a line; empty where its own documentation tells.
  std::string_view (*summary_of)(std::string_view api, std::string_view operation);
};

/// How many of each are shown.
struct OverviewBounds {
  size_t tenants = 50;
  size_t people = 50;
  size_t ready = 20;  ///< of each list of credentials; a token costs a signature
};

template <class Row>
struct Listed {
  std::vector<Row> shown;
  size_t in_all = 0;
};

struct Person {
  User user;
  std::string tenant;                                           ///< its slug
  std::vector<std::string> roles;                               ///< their slugs
  std::vector<std::pair<std::string_view, std::string>> doors;  ///< by name: the path of its sign-in page
  std::string mint;                                             ///< a command
};

/// Credentials that are ready to be sent.
struct ListedReady : Listed<access::ReadyCredential> {
  const access::ReadyList* list = nullptr;
};

/// Issuers by the labels of their key sets.
using IssuersByLabel = std::vector<std::pair<std::string_view, std::string>>;

/// Of a world's published key sets, the first fifty: a fixture may have ten thousand tenants, with keys of their own.
IssuersByLabel issuers_of(const Providers& providers, const World& world, std::string_view base);

struct Overview {
  std::string version;
  std::vector<std::string> fixtures;
  std::string world;
  std::string notice;  ///< why the world began anew; empty mostly
  std::string base;    ///< the world's address
  std::string control_url;
  IssuersByLabel issuers;
  Instant now{};
  Clock::Mode clock = Clock::Mode::system;
  Listed<Tenant> tenants;
  Listed<Person> people;
  std::vector<ListedReady> ready;
  std::string first_call;  ///< by the first active user of the fixture's first thousand; empty where there is none
  std::string first_mint;  ///< the command that makes a token of that user
};

/// Signs tokens, so it must not run inside a step.
Overview look_at(World& world, const Facts& facts, const OverviewBounds& bounds = {});

/// Where the rest of the users and credentials is.
std::string rest_of(const Overview& overview, size_t offset);

Json to_json(const Overview& overview);

}  // namespace understudy::start
