#include "pages/parts.h"

namespace understudy::pages {

namespace {

Markup test_id_of(std::string_view test_id) {
  return test_id.empty() ? Markup() : Markup(" data-testid=\"").text(test_id).add("\"");
}

Markup term(std::string_view label) { return Markup("<dt>").text(label).add("</dt>\n"); }

}  // namespace

Markup detail(std::string_view label, std::string_view test_id, std::string_view value) {
  return term(label).add("<dd").add(test_id_of(test_id)).add(">").text(value).add("</dd>\n");
}

Markup code_detail(std::string_view label, std::string_view test_id, std::string_view value) {
  return term(label)
      .add("<dd><code class=\"box\" tabindex=\"0\"")
      .add(test_id_of(test_id))
      .add(">")
      .text(value)
      .add("</code></dd>\n");
}

Markup details(const Markup& content) { return Markup("<dl>\n").add(content).add("</dl>\n"); }

Markup fact(std::string_view label, const Markup& value) {
  return Markup("<div><dt>").text(label).add("</dt><dd>").add(value).add("</dd></div>\n");
}

Markup facts(const Markup& content) { return Markup("<dl class=\"facts\">\n").add(content).add("</dl>\n"); }

Markup code(std::string_view value, std::string_view test_id) {
  return Markup("<code").add(test_id_of(test_id)).add(">").text(value).add("</code>");
}

Markup copyable(std::string_view label, std::string_view test_id, std::string_view value) {
  return Markup("<label class=\"copy\"><span>")
      .text(label)
      .add("</span> <input readonly")
      .add(test_id_of(test_id))
      .add(" value=\"")
      .text(value)
      .add("\"></label>\n");
}

Markup link(std::string_view address, std::string_view text, std::string_view test_id) {
  return Markup("<a href=\"").text(address).add("\"").add(test_id_of(test_id)).add(">").text(text).add("</a>");
}

Markup state(std::string_view text) { return Markup("<span class=\"state\">").text(text).add("</span>"); }

Markup section(std::string_view id, std::string_view heading, const Markup& content) {
  return Markup("<h2 id=\"")
      .text(id)
      .add("\">")
      .text(heading)
      .add("</h2>\n<div class=\"card\">\n")
      .add(content)
      .add("</div>\n");
}

}  // namespace understudy::pages
