#include "start/start.h"

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "front/problem.h"
#include "front/routing.h"
#include "front/world_choice.h"
#include "http/accept.h"
#include "start/pages.h"

namespace understudy::start {

namespace {

constexpr size_t most_worlds_shown = 50;
constexpr size_t most_mails_shown = 100;
constexpr std::string_view own_name = "start";
constexpr std::string_view control_api = "control";
constexpr std::string_view own_page = "/_understudy/";

struct Start {
  Worlds& worlds;
  Facts facts;
  std::vector<ListedApi> apis;
  std::string_view page;  ///< its path below a world's address
};

http::Reply refuse(const Refusal& refusal, const front::Visit& /*visit*/) { return front::problem(refusal); }

WorldNames names_of(const Worlds& worlds) {
  WorldNames list;
  list.shown = worlds.names();
  list.in_all = list.shown.size();
  if (list.in_all > most_worlds_shown) list.shown.resize(most_worlds_shown);
  return list;
}

/// A page for a browser, JSON for everybody else.
http::Reply either(const front::Visit& visit, const std::function<http::Reply()>& page,
                   const std::function<Json()>& json) {
  auto reply = http::prefers_html(visit.request) ? page() : http::json(200, json());
  reply.headers.add("Vary", "Accept");
  return reply;
}

Json api_json(const front::Visit& visit, const std::vector<ListedApi>& apis) {
  Json array = Json::array();
  for (const auto& api : apis)
    array.push(Json::object({{"name", api.name},
                             {"url", cat({visit.base, catalogue_path, api.name})},
                             {"operations", api.count()},
                             {"emulated", api.count_emulated()}}));
  return array;
}

Json worlds_json(const Start& start, const WorldNames& list) {
  Json array = Json::array();
  for (const auto& name : list.shown)
    array.push(Json::object({{"name", name}, {"base_url", front::world_address(start.facts.public_url, name)}}));
  return array;
}

/// The world that the request named, which a list of all worlds' operations leads back to.
Locate locate_in(const front::Visit& visit) {
  return [&visit](std::string_view path) {
    return front::path_of_arrival(visit.choice, visit.public_url, visit.choice.name).append(path);
  };
}

/// The page of another world, for a browser that is here: below the path that leads to worlds, but from a host that
/// names one, whose every path is in that world, by its whole address.
std::string address_of_world(const front::Visit& visit, std::string_view page, std::string_view name) {
  if (visit.choice.host_names_world) return front::world_address(visit.public_url, name).append(page);
  front::WorldChoice by_path = visit.choice;
  by_path.by = front::NamedBy::path;
  return front::path_of_arrival(by_path, visit.public_url, name).append(page);
}

http::Reply show_start(const Start& start, front::Visit& visit) {
  const auto overview = look_at(visit.world, start.facts);
  const auto names = names_of(start.worlds);
  const auto world_at = [&](std::string_view name) { return address_of_world(visit, start.page, name); };
  return either(
      visit,
      [&] {
        return start_page({overview, start.apis, names, locate_in(visit), world_at});
      },
      [&] {
        Json json = to_json(overview);
        json.set("apis", api_json(visit, start.apis));
        json.set("worlds_in_all", names.in_all);
        json.set("worlds", worlds_json(start, names));
        return json;
      });
}

/// Of this world in the control API, which has the rest.
std::string control_path(const front::Visit& visit) { return cat({"/_understudy/v1/worlds/", visit.world.name()}); }

Json mailbox_json(const front::Visit& visit, const std::vector<Mail>& mails) {
  Json messages = Json::array();
  for (const auto& mail : mails) messages.push(to_json(mail));
  return Json::object({{"world", visit.world.name()},
                       {"control_url", cat({visit.public_url, control_path(visit), "/mailbox"})},
                       {"messages", std::move(messages)}});
}

/// Newest first: whoever opens it most often looks for what was sent just now.
http::Reply show_mailbox(front::Visit& visit) {
  auto mails = visit.world.step([](WorldState& state) { return state.mailbox.find({.limit = most_mails_shown}); });
  std::reverse(mails.begin(), mails.end());
  return either(
      visit,
      [&] {
        return mailbox_page({visit.world.name(), mails, control_path(visit), locate_in(visit)});
      },
      [&] { return mailbox_json(visit, mails); });
}

http::Reply show_operations(const Start& start, front::Visit& visit, std::string_view name) {
  const auto api =
      std::find_if(start.apis.begin(), start.apis.end(), [&](const ListedApi& known) { return known.name == name; });
  if (api == start.apis.end()) {
    std::vector<std::string> known;
    for (const auto& one : start.apis) known.push_back(one.name);
    throw Refusal{Reason::unknown_record, "there is no API of that name", join(known, ", "),
                  std::string(shorten(name, 40))};
  }
  return either(
      visit, [&] { return operations_page(*api, locate_in(visit)); }, [&] { return to_json(*api); });
}

std::vector<front::Route> page_routes(const std::shared_ptr<const Start>& start) {
  const auto show = [start](front::Visit& visit) { return show_start(*start, visit); };
  std::vector<front::Route> all{
      {"GET", std::string(mailbox_path), "showMailbox", show_mailbox},
      {"GET", "/_understudy", "showStart", show},
      {"GET", std::string(own_page), "showStart", show},
  };
  if (start->page != own_page) all.push_back({"GET", std::string(start->page), "showStart", show});
  return all;
}

/// They are the same in all worlds.
std::vector<front::Route> list_routes(const std::shared_ptr<const Start>& start) {
  const auto list = [start](front::Visit& visit) { return show_operations(*start, visit, visit.params["api"]); };
  const auto list_control = [start](front::Visit& visit) { return show_operations(*start, visit, control_api); };
  return {
      {"GET", "/_understudy/apis/{api}", "listOperations", list},
      {"GET", "/_understudy/v1", "listControlOperations", list_control},
      {"GET", "/_understudy/v1/", "listControlOperations", list_control},
  };
}

}  // namespace

std::string_view page_path(const std::vector<front::Api>& others) {
  constexpr std::string_view root = "/";
  const front::Routing routing(others);
  const auto found = routing.find("GET", root).match;
  return found && found->api->name != own_name ? own_page : root;
}

std::vector<front::Api> apis(Worlds& worlds, Facts facts, const std::vector<front::Api>& others) {
  auto apis = catalogue(others, facts.summary_of);
  const auto start = std::make_shared<const Start>(Start{worlds, std::move(facts), std::move(apis), page_path(others)});
  return {{.name = own_name, .groups = {{page_routes(start), refuse}}, .scope = front::Scope::onlooker},
          {.name = own_name, .groups = {{list_routes(start), refuse}}, .scope = front::Scope::server}};
}

}  // namespace understudy::start
