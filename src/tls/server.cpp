#include "tls/server.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "crypto/digest.h"
#include "tls/owned_certificate.h"

namespace understudy::tls {

namespace {

using OwnedContext = std::unique_ptr<SSL_CTX, crypto::FreedBy<SSL_CTX_free>>;
using OwnedSsl = std::unique_ptr<SSL, crypto::FreedBy<SSL_free>>;

constexpr std::string_view http_1_1 = "http/1.1";

/// What a client may ask for by SNI: a host's name in ASCII (RFC 6066 §3).
bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 253) return false;
  for (const char c : name)
    if (c <= ' ' || c >= '\x7f') return false;
  return true;
}

/// Of a list as ALPN has it: each word behind its length (RFC 7301 §3.1).
int choose_protocol(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void* /*context*/) {
  std::string_view rest(reinterpret_cast<const char*>(offered), offered_size);
  while (!rest.empty()) {
    const auto word = rest.substr(1, static_cast<unsigned char>(rest.front()));
    if (word == http_1_1) {
      *chosen = crypto::octets(word);
      *size = static_cast<unsigned char>(word.size());
      return SSL_TLSEXT_ERR_OK;
    }
    rest.remove_prefix(word.size() + 1);
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool show(SSL* ssl, const ServerIdentity& identity) {
  const auto& parts = identity.parts();
  if (SSL_use_certificate(ssl, parts.certificate.get()) != 1 || SSL_use_PrivateKey(ssl, parts.key.get()) != 1)
    return false;
  for (const auto& above : parts.chain)
    if (SSL_add1_chain_cert(ssl, above.get()) != 1) return false;
  return true;
}

/// The first host of a server_name extension: a list's length, a kind, a length, a name (RFC 6066 §3). Empty: none.
std::string_view host_in(std::string_view extension) {
  constexpr size_t before = 5;
  if (extension.size() < before || extension[2] != TLSEXT_NAMETYPE_host_name) return {};
  const auto size =
      static_cast<size_t>(static_cast<unsigned char>(extension[3])) << 8 | static_cast<unsigned char>(extension[4]);
  return extension.substr(before, size);
}

/// Of a ClientHello, in lower case and without the root's dot, which RFC 6066 §3 leaves out and some clients do not.
std::string name_asked(SSL* ssl) {
  const unsigned char* bytes = nullptr;
  size_t size = 0;
  if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &bytes, &size) != 1) return {};
  std::string name = to_lower(host_in({reinterpret_cast<const char*>(bytes), size}));
  if (name.size() > 1 && name.ends_with('.')) name.pop_back();
  return name;
}

bool bind_sessions_to(SSL* ssl, const std::string& name) {
  const auto about = crypto::sha256(name);
  return SSL_set_session_id_context(ssl, crypto::octets(std::string_view(about)),
                                    static_cast<unsigned>(about.size())) == 1;
}

/// Before any session is resumed: one of another name is none of this one's (RFC 6066 §3).
int greet(SSL* ssl, int* alert, void* context) {
  *alert = SSL_AD_UNRECOGNIZED_NAME;
  try {
    std::string& name = *static_cast<std::string*>(SSL_get_app_data(ssl));
    name = name_asked(ssl);
    if (!name.empty() && !is_name(name)) return SSL_CLIENT_HELLO_ERROR;
    const auto identity = (*static_cast<const ChooseIdentity*>(context))(name);
    if (identity && show(ssl, *identity) && bind_sessions_to(ssl, name)) return SSL_CLIENT_HELLO_SUCCESS;
  } catch (...) {  // OpenSSL's C stands between here and whoever would catch it
    *alert = SSL_AD_INTERNAL_ERROR;
  }
  ERR_clear_error();
  return SSL_CLIENT_HELLO_ERROR;
}

int acknowledge_name(SSL* /*ssl*/, int* /*alert*/, void* /*context*/) { return SSL_TLSEXT_ERR_OK; }

}  // namespace

struct Server::Shared {
  ChooseIdentity choose;
  OwnedContext context;
};

Server::Server(ChooseIdentity choose) : shared_(std::make_unique<Shared>()) {
  shared_->choose = std::move(choose);
  shared_->context = OwnedContext(must(SSL_CTX_new(TLS_server_method())));
  SSL_CTX* context = shared_->context.get();
  must(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 0 ? 1 : 0);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  // Tickets hold the sessions, so that none is kept here; one a connection is enough.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  must(SSL_CTX_set_num_tickets(context, 1));
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_client_hello_cb(context, greet, &shared_->choose);
  SSL_CTX_set_tlsext_servername_callback(context, acknowledge_name);
}

Server::~Server() = default;

struct Session::Machine {
  OwnedSsl ssl;
  BIO* from_peer;  ///< the SSL's own, as is the other
  BIO* to_peer;
};

Session::Session(const Server& server) : machine_(std::make_unique<Machine>()) {
  machine_->ssl = OwnedSsl(must(SSL_new(server.shared_->context.get())));
  machine_->from_peer = must(BIO_new(BIO_s_mem()));
  machine_->to_peer = must(BIO_new(BIO_s_mem()));
  // Empty means: not yet.
  BIO_set_mem_eof_return(machine_->from_peer, -1);
  BIO_set_mem_eof_return(machine_->to_peer, -1);
  SSL_set_bio(machine_->ssl.get(), machine_->from_peer, machine_->to_peer);
  SSL_set_accept_state(machine_->ssl.get());
  SSL_set_app_data(machine_->ssl.get(), &name_);
}

Session::~Session() = default;

void Session::feed(std::string_view sealed) {
  must(BIO_write(machine_->from_peer, sealed.data(), static_cast<int>(sealed.size())) == static_cast<int>(sealed.size())
           ? 1
           : 0);
}

size_t Session::read(char* room, size_t size) {
  if (state_ != State::open) return 0;
  SSL* ssl = machine_->ssl.get();
  ERR_clear_error();
  const int taken = SSL_read(ssl, room, static_cast<int>(size));
  if (taken > 0) return static_cast<size_t>(taken);
  switch (SSL_get_error(ssl, taken)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE: break;
    case SSL_ERROR_ZERO_RETURN: state_ = State::ended; break;
    default: state_ = State::broken;
  }
  ERR_clear_error();
  return 0;
}

void Session::write(std::string_view plain) {
  if (plain.empty() || state_ == State::broken) return;
  ERR_clear_error();
  // A memory takes everything at once.
  if (SSL_write(machine_->ssl.get(), plain.data(), static_cast<int>(plain.size())) <= 0) state_ = State::broken;
  ERR_clear_error();
}

void Session::end() {
  if (state_ == State::broken || !is_established()) return;
  ERR_clear_error();
  SSL_shutdown(machine_->ssl.get());
  ERR_clear_error();
}

std::string Session::take_output() {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(machine_->to_peer, &bytes);
  // An empty memory may have no bytes to point to.
  if (size <= 0) return {};
  std::string output(bytes, static_cast<size_t>(size));
  must(BIO_reset(machine_->to_peer));
  return output;
}

bool Session::is_established() const { return SSL_is_init_finished(machine_->ssl.get()) == 1; }

}  // namespace understudy::tls
