// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { equal, ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/service.schema.json","title":"Twinseal service settings","description":"The file of `twinseal serve --config FILE`. Everything but apiVersion is optional; flags win. Paths are relative to the file. No secret stands in it: keys are named by their hashes, databases by a file or variable.","type":"object","additionalProperties":false,"required":["apiVersion"],"properties":{"apiVersion":{"description":"Version of this file's form.","const":"twinseal.dev/v1"},"listen":{"description":"Where to listen. Default: 127.0.0.1:8080.","$ref":"#/$defs/listen"},"tls":{"description":"Certificate and key of the service; both files are read again when they change.","type":"object","additionalProperties":false,"required":["certificate","key"],"properties":{"certificate":{"description":"PEM file: the certificate, then its chain.","$ref":"#/$defs/path"},"key":{"description":"PEM file of the private key, unencrypted.","$ref":"#/$defs/path"},"clientCa":{"description":"PEM file of the authorities that issue client certificates (mTLS).","$ref":"#/$defs/path"}}},"metricsListen":{"description":"Metrics and health on an address of their own, in plain HTTP.","$ref":"#/$defs/listen"},"store":{"description":"Where decisions are kept. Default: SQLite in ./twinseal-data.","type":"object","additionalProperties":false,"required":["kind"],"properties":{"kind":{"enum":["sqlite","postgres"]},"folder":{"description":"Folder of the SQLite store.","$ref":"#/$defs/path"},"urlFile":{"description":"File that holds the URL of PostgreSQL, with its password.","$ref":"#/$defs/path"},"urlVariable":{"description":"Environment variable that holds the URL of PostgreSQL.","type":"string","maxLength":128,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"}}},"log":{"description":"The transparency log of decisions.","type":"object","additionalProperties":false,"properties":{"origin":{"description":"Name of the log, as its checkpoints say it. Default: twinseal.","type":"string","minLength":1,"maxLength":256,"pattern":"^[^\\s+\\u0000-\\u001f]+$"},"keyFile":{"description":"File of its Ed25519 key. Default: made in the data folder. With PostgreSQL it must be named: every replica needs the same key.","$ref":"#/$defs/path"}}},"policies":{"description":"Folder of policies. Default: policies.","$ref":"#/$defs/path"},"bindings":{"description":"Which policies hold for whom. Without any, every loaded policy is for everybody.","type":"array","maxItems":1000,"items":{"type":"object","additionalProperties":false,"required":["policies"],"properties":{"policies":{"description":"Names of policies; all of them must allow.","type":"array","minItems":1,"maxItems":100,"uniqueItems":true,"items":{"$ref":"#/$defs/name"}},"callers":{"description":"Names of callers; * for all. Default: all.","type":"array","minItems":1,"maxItems":1000,"uniqueItems":true,"items":{"type":"string","maxLength":128,"pattern":"^(?:\\*|[A-Za-z0-9][A-Za-z0-9._-]*)$"}},"images":{"description":"Repository globs. Default: all.","$ref":"#/$defs/globs"}}}},"callers":{"description":"Who may ask, how they prove it, and what they may do.","type":"array","maxItems":1000,"items":{"$ref":"#/$defs/caller"}},"anonymous":{"description":"What callers without credentials may do. Default: on loopback verify and audit, as long as callers names nobody; elsewhere nothing.","type":"array","maxItems":2,"uniqueItems":true,"items":{"enum":["verify","audit"]}},"issuers":{"description":"OIDC issuers that are asked for keys; nothing else is.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"The iss of its tokens, exactly.","$ref":"#/$defs/url"},"jwksFile":{"description":"Its keys (a JWK set) in a file; then the issuer is never asked.","$ref":"#/$defs/path"},"jwksUrl":{"description":"Where its keys are, when its discovery document names another host.","$ref":"#/$defs/url"},"caFile":{"description":"PEM file of authorities for its TLS, instead of the system's.","$ref":"#/$defs/path"}}}},"trust":{"description":"Sigstore instances whose trusted roots are kept fresh in the background, for keyless policies.","type":"object","additionalProperties":false,"required":["instances"],"properties":{"folder":{"description":"Where they are kept; trust in the folder of SQLite unless given, with PostgreSQL in the user's cache.","type":"string","minLength":1,"maxLength":4096},"instances":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"As policies name it; sigstore is the public-good instance.","type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"mirror":{"description":"Address of its TUF repository; of the public-good instance unless given.","type":"string","pattern":"^https?://[^\\s?#@]{1,1000}$"},"rootFile":{"description":"root.json to believe. Only the public-good instance needs none, as its root came with Twinseal.","type":"string","minLength":1,"maxLength":4096},"refreshSeconds":{"description":"Seconds between two questions for a newer one; 21600 unless given.","type":"integer","minimum":1,"maximum":604800}}}}}},"privateRegistries":{"description":"Registries (host or host:port) in a private network that callers may name.","type":"array","maxItems":1000,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":300,"pattern":"^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"}},"revocation":{"description":"Whom the service asks about revoked certificates of notation's chains, where a policy wants that.","type":"object","additionalProperties":false,"properties":{"offline":{"description":"Ask nobody: only the revocation lists that policies name count. Default: false.","type":"boolean"},"privateHosts":{"description":"Hosts (host or host:port) in a private network that certificates may name.","type":"array","maxItems":1000,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":300,"pattern":"^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"}}}},"retentionDays":{"description":"Days for which the bytes behind a verdict are kept. Default: 400.","type":"integer","minimum":1,"maximum":36500},"seal":{"description":"What the service seals with (POST /seals).","type":"object","additionalProperties":false,"properties":{"cosignKey":{"$ref":"#/$defs/path"},"notationKey":{"$ref":"#/$defs/path"},"notationCertificate":{"$ref":"#/$defs/path"},"notationFormat":{"description":"Envelope of the notation signatures. Default: jws.","enum":["jws","cose"]},"notationExpiry":{"description":"For how long notation signatures count: 30d, 12h. Default: as long as their certificates.","type":"string","pattern":"^(?=.)(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?$"},"gitFolders":{"description":"Git folders that jobs may read. Default: none.","type":"array","maxItems":1000,"uniqueItems":true,"items":{"$ref":"#/$defs/path"}},"repositories":{"description":"Repository globs that seals may be pushed to. Default: none.","$ref":"#/$defs/globs"},"builder":{"description":"URI of the builder, for provenance.","type":"string","minLength":1,"maxLength":1024,"pattern":"^[a-z][a-z0-9+.-]*:[^\\s]+$"},"folder":{"description":"Folder of uploaded sources and of what is sealed but not pushed yet. With PostgreSQL: one that serve and all workers see. Default: the folder of the SQLite store.","$ref":"#/$defs/path"},"worker":{"description":"child: serve starts a worker and looks after it (the default with SQLite). apart: workers are started by themselves.","enum":["child","apart"]},"uncontained":{"description":"Build even where a side cannot be contained: the code of a source can then read whatever the worker can, its keys too. Default: false.","type":"boolean"},"leaseSeconds":{"description":"Seconds after which the job of a worker that is silent is begun by another. Default: 30.","type":"integer","minimum":2,"maximum":600}}},"admission":{"description":"How the doors of Kubernetes behave (docs/kubernetes.md).","type":"object","additionalProperties":false,"properties":{"indeterminate":{"description":"What becomes of a request whose images could not be told. deny: refused. warn: let in with a warning. error: HTTP 500, so that the failurePolicy of the webhook decides. Default: deny.","enum":["deny","warn","error"]},"namespace":{"description":"Namespace that the service runs in; it is never judged.","type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9-]+$"},"exemptNamespaces":{"description":"Further namespaces that are never judged; * within a name stands for any text. Default: none.","type":"array","maxItems":256,"uniqueItems":true,"items":{"type":"string","minLength":2,"maxLength":63,"pattern":"^[a-z0-9*-]+$"}},"pullSecrets":{"description":"Ask registries with the pull secrets of the objects that are judged, as their nodes would: imagePullSecrets of the pod, else of its service account. Without it, with the service's own credentials alone.","type":"object","additionalProperties":false,"required":["callers"],"properties":{"callers":{"description":"Names of callers that are API servers (network: whoever comes without credentials). Whoever is one has images judged with the credentials of any namespace.","type":"array","minItems":1,"maxItems":16,"uniqueItems":true,"items":{"$ref":"#/$defs/name"}},"namespaces":{"description":"Namespaces whose secrets may be read; * within a name stands for any text. Default: all that the service account may read.","type":"array","minItems":1,"maxItems":1000,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":63,"pattern":"^[a-z0-9*-]+$"}},"cacheSeconds":{"description":"Seconds for which a secret or service account is taken for the present. Default: 30.","type":"integer","minimum":1,"maximum":600},"apiServer":{"description":"The API server that is asked. Default: that of the cluster that the service runs in, with the token that is mounted into its pod.","type":"object","additionalProperties":false,"required":["url","tokenFile"],"properties":{"url":{"description":"https://HOST:PORT","$ref":"#/$defs/url"},"tokenFile":{"description":"File with the token of a service account; read for each request.","$ref":"#/$defs/path"},"caFile":{"description":"PEM file of authorities for its TLS, instead of the system's.","$ref":"#/$defs/path"}}}}},"kinds":{"description":"Where objects of custom kinds hold their images.","type":"array","maxItems":256,"items":{"type":"object","additionalProperties":false,"required":["kind"],"properties":{"group":{"description":"API group; empty for the core group.","type":"string","maxLength":253},"kind":{"type":"string","maxLength":63,"pattern":"^[A-Za-z][A-Za-z0-9]*$"},"podSpecs":{"description":"Pod specs.","$ref":"#/$defs/pointers"},"images":{"description":"Fields that are one image each.","$ref":"#/$defs/pointers"}}}}}},"limits":{"description":"How much one caller, one address and all together may ask.","type":"object","additionalProperties":false,"properties":{"rate":{"description":"Requests a minute of one caller; 0: no limit. Default: 6000.","type":"integer","minimum":0,"maximum":100000000},"failures":{"description":"Failed authentications a minute from one address. Default: 30.","type":"integer","minimum":1,"maximum":1000000},"verifications":{"description":"Verifications under way at once. Default: 512.","type":"integer","minimum":1,"maximum":10000},"lookups":{"description":"Lookups under way at once. Default: 128.","type":"integer","minimum":1,"maximum":10000},"connections":{"description":"Open connections of a listener. Default: 2048.","type":"integer","minimum":8,"maximum":100000},"verifySeconds":{"description":"Seconds for one verification. Default: 60.","type":"integer","minimum":1,"maximum":600},"freshSeconds":{"description":"Seconds for which an image is let in by evidence that was looked for, before it is looked for again; what would keep it out, by a policy in mode enforce, is looked for again after 2 seconds anyway. Default: 2.","type":"integer","minimum":2,"maximum":60}}}},"$defs":{"path":{"type":"string","minLength":1,"maxLength":4096},"listen":{"type":"string","maxLength":300,"pattern":"^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"},"name":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*$"},"url":{"type":"string","maxLength":1024,"pattern":"^https?://[^\\s?#@]+$"},"globs":{"type":"array","minItems":1,"maxItems":256,"uniqueItems":true,"items":{"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"}},"pointers":{"description":"JSON pointers; a step * stands for every member.","type":"array","minItems":1,"maxItems":16,"uniqueItems":true,"items":{"type":"string","minLength":2,"maxLength":512,"pattern":"^(?:/[^/]+){1,16}$"}},"roles":{"description":"verify: judge images; seal: build and seal; audit: read decisions and evidence; admin: change the service. No role holds another.","type":"array","minItems":1,"maxItems":4,"uniqueItems":true,"items":{"enum":["verify","seal","audit","admin"]}},"caller":{"type":"object","additionalProperties":false,"required":["name","roles"],"properties":{"name":{"description":"How decisions name this caller.","$ref":"#/$defs/name"},"roles":{"$ref":"#/$defs/roles"},"apiKeys":{"description":"Keys by hash, as `twinseal callers key` prints them; two at once while one is being replaced.","type":"array","minItems":1,"maxItems":4,"items":{"type":"object","additionalProperties":false,"required":["id","hash"],"properties":{"id":{"description":"The part of the key between its underscores.","type":"string","pattern":"^[a-z0-9]{12}$"},"hash":{"description":"SHA-256 of the whole key.","type":"string","pattern":"^sha256:[0-9a-f]{64}$"},"until":{"description":"RFC 3339; the key counts until then.","type":"string","maxLength":40}}}},"oidc":{"description":"A workload's token: issuer, audience and all claims must be as given.","type":"object","additionalProperties":false,"required":["issuer","audience","claims"],"properties":{"issuer":{"description":"One of issuers.","$ref":"#/$defs/url"},"audience":{"description":"The aud of its tokens, exactly.","type":"string","minLength":1,"maxLength":512},"claims":{"description":"Claims by name; * within a value stands for any text.","type":"object","minProperties":1,"maxProperties":32,"propertyNames":{"maxLength":256},"additionalProperties":{"type":"string","minLength":1,"maxLength":1024}}}},"mtls":{"description":"A client certificate under tls.clientCa.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"subject":{"description":"Its subject as RFC 4514 writes it: CN=ci,O=Example.","type":"string","minLength":1,"maxLength":1024},"sha256":{"description":"SHA-256 of its DER, in hexadecimal.","type":"string","pattern":"^[0-9a-f]{64}$"}}},"rate":{"description":"Requests a minute. 0: no limit. Default: limits.rate.","type":"integer","minimum":0,"maximum":100000000}}}}};
const schema32 = {"type":"string","maxLength":300,"pattern":"^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"};
const schema33 = {"type":"string","minLength":1,"maxLength":4096};
const schema41 = {"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*$"};
const schema42 = {"type":"array","minItems":1,"maxItems":256,"uniqueItems":true,"items":{"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"}};
const schema46 = {"type":"string","maxLength":1024,"pattern":"^https?://[^\\s?#@]+$"};
const schema61 = {"description":"JSON pointers; a step * stands for every member.","type":"array","minItems":1,"maxItems":16,"uniqueItems":true,"items":{"type":"string","minLength":2,"maxLength":512,"pattern":"^(?:/[^/]+){1,16}$"}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = ucs2length;
const func0 = equal;
const pattern4 = new RegExp("^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$", "u");
const pattern6 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern7 = new RegExp("^[^\\s+\\u0000-\\u001f]+$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]*$", "u");
const pattern9 = new RegExp("^(?:\\*|[A-Za-z0-9][A-Za-z0-9._-]*)$", "u");
const pattern10 = new RegExp("^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$", "u");
const pattern14 = new RegExp("^https?://[^\\s?#@]+$", "u");
const pattern18 = new RegExp("^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$", "u");
const pattern19 = new RegExp("^https?://[^\\s?#@]{1,1000}$", "u");
const pattern20 = new RegExp("^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$", "u");
const pattern22 = new RegExp("^(?=.)(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?$", "u");
const pattern24 = new RegExp("^[a-z][a-z0-9+.-]*:[^\\s]+$", "u");
const pattern25 = new RegExp("^[a-z0-9-]+$", "u");
const pattern26 = new RegExp("^[a-z0-9*-]+$", "u");
const pattern30 = new RegExp("^[A-Za-z][A-Za-z0-9]*$", "u");
const pattern31 = new RegExp("^(?:/[^/]+){1,16}$", "u");
const schema43 = {"type":"object","additionalProperties":false,"required":["name","roles"],"properties":{"name":{"description":"How decisions name this caller.","$ref":"#/$defs/name"},"roles":{"$ref":"#/$defs/roles"},"apiKeys":{"description":"Keys by hash, as `twinseal callers key` prints them; two at once while one is being replaced.","type":"array","minItems":1,"maxItems":4,"items":{"type":"object","additionalProperties":false,"required":["id","hash"],"properties":{"id":{"description":"The part of the key between its underscores.","type":"string","pattern":"^[a-z0-9]{12}$"},"hash":{"description":"SHA-256 of the whole key.","type":"string","pattern":"^sha256:[0-9a-f]{64}$"},"until":{"description":"RFC 3339; the key counts until then.","type":"string","maxLength":40}}}},"oidc":{"description":"A workload's token: issuer, audience and all claims must be as given.","type":"object","additionalProperties":false,"required":["issuer","audience","claims"],"properties":{"issuer":{"description":"One of issuers.","$ref":"#/$defs/url"},"audience":{"description":"The aud of its tokens, exactly.","type":"string","minLength":1,"maxLength":512},"claims":{"description":"Claims by name; * within a value stands for any text.","type":"object","minProperties":1,"maxProperties":32,"propertyNames":{"maxLength":256},"additionalProperties":{"type":"string","minLength":1,"maxLength":1024}}}},"mtls":{"description":"A client certificate under tls.clientCa.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"subject":{"description":"Its subject as RFC 4514 writes it: CN=ci,O=Example.","type":"string","minLength":1,"maxLength":1024},"sha256":{"description":"SHA-256 of its DER, in hexadecimal.","type":"string","pattern":"^[0-9a-f]{64}$"}}},"rate":{"description":"Requests a minute. 0: no limit. Default: limits.rate.","type":"integer","minimum":0,"maximum":100000000}}};
const schema45 = {"description":"verify: judge images; seal: build and seal; audit: read decisions and evidence; admin: change the service. No role holds another.","type":"array","minItems":1,"maxItems":4,"uniqueItems":true,"items":{"enum":["verify","seal","audit","admin"]}};
const pattern12 = new RegExp("^[a-z0-9]{12}$", "u");
const pattern13 = new RegExp("^sha256:[0-9a-f]{64}$", "u");
const pattern15 = new RegExp("^[0-9a-f]{64}$", "u");

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
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.roles === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "roles"},message:"must have required property '"+"roles"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "name") || (key0 === "roles")) || (key0 === "apiKeys")) || (key0 === "oidc")) || (key0 === "mtls")) || (key0 === "rate"))){
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
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func2(data0) > 128){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern8.test(data0)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]*$"+"\""};
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
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.roles !== undefined){
let data1 = data.roles;
if(Array.isArray(data1)){
if(data1.length > 4){
const err6 = {instancePath:instancePath+"/roles",schemaPath:"#/$defs/roles/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/roles",schemaPath:"#/$defs/roles/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
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
if(!((((data2 === "verify") || (data2 === "seal")) || (data2 === "audit")) || (data2 === "admin"))){
const err8 = {instancePath:instancePath+"/roles/" + i0,schemaPath:"#/$defs/roles/items/enum",keyword:"enum",params:{allowedValues: schema45.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data1[i1], data1[j0])){
const err9 = {instancePath:instancePath+"/roles",schemaPath:"#/$defs/roles/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err10 = {instancePath:instancePath+"/roles",schemaPath:"#/$defs/roles/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.apiKeys !== undefined){
let data3 = data.apiKeys;
if(Array.isArray(data3)){
if(data3.length > 4){
const err11 = {instancePath:instancePath+"/apiKeys",schemaPath:"#/properties/apiKeys/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3.length < 1){
const err12 = {instancePath:instancePath+"/apiKeys",schemaPath:"#/properties/apiKeys/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len1 = data3.length;
for(let i2=0; i2<len1; i2++){
let data4 = data3[i2];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.id === undefined){
const err13 = {instancePath:instancePath+"/apiKeys/" + i2,schemaPath:"#/properties/apiKeys/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.hash === undefined){
const err14 = {instancePath:instancePath+"/apiKeys/" + i2,schemaPath:"#/properties/apiKeys/items/required",keyword:"required",params:{missingProperty: "hash"},message:"must have required property '"+"hash"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data4){
if(!(((key1 === "id") || (key1 === "hash")) || (key1 === "until"))){
const err15 = {instancePath:instancePath+"/apiKeys/" + i2,schemaPath:"#/properties/apiKeys/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.id !== undefined){
let data5 = data4.id;
if(typeof data5 === "string"){
if(!pattern12.test(data5)){
const err16 = {instancePath:instancePath+"/apiKeys/" + i2+"/id",schemaPath:"#/properties/apiKeys/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]{12}$"},message:"must match pattern \""+"^[a-z0-9]{12}$"+"\""};
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
const err17 = {instancePath:instancePath+"/apiKeys/" + i2+"/id",schemaPath:"#/properties/apiKeys/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.hash !== undefined){
let data6 = data4.hash;
if(typeof data6 === "string"){
if(!pattern13.test(data6)){
const err18 = {instancePath:instancePath+"/apiKeys/" + i2+"/hash",schemaPath:"#/properties/apiKeys/items/properties/hash/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err19 = {instancePath:instancePath+"/apiKeys/" + i2+"/hash",schemaPath:"#/properties/apiKeys/items/properties/hash/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.until !== undefined){
let data7 = data4.until;
if(typeof data7 === "string"){
if(func2(data7) > 40){
const err20 = {instancePath:instancePath+"/apiKeys/" + i2+"/until",schemaPath:"#/properties/apiKeys/items/properties/until/maxLength",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/apiKeys/" + i2+"/until",schemaPath:"#/properties/apiKeys/items/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err22 = {instancePath:instancePath+"/apiKeys/" + i2,schemaPath:"#/properties/apiKeys/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/apiKeys",schemaPath:"#/properties/apiKeys/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.oidc !== undefined){
let data8 = data.oidc;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.issuer === undefined){
const err24 = {instancePath:instancePath+"/oidc",schemaPath:"#/properties/oidc/required",keyword:"required",params:{missingProperty: "issuer"},message:"must have required property '"+"issuer"+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data8.audience === undefined){
const err25 = {instancePath:instancePath+"/oidc",schemaPath:"#/properties/oidc/required",keyword:"required",params:{missingProperty: "audience"},message:"must have required property '"+"audience"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8.claims === undefined){
const err26 = {instancePath:instancePath+"/oidc",schemaPath:"#/properties/oidc/required",keyword:"required",params:{missingProperty: "claims"},message:"must have required property '"+"claims"+"'"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key2 in data8){
if(!(((key2 === "issuer") || (key2 === "audience")) || (key2 === "claims"))){
const err27 = {instancePath:instancePath+"/oidc",schemaPath:"#/properties/oidc/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data8.issuer !== undefined){
let data9 = data8.issuer;
if(typeof data9 === "string"){
if(func2(data9) > 1024){
const err28 = {instancePath:instancePath+"/oidc/issuer",schemaPath:"#/$defs/url/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!pattern14.test(data9)){
const err29 = {instancePath:instancePath+"/oidc/issuer",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s?#@]+$"},message:"must match pattern \""+"^https?://[^\\s?#@]+$"+"\""};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/oidc/issuer",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data8.audience !== undefined){
let data10 = data8.audience;
if(typeof data10 === "string"){
if(func2(data10) > 512){
const err31 = {instancePath:instancePath+"/oidc/audience",schemaPath:"#/properties/oidc/properties/audience/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(func2(data10) < 1){
const err32 = {instancePath:instancePath+"/oidc/audience",schemaPath:"#/properties/oidc/properties/audience/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/oidc/audience",schemaPath:"#/properties/oidc/properties/audience/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data8.claims !== undefined){
let data11 = data8.claims;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length > 32){
const err34 = {instancePath:instancePath+"/oidc/claims",schemaPath:"#/properties/oidc/properties/claims/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(Object.keys(data11).length < 1){
const err35 = {instancePath:instancePath+"/oidc/claims",schemaPath:"#/properties/oidc/properties/claims/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
for(const key3 in data11){
const _errs30 = errors;
if(typeof key3 === "string"){
if(func2(key3) > 256){
const err36 = {instancePath:instancePath+"/oidc/claims",schemaPath:"#/properties/oidc/properties/claims/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key3};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
var valid11 = _errs30 === errors;
if(!valid11){
const err37 = {instancePath:instancePath+"/oidc/claims",schemaPath:"#/properties/oidc/properties/claims/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
for(const key4 in data11){
let data12 = data11[key4];
if(typeof data12 === "string"){
if(func2(data12) > 1024){
const err38 = {instancePath:instancePath+"/oidc/claims/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/oidc/properties/claims/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(func2(data12) < 1){
const err39 = {instancePath:instancePath+"/oidc/claims/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/oidc/properties/claims/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/oidc/claims/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/oidc/properties/claims/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/oidc/claims",schemaPath:"#/properties/oidc/properties/claims/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err42 = {instancePath:instancePath+"/oidc",schemaPath:"#/properties/oidc/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.mtls !== undefined){
let data13 = data.mtls;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(Object.keys(data13).length < 1){
const err43 = {instancePath:instancePath+"/mtls",schemaPath:"#/properties/mtls/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
for(const key5 in data13){
if(!((key5 === "subject") || (key5 === "sha256"))){
const err44 = {instancePath:instancePath+"/mtls",schemaPath:"#/properties/mtls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data13.subject !== undefined){
let data14 = data13.subject;
if(typeof data14 === "string"){
if(func2(data14) > 1024){
const err45 = {instancePath:instancePath+"/mtls/subject",schemaPath:"#/properties/mtls/properties/subject/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(func2(data14) < 1){
const err46 = {instancePath:instancePath+"/mtls/subject",schemaPath:"#/properties/mtls/properties/subject/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err47 = {instancePath:instancePath+"/mtls/subject",schemaPath:"#/properties/mtls/properties/subject/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data13.sha256 !== undefined){
let data15 = data13.sha256;
if(typeof data15 === "string"){
if(!pattern15.test(data15)){
const err48 = {instancePath:instancePath+"/mtls/sha256",schemaPath:"#/properties/mtls/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/mtls/sha256",schemaPath:"#/properties/mtls/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err50 = {instancePath:instancePath+"/mtls",schemaPath:"#/properties/mtls/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.rate !== undefined){
let data16 = data.rate;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err51 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 100000000 || isNaN(data16)){
const err52 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err53 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
}
else {
const err54 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/service.schema.json" */;
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
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("twinseal.dev/v1" !== data.apiVersion){
const err2 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.listen !== undefined){
let data1 = data.listen;
if(typeof data1 === "string"){
if(func2(data1) > 300){
const err3 = {instancePath:instancePath+"/listen",schemaPath:"#/$defs/listen/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern4.test(data1)){
const err4 = {instancePath:instancePath+"/listen",schemaPath:"#/$defs/listen/pattern",keyword:"pattern",params:{pattern: "^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"},message:"must match pattern \""+"^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"+"\""};
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
const err5 = {instancePath:instancePath+"/listen",schemaPath:"#/$defs/listen/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.tls !== undefined){
let data2 = data.tls;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.certificate === undefined){
const err6 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/required",keyword:"required",params:{missingProperty: "certificate"},message:"must have required property '"+"certificate"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.key === undefined){
const err7 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data2){
if(!(((key1 === "certificate") || (key1 === "key")) || (key1 === "clientCa"))){
const err8 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.certificate !== undefined){
let data3 = data2.certificate;
if(typeof data3 === "string"){
if(func2(data3) > 4096){
const err9 = {instancePath:instancePath+"/tls/certificate",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(func2(data3) < 1){
const err10 = {instancePath:instancePath+"/tls/certificate",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/tls/certificate",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.key !== undefined){
let data4 = data2.key;
if(typeof data4 === "string"){
if(func2(data4) > 4096){
const err12 = {instancePath:instancePath+"/tls/key",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(func2(data4) < 1){
const err13 = {instancePath:instancePath+"/tls/key",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err14 = {instancePath:instancePath+"/tls/key",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.clientCa !== undefined){
let data5 = data2.clientCa;
if(typeof data5 === "string"){
if(func2(data5) > 4096){
const err15 = {instancePath:instancePath+"/tls/clientCa",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func2(data5) < 1){
const err16 = {instancePath:instancePath+"/tls/clientCa",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err17 = {instancePath:instancePath+"/tls/clientCa",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.metricsListen !== undefined){
let data6 = data.metricsListen;
if(typeof data6 === "string"){
if(func2(data6) > 300){
const err19 = {instancePath:instancePath+"/metricsListen",schemaPath:"#/$defs/listen/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!pattern4.test(data6)){
const err20 = {instancePath:instancePath+"/metricsListen",schemaPath:"#/$defs/listen/pattern",keyword:"pattern",params:{pattern: "^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"},message:"must match pattern \""+"^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"+"\""};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/metricsListen",schemaPath:"#/$defs/listen/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.store !== undefined){
let data7 = data.store;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.kind === undefined){
const err22 = {instancePath:instancePath+"/store",schemaPath:"#/properties/store/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key2 in data7){
if(!((((key2 === "kind") || (key2 === "folder")) || (key2 === "urlFile")) || (key2 === "urlVariable"))){
const err23 = {instancePath:instancePath+"/store",schemaPath:"#/properties/store/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data7.kind !== undefined){
let data8 = data7.kind;
if(!((data8 === "sqlite") || (data8 === "postgres"))){
const err24 = {instancePath:instancePath+"/store/kind",schemaPath:"#/properties/store/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.store.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data7.folder !== undefined){
let data9 = data7.folder;
if(typeof data9 === "string"){
if(func2(data9) > 4096){
const err25 = {instancePath:instancePath+"/store/folder",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(func2(data9) < 1){
const err26 = {instancePath:instancePath+"/store/folder",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/store/folder",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data7.urlFile !== undefined){
let data10 = data7.urlFile;
if(typeof data10 === "string"){
if(func2(data10) > 4096){
const err28 = {instancePath:instancePath+"/store/urlFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(func2(data10) < 1){
const err29 = {instancePath:instancePath+"/store/urlFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/store/urlFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data7.urlVariable !== undefined){
let data11 = data7.urlVariable;
if(typeof data11 === "string"){
if(func2(data11) > 128){
const err31 = {instancePath:instancePath+"/store/urlVariable",schemaPath:"#/properties/store/properties/urlVariable/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!pattern6.test(data11)){
const err32 = {instancePath:instancePath+"/store/urlVariable",schemaPath:"#/properties/store/properties/urlVariable/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/store/urlVariable",schemaPath:"#/properties/store/properties/urlVariable/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err34 = {instancePath:instancePath+"/store",schemaPath:"#/properties/store/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.log !== undefined){
let data12 = data.log;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key3 in data12){
if(!((key3 === "origin") || (key3 === "keyFile"))){
const err35 = {instancePath:instancePath+"/log",schemaPath:"#/properties/log/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data12.origin !== undefined){
let data13 = data12.origin;
if(typeof data13 === "string"){
if(func2(data13) > 256){
const err36 = {instancePath:instancePath+"/log/origin",schemaPath:"#/properties/log/properties/origin/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(func2(data13) < 1){
const err37 = {instancePath:instancePath+"/log/origin",schemaPath:"#/properties/log/properties/origin/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!pattern7.test(data13)){
const err38 = {instancePath:instancePath+"/log/origin",schemaPath:"#/properties/log/properties/origin/pattern",keyword:"pattern",params:{pattern: "^[^\\s+\\u0000-\\u001f]+$"},message:"must match pattern \""+"^[^\\s+\\u0000-\\u001f]+$"+"\""};
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
const err39 = {instancePath:instancePath+"/log/origin",schemaPath:"#/properties/log/properties/origin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data12.keyFile !== undefined){
let data14 = data12.keyFile;
if(typeof data14 === "string"){
if(func2(data14) > 4096){
const err40 = {instancePath:instancePath+"/log/keyFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(func2(data14) < 1){
const err41 = {instancePath:instancePath+"/log/keyFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err42 = {instancePath:instancePath+"/log/keyFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err43 = {instancePath:instancePath+"/log",schemaPath:"#/properties/log/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.policies !== undefined){
let data15 = data.policies;
if(typeof data15 === "string"){
if(func2(data15) > 4096){
const err44 = {instancePath:instancePath+"/policies",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(func2(data15) < 1){
const err45 = {instancePath:instancePath+"/policies",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/policies",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.bindings !== undefined){
let data16 = data.bindings;
if(Array.isArray(data16)){
if(data16.length > 1000){
const err47 = {instancePath:instancePath+"/bindings",schemaPath:"#/properties/bindings/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
const len0 = data16.length;
for(let i0=0; i0<len0; i0++){
let data17 = data16[i0];
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.policies === undefined){
const err48 = {instancePath:instancePath+"/bindings/" + i0,schemaPath:"#/properties/bindings/items/required",keyword:"required",params:{missingProperty: "policies"},message:"must have required property '"+"policies"+"'"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
for(const key4 in data17){
if(!(((key4 === "policies") || (key4 === "callers")) || (key4 === "images"))){
const err49 = {instancePath:instancePath+"/bindings/" + i0,schemaPath:"#/properties/bindings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data17.policies !== undefined){
let data18 = data17.policies;
if(Array.isArray(data18)){
if(data18.length > 100){
const err50 = {instancePath:instancePath+"/bindings/" + i0+"/policies",schemaPath:"#/properties/bindings/items/properties/policies/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data18.length < 1){
const err51 = {instancePath:instancePath+"/bindings/" + i0+"/policies",schemaPath:"#/properties/bindings/items/properties/policies/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
if(typeof data19 === "string"){
if(func2(data19) > 128){
const err52 = {instancePath:instancePath+"/bindings/" + i0+"/policies/" + i1,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!pattern8.test(data19)){
const err53 = {instancePath:instancePath+"/bindings/" + i0+"/policies/" + i1,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]*$"+"\""};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/bindings/" + i0+"/policies/" + i1,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
let i2 = data18.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data18[i2], data18[j0])){
const err55 = {instancePath:instancePath+"/bindings/" + i0+"/policies",schemaPath:"#/properties/bindings/items/properties/policies/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err56 = {instancePath:instancePath+"/bindings/" + i0+"/policies",schemaPath:"#/properties/bindings/items/properties/policies/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data17.callers !== undefined){
let data20 = data17.callers;
if(Array.isArray(data20)){
if(data20.length > 1000){
const err57 = {instancePath:instancePath+"/bindings/" + i0+"/callers",schemaPath:"#/properties/bindings/items/properties/callers/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data20.length < 1){
const err58 = {instancePath:instancePath+"/bindings/" + i0+"/callers",schemaPath:"#/properties/bindings/items/properties/callers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len2 = data20.length;
for(let i3=0; i3<len2; i3++){
let data21 = data20[i3];
if(typeof data21 === "string"){
if(func2(data21) > 128){
const err59 = {instancePath:instancePath+"/bindings/" + i0+"/callers/" + i3,schemaPath:"#/properties/bindings/items/properties/callers/items/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern9.test(data21)){
const err60 = {instancePath:instancePath+"/bindings/" + i0+"/callers/" + i3,schemaPath:"#/properties/bindings/items/properties/callers/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\*|[A-Za-z0-9][A-Za-z0-9._-]*)$"},message:"must match pattern \""+"^(?:\\*|[A-Za-z0-9][A-Za-z0-9._-]*)$"+"\""};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/bindings/" + i0+"/callers/" + i3,schemaPath:"#/properties/bindings/items/properties/callers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
let i4 = data20.length;
let j1;
if(i4 > 1){
const indices0 = {};
for(;i4--;){
let item0 = data20[i4];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j1 = indices0[item0];
const err62 = {instancePath:instancePath+"/bindings/" + i0+"/callers",schemaPath:"#/properties/bindings/items/properties/callers/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i4+" are identical)"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
break;
}
indices0[item0] = i4;
}
}
}
else {
const err63 = {instancePath:instancePath+"/bindings/" + i0+"/callers",schemaPath:"#/properties/bindings/items/properties/callers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data17.images !== undefined){
let data22 = data17.images;
if(Array.isArray(data22)){
if(data22.length > 256){
const err64 = {instancePath:instancePath+"/bindings/" + i0+"/images",schemaPath:"#/$defs/globs/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data22.length < 1){
const err65 = {instancePath:instancePath+"/bindings/" + i0+"/images",schemaPath:"#/$defs/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
const len3 = data22.length;
for(let i5=0; i5<len3; i5++){
let data23 = data22[i5];
if(typeof data23 === "string"){
if(func2(data23) > 256){
const err66 = {instancePath:instancePath+"/bindings/" + i0+"/images/" + i5,schemaPath:"#/$defs/globs/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!pattern10.test(data23)){
const err67 = {instancePath:instancePath+"/bindings/" + i0+"/images/" + i5,schemaPath:"#/$defs/globs/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/bindings/" + i0+"/images/" + i5,schemaPath:"#/$defs/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
let i6 = data22.length;
let j2;
if(i6 > 1){
const indices1 = {};
for(;i6--;){
let item1 = data22[i6];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j2 = indices1[item1];
const err69 = {instancePath:instancePath+"/bindings/" + i0+"/images",schemaPath:"#/$defs/globs/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i6+" are identical)"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
break;
}
indices1[item1] = i6;
}
}
}
else {
const err70 = {instancePath:instancePath+"/bindings/" + i0+"/images",schemaPath:"#/$defs/globs/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err71 = {instancePath:instancePath+"/bindings/" + i0,schemaPath:"#/properties/bindings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err72 = {instancePath:instancePath+"/bindings",schemaPath:"#/properties/bindings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.callers !== undefined){
let data24 = data.callers;
if(Array.isArray(data24)){
if(data24.length > 1000){
const err73 = {instancePath:instancePath+"/callers",schemaPath:"#/properties/callers/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
const len4 = data24.length;
for(let i7=0; i7<len4; i7++){
if(!(validate21(data24[i7], {instancePath:instancePath+"/callers/" + i7,parentData:data24,parentDataProperty:i7,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err74 = {instancePath:instancePath+"/callers",schemaPath:"#/properties/callers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data.anonymous !== undefined){
let data26 = data.anonymous;
if(Array.isArray(data26)){
if(data26.length > 2){
const err75 = {instancePath:instancePath+"/anonymous",schemaPath:"#/properties/anonymous/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
const len5 = data26.length;
for(let i8=0; i8<len5; i8++){
let data27 = data26[i8];
if(!((data27 === "verify") || (data27 === "audit"))){
const err76 = {instancePath:instancePath+"/anonymous/" + i8,schemaPath:"#/properties/anonymous/items/enum",keyword:"enum",params:{allowedValues: schema31.properties.anonymous.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
let i9 = data26.length;
let j3;
if(i9 > 1){
outer1:
for(;i9--;){
for(j3 = i9; j3--;){
if(func0(data26[i9], data26[j3])){
const err77 = {instancePath:instancePath+"/anonymous",schemaPath:"#/properties/anonymous/uniqueItems",keyword:"uniqueItems",params:{i: i9, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i9+" are identical)"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err78 = {instancePath:instancePath+"/anonymous",schemaPath:"#/properties/anonymous/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data.issuers !== undefined){
let data28 = data.issuers;
if(Array.isArray(data28)){
if(data28.length > 64){
const err79 = {instancePath:instancePath+"/issuers",schemaPath:"#/properties/issuers/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
const len6 = data28.length;
for(let i10=0; i10<len6; i10++){
let data29 = data28[i10];
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.url === undefined){
const err80 = {instancePath:instancePath+"/issuers/" + i10,schemaPath:"#/properties/issuers/items/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
for(const key5 in data29){
if(!((((key5 === "url") || (key5 === "jwksFile")) || (key5 === "jwksUrl")) || (key5 === "caFile"))){
const err81 = {instancePath:instancePath+"/issuers/" + i10,schemaPath:"#/properties/issuers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data29.url !== undefined){
let data30 = data29.url;
if(typeof data30 === "string"){
if(func2(data30) > 1024){
const err82 = {instancePath:instancePath+"/issuers/" + i10+"/url",schemaPath:"#/$defs/url/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(!pattern14.test(data30)){
const err83 = {instancePath:instancePath+"/issuers/" + i10+"/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s?#@]+$"},message:"must match pattern \""+"^https?://[^\\s?#@]+$"+"\""};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
else {
const err84 = {instancePath:instancePath+"/issuers/" + i10+"/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data29.jwksFile !== undefined){
let data31 = data29.jwksFile;
if(typeof data31 === "string"){
if(func2(data31) > 4096){
const err85 = {instancePath:instancePath+"/issuers/" + i10+"/jwksFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(func2(data31) < 1){
const err86 = {instancePath:instancePath+"/issuers/" + i10+"/jwksFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err87 = {instancePath:instancePath+"/issuers/" + i10+"/jwksFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data29.jwksUrl !== undefined){
let data32 = data29.jwksUrl;
if(typeof data32 === "string"){
if(func2(data32) > 1024){
const err88 = {instancePath:instancePath+"/issuers/" + i10+"/jwksUrl",schemaPath:"#/$defs/url/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(!pattern14.test(data32)){
const err89 = {instancePath:instancePath+"/issuers/" + i10+"/jwksUrl",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s?#@]+$"},message:"must match pattern \""+"^https?://[^\\s?#@]+$"+"\""};
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
const err90 = {instancePath:instancePath+"/issuers/" + i10+"/jwksUrl",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data29.caFile !== undefined){
let data33 = data29.caFile;
if(typeof data33 === "string"){
if(func2(data33) > 4096){
const err91 = {instancePath:instancePath+"/issuers/" + i10+"/caFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(func2(data33) < 1){
const err92 = {instancePath:instancePath+"/issuers/" + i10+"/caFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err93 = {instancePath:instancePath+"/issuers/" + i10+"/caFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/issuers/" + i10,schemaPath:"#/properties/issuers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/issuers",schemaPath:"#/properties/issuers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data.trust !== undefined){
let data34 = data.trust;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.instances === undefined){
const err96 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/required",keyword:"required",params:{missingProperty: "instances"},message:"must have required property '"+"instances"+"'"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
for(const key6 in data34){
if(!((key6 === "folder") || (key6 === "instances"))){
const err97 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data34.folder !== undefined){
let data35 = data34.folder;
if(typeof data35 === "string"){
if(func2(data35) > 4096){
const err98 = {instancePath:instancePath+"/trust/folder",schemaPath:"#/properties/trust/properties/folder/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(func2(data35) < 1){
const err99 = {instancePath:instancePath+"/trust/folder",schemaPath:"#/properties/trust/properties/folder/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err100 = {instancePath:instancePath+"/trust/folder",schemaPath:"#/properties/trust/properties/folder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data34.instances !== undefined){
let data36 = data34.instances;
if(Array.isArray(data36)){
if(data36.length > 16){
const err101 = {instancePath:instancePath+"/trust/instances",schemaPath:"#/properties/trust/properties/instances/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data36.length < 1){
const err102 = {instancePath:instancePath+"/trust/instances",schemaPath:"#/properties/trust/properties/instances/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
const len7 = data36.length;
for(let i11=0; i11<len7; i11++){
let data37 = data36[i11];
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.name === undefined){
const err103 = {instancePath:instancePath+"/trust/instances/" + i11,schemaPath:"#/properties/trust/properties/instances/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key7 in data37){
if(!((((key7 === "name") || (key7 === "mirror")) || (key7 === "rootFile")) || (key7 === "refreshSeconds"))){
const err104 = {instancePath:instancePath+"/trust/instances/" + i11,schemaPath:"#/properties/trust/properties/instances/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data37.name !== undefined){
let data38 = data37.name;
if(typeof data38 === "string"){
if(!pattern18.test(data38)){
const err105 = {instancePath:instancePath+"/trust/instances/" + i11+"/name",schemaPath:"#/properties/trust/properties/instances/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"+"\""};
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
const err106 = {instancePath:instancePath+"/trust/instances/" + i11+"/name",schemaPath:"#/properties/trust/properties/instances/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data37.mirror !== undefined){
let data39 = data37.mirror;
if(typeof data39 === "string"){
if(!pattern19.test(data39)){
const err107 = {instancePath:instancePath+"/trust/instances/" + i11+"/mirror",schemaPath:"#/properties/trust/properties/instances/items/properties/mirror/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s?#@]{1,1000}$"},message:"must match pattern \""+"^https?://[^\\s?#@]{1,1000}$"+"\""};
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
const err108 = {instancePath:instancePath+"/trust/instances/" + i11+"/mirror",schemaPath:"#/properties/trust/properties/instances/items/properties/mirror/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data37.rootFile !== undefined){
let data40 = data37.rootFile;
if(typeof data40 === "string"){
if(func2(data40) > 4096){
const err109 = {instancePath:instancePath+"/trust/instances/" + i11+"/rootFile",schemaPath:"#/properties/trust/properties/instances/items/properties/rootFile/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(func2(data40) < 1){
const err110 = {instancePath:instancePath+"/trust/instances/" + i11+"/rootFile",schemaPath:"#/properties/trust/properties/instances/items/properties/rootFile/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err111 = {instancePath:instancePath+"/trust/instances/" + i11+"/rootFile",schemaPath:"#/properties/trust/properties/instances/items/properties/rootFile/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data37.refreshSeconds !== undefined){
let data41 = data37.refreshSeconds;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err112 = {instancePath:instancePath+"/trust/instances/" + i11+"/refreshSeconds",schemaPath:"#/properties/trust/properties/instances/items/properties/refreshSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 604800 || isNaN(data41)){
const err113 = {instancePath:instancePath+"/trust/instances/" + i11+"/refreshSeconds",schemaPath:"#/properties/trust/properties/instances/items/properties/refreshSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data41 < 1 || isNaN(data41)){
const err114 = {instancePath:instancePath+"/trust/instances/" + i11+"/refreshSeconds",schemaPath:"#/properties/trust/properties/instances/items/properties/refreshSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
}
else {
const err115 = {instancePath:instancePath+"/trust/instances/" + i11,schemaPath:"#/properties/trust/properties/instances/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath:instancePath+"/trust/instances",schemaPath:"#/properties/trust/properties/instances/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err117 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data.privateRegistries !== undefined){
let data42 = data.privateRegistries;
if(Array.isArray(data42)){
if(data42.length > 1000){
const err118 = {instancePath:instancePath+"/privateRegistries",schemaPath:"#/properties/privateRegistries/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
const len8 = data42.length;
for(let i12=0; i12<len8; i12++){
let data43 = data42[i12];
if(typeof data43 === "string"){
if(func2(data43) > 300){
const err119 = {instancePath:instancePath+"/privateRegistries/" + i12,schemaPath:"#/properties/privateRegistries/items/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(func2(data43) < 1){
const err120 = {instancePath:instancePath+"/privateRegistries/" + i12,schemaPath:"#/properties/privateRegistries/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(!pattern20.test(data43)){
const err121 = {instancePath:instancePath+"/privateRegistries/" + i12,schemaPath:"#/properties/privateRegistries/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"},message:"must match pattern \""+"^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"+"\""};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/privateRegistries/" + i12,schemaPath:"#/properties/privateRegistries/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
let i13 = data42.length;
let j4;
if(i13 > 1){
const indices2 = {};
for(;i13--;){
let item2 = data42[i13];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j4 = indices2[item2];
const err123 = {instancePath:instancePath+"/privateRegistries",schemaPath:"#/properties/privateRegistries/uniqueItems",keyword:"uniqueItems",params:{i: i13, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i13+" are identical)"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
break;
}
indices2[item2] = i13;
}
}
}
else {
const err124 = {instancePath:instancePath+"/privateRegistries",schemaPath:"#/properties/privateRegistries/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data.revocation !== undefined){
let data44 = data.revocation;
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
for(const key8 in data44){
if(!((key8 === "offline") || (key8 === "privateHosts"))){
const err125 = {instancePath:instancePath+"/revocation",schemaPath:"#/properties/revocation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data44.offline !== undefined){
if(typeof data44.offline !== "boolean"){
const err126 = {instancePath:instancePath+"/revocation/offline",schemaPath:"#/properties/revocation/properties/offline/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data44.privateHosts !== undefined){
let data46 = data44.privateHosts;
if(Array.isArray(data46)){
if(data46.length > 1000){
const err127 = {instancePath:instancePath+"/revocation/privateHosts",schemaPath:"#/properties/revocation/properties/privateHosts/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
const len9 = data46.length;
for(let i14=0; i14<len9; i14++){
let data47 = data46[i14];
if(typeof data47 === "string"){
if(func2(data47) > 300){
const err128 = {instancePath:instancePath+"/revocation/privateHosts/" + i14,schemaPath:"#/properties/revocation/properties/privateHosts/items/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(func2(data47) < 1){
const err129 = {instancePath:instancePath+"/revocation/privateHosts/" + i14,schemaPath:"#/properties/revocation/properties/privateHosts/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(!pattern20.test(data47)){
const err130 = {instancePath:instancePath+"/revocation/privateHosts/" + i14,schemaPath:"#/properties/revocation/properties/privateHosts/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"},message:"must match pattern \""+"^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"+"\""};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/revocation/privateHosts/" + i14,schemaPath:"#/properties/revocation/properties/privateHosts/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
let i15 = data46.length;
let j5;
if(i15 > 1){
const indices3 = {};
for(;i15--;){
let item3 = data46[i15];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j5 = indices3[item3];
const err132 = {instancePath:instancePath+"/revocation/privateHosts",schemaPath:"#/properties/revocation/properties/privateHosts/uniqueItems",keyword:"uniqueItems",params:{i: i15, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i15+" are identical)"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
break;
}
indices3[item3] = i15;
}
}
}
else {
const err133 = {instancePath:instancePath+"/revocation/privateHosts",schemaPath:"#/properties/revocation/properties/privateHosts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
}
else {
const err134 = {instancePath:instancePath+"/revocation",schemaPath:"#/properties/revocation/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data.retentionDays !== undefined){
let data48 = data.retentionDays;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
const err135 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 36500 || isNaN(data48)){
const err136 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 36500},message:"must be <= 36500"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(data48 < 1 || isNaN(data48)){
const err137 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
if(data.seal !== undefined){
let data49 = data.seal;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
for(const key9 in data49){
if(!(func1.call(schema31.properties.seal.properties, key9))){
const err138 = {instancePath:instancePath+"/seal",schemaPath:"#/properties/seal/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data49.cosignKey !== undefined){
let data50 = data49.cosignKey;
if(typeof data50 === "string"){
if(func2(data50) > 4096){
const err139 = {instancePath:instancePath+"/seal/cosignKey",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(func2(data50) < 1){
const err140 = {instancePath:instancePath+"/seal/cosignKey",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err141 = {instancePath:instancePath+"/seal/cosignKey",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data49.notationKey !== undefined){
let data51 = data49.notationKey;
if(typeof data51 === "string"){
if(func2(data51) > 4096){
const err142 = {instancePath:instancePath+"/seal/notationKey",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(func2(data51) < 1){
const err143 = {instancePath:instancePath+"/seal/notationKey",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err144 = {instancePath:instancePath+"/seal/notationKey",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data49.notationCertificate !== undefined){
let data52 = data49.notationCertificate;
if(typeof data52 === "string"){
if(func2(data52) > 4096){
const err145 = {instancePath:instancePath+"/seal/notationCertificate",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(func2(data52) < 1){
const err146 = {instancePath:instancePath+"/seal/notationCertificate",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err147 = {instancePath:instancePath+"/seal/notationCertificate",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data49.notationFormat !== undefined){
let data53 = data49.notationFormat;
if(!((data53 === "jws") || (data53 === "cose"))){
const err148 = {instancePath:instancePath+"/seal/notationFormat",schemaPath:"#/properties/seal/properties/notationFormat/enum",keyword:"enum",params:{allowedValues: schema31.properties.seal.properties.notationFormat.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data49.notationExpiry !== undefined){
let data54 = data49.notationExpiry;
if(typeof data54 === "string"){
if(!pattern22.test(data54)){
const err149 = {instancePath:instancePath+"/seal/notationExpiry",schemaPath:"#/properties/seal/properties/notationExpiry/pattern",keyword:"pattern",params:{pattern: "^(?=.)(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?$"},message:"must match pattern \""+"^(?=.)(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?$"+"\""};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/seal/notationExpiry",schemaPath:"#/properties/seal/properties/notationExpiry/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data49.gitFolders !== undefined){
let data55 = data49.gitFolders;
if(Array.isArray(data55)){
if(data55.length > 1000){
const err151 = {instancePath:instancePath+"/seal/gitFolders",schemaPath:"#/properties/seal/properties/gitFolders/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
const len10 = data55.length;
for(let i16=0; i16<len10; i16++){
let data56 = data55[i16];
if(typeof data56 === "string"){
if(func2(data56) > 4096){
const err152 = {instancePath:instancePath+"/seal/gitFolders/" + i16,schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(func2(data56) < 1){
const err153 = {instancePath:instancePath+"/seal/gitFolders/" + i16,schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
else {
const err154 = {instancePath:instancePath+"/seal/gitFolders/" + i16,schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
let i17 = data55.length;
let j6;
if(i17 > 1){
outer2:
for(;i17--;){
for(j6 = i17; j6--;){
if(func0(data55[i17], data55[j6])){
const err155 = {instancePath:instancePath+"/seal/gitFolders",schemaPath:"#/properties/seal/properties/gitFolders/uniqueItems",keyword:"uniqueItems",params:{i: i17, j: j6},message:"must NOT have duplicate items (items ## "+j6+" and "+i17+" are identical)"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
break outer2;
}
}
}
}
}
else {
const err156 = {instancePath:instancePath+"/seal/gitFolders",schemaPath:"#/properties/seal/properties/gitFolders/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data49.repositories !== undefined){
let data57 = data49.repositories;
if(Array.isArray(data57)){
if(data57.length > 256){
const err157 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(data57.length < 1){
const err158 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
const len11 = data57.length;
for(let i18=0; i18<len11; i18++){
let data58 = data57[i18];
if(typeof data58 === "string"){
if(func2(data58) > 256){
const err159 = {instancePath:instancePath+"/seal/repositories/" + i18,schemaPath:"#/$defs/globs/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(!pattern10.test(data58)){
const err160 = {instancePath:instancePath+"/seal/repositories/" + i18,schemaPath:"#/$defs/globs/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
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
const err161 = {instancePath:instancePath+"/seal/repositories/" + i18,schemaPath:"#/$defs/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
let i19 = data57.length;
let j7;
if(i19 > 1){
const indices4 = {};
for(;i19--;){
let item4 = data57[i19];
if(typeof item4 !== "string"){
continue;
}
if(typeof indices4[item4] == "number"){
j7 = indices4[item4];
const err162 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/uniqueItems",keyword:"uniqueItems",params:{i: i19, j: j7},message:"must NOT have duplicate items (items ## "+j7+" and "+i19+" are identical)"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
break;
}
indices4[item4] = i19;
}
}
}
else {
const err163 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data49.builder !== undefined){
let data59 = data49.builder;
if(typeof data59 === "string"){
if(func2(data59) > 1024){
const err164 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(func2(data59) < 1){
const err165 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(!pattern24.test(data59)){
const err166 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9+.-]*:[^\\s]+$"},message:"must match pattern \""+"^[a-z][a-z0-9+.-]*:[^\\s]+$"+"\""};
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
const err167 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data49.folder !== undefined){
let data60 = data49.folder;
if(typeof data60 === "string"){
if(func2(data60) > 4096){
const err168 = {instancePath:instancePath+"/seal/folder",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(func2(data60) < 1){
const err169 = {instancePath:instancePath+"/seal/folder",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err170 = {instancePath:instancePath+"/seal/folder",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data49.worker !== undefined){
let data61 = data49.worker;
if(!((data61 === "child") || (data61 === "apart"))){
const err171 = {instancePath:instancePath+"/seal/worker",schemaPath:"#/properties/seal/properties/worker/enum",keyword:"enum",params:{allowedValues: schema31.properties.seal.properties.worker.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data49.uncontained !== undefined){
if(typeof data49.uncontained !== "boolean"){
const err172 = {instancePath:instancePath+"/seal/uncontained",schemaPath:"#/properties/seal/properties/uncontained/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data49.leaseSeconds !== undefined){
let data63 = data49.leaseSeconds;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
const err173 = {instancePath:instancePath+"/seal/leaseSeconds",schemaPath:"#/properties/seal/properties/leaseSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 600 || isNaN(data63)){
const err174 = {instancePath:instancePath+"/seal/leaseSeconds",schemaPath:"#/properties/seal/properties/leaseSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600},message:"must be <= 600"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data63 < 2 || isNaN(data63)){
const err175 = {instancePath:instancePath+"/seal/leaseSeconds",schemaPath:"#/properties/seal/properties/leaseSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
}
else {
const err176 = {instancePath:instancePath+"/seal",schemaPath:"#/properties/seal/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data.admission !== undefined){
let data64 = data.admission;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
for(const key10 in data64){
if(!(((((key10 === "indeterminate") || (key10 === "namespace")) || (key10 === "exemptNamespaces")) || (key10 === "pullSecrets")) || (key10 === "kinds"))){
const err177 = {instancePath:instancePath+"/admission",schemaPath:"#/properties/admission/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data64.indeterminate !== undefined){
let data65 = data64.indeterminate;
if(!(((data65 === "deny") || (data65 === "warn")) || (data65 === "error"))){
const err178 = {instancePath:instancePath+"/admission/indeterminate",schemaPath:"#/properties/admission/properties/indeterminate/enum",keyword:"enum",params:{allowedValues: schema31.properties.admission.properties.indeterminate.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data64.namespace !== undefined){
let data66 = data64.namespace;
if(typeof data66 === "string"){
if(func2(data66) > 63){
const err179 = {instancePath:instancePath+"/admission/namespace",schemaPath:"#/properties/admission/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(func2(data66) < 1){
const err180 = {instancePath:instancePath+"/admission/namespace",schemaPath:"#/properties/admission/properties/namespace/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(!pattern25.test(data66)){
const err181 = {instancePath:instancePath+"/admission/namespace",schemaPath:"#/properties/admission/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"},message:"must match pattern \""+"^[a-z0-9-]+$"+"\""};
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
const err182 = {instancePath:instancePath+"/admission/namespace",schemaPath:"#/properties/admission/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data64.exemptNamespaces !== undefined){
let data67 = data64.exemptNamespaces;
if(Array.isArray(data67)){
if(data67.length > 256){
const err183 = {instancePath:instancePath+"/admission/exemptNamespaces",schemaPath:"#/properties/admission/properties/exemptNamespaces/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
const len12 = data67.length;
for(let i20=0; i20<len12; i20++){
let data68 = data67[i20];
if(typeof data68 === "string"){
if(func2(data68) > 63){
const err184 = {instancePath:instancePath+"/admission/exemptNamespaces/" + i20,schemaPath:"#/properties/admission/properties/exemptNamespaces/items/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(func2(data68) < 2){
const err185 = {instancePath:instancePath+"/admission/exemptNamespaces/" + i20,schemaPath:"#/properties/admission/properties/exemptNamespaces/items/minLength",keyword:"minLength",params:{limit: 2},message:"must NOT have fewer than 2 characters"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(!pattern26.test(data68)){
const err186 = {instancePath:instancePath+"/admission/exemptNamespaces/" + i20,schemaPath:"#/properties/admission/properties/exemptNamespaces/items/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9*-]+$"},message:"must match pattern \""+"^[a-z0-9*-]+$"+"\""};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/admission/exemptNamespaces/" + i20,schemaPath:"#/properties/admission/properties/exemptNamespaces/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
let i21 = data67.length;
let j8;
if(i21 > 1){
const indices5 = {};
for(;i21--;){
let item5 = data67[i21];
if(typeof item5 !== "string"){
continue;
}
if(typeof indices5[item5] == "number"){
j8 = indices5[item5];
const err188 = {instancePath:instancePath+"/admission/exemptNamespaces",schemaPath:"#/properties/admission/properties/exemptNamespaces/uniqueItems",keyword:"uniqueItems",params:{i: i21, j: j8},message:"must NOT have duplicate items (items ## "+j8+" and "+i21+" are identical)"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
break;
}
indices5[item5] = i21;
}
}
}
else {
const err189 = {instancePath:instancePath+"/admission/exemptNamespaces",schemaPath:"#/properties/admission/properties/exemptNamespaces/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data64.pullSecrets !== undefined){
let data69 = data64.pullSecrets;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.callers === undefined){
const err190 = {instancePath:instancePath+"/admission/pullSecrets",schemaPath:"#/properties/admission/properties/pullSecrets/required",keyword:"required",params:{missingProperty: "callers"},message:"must have required property '"+"callers"+"'"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
for(const key11 in data69){
if(!((((key11 === "callers") || (key11 === "namespaces")) || (key11 === "cacheSeconds")) || (key11 === "apiServer"))){
const err191 = {instancePath:instancePath+"/admission/pullSecrets",schemaPath:"#/properties/admission/properties/pullSecrets/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data69.callers !== undefined){
let data70 = data69.callers;
if(Array.isArray(data70)){
if(data70.length > 16){
const err192 = {instancePath:instancePath+"/admission/pullSecrets/callers",schemaPath:"#/properties/admission/properties/pullSecrets/properties/callers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(data70.length < 1){
const err193 = {instancePath:instancePath+"/admission/pullSecrets/callers",schemaPath:"#/properties/admission/properties/pullSecrets/properties/callers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
const len13 = data70.length;
for(let i22=0; i22<len13; i22++){
let data71 = data70[i22];
if(typeof data71 === "string"){
if(func2(data71) > 128){
const err194 = {instancePath:instancePath+"/admission/pullSecrets/callers/" + i22,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if(!pattern8.test(data71)){
const err195 = {instancePath:instancePath+"/admission/pullSecrets/callers/" + i22,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]*$"+"\""};
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
const err196 = {instancePath:instancePath+"/admission/pullSecrets/callers/" + i22,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
let i23 = data70.length;
let j9;
if(i23 > 1){
outer3:
for(;i23--;){
for(j9 = i23; j9--;){
if(func0(data70[i23], data70[j9])){
const err197 = {instancePath:instancePath+"/admission/pullSecrets/callers",schemaPath:"#/properties/admission/properties/pullSecrets/properties/callers/uniqueItems",keyword:"uniqueItems",params:{i: i23, j: j9},message:"must NOT have duplicate items (items ## "+j9+" and "+i23+" are identical)"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
break outer3;
}
}
}
}
}
else {
const err198 = {instancePath:instancePath+"/admission/pullSecrets/callers",schemaPath:"#/properties/admission/properties/pullSecrets/properties/callers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data69.namespaces !== undefined){
let data72 = data69.namespaces;
if(Array.isArray(data72)){
if(data72.length > 1000){
const err199 = {instancePath:instancePath+"/admission/pullSecrets/namespaces",schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(data72.length < 1){
const err200 = {instancePath:instancePath+"/admission/pullSecrets/namespaces",schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
const len14 = data72.length;
for(let i24=0; i24<len14; i24++){
let data73 = data72[i24];
if(typeof data73 === "string"){
if(func2(data73) > 63){
const err201 = {instancePath:instancePath+"/admission/pullSecrets/namespaces/" + i24,schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/items/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if(func2(data73) < 1){
const err202 = {instancePath:instancePath+"/admission/pullSecrets/namespaces/" + i24,schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(!pattern26.test(data73)){
const err203 = {instancePath:instancePath+"/admission/pullSecrets/namespaces/" + i24,schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/items/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9*-]+$"},message:"must match pattern \""+"^[a-z0-9*-]+$"+"\""};
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
const err204 = {instancePath:instancePath+"/admission/pullSecrets/namespaces/" + i24,schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
let i25 = data72.length;
let j10;
if(i25 > 1){
const indices6 = {};
for(;i25--;){
let item6 = data72[i25];
if(typeof item6 !== "string"){
continue;
}
if(typeof indices6[item6] == "number"){
j10 = indices6[item6];
const err205 = {instancePath:instancePath+"/admission/pullSecrets/namespaces",schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/uniqueItems",keyword:"uniqueItems",params:{i: i25, j: j10},message:"must NOT have duplicate items (items ## "+j10+" and "+i25+" are identical)"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
break;
}
indices6[item6] = i25;
}
}
}
else {
const err206 = {instancePath:instancePath+"/admission/pullSecrets/namespaces",schemaPath:"#/properties/admission/properties/pullSecrets/properties/namespaces/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data69.cacheSeconds !== undefined){
let data74 = data69.cacheSeconds;
if(!(((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74))) && (isFinite(data74)))){
const err207 = {instancePath:instancePath+"/admission/pullSecrets/cacheSeconds",schemaPath:"#/properties/admission/properties/pullSecrets/properties/cacheSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if((typeof data74 == "number") && (isFinite(data74))){
if(data74 > 600 || isNaN(data74)){
const err208 = {instancePath:instancePath+"/admission/pullSecrets/cacheSeconds",schemaPath:"#/properties/admission/properties/pullSecrets/properties/cacheSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600},message:"must be <= 600"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if(data74 < 1 || isNaN(data74)){
const err209 = {instancePath:instancePath+"/admission/pullSecrets/cacheSeconds",schemaPath:"#/properties/admission/properties/pullSecrets/properties/cacheSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data69.apiServer !== undefined){
let data75 = data69.apiServer;
if(data75 && typeof data75 == "object" && !Array.isArray(data75)){
if(data75.url === undefined){
const err210 = {instancePath:instancePath+"/admission/pullSecrets/apiServer",schemaPath:"#/properties/admission/properties/pullSecrets/properties/apiServer/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
if(data75.tokenFile === undefined){
const err211 = {instancePath:instancePath+"/admission/pullSecrets/apiServer",schemaPath:"#/properties/admission/properties/pullSecrets/properties/apiServer/required",keyword:"required",params:{missingProperty: "tokenFile"},message:"must have required property '"+"tokenFile"+"'"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
for(const key12 in data75){
if(!(((key12 === "url") || (key12 === "tokenFile")) || (key12 === "caFile"))){
const err212 = {instancePath:instancePath+"/admission/pullSecrets/apiServer",schemaPath:"#/properties/admission/properties/pullSecrets/properties/apiServer/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data75.url !== undefined){
let data76 = data75.url;
if(typeof data76 === "string"){
if(func2(data76) > 1024){
const err213 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/url",schemaPath:"#/$defs/url/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
if(!pattern14.test(data76)){
const err214 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s?#@]+$"},message:"must match pattern \""+"^https?://[^\\s?#@]+$"+"\""};
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
const err215 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data75.tokenFile !== undefined){
let data77 = data75.tokenFile;
if(typeof data77 === "string"){
if(func2(data77) > 4096){
const err216 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/tokenFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
if(func2(data77) < 1){
const err217 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/tokenFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
else {
const err218 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/tokenFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data75.caFile !== undefined){
let data78 = data75.caFile;
if(typeof data78 === "string"){
if(func2(data78) > 4096){
const err219 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/caFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
if(func2(data78) < 1){
const err220 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/caFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
else {
const err221 = {instancePath:instancePath+"/admission/pullSecrets/apiServer/caFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
}
else {
const err222 = {instancePath:instancePath+"/admission/pullSecrets/apiServer",schemaPath:"#/properties/admission/properties/pullSecrets/properties/apiServer/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
}
else {
const err223 = {instancePath:instancePath+"/admission/pullSecrets",schemaPath:"#/properties/admission/properties/pullSecrets/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data64.kinds !== undefined){
let data79 = data64.kinds;
if(Array.isArray(data79)){
if(data79.length > 256){
const err224 = {instancePath:instancePath+"/admission/kinds",schemaPath:"#/properties/admission/properties/kinds/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
const len15 = data79.length;
for(let i26=0; i26<len15; i26++){
let data80 = data79[i26];
if(data80 && typeof data80 == "object" && !Array.isArray(data80)){
if(data80.kind === undefined){
const err225 = {instancePath:instancePath+"/admission/kinds/" + i26,schemaPath:"#/properties/admission/properties/kinds/items/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
for(const key13 in data80){
if(!((((key13 === "group") || (key13 === "kind")) || (key13 === "podSpecs")) || (key13 === "images"))){
const err226 = {instancePath:instancePath+"/admission/kinds/" + i26,schemaPath:"#/properties/admission/properties/kinds/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data80.group !== undefined){
let data81 = data80.group;
if(typeof data81 === "string"){
if(func2(data81) > 253){
const err227 = {instancePath:instancePath+"/admission/kinds/" + i26+"/group",schemaPath:"#/properties/admission/properties/kinds/items/properties/group/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
else {
const err228 = {instancePath:instancePath+"/admission/kinds/" + i26+"/group",schemaPath:"#/properties/admission/properties/kinds/items/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data80.kind !== undefined){
let data82 = data80.kind;
if(typeof data82 === "string"){
if(func2(data82) > 63){
const err229 = {instancePath:instancePath+"/admission/kinds/" + i26+"/kind",schemaPath:"#/properties/admission/properties/kinds/items/properties/kind/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
if(!pattern30.test(data82)){
const err230 = {instancePath:instancePath+"/admission/kinds/" + i26+"/kind",schemaPath:"#/properties/admission/properties/kinds/items/properties/kind/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9]*$"},message:"must match pattern \""+"^[A-Za-z][A-Za-z0-9]*$"+"\""};
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
const err231 = {instancePath:instancePath+"/admission/kinds/" + i26+"/kind",schemaPath:"#/properties/admission/properties/kinds/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(data80.podSpecs !== undefined){
let data83 = data80.podSpecs;
if(Array.isArray(data83)){
if(data83.length > 16){
const err232 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs",schemaPath:"#/$defs/pointers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
if(data83.length < 1){
const err233 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs",schemaPath:"#/$defs/pointers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
const len16 = data83.length;
for(let i27=0; i27<len16; i27++){
let data84 = data83[i27];
if(typeof data84 === "string"){
if(func2(data84) > 512){
const err234 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs/" + i27,schemaPath:"#/$defs/pointers/items/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
if(func2(data84) < 2){
const err235 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs/" + i27,schemaPath:"#/$defs/pointers/items/minLength",keyword:"minLength",params:{limit: 2},message:"must NOT have fewer than 2 characters"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if(!pattern31.test(data84)){
const err236 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs/" + i27,schemaPath:"#/$defs/pointers/items/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+){1,16}$"},message:"must match pattern \""+"^(?:/[^/]+){1,16}$"+"\""};
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
const err237 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs/" + i27,schemaPath:"#/$defs/pointers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
let i28 = data83.length;
let j11;
if(i28 > 1){
const indices7 = {};
for(;i28--;){
let item7 = data83[i28];
if(typeof item7 !== "string"){
continue;
}
if(typeof indices7[item7] == "number"){
j11 = indices7[item7];
const err238 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs",schemaPath:"#/$defs/pointers/uniqueItems",keyword:"uniqueItems",params:{i: i28, j: j11},message:"must NOT have duplicate items (items ## "+j11+" and "+i28+" are identical)"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
break;
}
indices7[item7] = i28;
}
}
}
else {
const err239 = {instancePath:instancePath+"/admission/kinds/" + i26+"/podSpecs",schemaPath:"#/$defs/pointers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
if(data80.images !== undefined){
let data85 = data80.images;
if(Array.isArray(data85)){
if(data85.length > 16){
const err240 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images",schemaPath:"#/$defs/pointers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
if(data85.length < 1){
const err241 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images",schemaPath:"#/$defs/pointers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
const len17 = data85.length;
for(let i29=0; i29<len17; i29++){
let data86 = data85[i29];
if(typeof data86 === "string"){
if(func2(data86) > 512){
const err242 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images/" + i29,schemaPath:"#/$defs/pointers/items/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(func2(data86) < 2){
const err243 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images/" + i29,schemaPath:"#/$defs/pointers/items/minLength",keyword:"minLength",params:{limit: 2},message:"must NOT have fewer than 2 characters"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
if(!pattern31.test(data86)){
const err244 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images/" + i29,schemaPath:"#/$defs/pointers/items/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+){1,16}$"},message:"must match pattern \""+"^(?:/[^/]+){1,16}$"+"\""};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
else {
const err245 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images/" + i29,schemaPath:"#/$defs/pointers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
let i30 = data85.length;
let j12;
if(i30 > 1){
const indices8 = {};
for(;i30--;){
let item8 = data85[i30];
if(typeof item8 !== "string"){
continue;
}
if(typeof indices8[item8] == "number"){
j12 = indices8[item8];
const err246 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images",schemaPath:"#/$defs/pointers/uniqueItems",keyword:"uniqueItems",params:{i: i30, j: j12},message:"must NOT have duplicate items (items ## "+j12+" and "+i30+" are identical)"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
break;
}
indices8[item8] = i30;
}
}
}
else {
const err247 = {instancePath:instancePath+"/admission/kinds/" + i26+"/images",schemaPath:"#/$defs/pointers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
}
else {
const err248 = {instancePath:instancePath+"/admission/kinds/" + i26,schemaPath:"#/properties/admission/properties/kinds/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
}
else {
const err249 = {instancePath:instancePath+"/admission/kinds",schemaPath:"#/properties/admission/properties/kinds/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
else {
const err250 = {instancePath:instancePath+"/admission",schemaPath:"#/properties/admission/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data.limits !== undefined){
let data87 = data.limits;
if(data87 && typeof data87 == "object" && !Array.isArray(data87)){
for(const key14 in data87){
if(!(((((((key14 === "rate") || (key14 === "failures")) || (key14 === "verifications")) || (key14 === "lookups")) || (key14 === "connections")) || (key14 === "verifySeconds")) || (key14 === "freshSeconds"))){
const err251 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data87.rate !== undefined){
let data88 = data87.rate;
if(!(((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88))) && (isFinite(data88)))){
const err252 = {instancePath:instancePath+"/limits/rate",schemaPath:"#/properties/limits/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 > 100000000 || isNaN(data88)){
const err253 = {instancePath:instancePath+"/limits/rate",schemaPath:"#/properties/limits/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
if(data88 < 0 || isNaN(data88)){
const err254 = {instancePath:instancePath+"/limits/rate",schemaPath:"#/properties/limits/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data87.failures !== undefined){
let data89 = data87.failures;
if(!(((typeof data89 == "number") && (!(data89 % 1) && !isNaN(data89))) && (isFinite(data89)))){
const err255 = {instancePath:instancePath+"/limits/failures",schemaPath:"#/properties/limits/properties/failures/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
if((typeof data89 == "number") && (isFinite(data89))){
if(data89 > 1000000 || isNaN(data89)){
const err256 = {instancePath:instancePath+"/limits/failures",schemaPath:"#/properties/limits/properties/failures/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
if(data89 < 1 || isNaN(data89)){
const err257 = {instancePath:instancePath+"/limits/failures",schemaPath:"#/properties/limits/properties/failures/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
}
if(data87.verifications !== undefined){
let data90 = data87.verifications;
if(!(((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90))) && (isFinite(data90)))){
const err258 = {instancePath:instancePath+"/limits/verifications",schemaPath:"#/properties/limits/properties/verifications/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
if((typeof data90 == "number") && (isFinite(data90))){
if(data90 > 10000 || isNaN(data90)){
const err259 = {instancePath:instancePath+"/limits/verifications",schemaPath:"#/properties/limits/properties/verifications/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if(data90 < 1 || isNaN(data90)){
const err260 = {instancePath:instancePath+"/limits/verifications",schemaPath:"#/properties/limits/properties/verifications/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
}
if(data87.lookups !== undefined){
let data91 = data87.lookups;
if(!(((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91))) && (isFinite(data91)))){
const err261 = {instancePath:instancePath+"/limits/lookups",schemaPath:"#/properties/limits/properties/lookups/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
if((typeof data91 == "number") && (isFinite(data91))){
if(data91 > 10000 || isNaN(data91)){
const err262 = {instancePath:instancePath+"/limits/lookups",schemaPath:"#/properties/limits/properties/lookups/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if(data91 < 1 || isNaN(data91)){
const err263 = {instancePath:instancePath+"/limits/lookups",schemaPath:"#/properties/limits/properties/lookups/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data87.connections !== undefined){
let data92 = data87.connections;
if(!(((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92))) && (isFinite(data92)))){
const err264 = {instancePath:instancePath+"/limits/connections",schemaPath:"#/properties/limits/properties/connections/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
if((typeof data92 == "number") && (isFinite(data92))){
if(data92 > 100000 || isNaN(data92)){
const err265 = {instancePath:instancePath+"/limits/connections",schemaPath:"#/properties/limits/properties/connections/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
if(data92 < 8 || isNaN(data92)){
const err266 = {instancePath:instancePath+"/limits/connections",schemaPath:"#/properties/limits/properties/connections/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8},message:"must be >= 8"};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
}
if(data87.verifySeconds !== undefined){
let data93 = data87.verifySeconds;
if(!(((typeof data93 == "number") && (!(data93 % 1) && !isNaN(data93))) && (isFinite(data93)))){
const err267 = {instancePath:instancePath+"/limits/verifySeconds",schemaPath:"#/properties/limits/properties/verifySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
if((typeof data93 == "number") && (isFinite(data93))){
if(data93 > 600 || isNaN(data93)){
const err268 = {instancePath:instancePath+"/limits/verifySeconds",schemaPath:"#/properties/limits/properties/verifySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600},message:"must be <= 600"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
if(data93 < 1 || isNaN(data93)){
const err269 = {instancePath:instancePath+"/limits/verifySeconds",schemaPath:"#/properties/limits/properties/verifySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data87.freshSeconds !== undefined){
let data94 = data87.freshSeconds;
if(!(((typeof data94 == "number") && (!(data94 % 1) && !isNaN(data94))) && (isFinite(data94)))){
const err270 = {instancePath:instancePath+"/limits/freshSeconds",schemaPath:"#/properties/limits/properties/freshSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
if((typeof data94 == "number") && (isFinite(data94))){
if(data94 > 60 || isNaN(data94)){
const err271 = {instancePath:instancePath+"/limits/freshSeconds",schemaPath:"#/properties/limits/properties/freshSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60},message:"must be <= 60"};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
if(data94 < 2 || isNaN(data94)){
const err272 = {instancePath:instancePath+"/limits/freshSeconds",schemaPath:"#/properties/limits/properties/freshSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2"};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
}
}
else {
const err273 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
}
else {
const err274 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
