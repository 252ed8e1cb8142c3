// Wrong codes of second factors lock an account as wrong passwords do; those of first factors do not.
#include "providers/cognito/factor_calls.h"

namespace understudy::cognito {

class FactorLockOut : public FactorCalls {
 protected:
  /// So many wrong codes of one sign-in; what was said to the last.
  std::string guess(std::string_view who, const Json& asked, int times) {
    std::string last;
    for (int i = 0; i < times; ++i)
      last = answered(who == "Tom"   ? with_app(asked, "000000")
                      : who == "Sam" ? with_sms(asked, "000000")
                                     : with_mail(asked, "000000"));
    return last;
  }
  Json right(std::string_view who, const Json& asked) {
    if (who == "Tom") return with_app(asked, code());
    return who == "Sam" ? with_sms(asked) : with_mail(asked);
  }
};

TEST_F(FactorLockOut, BeginsWithTheFifthWrongCode) {
  for (const std::string_view who : {"Sam", "Tom", "Eve"}) {
    const Json asked = sign_in(who);
    const std::string wrong = who == "Tom" ? wrong_app_code_refused : wrong_code_refused;
    EXPECT_EQ(guess(who, asked, 5), wrong) << who;
    EXPECT_EQ(guess(who, asked, 1), locked_refused) << who;
    EXPECT_EQ(answered(right(who, asked)), locked_refused) << "a right code is turned down as well";
    EXPECT_EQ(refusal("InitiateAuth", by_password(who)), locked_refused) << "and a right password";
    wait(std::chrono::seconds(1));
    EXPECT_EQ(answered(right(who, asked)), "accepted") << "the session lived on";
    EXPECT_EQ(guess(who, sign_in(who), 4), wrong) << "a success begins the count again";
    EXPECT_EQ(refusal("InitiateAuth", by_password(who)), "accepted");
    wait(std::chrono::minutes(16));
  }
}

TEST_F(FactorLockOut, LastsTwiceAsLongEachTime) {
  const Json asked = sign_in("Sam");
  guess("Sam", asked, 5);
  for (const int seconds : {1, 2, 4, 8}) {
    wait(std::chrono::seconds(seconds) - Milliseconds(1));
    EXPECT_EQ(guess("Sam", asked, 1), locked_refused) << seconds;
    wait(Milliseconds(1));
    EXPECT_EQ(guess("Sam", asked, 1), wrong_code_refused) << seconds;
  }
}

TEST_F(FactorLockOut, IsNotEndedByARightPasswordAlone) {
  for (int i = 0; i < 4; ++i) {
    const Json asked = sign_in("Sam");
    ASSERT_EQ(asked_in(asked), "SMS_MFA");
    EXPECT_EQ(guess("Sam", asked, 1), wrong_code_refused);
  }
  const Json asked = sign_in("Sam");
  EXPECT_EQ(guess("Sam", asked, 1), wrong_code_refused) << "the fifth";
  EXPECT_EQ(refusal("InitiateAuth", by_password("Sam")), locked_refused);
  wait(std::chrono::seconds(1));
  EXPECT_EQ(answered(right("Sam", sign_in("Sam"))), "accepted");
}

TEST_F(FactorLockOut, CountsPasswordsAndCodesTogether) {
  Json wrong_password = by_password("Sam");
  wrong_password.set("AuthParameters", Json::object({{"USERNAME", "sam@sunny.test"}, {"PASSWORD", "wrong"}}));
  const Json asked = sign_in("Sam");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(refusal("InitiateAuth", wrong_password), password_refused);
  EXPECT_EQ(guess("Sam", asked, 2), wrong_code_refused);
  EXPECT_EQ(refusal("InitiateAuth", wrong_password), locked_refused);
}

TEST_F(FactorLockOut, IsForgottenAfterAQuarterOfAnHour) {
  guess("Sam", sign_in("Sam"), 4);
  wait(std::chrono::minutes(15));
  EXPECT_EQ(guess("Sam", sign_in("Sam"), 4), wrong_code_refused);
  EXPECT_EQ(refusal("InitiateAuth", by_password("Sam")), "accepted");
}

TEST_F(FactorLockOut, IsNoneBeforeTheFifthWrongCodeWhereverTheClockGoes) {
  const Json asked = sign_in("Sam");
  EXPECT_EQ(guess("Sam", asked, 4), wrong_code_refused);
  wait(std::chrono::seconds(-30));
  EXPECT_EQ(guess("Sam", asked, 1), wrong_code_refused);
  EXPECT_EQ(guess("Sam", asked, 1), locked_refused);
}

TEST_F(FactorLockOut, CountsCodesThatWereUsed) {
  const Json first = sign_in("Tom");
  EXPECT_EQ(answered(with_app(first, code())), "accepted");
  const Json asked = sign_in("Tom");
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(answered(with_app(asked, code())),
              "ExpiredCodeException: Your software token has already been used once.");
  EXPECT_EQ(answered(with_app(asked, code(1))), locked_refused);
}

}  // namespace understudy::cognito
