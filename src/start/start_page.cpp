// The first look at a world, as a page.
#include "base/text.h"
#include "pages/page.h"
#include "pages/parts.h"
#include "start/pages.h"

namespace understudy::start {

namespace {

using pages::Markup;

Markup plain(std::string_view text) { return Markup().text(text); }

std::string count_of(size_t count, std::string_view one, std::string_view many) {
  return cat({std::to_string(count), " ", count == 1 ? one : many});
}

Markup rows(const Markup& items) { return Markup("<ul class=\"rows\">\n").add(items).add("</ul>\n"); }

/// What stands first in a row, and the states it is in.
Markup head(std::string_view name, const Markup& more) {
  return Markup("<div class=\"head\"><h3>").text(name).add("</h3>").add(more).add("</div>\n");
}

/// Says where those are that are not shown.
template <class Row>
Markup rest(const Listed<Row>& list, std::string_view what, const std::string& address) {
  if (list.in_all <= list.shown.size()) return {};
  return Markup("<p class=\"muted\">The first ")
      .text(cat({std::to_string(list.shown.size()), " of ", std::to_string(list.in_all), " ", what, ". "}))
      .add(pages::link(address, "The rest, as JSON"))
      .add("</p>\n");
}

Markup glance(const StartView& view) {
  const auto& overview = view.overview;
  const std::string fixtures = overview.fixtures.empty() ? "its embedded example" : join(overview.fixtures, ", ");
  Markup issuers("<ul>\n");
  std::string_view before;  // two key sets may be of one issuer
  for (const auto& [label, issuer] : overview.issuers) {
    if (issuer == before) continue;
    issuers.add("<li>").add(pages::code(issuer)).add(" <span class=\"muted\">").text(label).add("</span></li>\n");
    before = issuer;
  }
  issuers.add("</ul>");
  Markup content =
      pages::facts(pages::fact("Base URL", pages::code(overview.base, "base-url"))
                       .add(pages::fact("Fixtures", plain(fixtures)))
                       .add(pages::fact("Clock", plain(cat({to_iso8601(overview.now), ", ", to_text(overview.clock)}))))
                       .add(pages::fact("Version", plain(overview.version)))
                       .add(pages::fact("Mailbox", pages::link(view.at(mailbox_path), "Codes and links", "mailbox"))));
  content.add("<dl>\n").add(pages::fact("Issuers", issuers)).add("</dl>\n");
  if (!overview.notice.empty()) content.add("<p>").text(overview.notice).add("</p>\n");
  if (!overview.first_call.empty()) content.add(pages::copyable("A first call", "try", overview.first_call));
  return pages::section("world", "This world", content);
}

Markup tenants(const StartView& view) {
  const auto& list = view.overview.tenants;
  Markup items;
  for (const auto& tenant : list.shown)
    items.add("<li data-testid=\"tenant\">\n")
        .add(head(tenant.name, {}))
        .add(pages::facts(pages::fact("Slug", pages::code(tenant.slug)).add(pages::fact("Id", pages::code(tenant.id)))))
        .add("</li>\n");
  if (list.shown.size() < list.in_all)
    items.add("<li class=\"muted\">and ").text(std::to_string(list.in_all - list.shown.size())).add(" more</li>\n");
  return pages::section("tenants", "Tenants", rows(items));
}

Markup ways_in(const StartView& view, const Person& person) {
  Markup links;
  for (const auto& [door, path] : person.doors) {
    if (!links.empty()) links.add(", ");
    links.add(pages::link(view.at(path), door, "sign-in"));
  }
  return links;
}

Markup person_row(const StartView& view, const Person& person) {
  const auto& user = person.user;
  Markup facts = pages::fact("Name", plain(user.display_name));
  facts.add(pages::fact("Password", user.password.empty() ? plain("none") : pages::code(user.password, "password")));
  facts.add(pages::fact("Tenant", pages::code(person.tenant)));
  facts.add(pages::fact("Roles", plain(person.roles.empty() ? "none" : join(person.roles, ", "))));
  if (!person.doors.empty()) facts.add(pages::fact("Sign in to", ways_in(view, person)));
  return Markup("<li data-testid=\"user\">\n")
      .add(head(user.email, pages::state(to_text(user.status))))
      .add(pages::facts(facts))
      .add(pages::copyable("A token of this user", "mint", person.mint))
      .add("</li>\n");
}

Markup people(const StartView& view) {
  const auto& list = view.overview.people;
  if (list.in_all == 0)
    return pages::section("users", "Users",
                          Markup("<p>The fixture has no users, so nobody can sign in. ")
                              .add(pages::code("understudy init"))
                              .add(" writes one to start from.</p>\n"));
  Markup items;
  for (const auto& person : list.shown) items.add(person_row(view, person));
  return pages::section("users", "Users",
                        rows(items).add(rest(list, "users", rest_of(view.overview, list.shown.size()))));
}

/// A list that stays empty unless a fixture fills it is not worth a section; of one that grows is told how.
bool is_shown(const ListedReady& ready) { return ready.in_all > 0 || ready.list->is_mintable; }

Markup credentials(const StartView& view, const ListedReady& ready) {
  const auto& list = *ready.list;
  if (ready.in_all == 0)
    return pages::section(
        list.section, list.title,
        Markup("<p>None is ready. ").add(pages::code("understudy mint")).add(" makes one of any user.</p>\n"));
  Markup items;
  for (const auto& one : ready.shown) {
    Markup states = pages::state(one.state);
    if (!one.type.empty()) states.add(pages::state(one.type));
    items.add("<li data-testid=\"")
        .text(list.item)
        .add("\">\n")
        .add(head(one.heading, states))
        .add(pages::copyable(one.caption, list.value, one.text))
        .add("</li>\n");
  }
  return pages::section(list.section, list.title,
                        rows(items).add(rest(ready, cat({list.one, "s"}), rest_of(view.overview, ready.shown.size()))));
}

Markup apis(const StartView& view) {
  Markup items;
  for (const auto& api : view.apis) {
    const std::string counts =
        cat({std::to_string(api.count_emulated()), " of ", count_of(api.count(), "operation", "operations")});
    items.add("<li class=\"head\">")
        .add(pages::link(view.at(cat({catalogue_path, api.name})), api.name, "api"))
        .add("<span class=\"muted\">")
        .text(counts)
        .add("</span></li>\n");
  }
  return pages::section("apis", "APIs",
                        Markup("<ul>\n")
                            .add(items)
                            .add("</ul>\n<p class=\"muted\">What the originals have and Understudy lacks answers 501. "
                                 "The control API is at ")
                            .add(pages::link(view.at("/_understudy/v1/"), view.overview.control_url, "control-api"))
                            .add("</p>\n"));
}

Markup worlds(const StartView& view) {
  const auto& list = view.worlds;
  Markup items;
  for (const auto& name : list.shown) {
    items.add("<li>").add(pages::link(view.world_at(name), name, "world"));
    if (name == view.overview.world) items.add(" <span class=\"muted\">this one</span>");
    items.add("</li>\n");
  }
  return pages::section(
      "worlds", "Worlds",
      Markup("<ul>\n").add(items).add("</ul>\n").add(rest(list, "worlds", cat({view.overview.control_url, "worlds"}))));
}

Markup contents(const Overview& overview) {
  Markup nav("<nav aria-label=\"On this page\">\n<ul>\n");
  const auto add = [&](std::string_view id, std::string_view heading) {
    nav.add("<li>").add(pages::link(cat({"#", id}), heading)).add("</li>\n");
  };
  add("world", "This world");
  add("tenants", "Tenants");
  add("users", "Users");
  for (const auto& ready : overview.ready)
    if (is_shown(ready)) add(ready.list->section, ready.list->name);
  add("apis", "APIs");
  add("worlds", "Worlds");
  return nav.add("</ul>\n</nav>\n");
}

}  // namespace

http::Reply start_page(const StartView& view) {
  Markup content = contents(view.overview);
  content.add(glance(view)).add(tenants(view)).add(people(view));
  for (const auto& ready : view.overview.ready)
    if (is_shown(ready)) content.add(credentials(view, ready));
  content.add(apis(view)).add(worlds(view));
  return pages::page(200, cat({"World ", view.overview.world}), "Understudy", content, pages::Layout::wide);
}

}  // namespace understudy::start
