// What a machine tells every program, and what tests of such variables must not find there.

const told = /proxy$|^(AWS|UNDERSTUDY(?!_BINARY$))_|^SSL_CERT_|_CA_(BUNDLE|CERTS)$|^(JAVA_TOOL|NODE)_OPTIONS$|^NODE_(USE_ENV_PROXY|TLS_REJECT_UNAUTHORIZED)$/i;

/** Takes out of this process's environment all that tells clients of proxies, certificates and addresses. */
export function forgetWhatIsTold() {
  for (const name of Object.keys(process.env)) if (told.test(name)) delete process.env[name];
}
