// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/policy-test.schema.json","title":"Tests of Twinseal policies","description":"What policies must make of images that are described here. Run by twinseal policy test.","type":"object","additionalProperties":false,"required":["apiVersion","kind","tests"],"properties":{"apiVersion":{"const":"twinseal.dev/v1"},"kind":{"const":"PolicyTest"},"description":{"type":"string","maxLength":4096},"policy":{"description":"Policy of all tests that name none, relative to this file.","type":"string","minLength":1,"maxLength":4096},"time":{"description":"RFC 3339: the moment of the verdict, for all tests that name none.","$ref":"#/$defs/moment"},"images":{"description":"Images by name, for several tests.","type":"object","maxProperties":200,"additionalProperties":{"$ref":"#/$defs/image"}},"tests":{"type":"array","minItems":1,"maxItems":500,"items":{"type":"object","additionalProperties":false,"required":["name","expect"],"properties":{"name":{"type":"string","minLength":1,"maxLength":256},"policy":{"description":"Relative to this file.","type":"string","minLength":1,"maxLength":4096},"time":{"$ref":"#/$defs/moment"},"request":{"type":"object","additionalProperties":false,"description":"Where the image is, and where it is meant to run.","properties":{"repository":{"description":"Without tag and digest. Default registry.example.com/team/app.","type":"string","minLength":1,"maxLength":512},"namespace":{"type":"string","minLength":1,"maxLength":256},"labels":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"podSpec":{"description":"Spec of the pod that is to run the image, as Kubernetes has it: for require.pod, each of its containers is judged.","type":"object"}}},"image":{"description":"The name of one of images, or a description.","anyOf":[{"type":"string","minLength":1,"maxLength":64},{"$ref":"#/$defs/image"}]},"expect":{"description":"The outcome, or all that must hold.","anyOf":[{"enum":["allow","deny","indeterminate"]},{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"outcome":{"enum":["allow","deny","indeterminate"]},"applies":{"description":"Whether the policy is for this request at all.","type":"boolean"},"effect":{"description":"What a door does by the policy's mode.","enum":["admit","refuse","unknown"]},"codes":{"description":"Exactly the codes of all checks that failed or could not be made, and that no exception excuses.","type":"array","maxItems":64,"items":{"type":"string"}},"checks":{"description":"Checks that must be there, among others.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string","minLength":1,"maxLength":1024},"on":{"description":"index or a platform; default: each of that id.","type":"string","minLength":1,"maxLength":64},"status":{"enum":["pass","fail","skip","fault"]},"code":{"type":"string","minLength":1,"maxLength":64}}}},"exceptions":{"description":"Exactly the exceptions that were used.","type":"array","maxItems":64,"items":{"type":"string"}},"case":{"description":"The case that applies.","type":"string","minLength":1,"maxLength":64}}}]},"facts":{"description":"In place of image: recorded facts, relative to this file, as twinseal policy explain --save-facts writes them.","type":"string","minLength":1,"maxLength":4096}},"oneOf":[{"properties":{"image":true},"required":["image"]},{"properties":{"facts":true},"required":["facts"]}]}}},"$defs":{"moment":{"type":"string","minLength":20,"maxLength":64},"image":{"type":"object","additionalProperties":false,"properties":{"like":{"description":"The name of one of images: what is not said here is as there. config and program are merged, all else is replaced.","type":"string","minLength":1,"maxLength":64},"index":{"description":"An index around the platforms. Default true.","type":"boolean"},"platforms":{"description":"Default linux/amd64 alone.","type":"array","minItems":1,"maxItems":64,"items":{"anyOf":[{"type":"string","minLength":1},{"type":"object","additionalProperties":false,"required":["platform"],"properties":{"platform":{"type":"string","minLength":1,"maxLength":64},"annotations":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"config":{"$ref":"#/$defs/config"},"program":{"$ref":"#/$defs/program"},"goPrograms":{"$ref":"#/$defs/goPrograms"}}}]}},"annotations":{"description":"Of the index.","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"config":{"$ref":"#/$defs/config"},"program":{"$ref":"#/$defs/program"},"goPrograms":{"$ref":"#/$defs/goPrograms"},"signatures":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"annotations":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"name":{"description":"The repository that it says that it is for. Default: none.","type":"string","minLength":1,"maxLength":512}}}},"statements":{"type":"array","maxItems":64,"items":{"$ref":"#/$defs/statement"}},"twin":{"description":"A twin proof.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"outcome":{"enum":["identical","different"]},"program":{"description":"Whether it is about the program that the image runs. Default same.","enum":["same","other"]},"varied":{"description":"Default: every condition.","type":"array","maxItems":64,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","cache","user","clock","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"isolation":{"description":"Default: all.","type":"array","maxItems":64,"items":{"enum":["network","mount","pid","uts","ipc","user","memory","pids","disk"]}},"networkless":{"description":"Default true.","type":"boolean"},"cold":{"description":"Default true.","type":"boolean"},"toolchainAuthenticated":{"description":"Default true.","type":"boolean"},"modulesAuthenticated":{"description":"Default true.","type":"boolean"},"finished":{"description":"RFC 3339. Default: an hour before the verdict.","$ref":"#/$defs/moment"}}},"rebuilds":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"outcome":{"description":"Default reproduced.","enum":["reproduced","different"]},"finished":{"description":"RFC 3339. Default: an hour before the verdict.","$ref":"#/$defs/moment"}}}},"broken":{"description":"Documents of the image that are not what they should be.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["code"],"properties":{"on":{"type":"string"},"code":{"description":"Code of a check, such as IMAGE_CONTENT_MISSING.","type":"string","minLength":1,"maxLength":64}}}},"faults":{"description":"What could not be told.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"properties":{"on":{"type":"string"},"what":{"description":"Default referrers.","enum":["manifest","config","layer","referrers","evidence"]},"code":{"description":"Default EVIDENCE_UNREACHABLE.","enum":["EVIDENCE_UNREACHABLE","EVIDENCE_THROTTLED","EVIDENCE_UNAUTHORIZED","EVIDENCE_LIMIT"]}}}}}},"config":{"type":"object","additionalProperties":false,"description":"How the image runs.","properties":{"user":{"description":"Default 65532.","type":"string","maxLength":256},"env":{"description":"NAME=value.","type":"array","maxItems":64,"items":{"type":"string"}},"entrypoint":{"description":"Default: the program's path.","type":"array","maxItems":64,"items":{"type":"string"}},"cmd":{"type":"array","maxItems":64,"items":{"type":"string"}},"workingDir":{"type":"string","minLength":1,"maxLength":4096},"labels":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"ports":{"description":"8080/tcp.","type":"array","maxItems":64,"items":{"type":"string"}}}},"program":{"type":"object","additionalProperties":false,"description":"The program that it runs.","properties":{"path":{"description":"Default /app.","type":"string","minLength":1,"maxLength":4096},"outcome":{"description":"What came of looking for it in the layers. Default resolved.","enum":["resolved","missing","not-a-file","interpreted","empty","loop","ambiguous","unread"]},"static":{"description":"Needs no loader and no library. Default true.","type":"boolean"},"preload":{"description":"What makes it run other code too.","type":"array","maxItems":64,"items":{"type":"string"}},"setuid":{"description":"Files of the image with the setuid or setgid bit.","type":"array","maxItems":64,"items":{"type":"string"}},"go":{"description":"What its build info says; false: Go did not build it.","anyOf":[{"const":false},{"type":"object","additionalProperties":false,"properties":{"version":{"description":"Default 1.26.0.","type":"string","minLength":1,"maxLength":64},"module":{"description":"Main module. Default example.com/app.","type":"string","minLength":1,"maxLength":256},"trimpath":{"description":"Default true.","type":"boolean"},"cgo":{"description":"Default false.","type":"boolean"},"modified":{"description":"vcs.modified; null: not recorded. Default false.","type":["boolean","null"]}}}]}}},"goPrograms":{"description":"Other Go programs in it, each as program.go describes one.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","minLength":1,"maxLength":4096},"version":{"type":"string","minLength":1,"maxLength":64},"module":{"type":"string","minLength":1,"maxLength":256},"trimpath":{"type":"boolean"},"cgo":{"type":"boolean"},"modified":{"type":["boolean","null"]}}}},"statement":{"type":"object","additionalProperties":false,"required":["type","by"],"properties":{"type":{"description":"A predicate type URI or a short name such as spdxjson; twin proofs and rebuilds have members of their own.","type":"string","minLength":1,"maxLength":512},"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"count":{"description":"So many different ones. Default 1.","type":"integer","minimum":1,"maximum":16},"claimed":{"description":"RFC 3339: when it was made, by its own word. Default: an hour before the verdict.","$ref":"#/$defs/moment"},"predicate":{"description":"What expressions see."},"sbom":{"type":"object","additionalProperties":false,"properties":{"packages":{"description":"Default 10.","type":"integer","minimum":0,"maximum":200000},"versions":{"description":"How many packages have one; default all.","type":"integer","minimum":0,"maximum":200000},"purls":{"type":"integer","minimum":0,"maximum":200000},"licenses":{"type":"integer","minimum":0,"maximum":200000},"checksums":{"type":"integer","minimum":0,"maximum":200000},"created":{"$ref":"#/$defs/moment"}},"description":"Default: ten packages with everything."},"scan":{"type":"object","additionalProperties":false,"properties":{"scanner":{"type":"string","minLength":1,"maxLength":256},"at":{"$ref":"#/$defs/moment"},"findings":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string","minLength":1,"maxLength":256},"severity":{"enum":["none","low","medium","high","critical","unknown"]},"package":{"type":"string","minLength":1,"maxLength":4096},"aliases":{"type":"array","maxItems":64,"items":{"type":"string"}}}}}},"description":"Default: nothing was found."},"vex":{"type":"object","additionalProperties":false,"properties":{"statements":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["vulnerability"],"properties":{"vulnerability":{"type":"string","minLength":1,"maxLength":256},"status":{"enum":["not_affected","affected","fixed","under_investigation"]},"products":{"type":"array","maxItems":64,"items":{"type":"string"}},"at":{"$ref":"#/$defs/moment"}}}}}},"secrets":{"type":"object","additionalProperties":false,"properties":{"scanner":{"type":"string","minLength":1,"maxLength":256},"at":{"$ref":"#/$defs/moment"},"findings":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["rule","path"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":256},"path":{"type":"string","minLength":1,"maxLength":4096}}}}},"description":"Default: nothing was found."},"unread":{"description":"Its predicate can't be read.","enum":["STATEMENT_MALFORMED","STATEMENT_UNREADABLE"]}}}}};
const schema32 = {"type":"string","minLength":20,"maxLength":64};
const func1 = ucs2length;
const schema33 = {"type":"object","additionalProperties":false,"properties":{"like":{"description":"The name of one of images: what is not said here is as there. config and program are merged, all else is replaced.","type":"string","minLength":1,"maxLength":64},"index":{"description":"An index around the platforms. Default true.","type":"boolean"},"platforms":{"description":"Default linux/amd64 alone.","type":"array","minItems":1,"maxItems":64,"items":{"anyOf":[{"type":"string","minLength":1},{"type":"object","additionalProperties":false,"required":["platform"],"properties":{"platform":{"type":"string","minLength":1,"maxLength":64},"annotations":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"config":{"$ref":"#/$defs/config"},"program":{"$ref":"#/$defs/program"},"goPrograms":{"$ref":"#/$defs/goPrograms"}}}]}},"annotations":{"description":"Of the index.","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"config":{"$ref":"#/$defs/config"},"program":{"$ref":"#/$defs/program"},"goPrograms":{"$ref":"#/$defs/goPrograms"},"signatures":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"annotations":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"name":{"description":"The repository that it says that it is for. Default: none.","type":"string","minLength":1,"maxLength":512}}}},"statements":{"type":"array","maxItems":64,"items":{"$ref":"#/$defs/statement"}},"twin":{"description":"A twin proof.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"outcome":{"enum":["identical","different"]},"program":{"description":"Whether it is about the program that the image runs. Default same.","enum":["same","other"]},"varied":{"description":"Default: every condition.","type":"array","maxItems":64,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","cache","user","clock","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"isolation":{"description":"Default: all.","type":"array","maxItems":64,"items":{"enum":["network","mount","pid","uts","ipc","user","memory","pids","disk"]}},"networkless":{"description":"Default true.","type":"boolean"},"cold":{"description":"Default true.","type":"boolean"},"toolchainAuthenticated":{"description":"Default true.","type":"boolean"},"modulesAuthenticated":{"description":"Default true.","type":"boolean"},"finished":{"description":"RFC 3339. Default: an hour before the verdict.","$ref":"#/$defs/moment"}}},"rebuilds":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"outcome":{"description":"Default reproduced.","enum":["reproduced","different"]},"finished":{"description":"RFC 3339. Default: an hour before the verdict.","$ref":"#/$defs/moment"}}}},"broken":{"description":"Documents of the image that are not what they should be.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["code"],"properties":{"on":{"type":"string"},"code":{"description":"Code of a check, such as IMAGE_CONTENT_MISSING.","type":"string","minLength":1,"maxLength":64}}}},"faults":{"description":"What could not be told.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"properties":{"on":{"type":"string"},"what":{"description":"Default referrers.","enum":["manifest","config","layer","referrers","evidence"]},"code":{"description":"Default EVIDENCE_UNREACHABLE.","enum":["EVIDENCE_UNREACHABLE","EVIDENCE_THROTTLED","EVIDENCE_UNAUTHORIZED","EVIDENCE_LIMIT"]}}}}}};
const schema34 = {"type":"object","additionalProperties":false,"description":"How the image runs.","properties":{"user":{"description":"Default 65532.","type":"string","maxLength":256},"env":{"description":"NAME=value.","type":"array","maxItems":64,"items":{"type":"string"}},"entrypoint":{"description":"Default: the program's path.","type":"array","maxItems":64,"items":{"type":"string"}},"cmd":{"type":"array","maxItems":64,"items":{"type":"string"}},"workingDir":{"type":"string","minLength":1,"maxLength":4096},"labels":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string"}},"ports":{"description":"8080/tcp.","type":"array","maxItems":64,"items":{"type":"string"}}}};
const schema35 = {"type":"object","additionalProperties":false,"description":"The program that it runs.","properties":{"path":{"description":"Default /app.","type":"string","minLength":1,"maxLength":4096},"outcome":{"description":"What came of looking for it in the layers. Default resolved.","enum":["resolved","missing","not-a-file","interpreted","empty","loop","ambiguous","unread"]},"static":{"description":"Needs no loader and no library. Default true.","type":"boolean"},"preload":{"description":"What makes it run other code too.","type":"array","maxItems":64,"items":{"type":"string"}},"setuid":{"description":"Files of the image with the setuid or setgid bit.","type":"array","maxItems":64,"items":{"type":"string"}},"go":{"description":"What its build info says; false: Go did not build it.","anyOf":[{"const":false},{"type":"object","additionalProperties":false,"properties":{"version":{"description":"Default 1.26.0.","type":"string","minLength":1,"maxLength":64},"module":{"description":"Main module. Default example.com/app.","type":"string","minLength":1,"maxLength":256},"trimpath":{"description":"Default true.","type":"boolean"},"cgo":{"description":"Default false.","type":"boolean"},"modified":{"description":"vcs.modified; null: not recorded. Default false.","type":["boolean","null"]}}}]}}};
const schema36 = {"description":"Other Go programs in it, each as program.go describes one.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","minLength":1,"maxLength":4096},"version":{"type":"string","minLength":1,"maxLength":64},"module":{"type":"string","minLength":1,"maxLength":256},"trimpath":{"type":"boolean"},"cgo":{"type":"boolean"},"modified":{"type":["boolean","null"]}}}};
const func6 = Object.prototype.hasOwnProperty;
const schema43 = {"type":"object","additionalProperties":false,"required":["type","by"],"properties":{"type":{"description":"A predicate type URI or a short name such as spdxjson; twin proofs and rebuilds have members of their own.","type":"string","minLength":1,"maxLength":512},"by":{"description":"A signer of the policy; any other name is a stranger, whose signature does not count.","type":"string","minLength":1,"maxLength":64},"on":{"description":"What it is about: index and names of platforms. Default: everything.","type":"array","maxItems":64,"items":{"type":"string"}},"from":{"description":"RFC 3339: counts from then on.","$ref":"#/$defs/moment"},"until":{"description":"RFC 3339: counts until then.","$ref":"#/$defs/moment"},"key":{"description":"Which key of the signer, in the order of the policy. Default 1.","type":"integer","minimum":1,"maximum":16},"signed":{"description":"RFC 3339: when a log or timestamp authority of the signer's trusted root saw it. Default: no trusted time.","$ref":"#/$defs/moment"},"logs":{"description":"How many different logs have it. Default: as many as the policy asks for.","type":"integer","minimum":0,"maximum":16},"count":{"description":"So many different ones. Default 1.","type":"integer","minimum":1,"maximum":16},"claimed":{"description":"RFC 3339: when it was made, by its own word. Default: an hour before the verdict.","$ref":"#/$defs/moment"},"predicate":{"description":"What expressions see."},"sbom":{"type":"object","additionalProperties":false,"properties":{"packages":{"description":"Default 10.","type":"integer","minimum":0,"maximum":200000},"versions":{"description":"How many packages have one; default all.","type":"integer","minimum":0,"maximum":200000},"purls":{"type":"integer","minimum":0,"maximum":200000},"licenses":{"type":"integer","minimum":0,"maximum":200000},"checksums":{"type":"integer","minimum":0,"maximum":200000},"created":{"$ref":"#/$defs/moment"}},"description":"Default: ten packages with everything."},"scan":{"type":"object","additionalProperties":false,"properties":{"scanner":{"type":"string","minLength":1,"maxLength":256},"at":{"$ref":"#/$defs/moment"},"findings":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string","minLength":1,"maxLength":256},"severity":{"enum":["none","low","medium","high","critical","unknown"]},"package":{"type":"string","minLength":1,"maxLength":4096},"aliases":{"type":"array","maxItems":64,"items":{"type":"string"}}}}}},"description":"Default: nothing was found."},"vex":{"type":"object","additionalProperties":false,"properties":{"statements":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["vulnerability"],"properties":{"vulnerability":{"type":"string","minLength":1,"maxLength":256},"status":{"enum":["not_affected","affected","fixed","under_investigation"]},"products":{"type":"array","maxItems":64,"items":{"type":"string"}},"at":{"$ref":"#/$defs/moment"}}}}}},"secrets":{"type":"object","additionalProperties":false,"properties":{"scanner":{"type":"string","minLength":1,"maxLength":256},"at":{"$ref":"#/$defs/moment"},"findings":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["rule","path"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":256},"path":{"type":"string","minLength":1,"maxLength":4096}}}}},"description":"Default: nothing was found."},"unread":{"description":"Its predicate can't be read.","enum":["STATEMENT_MALFORMED","STATEMENT_UNREADABLE"]}}};

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
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.by === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func6.call(schema43.properties, key0))){
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
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 === "string"){
if(func1(data0) > 512){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(func1(data0) < 1){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.by !== undefined){
let data1 = data.by;
if(typeof data1 === "string"){
if(func1(data1) > 64){
const err6 = {instancePath:instancePath+"/by",schemaPath:"#/properties/by/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(func1(data1) < 1){
const err7 = {instancePath:instancePath+"/by",schemaPath:"#/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/by",schemaPath:"#/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.on !== undefined){
let data2 = data.on;
if(Array.isArray(data2)){
if(data2.length > 64){
const err9 = {instancePath:instancePath+"/on",schemaPath:"#/properties/on/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
const err10 = {instancePath:instancePath+"/on/" + i0,schemaPath:"#/properties/on/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err11 = {instancePath:instancePath+"/on",schemaPath:"#/properties/on/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.from !== undefined){
let data4 = data.from;
if(typeof data4 === "string"){
if(func1(data4) > 64){
const err12 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(func1(data4) < 20){
const err13 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.until !== undefined){
let data5 = data.until;
if(typeof data5 === "string"){
if(func1(data5) > 64){
const err15 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func1(data5) < 20){
const err16 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.key !== undefined){
let data6 = data.key;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err18 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 16 || isNaN(data6)){
const err19 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err20 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data.signed !== undefined){
let data7 = data.signed;
if(typeof data7 === "string"){
if(func1(data7) > 64){
const err21 = {instancePath:instancePath+"/signed",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func1(data7) < 20){
const err22 = {instancePath:instancePath+"/signed",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err23 = {instancePath:instancePath+"/signed",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.logs !== undefined){
let data8 = data.logs;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err24 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 16 || isNaN(data8)){
const err25 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err26 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.count !== undefined){
let data9 = data.count;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err27 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 16 || isNaN(data9)){
const err28 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err29 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.claimed !== undefined){
let data10 = data.claimed;
if(typeof data10 === "string"){
if(func1(data10) > 64){
const err30 = {instancePath:instancePath+"/claimed",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func1(data10) < 20){
const err31 = {instancePath:instancePath+"/claimed",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err32 = {instancePath:instancePath+"/claimed",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.sbom !== undefined){
let data11 = data.sbom;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key1 in data11){
if(!((((((key1 === "packages") || (key1 === "versions")) || (key1 === "purls")) || (key1 === "licenses")) || (key1 === "checksums")) || (key1 === "created"))){
const err33 = {instancePath:instancePath+"/sbom",schemaPath:"#/properties/sbom/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data11.packages !== undefined){
let data12 = data11.packages;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err34 = {instancePath:instancePath+"/sbom/packages",schemaPath:"#/properties/sbom/properties/packages/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 200000 || isNaN(data12)){
const err35 = {instancePath:instancePath+"/sbom/packages",schemaPath:"#/properties/sbom/properties/packages/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200000},message:"must be <= 200000"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err36 = {instancePath:instancePath+"/sbom/packages",schemaPath:"#/properties/sbom/properties/packages/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data11.versions !== undefined){
let data13 = data11.versions;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err37 = {instancePath:instancePath+"/sbom/versions",schemaPath:"#/properties/sbom/properties/versions/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 200000 || isNaN(data13)){
const err38 = {instancePath:instancePath+"/sbom/versions",schemaPath:"#/properties/sbom/properties/versions/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200000},message:"must be <= 200000"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err39 = {instancePath:instancePath+"/sbom/versions",schemaPath:"#/properties/sbom/properties/versions/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
if(data11.purls !== undefined){
let data14 = data11.purls;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err40 = {instancePath:instancePath+"/sbom/purls",schemaPath:"#/properties/sbom/properties/purls/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 200000 || isNaN(data14)){
const err41 = {instancePath:instancePath+"/sbom/purls",schemaPath:"#/properties/sbom/properties/purls/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200000},message:"must be <= 200000"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err42 = {instancePath:instancePath+"/sbom/purls",schemaPath:"#/properties/sbom/properties/purls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data11.licenses !== undefined){
let data15 = data11.licenses;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err43 = {instancePath:instancePath+"/sbom/licenses",schemaPath:"#/properties/sbom/properties/licenses/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 200000 || isNaN(data15)){
const err44 = {instancePath:instancePath+"/sbom/licenses",schemaPath:"#/properties/sbom/properties/licenses/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200000},message:"must be <= 200000"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err45 = {instancePath:instancePath+"/sbom/licenses",schemaPath:"#/properties/sbom/properties/licenses/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
if(data11.checksums !== undefined){
let data16 = data11.checksums;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err46 = {instancePath:instancePath+"/sbom/checksums",schemaPath:"#/properties/sbom/properties/checksums/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 200000 || isNaN(data16)){
const err47 = {instancePath:instancePath+"/sbom/checksums",schemaPath:"#/properties/sbom/properties/checksums/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200000},message:"must be <= 200000"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err48 = {instancePath:instancePath+"/sbom/checksums",schemaPath:"#/properties/sbom/properties/checksums/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
if(data11.created !== undefined){
let data17 = data11.created;
if(typeof data17 === "string"){
if(func1(data17) > 64){
const err49 = {instancePath:instancePath+"/sbom/created",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(func1(data17) < 20){
const err50 = {instancePath:instancePath+"/sbom/created",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/sbom/created",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err52 = {instancePath:instancePath+"/sbom",schemaPath:"#/properties/sbom/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.scan !== undefined){
let data18 = data.scan;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
if(!(((key2 === "scanner") || (key2 === "at")) || (key2 === "findings"))){
const err53 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data18.scanner !== undefined){
let data19 = data18.scanner;
if(typeof data19 === "string"){
if(func1(data19) > 256){
const err54 = {instancePath:instancePath+"/scan/scanner",schemaPath:"#/properties/scan/properties/scanner/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(func1(data19) < 1){
const err55 = {instancePath:instancePath+"/scan/scanner",schemaPath:"#/properties/scan/properties/scanner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/scan/scanner",schemaPath:"#/properties/scan/properties/scanner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data18.at !== undefined){
let data20 = data18.at;
if(typeof data20 === "string"){
if(func1(data20) > 64){
const err57 = {instancePath:instancePath+"/scan/at",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(func1(data20) < 20){
const err58 = {instancePath:instancePath+"/scan/at",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/scan/at",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data18.findings !== undefined){
let data21 = data18.findings;
if(Array.isArray(data21)){
if(data21.length > 64){
const err60 = {instancePath:instancePath+"/scan/findings",schemaPath:"#/properties/scan/properties/findings/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
const len1 = data21.length;
for(let i1=0; i1<len1; i1++){
let data22 = data21[i1];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.id === undefined){
const err61 = {instancePath:instancePath+"/scan/findings/" + i1,schemaPath:"#/properties/scan/properties/findings/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key3 in data22){
if(!((((key3 === "id") || (key3 === "severity")) || (key3 === "package")) || (key3 === "aliases"))){
const err62 = {instancePath:instancePath+"/scan/findings/" + i1,schemaPath:"#/properties/scan/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data22.id !== undefined){
let data23 = data22.id;
if(typeof data23 === "string"){
if(func1(data23) > 256){
const err63 = {instancePath:instancePath+"/scan/findings/" + i1+"/id",schemaPath:"#/properties/scan/properties/findings/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(func1(data23) < 1){
const err64 = {instancePath:instancePath+"/scan/findings/" + i1+"/id",schemaPath:"#/properties/scan/properties/findings/items/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/scan/findings/" + i1+"/id",schemaPath:"#/properties/scan/properties/findings/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data22.severity !== undefined){
let data24 = data22.severity;
if(!((((((data24 === "none") || (data24 === "low")) || (data24 === "medium")) || (data24 === "high")) || (data24 === "critical")) || (data24 === "unknown"))){
const err66 = {instancePath:instancePath+"/scan/findings/" + i1+"/severity",schemaPath:"#/properties/scan/properties/findings/items/properties/severity/enum",keyword:"enum",params:{allowedValues: schema43.properties.scan.properties.findings.items.properties.severity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data22.package !== undefined){
let data25 = data22.package;
if(typeof data25 === "string"){
if(func1(data25) > 4096){
const err67 = {instancePath:instancePath+"/scan/findings/" + i1+"/package",schemaPath:"#/properties/scan/properties/findings/items/properties/package/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(func1(data25) < 1){
const err68 = {instancePath:instancePath+"/scan/findings/" + i1+"/package",schemaPath:"#/properties/scan/properties/findings/items/properties/package/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
else {
const err69 = {instancePath:instancePath+"/scan/findings/" + i1+"/package",schemaPath:"#/properties/scan/properties/findings/items/properties/package/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data22.aliases !== undefined){
let data26 = data22.aliases;
if(Array.isArray(data26)){
if(data26.length > 64){
const err70 = {instancePath:instancePath+"/scan/findings/" + i1+"/aliases",schemaPath:"#/properties/scan/properties/findings/items/properties/aliases/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
const len2 = data26.length;
for(let i2=0; i2<len2; i2++){
if(typeof data26[i2] !== "string"){
const err71 = {instancePath:instancePath+"/scan/findings/" + i1+"/aliases/" + i2,schemaPath:"#/properties/scan/properties/findings/items/properties/aliases/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/scan/findings/" + i1+"/aliases",schemaPath:"#/properties/scan/properties/findings/items/properties/aliases/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/scan/findings/" + i1,schemaPath:"#/properties/scan/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/scan/findings",schemaPath:"#/properties/scan/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data.vex !== undefined){
let data28 = data.vex;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key4 in data28){
if(!(key4 === "statements")){
const err76 = {instancePath:instancePath+"/vex",schemaPath:"#/properties/vex/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data28.statements !== undefined){
let data29 = data28.statements;
if(Array.isArray(data29)){
if(data29.length > 64){
const err77 = {instancePath:instancePath+"/vex/statements",schemaPath:"#/properties/vex/properties/statements/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len3 = data29.length;
for(let i3=0; i3<len3; i3++){
let data30 = data29[i3];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.vulnerability === undefined){
const err78 = {instancePath:instancePath+"/vex/statements/" + i3,schemaPath:"#/properties/vex/properties/statements/items/required",keyword:"required",params:{missingProperty: "vulnerability"},message:"must have required property '"+"vulnerability"+"'"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
for(const key5 in data30){
if(!((((key5 === "vulnerability") || (key5 === "status")) || (key5 === "products")) || (key5 === "at"))){
const err79 = {instancePath:instancePath+"/vex/statements/" + i3,schemaPath:"#/properties/vex/properties/statements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data30.vulnerability !== undefined){
let data31 = data30.vulnerability;
if(typeof data31 === "string"){
if(func1(data31) > 256){
const err80 = {instancePath:instancePath+"/vex/statements/" + i3+"/vulnerability",schemaPath:"#/properties/vex/properties/statements/items/properties/vulnerability/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(func1(data31) < 1){
const err81 = {instancePath:instancePath+"/vex/statements/" + i3+"/vulnerability",schemaPath:"#/properties/vex/properties/statements/items/properties/vulnerability/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err82 = {instancePath:instancePath+"/vex/statements/" + i3+"/vulnerability",schemaPath:"#/properties/vex/properties/statements/items/properties/vulnerability/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data30.status !== undefined){
let data32 = data30.status;
if(!((((data32 === "not_affected") || (data32 === "affected")) || (data32 === "fixed")) || (data32 === "under_investigation"))){
const err83 = {instancePath:instancePath+"/vex/statements/" + i3+"/status",schemaPath:"#/properties/vex/properties/statements/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema43.properties.vex.properties.statements.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data30.products !== undefined){
let data33 = data30.products;
if(Array.isArray(data33)){
if(data33.length > 64){
const err84 = {instancePath:instancePath+"/vex/statements/" + i3+"/products",schemaPath:"#/properties/vex/properties/statements/items/properties/products/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
const len4 = data33.length;
for(let i4=0; i4<len4; i4++){
if(typeof data33[i4] !== "string"){
const err85 = {instancePath:instancePath+"/vex/statements/" + i3+"/products/" + i4,schemaPath:"#/properties/vex/properties/statements/items/properties/products/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath:instancePath+"/vex/statements/" + i3+"/products",schemaPath:"#/properties/vex/properties/statements/items/properties/products/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data30.at !== undefined){
let data35 = data30.at;
if(typeof data35 === "string"){
if(func1(data35) > 64){
const err87 = {instancePath:instancePath+"/vex/statements/" + i3+"/at",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(func1(data35) < 20){
const err88 = {instancePath:instancePath+"/vex/statements/" + i3+"/at",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/vex/statements/" + i3+"/at",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/vex/statements/" + i3,schemaPath:"#/properties/vex/properties/statements/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/vex/statements",schemaPath:"#/properties/vex/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/vex",schemaPath:"#/properties/vex/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data.secrets !== undefined){
let data36 = data.secrets;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key6 in data36){
if(!(((key6 === "scanner") || (key6 === "at")) || (key6 === "findings"))){
const err93 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data36.scanner !== undefined){
let data37 = data36.scanner;
if(typeof data37 === "string"){
if(func1(data37) > 256){
const err94 = {instancePath:instancePath+"/secrets/scanner",schemaPath:"#/properties/secrets/properties/scanner/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(func1(data37) < 1){
const err95 = {instancePath:instancePath+"/secrets/scanner",schemaPath:"#/properties/secrets/properties/scanner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err96 = {instancePath:instancePath+"/secrets/scanner",schemaPath:"#/properties/secrets/properties/scanner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data36.at !== undefined){
let data38 = data36.at;
if(typeof data38 === "string"){
if(func1(data38) > 64){
const err97 = {instancePath:instancePath+"/secrets/at",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(func1(data38) < 20){
const err98 = {instancePath:instancePath+"/secrets/at",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err99 = {instancePath:instancePath+"/secrets/at",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data36.findings !== undefined){
let data39 = data36.findings;
if(Array.isArray(data39)){
if(data39.length > 64){
const err100 = {instancePath:instancePath+"/secrets/findings",schemaPath:"#/properties/secrets/properties/findings/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
const len5 = data39.length;
for(let i5=0; i5<len5; i5++){
let data40 = data39[i5];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.rule === undefined){
const err101 = {instancePath:instancePath+"/secrets/findings/" + i5,schemaPath:"#/properties/secrets/properties/findings/items/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data40.path === undefined){
const err102 = {instancePath:instancePath+"/secrets/findings/" + i5,schemaPath:"#/properties/secrets/properties/findings/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
for(const key7 in data40){
if(!((key7 === "rule") || (key7 === "path"))){
const err103 = {instancePath:instancePath+"/secrets/findings/" + i5,schemaPath:"#/properties/secrets/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data40.rule !== undefined){
let data41 = data40.rule;
if(typeof data41 === "string"){
if(func1(data41) > 256){
const err104 = {instancePath:instancePath+"/secrets/findings/" + i5+"/rule",schemaPath:"#/properties/secrets/properties/findings/items/properties/rule/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(func1(data41) < 1){
const err105 = {instancePath:instancePath+"/secrets/findings/" + i5+"/rule",schemaPath:"#/properties/secrets/properties/findings/items/properties/rule/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
else {
const err106 = {instancePath:instancePath+"/secrets/findings/" + i5+"/rule",schemaPath:"#/properties/secrets/properties/findings/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data40.path !== undefined){
let data42 = data40.path;
if(typeof data42 === "string"){
if(func1(data42) > 4096){
const err107 = {instancePath:instancePath+"/secrets/findings/" + i5+"/path",schemaPath:"#/properties/secrets/properties/findings/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(func1(data42) < 1){
const err108 = {instancePath:instancePath+"/secrets/findings/" + i5+"/path",schemaPath:"#/properties/secrets/properties/findings/items/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/secrets/findings/" + i5+"/path",schemaPath:"#/properties/secrets/properties/findings/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
}
else {
const err110 = {instancePath:instancePath+"/secrets/findings/" + i5,schemaPath:"#/properties/secrets/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err111 = {instancePath:instancePath+"/secrets/findings",schemaPath:"#/properties/secrets/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err112 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data.unread !== undefined){
let data43 = data.unread;
if(!((data43 === "STATEMENT_MALFORMED") || (data43 === "STATEMENT_UNREADABLE"))){
const err113 = {instancePath:instancePath+"/unread",schemaPath:"#/properties/unread/enum",keyword:"enum",params:{allowedValues: schema43.properties.unread.enum},message:"must be equal to one of the allowed values"};
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
const err114 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
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
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func6.call(schema33.properties, key0))){
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
if(data.like !== undefined){
let data0 = data.like;
if(typeof data0 === "string"){
if(func1(data0) > 64){
const err1 = {instancePath:instancePath+"/like",schemaPath:"#/properties/like/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/like",schemaPath:"#/properties/like/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err3 = {instancePath:instancePath+"/like",schemaPath:"#/properties/like/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.index !== undefined){
if(typeof data.index !== "boolean"){
const err4 = {instancePath:instancePath+"/index",schemaPath:"#/properties/index/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.platforms !== undefined){
let data2 = data.platforms;
if(Array.isArray(data2)){
if(data2.length > 64){
const err5 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs9 = errors;
let valid3 = false;
const _errs10 = errors;
if(typeof data3 === "string"){
if(func1(data3) < 1){
const err7 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var _valid0 = _errs10 === errors;
valid3 = valid3 || _valid0;
const _errs12 = errors;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.platform === undefined){
const err9 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/anyOf/1/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data3){
if(!(((((key1 === "platform") || (key1 === "annotations")) || (key1 === "config")) || (key1 === "program")) || (key1 === "goPrograms"))){
const err10 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.platform !== undefined){
let data4 = data3.platform;
if(typeof data4 === "string"){
if(func1(data4) > 64){
const err11 = {instancePath:instancePath+"/platforms/" + i0+"/platform",schemaPath:"#/properties/platforms/items/anyOf/1/properties/platform/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func1(data4) < 1){
const err12 = {instancePath:instancePath+"/platforms/" + i0+"/platform",schemaPath:"#/properties/platforms/items/anyOf/1/properties/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err13 = {instancePath:instancePath+"/platforms/" + i0+"/platform",schemaPath:"#/properties/platforms/items/anyOf/1/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.annotations !== undefined){
let data5 = data3.annotations;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 64){
const err14 = {instancePath:instancePath+"/platforms/" + i0+"/annotations",schemaPath:"#/properties/platforms/items/anyOf/1/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
const err15 = {instancePath:instancePath+"/platforms/" + i0+"/annotations/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/platforms/items/anyOf/1/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/platforms/" + i0+"/annotations",schemaPath:"#/properties/platforms/items/anyOf/1/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data3.config !== undefined){
let data7 = data3.config;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(!(((((((key3 === "user") || (key3 === "env")) || (key3 === "entrypoint")) || (key3 === "cmd")) || (key3 === "workingDir")) || (key3 === "labels")) || (key3 === "ports"))){
const err17 = {instancePath:instancePath+"/platforms/" + i0+"/config",schemaPath:"#/$defs/config/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data7.user !== undefined){
let data8 = data7.user;
if(typeof data8 === "string"){
if(func1(data8) > 256){
const err18 = {instancePath:instancePath+"/platforms/" + i0+"/config/user",schemaPath:"#/$defs/config/properties/user/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
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
const err19 = {instancePath:instancePath+"/platforms/" + i0+"/config/user",schemaPath:"#/$defs/config/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data7.env !== undefined){
let data9 = data7.env;
if(Array.isArray(data9)){
if(data9.length > 64){
const err20 = {instancePath:instancePath+"/platforms/" + i0+"/config/env",schemaPath:"#/$defs/config/properties/env/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
if(typeof data9[i1] !== "string"){
const err21 = {instancePath:instancePath+"/platforms/" + i0+"/config/env/" + i1,schemaPath:"#/$defs/config/properties/env/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/platforms/" + i0+"/config/env",schemaPath:"#/$defs/config/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data7.entrypoint !== undefined){
let data11 = data7.entrypoint;
if(Array.isArray(data11)){
if(data11.length > 64){
const err23 = {instancePath:instancePath+"/platforms/" + i0+"/config/entrypoint",schemaPath:"#/$defs/config/properties/entrypoint/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
if(typeof data11[i2] !== "string"){
const err24 = {instancePath:instancePath+"/platforms/" + i0+"/config/entrypoint/" + i2,schemaPath:"#/$defs/config/properties/entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/platforms/" + i0+"/config/entrypoint",schemaPath:"#/$defs/config/properties/entrypoint/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data7.cmd !== undefined){
let data13 = data7.cmd;
if(Array.isArray(data13)){
if(data13.length > 64){
const err26 = {instancePath:instancePath+"/platforms/" + i0+"/config/cmd",schemaPath:"#/$defs/config/properties/cmd/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len3 = data13.length;
for(let i3=0; i3<len3; i3++){
if(typeof data13[i3] !== "string"){
const err27 = {instancePath:instancePath+"/platforms/" + i0+"/config/cmd/" + i3,schemaPath:"#/$defs/config/properties/cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/platforms/" + i0+"/config/cmd",schemaPath:"#/$defs/config/properties/cmd/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.workingDir !== undefined){
let data15 = data7.workingDir;
if(typeof data15 === "string"){
if(func1(data15) > 4096){
const err29 = {instancePath:instancePath+"/platforms/" + i0+"/config/workingDir",schemaPath:"#/$defs/config/properties/workingDir/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(func1(data15) < 1){
const err30 = {instancePath:instancePath+"/platforms/" + i0+"/config/workingDir",schemaPath:"#/$defs/config/properties/workingDir/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/platforms/" + i0+"/config/workingDir",schemaPath:"#/$defs/config/properties/workingDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data7.labels !== undefined){
let data16 = data7.labels;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(Object.keys(data16).length > 64){
const err32 = {instancePath:instancePath+"/platforms/" + i0+"/config/labels",schemaPath:"#/$defs/config/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key4 in data16){
if(typeof data16[key4] !== "string"){
const err33 = {instancePath:instancePath+"/platforms/" + i0+"/config/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/config/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/platforms/" + i0+"/config/labels",schemaPath:"#/$defs/config/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data7.ports !== undefined){
let data18 = data7.ports;
if(Array.isArray(data18)){
if(data18.length > 64){
const err35 = {instancePath:instancePath+"/platforms/" + i0+"/config/ports",schemaPath:"#/$defs/config/properties/ports/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
const len4 = data18.length;
for(let i4=0; i4<len4; i4++){
if(typeof data18[i4] !== "string"){
const err36 = {instancePath:instancePath+"/platforms/" + i0+"/config/ports/" + i4,schemaPath:"#/$defs/config/properties/ports/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/platforms/" + i0+"/config/ports",schemaPath:"#/$defs/config/properties/ports/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/platforms/" + i0+"/config",schemaPath:"#/$defs/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data3.program !== undefined){
let data20 = data3.program;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key5 in data20){
if(!((((((key5 === "path") || (key5 === "outcome")) || (key5 === "static")) || (key5 === "preload")) || (key5 === "setuid")) || (key5 === "go"))){
const err39 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/$defs/program/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data20.path !== undefined){
let data21 = data20.path;
if(typeof data21 === "string"){
if(func1(data21) > 4096){
const err40 = {instancePath:instancePath+"/platforms/" + i0+"/program/path",schemaPath:"#/$defs/program/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(func1(data21) < 1){
const err41 = {instancePath:instancePath+"/platforms/" + i0+"/program/path",schemaPath:"#/$defs/program/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err42 = {instancePath:instancePath+"/platforms/" + i0+"/program/path",schemaPath:"#/$defs/program/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data20.outcome !== undefined){
let data22 = data20.outcome;
if(!((((((((data22 === "resolved") || (data22 === "missing")) || (data22 === "not-a-file")) || (data22 === "interpreted")) || (data22 === "empty")) || (data22 === "loop")) || (data22 === "ambiguous")) || (data22 === "unread"))){
const err43 = {instancePath:instancePath+"/platforms/" + i0+"/program/outcome",schemaPath:"#/$defs/program/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema35.properties.outcome.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data20.static !== undefined){
if(typeof data20.static !== "boolean"){
const err44 = {instancePath:instancePath+"/platforms/" + i0+"/program/static",schemaPath:"#/$defs/program/properties/static/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data20.preload !== undefined){
let data24 = data20.preload;
if(Array.isArray(data24)){
if(data24.length > 64){
const err45 = {instancePath:instancePath+"/platforms/" + i0+"/program/preload",schemaPath:"#/$defs/program/properties/preload/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len5 = data24.length;
for(let i5=0; i5<len5; i5++){
if(typeof data24[i5] !== "string"){
const err46 = {instancePath:instancePath+"/platforms/" + i0+"/program/preload/" + i5,schemaPath:"#/$defs/program/properties/preload/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/platforms/" + i0+"/program/preload",schemaPath:"#/$defs/program/properties/preload/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data20.setuid !== undefined){
let data26 = data20.setuid;
if(Array.isArray(data26)){
if(data26.length > 64){
const err48 = {instancePath:instancePath+"/platforms/" + i0+"/program/setuid",schemaPath:"#/$defs/program/properties/setuid/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
const len6 = data26.length;
for(let i6=0; i6<len6; i6++){
if(typeof data26[i6] !== "string"){
const err49 = {instancePath:instancePath+"/platforms/" + i0+"/program/setuid/" + i6,schemaPath:"#/$defs/program/properties/setuid/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/platforms/" + i0+"/program/setuid",schemaPath:"#/$defs/program/properties/setuid/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data20.go !== undefined){
let data28 = data20.go;
const _errs69 = errors;
let valid23 = false;
const _errs70 = errors;
if(false !== data28){
const err51 = {instancePath:instancePath+"/platforms/" + i0+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf/0/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
var _valid1 = _errs70 === errors;
valid23 = valid23 || _valid1;
const _errs71 = errors;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key6 in data28){
if(!(((((key6 === "version") || (key6 === "module")) || (key6 === "trimpath")) || (key6 === "cgo")) || (key6 === "modified"))){
const err52 = {instancePath:instancePath+"/platforms/" + i0+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data28.version !== undefined){
let data29 = data28.version;
if(typeof data29 === "string"){
if(func1(data29) > 64){
const err53 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/version",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/version/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(func1(data29) < 1){
const err54 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/version",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/version/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err55 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/version",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data28.module !== undefined){
let data30 = data28.module;
if(typeof data30 === "string"){
if(func1(data30) > 256){
const err56 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/module",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/module/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(func1(data30) < 1){
const err57 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/module",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err58 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/module",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data28.trimpath !== undefined){
if(typeof data28.trimpath !== "boolean"){
const err59 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/trimpath",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/trimpath/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data28.cgo !== undefined){
if(typeof data28.cgo !== "boolean"){
const err60 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/cgo",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/cgo/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data28.modified !== undefined){
let data33 = data28.modified;
if((typeof data33 !== "boolean") && (data33 !== null)){
const err61 = {instancePath:instancePath+"/platforms/" + i0+"/program/go/modified",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/modified/type",keyword:"type",params:{type: schema35.properties.go.anyOf[1].properties.modified.type},message:"must be boolean,null"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/platforms/" + i0+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
var _valid1 = _errs71 === errors;
valid23 = valid23 || _valid1;
if(!valid23){
const err63 = {instancePath:instancePath+"/platforms/" + i0+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
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
}
}
else {
const err64 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/$defs/program/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data3.goPrograms !== undefined){
let data34 = data3.goPrograms;
if(Array.isArray(data34)){
if(data34.length > 64){
const err65 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms",schemaPath:"#/$defs/goPrograms/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
const len7 = data34.length;
for(let i7=0; i7<len7; i7++){
let data35 = data34[i7];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.path === undefined){
const err66 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7,schemaPath:"#/$defs/goPrograms/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
for(const key7 in data35){
if(!((((((key7 === "path") || (key7 === "version")) || (key7 === "module")) || (key7 === "trimpath")) || (key7 === "cgo")) || (key7 === "modified"))){
const err67 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7,schemaPath:"#/$defs/goPrograms/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data35.path !== undefined){
let data36 = data35.path;
if(typeof data36 === "string"){
if(func1(data36) > 4096){
const err68 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/path",schemaPath:"#/$defs/goPrograms/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(func1(data36) < 1){
const err69 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/path",schemaPath:"#/$defs/goPrograms/items/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/path",schemaPath:"#/$defs/goPrograms/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data35.version !== undefined){
let data37 = data35.version;
if(typeof data37 === "string"){
if(func1(data37) > 64){
const err71 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/version",schemaPath:"#/$defs/goPrograms/items/properties/version/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(func1(data37) < 1){
const err72 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/version",schemaPath:"#/$defs/goPrograms/items/properties/version/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/version",schemaPath:"#/$defs/goPrograms/items/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data35.module !== undefined){
let data38 = data35.module;
if(typeof data38 === "string"){
if(func1(data38) > 256){
const err74 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/module",schemaPath:"#/$defs/goPrograms/items/properties/module/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(func1(data38) < 1){
const err75 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/module",schemaPath:"#/$defs/goPrograms/items/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err76 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/module",schemaPath:"#/$defs/goPrograms/items/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data35.trimpath !== undefined){
if(typeof data35.trimpath !== "boolean"){
const err77 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/trimpath",schemaPath:"#/$defs/goPrograms/items/properties/trimpath/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data35.cgo !== undefined){
if(typeof data35.cgo !== "boolean"){
const err78 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/cgo",schemaPath:"#/$defs/goPrograms/items/properties/cgo/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data35.modified !== undefined){
let data41 = data35.modified;
if((typeof data41 !== "boolean") && (data41 !== null)){
const err79 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7+"/modified",schemaPath:"#/$defs/goPrograms/items/properties/modified/type",keyword:"type",params:{type: schema36.items.properties.modified.type},message:"must be boolean,null"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms/" + i7,schemaPath:"#/$defs/goPrograms/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/platforms/" + i0+"/goPrograms",schemaPath:"#/$defs/goPrograms/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
var _valid0 = _errs12 === errors;
valid3 = valid3 || _valid0;
if(!valid3){
const err83 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err84 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data.annotations !== undefined){
let data42 = data.annotations;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
if(Object.keys(data42).length > 64){
const err85 = {instancePath:instancePath+"/annotations",schemaPath:"#/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
for(const key8 in data42){
if(typeof data42[key8] !== "string"){
const err86 = {instancePath:instancePath+"/annotations/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/annotations",schemaPath:"#/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data.config !== undefined){
let data44 = data.config;
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
for(const key9 in data44){
if(!(((((((key9 === "user") || (key9 === "env")) || (key9 === "entrypoint")) || (key9 === "cmd")) || (key9 === "workingDir")) || (key9 === "labels")) || (key9 === "ports"))){
const err88 = {instancePath:instancePath+"/config",schemaPath:"#/$defs/config/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data44.user !== undefined){
let data45 = data44.user;
if(typeof data45 === "string"){
if(func1(data45) > 256){
const err89 = {instancePath:instancePath+"/config/user",schemaPath:"#/$defs/config/properties/user/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
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
const err90 = {instancePath:instancePath+"/config/user",schemaPath:"#/$defs/config/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data44.env !== undefined){
let data46 = data44.env;
if(Array.isArray(data46)){
if(data46.length > 64){
const err91 = {instancePath:instancePath+"/config/env",schemaPath:"#/$defs/config/properties/env/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
const len8 = data46.length;
for(let i8=0; i8<len8; i8++){
if(typeof data46[i8] !== "string"){
const err92 = {instancePath:instancePath+"/config/env/" + i8,schemaPath:"#/$defs/config/properties/env/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/config/env",schemaPath:"#/$defs/config/properties/env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data44.entrypoint !== undefined){
let data48 = data44.entrypoint;
if(Array.isArray(data48)){
if(data48.length > 64){
const err94 = {instancePath:instancePath+"/config/entrypoint",schemaPath:"#/$defs/config/properties/entrypoint/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
const len9 = data48.length;
for(let i9=0; i9<len9; i9++){
if(typeof data48[i9] !== "string"){
const err95 = {instancePath:instancePath+"/config/entrypoint/" + i9,schemaPath:"#/$defs/config/properties/entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/config/entrypoint",schemaPath:"#/$defs/config/properties/entrypoint/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data44.cmd !== undefined){
let data50 = data44.cmd;
if(Array.isArray(data50)){
if(data50.length > 64){
const err97 = {instancePath:instancePath+"/config/cmd",schemaPath:"#/$defs/config/properties/cmd/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
const len10 = data50.length;
for(let i10=0; i10<len10; i10++){
if(typeof data50[i10] !== "string"){
const err98 = {instancePath:instancePath+"/config/cmd/" + i10,schemaPath:"#/$defs/config/properties/cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err99 = {instancePath:instancePath+"/config/cmd",schemaPath:"#/$defs/config/properties/cmd/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data44.workingDir !== undefined){
let data52 = data44.workingDir;
if(typeof data52 === "string"){
if(func1(data52) > 4096){
const err100 = {instancePath:instancePath+"/config/workingDir",schemaPath:"#/$defs/config/properties/workingDir/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(func1(data52) < 1){
const err101 = {instancePath:instancePath+"/config/workingDir",schemaPath:"#/$defs/config/properties/workingDir/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err102 = {instancePath:instancePath+"/config/workingDir",schemaPath:"#/$defs/config/properties/workingDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data44.labels !== undefined){
let data53 = data44.labels;
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(Object.keys(data53).length > 64){
const err103 = {instancePath:instancePath+"/config/labels",schemaPath:"#/$defs/config/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key10 in data53){
if(typeof data53[key10] !== "string"){
const err104 = {instancePath:instancePath+"/config/labels/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/config/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err105 = {instancePath:instancePath+"/config/labels",schemaPath:"#/$defs/config/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data44.ports !== undefined){
let data55 = data44.ports;
if(Array.isArray(data55)){
if(data55.length > 64){
const err106 = {instancePath:instancePath+"/config/ports",schemaPath:"#/$defs/config/properties/ports/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
const len11 = data55.length;
for(let i11=0; i11<len11; i11++){
if(typeof data55[i11] !== "string"){
const err107 = {instancePath:instancePath+"/config/ports/" + i11,schemaPath:"#/$defs/config/properties/ports/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/config/ports",schemaPath:"#/$defs/config/properties/ports/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
else {
const err109 = {instancePath:instancePath+"/config",schemaPath:"#/$defs/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data.program !== undefined){
let data57 = data.program;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
for(const key11 in data57){
if(!((((((key11 === "path") || (key11 === "outcome")) || (key11 === "static")) || (key11 === "preload")) || (key11 === "setuid")) || (key11 === "go"))){
const err110 = {instancePath:instancePath+"/program",schemaPath:"#/$defs/program/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data57.path !== undefined){
let data58 = data57.path;
if(typeof data58 === "string"){
if(func1(data58) > 4096){
const err111 = {instancePath:instancePath+"/program/path",schemaPath:"#/$defs/program/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(func1(data58) < 1){
const err112 = {instancePath:instancePath+"/program/path",schemaPath:"#/$defs/program/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/program/path",schemaPath:"#/$defs/program/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data57.outcome !== undefined){
let data59 = data57.outcome;
if(!((((((((data59 === "resolved") || (data59 === "missing")) || (data59 === "not-a-file")) || (data59 === "interpreted")) || (data59 === "empty")) || (data59 === "loop")) || (data59 === "ambiguous")) || (data59 === "unread"))){
const err114 = {instancePath:instancePath+"/program/outcome",schemaPath:"#/$defs/program/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema35.properties.outcome.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data57.static !== undefined){
if(typeof data57.static !== "boolean"){
const err115 = {instancePath:instancePath+"/program/static",schemaPath:"#/$defs/program/properties/static/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data57.preload !== undefined){
let data61 = data57.preload;
if(Array.isArray(data61)){
if(data61.length > 64){
const err116 = {instancePath:instancePath+"/program/preload",schemaPath:"#/$defs/program/properties/preload/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
const len12 = data61.length;
for(let i12=0; i12<len12; i12++){
if(typeof data61[i12] !== "string"){
const err117 = {instancePath:instancePath+"/program/preload/" + i12,schemaPath:"#/$defs/program/properties/preload/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/program/preload",schemaPath:"#/$defs/program/properties/preload/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data57.setuid !== undefined){
let data63 = data57.setuid;
if(Array.isArray(data63)){
if(data63.length > 64){
const err119 = {instancePath:instancePath+"/program/setuid",schemaPath:"#/$defs/program/properties/setuid/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
const len13 = data63.length;
for(let i13=0; i13<len13; i13++){
if(typeof data63[i13] !== "string"){
const err120 = {instancePath:instancePath+"/program/setuid/" + i13,schemaPath:"#/$defs/program/properties/setuid/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
else {
const err121 = {instancePath:instancePath+"/program/setuid",schemaPath:"#/$defs/program/properties/setuid/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data57.go !== undefined){
let data65 = data57.go;
const _errs154 = errors;
let valid47 = false;
const _errs155 = errors;
if(false !== data65){
const err122 = {instancePath:instancePath+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf/0/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
var _valid2 = _errs155 === errors;
valid47 = valid47 || _valid2;
const _errs156 = errors;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
for(const key12 in data65){
if(!(((((key12 === "version") || (key12 === "module")) || (key12 === "trimpath")) || (key12 === "cgo")) || (key12 === "modified"))){
const err123 = {instancePath:instancePath+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data65.version !== undefined){
let data66 = data65.version;
if(typeof data66 === "string"){
if(func1(data66) > 64){
const err124 = {instancePath:instancePath+"/program/go/version",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/version/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(func1(data66) < 1){
const err125 = {instancePath:instancePath+"/program/go/version",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/version/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
else {
const err126 = {instancePath:instancePath+"/program/go/version",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data65.module !== undefined){
let data67 = data65.module;
if(typeof data67 === "string"){
if(func1(data67) > 256){
const err127 = {instancePath:instancePath+"/program/go/module",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/module/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if(func1(data67) < 1){
const err128 = {instancePath:instancePath+"/program/go/module",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err129 = {instancePath:instancePath+"/program/go/module",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data65.trimpath !== undefined){
if(typeof data65.trimpath !== "boolean"){
const err130 = {instancePath:instancePath+"/program/go/trimpath",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/trimpath/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data65.cgo !== undefined){
if(typeof data65.cgo !== "boolean"){
const err131 = {instancePath:instancePath+"/program/go/cgo",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/cgo/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data65.modified !== undefined){
let data70 = data65.modified;
if((typeof data70 !== "boolean") && (data70 !== null)){
const err132 = {instancePath:instancePath+"/program/go/modified",schemaPath:"#/$defs/program/properties/go/anyOf/1/properties/modified/type",keyword:"type",params:{type: schema35.properties.go.anyOf[1].properties.modified.type},message:"must be boolean,null"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
else {
const err133 = {instancePath:instancePath+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
var _valid2 = _errs156 === errors;
valid47 = valid47 || _valid2;
if(!valid47){
const err134 = {instancePath:instancePath+"/program/go",schemaPath:"#/$defs/program/properties/go/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
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
}
}
else {
const err135 = {instancePath:instancePath+"/program",schemaPath:"#/$defs/program/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data.goPrograms !== undefined){
let data71 = data.goPrograms;
if(Array.isArray(data71)){
if(data71.length > 64){
const err136 = {instancePath:instancePath+"/goPrograms",schemaPath:"#/$defs/goPrograms/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
const len14 = data71.length;
for(let i14=0; i14<len14; i14++){
let data72 = data71[i14];
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(data72.path === undefined){
const err137 = {instancePath:instancePath+"/goPrograms/" + i14,schemaPath:"#/$defs/goPrograms/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
for(const key13 in data72){
if(!((((((key13 === "path") || (key13 === "version")) || (key13 === "module")) || (key13 === "trimpath")) || (key13 === "cgo")) || (key13 === "modified"))){
const err138 = {instancePath:instancePath+"/goPrograms/" + i14,schemaPath:"#/$defs/goPrograms/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data72.path !== undefined){
let data73 = data72.path;
if(typeof data73 === "string"){
if(func1(data73) > 4096){
const err139 = {instancePath:instancePath+"/goPrograms/" + i14+"/path",schemaPath:"#/$defs/goPrograms/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(func1(data73) < 1){
const err140 = {instancePath:instancePath+"/goPrograms/" + i14+"/path",schemaPath:"#/$defs/goPrograms/items/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err141 = {instancePath:instancePath+"/goPrograms/" + i14+"/path",schemaPath:"#/$defs/goPrograms/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data72.version !== undefined){
let data74 = data72.version;
if(typeof data74 === "string"){
if(func1(data74) > 64){
const err142 = {instancePath:instancePath+"/goPrograms/" + i14+"/version",schemaPath:"#/$defs/goPrograms/items/properties/version/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(func1(data74) < 1){
const err143 = {instancePath:instancePath+"/goPrograms/" + i14+"/version",schemaPath:"#/$defs/goPrograms/items/properties/version/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
else {
const err144 = {instancePath:instancePath+"/goPrograms/" + i14+"/version",schemaPath:"#/$defs/goPrograms/items/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data72.module !== undefined){
let data75 = data72.module;
if(typeof data75 === "string"){
if(func1(data75) > 256){
const err145 = {instancePath:instancePath+"/goPrograms/" + i14+"/module",schemaPath:"#/$defs/goPrograms/items/properties/module/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(func1(data75) < 1){
const err146 = {instancePath:instancePath+"/goPrograms/" + i14+"/module",schemaPath:"#/$defs/goPrograms/items/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/goPrograms/" + i14+"/module",schemaPath:"#/$defs/goPrograms/items/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data72.trimpath !== undefined){
if(typeof data72.trimpath !== "boolean"){
const err148 = {instancePath:instancePath+"/goPrograms/" + i14+"/trimpath",schemaPath:"#/$defs/goPrograms/items/properties/trimpath/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data72.cgo !== undefined){
if(typeof data72.cgo !== "boolean"){
const err149 = {instancePath:instancePath+"/goPrograms/" + i14+"/cgo",schemaPath:"#/$defs/goPrograms/items/properties/cgo/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data72.modified !== undefined){
let data78 = data72.modified;
if((typeof data78 !== "boolean") && (data78 !== null)){
const err150 = {instancePath:instancePath+"/goPrograms/" + i14+"/modified",schemaPath:"#/$defs/goPrograms/items/properties/modified/type",keyword:"type",params:{type: schema36.items.properties.modified.type},message:"must be boolean,null"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
}
else {
const err151 = {instancePath:instancePath+"/goPrograms/" + i14,schemaPath:"#/$defs/goPrograms/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
}
else {
const err152 = {instancePath:instancePath+"/goPrograms",schemaPath:"#/$defs/goPrograms/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data.signatures !== undefined){
let data79 = data.signatures;
if(Array.isArray(data79)){
if(data79.length > 64){
const err153 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
const len15 = data79.length;
for(let i15=0; i15<len15; i15++){
let data80 = data79[i15];
if(data80 && typeof data80 == "object" && !Array.isArray(data80)){
if(data80.by === undefined){
const err154 = {instancePath:instancePath+"/signatures/" + i15,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
for(const key14 in data80){
if(!(func6.call(schema33.properties.signatures.items.properties, key14))){
const err155 = {instancePath:instancePath+"/signatures/" + i15,schemaPath:"#/properties/signatures/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data80.by !== undefined){
let data81 = data80.by;
if(typeof data81 === "string"){
if(func1(data81) > 64){
const err156 = {instancePath:instancePath+"/signatures/" + i15+"/by",schemaPath:"#/properties/signatures/items/properties/by/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(func1(data81) < 1){
const err157 = {instancePath:instancePath+"/signatures/" + i15+"/by",schemaPath:"#/properties/signatures/items/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
else {
const err158 = {instancePath:instancePath+"/signatures/" + i15+"/by",schemaPath:"#/properties/signatures/items/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data80.on !== undefined){
let data82 = data80.on;
if(Array.isArray(data82)){
if(data82.length > 64){
const err159 = {instancePath:instancePath+"/signatures/" + i15+"/on",schemaPath:"#/properties/signatures/items/properties/on/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
const len16 = data82.length;
for(let i16=0; i16<len16; i16++){
if(typeof data82[i16] !== "string"){
const err160 = {instancePath:instancePath+"/signatures/" + i15+"/on/" + i16,schemaPath:"#/properties/signatures/items/properties/on/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
else {
const err161 = {instancePath:instancePath+"/signatures/" + i15+"/on",schemaPath:"#/properties/signatures/items/properties/on/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data80.from !== undefined){
let data84 = data80.from;
if(typeof data84 === "string"){
if(func1(data84) > 64){
const err162 = {instancePath:instancePath+"/signatures/" + i15+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(func1(data84) < 20){
const err163 = {instancePath:instancePath+"/signatures/" + i15+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/signatures/" + i15+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data80.until !== undefined){
let data85 = data80.until;
if(typeof data85 === "string"){
if(func1(data85) > 64){
const err165 = {instancePath:instancePath+"/signatures/" + i15+"/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(func1(data85) < 20){
const err166 = {instancePath:instancePath+"/signatures/" + i15+"/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
else {
const err167 = {instancePath:instancePath+"/signatures/" + i15+"/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data80.key !== undefined){
let data86 = data80.key;
if(!(((typeof data86 == "number") && (!(data86 % 1) && !isNaN(data86))) && (isFinite(data86)))){
const err168 = {instancePath:instancePath+"/signatures/" + i15+"/key",schemaPath:"#/properties/signatures/items/properties/key/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if((typeof data86 == "number") && (isFinite(data86))){
if(data86 > 16 || isNaN(data86)){
const err169 = {instancePath:instancePath+"/signatures/" + i15+"/key",schemaPath:"#/properties/signatures/items/properties/key/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if(data86 < 1 || isNaN(data86)){
const err170 = {instancePath:instancePath+"/signatures/" + i15+"/key",schemaPath:"#/properties/signatures/items/properties/key/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
if(data80.signed !== undefined){
let data87 = data80.signed;
if(typeof data87 === "string"){
if(func1(data87) > 64){
const err171 = {instancePath:instancePath+"/signatures/" + i15+"/signed",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(func1(data87) < 20){
const err172 = {instancePath:instancePath+"/signatures/" + i15+"/signed",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err173 = {instancePath:instancePath+"/signatures/" + i15+"/signed",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data80.logs !== undefined){
let data88 = data80.logs;
if(!(((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88))) && (isFinite(data88)))){
const err174 = {instancePath:instancePath+"/signatures/" + i15+"/logs",schemaPath:"#/properties/signatures/items/properties/logs/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 > 16 || isNaN(data88)){
const err175 = {instancePath:instancePath+"/signatures/" + i15+"/logs",schemaPath:"#/properties/signatures/items/properties/logs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(data88 < 0 || isNaN(data88)){
const err176 = {instancePath:instancePath+"/signatures/" + i15+"/logs",schemaPath:"#/properties/signatures/items/properties/logs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
}
if(data80.annotations !== undefined){
let data89 = data80.annotations;
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
if(Object.keys(data89).length > 64){
const err177 = {instancePath:instancePath+"/signatures/" + i15+"/annotations",schemaPath:"#/properties/signatures/items/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
for(const key15 in data89){
if(typeof data89[key15] !== "string"){
const err178 = {instancePath:instancePath+"/signatures/" + i15+"/annotations/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/signatures/items/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
}
else {
const err179 = {instancePath:instancePath+"/signatures/" + i15+"/annotations",schemaPath:"#/properties/signatures/items/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data80.name !== undefined){
let data91 = data80.name;
if(typeof data91 === "string"){
if(func1(data91) > 512){
const err180 = {instancePath:instancePath+"/signatures/" + i15+"/name",schemaPath:"#/properties/signatures/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(func1(data91) < 1){
const err181 = {instancePath:instancePath+"/signatures/" + i15+"/name",schemaPath:"#/properties/signatures/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
else {
const err182 = {instancePath:instancePath+"/signatures/" + i15+"/name",schemaPath:"#/properties/signatures/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
}
else {
const err183 = {instancePath:instancePath+"/signatures/" + i15,schemaPath:"#/properties/signatures/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
}
else {
const err184 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data.statements !== undefined){
let data92 = data.statements;
if(Array.isArray(data92)){
if(data92.length > 64){
const err185 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
const len17 = data92.length;
for(let i17=0; i17<len17; i17++){
if(!(validate22(data92[i17], {instancePath:instancePath+"/statements/" + i17,parentData:data92,parentDataProperty:i17,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err186 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data.twin !== undefined){
let data94 = data.twin;
if(data94 && typeof data94 == "object" && !Array.isArray(data94)){
if(data94.by === undefined){
const err187 = {instancePath:instancePath+"/twin",schemaPath:"#/properties/twin/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
for(const key16 in data94){
if(!(func6.call(schema33.properties.twin.properties, key16))){
const err188 = {instancePath:instancePath+"/twin",schemaPath:"#/properties/twin/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data94.by !== undefined){
let data95 = data94.by;
if(typeof data95 === "string"){
if(func1(data95) > 64){
const err189 = {instancePath:instancePath+"/twin/by",schemaPath:"#/properties/twin/properties/by/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if(func1(data95) < 1){
const err190 = {instancePath:instancePath+"/twin/by",schemaPath:"#/properties/twin/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err191 = {instancePath:instancePath+"/twin/by",schemaPath:"#/properties/twin/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data94.on !== undefined){
let data96 = data94.on;
if(Array.isArray(data96)){
if(data96.length > 64){
const err192 = {instancePath:instancePath+"/twin/on",schemaPath:"#/properties/twin/properties/on/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
const len18 = data96.length;
for(let i18=0; i18<len18; i18++){
if(typeof data96[i18] !== "string"){
const err193 = {instancePath:instancePath+"/twin/on/" + i18,schemaPath:"#/properties/twin/properties/on/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err194 = {instancePath:instancePath+"/twin/on",schemaPath:"#/properties/twin/properties/on/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data94.from !== undefined){
let data98 = data94.from;
if(typeof data98 === "string"){
if(func1(data98) > 64){
const err195 = {instancePath:instancePath+"/twin/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if(func1(data98) < 20){
const err196 = {instancePath:instancePath+"/twin/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err197 = {instancePath:instancePath+"/twin/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data94.until !== undefined){
let data99 = data94.until;
if(typeof data99 === "string"){
if(func1(data99) > 64){
const err198 = {instancePath:instancePath+"/twin/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
if(func1(data99) < 20){
const err199 = {instancePath:instancePath+"/twin/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err200 = {instancePath:instancePath+"/twin/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data94.key !== undefined){
let data100 = data94.key;
if(!(((typeof data100 == "number") && (!(data100 % 1) && !isNaN(data100))) && (isFinite(data100)))){
const err201 = {instancePath:instancePath+"/twin/key",schemaPath:"#/properties/twin/properties/key/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if((typeof data100 == "number") && (isFinite(data100))){
if(data100 > 16 || isNaN(data100)){
const err202 = {instancePath:instancePath+"/twin/key",schemaPath:"#/properties/twin/properties/key/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(data100 < 1 || isNaN(data100)){
const err203 = {instancePath:instancePath+"/twin/key",schemaPath:"#/properties/twin/properties/key/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
if(data94.signed !== undefined){
let data101 = data94.signed;
if(typeof data101 === "string"){
if(func1(data101) > 64){
const err204 = {instancePath:instancePath+"/twin/signed",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(func1(data101) < 20){
const err205 = {instancePath:instancePath+"/twin/signed",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err206 = {instancePath:instancePath+"/twin/signed",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data94.logs !== undefined){
let data102 = data94.logs;
if(!(((typeof data102 == "number") && (!(data102 % 1) && !isNaN(data102))) && (isFinite(data102)))){
const err207 = {instancePath:instancePath+"/twin/logs",schemaPath:"#/properties/twin/properties/logs/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if((typeof data102 == "number") && (isFinite(data102))){
if(data102 > 16 || isNaN(data102)){
const err208 = {instancePath:instancePath+"/twin/logs",schemaPath:"#/properties/twin/properties/logs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if(data102 < 0 || isNaN(data102)){
const err209 = {instancePath:instancePath+"/twin/logs",schemaPath:"#/properties/twin/properties/logs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
}
if(data94.outcome !== undefined){
let data103 = data94.outcome;
if(!((data103 === "identical") || (data103 === "different"))){
const err210 = {instancePath:instancePath+"/twin/outcome",schemaPath:"#/properties/twin/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema33.properties.twin.properties.outcome.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data94.program !== undefined){
let data104 = data94.program;
if(!((data104 === "same") || (data104 === "other"))){
const err211 = {instancePath:instancePath+"/twin/program",schemaPath:"#/properties/twin/properties/program/enum",keyword:"enum",params:{allowedValues: schema33.properties.twin.properties.program.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data94.varied !== undefined){
let data105 = data94.varied;
if(Array.isArray(data105)){
if(data105.length > 64){
const err212 = {instancePath:instancePath+"/twin/varied",schemaPath:"#/properties/twin/properties/varied/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
const len19 = data105.length;
for(let i19=0; i19<len19; i19++){
let data106 = data105[i19];
if(!(((((((((((((((((((data106 === "path") || (data106 === "home")) || (data106 === "hostname")) || (data106 === "timezone")) || (data106 === "locale")) || (data106 === "umask")) || (data106 === "environment")) || (data106 === "parallelism")) || (data106 === "file-times")) || (data106 === "cache")) || (data106 === "user")) || (data106 === "clock")) || (data106 === "kernel")) || (data106 === "aslr")) || (data106 === "cpus")) || (data106 === "file-order")) || (data106 === "exec-path")) || (data106 === "domain")) || (data106 === "toolchain"))){
const err213 = {instancePath:instancePath+"/twin/varied/" + i19,schemaPath:"#/properties/twin/properties/varied/items/enum",keyword:"enum",params:{allowedValues: schema33.properties.twin.properties.varied.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
else {
const err214 = {instancePath:instancePath+"/twin/varied",schemaPath:"#/properties/twin/properties/varied/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data94.isolation !== undefined){
let data107 = data94.isolation;
if(Array.isArray(data107)){
if(data107.length > 64){
const err215 = {instancePath:instancePath+"/twin/isolation",schemaPath:"#/properties/twin/properties/isolation/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
const len20 = data107.length;
for(let i20=0; i20<len20; i20++){
let data108 = data107[i20];
if(!(((((((((data108 === "network") || (data108 === "mount")) || (data108 === "pid")) || (data108 === "uts")) || (data108 === "ipc")) || (data108 === "user")) || (data108 === "memory")) || (data108 === "pids")) || (data108 === "disk"))){
const err216 = {instancePath:instancePath+"/twin/isolation/" + i20,schemaPath:"#/properties/twin/properties/isolation/items/enum",keyword:"enum",params:{allowedValues: schema33.properties.twin.properties.isolation.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
}
else {
const err217 = {instancePath:instancePath+"/twin/isolation",schemaPath:"#/properties/twin/properties/isolation/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data94.networkless !== undefined){
if(typeof data94.networkless !== "boolean"){
const err218 = {instancePath:instancePath+"/twin/networkless",schemaPath:"#/properties/twin/properties/networkless/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data94.cold !== undefined){
if(typeof data94.cold !== "boolean"){
const err219 = {instancePath:instancePath+"/twin/cold",schemaPath:"#/properties/twin/properties/cold/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data94.toolchainAuthenticated !== undefined){
if(typeof data94.toolchainAuthenticated !== "boolean"){
const err220 = {instancePath:instancePath+"/twin/toolchainAuthenticated",schemaPath:"#/properties/twin/properties/toolchainAuthenticated/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data94.modulesAuthenticated !== undefined){
if(typeof data94.modulesAuthenticated !== "boolean"){
const err221 = {instancePath:instancePath+"/twin/modulesAuthenticated",schemaPath:"#/properties/twin/properties/modulesAuthenticated/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data94.finished !== undefined){
let data113 = data94.finished;
if(typeof data113 === "string"){
if(func1(data113) > 64){
const err222 = {instancePath:instancePath+"/twin/finished",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(func1(data113) < 20){
const err223 = {instancePath:instancePath+"/twin/finished",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
else {
const err224 = {instancePath:instancePath+"/twin/finished",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
}
else {
const err225 = {instancePath:instancePath+"/twin",schemaPath:"#/properties/twin/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data.rebuilds !== undefined){
let data114 = data.rebuilds;
if(Array.isArray(data114)){
if(data114.length > 64){
const err226 = {instancePath:instancePath+"/rebuilds",schemaPath:"#/properties/rebuilds/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
const len21 = data114.length;
for(let i21=0; i21<len21; i21++){
let data115 = data114[i21];
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
if(data115.by === undefined){
const err227 = {instancePath:instancePath+"/rebuilds/" + i21,schemaPath:"#/properties/rebuilds/items/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
for(const key17 in data115){
if(!(func6.call(schema33.properties.rebuilds.items.properties, key17))){
const err228 = {instancePath:instancePath+"/rebuilds/" + i21,schemaPath:"#/properties/rebuilds/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data115.by !== undefined){
let data116 = data115.by;
if(typeof data116 === "string"){
if(func1(data116) > 64){
const err229 = {instancePath:instancePath+"/rebuilds/" + i21+"/by",schemaPath:"#/properties/rebuilds/items/properties/by/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
if(func1(data116) < 1){
const err230 = {instancePath:instancePath+"/rebuilds/" + i21+"/by",schemaPath:"#/properties/rebuilds/items/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
else {
const err231 = {instancePath:instancePath+"/rebuilds/" + i21+"/by",schemaPath:"#/properties/rebuilds/items/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(data115.on !== undefined){
let data117 = data115.on;
if(Array.isArray(data117)){
if(data117.length > 64){
const err232 = {instancePath:instancePath+"/rebuilds/" + i21+"/on",schemaPath:"#/properties/rebuilds/items/properties/on/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
const len22 = data117.length;
for(let i22=0; i22<len22; i22++){
if(typeof data117[i22] !== "string"){
const err233 = {instancePath:instancePath+"/rebuilds/" + i21+"/on/" + i22,schemaPath:"#/properties/rebuilds/items/properties/on/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
}
else {
const err234 = {instancePath:instancePath+"/rebuilds/" + i21+"/on",schemaPath:"#/properties/rebuilds/items/properties/on/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
if(data115.from !== undefined){
let data119 = data115.from;
if(typeof data119 === "string"){
if(func1(data119) > 64){
const err235 = {instancePath:instancePath+"/rebuilds/" + i21+"/from",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if(func1(data119) < 20){
const err236 = {instancePath:instancePath+"/rebuilds/" + i21+"/from",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
else {
const err237 = {instancePath:instancePath+"/rebuilds/" + i21+"/from",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
if(data115.until !== undefined){
let data120 = data115.until;
if(typeof data120 === "string"){
if(func1(data120) > 64){
const err238 = {instancePath:instancePath+"/rebuilds/" + i21+"/until",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
if(func1(data120) < 20){
const err239 = {instancePath:instancePath+"/rebuilds/" + i21+"/until",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
else {
const err240 = {instancePath:instancePath+"/rebuilds/" + i21+"/until",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data115.key !== undefined){
let data121 = data115.key;
if(!(((typeof data121 == "number") && (!(data121 % 1) && !isNaN(data121))) && (isFinite(data121)))){
const err241 = {instancePath:instancePath+"/rebuilds/" + i21+"/key",schemaPath:"#/properties/rebuilds/items/properties/key/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if((typeof data121 == "number") && (isFinite(data121))){
if(data121 > 16 || isNaN(data121)){
const err242 = {instancePath:instancePath+"/rebuilds/" + i21+"/key",schemaPath:"#/properties/rebuilds/items/properties/key/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(data121 < 1 || isNaN(data121)){
const err243 = {instancePath:instancePath+"/rebuilds/" + i21+"/key",schemaPath:"#/properties/rebuilds/items/properties/key/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
}
if(data115.signed !== undefined){
let data122 = data115.signed;
if(typeof data122 === "string"){
if(func1(data122) > 64){
const err244 = {instancePath:instancePath+"/rebuilds/" + i21+"/signed",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if(func1(data122) < 20){
const err245 = {instancePath:instancePath+"/rebuilds/" + i21+"/signed",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
else {
const err246 = {instancePath:instancePath+"/rebuilds/" + i21+"/signed",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
if(data115.logs !== undefined){
let data123 = data115.logs;
if(!(((typeof data123 == "number") && (!(data123 % 1) && !isNaN(data123))) && (isFinite(data123)))){
const err247 = {instancePath:instancePath+"/rebuilds/" + i21+"/logs",schemaPath:"#/properties/rebuilds/items/properties/logs/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
if((typeof data123 == "number") && (isFinite(data123))){
if(data123 > 16 || isNaN(data123)){
const err248 = {instancePath:instancePath+"/rebuilds/" + i21+"/logs",schemaPath:"#/properties/rebuilds/items/properties/logs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
if(data123 < 0 || isNaN(data123)){
const err249 = {instancePath:instancePath+"/rebuilds/" + i21+"/logs",schemaPath:"#/properties/rebuilds/items/properties/logs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
}
if(data115.outcome !== undefined){
let data124 = data115.outcome;
if(!((data124 === "reproduced") || (data124 === "different"))){
const err250 = {instancePath:instancePath+"/rebuilds/" + i21+"/outcome",schemaPath:"#/properties/rebuilds/items/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema33.properties.rebuilds.items.properties.outcome.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data115.finished !== undefined){
let data125 = data115.finished;
if(typeof data125 === "string"){
if(func1(data125) > 64){
const err251 = {instancePath:instancePath+"/rebuilds/" + i21+"/finished",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
if(func1(data125) < 20){
const err252 = {instancePath:instancePath+"/rebuilds/" + i21+"/finished",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err253 = {instancePath:instancePath+"/rebuilds/" + i21+"/finished",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
}
else {
const err254 = {instancePath:instancePath+"/rebuilds/" + i21,schemaPath:"#/properties/rebuilds/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
else {
const err255 = {instancePath:instancePath+"/rebuilds",schemaPath:"#/properties/rebuilds/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data.broken !== undefined){
let data126 = data.broken;
if(Array.isArray(data126)){
if(data126.length > 64){
const err256 = {instancePath:instancePath+"/broken",schemaPath:"#/properties/broken/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
const len23 = data126.length;
for(let i23=0; i23<len23; i23++){
let data127 = data126[i23];
if(data127 && typeof data127 == "object" && !Array.isArray(data127)){
if(data127.code === undefined){
const err257 = {instancePath:instancePath+"/broken/" + i23,schemaPath:"#/properties/broken/items/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
for(const key18 in data127){
if(!((key18 === "on") || (key18 === "code"))){
const err258 = {instancePath:instancePath+"/broken/" + i23,schemaPath:"#/properties/broken/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data127.on !== undefined){
if(typeof data127.on !== "string"){
const err259 = {instancePath:instancePath+"/broken/" + i23+"/on",schemaPath:"#/properties/broken/items/properties/on/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
if(data127.code !== undefined){
let data129 = data127.code;
if(typeof data129 === "string"){
if(func1(data129) > 64){
const err260 = {instancePath:instancePath+"/broken/" + i23+"/code",schemaPath:"#/properties/broken/items/properties/code/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
if(func1(data129) < 1){
const err261 = {instancePath:instancePath+"/broken/" + i23+"/code",schemaPath:"#/properties/broken/items/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
else {
const err262 = {instancePath:instancePath+"/broken/" + i23+"/code",schemaPath:"#/properties/broken/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err263 = {instancePath:instancePath+"/broken/" + i23,schemaPath:"#/properties/broken/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err264 = {instancePath:instancePath+"/broken",schemaPath:"#/properties/broken/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
if(data.faults !== undefined){
let data130 = data.faults;
if(Array.isArray(data130)){
if(data130.length > 64){
const err265 = {instancePath:instancePath+"/faults",schemaPath:"#/properties/faults/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
const len24 = data130.length;
for(let i24=0; i24<len24; i24++){
let data131 = data130[i24];
if(data131 && typeof data131 == "object" && !Array.isArray(data131)){
for(const key19 in data131){
if(!(((key19 === "on") || (key19 === "what")) || (key19 === "code"))){
const err266 = {instancePath:instancePath+"/faults/" + i24,schemaPath:"#/properties/faults/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
if(data131.on !== undefined){
if(typeof data131.on !== "string"){
const err267 = {instancePath:instancePath+"/faults/" + i24+"/on",schemaPath:"#/properties/faults/items/properties/on/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data131.what !== undefined){
let data133 = data131.what;
if(!(((((data133 === "manifest") || (data133 === "config")) || (data133 === "layer")) || (data133 === "referrers")) || (data133 === "evidence"))){
const err268 = {instancePath:instancePath+"/faults/" + i24+"/what",schemaPath:"#/properties/faults/items/properties/what/enum",keyword:"enum",params:{allowedValues: schema33.properties.faults.items.properties.what.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
if(data131.code !== undefined){
let data134 = data131.code;
if(!((((data134 === "EVIDENCE_UNREACHABLE") || (data134 === "EVIDENCE_THROTTLED")) || (data134 === "EVIDENCE_UNAUTHORIZED")) || (data134 === "EVIDENCE_LIMIT"))){
const err269 = {instancePath:instancePath+"/faults/" + i24+"/code",schemaPath:"#/properties/faults/items/properties/code/enum",keyword:"enum",params:{allowedValues: schema33.properties.faults.items.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
}
else {
const err270 = {instancePath:instancePath+"/faults/" + i24,schemaPath:"#/properties/faults/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
}
else {
const err271 = {instancePath:instancePath+"/faults",schemaPath:"#/properties/faults/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
}
else {
const err272 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/policy-test.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.tests === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tests"},message:"must have required property '"+"tests"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "description")) || (key0 === "policy")) || (key0 === "time")) || (key0 === "images")) || (key0 === "tests"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("twinseal.dev/v1" !== data.apiVersion){
const err4 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.kind !== undefined){
if("PolicyTest" !== data.kind){
const err5 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "PolicyTest"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 === "string"){
if(func1(data2) > 4096){
const err6 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
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
const err7 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.policy !== undefined){
let data3 = data.policy;
if(typeof data3 === "string"){
if(func1(data3) > 4096){
const err8 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data3) < 1){
const err9 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.time !== undefined){
let data4 = data.time;
if(typeof data4 === "string"){
if(func1(data4) > 64){
const err11 = {instancePath:instancePath+"/time",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func1(data4) < 20){
const err12 = {instancePath:instancePath+"/time",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err13 = {instancePath:instancePath+"/time",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.images !== undefined){
let data5 = data.images;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 200){
const err14 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/maxProperties",keyword:"maxProperties",params:{limit: 200},message:"must NOT have more than 200 properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data5){
if(!(validate21(data5[key1], {instancePath:instancePath+"/images/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data5,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.tests !== undefined){
let data7 = data.tests;
if(Array.isArray(data7)){
if(data7.length > 500){
const err16 = {instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/maxItems",keyword:"maxItems",params:{limit: 500},message:"must NOT have more than 500 items"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data7.length < 1){
const err17 = {instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs19 = errors;
let valid5 = false;
let passing0 = null;
const _errs20 = errors;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.image === undefined){
const err18 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/oneOf/0/required",keyword:"required",params:{missingProperty: "image"},message:"must have required property '"+"image"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid0 = _errs20 === errors;
if(_valid0){
valid5 = true;
passing0 = 0;
var props0 = {};
props0.image = true;
}
const _errs21 = errors;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.facts === undefined){
const err19 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/oneOf/1/required",keyword:"required",params:{missingProperty: "facts"},message:"must have required property '"+"facts"+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid0 = _errs21 === errors;
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
props0.facts = true;
}
}
}
if(!valid5){
const err20 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
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
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.name === undefined){
const err21 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data8.expect === undefined){
const err22 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/required",keyword:"required",params:{missingProperty: "expect"},message:"must have required property '"+"expect"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key2 in data8){
if(!(((((((key2 === "name") || (key2 === "policy")) || (key2 === "time")) || (key2 === "request")) || (key2 === "image")) || (key2 === "expect")) || (key2 === "facts"))){
const err23 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data8.name !== undefined){
let data9 = data8.name;
if(typeof data9 === "string"){
if(func1(data9) > 256){
const err24 = {instancePath:instancePath+"/tests/" + i0+"/name",schemaPath:"#/properties/tests/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func1(data9) < 1){
const err25 = {instancePath:instancePath+"/tests/" + i0+"/name",schemaPath:"#/properties/tests/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err26 = {instancePath:instancePath+"/tests/" + i0+"/name",schemaPath:"#/properties/tests/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.policy !== undefined){
let data10 = data8.policy;
if(typeof data10 === "string"){
if(func1(data10) > 4096){
const err27 = {instancePath:instancePath+"/tests/" + i0+"/policy",schemaPath:"#/properties/tests/items/properties/policy/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func1(data10) < 1){
const err28 = {instancePath:instancePath+"/tests/" + i0+"/policy",schemaPath:"#/properties/tests/items/properties/policy/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err29 = {instancePath:instancePath+"/tests/" + i0+"/policy",schemaPath:"#/properties/tests/items/properties/policy/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data8.time !== undefined){
let data11 = data8.time;
if(typeof data11 === "string"){
if(func1(data11) > 64){
const err30 = {instancePath:instancePath+"/tests/" + i0+"/time",schemaPath:"#/$defs/moment/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func1(data11) < 20){
const err31 = {instancePath:instancePath+"/tests/" + i0+"/time",schemaPath:"#/$defs/moment/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"};
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
const err32 = {instancePath:instancePath+"/tests/" + i0+"/time",schemaPath:"#/$defs/moment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.request !== undefined){
let data12 = data8.request;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key3 in data12){
if(!((((key3 === "repository") || (key3 === "namespace")) || (key3 === "labels")) || (key3 === "podSpec"))){
const err33 = {instancePath:instancePath+"/tests/" + i0+"/request",schemaPath:"#/properties/tests/items/properties/request/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data12.repository !== undefined){
let data13 = data12.repository;
if(typeof data13 === "string"){
if(func1(data13) > 512){
const err34 = {instancePath:instancePath+"/tests/" + i0+"/request/repository",schemaPath:"#/properties/tests/items/properties/request/properties/repository/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(func1(data13) < 1){
const err35 = {instancePath:instancePath+"/tests/" + i0+"/request/repository",schemaPath:"#/properties/tests/items/properties/request/properties/repository/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/tests/" + i0+"/request/repository",schemaPath:"#/properties/tests/items/properties/request/properties/repository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data12.namespace !== undefined){
let data14 = data12.namespace;
if(typeof data14 === "string"){
if(func1(data14) > 256){
const err37 = {instancePath:instancePath+"/tests/" + i0+"/request/namespace",schemaPath:"#/properties/tests/items/properties/request/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(func1(data14) < 1){
const err38 = {instancePath:instancePath+"/tests/" + i0+"/request/namespace",schemaPath:"#/properties/tests/items/properties/request/properties/namespace/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/tests/" + i0+"/request/namespace",schemaPath:"#/properties/tests/items/properties/request/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data12.labels !== undefined){
let data15 = data12.labels;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length > 64){
const err40 = {instancePath:instancePath+"/tests/" + i0+"/request/labels",schemaPath:"#/properties/tests/items/properties/request/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key4 in data15){
if(typeof data15[key4] !== "string"){
const err41 = {instancePath:instancePath+"/tests/" + i0+"/request/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tests/items/properties/request/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/tests/" + i0+"/request/labels",schemaPath:"#/properties/tests/items/properties/request/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data12.podSpec !== undefined){
let data17 = data12.podSpec;
if(!(data17 && typeof data17 == "object" && !Array.isArray(data17))){
const err43 = {instancePath:instancePath+"/tests/" + i0+"/request/podSpec",schemaPath:"#/properties/tests/items/properties/request/properties/podSpec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/tests/" + i0+"/request",schemaPath:"#/properties/tests/items/properties/request/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data8.image !== undefined){
let data18 = data8.image;
const _errs45 = errors;
let valid10 = false;
const _errs46 = errors;
if(typeof data18 === "string"){
if(func1(data18) > 64){
const err45 = {instancePath:instancePath+"/tests/" + i0+"/image",schemaPath:"#/properties/tests/items/properties/image/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(func1(data18) < 1){
const err46 = {instancePath:instancePath+"/tests/" + i0+"/image",schemaPath:"#/properties/tests/items/properties/image/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err47 = {instancePath:instancePath+"/tests/" + i0+"/image",schemaPath:"#/properties/tests/items/properties/image/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
var _valid1 = _errs46 === errors;
valid10 = valid10 || _valid1;
const _errs48 = errors;
if(!(validate21(data18, {instancePath:instancePath+"/tests/" + i0+"/image",parentData:data8,parentDataProperty:"image",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var _valid1 = _errs48 === errors;
valid10 = valid10 || _valid1;
if(!valid10){
const err48 = {instancePath:instancePath+"/tests/" + i0+"/image",schemaPath:"#/properties/tests/items/properties/image/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
else {
errors = _errs45;
if(vErrors !== null){
if(_errs45){
vErrors.length = _errs45;
}
else {
vErrors = null;
}
}
}
}
if(data8.expect !== undefined){
let data19 = data8.expect;
const _errs50 = errors;
let valid11 = false;
const _errs51 = errors;
if(!(((data19 === "allow") || (data19 === "deny")) || (data19 === "indeterminate"))){
const err49 = {instancePath:instancePath+"/tests/" + i0+"/expect",schemaPath:"#/properties/tests/items/properties/expect/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema31.properties.tests.items.properties.expect.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
var _valid2 = _errs51 === errors;
valid11 = valid11 || _valid2;
const _errs52 = errors;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(Object.keys(data19).length < 1){
const err50 = {instancePath:instancePath+"/tests/" + i0+"/expect",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key5 in data19){
if(!(((((((key5 === "outcome") || (key5 === "applies")) || (key5 === "effect")) || (key5 === "codes")) || (key5 === "checks")) || (key5 === "exceptions")) || (key5 === "case"))){
const err51 = {instancePath:instancePath+"/tests/" + i0+"/expect",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data19.outcome !== undefined){
let data20 = data19.outcome;
if(!(((data20 === "allow") || (data20 === "deny")) || (data20 === "indeterminate"))){
const err52 = {instancePath:instancePath+"/tests/" + i0+"/expect/outcome",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema31.properties.tests.items.properties.expect.anyOf[1].properties.outcome.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data19.applies !== undefined){
if(typeof data19.applies !== "boolean"){
const err53 = {instancePath:instancePath+"/tests/" + i0+"/expect/applies",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/applies/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data19.effect !== undefined){
let data22 = data19.effect;
if(!(((data22 === "admit") || (data22 === "refuse")) || (data22 === "unknown"))){
const err54 = {instancePath:instancePath+"/tests/" + i0+"/expect/effect",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/effect/enum",keyword:"enum",params:{allowedValues: schema31.properties.tests.items.properties.expect.anyOf[1].properties.effect.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data19.codes !== undefined){
let data23 = data19.codes;
if(Array.isArray(data23)){
if(data23.length > 64){
const err55 = {instancePath:instancePath+"/tests/" + i0+"/expect/codes",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/codes/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len1 = data23.length;
for(let i1=0; i1<len1; i1++){
if(typeof data23[i1] !== "string"){
const err56 = {instancePath:instancePath+"/tests/" + i0+"/expect/codes/" + i1,schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/codes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/tests/" + i0+"/expect/codes",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/codes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data19.checks !== undefined){
let data25 = data19.checks;
if(Array.isArray(data25)){
if(data25.length > 64){
const err58 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len2 = data25.length;
for(let i2=0; i2<len2; i2++){
let data26 = data25[i2];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.id === undefined){
const err59 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2,schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
for(const key6 in data26){
if(!((((key6 === "id") || (key6 === "on")) || (key6 === "status")) || (key6 === "code"))){
const err60 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2,schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data26.id !== undefined){
let data27 = data26.id;
if(typeof data27 === "string"){
if(func1(data27) > 1024){
const err61 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/id",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(func1(data27) < 1){
const err62 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/id",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/id",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data26.on !== undefined){
let data28 = data26.on;
if(typeof data28 === "string"){
if(func1(data28) > 64){
const err64 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/on",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/on/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(func1(data28) < 1){
const err65 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/on",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/on/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/on",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/on/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data26.status !== undefined){
let data29 = data26.status;
if(!((((data29 === "pass") || (data29 === "fail")) || (data29 === "skip")) || (data29 === "fault"))){
const err67 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/status",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.tests.items.properties.expect.anyOf[1].properties.checks.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data26.code !== undefined){
let data30 = data26.code;
if(typeof data30 === "string"){
if(func1(data30) > 64){
const err68 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/code",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/code/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(func1(data30) < 1){
const err69 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/code",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2+"/code",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks/" + i2,schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/tests/" + i0+"/expect/checks",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data19.exceptions !== undefined){
let data31 = data19.exceptions;
if(Array.isArray(data31)){
if(data31.length > 64){
const err73 = {instancePath:instancePath+"/tests/" + i0+"/expect/exceptions",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/exceptions/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
const len3 = data31.length;
for(let i3=0; i3<len3; i3++){
if(typeof data31[i3] !== "string"){
const err74 = {instancePath:instancePath+"/tests/" + i0+"/expect/exceptions/" + i3,schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/exceptions/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/tests/" + i0+"/expect/exceptions",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/exceptions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data19.case !== undefined){
let data33 = data19.case;
if(typeof data33 === "string"){
if(func1(data33) > 64){
const err76 = {instancePath:instancePath+"/tests/" + i0+"/expect/case",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/case/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(func1(data33) < 1){
const err77 = {instancePath:instancePath+"/tests/" + i0+"/expect/case",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/case/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/tests/" + i0+"/expect/case",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/properties/case/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
else {
const err79 = {instancePath:instancePath+"/tests/" + i0+"/expect",schemaPath:"#/properties/tests/items/properties/expect/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
var _valid2 = _errs52 === errors;
valid11 = valid11 || _valid2;
if(!valid11){
const err80 = {instancePath:instancePath+"/tests/" + i0+"/expect",schemaPath:"#/properties/tests/items/properties/expect/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
else {
errors = _errs50;
if(vErrors !== null){
if(_errs50){
vErrors.length = _errs50;
}
else {
vErrors = null;
}
}
}
}
if(data8.facts !== undefined){
let data34 = data8.facts;
if(typeof data34 === "string"){
if(func1(data34) > 4096){
const err81 = {instancePath:instancePath+"/tests/" + i0+"/facts",schemaPath:"#/properties/tests/items/properties/facts/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(func1(data34) < 1){
const err82 = {instancePath:instancePath+"/tests/" + i0+"/facts",schemaPath:"#/properties/tests/items/properties/facts/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/tests/" + i0+"/facts",schemaPath:"#/properties/tests/items/properties/facts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/tests/" + i0,schemaPath:"#/properties/tests/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
else {
const err85 = {instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
