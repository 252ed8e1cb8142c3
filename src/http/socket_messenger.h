// The messenger that goes out to the network. It trusts nobody whom it asks: whatever they say, or fail to say, it
// returns by its deadline and keeps no more than it was told.
//
// localhost and *.localhost are the loopbacks of this machine, whatever a name server or a hosts file says of them. Any
// other name leads where the resolver says at that moment, which may well be a loopback or a network of one's own: who
// must not reach everything may not choose the host. The fixture's author does, and lists it.
#pragma once

#include "http/descriptor.h"
#include "http/messenger.h"
#include "http/name_lookup.h"

namespace understudy::http {

class SocketMessenger final : public Messenger {
 public:
  /// Throws std::system_error where the system has no descriptor left.
  SocketMessenger();

  /// A connection each, closed after the answer. Of a host's addresses the first that takes the connection counts. No
  /// redirect is followed, no proxy of the environment is used.
  Response post(const JsonPost& what) override;

  /// Where the host is; waits for it.
  NameLookup::Found look_up(const WebUrl& url, Milliseconds deadline);

  /// Ends what is under way, and whatever is asked afterwards, at once. From any thread.
  void cancel();

 private:
  Response ask(const JsonPost& what, const WebUrl& url);

  NameLookup names_;
  Descriptor cancelled_;  ///< readable once it is
};

}  // namespace understudy::http
