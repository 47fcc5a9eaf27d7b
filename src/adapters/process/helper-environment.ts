// What helpers need to find their own store and to reach their service. Nothing else is handed on, least of all keys and passwords.
const PASSED =
  /^(?:PATH|HOME|USER|LOGNAME|LANG|LC_[A-Z]+|TMPDIR|SSL_CERT_(?:FILE|DIR)|GNUPGHOME|GPG_TTY|PASSWORD_STORE_DIR|DISPLAY|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|XDG_[A-Z_]+|DOCKER_CONFIG|AWS_[A-Z0-9_]+|AZURE_[A-Z0-9_]+|GOOGLE_[A-Z0-9_]+|CLOUDSDK_[A-Z0-9_]+|(?:https?|no|all)_proxy|(?:HTTPS?|NO|ALL)_PROXY)$/;

/**
 * The few variables that a helper program is started with: those of its home and of the clouds.
 * @param environment - as `process.env`
 * @param also - further names
 * @example helperEnvironment(process.env, /^VAULT_[A-Z_]+$/)
 */
export function helperEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  also?: RegExp,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && (PASSED.test(entry[0]) || also?.test(entry[0]) === true),
    ),
  );
}
