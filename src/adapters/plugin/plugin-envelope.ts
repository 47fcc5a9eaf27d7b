import { basename } from 'node:path';
import { parsePluginEnvelope, serialisePluginRequest } from '../../formats/notary/plugin-contract.ts';
import type { EnvelopeSigner } from '../../ports/envelope-signer.ts';
import { askPlugin } from './plugin-program.ts';

/**
 * A plugin that makes whole envelopes (`SIGNATURE_GENERATOR.ENVELOPE`), as that of AWS Signer does. What it gives is looked at by whoever
 * signs, and by nobody here.
 *
 * @param about - id of the key, and what the plugin is configured with
 * @example envelopePlugin(program, { keyId, pluginConfig }, process.env).name // 'notation-com.amazonaws.signer.notation.plugin'
 * @see Notary Project plugin-extensibility.md, "generate-envelope"
 */
export function envelopePlugin(
  program: string,
  about: { readonly keyId: string; readonly pluginConfig?: Readonly<Record<string, string>> },
  environment: Readonly<Record<string, string | undefined>>,
): EnvelopeSigner {
  return {
    name: basename(program),
    async envelope({ payload, payloadType, envelopeType, expiresAfter }, call) {
      const request = serialisePluginRequest({
        ...about,
        payloadType,
        signatureEnvelopeType: envelopeType,
        payload,
        ...(expiresAfter !== undefined && { expiryDurationInSeconds: expiresAfter }),
      });
      return await askPlugin(program, 'generate-envelope', request, parsePluginEnvelope, environment, call);
    },
  };
}
