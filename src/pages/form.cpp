#include "pages/form.h"

namespace understudy::pages {

namespace {

constexpr std::string_view type_of(Input::Kind kind) { return kind == Input::Kind::password ? "password" : "text"; }

/// A message that is read out under its role; an input may say that it is described by it.
Markup message(Markup::Literal opening, std::string_view test_id, std::string_view text) {
  return Markup(opening).add(" data-testid=\"").text(test_id).add("\">").text(text).add("</p>\n");
}

}  // namespace

Markup input(const Input& input) {
  Markup html("<label for=\"");
  html.text(input.name).add("\">").text(input.label).add("</label>\n<input id=\"").text(input.name);
  html.add("\" name=\"").text(input.name).add("\" type=\"").text(type_of(input.kind));
  html.add("\" autocomplete=\"").text(input.autocomplete).add("\" data-testid=\"").text(input.test_id).add("\"");
  // Not type=email: browsers refuse addresses there that directories have.
  if (input.kind == Input::Kind::email) html.add(" inputmode=\"email\"");
  if (input.kind != Input::Kind::password) html.add(" autocapitalize=\"none\" spellcheck=\"false\"");
  if (!input.value.empty()) html.add(" value=\"").text(input.value).add("\"");
  if (input.need == Input::Need::required) html.add(" required");
  if (input.state == Input::State::wrong) html.add(" aria-invalid=\"true\" aria-describedby=\"alert\"");
  if (input.focus == Input::Focus::first) html.add(" autofocus");
  return html.add(">\n");
}

Markup hidden(std::string_view name, std::string_view test_id, std::string_view value) {
  Markup html("<input type=\"hidden\" name=\"");
  html.text(name).add("\" data-testid=\"").text(test_id).add("\" value=\"").text(value);
  return html.add("\">\n");
}

Markup form(std::string_view action, const Markup& content) {
  return Markup("<form method=\"post\" action=\"").text(action).add("\">\n").add(content).add("</form>\n");
}

Markup button(std::string_view test_id, std::string_view label, std::string_view name, std::string_view value) {
  Markup html("<button type=\"submit\" data-testid=\"");
  html.text(test_id).add("\"");
  if (!name.empty()) html.add(" name=\"").text(name).add("\" value=\"").text(value).add("\"");
  return html.add(">").text(label).add("</button>\n");
}

Markup alert(std::string_view test_id, std::string_view text) {
  return message("<p id=\"alert\" role=\"alert\"", test_id, text);
}

Markup status(std::string_view test_id, std::string_view text) { return message("<p role=\"status\"", test_id, text); }

}  // namespace understudy::pages
