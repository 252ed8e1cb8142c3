// The client's side of TLS without a socket, which asks for any name and tells what became of it.
#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string>
#include <string_view>

#include "tls/authority.h"
#include "tls/owned_certificate.h"
#include "tls/pem.h"

namespace understudy::tls {

class ClientEnd {
 public:
  struct Wish {
    std::string name;         ///< asked for by SNI, to the letter; empty: none
    std::string trusted{};    ///< PEM of whom the client trusts; empty: it takes any certificate
    std::string checked{};    ///< the host or address that the certificate must be of; empty: any
    int version = 0;          ///< TLS1_2_VERSION; 0: any
    std::string protocols{};  ///< as ALPN has them: "\x08http/1.1"
    SSL_SESSION* resumed = nullptr;
  };

  ClientEnd() : ClientEnd(Wish{}) {}
  explicit ClientEnd(const Wish& wish) : context_(SSL_CTX_new(TLS_client_method())) {
    if (!wish.trusted.empty()) {
      SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
      for (const auto& one : certificates_in(wish.trusted))
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), one.get());
    }
    ssl_.reset(SSL_new(context_.get()));
    if (wish.version != 0) SSL_set_max_proto_version(ssl_.get(), wish.version);
    if (!wish.name.empty()) SSL_set_tlsext_host_name(ssl_.get(), wish.name.c_str());
    if (!wish.checked.empty() && X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), wish.checked.c_str()) != 1)
      SSL_set1_host(ssl_.get(), wish.checked.c_str());
    if (!wish.protocols.empty())
      SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(wish.protocols.data()),
                          static_cast<unsigned>(wish.protocols.size()));
    if (wish.resumed != nullptr) SSL_set_session(ssl_.get(), wish.resumed);
    from_peer_ = BIO_new(BIO_s_mem());
    to_peer_ = BIO_new(BIO_s_mem());
    BIO_set_mem_eof_return(from_peer_, -1);
    SSL_set_bio(ssl_.get(), from_peer_, to_peer_);
    SSL_set_connect_state(ssl_.get());
  }

  SSL* ssl() { return ssl_.get(); }
  void feed(std::string_view sealed) { BIO_write(from_peer_, sealed.data(), static_cast<int>(sealed.size())); }
  std::string output() {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(to_peer_, &bytes);
    if (size <= 0) return {};
    std::string taken(bytes, static_cast<size_t>(size));
    BIO_reset(to_peer_);
    return taken;
  }
  /// Goes on with the handshake; true once it is done.
  bool shake_hands() {
    ERR_clear_error();
    return note(SSL_do_handshake(ssl_.get())) == 1;
  }
  bool is_established() const { return SSL_is_init_finished(ssl_.get()) == 1; }
  std::string read() {
    std::string plain;
    char room[16 * 1024];
    ERR_clear_error();
    for (int size = 0; (size = note(SSL_read(ssl_.get(), room, sizeof room))) > 0;)
      plain.append(room, static_cast<size_t>(size));
    return plain;
  }
  void write(std::string_view plain) {
    ERR_clear_error();
    if (!plain.empty()) note(SSL_write(ssl_.get(), plain.data(), static_cast<int>(plain.size())));
  }
  void end() { SSL_shutdown(ssl_.get()); }

  bool has_failed() const { return !failure_.empty(); }
  /// The peer said that no more will come.
  bool has_ended() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }
  /// OpenSSL's words for what went wrong: "tlsv1 unrecognized name".
  const std::string& failure() const { return failure_; }

 private:
  int note(int result) {
    const int error = SSL_get_error(ssl_.get(), result);
    if (error == SSL_ERROR_SSL) {
      const char* reason = ERR_reason_error_string(ERR_peek_last_error());
      failure_ = reason == nullptr ? "unknown" : reason;
    }
    ERR_clear_error();
    return result;
  }

  std::unique_ptr<SSL_CTX, crypto::FreedBy<SSL_CTX_free>> context_;
  std::unique_ptr<SSL, crypto::FreedBy<SSL_free>> ssl_;
  BIO* from_peer_ = nullptr;
  BIO* to_peer_ = nullptr;
  std::string failure_;
};

}  // namespace understudy::tls
