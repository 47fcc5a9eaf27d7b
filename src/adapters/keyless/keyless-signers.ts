import { FormatError } from '../../formats/format-error.ts';
import { parseSigningConfig, type SigningConfig, servicesAt } from '../../formats/sigstore/signing-config.ts';
import type { Call } from '../../ports/call.ts';
import type { KeylessSigner } from '../../ports/keyless-signer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readInputFile } from '../input-file.ts';
import type { KeylessSigners } from '../keys/keyless-source.ts';
import { timestampServer } from '../timestamp/timestamp-server.ts';
import { readTrustedRootFile } from '../trust/trusted-root-file.ts';
import { certificateAuthority } from './certificate-authority.ts';
import type { IdentityTokens } from './identity-token.ts';
import { signatureLog } from './signature-log.ts';

const MAX_CONFIG = 256 * 1024;

/**
 * Signers for the identity whose tokens are given, by the services that a signing configuration names and no others.
 * @param now - milliseconds since 1970
 * @example fileKeys(passwords, texts, plugins, keylessSigners(tokens, () => Date.now()))
 */
export function keylessSigners(tokens: IdentityTokens, now: () => number): KeylessSigners {
  return {
    async look({ config, trustedRoot }, call) {
      await readConfig(config, call);
      if (trustedRoot !== undefined) await readTrustedRootFile(trustedRoot, call);
      if (tokens.source === undefined) await tokens.token(call);
    },
    async signer({ config: path, trustedRoot }, call): Promise<KeylessSigner> {
      const config = await readConfig(path, call);
      const at = now() / 1000;
      const few = (what: string): never => {
        throw new TwinsealError(
          'KEYLESS_REFUSED',
          `${path} names too few ${what} that count now and are spoken with here`,
        );
      };
      const [authority] =
        servicesAt(config.authorities, { selector: 'ANY' }, at, [1]) ?? few('certificate authorities');
      const logs = servicesAt(config.logs, config.logChoice, at, [1, 2]) ?? few('logs');
      const stamps = servicesAt(config.timestamps, config.timestampChoice, at, [1]) ?? few('timestamp authorities');
      if (authority === undefined) return few('certificate authorities');
      if (logs.length + stamps.length === 0)
        throw new TwinsealError(
          'KEYLESS_REFUSED',
          `${path} names neither log nor timestamp authority: nobody could tell when a certificate of minutes was used`,
        );
      return {
        ...(trustedRoot !== undefined && { root: (await readTrustedRootFile(trustedRoot, call)).root }),
        certified: certificateAuthority(authority.url, (within) => tokens.token(within), now),
        logs: logs.map(signatureLog),
        timestamps: stamps.map(({ url }) => timestampServer(url)),
      };
    },
  };
}

async function readConfig(path: string, call: Call): Promise<SigningConfig> {
  const bytes = await readInputFile(path, MAX_CONFIG, call);
  try {
    return parseSigningConfig(bytes);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('INPUT_MALFORMED', `${path} is no signing configuration: ${cause.message}`, { cause });
  }
}
