#include "providers/cognito/model_patterns.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace understudy::cognito {
namespace {

struct Row {
  Pattern pattern;
  std::string expression;
  std::vector<std::string> accepted;
  std::vector<std::string> refused;
};

const std::string visible = R"([\p{L}\p{M}\p{S}\p{N}\p{P}]+)";
const std::string any_text = R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*)";

// Arabic, a combining mark, a flag of two characters outside the first plane, Tamil with its marks, a symbol.
const std::string scripts =
    "\u0645\u062D\u0645\u062F"
    "e\u0301"
    "\U0001F1E9\U0001F1EA"
    "\u0B95\u0BBE"
    "\u20AC";

const std::vector<Row> rows{
    {Pattern::any, "", {"", " ", scripts}, {}},
    {Pattern::arn,
     R"(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)",
     {"arn:aws:lambda:eu-central-1:123456789012:function:sign-up", "arn:aws:iam::123456789012:role/service-role/x",
      "arn:aws:lambda:eu-central-1:123456789012:function:sign-up:7"},
     {"", "arn:aws:iam::123456789012", "aws:aws:iam::123456789012:role", "arn:aws:iam::account:role",
      "arn:aws:iam::123456789012:", "arn::iam::123456789012:role", "arn:aws:iam::123456789012:a:b:c:d",
      "arn:aws:iam::123456789012:role x", "arn:aws:iam:::role"}},
    {Pattern::client_id, R"([\w+]+)", {"1example23456789", "a_B+"}, {"", "eu-central-1_x", "a b", "\u00E9"}},
    {Pattern::device_key, R"([\w-]+_[0-9a-f-]+)", {"eu-central-1_a1b2-c3"}, {"", "eu-central-1_xyz", "_a", "a_", "a"}},
    {Pattern::digits, "[0-9]+", {"0", "123456"}, {"", "12a", " 1", "١"}},
    {Pattern::domain,
     R"(^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$)",
     {"a", "acme-login", "auth.example.com"},
     {"", "-a", "a-", "Acme", "a..b", ".a", "a.", "a.-b", "a-.b", "a_b"}},
    {Pattern::email_address, visible + "@" + visible, {"a@b", "@@@", scripts + "@x"}, {"", "@", "@b", "a@", "a b@c"}},
    {Pattern::email_message,
     any_text + R"(\{####\})" + any_text,
     {"{####}", "Your code\nis {####}.", scripts + "{####}"},
     {"", "{###}", "your code", "{####}\u00A0", "{####}\x01"}},
    {Pattern::email_message_by_link,
     any_text + R"(\{##)" + any_text + R"(##\})" + any_text,
     {"{##Verify##}", "{####}", "Click {## here ##}, please"},
     {"", "{##}", "##}{##", "{## here", "{##a##}\u2028"}},
    {Pattern::email_subject, R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s]+)", {"Your code", scripts}, {"", "\u2028", "\u200B"}},
    {Pattern::email_text, any_text, {"", "Your name is {username}"}, {"\u00A0"}},
    {Pattern::hexadecimal, "^[0-9a-fA-F]+$", {"09afAF"}, {"", "g", "0x1"}},
    {Pattern::identifier_of_provider, R"([\w\s+=.@-]+)", {"acme.com", "a b=c"}, {"", "a,b", "a/b"}},
    {Pattern::name, R"([\w\s+=,.@-]+)", {"my pool, v1.0@x=y+z-", "\t"}, {"", "a/b", "\u00E9"}},
    {Pattern::name_of_new_provider,
     R"([^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+)",
     {"abc", "a_b", "\U0001F1E9\U0001F1EA\u0645"},
     {"", "ab", "_bc", "ab_", "a b", " bc", "abc d"}},
    {Pattern::name_of_provider, R"([\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+)", {"My IdP", "\u3000"}, {"", "a\tb", "\u200B"}},
    {Pattern::name_of_scope, R"([\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+)", {"read.all"}, {"", "a/b", "a\"b", "a\\b", "a b"}},
    {Pattern::password,
     R"(^[\S]+.*[\S]+$)",
     {"ab", "correct horse 1", "a\tb", "\u00E9\u00E9"},
     {"", "a", "\u00E9", " ab", "ab ", "a\nb", "a\rb", "a \n"}},
    {Pattern::password_or_empty, R"(^[\S]+.*[\S]+$)", {"", "ab"}, {" ", "a", "a "}},
    {Pattern::printable,
     visible,
     {"a", "anna@acme.test", "DOMAIN\\anna", scripts},
     {"", "a b", "a\n", "\u00A0", "\u200B", "\uFEFF", "\uE000", "\U000E0041", "\U00100000", "\x7F"}},
    {Pattern::printable_ascii, R"([\x21\x23-\x5B\x5D-\x7E]+)", {"https://api/read!~"}, {"", "a\"b", "a\\b", "\u00E9"}},
    {Pattern::secret_hash, R"([\w+=/]+)", {"mPlEP+/w=="}, {"", "a-b", "a b"}},
    {Pattern::set_of_configuration, "^[a-zA-Z0-9_-]+$", {"my-set_1"}, {"", "my set"}},
    {Pattern::sms_message,
     R"(.*\{####\}.*)",
     {"{####}", "code {####}\u00A0"},
     {"", "code", "a\n{####}", "{####}\u2028"}},
    {Pattern::token, "[A-Za-z0-9-_=.]+", {"eyJ-_.x="}, {"", "a+b", "a b"}},
    {Pattern::unbroken, R"([\S]+)", {"Correct-Horse-1", "\u00A0"}, {"", "a b", "a\v", "\n"}},
    {Pattern::user_pool_id,
     R"([\w-]+_[0-9a-zA-Z]+)",
     {"eu-central-1_AbC123", "a_b_c"},
     {"", "eu-central-1", "_abc", "abc_", "a_b-c", "a b_c", " us-east-1_abc"}},
};

}  // namespace

TEST(Patterns, AcceptWhatTheirExpressionsDo) {
  ASSERT_EQ(rows.size(), static_cast<size_t>(Pattern::user_pool_id) + 1) << "each has a row here";
  for (const auto& row : rows) {
    SCOPED_TRACE(row.expression);
    EXPECT_EQ(expression_of(row.pattern), row.expression);
    for (const auto& text : row.accepted) EXPECT_TRUE(matches(row.pattern, text)) << text;
    for (const auto& text : row.refused) EXPECT_FALSE(matches(row.pattern, text)) << text;
  }
}

}  // namespace understudy::cognito
