// The start page, the mailbox and the lists of operations as HTML. `at` gives the address of a path within the world,
// for links.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/message.h"
#include "start/catalogue.h"
#include "start/overview.h"
#include "world/mailbox.h"

namespace understudy::start {

inline constexpr std::string_view catalogue_path = "/_understudy/apis/";

/// Worlds by name, and how many there are.
using WorldNames = Listed<std::string>;

using Locate = std::function<std::string(std::string_view path)>;
using LocateWorld = std::function<std::string(std::string_view world)>;

struct StartView {
  const Overview& overview;
  const std::vector<ListedApi>& apis;
  const WorldNames& worlds;
  Locate at;
  LocateWorld world_at;
};

struct MailboxView {
  std::string_view world;
  const std::vector<Mail>& mails;  ///< newest first
  std::string control_path;        ///< of this world in the control API
  Locate at;
};

http::Reply start_page(const StartView& view);
http::Reply mailbox_page(const MailboxView& view);
http::Reply operations_page(const ListedApi& api, const Locate& at);

}  // namespace understudy::start
