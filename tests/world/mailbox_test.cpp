#include "world/mailbox.h"

#include <gtest/gtest.h>
#include <stdexcept>

#include "base/text.h"
#include "support/mock.h"

namespace understudy {
namespace {

Mail mail(std::string to, std::string kind, std::string code = "") {
  Mail mail;
  mail.to = std::move(to);
  mail.kind = std::move(kind);
  mail.code = std::move(code);
  return mail;
}

Mailbox filled(size_t capacity, int count) {
  Mailbox mailbox(capacity);
  for (int i = 1; i <= count; ++i) mailbox.append(mail("anna@acme.test", "sign_up", std::to_string(i)));
  return mailbox;
}

/// "1:code 2:code"
std::string told(const std::vector<Mail>& mails) {
  std::string text;
  for (const auto& one : mails) text += cat({text.empty() ? "" : " ", std::to_string(one.sequence), ":", one.code});
  return text;
}

}  // namespace

TEST(Mailbox, KeepsTheNewestMails) {
  const Mailbox mailbox = filled(3, 5);
  EXPECT_EQ(told(mailbox.find({})), "3:3 4:4 5:5");
  EXPECT_EQ(mailbox.last_sequence(), 5U);
  EXPECT_EQ(told(filled(3, 3).find({})), "1:1 2:2 3:3");
  EXPECT_EQ(told(filled(1, 7).find({})), "7:7");
  EXPECT_EQ(told(Mailbox(3).find({})), "");
  EXPECT_EQ(Mailbox(3).last_sequence(), 0U);
}

TEST(Mailbox, IsLookedThrough) {
  Mailbox mailbox(10);
  mailbox.append(mail("Anna@Acme.test", "sign_up", "a"));
  mailbox.append(mail("anna@acme.test", "forgot_password", "b"));
  mailbox.append(mail("+4915112345", "sign_up", "c"));
  mailbox.append(mail("anna@acme.test", "sign_up", "d"));
  mailbox.append(mail("anna@acme.test.example", "sign_up", "e"));
  struct Row {
    MailFilter filter;
    std::string expected;
  };
  const std::vector<Row> rows{
      {{}, "1:a 2:b 3:c 4:d 5:e"},
      {{.to = "ANNA@acme.test"}, "1:a 2:b 4:d"},
      {{.to = "+4915112345"}, "3:c"},
      {{.to = "anna"}, ""},
      {{.kind = "sign_up"}, "1:a 3:c 4:d 5:e"},
      {{.kind = "Sign_up"}, ""},
      {{.to = "anna@acme.test", .kind = "sign_up"}, "1:a 4:d"},
      {{.to = "anna@acme.test", .kind = "sign_up", .after = 1}, "4:d"},
      {{.to = "anna@acme.test", .limit = 1}, "4:d"},
      {{.limit = 2}, "4:d 5:e"},
      {{.after = 4, .limit = 2}, "5:e"},
      {{.limit = 0}, ""},
      {{.after = 5}, ""},
      {{.after = 99}, ""},
      {{.after = UINT64_MAX}, ""},
  };
  for (const auto& row : rows)
    EXPECT_EQ(told(mailbox.find(row.filter)), row.expected)
        << row.filter.to << " " << row.filter.kind << " " << row.filter.after << " " << row.filter.limit;
}

TEST(Mailbox, GoesOnCountingOnceItIsCleared) {
  for (const int before : {0, 2, 3, 5}) {
    Mailbox mailbox = filled(3, before);
    mailbox.clear();
    EXPECT_EQ(told(mailbox.find({})), "") << before;
    EXPECT_EQ(mailbox.last_sequence(), static_cast<uint64_t>(before));
    for (int i = 1; i <= 4; ++i) mailbox.append(mail("anna@acme.test", "sign_up", std::string(1, char('a' + i))));
    EXPECT_EQ(told(mailbox.find({})), cat({std::to_string(before + 2), ":c ", std::to_string(before + 3), ":d ",
                                           std::to_string(before + 4), ":e"}));
  }
}

TEST(Mailbox, TakesNoMailThatIsTooLong) {
  for (const auto& bound : mail_bounds) {
    Mailbox mailbox(3);
    Mail longest;
    longest.*bound.text = std::string(bound.most, 'x');
    mailbox.append(longest);
    longest.*bound.text += 'x';
    EXPECT_THROW(mailbox.append(longest), std::length_error) << bound.name;
    EXPECT_EQ(mailbox.last_sequence(), 1U) << bound.name;
    EXPECT_EQ((mailbox.find({}).at(0).*bound.text).size(), bound.most) << bound.name;
  }
}

TEST(Mailbox, IsToldInJson) {
  EXPECT_EQ(
      to_json(Mail{}).dump(),
      R"({"sequence":0,"time":"1970-01-01T00:00:00.000Z","medium":"email","from":"","to":"","kind":"","text":""})");
  EXPECT_EQ(to_json(Mail{.sequence = 7,
                         .time = testing::mock_start,
                         .medium = Mail::Medium::sms,
                         .from = "pool",
                         .to = "+4915112345",
                         .kind = "sign_up",
                         .subject = "Hello",
                         .text = "Your code is 123456",
                         .code = "123456",
                         .link = "https://app.example/confirm",
                         .tenant_id = "739224",
                         .user_id = "10000001"})
                .dump(),
            R"({"sequence":7,"time":"2026-01-01T00:00:00.000Z","medium":"sms","from":"pool","to":"+4915112345",)"
            R"("kind":"sign_up","subject":"Hello","text":"Your code is 123456","code":"123456",)"
            R"("link":"https://app.example/confirm","tenant":"739224","user":"10000001"})");
}

TEST(Mailbox, IsCopiedWithItsWorldsState) {
  testing::Mock mock;
  World& world = mock.world();
  world.step([](WorldState& state) { state.mailbox.append(mail("anna@acme.test", "sign_up", "a")); });
  WorldState copy = world.step([](WorldState& state) { return state; });
  world.step([](WorldState& state) { state.mailbox.append(mail("anna@acme.test", "sign_up", "b")); });
  EXPECT_EQ(told(copy.mailbox.find({})), "1:a");
  copy.mailbox.append(mail("anna@acme.test", "sign_up", "c"));
  EXPECT_EQ(told(copy.mailbox.find({})), "1:a 2:c");
  EXPECT_EQ(told(world.step([](WorldState& state) { return state.mailbox.find({}); })), "1:a 2:b");
}

TEST(Mailbox, HasTheBoundOfItsWorld) {
  testing::Mock mock(testing::small_seed(), {.limits = {.mails = 2}});
  mock.world().step([](WorldState& state) {
    for (const auto* code : {"a", "b", "c"}) state.mailbox.append(mail("anna@acme.test", "sign_up", code));
    EXPECT_EQ(told(state.mailbox.find({})), "2:b 3:c");
  });
}

}  // namespace understudy
