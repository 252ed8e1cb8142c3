#include "world/clock.h"

#include <gtest/gtest.h>

#include "base/refusal.h"

namespace understudy {
namespace {

using namespace std::chrono_literals;
using Mode = Clock::Mode;

const Instant machine_start = std::chrono::sys_days(std::chrono::year(2026) / 5 / 1);
const Instant start = std::chrono::sys_days(std::chrono::year(2030) / 1 / 1);

class ClockTest : public ::testing::Test {
 protected:
  Clock clock(Mode mode) {
    return {{mode, start}, [this] { return machine; }};
  }
  Instant machine = machine_start;
};

}  // namespace

TEST_F(ClockTest, FollowsTheMachine) {
  const Clock system = clock(Mode::system);
  machine += 5s;
  EXPECT_EQ(system.now(), machine_start + 5s);
  EXPECT_EQ(system.mode(), Mode::system);
}

TEST_F(ClockTest, TicksFromItsStart) {
  const Clock ticking = clock(Mode::ticking);
  EXPECT_EQ(ticking.now(), start);
  machine += 5s;
  EXPECT_EQ(ticking.now(), start + 5s);
}

TEST_F(ClockTest, StandsStillWhileFrozen) {
  Clock frozen = clock(Mode::frozen);
  machine += 5s;
  EXPECT_EQ(frozen.now(), start);
  frozen.advance(1h);
  EXPECT_EQ(frozen.now(), start + 1h);
  EXPECT_EQ(frozen.mode(), Mode::frozen);
  frozen.set(start);
  EXPECT_EQ(frozen.now(), start);
  EXPECT_EQ(frozen.mode(), Mode::frozen);
}

TEST_F(ClockTest, IsReleasedToTickOnFromWhereItStands) {
  Clock moved = clock(Mode::frozen);
  moved.release();
  machine += 5s;
  EXPECT_EQ(moved.now(), start + 5s);
  EXPECT_EQ(moved.mode(), Mode::ticking);
}

TEST_F(ClockTest, IsFrozenWhereItStands) {
  Clock moved = clock(Mode::system);
  moved.freeze();
  machine += 5s;
  EXPECT_EQ(moved.now(), machine_start);
  moved.freeze();
  EXPECT_EQ(moved.now(), machine_start);
}

TEST_F(ClockTest, MovesBothWaysAndBackToTheMachine) {
  Clock moved = clock(Mode::system);
  moved.advance(-2h);
  EXPECT_EQ(moved.now(), machine_start - 2h);
  EXPECT_EQ(moved.mode(), Mode::ticking);
  moved.follow_machine();
  EXPECT_EQ(moved.now(), machine_start);
  EXPECT_EQ(moved.mode(), Mode::system);
}

TEST_F(ClockTest, IsNotMovedByNothing) {
  Clock moved = clock(Mode::system);
  moved.advance(0ms);
  EXPECT_EQ(moved.mode(), Mode::system);
  machine += 5s;
  EXPECT_EQ(moved.now(), machine_start + 5s);
}

TEST_F(ClockTest, StaysWithinTheCalendar) {
  const Instant last = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1) - 1ms;
  for (const Mode mode : {Mode::frozen, Mode::system}) {
    Clock moved = clock(mode);
    const Instant before = moved.now();
    EXPECT_THROW(moved.advance(std::chrono::days(365'000 * 10)), Refusal);
    EXPECT_THROW(moved.advance(Milliseconds::max()), Refusal);
    EXPECT_THROW(moved.advance(Milliseconds::min()), Refusal);
    EXPECT_THROW(moved.set(Instant(-1ms)), Refusal);
    EXPECT_THROW(moved.set(last + 1ms), Refusal);
    EXPECT_THROW(moved.freeze_at(last + 1ms), Refusal);
    EXPECT_EQ(moved.now(), before);
    EXPECT_EQ(moved.mode(), mode);
    moved.set(last);
    EXPECT_EQ(moved.now(), last);
    moved.advance(-1h);
    moved.advance(1h);
    EXPECT_EQ(moved.now(), last);
    EXPECT_THROW(moved.advance(1ms), Refusal);
    moved.freeze_at(Instant());
    EXPECT_EQ(moved.now(), Instant());
    EXPECT_EQ(moved.mode(), Mode::frozen);
  }
}

TEST_F(ClockTest, SaysWhereItWouldGo) {
  Clock moved = clock(Mode::frozen);
  try {
    moved.set(Instant(-1s));
    FAIL() << "it was set";
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.rule, "a world's clock stays within the years 1970 to 9998");
    EXPECT_EQ(refusal.expected, "1970-01-01T00:00:00Z to 9998-12-31T23:59:59Z");
    EXPECT_EQ(refusal.got, "1969-12-31T23:59:59Z");
  }
}

}  // namespace understudy
