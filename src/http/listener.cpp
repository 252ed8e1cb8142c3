#include "http/listener.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>

#include "base/text.h"
#include "http/sockets.h"
#include "http/worker.h"

namespace understudy::http {

namespace {

/// Connections beyond the cap that are held while they are told so.
constexpr size_t turned_away_room = 256;
/// Descriptors that the program needs for all else, and the fewest that it can serve with.
constexpr size_t other_descriptors = 256;
constexpr size_t fewest_descriptors = 32;
/// What it must be able to hold at once before it says that it is ready: who started it may have left descriptors open.
constexpr size_t fewest_connections = 8;
/// Connections that one address may bring before the stop event and the other addresses are looked at.
constexpr int accepts_in_a_row = 64;
/// More than the kernel's queue holds.
constexpr int accepts_at_stop = 8192;
/// How long new connections wait in the kernel when descriptors or memory have run out.
constexpr int pause_milliseconds = 50;

size_t worker_count(const ListenerOptions& options) {
  if (options.workers > 0) return static_cast<size_t>(options.workers);
  return std::max<size_t>(2, std::thread::hardware_concurrency());
}

CannotListen too_few(std::string_view what, std::string_view why, std::string_view remedy) {
  return {cat({"cannot serve: the system gives too few ", what, " (", why, "); ", remedy})};
}

CannotListen too_few_descriptors(std::string_view why, size_t needed) {
  return too_few("open files", why, cat({"raise the limit, as by ulimit -n ", std::to_string(needed)}));
}

bool is_exhaustion(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

}  // namespace

struct Listener::Impl {
  ListenerOptions options;
  Descriptor stop_event;
  ListeningSockets listening;
  RequestHandler handler;
  FinishRefusal finish_refusal;
  Occupancy occupancy;
  std::vector<std::unique_ptr<Worker>> workers;
  std::thread receptionist;

  size_t needed_descriptors() const;
  bool has_room() const;
  void hire();
  void serve();
  void accept_until_stopped();
  bool stop_comes_within(int milliseconds) const;
  int accept_some(const Descriptor& socket, int most);
  void place(AcceptedSocket accepted);
};

Listener::Listener(ListenerOptions options) : impl_(std::make_unique<Impl>()) { impl_->options = std::move(options); }

Listener::~Listener() {
  stop();
  join();
}

void Listener::open() {
  const size_t needed = impl_->needed_descriptors();
  const size_t allowed = allow_descriptors(
      std::max(needed, impl_->options.max_connections + impl_->options.max_relays * worker_count(impl_->options) +
                           turned_away_room + other_descriptors));
  if (allowed < needed) throw too_few_descriptors(cat({std::to_string(allowed), " are allowed"}), needed);
  impl_->stop_event = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!impl_->stop_event) throw too_few_descriptors(std::generic_category().message(errno), needed);
  impl_->listening = listen_on(impl_->options.host, impl_->options.port);
}

int Listener::port() const { return impl_->listening.port; }

std::vector<std::string> Listener::addresses() const {
  std::vector<std::string> addresses;
  for (const auto& socket : impl_->listening.sockets) addresses.push_back(socket.address);
  return addresses;
}

void Listener::start(RequestHandler handler, FinishRefusal finish_refusal) {
  impl_->handler = std::move(handler);
  impl_->finish_refusal = std::move(finish_refusal);
  impl_->hire();
}

void Listener::join() {
  if (impl_->receptionist.joinable()) impl_->receptionist.join();
}

void Listener::stop() {
  // Async-signal-safe: one system call.
  ::eventfd_write(impl_->stop_event.number(), 1);
}

/// Two for each worker and the listening sockets, one for the stop event.
size_t Listener::Impl::needed_descriptors() const { return fewest_descriptors + 2 * worker_count(options) + 2 + 1; }

bool Listener::Impl::has_room() const {
  std::vector<Descriptor> room;
  while (room.size() < fewest_connections) {
    Descriptor one(::fcntl(stop_event.number(), F_DUPFD_CLOEXEC, 0));
    if (!one) return false;
    room.push_back(std::move(one));
  }
  return true;
}

void Listener::Impl::hire() {
  try {
    for (size_t i = worker_count(options); i > 0; --i)
      workers.push_back(std::make_unique<Worker>(options, Callbacks{handler, finish_refusal}, occupancy));
  } catch (const std::system_error& why) {
    throw too_few_descriptors(why.code().message(), needed_descriptors());
  }
  if (!has_room()) throw too_few_descriptors(std::generic_category().message(errno), needed_descriptors());
  try {
    for (const auto& worker : workers) worker->start();
    receptionist = std::thread([this] { serve(); });
  } catch (const std::system_error& why) {
    workers.clear();
    throw too_few("threads", why.code().message(),
                  "raise the limit of processes (ulimit -u, a container's pids limit) or of memory");
  }
}

void Listener::Impl::serve() {
  accept_until_stopped();
  // Whoever has reached the kernel's queue was told that we listen.
  for (const auto& socket : listening.sockets) accept_some(socket.descriptor, accepts_at_stop);
  listening.sockets.clear();
  for (const auto& worker : workers) worker->stop();
  for (const auto& worker : workers) worker->join();
  workers.clear();
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
    AcceptedSocket accepted = accept_from(socket);
    if (accepted.descriptor) {
      place(std::move(accepted));
    } else if (accepted.error == EAGAIN || is_exhaustion(accepted.error)) {
      return accepted.error;
    }
    // Any other error is that of one connection which died in the queue (accept(2)).
  }
  return 0;
}

void Listener::Impl::place(AcceptedSocket accepted) {
  const bool full = occupancy.welcome >= options.max_connections;
  const Reception reception = full ? Reception::turned_away : Reception::welcome;
  // Not even room to say so: the connection closes with its descriptor.
  if (full && occupancy.turned_away >= turned_away_room) return;
  ++occupancy.of(reception);
  const auto lightest = std::min_element(workers.begin(), workers.end(),
                                         [](const auto& a, const auto& b) { return a->load() < b->load(); });
  (*lightest)->adopt(std::move(accepted), reception);
}

}  // namespace understudy::http
