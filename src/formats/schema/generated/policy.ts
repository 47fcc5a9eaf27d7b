// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { equal, ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/policy.schema.json","title":"Twinseal policy","description":"What an image must have before it is allowed. Only what stands under require, there and in the case that applies, is demanded and checked.","type":"object","additionalProperties":false,"required":["apiVersion","kind"],"anyOf":[{"properties":{"require":true},"required":["require"]},{"properties":{"cases":true},"required":["cases"]}],"properties":{"apiVersion":{"const":"twinseal.dev/v1"},"kind":{"const":"Policy"},"description":{"type":"string","maxLength":4096},"mode":{"description":"What is done with a denial: refuse (enforce, the default), admit with a warning (warn), or only record (audit).","enum":["enforce","warn","audit"]},"shadowOf":{"description":"Name of another policy: this one runs beside it, is compared with it, and never counts.","type":"string","minLength":1,"maxLength":256},"match":{"description":"For requests from these places only: all that is given must match.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"namespaces":{"description":"Kubernetes namespaces, with *.","type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","pattern":"^[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?$"}},"labels":{"description":"Labels with exact values, or * for any.","type":"object","minProperties":1,"maxProperties":64,"propertyNames":{"minLength":1,"maxLength":317},"additionalProperties":{"type":"string","maxLength":256}}}},"images":{"description":"Repositories that the policy covers: * stands for a part of one name, ** for any number of names. A layout is the repository layout. Default: all.","type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/$defs/repository"}},"trust":{"description":"Signers by name.","type":"array","maxItems":64,"items":{"$ref":"#/$defs/signer"}},"revoked":{"description":"Keys and certificates that count no more, in every family.","type":"array","maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["reason"],"properties":{"key":{"description":"sha256: of the SubjectPublicKeyInfo, or a public key in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with it, relative to the policy.","$ref":"#/$defs/path"},"certificate":{"description":"SHA-256 thumbprint, as sha256:... or as openssl prints it, or a certificate in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with it, relative to the policy.","$ref":"#/$defs/path"},"serial":{"description":"Serial number of a certificate, hexadecimal.","type":"string","minLength":1,"maxLength":95},"issuer":{"description":"Certificate of its issuer, PEM.","$ref":"#/$defs/text"},"issuerFile":{"description":"A file with it, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: what a trusted time shows to be signed before still counts. Default: nothing counts.","$ref":"#/$defs/moment"},"reason":{"type":"string","minLength":1,"maxLength":512}},"oneOf":[{"properties":{"key":true,"keyFile":false,"certificate":false,"certificateFile":false,"serial":false,"issuer":false,"issuerFile":false},"required":["key"]},{"properties":{"keyFile":true,"key":false,"certificate":false,"certificateFile":false,"serial":false,"issuer":false,"issuerFile":false},"required":["keyFile"]},{"properties":{"certificate":true,"key":false,"keyFile":false,"certificateFile":false,"serial":false,"issuer":false,"issuerFile":false},"required":["certificate"]},{"properties":{"certificateFile":true,"key":false,"keyFile":false,"certificate":false,"serial":false,"issuer":false,"issuerFile":false},"required":["certificateFile"]},{"properties":{"issuer":true,"key":false,"keyFile":false,"certificate":false,"certificateFile":false,"issuerFile":false,"serial":true},"required":["issuer","serial"]},{"properties":{"issuerFile":true,"key":false,"keyFile":false,"certificate":false,"certificateFile":false,"issuer":false,"serial":true},"required":["issuerFile","serial"]}]}},"mirrors":{"description":"What lies below at is a copy of what lies below of: signatures that name that one count for this one.","type":"array","minItems":1,"maxItems":256,"items":{"type":"object","additionalProperties":false,"required":["of","at"],"properties":{"of":{"description":"A registry or repositories of one: registry.example.com/team.","type":"string","maxLength":256,"pattern":"^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$"},"at":{"type":"string","maxLength":256,"pattern":"^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$"}}}},"deny":{"description":"Digests of indexes and manifests that are never let in.","type":"array","minItems":1,"maxItems":4096,"items":{"type":"object","additionalProperties":false,"required":["digest","owner","reason"],"properties":{"digest":{"type":"string","minLength":1,"maxLength":256},"owner":{"description":"Who says so.","type":"string","minLength":1,"maxLength":256},"reason":{"type":"string","minLength":1,"maxLength":1024}}}},"require":{"description":"Demands on every image.","$ref":"#/$defs/requirements"},"cases":{"description":"Further demands by kind of image: those of the first case that applies. If none does, the image is denied.","type":"array","minItems":1,"maxItems":32,"items":{"type":"object","additionalProperties":false,"required":["require"],"properties":{"name":{"description":"For messages. Default: go, not-go, else, or case-N.","type":"string","pattern":"^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$"},"if":{"description":"When it applies: all that is given must hold. Without it, always.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"go":{"description":"Whether the program of at least one platform was built by Go.","type":"boolean"},"images":{"description":"Repositories, as in images of the policy.","type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/$defs/repository"}},"expression":{"description":"CEL over verified facts that gives true or false.","type":"string","minLength":1,"maxLength":4096}}},"require":{"$ref":"#/$defs/requirements"}}}},"exceptions":{"description":"Who answers for which failing checks, and until when.","type":"array","maxItems":256,"items":{"type":"object","additionalProperties":false,"required":["id","images","checks","owner","reason","from","until"],"properties":{"id":{"type":"string","pattern":"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},"images":{"description":"Repositories, or digests of an index or of a platform's manifest.","type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/$defs/repository"}},"checks":{"description":"Ids of checks, with *: twin-build, signature:*. A * alone breaks the glass: it lets in whatever is wrong, and what could not be told.","type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","pattern":"^[!-~]{1,512}$"}},"owner":{"type":"string","minLength":1,"maxLength":256},"reason":{"type":"string","minLength":1,"maxLength":1024},"from":{"description":"RFC 3339: 2026-11-24T12:00:00Z.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339, at most 366 days after from: every exception ends.","$ref":"#/$defs/moment"}}}}},"$defs":{"moment":{"type":"string","minLength":20,"maxLength":64},"repository":{"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},"signerName":{"type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"text":{"type":"string","minLength":1,"maxLength":262144},"path":{"type":"string","minLength":1,"maxLength":4096},"signer":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/signerName"},"cosign":{"description":"A public key, as cosign generate-key-pair or twinseal keys write it.","type":"object","additionalProperties":false,"properties":{"key":{"description":"SubjectPublicKeyInfo in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with the key, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"},"keys":{"description":"Several keys of one signer, such as the old and the new one; they count as one.","type":"array","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"properties":{"key":{"description":"SubjectPublicKeyInfo in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with the key, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"}},"oneOf":[{"properties":{"key":true},"required":["key"]},{"properties":{"keyFile":true},"required":["keyFile"]}]}},"trustedRoot":{"description":"The text of trusted_root.json: logs and timestamp authorities that tell when the key signed.","$ref":"#/$defs/text"},"trustedRootFile":{"description":"A file with it, relative to the policy.","$ref":"#/$defs/path"},"trust":{"description":"In its place: the name of an instance whose trusted root twinseal trust update keeps.","type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"logs":{"description":"So many different logs of the trusted root must have each signature.","type":"integer","minimum":1,"maximum":8}},"oneOf":[{"properties":{"key":true},"required":["key"]},{"properties":{"keyFile":true},"required":["keyFile"]},{"properties":{"keys":true,"from":false,"until":false},"required":["keys"]}],"allOf":[{"not":{"properties":{"trustedRoot":true,"trustedRootFile":true},"required":["trustedRoot","trustedRootFile"]}},{"not":{"properties":{"trustedRoot":true,"trust":true},"required":["trustedRoot","trust"]}},{"not":{"properties":{"trustedRootFile":true,"trust":true},"required":["trustedRootFile","trust"]}}]},"notation":{"description":"Certificates that a chain must end in, and the names of leaf certificates that are trusted.","type":"object","additionalProperties":false,"required":["identities"],"properties":{"certificates":{"description":"One or more certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"},"authorities":{"description":"Several authorities of one signer, each with its own time.","type":"array","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"properties":{"certificates":{"description":"One or more certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]}]}},"identities":{"description":"Such as x509.subject: C=DE, ST=BE, O=Example; or * alone for any leaf of the chain.","type":"array","minItems":1,"maxItems":32,"items":{"type":"string","minLength":1,"maxLength":2048}},"log":{"description":"Checks that are noted and not enforced, as the levels permissive and audit of notation do. With authenticity, whoever signed lets the image in, and the check is skipped, never passed.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["authenticity","authenticTimestamp","expiry"]}},"revocation":{"description":"Whether certificates of the chain were revoked: enforce asks their issuers (OCSP, else revocation lists) and counts no signature that rests on a revoked one; log asks and notes the answer; skip, the default, asks nobody.","enum":["enforce","log","skip"]},"crlFiles":{"description":"Revocation lists (DER or PEM), relative to the policy. For certificates of their issuers they are the answer, and nobody is asked.","type":"array","minItems":1,"maxItems":32,"items":{"$ref":"#/$defs/path"}},"crls":{"description":"The same, as PEM inside of the policy.","type":"array","minItems":1,"maxItems":32,"items":{"$ref":"#/$defs/text"}},"timestamps":{"description":"Authorities whose RFC 3161 timestamps on signatures are believed. A signature with one counts after its certificates have expired.","type":"object","additionalProperties":false,"properties":{"certificates":{"description":"One or more self-signed certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"when":{"description":"always, the default: each signature must have one. afterCertExpiry: only one whose certificates have expired.","enum":["always","afterCertExpiry"]},"trustStore":{"$ref":"#/$defs/trustStore"}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]},{"properties":{"trustStore":true},"required":["trustStore"]}]},"signingAuthority":{"description":"The certificates are those of signing authorities: only signatures in the scheme notary.x509.signingAuthority count, and the time that they say is believed.","const":true},"trustStore":{"$ref":"#/$defs/trustStore"}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]},{"properties":{"authorities":true,"from":false,"until":false},"required":["authorities"]},{"properties":{"trustStore":true},"required":["trustStore"]}]},"keyless":{"description":"An identity for which an OIDC issuer vouches to Fulcio: a person, or a workflow of a CI system.","type":"object","additionalProperties":false,"properties":{"identity":{"description":"E-mail address, URI or user name in the certificate, compared whole.","type":"string","minLength":1,"maxLength":2048},"identityPattern":{"description":"In its place: * stands for any text, the rest for itself, from end to end.","type":"string","minLength":1,"maxLength":2048},"issuer":{"description":"Address of the issuer, compared whole.","type":"string","minLength":1,"maxLength":2048},"github":{"description":"In its place: OWNER/REPOSITORY on GitHub, with workflow and ref.","type":"string","minLength":3,"maxLength":256},"workflow":{"description":"File of .github/workflows: release.yml.","type":"string","minLength":5,"maxLength":256},"gitlab":{"description":"In its place: GROUP/PROJECT on GitLab, with ref.","type":"string","minLength":3,"maxLength":1024},"config":{"description":"File of the pipeline. Default: .gitlab-ci.yml.","type":"string","minLength":1,"maxLength":1024},"ref":{"description":"Which branches or tags: refs/tags/*, refs/heads/main.","type":"string","pattern":"^refs/","maxLength":1024},"host":{"description":"GitHub Enterprise Server, or a GitLab of one's own. Default: github.com, gitlab.com.","type":"string","minLength":1,"maxLength":1024},"claims":{"description":"What else the certificate must say, each with * for any text.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"buildSigner":{"type":"string","minLength":1,"maxLength":2048},"runner":{"type":"string","minLength":1,"maxLength":2048},"sourceRepository":{"type":"string","minLength":1,"maxLength":2048},"sourceDigest":{"type":"string","minLength":1,"maxLength":2048},"sourceRef":{"type":"string","minLength":1,"maxLength":2048},"sourceRepositoryId":{"type":"string","minLength":1,"maxLength":2048},"sourceOwner":{"type":"string","minLength":1,"maxLength":2048},"sourceOwnerId":{"type":"string","minLength":1,"maxLength":2048},"buildConfig":{"type":"string","minLength":1,"maxLength":2048},"event":{"type":"string","minLength":1,"maxLength":2048},"visibility":{"type":"string","minLength":1,"maxLength":2048}}},"trustedRoot":{"description":"The text of trusted_root.json.","$ref":"#/$defs/text"},"trustedRootFile":{"description":"A file with it, relative to the policy: the authorities and logs of the Sigstore instance.","$ref":"#/$defs/path"},"trust":{"description":"In its place: the name of an instance whose trusted root twinseal trust update keeps; sigstore, the public-good instance, unless any of the three is given.","type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"},"logs":{"description":"So many different logs of the trusted root must have each signature. Default 1.","type":"integer","minimum":1,"maximum":8}},"allOf":[{"oneOf":[{"properties":{"identity":true,"issuer":true,"identityPattern":false,"github":false,"gitlab":false,"workflow":false,"config":false,"ref":false,"host":false},"required":["identity","issuer"]},{"properties":{"identityPattern":true,"issuer":true,"identity":false,"github":false,"gitlab":false,"workflow":false,"config":false,"ref":false,"host":false},"required":["identityPattern","issuer"]},{"properties":{"github":true,"workflow":true,"ref":true,"identity":false,"identityPattern":false,"gitlab":false,"config":false},"required":["github","workflow","ref"]},{"properties":{"gitlab":true,"ref":true,"identity":false,"identityPattern":false,"github":false,"workflow":false},"required":["gitlab","ref"]}]},{"not":{"properties":{"trustedRoot":true,"trustedRootFile":true},"required":["trustedRoot","trustedRootFile"]}},{"not":{"properties":{"trustedRoot":true,"trust":true},"required":["trustedRoot","trust"]}},{"not":{"properties":{"trustedRootFile":true,"trust":true},"required":["trustedRootFile","trust"]}}]}},"oneOf":[{"properties":{"cosign":true},"required":["cosign"]},{"properties":{"notation":true},"required":["notation"]},{"properties":{"keyless":true},"required":["keyless"]}]},"trustStore":{"description":"Stores of notation's trust store, relative to the policy: every file of dir/x509/TYPE/NAME. The type is ca, or signingAuthority beside signingAuthority: true; of timestamps it is tsa.","type":"object","additionalProperties":false,"required":["dir","names"],"properties":{"dir":{"$ref":"#/$defs/path"},"names":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"string","pattern":"^[a-zA-Z0-9_.-]{1,64}$"}}}},"share":{"type":"number","minimum":0.000001,"maximum":1},"signerNames":{"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","minLength":1}},"requirements":{"type":"object","additionalProperties":false,"properties":{"platforms":{"description":"Platforms that must be in the image: os/architecture[/variant].","type":"array","maxItems":64,"items":{"type":"string","minLength":1}},"signatures":{"description":"Each entry: an image signature by this signer, or by so many of several, on the index and on every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"properties":{"by":{"description":"This signer.","type":"string","minLength":1,"maxLength":64},"of":{"description":"So many of these signers, by different keys.","type":"array","minItems":1,"maxItems":16,"uniqueItems":true,"items":{"type":"string","minLength":1}},"atLeast":{"type":"integer","minimum":1,"maximum":16},"named":{"description":"Each must say that it is for the repository that is asked for.","const":true},"maxAge":{"description":"Seconds since a log or timestamp authority that is trusted for it saw the signature, at most.","type":"integer","minimum":1,"maximum":3162240000}},"oneOf":[{"properties":{"by":true,"of":false,"atLeast":false},"required":["by"]},{"properties":{"of":true,"atLeast":true,"by":false},"required":["of","atLeast"]}]}},"statements":{"description":"Signed statements that name the index and every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["type","by"],"properties":{"type":{"description":"A predicate type URI or a short name: spdxjson, slsaprovenance1, twin, ...","type":"string","minLength":1,"maxLength":512},"by":{"description":"One of these signers must have signed it.","$ref":"#/$defs/signerNames"},"count":{"description":"At least this many different statements. Default 1.","type":"integer","minimum":1,"maximum":16},"maxAge":{"description":"Seconds since the time that the statement claims, at most.","type":"integer","minimum":1,"maximum":3162240000}}}},"twinBuild":{"description":"The program that each platform image runs was built twice with the same bytes, as a signed twin proof says.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"varied":{"description":"Conditions that must have differed between the two builds.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","cache","user","clock","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"networkless":{"description":"Both builds saw no network.","const":true},"isolation":{"description":"What must have contained both builds, as read back from inside.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["network","mount","pid","uts","ipc","user","memory","pids","disk"]}},"cold":{"description":"Both builds began with empty caches.","const":true},"toolchainAuthenticated":{"description":"The Go toolchain was compared with Go's checksum database.","const":true},"modulesAuthenticated":{"description":"Each module was compared with Go's checksum database, and vendor/ with the modules.","const":true},"maxAge":{"description":"Seconds since the builds ended, at most.","type":"integer","minimum":1,"maximum":3162240000},"rebuilders":{"description":"Operators, none of whom seals the image, of whom so many have reproduced the program from its source.","type":"object","additionalProperties":false,"required":["of","atLeast"],"properties":{"of":{"$ref":"#/$defs/signerNames"},"atLeast":{"type":"integer","minimum":1,"maximum":64}}}}},"minVersion":{"description":"Lowest version by repository (* a part of one name, ** any number of names), SemVer 2.0.0; of several that match the highest counts. The image says its version in org.opencontainers.image.version.","type":"object","minProperties":1,"maxProperties":256,"propertyNames":{"$ref":"#/$defs/repository"},"additionalProperties":{"type":"string","minLength":5,"maxLength":256}},"image":{"description":"Rules on the configuration and the program of each platform image.","type":"object","additionalProperties":false,"properties":{"nonRoot":{"description":"The configured user is not root.","const":true},"staticBinary":{"description":"The program that runs is a static ELF for the platform.","const":true},"goReproducibleFlags":{"description":"The program was built by Go with -trimpath and CGO_ENABLED=0.","const":true},"entrypoints":{"description":"The first word of what the config runs must be one of these absolute paths.","$ref":"#/$defs/signerNames"},"noSetuid":{"description":"No file that a container sees has the setuid or setgid bit.","const":true},"labels":{"description":"Labels that must be there, with this value or any (*).","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}}}},"annotations":{"description":"Annotations of the index or of every platform manifest, with this value or any (*).","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"sbom":{"description":"A signed SBOM that names the index and every platform child, and describes its packages.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"format":{"description":"Default: either.","enum":["spdx","cyclonedx"]},"versions":{"description":"Share of packages with a version.","$ref":"#/$defs/share"},"purls":{"description":"Share of packages with a package URL.","$ref":"#/$defs/share"},"licenses":{"description":"Share of packages with a licence.","$ref":"#/$defs/share"},"checksums":{"description":"Share of packages with a checksum.","$ref":"#/$defs/share"},"minPackages":{"description":"Default 1.","type":"integer","minimum":1,"maximum":100000}}},"scan":{"description":"A signed vulnerability scan of every platform: the newest counts.","type":"object","additionalProperties":false,"required":["by","ceiling"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"ceiling":{"description":"The worst severity that is let in; what nobody rated counts as critical.","enum":["none","low","medium","high"]},"maxAge":{"description":"Seconds since the scan ended, at most.","type":"integer","minimum":1,"maximum":3162240000},"vexBy":{"description":"Signers whose OpenVEX statements (not_affected, fixed) take findings away.","$ref":"#/$defs/signerNames"},"exceptions":{"description":"Findings that are let in for a while.","type":"array","maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["id","owner","reason","until"],"properties":{"id":{"type":"string","minLength":1,"maxLength":512},"owner":{"type":"string","minLength":1,"maxLength":256},"reason":{"type":"string","minLength":1,"maxLength":1024},"until":{"description":"RFC 3339.","type":"string","minLength":20,"maxLength":64}}}}}},"secrets":{"description":"A signed search for secrets in every platform: the newest found none.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"maxAge":{"description":"Seconds since the search ended, at most.","type":"integer","minimum":1,"maximum":3162240000}}},"expressions":{"description":"CEL over verified facts: each must be true.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["name","expression","message"],"properties":{"name":{"type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"expression":{"type":"string","minLength":1,"maxLength":4096},"message":{"description":"One sentence for whoever is denied.","type":"string","minLength":1,"maxLength":512}}}},"pod":{"description":"What the containers that run the image may do: judged at admission, for manifests, and wherever a request describes the containers; skipped where no pod is known.","type":"object","additionalProperties":false,"properties":{"runAsNonRoot":{"description":"runAsNonRoot is true, or runAsUser another number than 0.","const":true},"noPrivilegeEscalation":{"description":"Not privileged, allowPrivilegeEscalation is false, and procMount is the default.","const":true},"capabilities":{"description":"capabilities.drop holds ALL, and none is added but these.","type":"array","maxItems":64,"uniqueItems":true,"items":{"type":"string","pattern":"^(?!CAP_|ALL$)[A-Z][A-Z0-9_]{1,63}$"}},"noHostNamespaces":{"description":"No hostNetwork, hostPID or hostIPC.","const":true},"noHostPaths":{"description":"No volume is a hostPath.","const":true},"readOnlyRoot":{"description":"readOnlyRootFilesystem is true.","const":true},"ownProgram":{"description":"The program of the image runs: no other command, no PATH or LD_* of the pod, no volume over the program or what it loads.","const":true},"seccomp":{"description":"Types of seccompProfile, one of which must be set.","type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"enum":["RuntimeDefault","Localhost"]}}}},"goBuild":{"description":"What the build info of Go programs must say.","type":"object","additionalProperties":false,"properties":{"programs":{"description":"Of which programs: entrypoint, the one that each platform image runs, which has to be one of Go (the default); or all Go programs in it, if there are any.","enum":["all","entrypoint"]},"minVersion":{"description":"Lowest Go version: 1.25 (its release candidates too), 1.25.0, 1.26rc1.","type":"string","minLength":3,"maxLength":64},"trimpath":{"description":"Built with -trimpath.","const":true},"cgo":{"description":"Built with CGO_ENABLED=1 (true) or 0 (false).","type":"boolean"},"modified":{"description":"Built from a checkout without uncommitted changes.","const":false},"modules":{"description":"The main module is one of these: * stands for a part of one name, ** for any number of names.","$ref":"#/$defs/signerNames"}}}}}}};
const schema32 = {"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"};
const schema35 = {"type":"string","minLength":1,"maxLength":262144};
const schema36 = {"type":"string","minLength":1,"maxLength":4096};
const schema37 = {"type":"string","minLength":20,"maxLength":64};
const func1 = Object.prototype.hasOwnProperty;
const func2 = ucs2length;
const pattern4 = new RegExp("^[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?$", "u");
const pattern5 = new RegExp("^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$", "u");
const pattern11 = new RegExp("^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$", "u");
const pattern16 = new RegExp("^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$", "u");
const pattern18 = new RegExp("^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$", "u");
const pattern20 = new RegExp("^[!-~]{1,512}$", "u");
const schema33 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/signerName"},"cosign":{"description":"A public key, as cosign generate-key-pair or twinseal keys write it.","type":"object","additionalProperties":false,"properties":{"key":{"description":"SubjectPublicKeyInfo in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with the key, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"},"keys":{"description":"Several keys of one signer, such as the old and the new one; they count as one.","type":"array","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"properties":{"key":{"description":"SubjectPublicKeyInfo in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with the key, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"}},"oneOf":[{"properties":{"key":true},"required":["key"]},{"properties":{"keyFile":true},"required":["keyFile"]}]}},"trustedRoot":{"description":"The text of trusted_root.json: logs and timestamp authorities that tell when the key signed.","$ref":"#/$defs/text"},"trustedRootFile":{"description":"A file with it, relative to the policy.","$ref":"#/$defs/path"},"trust":{"description":"In its place: the name of an instance whose trusted root twinseal trust update keeps.","type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"logs":{"description":"So many different logs of the trusted root must have each signature.","type":"integer","minimum":1,"maximum":8}},"oneOf":[{"properties":{"key":true},"required":["key"]},{"properties":{"keyFile":true},"required":["keyFile"]},{"properties":{"keys":true,"from":false,"until":false},"required":["keys"]}],"allOf":[{"not":{"properties":{"trustedRoot":true,"trustedRootFile":true},"required":["trustedRoot","trustedRootFile"]}},{"not":{"properties":{"trustedRoot":true,"trust":true},"required":["trustedRoot","trust"]}},{"not":{"properties":{"trustedRootFile":true,"trust":true},"required":["trustedRootFile","trust"]}}]},"notation":{"description":"Certificates that a chain must end in, and the names of leaf certificates that are trusted.","type":"object","additionalProperties":false,"required":["identities"],"properties":{"certificates":{"description":"One or more certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"},"authorities":{"description":"Several authorities of one signer, each with its own time.","type":"array","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"properties":{"certificates":{"description":"One or more certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]}]}},"identities":{"description":"Such as x509.subject: C=DE, ST=BE, O=Example; or * alone for any leaf of the chain.","type":"array","minItems":1,"maxItems":32,"items":{"type":"string","minLength":1,"maxLength":2048}},"log":{"description":"Checks that are noted and not enforced, as the levels permissive and audit of notation do. With authenticity, whoever signed lets the image in, and the check is skipped, never passed.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["authenticity","authenticTimestamp","expiry"]}},"revocation":{"description":"Whether certificates of the chain were revoked: enforce asks their issuers (OCSP, else revocation lists) and counts no signature that rests on a revoked one; log asks and notes the answer; skip, the default, asks nobody.","enum":["enforce","log","skip"]},"crlFiles":{"description":"Revocation lists (DER or PEM), relative to the policy. For certificates of their issuers they are the answer, and nobody is asked.","type":"array","minItems":1,"maxItems":32,"items":{"$ref":"#/$defs/path"}},"crls":{"description":"The same, as PEM inside of the policy.","type":"array","minItems":1,"maxItems":32,"items":{"$ref":"#/$defs/text"}},"timestamps":{"description":"Authorities whose RFC 3161 timestamps on signatures are believed. A signature with one counts after its certificates have expired.","type":"object","additionalProperties":false,"properties":{"certificates":{"description":"One or more self-signed certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"when":{"description":"always, the default: each signature must have one. afterCertExpiry: only one whose certificates have expired.","enum":["always","afterCertExpiry"]},"trustStore":{"$ref":"#/$defs/trustStore"}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]},{"properties":{"trustStore":true},"required":["trustStore"]}]},"signingAuthority":{"description":"The certificates are those of signing authorities: only signatures in the scheme notary.x509.signingAuthority count, and the time that they say is believed.","const":true},"trustStore":{"$ref":"#/$defs/trustStore"}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]},{"properties":{"authorities":true,"from":false,"until":false},"required":["authorities"]},{"properties":{"trustStore":true},"required":["trustStore"]}]},"keyless":{"description":"An identity for which an OIDC issuer vouches to Fulcio: a person, or a workflow of a CI system.","type":"object","additionalProperties":false,"properties":{"identity":{"description":"E-mail address, URI or user name in the certificate, compared whole.","type":"string","minLength":1,"maxLength":2048},"identityPattern":{"description":"In its place: * stands for any text, the rest for itself, from end to end.","type":"string","minLength":1,"maxLength":2048},"issuer":{"description":"Address of the issuer, compared whole.","type":"string","minLength":1,"maxLength":2048},"github":{"description":"In its place: OWNER/REPOSITORY on GitHub, with workflow and ref.","type":"string","minLength":3,"maxLength":256},"workflow":{"description":"File of .github/workflows: release.yml.","type":"string","minLength":5,"maxLength":256},"gitlab":{"description":"In its place: GROUP/PROJECT on GitLab, with ref.","type":"string","minLength":3,"maxLength":1024},"config":{"description":"File of the pipeline. Default: .gitlab-ci.yml.","type":"string","minLength":1,"maxLength":1024},"ref":{"description":"Which branches or tags: refs/tags/*, refs/heads/main.","type":"string","pattern":"^refs/","maxLength":1024},"host":{"description":"GitHub Enterprise Server, or a GitLab of one's own. Default: github.com, gitlab.com.","type":"string","minLength":1,"maxLength":1024},"claims":{"description":"What else the certificate must say, each with * for any text.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"buildSigner":{"type":"string","minLength":1,"maxLength":2048},"runner":{"type":"string","minLength":1,"maxLength":2048},"sourceRepository":{"type":"string","minLength":1,"maxLength":2048},"sourceDigest":{"type":"string","minLength":1,"maxLength":2048},"sourceRef":{"type":"string","minLength":1,"maxLength":2048},"sourceRepositoryId":{"type":"string","minLength":1,"maxLength":2048},"sourceOwner":{"type":"string","minLength":1,"maxLength":2048},"sourceOwnerId":{"type":"string","minLength":1,"maxLength":2048},"buildConfig":{"type":"string","minLength":1,"maxLength":2048},"event":{"type":"string","minLength":1,"maxLength":2048},"visibility":{"type":"string","minLength":1,"maxLength":2048}}},"trustedRoot":{"description":"The text of trusted_root.json.","$ref":"#/$defs/text"},"trustedRootFile":{"description":"A file with it, relative to the policy: the authorities and logs of the Sigstore instance.","$ref":"#/$defs/path"},"trust":{"description":"In its place: the name of an instance whose trusted root twinseal trust update keeps; sigstore, the public-good instance, unless any of the three is given.","type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"from":{"description":"RFC 3339: trusted from then on. What counts is the trusted time of the signature, else the present.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: trusted until then.","$ref":"#/$defs/moment"},"logs":{"description":"So many different logs of the trusted root must have each signature. Default 1.","type":"integer","minimum":1,"maximum":8}},"allOf":[{"oneOf":[{"properties":{"identity":true,"issuer":true,"identityPattern":false,"github":false,"gitlab":false,"workflow":false,"config":false,"ref":false,"host":false},"required":["identity","issuer"]},{"properties":{"identityPattern":true,"issuer":true,"identity":false,"github":false,"gitlab":false,"workflow":false,"config":false,"ref":false,"host":false},"required":["identityPattern","issuer"]},{"properties":{"github":true,"workflow":true,"ref":true,"identity":false,"identityPattern":false,"gitlab":false,"config":false},"required":["github","workflow","ref"]},{"properties":{"gitlab":true,"ref":true,"identity":false,"identityPattern":false,"github":false,"workflow":false},"required":["gitlab","ref"]}]},{"not":{"properties":{"trustedRoot":true,"trustedRootFile":true},"required":["trustedRoot","trustedRootFile"]}},{"not":{"properties":{"trustedRoot":true,"trust":true},"required":["trustedRoot","trust"]}},{"not":{"properties":{"trustedRootFile":true,"trust":true},"required":["trustedRootFile","trust"]}}]}},"oneOf":[{"properties":{"cosign":true},"required":["cosign"]},{"properties":{"notation":true},"required":["notation"]},{"properties":{"keyless":true},"required":["keyless"]}]};
const schema34 = {"type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"};
const pattern6 = new RegExp("^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$", "u");
const pattern9 = new RegExp("^refs/", "u");
const func0 = equal;
const schema57 = {"description":"Stores of notation's trust store, relative to the policy: every file of dir/x509/TYPE/NAME. The type is ca, or signingAuthority beside signingAuthority: true; of timestamps it is tsa.","type":"object","additionalProperties":false,"required":["dir","names"],"properties":{"dir":{"$ref":"#/$defs/path"},"names":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"string","pattern":"^[a-zA-Z0-9_.-]{1,64}$"}}}};
const pattern8 = new RegExp("^[a-zA-Z0-9_.-]{1,64}$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.dir === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dir"},message:"must have required property '"+"dir"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.names === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "names"},message:"must have required property '"+"names"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "dir") || (key0 === "names"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.dir !== undefined){
let data0 = data.dir;
if(typeof data0 === "string"){
if(func2(data0) > 4096){
const err3 = {instancePath:instancePath+"/dir",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(func2(data0) < 1){
const err4 = {instancePath:instancePath+"/dir",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/dir",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.names !== undefined){
let data1 = data.names;
if(Array.isArray(data1)){
if(data1.length > 16){
const err6 = {instancePath:instancePath+"/names",schemaPath:"#/properties/names/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/names",schemaPath:"#/properties/names/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(!pattern8.test(data2)){
const err8 = {instancePath:instancePath+"/names/" + i0,schemaPath:"#/properties/names/items/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_.-]{1,64}$"},message:"must match pattern \""+"^[a-zA-Z0-9_.-]{1,64}$"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/names/" + i0,schemaPath:"#/properties/names/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/names",schemaPath:"#/properties/names/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
let passing0 = null;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cosign === undefined){
const err0 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "cosign"},message:"must have required property '"+"cosign"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
var props0 = {};
props0.cosign = true;
}
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.notation === undefined){
const err1 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "notation"},message:"must have required property '"+"notation"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
if(props0 !== true){
props0 = props0 || {};
props0.notation = true;
}
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.keyless === undefined){
const err2 = {instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: "keyless"},message:"must have required property '"+"keyless"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid0 = true;
passing0 = 2;
if(props0 !== true){
props0 = props0 || {};
props0.keyless = true;
}
}
}
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "name") || (key0 === "cosign")) || (key0 === "notation")) || (key0 === "keyless"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern6.test(data0)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/signerName/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/signerName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.cosign !== undefined){
let data1 = data.cosign;
const _errs11 = errors;
let valid3 = false;
let passing1 = null;
const _errs12 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.key === undefined){
const err8 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf/0/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid1 = _errs12 === errors;
if(_valid1){
valid3 = true;
passing1 = 0;
var props1 = {};
props1.key = true;
}
const _errs13 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.keyFile === undefined){
const err9 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf/1/required",keyword:"required",params:{missingProperty: "keyFile"},message:"must have required property '"+"keyFile"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var _valid1 = _errs13 === errors;
if(_valid1 && valid3){
valid3 = false;
passing1 = [passing1, 1];
}
else {
if(_valid1){
valid3 = true;
passing1 = 1;
if(props1 !== true){
props1 = props1 || {};
props1.keyFile = true;
}
}
const _errs14 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.keys === undefined){
const err10 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf/2/required",keyword:"required",params:{missingProperty: "keys"},message:"must have required property '"+"keys"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data1.from !== undefined){
const err11 = {instancePath:instancePath+"/cosign/from",schemaPath:"#/properties/cosign/oneOf/2/properties/from/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data1.until !== undefined){
const err12 = {instancePath:instancePath+"/cosign/until",schemaPath:"#/properties/cosign/oneOf/2/properties/until/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid1 = _errs14 === errors;
if(_valid1 && valid3){
valid3 = false;
passing1 = [passing1, 2];
}
else {
if(_valid1){
valid3 = true;
passing1 = 2;
if(props1 !== true){
props1 = props1 || {};
props1.keys = true;
props1.from = true;
props1.until = true;
}
}
}
}
if(!valid3){
const err13 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf",keyword:"oneOf",params:{passingSchemas: passing1},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
const _errs16 = errors;
const _errs17 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing0;
if(((data1.trustedRoot === undefined) && (missing0 = "trustedRoot")) || ((data1.trustedRootFile === undefined) && (missing0 = "trustedRootFile"))){
const err14 = {};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var valid6 = _errs17 === errors;
if(valid6){
const err15 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/allOf/0/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
const _errs19 = errors;
const _errs20 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.trustedRoot === undefined) && (missing1 = "trustedRoot")) || ((data1.trust === undefined) && (missing1 = "trust"))){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var valid7 = _errs20 === errors;
if(valid7){
const err17 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/allOf/1/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
const _errs22 = errors;
const _errs23 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing2;
if(((data1.trustedRootFile === undefined) && (missing2 = "trustedRootFile")) || ((data1.trust === undefined) && (missing2 = "trust"))){
const err18 = {};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var valid8 = _errs23 === errors;
if(valid8){
const err19 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/allOf/2/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
else {
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
}
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!(func1.call(schema33.properties.cosign.properties, key1))){
const err20 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data1.key !== undefined){
let data4 = data1.key;
if(typeof data4 === "string"){
if(func2(data4) > 262144){
const err21 = {instancePath:instancePath+"/cosign/key",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func2(data4) < 1){
const err22 = {instancePath:instancePath+"/cosign/key",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/cosign/key",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data1.keyFile !== undefined){
let data5 = data1.keyFile;
if(typeof data5 === "string"){
if(func2(data5) > 4096){
const err24 = {instancePath:instancePath+"/cosign/keyFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func2(data5) < 1){
const err25 = {instancePath:instancePath+"/cosign/keyFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/cosign/keyFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data1.from !== undefined){
let data6 = data1.from;
if(typeof data6 === "string"){
if(func2(data6) > 64){
const err27 = {instancePath:instancePath+"/cosign/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data6) < 20){
const err28 = {instancePath:instancePath+"/cosign/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/cosign/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data1.until !== undefined){
let data7 = data1.until;
if(typeof data7 === "string"){
if(func2(data7) > 64){
const err30 = {instancePath:instancePath+"/cosign/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func2(data7) < 20){
const err31 = {instancePath:instancePath+"/cosign/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/cosign/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data1.keys !== undefined){
let data8 = data1.keys;
if(Array.isArray(data8)){
if(data8.length > 16){
const err33 = {instancePath:instancePath+"/cosign/keys",schemaPath:"#/properties/cosign/properties/keys/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data8.length < 1){
const err34 = {instancePath:instancePath+"/cosign/keys",schemaPath:"#/properties/cosign/properties/keys/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
const _errs41 = errors;
let valid16 = false;
let passing2 = null;
const _errs42 = errors;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.key === undefined){
const err35 = {instancePath:instancePath+"/cosign/keys/" + i0,schemaPath:"#/properties/cosign/properties/keys/items/oneOf/0/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid2 = _errs42 === errors;
if(_valid2){
valid16 = true;
passing2 = 0;
var props2 = {};
props2.key = true;
}
const _errs43 = errors;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.keyFile === undefined){
const err36 = {instancePath:instancePath+"/cosign/keys/" + i0,schemaPath:"#/properties/cosign/properties/keys/items/oneOf/1/required",keyword:"required",params:{missingProperty: "keyFile"},message:"must have required property '"+"keyFile"+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
var _valid2 = _errs43 === errors;
if(_valid2 && valid16){
valid16 = false;
passing2 = [passing2, 1];
}
else {
if(_valid2){
valid16 = true;
passing2 = 1;
if(props2 !== true){
props2 = props2 || {};
props2.keyFile = true;
}
}
}
if(!valid16){
const err37 = {instancePath:instancePath+"/cosign/keys/" + i0,schemaPath:"#/properties/cosign/properties/keys/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing2},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
else {
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
}
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 in data9){
if(!((((key2 === "key") || (key2 === "keyFile")) || (key2 === "from")) || (key2 === "until"))){
const err38 = {instancePath:instancePath+"/cosign/keys/" + i0,schemaPath:"#/properties/cosign/properties/keys/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data9.key !== undefined){
let data10 = data9.key;
if(typeof data10 === "string"){
if(func2(data10) > 262144){
const err39 = {instancePath:instancePath+"/cosign/keys/" + i0+"/key",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(func2(data10) < 1){
const err40 = {instancePath:instancePath+"/cosign/keys/" + i0+"/key",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/cosign/keys/" + i0+"/key",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data9.keyFile !== undefined){
let data11 = data9.keyFile;
if(typeof data11 === "string"){
if(func2(data11) > 4096){
const err42 = {instancePath:instancePath+"/cosign/keys/" + i0+"/keyFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(func2(data11) < 1){
const err43 = {instancePath:instancePath+"/cosign/keys/" + i0+"/keyFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/cosign/keys/" + i0+"/keyFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data9.from !== undefined){
let data12 = data9.from;
if(typeof data12 === "string"){
if(func2(data12) > 64){
const err45 = {instancePath:instancePath+"/cosign/keys/" + i0+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(func2(data12) < 20){
const err46 = {instancePath:instancePath+"/cosign/keys/" + i0+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/cosign/keys/" + i0+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data9.until !== undefined){
let data13 = data9.until;
if(typeof data13 === "string"){
if(func2(data13) > 64){
const err48 = {instancePath:instancePath+"/cosign/keys/" + i0+"/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(func2(data13) < 20){
const err49 = {instancePath:instancePath+"/cosign/keys/" + i0+"/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/cosign/keys/" + i0+"/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/cosign/keys/" + i0,schemaPath:"#/properties/cosign/properties/keys/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/cosign/keys",schemaPath:"#/properties/cosign/properties/keys/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data1.trustedRoot !== undefined){
let data14 = data1.trustedRoot;
if(typeof data14 === "string"){
if(func2(data14) > 262144){
const err53 = {instancePath:instancePath+"/cosign/trustedRoot",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(func2(data14) < 1){
const err54 = {instancePath:instancePath+"/cosign/trustedRoot",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/cosign/trustedRoot",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data1.trustedRootFile !== undefined){
let data15 = data1.trustedRootFile;
if(typeof data15 === "string"){
if(func2(data15) > 4096){
const err56 = {instancePath:instancePath+"/cosign/trustedRootFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(func2(data15) < 1){
const err57 = {instancePath:instancePath+"/cosign/trustedRootFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/cosign/trustedRootFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data1.trust !== undefined){
let data16 = data1.trust;
if(typeof data16 === "string"){
if(!pattern6.test(data16)){
const err59 = {instancePath:instancePath+"/cosign/trust",schemaPath:"#/properties/cosign/properties/trust/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/cosign/trust",schemaPath:"#/properties/cosign/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data1.logs !== undefined){
let data17 = data1.logs;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err61 = {instancePath:instancePath+"/cosign/logs",schemaPath:"#/properties/cosign/properties/logs/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 8 || isNaN(data17)){
const err62 = {instancePath:instancePath+"/cosign/logs",schemaPath:"#/properties/cosign/properties/logs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8},message:"must be <= 8"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err63 = {instancePath:instancePath+"/cosign/logs",schemaPath:"#/properties/cosign/properties/logs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
}
else {
const err64 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.notation !== undefined){
let data18 = data.notation;
const _errs69 = errors;
let valid24 = false;
let passing3 = null;
const _errs70 = errors;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.certificates === undefined){
const err65 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf/0/required",keyword:"required",params:{missingProperty: "certificates"},message:"must have required property '"+"certificates"+"'"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
var _valid3 = _errs70 === errors;
if(_valid3){
valid24 = true;
passing3 = 0;
var props3 = {};
props3.certificates = true;
}
const _errs71 = errors;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.certificateFile === undefined){
const err66 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf/1/required",keyword:"required",params:{missingProperty: "certificateFile"},message:"must have required property '"+"certificateFile"+"'"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
var _valid3 = _errs71 === errors;
if(_valid3 && valid24){
valid24 = false;
passing3 = [passing3, 1];
}
else {
if(_valid3){
valid24 = true;
passing3 = 1;
if(props3 !== true){
props3 = props3 || {};
props3.certificateFile = true;
}
}
const _errs72 = errors;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.authorities === undefined){
const err67 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf/2/required",keyword:"required",params:{missingProperty: "authorities"},message:"must have required property '"+"authorities"+"'"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data18.from !== undefined){
const err68 = {instancePath:instancePath+"/notation/from",schemaPath:"#/properties/notation/oneOf/2/properties/from/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data18.until !== undefined){
const err69 = {instancePath:instancePath+"/notation/until",schemaPath:"#/properties/notation/oneOf/2/properties/until/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
var _valid3 = _errs72 === errors;
if(_valid3 && valid24){
valid24 = false;
passing3 = [passing3, 2];
}
else {
if(_valid3){
valid24 = true;
passing3 = 2;
if(props3 !== true){
props3 = props3 || {};
props3.authorities = true;
props3.from = true;
props3.until = true;
}
}
const _errs73 = errors;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.trustStore === undefined){
const err70 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf/3/required",keyword:"required",params:{missingProperty: "trustStore"},message:"must have required property '"+"trustStore"+"'"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
var _valid3 = _errs73 === errors;
if(_valid3 && valid24){
valid24 = false;
passing3 = [passing3, 3];
}
else {
if(_valid3){
valid24 = true;
passing3 = 3;
if(props3 !== true){
props3 = props3 || {};
props3.trustStore = true;
}
}
}
}
}
if(!valid24){
const err71 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf",keyword:"oneOf",params:{passingSchemas: passing3},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
else {
errors = _errs69;
if(vErrors !== null){
if(_errs69){
vErrors.length = _errs69;
}
else {
vErrors = null;
}
}
}
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.identities === undefined){
const err72 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/required",keyword:"required",params:{missingProperty: "identities"},message:"must have required property '"+"identities"+"'"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key3 in data18){
if(!(func1.call(schema33.properties.notation.properties, key3))){
const err73 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data18.certificates !== undefined){
let data21 = data18.certificates;
if(typeof data21 === "string"){
if(func2(data21) > 262144){
const err74 = {instancePath:instancePath+"/notation/certificates",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(func2(data21) < 1){
const err75 = {instancePath:instancePath+"/notation/certificates",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
else {
const err76 = {instancePath:instancePath+"/notation/certificates",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data18.certificateFile !== undefined){
let data22 = data18.certificateFile;
if(typeof data22 === "string"){
if(func2(data22) > 4096){
const err77 = {instancePath:instancePath+"/notation/certificateFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(func2(data22) < 1){
const err78 = {instancePath:instancePath+"/notation/certificateFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/notation/certificateFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data18.from !== undefined){
let data23 = data18.from;
if(typeof data23 === "string"){
if(func2(data23) > 64){
const err80 = {instancePath:instancePath+"/notation/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(func2(data23) < 20){
const err81 = {instancePath:instancePath+"/notation/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/notation/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data18.until !== undefined){
let data24 = data18.until;
if(typeof data24 === "string"){
if(func2(data24) > 64){
const err83 = {instancePath:instancePath+"/notation/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(func2(data24) < 20){
const err84 = {instancePath:instancePath+"/notation/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/notation/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data18.authorities !== undefined){
let data25 = data18.authorities;
if(Array.isArray(data25)){
if(data25.length > 16){
const err86 = {instancePath:instancePath+"/notation/authorities",schemaPath:"#/properties/notation/properties/authorities/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data25.length < 1){
const err87 = {instancePath:instancePath+"/notation/authorities",schemaPath:"#/properties/notation/properties/authorities/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
const len1 = data25.length;
for(let i1=0; i1<len1; i1++){
let data26 = data25[i1];
const _errs91 = errors;
let valid33 = false;
let passing4 = null;
const _errs92 = errors;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.certificates === undefined){
const err88 = {instancePath:instancePath+"/notation/authorities/" + i1,schemaPath:"#/properties/notation/properties/authorities/items/oneOf/0/required",keyword:"required",params:{missingProperty: "certificates"},message:"must have required property '"+"certificates"+"'"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
var _valid4 = _errs92 === errors;
if(_valid4){
valid33 = true;
passing4 = 0;
var props4 = {};
props4.certificates = true;
}
const _errs93 = errors;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.certificateFile === undefined){
const err89 = {instancePath:instancePath+"/notation/authorities/" + i1,schemaPath:"#/properties/notation/properties/authorities/items/oneOf/1/required",keyword:"required",params:{missingProperty: "certificateFile"},message:"must have required property '"+"certificateFile"+"'"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
var _valid4 = _errs93 === errors;
if(_valid4 && valid33){
valid33 = false;
passing4 = [passing4, 1];
}
else {
if(_valid4){
valid33 = true;
passing4 = 1;
if(props4 !== true){
props4 = props4 || {};
props4.certificateFile = true;
}
}
}
if(!valid33){
const err90 = {instancePath:instancePath+"/notation/authorities/" + i1,schemaPath:"#/properties/notation/properties/authorities/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing4},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
else {
errors = _errs91;
if(vErrors !== null){
if(_errs91){
vErrors.length = _errs91;
}
else {
vErrors = null;
}
}
}
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key4 in data26){
if(!((((key4 === "certificates") || (key4 === "certificateFile")) || (key4 === "from")) || (key4 === "until"))){
const err91 = {instancePath:instancePath+"/notation/authorities/" + i1,schemaPath:"#/properties/notation/properties/authorities/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data26.certificates !== undefined){
let data27 = data26.certificates;
if(typeof data27 === "string"){
if(func2(data27) > 262144){
const err92 = {instancePath:instancePath+"/notation/authorities/" + i1+"/certificates",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(func2(data27) < 1){
const err93 = {instancePath:instancePath+"/notation/authorities/" + i1+"/certificates",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/notation/authorities/" + i1+"/certificates",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data26.certificateFile !== undefined){
let data28 = data26.certificateFile;
if(typeof data28 === "string"){
if(func2(data28) > 4096){
const err95 = {instancePath:instancePath+"/notation/authorities/" + i1+"/certificateFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(func2(data28) < 1){
const err96 = {instancePath:instancePath+"/notation/authorities/" + i1+"/certificateFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
else {
const err97 = {instancePath:instancePath+"/notation/authorities/" + i1+"/certificateFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data26.from !== undefined){
let data29 = data26.from;
if(typeof data29 === "string"){
if(func2(data29) > 64){
const err98 = {instancePath:instancePath+"/notation/authorities/" + i1+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(func2(data29) < 20){
const err99 = {instancePath:instancePath+"/notation/authorities/" + i1+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/notation/authorities/" + i1+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data26.until !== undefined){
let data30 = data26.until;
if(typeof data30 === "string"){
if(func2(data30) > 64){
const err101 = {instancePath:instancePath+"/notation/authorities/" + i1+"/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(func2(data30) < 20){
const err102 = {instancePath:instancePath+"/notation/authorities/" + i1+"/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/notation/authorities/" + i1+"/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/notation/authorities/" + i1,schemaPath:"#/properties/notation/properties/authorities/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
}
else {
const err105 = {instancePath:instancePath+"/notation/authorities",schemaPath:"#/properties/notation/properties/authorities/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data18.identities !== undefined){
let data31 = data18.identities;
if(Array.isArray(data31)){
if(data31.length > 32){
const err106 = {instancePath:instancePath+"/notation/identities",schemaPath:"#/properties/notation/properties/identities/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data31.length < 1){
const err107 = {instancePath:instancePath+"/notation/identities",schemaPath:"#/properties/notation/properties/identities/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
const len2 = data31.length;
for(let i2=0; i2<len2; i2++){
let data32 = data31[i2];
if(typeof data32 === "string"){
if(func2(data32) > 2048){
const err108 = {instancePath:instancePath+"/notation/identities/" + i2,schemaPath:"#/properties/notation/properties/identities/items/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(func2(data32) < 1){
const err109 = {instancePath:instancePath+"/notation/identities/" + i2,schemaPath:"#/properties/notation/properties/identities/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/notation/identities/" + i2,schemaPath:"#/properties/notation/properties/identities/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/notation/identities",schemaPath:"#/properties/notation/properties/identities/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data18.log !== undefined){
let data33 = data18.log;
if(Array.isArray(data33)){
if(data33.length < 1){
const err112 = {instancePath:instancePath+"/notation/log",schemaPath:"#/properties/notation/properties/log/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
const len3 = data33.length;
for(let i3=0; i3<len3; i3++){
let data34 = data33[i3];
if(!(((data34 === "authenticity") || (data34 === "authenticTimestamp")) || (data34 === "expiry"))){
const err113 = {instancePath:instancePath+"/notation/log/" + i3,schemaPath:"#/properties/notation/properties/log/items/enum",keyword:"enum",params:{allowedValues: schema33.properties.notation.properties.log.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
let i4 = data33.length;
let j0;
if(i4 > 1){
outer0:
for(;i4--;){
for(j0 = i4; j0--;){
if(func0(data33[i4], data33[j0])){
const err114 = {instancePath:instancePath+"/notation/log",schemaPath:"#/properties/notation/properties/log/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i4+" are identical)"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err115 = {instancePath:instancePath+"/notation/log",schemaPath:"#/properties/notation/properties/log/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data18.revocation !== undefined){
let data35 = data18.revocation;
if(!(((data35 === "enforce") || (data35 === "log")) || (data35 === "skip"))){
const err116 = {instancePath:instancePath+"/notation/revocation",schemaPath:"#/properties/notation/properties/revocation/enum",keyword:"enum",params:{allowedValues: schema33.properties.notation.properties.revocation.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data18.crlFiles !== undefined){
let data36 = data18.crlFiles;
if(Array.isArray(data36)){
if(data36.length > 32){
const err117 = {instancePath:instancePath+"/notation/crlFiles",schemaPath:"#/properties/notation/properties/crlFiles/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(data36.length < 1){
const err118 = {instancePath:instancePath+"/notation/crlFiles",schemaPath:"#/properties/notation/properties/crlFiles/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
const len4 = data36.length;
for(let i5=0; i5<len4; i5++){
let data37 = data36[i5];
if(typeof data37 === "string"){
if(func2(data37) > 4096){
const err119 = {instancePath:instancePath+"/notation/crlFiles/" + i5,schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(func2(data37) < 1){
const err120 = {instancePath:instancePath+"/notation/crlFiles/" + i5,schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
else {
const err121 = {instancePath:instancePath+"/notation/crlFiles/" + i5,schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/notation/crlFiles",schemaPath:"#/properties/notation/properties/crlFiles/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data18.crls !== undefined){
let data38 = data18.crls;
if(Array.isArray(data38)){
if(data38.length > 32){
const err123 = {instancePath:instancePath+"/notation/crls",schemaPath:"#/properties/notation/properties/crls/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(data38.length < 1){
const err124 = {instancePath:instancePath+"/notation/crls",schemaPath:"#/properties/notation/properties/crls/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
const len5 = data38.length;
for(let i6=0; i6<len5; i6++){
let data39 = data38[i6];
if(typeof data39 === "string"){
if(func2(data39) > 262144){
const err125 = {instancePath:instancePath+"/notation/crls/" + i6,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(func2(data39) < 1){
const err126 = {instancePath:instancePath+"/notation/crls/" + i6,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
else {
const err127 = {instancePath:instancePath+"/notation/crls/" + i6,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
}
else {
const err128 = {instancePath:instancePath+"/notation/crls",schemaPath:"#/properties/notation/properties/crls/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data18.timestamps !== undefined){
let data40 = data18.timestamps;
const _errs127 = errors;
let valid50 = false;
let passing5 = null;
const _errs128 = errors;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.certificates === undefined){
const err129 = {instancePath:instancePath+"/notation/timestamps",schemaPath:"#/properties/notation/properties/timestamps/oneOf/0/required",keyword:"required",params:{missingProperty: "certificates"},message:"must have required property '"+"certificates"+"'"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
var _valid5 = _errs128 === errors;
if(_valid5){
valid50 = true;
passing5 = 0;
var props5 = {};
props5.certificates = true;
}
const _errs129 = errors;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.certificateFile === undefined){
const err130 = {instancePath:instancePath+"/notation/timestamps",schemaPath:"#/properties/notation/properties/timestamps/oneOf/1/required",keyword:"required",params:{missingProperty: "certificateFile"},message:"must have required property '"+"certificateFile"+"'"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
var _valid5 = _errs129 === errors;
if(_valid5 && valid50){
valid50 = false;
passing5 = [passing5, 1];
}
else {
if(_valid5){
valid50 = true;
passing5 = 1;
if(props5 !== true){
props5 = props5 || {};
props5.certificateFile = true;
}
}
const _errs130 = errors;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.trustStore === undefined){
const err131 = {instancePath:instancePath+"/notation/timestamps",schemaPath:"#/properties/notation/properties/timestamps/oneOf/2/required",keyword:"required",params:{missingProperty: "trustStore"},message:"must have required property '"+"trustStore"+"'"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
var _valid5 = _errs130 === errors;
if(_valid5 && valid50){
valid50 = false;
passing5 = [passing5, 2];
}
else {
if(_valid5){
valid50 = true;
passing5 = 2;
if(props5 !== true){
props5 = props5 || {};
props5.trustStore = true;
}
}
}
}
if(!valid50){
const err132 = {instancePath:instancePath+"/notation/timestamps",schemaPath:"#/properties/notation/properties/timestamps/oneOf",keyword:"oneOf",params:{passingSchemas: passing5},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
else {
errors = _errs127;
if(vErrors !== null){
if(_errs127){
vErrors.length = _errs127;
}
else {
vErrors = null;
}
}
}
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
for(const key5 in data40){
if(!((((key5 === "certificates") || (key5 === "certificateFile")) || (key5 === "when")) || (key5 === "trustStore"))){
const err133 = {instancePath:instancePath+"/notation/timestamps",schemaPath:"#/properties/notation/properties/timestamps/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data40.certificates !== undefined){
let data41 = data40.certificates;
if(typeof data41 === "string"){
if(func2(data41) > 262144){
const err134 = {instancePath:instancePath+"/notation/timestamps/certificates",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(func2(data41) < 1){
const err135 = {instancePath:instancePath+"/notation/timestamps/certificates",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/notation/timestamps/certificates",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data40.certificateFile !== undefined){
let data42 = data40.certificateFile;
if(typeof data42 === "string"){
if(func2(data42) > 4096){
const err137 = {instancePath:instancePath+"/notation/timestamps/certificateFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(func2(data42) < 1){
const err138 = {instancePath:instancePath+"/notation/timestamps/certificateFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/notation/timestamps/certificateFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data40.when !== undefined){
let data43 = data40.when;
if(!((data43 === "always") || (data43 === "afterCertExpiry"))){
const err140 = {instancePath:instancePath+"/notation/timestamps/when",schemaPath:"#/properties/notation/properties/timestamps/properties/when/enum",keyword:"enum",params:{allowedValues: schema33.properties.notation.properties.timestamps.properties.when.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data40.trustStore !== undefined){
if(!(validate22(data40.trustStore, {instancePath:instancePath+"/notation/timestamps/trustStore",parentData:data40,parentDataProperty:"trustStore",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err141 = {instancePath:instancePath+"/notation/timestamps",schemaPath:"#/properties/notation/properties/timestamps/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data18.signingAuthority !== undefined){
if(true !== data18.signingAuthority){
const err142 = {instancePath:instancePath+"/notation/signingAuthority",schemaPath:"#/properties/notation/properties/signingAuthority/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data18.trustStore !== undefined){
if(!(validate22(data18.trustStore, {instancePath:instancePath+"/notation/trustStore",parentData:data18,parentDataProperty:"trustStore",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err143 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data.keyless !== undefined){
let data47 = data.keyless;
const _errs145 = errors;
let valid55 = false;
let passing6 = null;
const _errs146 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.identity === undefined){
const err144 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/required",keyword:"required",params:{missingProperty: "identity"},message:"must have required property '"+"identity"+"'"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data47.issuer === undefined){
const err145 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/required",keyword:"required",params:{missingProperty: "issuer"},message:"must have required property '"+"issuer"+"'"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(data47.identityPattern !== undefined){
const err146 = {instancePath:instancePath+"/keyless/identityPattern",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/identityPattern/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(data47.github !== undefined){
const err147 = {instancePath:instancePath+"/keyless/github",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/github/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data47.gitlab !== undefined){
const err148 = {instancePath:instancePath+"/keyless/gitlab",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/gitlab/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data47.workflow !== undefined){
const err149 = {instancePath:instancePath+"/keyless/workflow",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data47.config !== undefined){
const err150 = {instancePath:instancePath+"/keyless/config",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/config/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(data47.ref !== undefined){
const err151 = {instancePath:instancePath+"/keyless/ref",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/ref/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data47.host !== undefined){
const err152 = {instancePath:instancePath+"/keyless/host",schemaPath:"#/properties/keyless/allOf/0/oneOf/0/properties/host/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
var _valid6 = _errs146 === errors;
if(_valid6){
valid55 = true;
passing6 = 0;
var props6 = {};
props6.identity = true;
props6.issuer = true;
props6.identityPattern = true;
props6.github = true;
props6.gitlab = true;
props6.workflow = true;
props6.config = true;
props6.ref = true;
props6.host = true;
}
const _errs147 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.identityPattern === undefined){
const err153 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/required",keyword:"required",params:{missingProperty: "identityPattern"},message:"must have required property '"+"identityPattern"+"'"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data47.issuer === undefined){
const err154 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/required",keyword:"required",params:{missingProperty: "issuer"},message:"must have required property '"+"issuer"+"'"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(data47.identity !== undefined){
const err155 = {instancePath:instancePath+"/keyless/identity",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/identity/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(data47.github !== undefined){
const err156 = {instancePath:instancePath+"/keyless/github",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/github/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data47.gitlab !== undefined){
const err157 = {instancePath:instancePath+"/keyless/gitlab",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/gitlab/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(data47.workflow !== undefined){
const err158 = {instancePath:instancePath+"/keyless/workflow",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if(data47.config !== undefined){
const err159 = {instancePath:instancePath+"/keyless/config",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/config/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(data47.ref !== undefined){
const err160 = {instancePath:instancePath+"/keyless/ref",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/ref/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(data47.host !== undefined){
const err161 = {instancePath:instancePath+"/keyless/host",schemaPath:"#/properties/keyless/allOf/0/oneOf/1/properties/host/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
var _valid6 = _errs147 === errors;
if(_valid6 && valid55){
valid55 = false;
passing6 = [passing6, 1];
}
else {
if(_valid6){
valid55 = true;
passing6 = 1;
if(props6 !== true){
props6 = props6 || {};
props6.identityPattern = true;
props6.issuer = true;
props6.identity = true;
props6.github = true;
props6.gitlab = true;
props6.workflow = true;
props6.config = true;
props6.ref = true;
props6.host = true;
}
}
const _errs148 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.github === undefined){
const err162 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/required",keyword:"required",params:{missingProperty: "github"},message:"must have required property '"+"github"+"'"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(data47.workflow === undefined){
const err163 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/required",keyword:"required",params:{missingProperty: "workflow"},message:"must have required property '"+"workflow"+"'"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(data47.ref === undefined){
const err164 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/required",keyword:"required",params:{missingProperty: "ref"},message:"must have required property '"+"ref"+"'"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(data47.identity !== undefined){
const err165 = {instancePath:instancePath+"/keyless/identity",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/properties/identity/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(data47.identityPattern !== undefined){
const err166 = {instancePath:instancePath+"/keyless/identityPattern",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/properties/identityPattern/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(data47.gitlab !== undefined){
const err167 = {instancePath:instancePath+"/keyless/gitlab",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/properties/gitlab/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(data47.config !== undefined){
const err168 = {instancePath:instancePath+"/keyless/config",schemaPath:"#/properties/keyless/allOf/0/oneOf/2/properties/config/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
var _valid6 = _errs148 === errors;
if(_valid6 && valid55){
valid55 = false;
passing6 = [passing6, 2];
}
else {
if(_valid6){
valid55 = true;
passing6 = 2;
if(props6 !== true){
props6 = props6 || {};
props6.github = true;
props6.workflow = true;
props6.ref = true;
props6.identity = true;
props6.identityPattern = true;
props6.gitlab = true;
props6.config = true;
}
}
const _errs149 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.gitlab === undefined){
const err169 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/3/required",keyword:"required",params:{missingProperty: "gitlab"},message:"must have required property '"+"gitlab"+"'"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if(data47.ref === undefined){
const err170 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf/3/required",keyword:"required",params:{missingProperty: "ref"},message:"must have required property '"+"ref"+"'"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if(data47.identity !== undefined){
const err171 = {instancePath:instancePath+"/keyless/identity",schemaPath:"#/properties/keyless/allOf/0/oneOf/3/properties/identity/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(data47.identityPattern !== undefined){
const err172 = {instancePath:instancePath+"/keyless/identityPattern",schemaPath:"#/properties/keyless/allOf/0/oneOf/3/properties/identityPattern/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(data47.github !== undefined){
const err173 = {instancePath:instancePath+"/keyless/github",schemaPath:"#/properties/keyless/allOf/0/oneOf/3/properties/github/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(data47.workflow !== undefined){
const err174 = {instancePath:instancePath+"/keyless/workflow",schemaPath:"#/properties/keyless/allOf/0/oneOf/3/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
var _valid6 = _errs149 === errors;
if(_valid6 && valid55){
valid55 = false;
passing6 = [passing6, 3];
}
else {
if(_valid6){
valid55 = true;
passing6 = 3;
if(props6 !== true){
props6 = props6 || {};
props6.gitlab = true;
props6.ref = true;
props6.identity = true;
props6.identityPattern = true;
props6.github = true;
props6.workflow = true;
}
}
}
}
}
if(!valid55){
const err175 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/0/oneOf",keyword:"oneOf",params:{passingSchemas: passing6},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
else {
errors = _errs145;
if(vErrors !== null){
if(_errs145){
vErrors.length = _errs145;
}
else {
vErrors = null;
}
}
}
const _errs151 = errors;
const _errs152 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
let missing3;
if(((data47.trustedRoot === undefined) && (missing3 = "trustedRoot")) || ((data47.trustedRootFile === undefined) && (missing3 = "trustedRootFile"))){
const err176 = {};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
var valid60 = _errs152 === errors;
if(valid60){
const err177 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/1/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
else {
errors = _errs151;
if(vErrors !== null){
if(_errs151){
vErrors.length = _errs151;
}
else {
vErrors = null;
}
}
}
const _errs154 = errors;
const _errs155 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
let missing4;
if(((data47.trustedRoot === undefined) && (missing4 = "trustedRoot")) || ((data47.trust === undefined) && (missing4 = "trust"))){
const err178 = {};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
var valid61 = _errs155 === errors;
if(valid61){
const err179 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/2/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
else {
errors = _errs154;
if(vErrors !== null){
if(_errs154){
vErrors.length = _errs154;
}
else {
vErrors = null;
}
}
}
const _errs157 = errors;
const _errs158 = errors;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
let missing5;
if(((data47.trustedRootFile === undefined) && (missing5 = "trustedRootFile")) || ((data47.trust === undefined) && (missing5 = "trust"))){
const err180 = {};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
var valid62 = _errs158 === errors;
if(valid62){
const err181 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/allOf/3/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
else {
errors = _errs157;
if(vErrors !== null){
if(_errs157){
vErrors.length = _errs157;
}
else {
vErrors = null;
}
}
}
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key6 in data47){
if(!(func1.call(schema33.properties.keyless.properties, key6))){
const err182 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data47.identity !== undefined){
let data70 = data47.identity;
if(typeof data70 === "string"){
if(func2(data70) > 2048){
const err183 = {instancePath:instancePath+"/keyless/identity",schemaPath:"#/properties/keyless/properties/identity/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(func2(data70) < 1){
const err184 = {instancePath:instancePath+"/keyless/identity",schemaPath:"#/properties/keyless/properties/identity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/keyless/identity",schemaPath:"#/properties/keyless/properties/identity/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data47.identityPattern !== undefined){
let data71 = data47.identityPattern;
if(typeof data71 === "string"){
if(func2(data71) > 2048){
const err186 = {instancePath:instancePath+"/keyless/identityPattern",schemaPath:"#/properties/keyless/properties/identityPattern/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(func2(data71) < 1){
const err187 = {instancePath:instancePath+"/keyless/identityPattern",schemaPath:"#/properties/keyless/properties/identityPattern/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
else {
const err188 = {instancePath:instancePath+"/keyless/identityPattern",schemaPath:"#/properties/keyless/properties/identityPattern/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data47.issuer !== undefined){
let data72 = data47.issuer;
if(typeof data72 === "string"){
if(func2(data72) > 2048){
const err189 = {instancePath:instancePath+"/keyless/issuer",schemaPath:"#/properties/keyless/properties/issuer/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if(func2(data72) < 1){
const err190 = {instancePath:instancePath+"/keyless/issuer",schemaPath:"#/properties/keyless/properties/issuer/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
else {
const err191 = {instancePath:instancePath+"/keyless/issuer",schemaPath:"#/properties/keyless/properties/issuer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data47.github !== undefined){
let data73 = data47.github;
if(typeof data73 === "string"){
if(func2(data73) > 256){
const err192 = {instancePath:instancePath+"/keyless/github",schemaPath:"#/properties/keyless/properties/github/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(func2(data73) < 3){
const err193 = {instancePath:instancePath+"/keyless/github",schemaPath:"#/properties/keyless/properties/github/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
else {
const err194 = {instancePath:instancePath+"/keyless/github",schemaPath:"#/properties/keyless/properties/github/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data47.workflow !== undefined){
let data74 = data47.workflow;
if(typeof data74 === "string"){
if(func2(data74) > 256){
const err195 = {instancePath:instancePath+"/keyless/workflow",schemaPath:"#/properties/keyless/properties/workflow/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if(func2(data74) < 5){
const err196 = {instancePath:instancePath+"/keyless/workflow",schemaPath:"#/properties/keyless/properties/workflow/minLength",keyword:"minLength",params:{limit: 5},message:"must NOT have fewer than 5 characters"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
else {
const err197 = {instancePath:instancePath+"/keyless/workflow",schemaPath:"#/properties/keyless/properties/workflow/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data47.gitlab !== undefined){
let data75 = data47.gitlab;
if(typeof data75 === "string"){
if(func2(data75) > 1024){
const err198 = {instancePath:instancePath+"/keyless/gitlab",schemaPath:"#/properties/keyless/properties/gitlab/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
if(func2(data75) < 3){
const err199 = {instancePath:instancePath+"/keyless/gitlab",schemaPath:"#/properties/keyless/properties/gitlab/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
else {
const err200 = {instancePath:instancePath+"/keyless/gitlab",schemaPath:"#/properties/keyless/properties/gitlab/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data47.config !== undefined){
let data76 = data47.config;
if(typeof data76 === "string"){
if(func2(data76) > 1024){
const err201 = {instancePath:instancePath+"/keyless/config",schemaPath:"#/properties/keyless/properties/config/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if(func2(data76) < 1){
const err202 = {instancePath:instancePath+"/keyless/config",schemaPath:"#/properties/keyless/properties/config/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
else {
const err203 = {instancePath:instancePath+"/keyless/config",schemaPath:"#/properties/keyless/properties/config/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data47.ref !== undefined){
let data77 = data47.ref;
if(typeof data77 === "string"){
if(func2(data77) > 1024){
const err204 = {instancePath:instancePath+"/keyless/ref",schemaPath:"#/properties/keyless/properties/ref/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(!pattern9.test(data77)){
const err205 = {instancePath:instancePath+"/keyless/ref",schemaPath:"#/properties/keyless/properties/ref/pattern",keyword:"pattern",params:{pattern: "^refs/"},message:"must match pattern \""+"^refs/"+"\""};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
else {
const err206 = {instancePath:instancePath+"/keyless/ref",schemaPath:"#/properties/keyless/properties/ref/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data47.host !== undefined){
let data78 = data47.host;
if(typeof data78 === "string"){
if(func2(data78) > 1024){
const err207 = {instancePath:instancePath+"/keyless/host",schemaPath:"#/properties/keyless/properties/host/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if(func2(data78) < 1){
const err208 = {instancePath:instancePath+"/keyless/host",schemaPath:"#/properties/keyless/properties/host/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
else {
const err209 = {instancePath:instancePath+"/keyless/host",schemaPath:"#/properties/keyless/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
if(data47.claims !== undefined){
let data79 = data47.claims;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
if(Object.keys(data79).length < 1){
const err210 = {instancePath:instancePath+"/keyless/claims",schemaPath:"#/properties/keyless/properties/claims/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
for(const key7 in data79){
if(!(func1.call(schema33.properties.keyless.properties.claims.properties, key7))){
const err211 = {instancePath:instancePath+"/keyless/claims",schemaPath:"#/properties/keyless/properties/claims/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data79.buildSigner !== undefined){
let data80 = data79.buildSigner;
if(typeof data80 === "string"){
if(func2(data80) > 2048){
const err212 = {instancePath:instancePath+"/keyless/claims/buildSigner",schemaPath:"#/properties/keyless/properties/claims/properties/buildSigner/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(func2(data80) < 1){
const err213 = {instancePath:instancePath+"/keyless/claims/buildSigner",schemaPath:"#/properties/keyless/properties/claims/properties/buildSigner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
else {
const err214 = {instancePath:instancePath+"/keyless/claims/buildSigner",schemaPath:"#/properties/keyless/properties/claims/properties/buildSigner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data79.runner !== undefined){
let data81 = data79.runner;
if(typeof data81 === "string"){
if(func2(data81) > 2048){
const err215 = {instancePath:instancePath+"/keyless/claims/runner",schemaPath:"#/properties/keyless/properties/claims/properties/runner/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if(func2(data81) < 1){
const err216 = {instancePath:instancePath+"/keyless/claims/runner",schemaPath:"#/properties/keyless/properties/claims/properties/runner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
else {
const err217 = {instancePath:instancePath+"/keyless/claims/runner",schemaPath:"#/properties/keyless/properties/claims/properties/runner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data79.sourceRepository !== undefined){
let data82 = data79.sourceRepository;
if(typeof data82 === "string"){
if(func2(data82) > 2048){
const err218 = {instancePath:instancePath+"/keyless/claims/sourceRepository",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRepository/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
if(func2(data82) < 1){
const err219 = {instancePath:instancePath+"/keyless/claims/sourceRepository",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRepository/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
else {
const err220 = {instancePath:instancePath+"/keyless/claims/sourceRepository",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRepository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data79.sourceDigest !== undefined){
let data83 = data79.sourceDigest;
if(typeof data83 === "string"){
if(func2(data83) > 2048){
const err221 = {instancePath:instancePath+"/keyless/claims/sourceDigest",schemaPath:"#/properties/keyless/properties/claims/properties/sourceDigest/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
if(func2(data83) < 1){
const err222 = {instancePath:instancePath+"/keyless/claims/sourceDigest",schemaPath:"#/properties/keyless/properties/claims/properties/sourceDigest/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
else {
const err223 = {instancePath:instancePath+"/keyless/claims/sourceDigest",schemaPath:"#/properties/keyless/properties/claims/properties/sourceDigest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data79.sourceRef !== undefined){
let data84 = data79.sourceRef;
if(typeof data84 === "string"){
if(func2(data84) > 2048){
const err224 = {instancePath:instancePath+"/keyless/claims/sourceRef",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRef/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(func2(data84) < 1){
const err225 = {instancePath:instancePath+"/keyless/claims/sourceRef",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRef/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
else {
const err226 = {instancePath:instancePath+"/keyless/claims/sourceRef",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRef/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data79.sourceRepositoryId !== undefined){
let data85 = data79.sourceRepositoryId;
if(typeof data85 === "string"){
if(func2(data85) > 2048){
const err227 = {instancePath:instancePath+"/keyless/claims/sourceRepositoryId",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRepositoryId/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(func2(data85) < 1){
const err228 = {instancePath:instancePath+"/keyless/claims/sourceRepositoryId",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRepositoryId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
else {
const err229 = {instancePath:instancePath+"/keyless/claims/sourceRepositoryId",schemaPath:"#/properties/keyless/properties/claims/properties/sourceRepositoryId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data79.sourceOwner !== undefined){
let data86 = data79.sourceOwner;
if(typeof data86 === "string"){
if(func2(data86) > 2048){
const err230 = {instancePath:instancePath+"/keyless/claims/sourceOwner",schemaPath:"#/properties/keyless/properties/claims/properties/sourceOwner/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(func2(data86) < 1){
const err231 = {instancePath:instancePath+"/keyless/claims/sourceOwner",schemaPath:"#/properties/keyless/properties/claims/properties/sourceOwner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
else {
const err232 = {instancePath:instancePath+"/keyless/claims/sourceOwner",schemaPath:"#/properties/keyless/properties/claims/properties/sourceOwner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(data79.sourceOwnerId !== undefined){
let data87 = data79.sourceOwnerId;
if(typeof data87 === "string"){
if(func2(data87) > 2048){
const err233 = {instancePath:instancePath+"/keyless/claims/sourceOwnerId",schemaPath:"#/properties/keyless/properties/claims/properties/sourceOwnerId/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(func2(data87) < 1){
const err234 = {instancePath:instancePath+"/keyless/claims/sourceOwnerId",schemaPath:"#/properties/keyless/properties/claims/properties/sourceOwnerId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
else {
const err235 = {instancePath:instancePath+"/keyless/claims/sourceOwnerId",schemaPath:"#/properties/keyless/properties/claims/properties/sourceOwnerId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
if(data79.buildConfig !== undefined){
let data88 = data79.buildConfig;
if(typeof data88 === "string"){
if(func2(data88) > 2048){
const err236 = {instancePath:instancePath+"/keyless/claims/buildConfig",schemaPath:"#/properties/keyless/properties/claims/properties/buildConfig/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
if(func2(data88) < 1){
const err237 = {instancePath:instancePath+"/keyless/claims/buildConfig",schemaPath:"#/properties/keyless/properties/claims/properties/buildConfig/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
else {
const err238 = {instancePath:instancePath+"/keyless/claims/buildConfig",schemaPath:"#/properties/keyless/properties/claims/properties/buildConfig/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data79.event !== undefined){
let data89 = data79.event;
if(typeof data89 === "string"){
if(func2(data89) > 2048){
const err239 = {instancePath:instancePath+"/keyless/claims/event",schemaPath:"#/properties/keyless/properties/claims/properties/event/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
if(func2(data89) < 1){
const err240 = {instancePath:instancePath+"/keyless/claims/event",schemaPath:"#/properties/keyless/properties/claims/properties/event/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
else {
const err241 = {instancePath:instancePath+"/keyless/claims/event",schemaPath:"#/properties/keyless/properties/claims/properties/event/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
if(data79.visibility !== undefined){
let data90 = data79.visibility;
if(typeof data90 === "string"){
if(func2(data90) > 2048){
const err242 = {instancePath:instancePath+"/keyless/claims/visibility",schemaPath:"#/properties/keyless/properties/claims/properties/visibility/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(func2(data90) < 1){
const err243 = {instancePath:instancePath+"/keyless/claims/visibility",schemaPath:"#/properties/keyless/properties/claims/properties/visibility/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
else {
const err244 = {instancePath:instancePath+"/keyless/claims/visibility",schemaPath:"#/properties/keyless/properties/claims/properties/visibility/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
}
else {
const err245 = {instancePath:instancePath+"/keyless/claims",schemaPath:"#/properties/keyless/properties/claims/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
if(data47.trustedRoot !== undefined){
let data91 = data47.trustedRoot;
if(typeof data91 === "string"){
if(func2(data91) > 262144){
const err246 = {instancePath:instancePath+"/keyless/trustedRoot",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
if(func2(data91) < 1){
const err247 = {instancePath:instancePath+"/keyless/trustedRoot",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
else {
const err248 = {instancePath:instancePath+"/keyless/trustedRoot",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data47.trustedRootFile !== undefined){
let data92 = data47.trustedRootFile;
if(typeof data92 === "string"){
if(func2(data92) > 4096){
const err249 = {instancePath:instancePath+"/keyless/trustedRootFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
if(func2(data92) < 1){
const err250 = {instancePath:instancePath+"/keyless/trustedRootFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
else {
const err251 = {instancePath:instancePath+"/keyless/trustedRootFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data47.trust !== undefined){
let data93 = data47.trust;
if(typeof data93 === "string"){
if(!pattern6.test(data93)){
const err252 = {instancePath:instancePath+"/keyless/trust",schemaPath:"#/properties/keyless/properties/trust/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
else {
const err253 = {instancePath:instancePath+"/keyless/trust",schemaPath:"#/properties/keyless/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
if(data47.from !== undefined){
let data94 = data47.from;
if(typeof data94 === "string"){
if(func2(data94) > 64){
const err254 = {instancePath:instancePath+"/keyless/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
if(func2(data94) < 20){
const err255 = {instancePath:instancePath+"/keyless/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
else {
const err256 = {instancePath:instancePath+"/keyless/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
if(data47.until !== undefined){
let data95 = data47.until;
if(typeof data95 === "string"){
if(func2(data95) > 64){
const err257 = {instancePath:instancePath+"/keyless/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
if(func2(data95) < 20){
const err258 = {instancePath:instancePath+"/keyless/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
else {
const err259 = {instancePath:instancePath+"/keyless/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
if(data47.logs !== undefined){
let data96 = data47.logs;
if(!(((typeof data96 == "number") && (!(data96 % 1) && !isNaN(data96))) && (isFinite(data96)))){
const err260 = {instancePath:instancePath+"/keyless/logs",schemaPath:"#/properties/keyless/properties/logs/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
if((typeof data96 == "number") && (isFinite(data96))){
if(data96 > 8 || isNaN(data96)){
const err261 = {instancePath:instancePath+"/keyless/logs",schemaPath:"#/properties/keyless/properties/logs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8},message:"must be <= 8"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
if(data96 < 1 || isNaN(data96)){
const err262 = {instancePath:instancePath+"/keyless/logs",schemaPath:"#/properties/keyless/properties/logs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
}
}
else {
const err263 = {instancePath:instancePath+"/keyless",schemaPath:"#/properties/keyless/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
}
else {
const err264 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema70 = {"type":"object","additionalProperties":false,"properties":{"platforms":{"description":"Platforms that must be in the image: os/architecture[/variant].","type":"array","maxItems":64,"items":{"type":"string","minLength":1}},"signatures":{"description":"Each entry: an image signature by this signer, or by so many of several, on the index and on every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"properties":{"by":{"description":"This signer.","type":"string","minLength":1,"maxLength":64},"of":{"description":"So many of these signers, by different keys.","type":"array","minItems":1,"maxItems":16,"uniqueItems":true,"items":{"type":"string","minLength":1}},"atLeast":{"type":"integer","minimum":1,"maximum":16},"named":{"description":"Each must say that it is for the repository that is asked for.","const":true},"maxAge":{"description":"Seconds since a log or timestamp authority that is trusted for it saw the signature, at most.","type":"integer","minimum":1,"maximum":3162240000}},"oneOf":[{"properties":{"by":true,"of":false,"atLeast":false},"required":["by"]},{"properties":{"of":true,"atLeast":true,"by":false},"required":["of","atLeast"]}]}},"statements":{"description":"Signed statements that name the index and every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["type","by"],"properties":{"type":{"description":"A predicate type URI or a short name: spdxjson, slsaprovenance1, twin, ...","type":"string","minLength":1,"maxLength":512},"by":{"description":"One of these signers must have signed it.","$ref":"#/$defs/signerNames"},"count":{"description":"At least this many different statements. Default 1.","type":"integer","minimum":1,"maximum":16},"maxAge":{"description":"Seconds since the time that the statement claims, at most.","type":"integer","minimum":1,"maximum":3162240000}}}},"twinBuild":{"description":"The program that each platform image runs was built twice with the same bytes, as a signed twin proof says.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"varied":{"description":"Conditions that must have differed between the two builds.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","cache","user","clock","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"networkless":{"description":"Both builds saw no network.","const":true},"isolation":{"description":"What must have contained both builds, as read back from inside.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["network","mount","pid","uts","ipc","user","memory","pids","disk"]}},"cold":{"description":"Both builds began with empty caches.","const":true},"toolchainAuthenticated":{"description":"The Go toolchain was compared with Go's checksum database.","const":true},"modulesAuthenticated":{"description":"Each module was compared with Go's checksum database, and vendor/ with the modules.","const":true},"maxAge":{"description":"Seconds since the builds ended, at most.","type":"integer","minimum":1,"maximum":3162240000},"rebuilders":{"description":"Operators, none of whom seals the image, of whom so many have reproduced the program from its source.","type":"object","additionalProperties":false,"required":["of","atLeast"],"properties":{"of":{"$ref":"#/$defs/signerNames"},"atLeast":{"type":"integer","minimum":1,"maximum":64}}}}},"minVersion":{"description":"Lowest version by repository (* a part of one name, ** any number of names), SemVer 2.0.0; of several that match the highest counts. The image says its version in org.opencontainers.image.version.","type":"object","minProperties":1,"maxProperties":256,"propertyNames":{"$ref":"#/$defs/repository"},"additionalProperties":{"type":"string","minLength":5,"maxLength":256}},"image":{"description":"Rules on the configuration and the program of each platform image.","type":"object","additionalProperties":false,"properties":{"nonRoot":{"description":"The configured user is not root.","const":true},"staticBinary":{"description":"The program that runs is a static ELF for the platform.","const":true},"goReproducibleFlags":{"description":"The program was built by Go with -trimpath and CGO_ENABLED=0.","const":true},"entrypoints":{"description":"The first word of what the config runs must be one of these absolute paths.","$ref":"#/$defs/signerNames"},"noSetuid":{"description":"No file that a container sees has the setuid or setgid bit.","const":true},"labels":{"description":"Labels that must be there, with this value or any (*).","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}}}},"annotations":{"description":"Annotations of the index or of every platform manifest, with this value or any (*).","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"sbom":{"description":"A signed SBOM that names the index and every platform child, and describes its packages.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"format":{"description":"Default: either.","enum":["spdx","cyclonedx"]},"versions":{"description":"Share of packages with a version.","$ref":"#/$defs/share"},"purls":{"description":"Share of packages with a package URL.","$ref":"#/$defs/share"},"licenses":{"description":"Share of packages with a licence.","$ref":"#/$defs/share"},"checksums":{"description":"Share of packages with a checksum.","$ref":"#/$defs/share"},"minPackages":{"description":"Default 1.","type":"integer","minimum":1,"maximum":100000}}},"scan":{"description":"A signed vulnerability scan of every platform: the newest counts.","type":"object","additionalProperties":false,"required":["by","ceiling"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"ceiling":{"description":"The worst severity that is let in; what nobody rated counts as critical.","enum":["none","low","medium","high"]},"maxAge":{"description":"Seconds since the scan ended, at most.","type":"integer","minimum":1,"maximum":3162240000},"vexBy":{"description":"Signers whose OpenVEX statements (not_affected, fixed) take findings away.","$ref":"#/$defs/signerNames"},"exceptions":{"description":"Findings that are let in for a while.","type":"array","maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["id","owner","reason","until"],"properties":{"id":{"type":"string","minLength":1,"maxLength":512},"owner":{"type":"string","minLength":1,"maxLength":256},"reason":{"type":"string","minLength":1,"maxLength":1024},"until":{"description":"RFC 3339.","type":"string","minLength":20,"maxLength":64}}}}}},"secrets":{"description":"A signed search for secrets in every platform: the newest found none.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"maxAge":{"description":"Seconds since the search ended, at most.","type":"integer","minimum":1,"maximum":3162240000}}},"expressions":{"description":"CEL over verified facts: each must be true.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["name","expression","message"],"properties":{"name":{"type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"expression":{"type":"string","minLength":1,"maxLength":4096},"message":{"description":"One sentence for whoever is denied.","type":"string","minLength":1,"maxLength":512}}}},"pod":{"description":"What the containers that run the image may do: judged at admission, for manifests, and wherever a request describes the containers; skipped where no pod is known.","type":"object","additionalProperties":false,"properties":{"runAsNonRoot":{"description":"runAsNonRoot is true, or runAsUser another number than 0.","const":true},"noPrivilegeEscalation":{"description":"Not privileged, allowPrivilegeEscalation is false, and procMount is the default.","const":true},"capabilities":{"description":"capabilities.drop holds ALL, and none is added but these.","type":"array","maxItems":64,"uniqueItems":true,"items":{"type":"string","pattern":"^(?!CAP_|ALL$)[A-Z][A-Z0-9_]{1,63}$"}},"noHostNamespaces":{"description":"No hostNetwork, hostPID or hostIPC.","const":true},"noHostPaths":{"description":"No volume is a hostPath.","const":true},"readOnlyRoot":{"description":"readOnlyRootFilesystem is true.","const":true},"ownProgram":{"description":"The program of the image runs: no other command, no PATH or LD_* of the pod, no volume over the program or what it loads.","const":true},"seccomp":{"description":"Types of seccompProfile, one of which must be set.","type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"enum":["RuntimeDefault","Localhost"]}}}},"goBuild":{"description":"What the build info of Go programs must say.","type":"object","additionalProperties":false,"properties":{"programs":{"description":"Of which programs: entrypoint, the one that each platform image runs, which has to be one of Go (the default); or all Go programs in it, if there are any.","enum":["all","entrypoint"]},"minVersion":{"description":"Lowest Go version: 1.25 (its release candidates too), 1.25.0, 1.26rc1.","type":"string","minLength":3,"maxLength":64},"trimpath":{"description":"Built with -trimpath.","const":true},"cgo":{"description":"Built with CGO_ENABLED=1 (true) or 0 (false).","type":"boolean"},"modified":{"description":"Built from a checkout without uncommitted changes.","const":false},"modules":{"description":"The main module is one of these: * stands for a part of one name, ** for any number of names.","$ref":"#/$defs/signerNames"}}}}};
const schema71 = {"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","minLength":1}};
const schema77 = {"type":"number","minimum":0.000001,"maximum":1};
const pattern15 = new RegExp("^(?!CAP_|ALL$)[A-Z][A-Z0-9_]{1,63}$", "u");

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func1.call(schema70.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.platforms !== undefined){
let data0 = data.platforms;
if(Array.isArray(data0)){
if(data0.length > 64){
const err1 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err2 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.signatures !== undefined){
let data2 = data.signatures;
if(Array.isArray(data2)){
if(data2.length > 64){
const err5 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs10 = errors;
let valid5 = false;
let passing0 = null;
const _errs11 = errors;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.by === undefined){
const err6 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/oneOf/0/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data3.of !== undefined){
const err7 = {instancePath:instancePath+"/signatures/" + i1+"/of",schemaPath:"#/properties/signatures/items/oneOf/0/properties/of/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3.atLeast !== undefined){
const err8 = {instancePath:instancePath+"/signatures/" + i1+"/atLeast",schemaPath:"#/properties/signatures/items/oneOf/0/properties/atLeast/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs11 === errors;
if(_valid0){
valid5 = true;
passing0 = 0;
var props0 = {};
props0.by = true;
props0.of = true;
props0.atLeast = true;
}
const _errs12 = errors;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.of === undefined){
const err9 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/oneOf/1/required",keyword:"required",params:{missingProperty: "of"},message:"must have required property '"+"of"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3.atLeast === undefined){
const err10 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/oneOf/1/required",keyword:"required",params:{missingProperty: "atLeast"},message:"must have required property '"+"atLeast"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data3.by !== undefined){
const err11 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/oneOf/1/properties/by/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var _valid0 = _errs12 === errors;
if(_valid0 && valid5){
valid5 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid5 = true;
passing0 = 1;
if(props0 !== true){
props0 = props0 || {};
props0.of = true;
props0.atLeast = true;
props0.by = true;
}
}
}
if(!valid5){
const err12 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(((((key1 === "by") || (key1 === "of")) || (key1 === "atLeast")) || (key1 === "named")) || (key1 === "maxAge"))){
const err13 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.by !== undefined){
let data7 = data3.by;
if(typeof data7 === "string"){
if(func2(data7) > 64){
const err14 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/properties/by/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func2(data7) < 1){
const err15 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data3.of !== undefined){
let data8 = data3.of;
if(Array.isArray(data8)){
if(data8.length > 16){
const err17 = {instancePath:instancePath+"/signatures/" + i1+"/of",schemaPath:"#/properties/signatures/items/properties/of/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data8.length < 1){
const err18 = {instancePath:instancePath+"/signatures/" + i1+"/of",schemaPath:"#/properties/signatures/items/properties/of/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if(typeof data9 === "string"){
if(func2(data9) < 1){
const err19 = {instancePath:instancePath+"/signatures/" + i1+"/of/" + i2,schemaPath:"#/properties/signatures/items/properties/of/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/signatures/" + i1+"/of/" + i2,schemaPath:"#/properties/signatures/items/properties/of/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
let i3 = data8.length;
let j0;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data8[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err21 = {instancePath:instancePath+"/signatures/" + i1+"/of",schemaPath:"#/properties/signatures/items/properties/of/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err22 = {instancePath:instancePath+"/signatures/" + i1+"/of",schemaPath:"#/properties/signatures/items/properties/of/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data3.atLeast !== undefined){
let data10 = data3.atLeast;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err23 = {instancePath:instancePath+"/signatures/" + i1+"/atLeast",schemaPath:"#/properties/signatures/items/properties/atLeast/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 16 || isNaN(data10)){
const err24 = {instancePath:instancePath+"/signatures/" + i1+"/atLeast",schemaPath:"#/properties/signatures/items/properties/atLeast/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data10 < 1 || isNaN(data10)){
const err25 = {instancePath:instancePath+"/signatures/" + i1+"/atLeast",schemaPath:"#/properties/signatures/items/properties/atLeast/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data3.named !== undefined){
if(true !== data3.named){
const err26 = {instancePath:instancePath+"/signatures/" + i1+"/named",schemaPath:"#/properties/signatures/items/properties/named/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data3.maxAge !== undefined){
let data12 = data3.maxAge;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err27 = {instancePath:instancePath+"/signatures/" + i1+"/maxAge",schemaPath:"#/properties/signatures/items/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 3162240000 || isNaN(data12)){
const err28 = {instancePath:instancePath+"/signatures/" + i1+"/maxAge",schemaPath:"#/properties/signatures/items/properties/maxAge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3162240000},message:"must be <= 3162240000"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data12 < 1 || isNaN(data12)){
const err29 = {instancePath:instancePath+"/signatures/" + i1+"/maxAge",schemaPath:"#/properties/signatures/items/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
else {
const err30 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.statements !== undefined){
let data13 = data.statements;
if(Array.isArray(data13)){
if(data13.length > 64){
const err32 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len3 = data13.length;
for(let i4=0; i4<len3; i4++){
let data14 = data13[i4];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.type === undefined){
const err33 = {instancePath:instancePath+"/statements/" + i4,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data14.by === undefined){
const err34 = {instancePath:instancePath+"/statements/" + i4,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key2 in data14){
if(!((((key2 === "type") || (key2 === "by")) || (key2 === "count")) || (key2 === "maxAge"))){
const err35 = {instancePath:instancePath+"/statements/" + i4,schemaPath:"#/properties/statements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data14.type !== undefined){
let data15 = data14.type;
if(typeof data15 === "string"){
if(func2(data15) > 512){
const err36 = {instancePath:instancePath+"/statements/" + i4+"/type",schemaPath:"#/properties/statements/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(func2(data15) < 1){
const err37 = {instancePath:instancePath+"/statements/" + i4+"/type",schemaPath:"#/properties/statements/items/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/statements/" + i4+"/type",schemaPath:"#/properties/statements/items/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data14.by !== undefined){
let data16 = data14.by;
if(Array.isArray(data16)){
if(data16.length > 64){
const err39 = {instancePath:instancePath+"/statements/" + i4+"/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data16.length < 1){
const err40 = {instancePath:instancePath+"/statements/" + i4+"/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
const len4 = data16.length;
for(let i5=0; i5<len4; i5++){
let data17 = data16[i5];
if(typeof data17 === "string"){
if(func2(data17) < 1){
const err41 = {instancePath:instancePath+"/statements/" + i4+"/by/" + i5,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/statements/" + i4+"/by/" + i5,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
let i6 = data16.length;
let j1;
if(i6 > 1){
const indices1 = {};
for(;i6--;){
let item1 = data16[i6];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err43 = {instancePath:instancePath+"/statements/" + i4+"/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i6+" are identical)"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
break;
}
indices1[item1] = i6;
}
}
}
else {
const err44 = {instancePath:instancePath+"/statements/" + i4+"/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data14.count !== undefined){
let data18 = data14.count;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err45 = {instancePath:instancePath+"/statements/" + i4+"/count",schemaPath:"#/properties/statements/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 16 || isNaN(data18)){
const err46 = {instancePath:instancePath+"/statements/" + i4+"/count",schemaPath:"#/properties/statements/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data18 < 1 || isNaN(data18)){
const err47 = {instancePath:instancePath+"/statements/" + i4+"/count",schemaPath:"#/properties/statements/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data14.maxAge !== undefined){
let data19 = data14.maxAge;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err48 = {instancePath:instancePath+"/statements/" + i4+"/maxAge",schemaPath:"#/properties/statements/items/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 3162240000 || isNaN(data19)){
const err49 = {instancePath:instancePath+"/statements/" + i4+"/maxAge",schemaPath:"#/properties/statements/items/properties/maxAge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3162240000},message:"must be <= 3162240000"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err50 = {instancePath:instancePath+"/statements/" + i4+"/maxAge",schemaPath:"#/properties/statements/items/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
}
else {
const err51 = {instancePath:instancePath+"/statements/" + i4,schemaPath:"#/properties/statements/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.twinBuild !== undefined){
let data20 = data.twinBuild;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.by === undefined){
const err53 = {instancePath:instancePath+"/twinBuild",schemaPath:"#/properties/twinBuild/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key3 in data20){
if(!(func1.call(schema70.properties.twinBuild.properties, key3))){
const err54 = {instancePath:instancePath+"/twinBuild",schemaPath:"#/properties/twinBuild/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data20.by !== undefined){
let data21 = data20.by;
if(Array.isArray(data21)){
if(data21.length > 64){
const err55 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data21.length < 1){
const err56 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
const len5 = data21.length;
for(let i7=0; i7<len5; i7++){
let data22 = data21[i7];
if(typeof data22 === "string"){
if(func2(data22) < 1){
const err57 = {instancePath:instancePath+"/twinBuild/by/" + i7,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/twinBuild/by/" + i7,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
let i8 = data21.length;
let j2;
if(i8 > 1){
const indices2 = {};
for(;i8--;){
let item2 = data21[i8];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err59 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i8, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i8+" are identical)"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
break;
}
indices2[item2] = i8;
}
}
}
else {
const err60 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data20.varied !== undefined){
let data23 = data20.varied;
if(Array.isArray(data23)){
if(data23.length < 1){
const err61 = {instancePath:instancePath+"/twinBuild/varied",schemaPath:"#/properties/twinBuild/properties/varied/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
const len6 = data23.length;
for(let i9=0; i9<len6; i9++){
let data24 = data23[i9];
if(!(((((((((((((((((((data24 === "path") || (data24 === "home")) || (data24 === "hostname")) || (data24 === "timezone")) || (data24 === "locale")) || (data24 === "umask")) || (data24 === "environment")) || (data24 === "parallelism")) || (data24 === "file-times")) || (data24 === "cache")) || (data24 === "user")) || (data24 === "clock")) || (data24 === "kernel")) || (data24 === "aslr")) || (data24 === "cpus")) || (data24 === "file-order")) || (data24 === "exec-path")) || (data24 === "domain")) || (data24 === "toolchain"))){
const err62 = {instancePath:instancePath+"/twinBuild/varied/" + i9,schemaPath:"#/properties/twinBuild/properties/varied/items/enum",keyword:"enum",params:{allowedValues: schema70.properties.twinBuild.properties.varied.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
let i10 = data23.length;
let j3;
if(i10 > 1){
outer0:
for(;i10--;){
for(j3 = i10; j3--;){
if(func0(data23[i10], data23[j3])){
const err63 = {instancePath:instancePath+"/twinBuild/varied",schemaPath:"#/properties/twinBuild/properties/varied/uniqueItems",keyword:"uniqueItems",params:{i: i10, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i10+" are identical)"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err64 = {instancePath:instancePath+"/twinBuild/varied",schemaPath:"#/properties/twinBuild/properties/varied/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data20.networkless !== undefined){
if(true !== data20.networkless){
const err65 = {instancePath:instancePath+"/twinBuild/networkless",schemaPath:"#/properties/twinBuild/properties/networkless/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data20.isolation !== undefined){
let data26 = data20.isolation;
if(Array.isArray(data26)){
if(data26.length < 1){
const err66 = {instancePath:instancePath+"/twinBuild/isolation",schemaPath:"#/properties/twinBuild/properties/isolation/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
const len7 = data26.length;
for(let i11=0; i11<len7; i11++){
let data27 = data26[i11];
if(!(((((((((data27 === "network") || (data27 === "mount")) || (data27 === "pid")) || (data27 === "uts")) || (data27 === "ipc")) || (data27 === "user")) || (data27 === "memory")) || (data27 === "pids")) || (data27 === "disk"))){
const err67 = {instancePath:instancePath+"/twinBuild/isolation/" + i11,schemaPath:"#/properties/twinBuild/properties/isolation/items/enum",keyword:"enum",params:{allowedValues: schema70.properties.twinBuild.properties.isolation.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
let i12 = data26.length;
let j4;
if(i12 > 1){
outer1:
for(;i12--;){
for(j4 = i12; j4--;){
if(func0(data26[i12], data26[j4])){
const err68 = {instancePath:instancePath+"/twinBuild/isolation",schemaPath:"#/properties/twinBuild/properties/isolation/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i12+" are identical)"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err69 = {instancePath:instancePath+"/twinBuild/isolation",schemaPath:"#/properties/twinBuild/properties/isolation/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data20.cold !== undefined){
if(true !== data20.cold){
const err70 = {instancePath:instancePath+"/twinBuild/cold",schemaPath:"#/properties/twinBuild/properties/cold/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data20.toolchainAuthenticated !== undefined){
if(true !== data20.toolchainAuthenticated){
const err71 = {instancePath:instancePath+"/twinBuild/toolchainAuthenticated",schemaPath:"#/properties/twinBuild/properties/toolchainAuthenticated/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data20.modulesAuthenticated !== undefined){
if(true !== data20.modulesAuthenticated){
const err72 = {instancePath:instancePath+"/twinBuild/modulesAuthenticated",schemaPath:"#/properties/twinBuild/properties/modulesAuthenticated/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data20.maxAge !== undefined){
let data31 = data20.maxAge;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err73 = {instancePath:instancePath+"/twinBuild/maxAge",schemaPath:"#/properties/twinBuild/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 3162240000 || isNaN(data31)){
const err74 = {instancePath:instancePath+"/twinBuild/maxAge",schemaPath:"#/properties/twinBuild/properties/maxAge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3162240000},message:"must be <= 3162240000"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data31 < 1 || isNaN(data31)){
const err75 = {instancePath:instancePath+"/twinBuild/maxAge",schemaPath:"#/properties/twinBuild/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
if(data20.rebuilders !== undefined){
let data32 = data20.rebuilders;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.of === undefined){
const err76 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/required",keyword:"required",params:{missingProperty: "of"},message:"must have required property '"+"of"+"'"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data32.atLeast === undefined){
const err77 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/required",keyword:"required",params:{missingProperty: "atLeast"},message:"must have required property '"+"atLeast"+"'"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
for(const key4 in data32){
if(!((key4 === "of") || (key4 === "atLeast"))){
const err78 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data32.of !== undefined){
let data33 = data32.of;
if(Array.isArray(data33)){
if(data33.length > 64){
const err79 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data33.length < 1){
const err80 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
const len8 = data33.length;
for(let i13=0; i13<len8; i13++){
let data34 = data33[i13];
if(typeof data34 === "string"){
if(func2(data34) < 1){
const err81 = {instancePath:instancePath+"/twinBuild/rebuilders/of/" + i13,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/twinBuild/rebuilders/of/" + i13,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
let i14 = data33.length;
let j5;
if(i14 > 1){
const indices3 = {};
for(;i14--;){
let item3 = data33[i14];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j5 = indices3[item3];
const err83 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i14, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i14+" are identical)"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
break;
}
indices3[item3] = i14;
}
}
}
else {
const err84 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data32.atLeast !== undefined){
let data35 = data32.atLeast;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
const err85 = {instancePath:instancePath+"/twinBuild/rebuilders/atLeast",schemaPath:"#/properties/twinBuild/properties/rebuilders/properties/atLeast/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 64 || isNaN(data35)){
const err86 = {instancePath:instancePath+"/twinBuild/rebuilders/atLeast",schemaPath:"#/properties/twinBuild/properties/rebuilders/properties/atLeast/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data35 < 1 || isNaN(data35)){
const err87 = {instancePath:instancePath+"/twinBuild/rebuilders/atLeast",schemaPath:"#/properties/twinBuild/properties/rebuilders/properties/atLeast/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
}
else {
const err88 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
else {
const err89 = {instancePath:instancePath+"/twinBuild",schemaPath:"#/properties/twinBuild/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data.minVersion !== undefined){
let data36 = data.minVersion;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(Object.keys(data36).length > 256){
const err90 = {instancePath:instancePath+"/minVersion",schemaPath:"#/properties/minVersion/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(Object.keys(data36).length < 1){
const err91 = {instancePath:instancePath+"/minVersion",schemaPath:"#/properties/minVersion/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
for(const key5 in data36){
const _errs73 = errors;
if(typeof key5 === "string"){
if(func2(key5) > 256){
const err92 = {instancePath:instancePath+"/minVersion",schemaPath:"#/$defs/repository/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key5};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(!pattern5.test(key5)){
const err93 = {instancePath:instancePath+"/minVersion",schemaPath:"#/$defs/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\"",propertyName:key5};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/minVersion",schemaPath:"#/$defs/repository/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key5};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
var valid35 = _errs73 === errors;
if(!valid35){
const err95 = {instancePath:instancePath+"/minVersion",schemaPath:"#/properties/minVersion/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
for(const key6 in data36){
let data37 = data36[key6];
if(typeof data37 === "string"){
if(func2(data37) > 256){
const err96 = {instancePath:instancePath+"/minVersion/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/minVersion/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(func2(data37) < 5){
const err97 = {instancePath:instancePath+"/minVersion/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/minVersion/additionalProperties/minLength",keyword:"minLength",params:{limit: 5},message:"must NOT have fewer than 5 characters"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/minVersion/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/minVersion/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/minVersion",schemaPath:"#/properties/minVersion/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data.image !== undefined){
let data38 = data.image;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key7 in data38){
if(!((((((key7 === "nonRoot") || (key7 === "staticBinary")) || (key7 === "goReproducibleFlags")) || (key7 === "entrypoints")) || (key7 === "noSetuid")) || (key7 === "labels"))){
const err100 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data38.nonRoot !== undefined){
if(true !== data38.nonRoot){
const err101 = {instancePath:instancePath+"/image/nonRoot",schemaPath:"#/properties/image/properties/nonRoot/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data38.staticBinary !== undefined){
if(true !== data38.staticBinary){
const err102 = {instancePath:instancePath+"/image/staticBinary",schemaPath:"#/properties/image/properties/staticBinary/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data38.goReproducibleFlags !== undefined){
if(true !== data38.goReproducibleFlags){
const err103 = {instancePath:instancePath+"/image/goReproducibleFlags",schemaPath:"#/properties/image/properties/goReproducibleFlags/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data38.entrypoints !== undefined){
let data42 = data38.entrypoints;
if(Array.isArray(data42)){
if(data42.length > 64){
const err104 = {instancePath:instancePath+"/image/entrypoints",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data42.length < 1){
const err105 = {instancePath:instancePath+"/image/entrypoints",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
const len9 = data42.length;
for(let i15=0; i15<len9; i15++){
let data43 = data42[i15];
if(typeof data43 === "string"){
if(func2(data43) < 1){
const err106 = {instancePath:instancePath+"/image/entrypoints/" + i15,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/image/entrypoints/" + i15,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
let i16 = data42.length;
let j6;
if(i16 > 1){
const indices4 = {};
for(;i16--;){
let item4 = data42[i16];
if(typeof item4 !== "string"){
continue;
}
if(typeof indices4[item4] == "number"){
j6 = indices4[item4];
const err108 = {instancePath:instancePath+"/image/entrypoints",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i16, j: j6},message:"must NOT have duplicate items (items ## "+j6+" and "+i16+" are identical)"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
break;
}
indices4[item4] = i16;
}
}
}
else {
const err109 = {instancePath:instancePath+"/image/entrypoints",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data38.noSetuid !== undefined){
if(true !== data38.noSetuid){
const err110 = {instancePath:instancePath+"/image/noSetuid",schemaPath:"#/properties/image/properties/noSetuid/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data38.labels !== undefined){
let data45 = data38.labels;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(Object.keys(data45).length > 64){
const err111 = {instancePath:instancePath+"/image/labels",schemaPath:"#/properties/image/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
for(const key8 in data45){
if(typeof data45[key8] !== "string"){
const err112 = {instancePath:instancePath+"/image/labels/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/image/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
else {
const err113 = {instancePath:instancePath+"/image/labels",schemaPath:"#/properties/image/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data.annotations !== undefined){
let data47 = data.annotations;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(Object.keys(data47).length > 64){
const err115 = {instancePath:instancePath+"/annotations",schemaPath:"#/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
for(const key9 in data47){
if(typeof data47[key9] !== "string"){
const err116 = {instancePath:instancePath+"/annotations/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath:instancePath+"/annotations",schemaPath:"#/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data.sbom !== undefined){
let data49 = data.sbom;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.by === undefined){
const err118 = {instancePath:instancePath+"/sbom",schemaPath:"#/properties/sbom/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
for(const key10 in data49){
if(!(((((((key10 === "by") || (key10 === "format")) || (key10 === "versions")) || (key10 === "purls")) || (key10 === "licenses")) || (key10 === "checksums")) || (key10 === "minPackages"))){
const err119 = {instancePath:instancePath+"/sbom",schemaPath:"#/properties/sbom/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data49.by !== undefined){
let data50 = data49.by;
if(Array.isArray(data50)){
if(data50.length > 64){
const err120 = {instancePath:instancePath+"/sbom/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(data50.length < 1){
const err121 = {instancePath:instancePath+"/sbom/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
const len10 = data50.length;
for(let i17=0; i17<len10; i17++){
let data51 = data50[i17];
if(typeof data51 === "string"){
if(func2(data51) < 1){
const err122 = {instancePath:instancePath+"/sbom/by/" + i17,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else {
const err123 = {instancePath:instancePath+"/sbom/by/" + i17,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
let i18 = data50.length;
let j7;
if(i18 > 1){
const indices5 = {};
for(;i18--;){
let item5 = data50[i18];
if(typeof item5 !== "string"){
continue;
}
if(typeof indices5[item5] == "number"){
j7 = indices5[item5];
const err124 = {instancePath:instancePath+"/sbom/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i18, j: j7},message:"must NOT have duplicate items (items ## "+j7+" and "+i18+" are identical)"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
break;
}
indices5[item5] = i18;
}
}
}
else {
const err125 = {instancePath:instancePath+"/sbom/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data49.format !== undefined){
let data52 = data49.format;
if(!((data52 === "spdx") || (data52 === "cyclonedx"))){
const err126 = {instancePath:instancePath+"/sbom/format",schemaPath:"#/properties/sbom/properties/format/enum",keyword:"enum",params:{allowedValues: schema70.properties.sbom.properties.format.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data49.versions !== undefined){
let data53 = data49.versions;
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 > 1 || isNaN(data53)){
const err127 = {instancePath:instancePath+"/sbom/versions",schemaPath:"#/$defs/share/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if(data53 < 0.000001 || isNaN(data53)){
const err128 = {instancePath:instancePath+"/sbom/versions",schemaPath:"#/$defs/share/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.000001},message:"must be >= 0.000001"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/sbom/versions",schemaPath:"#/$defs/share/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data49.purls !== undefined){
let data54 = data49.purls;
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 1 || isNaN(data54)){
const err130 = {instancePath:instancePath+"/sbom/purls",schemaPath:"#/$defs/share/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(data54 < 0.000001 || isNaN(data54)){
const err131 = {instancePath:instancePath+"/sbom/purls",schemaPath:"#/$defs/share/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.000001},message:"must be >= 0.000001"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
else {
const err132 = {instancePath:instancePath+"/sbom/purls",schemaPath:"#/$defs/share/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data49.licenses !== undefined){
let data55 = data49.licenses;
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 > 1 || isNaN(data55)){
const err133 = {instancePath:instancePath+"/sbom/licenses",schemaPath:"#/$defs/share/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(data55 < 0.000001 || isNaN(data55)){
const err134 = {instancePath:instancePath+"/sbom/licenses",schemaPath:"#/$defs/share/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.000001},message:"must be >= 0.000001"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/sbom/licenses",schemaPath:"#/$defs/share/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data49.checksums !== undefined){
let data56 = data49.checksums;
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 1 || isNaN(data56)){
const err136 = {instancePath:instancePath+"/sbom/checksums",schemaPath:"#/$defs/share/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(data56 < 0.000001 || isNaN(data56)){
const err137 = {instancePath:instancePath+"/sbom/checksums",schemaPath:"#/$defs/share/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.000001},message:"must be >= 0.000001"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/sbom/checksums",schemaPath:"#/$defs/share/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data49.minPackages !== undefined){
let data57 = data49.minPackages;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
const err139 = {instancePath:instancePath+"/sbom/minPackages",schemaPath:"#/properties/sbom/properties/minPackages/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 100000 || isNaN(data57)){
const err140 = {instancePath:instancePath+"/sbom/minPackages",schemaPath:"#/properties/sbom/properties/minPackages/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(data57 < 1 || isNaN(data57)){
const err141 = {instancePath:instancePath+"/sbom/minPackages",schemaPath:"#/properties/sbom/properties/minPackages/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
}
else {
const err142 = {instancePath:instancePath+"/sbom",schemaPath:"#/properties/sbom/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data.scan !== undefined){
let data58 = data.scan;
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(data58.by === undefined){
const err143 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(data58.ceiling === undefined){
const err144 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/required",keyword:"required",params:{missingProperty: "ceiling"},message:"must have required property '"+"ceiling"+"'"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
for(const key11 in data58){
if(!(((((key11 === "by") || (key11 === "ceiling")) || (key11 === "maxAge")) || (key11 === "vexBy")) || (key11 === "exceptions"))){
const err145 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data58.by !== undefined){
let data59 = data58.by;
if(Array.isArray(data59)){
if(data59.length > 64){
const err146 = {instancePath:instancePath+"/scan/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(data59.length < 1){
const err147 = {instancePath:instancePath+"/scan/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
const len11 = data59.length;
for(let i19=0; i19<len11; i19++){
let data60 = data59[i19];
if(typeof data60 === "string"){
if(func2(data60) < 1){
const err148 = {instancePath:instancePath+"/scan/by/" + i19,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
else {
const err149 = {instancePath:instancePath+"/scan/by/" + i19,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
let i20 = data59.length;
let j8;
if(i20 > 1){
const indices6 = {};
for(;i20--;){
let item6 = data59[i20];
if(typeof item6 !== "string"){
continue;
}
if(typeof indices6[item6] == "number"){
j8 = indices6[item6];
const err150 = {instancePath:instancePath+"/scan/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i20, j: j8},message:"must NOT have duplicate items (items ## "+j8+" and "+i20+" are identical)"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
break;
}
indices6[item6] = i20;
}
}
}
else {
const err151 = {instancePath:instancePath+"/scan/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data58.ceiling !== undefined){
let data61 = data58.ceiling;
if(!((((data61 === "none") || (data61 === "low")) || (data61 === "medium")) || (data61 === "high"))){
const err152 = {instancePath:instancePath+"/scan/ceiling",schemaPath:"#/properties/scan/properties/ceiling/enum",keyword:"enum",params:{allowedValues: schema70.properties.scan.properties.ceiling.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data58.maxAge !== undefined){
let data62 = data58.maxAge;
if(!(((typeof data62 == "number") && (!(data62 % 1) && !isNaN(data62))) && (isFinite(data62)))){
const err153 = {instancePath:instancePath+"/scan/maxAge",schemaPath:"#/properties/scan/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 > 3162240000 || isNaN(data62)){
const err154 = {instancePath:instancePath+"/scan/maxAge",schemaPath:"#/properties/scan/properties/maxAge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3162240000},message:"must be <= 3162240000"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(data62 < 1 || isNaN(data62)){
const err155 = {instancePath:instancePath+"/scan/maxAge",schemaPath:"#/properties/scan/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
}
if(data58.vexBy !== undefined){
let data63 = data58.vexBy;
if(Array.isArray(data63)){
if(data63.length > 64){
const err156 = {instancePath:instancePath+"/scan/vexBy",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data63.length < 1){
const err157 = {instancePath:instancePath+"/scan/vexBy",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
const len12 = data63.length;
for(let i21=0; i21<len12; i21++){
let data64 = data63[i21];
if(typeof data64 === "string"){
if(func2(data64) < 1){
const err158 = {instancePath:instancePath+"/scan/vexBy/" + i21,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
else {
const err159 = {instancePath:instancePath+"/scan/vexBy/" + i21,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
let i22 = data63.length;
let j9;
if(i22 > 1){
const indices7 = {};
for(;i22--;){
let item7 = data63[i22];
if(typeof item7 !== "string"){
continue;
}
if(typeof indices7[item7] == "number"){
j9 = indices7[item7];
const err160 = {instancePath:instancePath+"/scan/vexBy",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i22, j: j9},message:"must NOT have duplicate items (items ## "+j9+" and "+i22+" are identical)"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
break;
}
indices7[item7] = i22;
}
}
}
else {
const err161 = {instancePath:instancePath+"/scan/vexBy",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data58.exceptions !== undefined){
let data65 = data58.exceptions;
if(Array.isArray(data65)){
if(data65.length > 1024){
const err162 = {instancePath:instancePath+"/scan/exceptions",schemaPath:"#/properties/scan/properties/exceptions/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
const len13 = data65.length;
for(let i23=0; i23<len13; i23++){
let data66 = data65[i23];
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
if(data66.id === undefined){
const err163 = {instancePath:instancePath+"/scan/exceptions/" + i23,schemaPath:"#/properties/scan/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(data66.owner === undefined){
const err164 = {instancePath:instancePath+"/scan/exceptions/" + i23,schemaPath:"#/properties/scan/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "owner"},message:"must have required property '"+"owner"+"'"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(data66.reason === undefined){
const err165 = {instancePath:instancePath+"/scan/exceptions/" + i23,schemaPath:"#/properties/scan/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(data66.until === undefined){
const err166 = {instancePath:instancePath+"/scan/exceptions/" + i23,schemaPath:"#/properties/scan/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
for(const key12 in data66){
if(!((((key12 === "id") || (key12 === "owner")) || (key12 === "reason")) || (key12 === "until"))){
const err167 = {instancePath:instancePath+"/scan/exceptions/" + i23,schemaPath:"#/properties/scan/properties/exceptions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data66.id !== undefined){
let data67 = data66.id;
if(typeof data67 === "string"){
if(func2(data67) > 512){
const err168 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/id",schemaPath:"#/properties/scan/properties/exceptions/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(func2(data67) < 1){
const err169 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/id",schemaPath:"#/properties/scan/properties/exceptions/items/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
else {
const err170 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/id",schemaPath:"#/properties/scan/properties/exceptions/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data66.owner !== undefined){
let data68 = data66.owner;
if(typeof data68 === "string"){
if(func2(data68) > 256){
const err171 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/owner",schemaPath:"#/properties/scan/properties/exceptions/items/properties/owner/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(func2(data68) < 1){
const err172 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/owner",schemaPath:"#/properties/scan/properties/exceptions/items/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
else {
const err173 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/owner",schemaPath:"#/properties/scan/properties/exceptions/items/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data66.reason !== undefined){
let data69 = data66.reason;
if(typeof data69 === "string"){
if(func2(data69) > 1024){
const err174 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/reason",schemaPath:"#/properties/scan/properties/exceptions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(func2(data69) < 1){
const err175 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/reason",schemaPath:"#/properties/scan/properties/exceptions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
else {
const err176 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/reason",schemaPath:"#/properties/scan/properties/exceptions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data66.until !== undefined){
let data70 = data66.until;
if(typeof data70 === "string"){
if(func2(data70) > 64){
const err177 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/until",schemaPath:"#/properties/scan/properties/exceptions/items/properties/until/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if(func2(data70) < 20){
const err178 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/until",schemaPath:"#/properties/scan/properties/exceptions/items/properties/until/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/scan/exceptions/" + i23+"/until",schemaPath:"#/properties/scan/properties/exceptions/items/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
}
else {
const err180 = {instancePath:instancePath+"/scan/exceptions/" + i23,schemaPath:"#/properties/scan/properties/exceptions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
}
else {
const err181 = {instancePath:instancePath+"/scan/exceptions",schemaPath:"#/properties/scan/properties/exceptions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
}
else {
const err182 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data.secrets !== undefined){
let data71 = data.secrets;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.by === undefined){
const err183 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
for(const key13 in data71){
if(!((key13 === "by") || (key13 === "maxAge"))){
const err184 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data71.by !== undefined){
let data72 = data71.by;
if(Array.isArray(data72)){
if(data72.length > 64){
const err185 = {instancePath:instancePath+"/secrets/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(data72.length < 1){
const err186 = {instancePath:instancePath+"/secrets/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
const len14 = data72.length;
for(let i24=0; i24<len14; i24++){
let data73 = data72[i24];
if(typeof data73 === "string"){
if(func2(data73) < 1){
const err187 = {instancePath:instancePath+"/secrets/by/" + i24,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
else {
const err188 = {instancePath:instancePath+"/secrets/by/" + i24,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
let i25 = data72.length;
let j10;
if(i25 > 1){
const indices8 = {};
for(;i25--;){
let item8 = data72[i25];
if(typeof item8 !== "string"){
continue;
}
if(typeof indices8[item8] == "number"){
j10 = indices8[item8];
const err189 = {instancePath:instancePath+"/secrets/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i25, j: j10},message:"must NOT have duplicate items (items ## "+j10+" and "+i25+" are identical)"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
break;
}
indices8[item8] = i25;
}
}
}
else {
const err190 = {instancePath:instancePath+"/secrets/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data71.maxAge !== undefined){
let data74 = data71.maxAge;
if(!(((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74))) && (isFinite(data74)))){
const err191 = {instancePath:instancePath+"/secrets/maxAge",schemaPath:"#/properties/secrets/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if((typeof data74 == "number") && (isFinite(data74))){
if(data74 > 3162240000 || isNaN(data74)){
const err192 = {instancePath:instancePath+"/secrets/maxAge",schemaPath:"#/properties/secrets/properties/maxAge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3162240000},message:"must be <= 3162240000"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(data74 < 1 || isNaN(data74)){
const err193 = {instancePath:instancePath+"/secrets/maxAge",schemaPath:"#/properties/secrets/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
}
}
else {
const err194 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data.expressions !== undefined){
let data75 = data.expressions;
if(Array.isArray(data75)){
if(data75.length > 64){
const err195 = {instancePath:instancePath+"/expressions",schemaPath:"#/properties/expressions/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
const len15 = data75.length;
for(let i26=0; i26<len15; i26++){
let data76 = data75[i26];
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
if(data76.name === undefined){
const err196 = {instancePath:instancePath+"/expressions/" + i26,schemaPath:"#/properties/expressions/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
if(data76.expression === undefined){
const err197 = {instancePath:instancePath+"/expressions/" + i26,schemaPath:"#/properties/expressions/items/required",keyword:"required",params:{missingProperty: "expression"},message:"must have required property '"+"expression"+"'"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
if(data76.message === undefined){
const err198 = {instancePath:instancePath+"/expressions/" + i26,schemaPath:"#/properties/expressions/items/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
for(const key14 in data76){
if(!(((key14 === "name") || (key14 === "expression")) || (key14 === "message"))){
const err199 = {instancePath:instancePath+"/expressions/" + i26,schemaPath:"#/properties/expressions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data76.name !== undefined){
let data77 = data76.name;
if(typeof data77 === "string"){
if(!pattern6.test(data77)){
const err200 = {instancePath:instancePath+"/expressions/" + i26+"/name",schemaPath:"#/properties/expressions/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
else {
const err201 = {instancePath:instancePath+"/expressions/" + i26+"/name",schemaPath:"#/properties/expressions/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data76.expression !== undefined){
let data78 = data76.expression;
if(typeof data78 === "string"){
if(func2(data78) > 4096){
const err202 = {instancePath:instancePath+"/expressions/" + i26+"/expression",schemaPath:"#/properties/expressions/items/properties/expression/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(func2(data78) < 1){
const err203 = {instancePath:instancePath+"/expressions/" + i26+"/expression",schemaPath:"#/properties/expressions/items/properties/expression/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
else {
const err204 = {instancePath:instancePath+"/expressions/" + i26+"/expression",schemaPath:"#/properties/expressions/items/properties/expression/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data76.message !== undefined){
let data79 = data76.message;
if(typeof data79 === "string"){
if(func2(data79) > 512){
const err205 = {instancePath:instancePath+"/expressions/" + i26+"/message",schemaPath:"#/properties/expressions/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(func2(data79) < 1){
const err206 = {instancePath:instancePath+"/expressions/" + i26+"/message",schemaPath:"#/properties/expressions/items/properties/message/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
else {
const err207 = {instancePath:instancePath+"/expressions/" + i26+"/message",schemaPath:"#/properties/expressions/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath:instancePath+"/expressions/" + i26,schemaPath:"#/properties/expressions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
}
else {
const err209 = {instancePath:instancePath+"/expressions",schemaPath:"#/properties/expressions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
if(data.pod !== undefined){
let data80 = data.pod;
if(data80 && typeof data80 == "object" && !Array.isArray(data80)){
for(const key15 in data80){
if(!((((((((key15 === "runAsNonRoot") || (key15 === "noPrivilegeEscalation")) || (key15 === "capabilities")) || (key15 === "noHostNamespaces")) || (key15 === "noHostPaths")) || (key15 === "readOnlyRoot")) || (key15 === "ownProgram")) || (key15 === "seccomp"))){
const err210 = {instancePath:instancePath+"/pod",schemaPath:"#/properties/pod/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data80.runAsNonRoot !== undefined){
if(true !== data80.runAsNonRoot){
const err211 = {instancePath:instancePath+"/pod/runAsNonRoot",schemaPath:"#/properties/pod/properties/runAsNonRoot/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data80.noPrivilegeEscalation !== undefined){
if(true !== data80.noPrivilegeEscalation){
const err212 = {instancePath:instancePath+"/pod/noPrivilegeEscalation",schemaPath:"#/properties/pod/properties/noPrivilegeEscalation/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data80.capabilities !== undefined){
let data83 = data80.capabilities;
if(Array.isArray(data83)){
if(data83.length > 64){
const err213 = {instancePath:instancePath+"/pod/capabilities",schemaPath:"#/properties/pod/properties/capabilities/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
const len16 = data83.length;
for(let i27=0; i27<len16; i27++){
let data84 = data83[i27];
if(typeof data84 === "string"){
if(!pattern15.test(data84)){
const err214 = {instancePath:instancePath+"/pod/capabilities/" + i27,schemaPath:"#/properties/pod/properties/capabilities/items/pattern",keyword:"pattern",params:{pattern: "^(?!CAP_|ALL$)[A-Z][A-Z0-9_]{1,63}$"},message:"must match pattern \""+"^(?!CAP_|ALL$)[A-Z][A-Z0-9_]{1,63}$"+"\""};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
else {
const err215 = {instancePath:instancePath+"/pod/capabilities/" + i27,schemaPath:"#/properties/pod/properties/capabilities/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
let i28 = data83.length;
let j11;
if(i28 > 1){
const indices9 = {};
for(;i28--;){
let item9 = data83[i28];
if(typeof item9 !== "string"){
continue;
}
if(typeof indices9[item9] == "number"){
j11 = indices9[item9];
const err216 = {instancePath:instancePath+"/pod/capabilities",schemaPath:"#/properties/pod/properties/capabilities/uniqueItems",keyword:"uniqueItems",params:{i: i28, j: j11},message:"must NOT have duplicate items (items ## "+j11+" and "+i28+" are identical)"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
break;
}
indices9[item9] = i28;
}
}
}
else {
const err217 = {instancePath:instancePath+"/pod/capabilities",schemaPath:"#/properties/pod/properties/capabilities/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data80.noHostNamespaces !== undefined){
if(true !== data80.noHostNamespaces){
const err218 = {instancePath:instancePath+"/pod/noHostNamespaces",schemaPath:"#/properties/pod/properties/noHostNamespaces/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data80.noHostPaths !== undefined){
if(true !== data80.noHostPaths){
const err219 = {instancePath:instancePath+"/pod/noHostPaths",schemaPath:"#/properties/pod/properties/noHostPaths/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data80.readOnlyRoot !== undefined){
if(true !== data80.readOnlyRoot){
const err220 = {instancePath:instancePath+"/pod/readOnlyRoot",schemaPath:"#/properties/pod/properties/readOnlyRoot/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data80.ownProgram !== undefined){
if(true !== data80.ownProgram){
const err221 = {instancePath:instancePath+"/pod/ownProgram",schemaPath:"#/properties/pod/properties/ownProgram/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data80.seccomp !== undefined){
let data89 = data80.seccomp;
if(Array.isArray(data89)){
if(data89.length > 2){
const err222 = {instancePath:instancePath+"/pod/seccomp",schemaPath:"#/properties/pod/properties/seccomp/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(data89.length < 1){
const err223 = {instancePath:instancePath+"/pod/seccomp",schemaPath:"#/properties/pod/properties/seccomp/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
const len17 = data89.length;
for(let i29=0; i29<len17; i29++){
let data90 = data89[i29];
if(!((data90 === "RuntimeDefault") || (data90 === "Localhost"))){
const err224 = {instancePath:instancePath+"/pod/seccomp/" + i29,schemaPath:"#/properties/pod/properties/seccomp/items/enum",keyword:"enum",params:{allowedValues: schema70.properties.pod.properties.seccomp.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
let i30 = data89.length;
let j12;
if(i30 > 1){
outer2:
for(;i30--;){
for(j12 = i30; j12--;){
if(func0(data89[i30], data89[j12])){
const err225 = {instancePath:instancePath+"/pod/seccomp",schemaPath:"#/properties/pod/properties/seccomp/uniqueItems",keyword:"uniqueItems",params:{i: i30, j: j12},message:"must NOT have duplicate items (items ## "+j12+" and "+i30+" are identical)"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
break outer2;
}
}
}
}
}
else {
const err226 = {instancePath:instancePath+"/pod/seccomp",schemaPath:"#/properties/pod/properties/seccomp/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
}
else {
const err227 = {instancePath:instancePath+"/pod",schemaPath:"#/properties/pod/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data.goBuild !== undefined){
let data91 = data.goBuild;
if(data91 && typeof data91 == "object" && !Array.isArray(data91)){
for(const key16 in data91){
if(!((((((key16 === "programs") || (key16 === "minVersion")) || (key16 === "trimpath")) || (key16 === "cgo")) || (key16 === "modified")) || (key16 === "modules"))){
const err228 = {instancePath:instancePath+"/goBuild",schemaPath:"#/properties/goBuild/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data91.programs !== undefined){
let data92 = data91.programs;
if(!((data92 === "all") || (data92 === "entrypoint"))){
const err229 = {instancePath:instancePath+"/goBuild/programs",schemaPath:"#/properties/goBuild/properties/programs/enum",keyword:"enum",params:{allowedValues: schema70.properties.goBuild.properties.programs.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data91.minVersion !== undefined){
let data93 = data91.minVersion;
if(typeof data93 === "string"){
if(func2(data93) > 64){
const err230 = {instancePath:instancePath+"/goBuild/minVersion",schemaPath:"#/properties/goBuild/properties/minVersion/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(func2(data93) < 3){
const err231 = {instancePath:instancePath+"/goBuild/minVersion",schemaPath:"#/properties/goBuild/properties/minVersion/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
else {
const err232 = {instancePath:instancePath+"/goBuild/minVersion",schemaPath:"#/properties/goBuild/properties/minVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(data91.trimpath !== undefined){
if(true !== data91.trimpath){
const err233 = {instancePath:instancePath+"/goBuild/trimpath",schemaPath:"#/properties/goBuild/properties/trimpath/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
if(data91.cgo !== undefined){
if(typeof data91.cgo !== "boolean"){
const err234 = {instancePath:instancePath+"/goBuild/cgo",schemaPath:"#/properties/goBuild/properties/cgo/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
if(data91.modified !== undefined){
if(false !== data91.modified){
const err235 = {instancePath:instancePath+"/goBuild/modified",schemaPath:"#/properties/goBuild/properties/modified/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
if(data91.modules !== undefined){
let data97 = data91.modules;
if(Array.isArray(data97)){
if(data97.length > 64){
const err236 = {instancePath:instancePath+"/goBuild/modules",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
if(data97.length < 1){
const err237 = {instancePath:instancePath+"/goBuild/modules",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
const len18 = data97.length;
for(let i31=0; i31<len18; i31++){
let data98 = data97[i31];
if(typeof data98 === "string"){
if(func2(data98) < 1){
const err238 = {instancePath:instancePath+"/goBuild/modules/" + i31,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
else {
const err239 = {instancePath:instancePath+"/goBuild/modules/" + i31,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
let i32 = data97.length;
let j13;
if(i32 > 1){
const indices10 = {};
for(;i32--;){
let item10 = data97[i32];
if(typeof item10 !== "string"){
continue;
}
if(typeof indices10[item10] == "number"){
j13 = indices10[item10];
const err240 = {instancePath:instancePath+"/goBuild/modules",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i32, j: j13},message:"must NOT have duplicate items (items ## "+j13+" and "+i32+" are identical)"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
break;
}
indices10[item10] = i32;
}
}
}
else {
const err241 = {instancePath:instancePath+"/goBuild/modules",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
}
else {
const err242 = {instancePath:instancePath+"/goBuild",schemaPath:"#/properties/goBuild/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
}
else {
const err243 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/policy.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.require === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "require"},message:"must have required property '"+"require"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = {};
props0.require = true;
}
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cases === undefined){
const err1 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "cases"},message:"must have required property '"+"cases"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cases = true;
}
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.kind === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("twinseal.dev/v1" !== data.apiVersion){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
if("Policy" !== data.kind){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Policy"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 === "string"){
if(func2(data2) > 4096){
const err8 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.mode !== undefined){
let data3 = data.mode;
if(!(((data3 === "enforce") || (data3 === "warn")) || (data3 === "audit"))){
const err10 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.shadowOf !== undefined){
let data4 = data.shadowOf;
if(typeof data4 === "string"){
if(func2(data4) > 256){
const err11 = {instancePath:instancePath+"/shadowOf",schemaPath:"#/properties/shadowOf/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func2(data4) < 1){
const err12 = {instancePath:instancePath+"/shadowOf",schemaPath:"#/properties/shadowOf/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/shadowOf",schemaPath:"#/properties/shadowOf/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.match !== undefined){
let data5 = data.match;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err14 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data5){
if(!((key1 === "namespaces") || (key1 === "labels"))){
const err15 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data5.namespaces !== undefined){
let data6 = data5.namespaces;
if(Array.isArray(data6)){
if(data6.length > 64){
const err16 = {instancePath:instancePath+"/match/namespaces",schemaPath:"#/properties/match/properties/namespaces/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.length < 1){
const err17 = {instancePath:instancePath+"/match/namespaces",schemaPath:"#/properties/match/properties/namespaces/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 === "string"){
if(!pattern4.test(data7)){
const err18 = {instancePath:instancePath+"/match/namespaces/" + i0,schemaPath:"#/properties/match/properties/namespaces/items/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?$"},message:"must match pattern \""+"^[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?$"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/match/namespaces/" + i0,schemaPath:"#/properties/match/properties/namespaces/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let i1 = data6.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data6[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err20 = {instancePath:instancePath+"/match/namespaces",schemaPath:"#/properties/match/properties/namespaces/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err21 = {instancePath:instancePath+"/match/namespaces",schemaPath:"#/properties/match/properties/namespaces/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data5.labels !== undefined){
let data8 = data5.labels;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length > 64){
const err22 = {instancePath:instancePath+"/match/labels",schemaPath:"#/properties/match/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(Object.keys(data8).length < 1){
const err23 = {instancePath:instancePath+"/match/labels",schemaPath:"#/properties/match/properties/labels/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key2 in data8){
const _errs21 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 317){
const err24 = {instancePath:instancePath+"/match/labels",schemaPath:"#/properties/match/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 317},message:"must NOT have more than 317 characters",propertyName:key2};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func2(key2) < 1){
const err25 = {instancePath:instancePath+"/match/labels",schemaPath:"#/properties/match/properties/labels/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key2};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var valid6 = _errs21 === errors;
if(!valid6){
const err26 = {instancePath:instancePath+"/match/labels",schemaPath:"#/properties/match/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
for(const key3 in data8){
let data9 = data8[key3];
if(typeof data9 === "string"){
if(func2(data9) > 256){
const err27 = {instancePath:instancePath+"/match/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/match/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/match/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/match/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/match/labels",schemaPath:"#/properties/match/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.images !== undefined){
let data10 = data.images;
if(Array.isArray(data10)){
if(data10.length > 256){
const err31 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data10.length < 1){
const err32 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len1 = data10.length;
for(let i2=0; i2<len1; i2++){
let data11 = data10[i2];
if(typeof data11 === "string"){
if(func2(data11) > 256){
const err33 = {instancePath:instancePath+"/images/" + i2,schemaPath:"#/$defs/repository/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!pattern5.test(data11)){
const err34 = {instancePath:instancePath+"/images/" + i2,schemaPath:"#/$defs/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/images/" + i2,schemaPath:"#/$defs/repository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.trust !== undefined){
let data12 = data.trust;
if(Array.isArray(data12)){
if(data12.length > 64){
const err37 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
const len2 = data12.length;
for(let i3=0; i3<len2; i3++){
if(!(validate21(data12[i3], {instancePath:instancePath+"/trust/" + i3,parentData:data12,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err38 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.revoked !== undefined){
let data14 = data.revoked;
if(Array.isArray(data14)){
if(data14.length > 1024){
const err39 = {instancePath:instancePath+"/revoked",schemaPath:"#/properties/revoked/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
const len3 = data14.length;
for(let i4=0; i4<len3; i4++){
let data15 = data14[i4];
const _errs37 = errors;
let valid15 = false;
let passing0 = null;
const _errs38 = errors;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.key === undefined){
const err40 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/0/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data15.keyFile !== undefined){
const err41 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/properties/revoked/items/oneOf/0/properties/keyFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data15.certificate !== undefined){
const err42 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/properties/revoked/items/oneOf/0/properties/certificate/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data15.certificateFile !== undefined){
const err43 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/properties/revoked/items/oneOf/0/properties/certificateFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data15.serial !== undefined){
const err44 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/oneOf/0/properties/serial/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data15.issuer !== undefined){
const err45 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/properties/revoked/items/oneOf/0/properties/issuer/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data15.issuerFile !== undefined){
const err46 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/properties/revoked/items/oneOf/0/properties/issuerFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
var _valid1 = _errs38 === errors;
if(_valid1){
valid15 = true;
passing0 = 0;
var props1 = {};
props1.key = true;
props1.keyFile = true;
props1.certificate = true;
props1.certificateFile = true;
props1.serial = true;
props1.issuer = true;
props1.issuerFile = true;
}
const _errs39 = errors;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.keyFile === undefined){
const err47 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/1/required",keyword:"required",params:{missingProperty: "keyFile"},message:"must have required property '"+"keyFile"+"'"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data15.key !== undefined){
const err48 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/properties/revoked/items/oneOf/1/properties/key/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data15.certificate !== undefined){
const err49 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/properties/revoked/items/oneOf/1/properties/certificate/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data15.certificateFile !== undefined){
const err50 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/properties/revoked/items/oneOf/1/properties/certificateFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data15.serial !== undefined){
const err51 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/oneOf/1/properties/serial/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data15.issuer !== undefined){
const err52 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/properties/revoked/items/oneOf/1/properties/issuer/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data15.issuerFile !== undefined){
const err53 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/properties/revoked/items/oneOf/1/properties/issuerFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
var _valid1 = _errs39 === errors;
if(_valid1 && valid15){
valid15 = false;
passing0 = [passing0, 1];
}
else {
if(_valid1){
valid15 = true;
passing0 = 1;
if(props1 !== true){
props1 = props1 || {};
props1.keyFile = true;
props1.key = true;
props1.certificate = true;
props1.certificateFile = true;
props1.serial = true;
props1.issuer = true;
props1.issuerFile = true;
}
}
const _errs40 = errors;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.certificate === undefined){
const err54 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/2/required",keyword:"required",params:{missingProperty: "certificate"},message:"must have required property '"+"certificate"+"'"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data15.key !== undefined){
const err55 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/properties/revoked/items/oneOf/2/properties/key/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data15.keyFile !== undefined){
const err56 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/properties/revoked/items/oneOf/2/properties/keyFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data15.certificateFile !== undefined){
const err57 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/properties/revoked/items/oneOf/2/properties/certificateFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data15.serial !== undefined){
const err58 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/oneOf/2/properties/serial/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data15.issuer !== undefined){
const err59 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/properties/revoked/items/oneOf/2/properties/issuer/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data15.issuerFile !== undefined){
const err60 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/properties/revoked/items/oneOf/2/properties/issuerFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
var _valid1 = _errs40 === errors;
if(_valid1 && valid15){
valid15 = false;
passing0 = [passing0, 2];
}
else {
if(_valid1){
valid15 = true;
passing0 = 2;
if(props1 !== true){
props1 = props1 || {};
props1.certificate = true;
props1.key = true;
props1.keyFile = true;
props1.certificateFile = true;
props1.serial = true;
props1.issuer = true;
props1.issuerFile = true;
}
}
const _errs41 = errors;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.certificateFile === undefined){
const err61 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/3/required",keyword:"required",params:{missingProperty: "certificateFile"},message:"must have required property '"+"certificateFile"+"'"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data15.key !== undefined){
const err62 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/properties/revoked/items/oneOf/3/properties/key/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data15.keyFile !== undefined){
const err63 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/properties/revoked/items/oneOf/3/properties/keyFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data15.certificate !== undefined){
const err64 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/properties/revoked/items/oneOf/3/properties/certificate/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data15.serial !== undefined){
const err65 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/oneOf/3/properties/serial/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data15.issuer !== undefined){
const err66 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/properties/revoked/items/oneOf/3/properties/issuer/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data15.issuerFile !== undefined){
const err67 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/properties/revoked/items/oneOf/3/properties/issuerFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
var _valid1 = _errs41 === errors;
if(_valid1 && valid15){
valid15 = false;
passing0 = [passing0, 3];
}
else {
if(_valid1){
valid15 = true;
passing0 = 3;
if(props1 !== true){
props1 = props1 || {};
props1.certificateFile = true;
props1.key = true;
props1.keyFile = true;
props1.certificate = true;
props1.serial = true;
props1.issuer = true;
props1.issuerFile = true;
}
}
const _errs42 = errors;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.issuer === undefined){
const err68 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/4/required",keyword:"required",params:{missingProperty: "issuer"},message:"must have required property '"+"issuer"+"'"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data15.serial === undefined){
const err69 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/4/required",keyword:"required",params:{missingProperty: "serial"},message:"must have required property '"+"serial"+"'"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data15.key !== undefined){
const err70 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/properties/revoked/items/oneOf/4/properties/key/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data15.keyFile !== undefined){
const err71 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/properties/revoked/items/oneOf/4/properties/keyFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data15.certificate !== undefined){
const err72 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/properties/revoked/items/oneOf/4/properties/certificate/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data15.certificateFile !== undefined){
const err73 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/properties/revoked/items/oneOf/4/properties/certificateFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data15.issuerFile !== undefined){
const err74 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/properties/revoked/items/oneOf/4/properties/issuerFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
var _valid1 = _errs42 === errors;
if(_valid1 && valid15){
valid15 = false;
passing0 = [passing0, 4];
}
else {
if(_valid1){
valid15 = true;
passing0 = 4;
if(props1 !== true){
props1 = props1 || {};
props1.issuer = true;
props1.key = true;
props1.keyFile = true;
props1.certificate = true;
props1.certificateFile = true;
props1.issuerFile = true;
props1.serial = true;
}
}
const _errs43 = errors;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.issuerFile === undefined){
const err75 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/5/required",keyword:"required",params:{missingProperty: "issuerFile"},message:"must have required property '"+"issuerFile"+"'"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data15.serial === undefined){
const err76 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf/5/required",keyword:"required",params:{missingProperty: "serial"},message:"must have required property '"+"serial"+"'"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data15.key !== undefined){
const err77 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/properties/revoked/items/oneOf/5/properties/key/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data15.keyFile !== undefined){
const err78 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/properties/revoked/items/oneOf/5/properties/keyFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data15.certificate !== undefined){
const err79 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/properties/revoked/items/oneOf/5/properties/certificate/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data15.certificateFile !== undefined){
const err80 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/properties/revoked/items/oneOf/5/properties/certificateFile/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data15.issuer !== undefined){
const err81 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/properties/revoked/items/oneOf/5/properties/issuer/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
var _valid1 = _errs43 === errors;
if(_valid1 && valid15){
valid15 = false;
passing0 = [passing0, 5];
}
else {
if(_valid1){
valid15 = true;
passing0 = 5;
if(props1 !== true){
props1 = props1 || {};
props1.issuerFile = true;
props1.key = true;
props1.keyFile = true;
props1.certificate = true;
props1.certificateFile = true;
props1.issuer = true;
props1.serial = true;
}
}
}
}
}
}
}
if(!valid15){
const err82 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
else {
errors = _errs37;
if(vErrors !== null){
if(_errs37){
vErrors.length = _errs37;
}
else {
vErrors = null;
}
}
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.reason === undefined){
const err83 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
for(const key4 in data15){
if(!(func1.call(schema31.properties.revoked.items.properties, key4))){
const err84 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data15.key !== undefined){
let data50 = data15.key;
if(typeof data50 === "string"){
if(func2(data50) > 262144){
const err85 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(func2(data50) < 1){
const err86 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/revoked/" + i4+"/key",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data15.keyFile !== undefined){
let data51 = data15.keyFile;
if(typeof data51 === "string"){
if(func2(data51) > 4096){
const err88 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(func2(data51) < 1){
const err89 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/revoked/" + i4+"/keyFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data15.certificate !== undefined){
let data52 = data15.certificate;
if(typeof data52 === "string"){
if(func2(data52) > 262144){
const err91 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(func2(data52) < 1){
const err92 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
else {
const err93 = {instancePath:instancePath+"/revoked/" + i4+"/certificate",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data15.certificateFile !== undefined){
let data53 = data15.certificateFile;
if(typeof data53 === "string"){
if(func2(data53) > 4096){
const err94 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(func2(data53) < 1){
const err95 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/revoked/" + i4+"/certificateFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data15.serial !== undefined){
let data54 = data15.serial;
if(typeof data54 === "string"){
if(func2(data54) > 95){
const err97 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/properties/serial/maxLength",keyword:"maxLength",params:{limit: 95},message:"must NOT have more than 95 characters"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(func2(data54) < 1){
const err98 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/properties/serial/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/revoked/" + i4+"/serial",schemaPath:"#/properties/revoked/items/properties/serial/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data15.issuer !== undefined){
let data55 = data15.issuer;
if(typeof data55 === "string"){
if(func2(data55) > 262144){
const err100 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(func2(data55) < 1){
const err101 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/revoked/" + i4+"/issuer",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data15.issuerFile !== undefined){
let data56 = data15.issuerFile;
if(typeof data56 === "string"){
if(func2(data56) > 4096){
const err103 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(func2(data56) < 1){
const err104 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
else {
const err105 = {instancePath:instancePath+"/revoked/" + i4+"/issuerFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data15.from !== undefined){
let data57 = data15.from;
if(typeof data57 === "string"){
if(func2(data57) > 64){
const err106 = {instancePath:instancePath+"/revoked/" + i4+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(func2(data57) < 20){
const err107 = {instancePath:instancePath+"/revoked/" + i4+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
else {
const err108 = {instancePath:instancePath+"/revoked/" + i4+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data15.reason !== undefined){
let data58 = data15.reason;
if(typeof data58 === "string"){
if(func2(data58) > 512){
const err109 = {instancePath:instancePath+"/revoked/" + i4+"/reason",schemaPath:"#/properties/revoked/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(func2(data58) < 1){
const err110 = {instancePath:instancePath+"/revoked/" + i4+"/reason",schemaPath:"#/properties/revoked/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/revoked/" + i4+"/reason",schemaPath:"#/properties/revoked/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath:instancePath+"/revoked/" + i4,schemaPath:"#/properties/revoked/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
else {
const err113 = {instancePath:instancePath+"/revoked",schemaPath:"#/properties/revoked/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data.mirrors !== undefined){
let data59 = data.mirrors;
if(Array.isArray(data59)){
if(data59.length > 256){
const err114 = {instancePath:instancePath+"/mirrors",schemaPath:"#/properties/mirrors/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data59.length < 1){
const err115 = {instancePath:instancePath+"/mirrors",schemaPath:"#/properties/mirrors/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
const len4 = data59.length;
for(let i5=0; i5<len4; i5++){
let data60 = data59[i5];
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(data60.of === undefined){
const err116 = {instancePath:instancePath+"/mirrors/" + i5,schemaPath:"#/properties/mirrors/items/required",keyword:"required",params:{missingProperty: "of"},message:"must have required property '"+"of"+"'"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(data60.at === undefined){
const err117 = {instancePath:instancePath+"/mirrors/" + i5,schemaPath:"#/properties/mirrors/items/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
for(const key5 in data60){
if(!((key5 === "of") || (key5 === "at"))){
const err118 = {instancePath:instancePath+"/mirrors/" + i5,schemaPath:"#/properties/mirrors/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data60.of !== undefined){
let data61 = data60.of;
if(typeof data61 === "string"){
if(func2(data61) > 256){
const err119 = {instancePath:instancePath+"/mirrors/" + i5+"/of",schemaPath:"#/properties/mirrors/items/properties/of/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(!pattern11.test(data61)){
const err120 = {instancePath:instancePath+"/mirrors/" + i5+"/of",schemaPath:"#/properties/mirrors/items/properties/of/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$"+"\""};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
else {
const err121 = {instancePath:instancePath+"/mirrors/" + i5+"/of",schemaPath:"#/properties/mirrors/items/properties/of/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data60.at !== undefined){
let data62 = data60.at;
if(typeof data62 === "string"){
if(func2(data62) > 256){
const err122 = {instancePath:instancePath+"/mirrors/" + i5+"/at",schemaPath:"#/properties/mirrors/items/properties/at/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(!pattern11.test(data62)){
const err123 = {instancePath:instancePath+"/mirrors/" + i5+"/at",schemaPath:"#/properties/mirrors/items/properties/at/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9.:-]*(?:/[a-z0-9][a-z0-9._-]*)*$"+"\""};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
else {
const err124 = {instancePath:instancePath+"/mirrors/" + i5+"/at",schemaPath:"#/properties/mirrors/items/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
}
else {
const err125 = {instancePath:instancePath+"/mirrors/" + i5,schemaPath:"#/properties/mirrors/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/mirrors",schemaPath:"#/properties/mirrors/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data.deny !== undefined){
let data63 = data.deny;
if(Array.isArray(data63)){
if(data63.length > 4096){
const err127 = {instancePath:instancePath+"/deny",schemaPath:"#/properties/deny/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if(data63.length < 1){
const err128 = {instancePath:instancePath+"/deny",schemaPath:"#/properties/deny/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
const len5 = data63.length;
for(let i6=0; i6<len5; i6++){
let data64 = data63[i6];
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
if(data64.digest === undefined){
const err129 = {instancePath:instancePath+"/deny/" + i6,schemaPath:"#/properties/deny/items/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data64.owner === undefined){
const err130 = {instancePath:instancePath+"/deny/" + i6,schemaPath:"#/properties/deny/items/required",keyword:"required",params:{missingProperty: "owner"},message:"must have required property '"+"owner"+"'"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(data64.reason === undefined){
const err131 = {instancePath:instancePath+"/deny/" + i6,schemaPath:"#/properties/deny/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
for(const key6 in data64){
if(!(((key6 === "digest") || (key6 === "owner")) || (key6 === "reason"))){
const err132 = {instancePath:instancePath+"/deny/" + i6,schemaPath:"#/properties/deny/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data64.digest !== undefined){
let data65 = data64.digest;
if(typeof data65 === "string"){
if(func2(data65) > 256){
const err133 = {instancePath:instancePath+"/deny/" + i6+"/digest",schemaPath:"#/properties/deny/items/properties/digest/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(func2(data65) < 1){
const err134 = {instancePath:instancePath+"/deny/" + i6+"/digest",schemaPath:"#/properties/deny/items/properties/digest/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/deny/" + i6+"/digest",schemaPath:"#/properties/deny/items/properties/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data64.owner !== undefined){
let data66 = data64.owner;
if(typeof data66 === "string"){
if(func2(data66) > 256){
const err136 = {instancePath:instancePath+"/deny/" + i6+"/owner",schemaPath:"#/properties/deny/items/properties/owner/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(func2(data66) < 1){
const err137 = {instancePath:instancePath+"/deny/" + i6+"/owner",schemaPath:"#/properties/deny/items/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/deny/" + i6+"/owner",schemaPath:"#/properties/deny/items/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data64.reason !== undefined){
let data67 = data64.reason;
if(typeof data67 === "string"){
if(func2(data67) > 1024){
const err139 = {instancePath:instancePath+"/deny/" + i6+"/reason",schemaPath:"#/properties/deny/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(func2(data67) < 1){
const err140 = {instancePath:instancePath+"/deny/" + i6+"/reason",schemaPath:"#/properties/deny/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/deny/" + i6+"/reason",schemaPath:"#/properties/deny/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
else {
const err142 = {instancePath:instancePath+"/deny/" + i6,schemaPath:"#/properties/deny/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
}
else {
const err143 = {instancePath:instancePath+"/deny",schemaPath:"#/properties/deny/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data.require !== undefined){
if(!(validate26(data.require, {instancePath:instancePath+"/require",parentData:data,parentDataProperty:"require",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.cases !== undefined){
let data69 = data.cases;
if(Array.isArray(data69)){
if(data69.length > 32){
const err144 = {instancePath:instancePath+"/cases",schemaPath:"#/properties/cases/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data69.length < 1){
const err145 = {instancePath:instancePath+"/cases",schemaPath:"#/properties/cases/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
const len6 = data69.length;
for(let i7=0; i7<len6; i7++){
let data70 = data69[i7];
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(data70.require === undefined){
const err146 = {instancePath:instancePath+"/cases/" + i7,schemaPath:"#/properties/cases/items/required",keyword:"required",params:{missingProperty: "require"},message:"must have required property '"+"require"+"'"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
for(const key7 in data70){
if(!(((key7 === "name") || (key7 === "if")) || (key7 === "require"))){
const err147 = {instancePath:instancePath+"/cases/" + i7,schemaPath:"#/properties/cases/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data70.name !== undefined){
let data71 = data70.name;
if(typeof data71 === "string"){
if(!pattern16.test(data71)){
const err148 = {instancePath:instancePath+"/cases/" + i7+"/name",schemaPath:"#/properties/cases/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
else {
const err149 = {instancePath:instancePath+"/cases/" + i7+"/name",schemaPath:"#/properties/cases/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data70.if !== undefined){
let data72 = data70.if;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(Object.keys(data72).length < 1){
const err150 = {instancePath:instancePath+"/cases/" + i7+"/if",schemaPath:"#/properties/cases/items/properties/if/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
for(const key8 in data72){
if(!(((key8 === "go") || (key8 === "images")) || (key8 === "expression"))){
const err151 = {instancePath:instancePath+"/cases/" + i7+"/if",schemaPath:"#/properties/cases/items/properties/if/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data72.go !== undefined){
if(typeof data72.go !== "boolean"){
const err152 = {instancePath:instancePath+"/cases/" + i7+"/if/go",schemaPath:"#/properties/cases/items/properties/if/properties/go/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data72.images !== undefined){
let data74 = data72.images;
if(Array.isArray(data74)){
if(data74.length > 256){
const err153 = {instancePath:instancePath+"/cases/" + i7+"/if/images",schemaPath:"#/properties/cases/items/properties/if/properties/images/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data74.length < 1){
const err154 = {instancePath:instancePath+"/cases/" + i7+"/if/images",schemaPath:"#/properties/cases/items/properties/if/properties/images/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
const len7 = data74.length;
for(let i8=0; i8<len7; i8++){
let data75 = data74[i8];
if(typeof data75 === "string"){
if(func2(data75) > 256){
const err155 = {instancePath:instancePath+"/cases/" + i7+"/if/images/" + i8,schemaPath:"#/$defs/repository/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(!pattern5.test(data75)){
const err156 = {instancePath:instancePath+"/cases/" + i7+"/if/images/" + i8,schemaPath:"#/$defs/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/cases/" + i7+"/if/images/" + i8,schemaPath:"#/$defs/repository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
else {
const err158 = {instancePath:instancePath+"/cases/" + i7+"/if/images",schemaPath:"#/properties/cases/items/properties/if/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data72.expression !== undefined){
let data76 = data72.expression;
if(typeof data76 === "string"){
if(func2(data76) > 4096){
const err159 = {instancePath:instancePath+"/cases/" + i7+"/if/expression",schemaPath:"#/properties/cases/items/properties/if/properties/expression/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(func2(data76) < 1){
const err160 = {instancePath:instancePath+"/cases/" + i7+"/if/expression",schemaPath:"#/properties/cases/items/properties/if/properties/expression/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else {
const err161 = {instancePath:instancePath+"/cases/" + i7+"/if/expression",schemaPath:"#/properties/cases/items/properties/if/properties/expression/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
else {
const err162 = {instancePath:instancePath+"/cases/" + i7+"/if",schemaPath:"#/properties/cases/items/properties/if/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data70.require !== undefined){
if(!(validate26(data70.require, {instancePath:instancePath+"/cases/" + i7+"/require",parentData:data70,parentDataProperty:"require",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
}
else {
const err163 = {instancePath:instancePath+"/cases/" + i7,schemaPath:"#/properties/cases/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
}
else {
const err164 = {instancePath:instancePath+"/cases",schemaPath:"#/properties/cases/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data.exceptions !== undefined){
let data78 = data.exceptions;
if(Array.isArray(data78)){
if(data78.length > 256){
const err165 = {instancePath:instancePath+"/exceptions",schemaPath:"#/properties/exceptions/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
const len8 = data78.length;
for(let i9=0; i9<len8; i9++){
let data79 = data78[i9];
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
if(data79.id === undefined){
const err166 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(data79.images === undefined){
const err167 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "images"},message:"must have required property '"+"images"+"'"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(data79.checks === undefined){
const err168 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "checks"},message:"must have required property '"+"checks"+"'"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(data79.owner === undefined){
const err169 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "owner"},message:"must have required property '"+"owner"+"'"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if(data79.reason === undefined){
const err170 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if(data79.from === undefined){
const err171 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(data79.until === undefined){
const err172 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
for(const key9 in data79){
if(!(((((((key9 === "id") || (key9 === "images")) || (key9 === "checks")) || (key9 === "owner")) || (key9 === "reason")) || (key9 === "from")) || (key9 === "until"))){
const err173 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data79.id !== undefined){
let data80 = data79.id;
if(typeof data80 === "string"){
if(!pattern18.test(data80)){
const err174 = {instancePath:instancePath+"/exceptions/" + i9+"/id",schemaPath:"#/properties/exceptions/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
else {
const err175 = {instancePath:instancePath+"/exceptions/" + i9+"/id",schemaPath:"#/properties/exceptions/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data79.images !== undefined){
let data81 = data79.images;
if(Array.isArray(data81)){
if(data81.length > 256){
const err176 = {instancePath:instancePath+"/exceptions/" + i9+"/images",schemaPath:"#/properties/exceptions/items/properties/images/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(data81.length < 1){
const err177 = {instancePath:instancePath+"/exceptions/" + i9+"/images",schemaPath:"#/properties/exceptions/items/properties/images/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
const len9 = data81.length;
for(let i10=0; i10<len9; i10++){
let data82 = data81[i10];
if(typeof data82 === "string"){
if(func2(data82) > 256){
const err178 = {instancePath:instancePath+"/exceptions/" + i9+"/images/" + i10,schemaPath:"#/$defs/repository/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(!pattern5.test(data82)){
const err179 = {instancePath:instancePath+"/exceptions/" + i9+"/images/" + i10,schemaPath:"#/$defs/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
else {
const err180 = {instancePath:instancePath+"/exceptions/" + i9+"/images/" + i10,schemaPath:"#/$defs/repository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
}
else {
const err181 = {instancePath:instancePath+"/exceptions/" + i9+"/images",schemaPath:"#/properties/exceptions/items/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data79.checks !== undefined){
let data83 = data79.checks;
if(Array.isArray(data83)){
if(data83.length > 64){
const err182 = {instancePath:instancePath+"/exceptions/" + i9+"/checks",schemaPath:"#/properties/exceptions/items/properties/checks/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(data83.length < 1){
const err183 = {instancePath:instancePath+"/exceptions/" + i9+"/checks",schemaPath:"#/properties/exceptions/items/properties/checks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
const len10 = data83.length;
for(let i11=0; i11<len10; i11++){
let data84 = data83[i11];
if(typeof data84 === "string"){
if(!pattern20.test(data84)){
const err184 = {instancePath:instancePath+"/exceptions/" + i9+"/checks/" + i11,schemaPath:"#/properties/exceptions/items/properties/checks/items/pattern",keyword:"pattern",params:{pattern: "^[!-~]{1,512}$"},message:"must match pattern \""+"^[!-~]{1,512}$"+"\""};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/exceptions/" + i9+"/checks/" + i11,schemaPath:"#/properties/exceptions/items/properties/checks/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
let i12 = data83.length;
let j1;
if(i12 > 1){
const indices1 = {};
for(;i12--;){
let item1 = data83[i12];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err186 = {instancePath:instancePath+"/exceptions/" + i9+"/checks",schemaPath:"#/properties/exceptions/items/properties/checks/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i12+" are identical)"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
break;
}
indices1[item1] = i12;
}
}
}
else {
const err187 = {instancePath:instancePath+"/exceptions/" + i9+"/checks",schemaPath:"#/properties/exceptions/items/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data79.owner !== undefined){
let data85 = data79.owner;
if(typeof data85 === "string"){
if(func2(data85) > 256){
const err188 = {instancePath:instancePath+"/exceptions/" + i9+"/owner",schemaPath:"#/properties/exceptions/items/properties/owner/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(func2(data85) < 1){
const err189 = {instancePath:instancePath+"/exceptions/" + i9+"/owner",schemaPath:"#/properties/exceptions/items/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/exceptions/" + i9+"/owner",schemaPath:"#/properties/exceptions/items/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data79.reason !== undefined){
let data86 = data79.reason;
if(typeof data86 === "string"){
if(func2(data86) > 1024){
const err191 = {instancePath:instancePath+"/exceptions/" + i9+"/reason",schemaPath:"#/properties/exceptions/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(func2(data86) < 1){
const err192 = {instancePath:instancePath+"/exceptions/" + i9+"/reason",schemaPath:"#/properties/exceptions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
else {
const err193 = {instancePath:instancePath+"/exceptions/" + i9+"/reason",schemaPath:"#/properties/exceptions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data79.from !== undefined){
let data87 = data79.from;
if(typeof data87 === "string"){
if(func2(data87) > 64){
const err194 = {instancePath:instancePath+"/exceptions/" + i9+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if(func2(data87) < 20){
const err195 = {instancePath:instancePath+"/exceptions/" + i9+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
else {
const err196 = {instancePath:instancePath+"/exceptions/" + i9+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data79.until !== undefined){
let data88 = data79.until;
if(typeof data88 === "string"){
if(func2(data88) > 64){
const err197 = {instancePath:instancePath+"/exceptions/" + i9+"/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
if(func2(data88) < 20){
const err198 = {instancePath:instancePath+"/exceptions/" + i9+"/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
else {
const err199 = {instancePath:instancePath+"/exceptions/" + i9+"/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
}
else {
const err200 = {instancePath:instancePath+"/exceptions/" + i9,schemaPath:"#/properties/exceptions/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
}
else {
const err201 = {instancePath:instancePath+"/exceptions",schemaPath:"#/properties/exceptions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
}
else {
const err202 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
