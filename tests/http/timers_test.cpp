#include "http/timers.h"

#include <gtest/gtest.h>
#include <string>

namespace understudy::http {
namespace {

using std::chrono::microseconds;

const Timers::Time start{};

TEST(Timers, RunWhatIsDueInItsOrder) {
  Timers timers;
  std::string ran;
  timers.add(start + Milliseconds{20}, [&] { ran += 'c'; });
  timers.add(start + Milliseconds{10}, [&] { ran += 'a'; });
  timers.add(start + Milliseconds{10}, [&] { ran += 'b'; });
  timers.run_due(start + Milliseconds{9});
  EXPECT_EQ(ran, "");
  timers.run_due(start + Milliseconds{10});
  EXPECT_EQ(ran, "ab");
  timers.run_due(start + Milliseconds{30});
  EXPECT_EQ(ran, "abc");
}

TEST(Timers, CanBeCancelled) {
  Timers timers;
  bool ran = false;
  const auto key = timers.add(start, [&] { ran = true; });
  timers.cancel(key);
  timers.cancel(key);
  timers.run_due(start);
  EXPECT_FALSE(ran);
}

TEST(Timers, LeaveWhatIsAddedMeanwhileToTheNextCall) {
  Timers timers;
  int runs = 0;
  std::function<void()> again = [&] {
    ++runs;
    timers.add(start, again);
  };
  timers.add(start, again);
  timers.run_due(start);
  EXPECT_EQ(runs, 1);
}

TEST(Timers, SayHowLongToWaitAndNeverTooShort) {
  Timers timers;
  EXPECT_EQ(timers.milliseconds_to_next(start), -1);
  timers.add(start + Milliseconds{10}, [] {});
  EXPECT_EQ(timers.milliseconds_to_next(start), 10);
  EXPECT_EQ(timers.milliseconds_to_next(start + microseconds{1}), 10);
  EXPECT_EQ(timers.milliseconds_to_next(start + Milliseconds{11}), 0);
}

TEST(Timers, TakeEveryDelay) {
  const auto before = Timers::Clock::now();
  EXPECT_GE(Timers::after(Milliseconds::min()), before);
  EXPECT_LT(Timers::after(Milliseconds::min()), before + std::chrono::hours{1});
  EXPECT_GT(Timers::after(Milliseconds::max()), Timers::Clock::now() + std::chrono::hours{24 * 365});
}

TEST(Deadline, PassesAtItsLastMoment) {
  Timers timers;
  int passed = 0;
  Deadline deadline(timers, [&] { ++passed; });
  const auto now = Timers::Clock::now();
  deadline.set(now - Milliseconds{1});
  deadline.set(now + std::chrono::hours{1});
  timers.run_due(now);
  EXPECT_EQ(passed, 0) << "moved to later";
  deadline.set(now - Milliseconds{1});
  timers.run_due(now);
  EXPECT_EQ(passed, 1) << "moved to earlier";
  timers.run_due(now + std::chrono::hours{2});
  EXPECT_EQ(passed, 1) << "only once";
}

TEST(Deadline, CanBeCappedWhereOneIsSet) {
  Timers timers;
  int passed = 0;
  Deadline deadline(timers, [&] { ++passed; });
  const auto now = Timers::Clock::now();
  deadline.cap(now - Milliseconds{1});
  timers.run_due(now);
  EXPECT_EQ(passed, 0) << "none is set";
  deadline.set(now + std::chrono::hours{1});
  deadline.cap(now + std::chrono::hours{2});
  deadline.cap(now - Milliseconds{1});
  timers.run_due(now);
  EXPECT_EQ(passed, 1);
}

TEST(Deadline, CanBeCleared) {
  Timers timers;
  bool passed = false;
  Deadline deadline(timers, [&] { passed = true; });
  deadline.set(Timers::Clock::now() - Milliseconds{1});
  deadline.clear();
  timers.run_due(Timers::Clock::now());
  EXPECT_FALSE(passed);
}

TEST(Deadline, LeavesNothingBehind) {
  Timers timers;
  {
    Deadline deadline(timers, [] {});
    deadline.set(Timers::Clock::now());
  }
  EXPECT_EQ(timers.milliseconds_to_next(Timers::Clock::now()), -1);
}

}  // namespace
}  // namespace understudy::http
