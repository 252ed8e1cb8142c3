#include <gtest/gtest.h>

#include "base/encoding.h"
#include "crypto/digest.h"
#include "pages/form.h"
#include "pages/page.h"
#include "pages/parts.h"
#include "pages/style.h"

namespace understudy::pages {
namespace {

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "(none)" : *value;
}

}  // namespace

TEST(Markup, EscapesWhateverIsInserted) {
  struct Row {
    std::string_view text;
    std::string_view html;
  };
  constexpr Row rows[] = {
      {"plain text, 1 + 1", "plain text, 1 + 1"},
      {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"\" onfocus=\"x", "&quot; onfocus=&quot;x"},
      {"' onfocus='x", "&#39; onfocus=&#39;x"},
      {"&lt;", "&amp;lt;"},
      {"Zo\xC3\xAB \xE2\x82\xAC", "Zo\xC3\xAB \xE2\x82\xAC"},
      {"two\nlines\tand a tab", "two\nlines\tand a tab"},
      {std::string_view("\0\x01\x7f\r", 4), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"a\xC3<", "a\xEF\xBF\xBD&lt;"},
      {"", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(Markup().text(row.text).html(), row.html) << row.text;
}

TEST(Markup, KeepsItsOwnLiterals) {
  EXPECT_EQ(Markup("<p>").text("<").add("</p>").add(Markup("<hr>")).html(), "<p>&lt;</p><hr>");
  EXPECT_TRUE(Markup().empty());
}

TEST(Page, HasOneHeadingALanguageAndATitle) {
  EXPECT_EQ(page(200, "A < B", "Site & Co", Markup("<p>x</p>\n")).body,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<title>A &lt; B - Site &amp; Co</title>\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<link rel=\"icon\" href=\"data:,\">\n<style>" +
                std::string(style) +
                "</style>\n</head>\n<body>\n<main>\n<p class=\"site\">Site &amp; Co</p>\n<h1>A &lt; B</h1>\n"
                "<p>x</p>\n</main>\n</body>\n</html>\n");
  EXPECT_NE(page(200, "A", "B", {}, Layout::wide).body.find("<main class=\"wide\">\n"), std::string::npos);
}

TEST(Page, IsGuardedByItsHeaders) {
  const auto reply = page(418, "A", "B", {});
  EXPECT_EQ(reply.status, 418);
  EXPECT_EQ(header(reply, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
  EXPECT_EQ(header(reply, "X-Frame-Options"), "DENY");
  EXPECT_EQ(header(reply, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header(reply, "Referrer-Policy"), "same-origin");
  EXPECT_EQ(header(reply, "Content-Security-Policy"), "default-src 'none'; style-src 'sha256-" +
                                                          to_base64(crypto::sha256(style)) +
                                                          "'; img-src data:; base-uri 'none'; frame-ancestors 'none'");
}

TEST(Page, RunsTheScriptThatIsNamedAndNoOther) {
  constexpr Script script{"say('<&>')", "D1g+e/st="};
  const auto reply = page(200, "A", "B", Markup("<p>x</p>\n"), Layout::form, &script);
  EXPECT_NE(reply.body.find("<p>x</p>\n</main>\n<script>say('<&>')</script>\n</body>\n</html>\n"), std::string::npos)
      << reply.body;
  EXPECT_EQ(header(reply, "Content-Security-Policy"), header(page(200, "A", "B", {}), "Content-Security-Policy") +
                                                          "; script-src 'sha256-D1g+e/st='; connect-src 'self'");
}

TEST(Page, SendsOnWithoutBeingKept) {
  const auto reply = redirect("/ui/x?y=z");
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(header(reply, "Location"), "/ui/x?y=z");
  EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
}

TEST(Form, LabelsItsInputs) {
  EXPECT_EQ(input({.name = "Email",
                   .label = "E-mail",
                   .test_id = "email",
                   .kind = Input::Kind::email,
                   .value = "\"><b>",
                   .autocomplete = "username",
                   .need = Input::Need::required,
                   .focus = Input::Focus::first,
                   .state = Input::State::wrong})
                .html(),
            "<label for=\"Email\">E-mail</label>\n"
            "<input id=\"Email\" name=\"Email\" type=\"text\" autocomplete=\"username\" data-testid=\"email\" "
            "inputmode=\"email\" autocapitalize=\"none\" spellcheck=\"false\" value=\"&quot;&gt;&lt;b&gt;\" required "
            "aria-invalid=\"true\" aria-describedby=\"alert\" autofocus>\n");
  EXPECT_EQ(input({.name = "P", .label = "L", .test_id = "t", .kind = Input::Kind::password}).html(),
            "<label for=\"P\">L</label>\n"
            "<input id=\"P\" name=\"P\" type=\"password\" autocomplete=\"off\" data-testid=\"t\">\n");
}

TEST(Form, EscapesEveryPart) {
  constexpr std::string_view hostile = "\"'<>&";
  constexpr std::string_view safe = "&quot;&#39;&lt;&gt;&amp;";
  const auto expect_safe = [&](const Markup& markup, const std::string& around) {
    EXPECT_EQ(markup.html(), around) << safe;
  };
  const std::string s(safe);
  expect_safe(hidden(hostile, hostile, hostile),
              "<input type=\"hidden\" name=\"" + s + "\" data-testid=\"" + s + "\" value=\"" + s + "\">\n");
  expect_safe(form(hostile, {}), "<form method=\"post\" action=\"" + s + "\">\n</form>\n");
  expect_safe(button(hostile, hostile, hostile, hostile), "<button type=\"submit\" data-testid=\"" + s + "\" name=\"" +
                                                              s + "\" value=\"" + s + "\">" + s + "</button>\n");
  expect_safe(button("id", "Go"), "<button type=\"submit\" data-testid=\"id\">Go</button>\n");
  expect_safe(alert(hostile, hostile), "<p id=\"alert\" role=\"alert\" data-testid=\"" + s + "\">" + s + "</p>\n");
  expect_safe(status(hostile, hostile), "<p role=\"status\" data-testid=\"" + s + "\">" + s + "</p>\n");
}

TEST(Parts, EscapeEveryPart) {
  constexpr std::string_view hostile = "\"'<>&";
  const std::string s = "&quot;&#39;&lt;&gt;&amp;";
  EXPECT_EQ(detail(hostile, hostile, hostile).html(),
            "<dt>" + s + "</dt>\n<dd data-testid=\"" + s + "\">" + s + "</dd>\n");
  EXPECT_EQ(
      code_detail(hostile, hostile, hostile).html(),
      "<dt>" + s + "</dt>\n<dd><code class=\"box\" tabindex=\"0\" data-testid=\"" + s + "\">" + s + "</code></dd>\n");
  EXPECT_EQ(details(Markup("<dt>x</dt>\n")).html(), "<dl>\n<dt>x</dt>\n</dl>\n");
  EXPECT_EQ(fact(hostile, code(hostile)).html(), "<div><dt>" + s + "</dt><dd><code>" + s + "</code></dd></div>\n");
  EXPECT_EQ(code(hostile, hostile).html(), "<code data-testid=\"" + s + "\">" + s + "</code>");
  EXPECT_EQ(copyable(hostile, hostile, hostile).html(), "<label class=\"copy\"><span>" + s +
                                                            "</span> <input readonly data-testid=\"" + s +
                                                            "\" value=\"" + s + "\"></label>\n");
  EXPECT_EQ(link(hostile, hostile, hostile).html(), "<a href=\"" + s + "\" data-testid=\"" + s + "\">" + s + "</a>");
  EXPECT_EQ(state(hostile).html(), "<span class=\"state\">" + s + "</span>");
  EXPECT_EQ(section(hostile, hostile, code("x")).html(),
            "<h2 id=\"" + s + "\">" + s + "</h2>\n<div class=\"card\">\n<code>x</code></div>\n");
}

}  // namespace understudy::pages
