#include "http/worker.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>

#include "base/machine_time.h"

namespace understudy::http {

namespace {

constexpr size_t input_room = 16 * 1024;

constexpr uint32_t everything = EPOLLIN | EPOLLOUT | EPOLLRDHUP;

bool watch(const Descriptor& epoll, int descriptor, uint32_t events, Connection* connection) {
  epoll_event event{};
  event.events = events | EPOLLET;
  event.data.ptr = connection;
  return ::epoll_ctl(epoll.number(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void require(bool is_watched) {
  if (!is_watched) throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

/// Runs one step of a connection; what goes wrong in it ends that connection alone.
template <typename Step>
void guarded(Connection& connection, Step step) {
  try {
    step(connection);
  } catch (...) {
    connection.close();
  }
}

}  // namespace

Worker::Worker(const ListenerOptions& options, Callbacks callbacks, Occupancy& occupancy)
    : place_{.options = options,
             .callbacks = callbacks,
             .limits = {options.max_head, options.max_headers, options.max_path, options.max_body,
                        options.is_decided_by_head},
             .timers = {},
             .tasks = std::make_shared<TaskQueue>(),
             .writer = ReplyWriter(machine_time),
             .head = {},
             .input = std::vector<char>(input_room),
             .opened = std::vector<char>(options.tls == nullptr ? 0 : input_room),
             .output = {},
             .waiting = {},
             .closed = {},
             .watch = [this](int descriptor,
                             Connection& connection) { return watch(epoll_, descriptor, everything, &connection); },
             .stop_by = {}},
      occupancy_(occupancy),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (!epoll_) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  require(watch(epoll_, place_.tasks->descriptor(), EPOLLIN, nullptr));
}

Worker::~Worker() {
  if (!thread_.joinable()) return;
  stop();
  join();
}

void Worker::start() {
  thread_ = std::thread([this] { run(); });
}

void Worker::adopt(AcceptedSocket accepted, Reception reception) {
  ++load_;
  place_.tasks->post([this, reception, held = std::make_shared<AcceptedSocket>(std::move(accepted))] {
    take_in(std::move(*held), reception);
  });
}

void Worker::stop() {
  place_.tasks->post([this] { begin_stop(); });
}

void Worker::join() { thread_.join(); }

void Worker::run() {
  while (!place_.stop_by || !connections_.empty()) {
    handle_events(place_.waiting.empty() ? place_.timers.milliseconds_to_next(Timers::Clock::now()) : 0);
    for (auto* connection : std::exchange(place_.waiting, {}))
      guarded(*connection, [](Connection& self) { self.go_on(); });
    place_.timers.run_due(Timers::Clock::now());
    bury();
  }
  place_.tasks->close();
}

void Worker::handle_events(int timeout) {
  std::array<epoll_event, 64> events;
  const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), timeout);
  bool posted = false;
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<size_t>(i)];
    if (auto* connection = static_cast<Connection*>(event.data.ptr)) {
      guarded(*connection, [&event](Connection& self) { self.on_events(event.events); });
    } else {
      posted = true;
    }
  }
  if (posted) place_.tasks->run_posted();
}

void Worker::take_in(AcceptedSocket accepted, Reception reception) {
  auto connection = std::make_unique<Connection>(place_, std::move(accepted.descriptor), std::move(accepted.peer));
  Connection& self = *connection;
  connections_.emplace(&self, Resident{std::move(connection), reception});
  guarded(self, [this, reception](Connection& newcomer) {
    require(watch(epoll_, newcomer.descriptor(), everything, &newcomer));
    if (reception == Reception::turned_away) newcomer.turn_away();
    newcomer.go_on();
  });
}

void Worker::begin_stop() {
  place_.stop_by = Timers::after(place_.options.stop_deadline);
  for (const auto& [address, resident] : connections_)
    guarded(*resident.connection, [](Connection& self) { self.stop(); });
}

/// Only here do connections die, so that no event of the same turn can find one dead.
void Worker::bury() {
  for (auto* connection : std::exchange(place_.closed, {})) {
    std::erase(place_.waiting, connection);
    const auto resident = connections_.extract(connection);
    --load_;
    --occupancy_.of(resident.mapped().reception);
  }
}

}  // namespace understudy::http
