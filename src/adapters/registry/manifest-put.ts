import type { Call } from '../../ports/call.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import type { RepositorySession } from './session.ts';
import type { RegistryResponse } from './transport.ts';

/**
 * Puts a manifest or index under one tag or digest, with no thought of what it is attached to.
 * @returns the answer, whose headers say what the registry made of it; its body is still to be dropped
 * @throws TwinsealError `REGISTRY_REFUSED` or a fault
 * @example (await putDocument(session, image.index, 'v1.2.3', call)).discard()
 * @see distribution-spec v1.1, "Pushing Manifests"
 */
export async function putDocument(
  session: RepositorySession,
  manifest: PackedDocument,
  target: string,
  call: Call,
): Promise<RegistryResponse> {
  const { descriptor, bytes } = manifest;
  const response = await session.write(
    'PUT',
    {
      url: session.url(`manifests/${target}`),
      headers: { 'content-type': descriptor.mediaType },
      body: {
        size: bytes.length,
        async *open() {
          yield bytes;
        },
      },
    },
    call,
  );
  if (response.status === 201 || response.status === 202) return response;
  throw await session.refusal(response, `the manifest ${descriptor.digest}`, true);
}
