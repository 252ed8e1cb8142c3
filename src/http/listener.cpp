#include "http/listener.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>

#include "http/sockets.h"
#include "http/worker.h"

namespace understudy::http {

namespace {

/// Connections beyond the cap that are held while they are told so.
constexpr size_t turned_away_room = 256;
/// Descriptors that the program needs for all else.
constexpr size_t other_descriptors = 256;
/// Connections that one address may bring before the stop event and the other addresses are looked at.
constexpr int accepts_in_a_row = 64;
/// More than the kernel's queue holds.
constexpr int accepts_at_stop = 8192;
/// How long new connections wait in the kernel when descriptors or memory have run out.
constexpr int pause_milliseconds = 50;

bool is_exhaustion(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

}  // namespace

struct Listener::Impl {
  ListenerOptions options;
  Descriptor stop_event;
  ListeningSockets listening;
  Handler handler;
  Occupancy occupancy;
  std::vector<std::unique_ptr<Worker>> workers;

  void hire();
  void accept_until_stopped();
  bool stop_comes_within(int milliseconds) const;
  int accept_some(const Descriptor& socket, int most);
  void place(Accepted accepted);
};

Listener::Listener(ListenerOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
  impl_->stop_event = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!impl_->stop_event) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Listener::~Listener() = default;

void Listener::open() {
  allow_descriptors(impl_->options.max_connections + turned_away_room + other_descriptors);
  impl_->listening = listen_on(impl_->options.host, impl_->options.port);
}

int Listener::port() const { return impl_->listening.port; }

std::vector<std::string> Listener::addresses() const {
  std::vector<std::string> addresses;
  for (const auto& socket : impl_->listening.sockets) addresses.push_back(socket.address);
  return addresses;
}

void Listener::run(Handler handler) {
  impl_->handler = std::move(handler);
  impl_->hire();
  impl_->accept_until_stopped();
  // Whoever has reached the kernel's queue was told that we listen.
  for (const auto& socket : impl_->listening.sockets) impl_->accept_some(socket.descriptor, accepts_at_stop);
  impl_->listening.sockets.clear();
  for (const auto& worker : impl_->workers) worker->stop();
  for (const auto& worker : impl_->workers) worker->join();
  impl_->workers.clear();
}

void Listener::stop() {
  // Async-signal-safe: one system call.
  ::eventfd_write(impl_->stop_event.number(), 1);
}

void Listener::Impl::hire() {
  const size_t processors = std::max<size_t>(2, std::thread::hardware_concurrency());
  const size_t count = options.workers > 0 ? static_cast<size_t>(options.workers) : processors;
  for (size_t i = 0; i < count; ++i) {
    workers.push_back(std::make_unique<Worker>(options, handler, occupancy));
    workers.back()->start();
  }
}

void Listener::Impl::accept_until_stopped() {
  std::vector<pollfd> watched{{stop_event.number(), POLLIN, 0}};
  for (const auto& socket : listening.sockets) watched.push_back({socket.descriptor.number(), POLLIN, 0});
  for (;;) {
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    if (watched.front().revents != 0) return;
    bool exhausted = false;
    for (const auto& socket : listening.sockets)
      exhausted = is_exhaustion(accept_some(socket.descriptor, accepts_in_a_row)) || exhausted;
    // The connections that cannot be taken keep poll() from waiting, so that it would spin without this.
    if (exhausted && stop_comes_within(pause_milliseconds)) return;
  }
}

bool Listener::Impl::stop_comes_within(int milliseconds) const {
  pollfd stop{stop_event.number(), POLLIN, 0};
  return ::poll(&stop, 1, milliseconds) > 0;
}

/// Gives the error that ended it, or 0.
int Listener::Impl::accept_some(const Descriptor& socket, int most) {
  for (int i = 0; i < most; ++i) {
    Accepted accepted = accept_from(socket);
    if (accepted.descriptor) {
      place(std::move(accepted));
    } else if (accepted.error == EAGAIN || is_exhaustion(accepted.error)) {
      return accepted.error;
    }
    // Any other error is that of one connection which died in the queue (accept(2)).
  }
  return 0;
}

void Listener::Impl::place(Accepted accepted) {
  const bool full = occupancy.welcome >= options.max_connections;
  const Admission admission = full ? Admission::turned_away : Admission::welcome;
  // Not even room to say so: the connection closes with its descriptor.
  if (full && occupancy.turned_away >= turned_away_room) return;
  ++occupancy.of(admission);
  const auto lightest = std::min_element(workers.begin(), workers.end(),
                                         [](const auto& a, const auto& b) { return a->load() < b->load(); });
  (*lightest)->adopt(std::move(accepted), admission);
}

}  // namespace understudy::http
