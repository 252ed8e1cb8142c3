#include "world/template.h"

#include <gtest/gtest.h>

namespace understudy {

namespace {

/// Pieces as text: plain ones in quotes, placeholders as source and path.
std::string show(std::string_view text) {
  std::string shown;
  for (const auto& piece : split_template(text)) {
    if (!shown.empty()) shown += ' ';
    if (const auto* plain = std::get_if<std::string>(&piece)) {
      shown += "'" + *plain + "'";
    } else {
      const auto& placeholder = std::get<Placeholder>(piece);
      shown += std::string(to_text(placeholder.source)) + "(" + placeholder.path + ")";
    }
  }
  return shown;
}

}  // namespace

TEST(Template, SplitsATextIntoPlainTextAndPlaceholders) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases{
      {"", ""},
      {"plain", "'plain'"},
      {"{path.id}", "path(id)"},
      {"{path.slug}:{path.id}", "path(slug) ':' path(id)"},
      {"a{query.q}b", "'a' query(q) 'b'"},
      {"{body}{body.a.b}", "body() body(a.b)"},
      {"{claims.custom:ivy_org_id}", "claims(custom:ivy_org_id)"},
      {"{claims.https://a.test/role}", "claims(https://a.test/role)"},
      {"{caller.user_id} {caller.x}", "caller(user_id) ' ' caller(x)"},
      {"{now} {now.epoch}", "now() ' ' now(epoch)"},
  };
  for (const auto& [text, pieces] : cases) EXPECT_EQ(show(text), pieces) << text;
}

TEST(Template, TakesAllElseInBracesForPlainText) {
  for (const std::string_view text :
       {"{",          "}",          "{}",       "{path}",    "{path.}", "{query}", "{claims}",
        "{caller}",   "{Path.id}",  "{pathid}", "{other.x}", "{ now}",  "{now }",  "{body.a b}",
        "{body.a\n}", "{\"a\": 1}", "{now",     "now}",      "{{now",   "}{"})
    EXPECT_EQ(show(text), "'" + std::string(text) + "'");
}

TEST(Template, TakesABackslashForPlainText) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases{
      {R"(\{path.id})", "'{path.id}'"},
      {R"(a\{id}b{now})", "'a{id}b' now()"},
      {R"({now}\{now}\{x.y})", "now() '{now}{x.y}'"},
      {R"({\{name}})", "'{{name}}'"},
      {R"(\\{id})", R"('\{id}')"},
      {R"(\{})", R"('\{}')"},
      {R"(\{"a": 1})", R"('\{"a": 1}')"},
      {R"(\{2\})", R"('\{2\}')"},
      {R"(\)", R"('\')"},
  };
  for (const auto& [text, pieces] : cases) EXPECT_EQ(show(text), pieces) << text;
}

TEST(Template, FindsWhatLooksLikeAPlaceholder) {
  using Seeming = std::vector<std::string_view>;
  EXPECT_EQ(seeming_placeholders("{caller} and {params.id}, {path.id}, {now}"), (Seeming{"{caller}", "{params.id}"}));
  EXPECT_EQ(seeming_placeholders("{{path.id}} {{ now }} {{id}}"), (Seeming{"{{path.id}}", "{{ now }}", "{{id}}"}));
  EXPECT_EQ(seeming_placeholders("{ path.id } {Path.id}"), (Seeming{"{ path.id }", "{Path.id}"}));
  EXPECT_EQ(seeming_placeholders("{now:epoch} {path/id} {body[0]} {body[0].id}"),
            (Seeming{"{now:epoch}", "{path/id}", "{body[0]}", "{body[0].id}"}));
  for (const std::string_view text :
       {"", "{}", "{\"a\":1}", "{\"a\":{path.id}}", "{ }", "{a b}", "{2}", "{,}", R"(\{id} \{path.id})", "{body: 1}",
        "{now:\"x\"}", "{path:}", "{x:y}", R"(\{now:epoch})", R"({\{id}})", "a{margin:0}", "{", "}{", "{a"})
    EXPECT_EQ(seeming_placeholders(text), Seeming{}) << text;
  EXPECT_EQ(placeholder_within("{{ path.id }}"), (Placeholder{Placeholder::Source::path, "id"}));
  EXPECT_EQ(placeholder_within("{ now }"), (Placeholder{Placeholder::Source::now, ""}));
  EXPECT_EQ(placeholder_within("{caller}"), std::nullopt);
}

TEST(Template, FindsPlaceholdersWithinJson) {
  EXPECT_EQ(show(R"({"id": "{path.id}", "at": {now.epoch}})"), R"('{"id": "' path(id) '", "at": ' now(epoch) '}')");
  EXPECT_EQ(show("{{now}}"), "'{' now() '}'");
}

TEST(Template, PutTogetherAgainIsTheText) {
  for (const std::string_view text : {"{now}{x}{path.a}", "{{{path.a}}}", "a{b{now.epoch}c}d"}) {
    std::string whole;
    for (const auto& piece : split_template(text)) {
      const auto* placeholder = std::get_if<Placeholder>(&piece);
      if (placeholder == nullptr) {
        EXPECT_FALSE(std::get<std::string>(piece).empty()) << text;
        whole += std::get<std::string>(piece);
      } else {
        whole += "{" + std::string(to_text(placeholder->source)) + (placeholder->path.empty() ? "" : ".") +
                 placeholder->path + "}";
      }
    }
    EXPECT_EQ(whole, text);
  }
}

TEST(Template, TakesTimeInProportionToTheText) {
  std::string braces;
  braces.append(2'000'000, '{');
  ASSERT_EQ(split_template(braces).size(), 1U);
  std::string placeholders;
  for (int i = 0; i < 200'000; ++i) placeholders += "{now}";
  EXPECT_EQ(split_template(placeholders).size(), 200'000U);
  EXPECT_TRUE(seeming_placeholders(placeholders).empty());
}

}  // namespace understudy
