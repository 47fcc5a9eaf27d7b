// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
export const SCHEMAS = {
  "facts": () => import('./facts.ts'),
  "oci-config": () => import('./oci-config.ts'),
  "oci-descriptor": () => import('./oci-descriptor.ts'),
  "oci-index": () => import('./oci-index.ts'),
  "oci-layout": () => import('./oci-layout.ts'),
  "oci-manifest": () => import('./oci-manifest.ts'),
  "policy": () => import('./policy.ts'),
  "policy-test": () => import('./policy-test.ts'),
  "rebuild": () => import('./rebuild.ts'),
  "service": () => import('./service.ts'),
  "settings": () => import('./settings.ts'),
  "side-build": () => import('./side-build.ts'),
  "twin-proof": () => import('./twin-proof.ts'),
};
