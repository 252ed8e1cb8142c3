// The list of an API's operations, as a page.
#include "base/text.h"
#include "pages/page.h"
#include "pages/parts.h"
#include "start/pages.h"

namespace understudy::start {

namespace {

using pages::Markup;

/// Paths that lead to the same operation as the first, folded away: some APIs have a dozen.
Markup other_paths(const ListedOperation& operation) {
  if (operation.paths.size() < 2) return {};
  Markup html("<details><summary>");
  html.text(cat({"and ", std::to_string(operation.paths.size() - 1), " more paths"})).add("</summary>\n<ul>\n");
  for (size_t i = 1; i < operation.paths.size(); ++i)
    html.add("<li>").add(pages::code(operation.paths[i])).add("</li>\n");
  return html.add("</ul>\n</details>\n");
}

Markup row(const ListedOperation& operation) {
  Markup html("<li data-testid=\"operation\">\n<div class=\"head\">");
  html.add(pages::code(operation.method == "*" ? "ANY" : operation.method)).add(pages::code(operation.paths.front()));
  html.add(pages::state(operation.is_emulated ? "emulated" : "501")).add("</div>\n");
  html.add("<p class=\"muted\">").text(operation.name).add("</p>\n");
  if (!operation.summary.empty()) html.add("<p>").text(operation.summary).add("</p>\n");
  return html.add(other_paths(operation)).add("</li>\n");
}

}  // namespace

http::Reply operations_page(const ListedApi& api, const Locate& at) {
  Markup content("<p>");
  content.text(cat({std::to_string(api.count_emulated()), " of ", std::to_string(api.count()),
                    " operations are emulated; the others answer 501."}));
  content.add(" ").add(pages::link(at("/_understudy/"), "Start page", "start-page")).add("</p>\n");
  for (const auto& group : api.groups) {
    Markup items("<ul class=\"rows\">\n");
    for (const auto& operation : group.operations) items.add(row(operation));
    content.add(pages::section(group.name, group.name, items.add("</ul>\n")));
  }
  return pages::page(200, cat({"Operations of ", api.name}), "Understudy", content, pages::Layout::wide);
}

}  // namespace understudy::start
