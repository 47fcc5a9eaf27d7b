// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { equal, ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/service.schema.json","title":"Twinseal service settings","description":"The file of `twinseal serve --config FILE`. Everything but apiVersion is optional; flags win. Paths are relative to the file. No secret stands in it: keys are named by their hashes, databases by a file or variable.","type":"object","additionalProperties":false,"required":["apiVersion"],"properties":{"apiVersion":{"description":"Version of this file's form.","const":"twinseal.dev/v1"},"listen":{"description":"Where to listen. Default: 127.0.0.1:8080.","$ref":"#/$defs/listen"},"tls":{"description":"Certificate and key of the service; both files are read again when they change.","type":"object","additionalProperties":false,"required":["certificate","key"],"properties":{"certificate":{"description":"PEM file: the certificate, then its chain.","$ref":"#/$defs/path"},"key":{"description":"PEM file of the private key, unencrypted.","$ref":"#/$defs/path"},"clientCa":{"description":"PEM file of the authorities that issue client certificates (mTLS).","$ref":"#/$defs/path"}}},"metricsListen":{"description":"Metrics and health on an address of their own, in plain HTTP.","$ref":"#/$defs/listen"},"store":{"description":"Where decisions are kept. Default: SQLite in ./twinseal-data.","type":"object","additionalProperties":false,"required":["kind"],"properties":{"kind":{"enum":["sqlite","postgres"]},"folder":{"description":"Folder of the SQLite store.","$ref":"#/$defs/path"},"urlFile":{"description":"File that holds the URL of PostgreSQL, with its password.","$ref":"#/$defs/path"},"urlVariable":{"description":"Environment variable that holds the URL of PostgreSQL.","type":"string","maxLength":128,"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"}}},"log":{"description":"The transparency log of decisions.","type":"object","additionalProperties":false,"properties":{"origin":{"description":"Name of the log, as its checkpoints say it. Default: twinseal.","type":"string","minLength":1,"maxLength":256,"pattern":"^[^\\s+\\u0000-\\u001f]+$"},"keyFile":{"description":"File of its Ed25519 key. Default: made in the data folder.","$ref":"#/$defs/path"}}},"policies":{"description":"Folder of policies. Default: policies.","$ref":"#/$defs/path"},"bindings":{"description":"Which policies hold for whom. Without any, every loaded policy is for everybody.","type":"array","maxItems":1000,"items":{"type":"object","additionalProperties":false,"required":["policies"],"properties":{"policies":{"description":"Names of policies; all of them must allow.","type":"array","minItems":1,"maxItems":100,"uniqueItems":true,"items":{"$ref":"#/$defs/name"}},"callers":{"description":"Names of callers; * for all. Default: all.","type":"array","minItems":1,"maxItems":1000,"uniqueItems":true,"items":{"type":"string","maxLength":128,"pattern":"^(?:\\*|[A-Za-z0-9][A-Za-z0-9._-]*)$"}},"images":{"description":"Repository globs. Default: all.","$ref":"#/$defs/globs"}}}},"callers":{"description":"Who may ask, how they prove it, and what they may do.","type":"array","maxItems":1000,"items":{"$ref":"#/$defs/caller"}},"anonymous":{"description":"What callers without credentials may do. Default: on loopback verify and audit, as long as callers names nobody; elsewhere nothing.","type":"array","maxItems":2,"uniqueItems":true,"items":{"enum":["verify","audit"]}},"issuers":{"description":"OIDC issuers that are asked for keys; nothing else is.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"The iss of its tokens, exactly.","$ref":"#/$defs/url"},"jwksFile":{"description":"Its keys (a JWK set) in a file; then the issuer is never asked.","$ref":"#/$defs/path"},"jwksUrl":{"description":"Where its keys are, when its discovery document names another host.","$ref":"#/$defs/url"},"caFile":{"description":"PEM file of authorities for its TLS, instead of the system's.","$ref":"#/$defs/path"}}}},"privateRegistries":{"description":"Registries (host or host:port) in a private network that callers may name.","type":"array","maxItems":1000,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":300,"pattern":"^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"}},"retentionDays":{"description":"Days for which the bytes behind a verdict are kept. Default: 400.","type":"integer","minimum":1,"maximum":36500},"seal":{"description":"What the service seals with (POST /seals).","type":"object","additionalProperties":false,"properties":{"cosignKey":{"$ref":"#/$defs/path"},"notationKey":{"$ref":"#/$defs/path"},"notationCertificate":{"$ref":"#/$defs/path"},"gitFolders":{"description":"Git folders that jobs may read. Default: none.","type":"array","maxItems":1000,"uniqueItems":true,"items":{"$ref":"#/$defs/path"}},"repositories":{"description":"Repository globs that seals may be pushed to. Default: none.","$ref":"#/$defs/globs"},"builder":{"description":"URI of the builder, for provenance.","type":"string","minLength":1,"maxLength":1024,"pattern":"^[a-z][a-z0-9+.-]*:[^\\s]+$"},"folder":{"description":"Folder of uploaded sources and of what is sealed but not pushed yet. With PostgreSQL: one that serve and all workers see. Default: the folder of the SQLite store.","$ref":"#/$defs/path"},"worker":{"description":"child: serve starts a worker and looks after it (the default with SQLite). apart: workers are started by themselves.","enum":["child","apart"]},"uncontained":{"description":"Build even where a side cannot be contained: the code of a source can then read whatever the worker can, its keys too. Default: false.","type":"boolean"},"leaseSeconds":{"description":"Seconds after which the job of a worker that is silent is begun by another. Default: 30.","type":"integer","minimum":2,"maximum":600}}},"limits":{"description":"How much one caller, one address and all together may ask.","type":"object","additionalProperties":false,"properties":{"rate":{"description":"Requests a minute of one caller; 0: no limit. Default: 6000.","type":"integer","minimum":0,"maximum":100000000},"failures":{"description":"Failed authentications a minute from one address. Default: 30.","type":"integer","minimum":1,"maximum":1000000},"verifications":{"description":"Verifications under way at once. Default: 64.","type":"integer","minimum":1,"maximum":10000},"lookups":{"description":"Lookups under way at once. Default: 128.","type":"integer","minimum":1,"maximum":10000},"connections":{"description":"Open connections of a listener. Default: 2048.","type":"integer","minimum":8,"maximum":100000},"verifySeconds":{"description":"Seconds for one verification. Default: 60.","type":"integer","minimum":1,"maximum":600}}}},"$defs":{"path":{"type":"string","minLength":1,"maxLength":4096},"listen":{"type":"string","maxLength":300,"pattern":"^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"},"name":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*$"},"url":{"type":"string","maxLength":1024,"pattern":"^https?://[^\\s?#@]+$"},"globs":{"type":"array","minItems":1,"maxItems":256,"uniqueItems":true,"items":{"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"}},"roles":{"description":"verify: judge images; seal: build and seal; audit: read decisions and evidence; admin: change the service. No role holds another.","type":"array","minItems":1,"maxItems":4,"uniqueItems":true,"items":{"enum":["verify","seal","audit","admin"]}},"caller":{"type":"object","additionalProperties":false,"required":["name","roles"],"properties":{"name":{"description":"How decisions name this caller.","$ref":"#/$defs/name"},"roles":{"$ref":"#/$defs/roles"},"apiKeys":{"description":"Keys by hash, as `twinseal callers key` prints them; two at once while one is being replaced.","type":"array","minItems":1,"maxItems":4,"items":{"type":"object","additionalProperties":false,"required":["id","hash"],"properties":{"id":{"description":"The part of the key between its underscores.","type":"string","pattern":"^[a-z0-9]{12}$"},"hash":{"description":"SHA-256 of the whole key.","type":"string","pattern":"^sha256:[0-9a-f]{64}$"},"until":{"description":"RFC 3339; the key counts until then.","type":"string","maxLength":40}}}},"oidc":{"description":"A workload's token: issuer, audience and all claims must be as given.","type":"object","additionalProperties":false,"required":["issuer","audience","claims"],"properties":{"issuer":{"description":"One of issuers.","$ref":"#/$defs/url"},"audience":{"description":"The aud of its tokens, exactly.","type":"string","minLength":1,"maxLength":512},"claims":{"description":"Claims by name; * within a value stands for any text.","type":"object","minProperties":1,"maxProperties":32,"propertyNames":{"maxLength":256},"additionalProperties":{"type":"string","minLength":1,"maxLength":1024}}}},"mtls":{"description":"A client certificate under tls.clientCa.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"subject":{"description":"Its subject as RFC 4514 writes it: CN=ci,O=Example.","type":"string","minLength":1,"maxLength":1024},"sha256":{"description":"SHA-256 of its DER, in hexadecimal.","type":"string","pattern":"^[0-9a-f]{64}$"}}},"rate":{"description":"Requests a minute. Default: limits.rate.","type":"integer","minimum":1,"maximum":100000000}}}}};
const schema32 = {"type":"string","maxLength":300,"pattern":"^(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9.-]{1,253}|):[0-9]{1,5}$"};
const schema33 = {"type":"string","minLength":1,"maxLength":4096};
const schema41 = {"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*$"};
const schema42 = {"type":"array","minItems":1,"maxItems":256,"uniqueItems":true,"items":{"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"}};
const schema46 = {"type":"string","maxLength":1024,"pattern":"^https?://[^\\s?#@]+$"};
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
const pattern18 = new RegExp("^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$", "u");
const pattern20 = new RegExp("^[a-z][a-z0-9+.-]*:[^\\s]+$", "u");
const schema43 = {"type":"object","additionalProperties":false,"required":["name","roles"],"properties":{"name":{"description":"How decisions name this caller.","$ref":"#/$defs/name"},"roles":{"$ref":"#/$defs/roles"},"apiKeys":{"description":"Keys by hash, as `twinseal callers key` prints them; two at once while one is being replaced.","type":"array","minItems":1,"maxItems":4,"items":{"type":"object","additionalProperties":false,"required":["id","hash"],"properties":{"id":{"description":"The part of the key between its underscores.","type":"string","pattern":"^[a-z0-9]{12}$"},"hash":{"description":"SHA-256 of the whole key.","type":"string","pattern":"^sha256:[0-9a-f]{64}$"},"until":{"description":"RFC 3339; the key counts until then.","type":"string","maxLength":40}}}},"oidc":{"description":"A workload's token: issuer, audience and all claims must be as given.","type":"object","additionalProperties":false,"required":["issuer","audience","claims"],"properties":{"issuer":{"description":"One of issuers.","$ref":"#/$defs/url"},"audience":{"description":"The aud of its tokens, exactly.","type":"string","minLength":1,"maxLength":512},"claims":{"description":"Claims by name; * within a value stands for any text.","type":"object","minProperties":1,"maxProperties":32,"propertyNames":{"maxLength":256},"additionalProperties":{"type":"string","minLength":1,"maxLength":1024}}}},"mtls":{"description":"A client certificate under tls.clientCa.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"subject":{"description":"Its subject as RFC 4514 writes it: CN=ci,O=Example.","type":"string","minLength":1,"maxLength":1024},"sha256":{"description":"SHA-256 of its DER, in hexadecimal.","type":"string","pattern":"^[0-9a-f]{64}$"}}},"rate":{"description":"Requests a minute. Default: limits.rate.","type":"integer","minimum":1,"maximum":100000000}}};
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
if(data16 < 1 || isNaN(data16)){
const err53 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.privateRegistries !== undefined){
let data34 = data.privateRegistries;
if(Array.isArray(data34)){
if(data34.length > 1000){
const err96 = {instancePath:instancePath+"/privateRegistries",schemaPath:"#/properties/privateRegistries/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
const len7 = data34.length;
for(let i11=0; i11<len7; i11++){
let data35 = data34[i11];
if(typeof data35 === "string"){
if(func2(data35) > 300){
const err97 = {instancePath:instancePath+"/privateRegistries/" + i11,schemaPath:"#/properties/privateRegistries/items/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(func2(data35) < 1){
const err98 = {instancePath:instancePath+"/privateRegistries/" + i11,schemaPath:"#/properties/privateRegistries/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(!pattern18.test(data35)){
const err99 = {instancePath:instancePath+"/privateRegistries/" + i11,schemaPath:"#/properties/privateRegistries/items/pattern",keyword:"pattern",params:{pattern: "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"},message:"must match pattern \""+"^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$"+"\""};
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
const err100 = {instancePath:instancePath+"/privateRegistries/" + i11,schemaPath:"#/properties/privateRegistries/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
let i12 = data34.length;
let j4;
if(i12 > 1){
const indices2 = {};
for(;i12--;){
let item2 = data34[i12];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j4 = indices2[item2];
const err101 = {instancePath:instancePath+"/privateRegistries",schemaPath:"#/properties/privateRegistries/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i12+" are identical)"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
break;
}
indices2[item2] = i12;
}
}
}
else {
const err102 = {instancePath:instancePath+"/privateRegistries",schemaPath:"#/properties/privateRegistries/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data.retentionDays !== undefined){
let data36 = data.retentionDays;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err103 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 36500 || isNaN(data36)){
const err104 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 36500},message:"must be <= 36500"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data36 < 1 || isNaN(data36)){
const err105 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
if(data.seal !== undefined){
let data37 = data.seal;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key6 in data37){
if(!(func1.call(schema31.properties.seal.properties, key6))){
const err106 = {instancePath:instancePath+"/seal",schemaPath:"#/properties/seal/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data37.cosignKey !== undefined){
let data38 = data37.cosignKey;
if(typeof data38 === "string"){
if(func2(data38) > 4096){
const err107 = {instancePath:instancePath+"/seal/cosignKey",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(func2(data38) < 1){
const err108 = {instancePath:instancePath+"/seal/cosignKey",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err109 = {instancePath:instancePath+"/seal/cosignKey",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data37.notationKey !== undefined){
let data39 = data37.notationKey;
if(typeof data39 === "string"){
if(func2(data39) > 4096){
const err110 = {instancePath:instancePath+"/seal/notationKey",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(func2(data39) < 1){
const err111 = {instancePath:instancePath+"/seal/notationKey",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/seal/notationKey",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data37.notationCertificate !== undefined){
let data40 = data37.notationCertificate;
if(typeof data40 === "string"){
if(func2(data40) > 4096){
const err113 = {instancePath:instancePath+"/seal/notationCertificate",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(func2(data40) < 1){
const err114 = {instancePath:instancePath+"/seal/notationCertificate",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
else {
const err115 = {instancePath:instancePath+"/seal/notationCertificate",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data37.gitFolders !== undefined){
let data41 = data37.gitFolders;
if(Array.isArray(data41)){
if(data41.length > 1000){
const err116 = {instancePath:instancePath+"/seal/gitFolders",schemaPath:"#/properties/seal/properties/gitFolders/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
const len8 = data41.length;
for(let i13=0; i13<len8; i13++){
let data42 = data41[i13];
if(typeof data42 === "string"){
if(func2(data42) > 4096){
const err117 = {instancePath:instancePath+"/seal/gitFolders/" + i13,schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(func2(data42) < 1){
const err118 = {instancePath:instancePath+"/seal/gitFolders/" + i13,schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/seal/gitFolders/" + i13,schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
let i14 = data41.length;
let j5;
if(i14 > 1){
outer2:
for(;i14--;){
for(j5 = i14; j5--;){
if(func0(data41[i14], data41[j5])){
const err120 = {instancePath:instancePath+"/seal/gitFolders",schemaPath:"#/properties/seal/properties/gitFolders/uniqueItems",keyword:"uniqueItems",params:{i: i14, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i14+" are identical)"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
break outer2;
}
}
}
}
}
else {
const err121 = {instancePath:instancePath+"/seal/gitFolders",schemaPath:"#/properties/seal/properties/gitFolders/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data37.repositories !== undefined){
let data43 = data37.repositories;
if(Array.isArray(data43)){
if(data43.length > 256){
const err122 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data43.length < 1){
const err123 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
const len9 = data43.length;
for(let i15=0; i15<len9; i15++){
let data44 = data43[i15];
if(typeof data44 === "string"){
if(func2(data44) > 256){
const err124 = {instancePath:instancePath+"/seal/repositories/" + i15,schemaPath:"#/$defs/globs/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(!pattern10.test(data44)){
const err125 = {instancePath:instancePath+"/seal/repositories/" + i15,schemaPath:"#/$defs/globs/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
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
const err126 = {instancePath:instancePath+"/seal/repositories/" + i15,schemaPath:"#/$defs/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
let i16 = data43.length;
let j6;
if(i16 > 1){
const indices3 = {};
for(;i16--;){
let item3 = data43[i16];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j6 = indices3[item3];
const err127 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/uniqueItems",keyword:"uniqueItems",params:{i: i16, j: j6},message:"must NOT have duplicate items (items ## "+j6+" and "+i16+" are identical)"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
break;
}
indices3[item3] = i16;
}
}
}
else {
const err128 = {instancePath:instancePath+"/seal/repositories",schemaPath:"#/$defs/globs/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data37.builder !== undefined){
let data45 = data37.builder;
if(typeof data45 === "string"){
if(func2(data45) > 1024){
const err129 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(func2(data45) < 1){
const err130 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(!pattern20.test(data45)){
const err131 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9+.-]*:[^\\s]+$"},message:"must match pattern \""+"^[a-z][a-z0-9+.-]*:[^\\s]+$"+"\""};
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
const err132 = {instancePath:instancePath+"/seal/builder",schemaPath:"#/properties/seal/properties/builder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data37.folder !== undefined){
let data46 = data37.folder;
if(typeof data46 === "string"){
if(func2(data46) > 4096){
const err133 = {instancePath:instancePath+"/seal/folder",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(func2(data46) < 1){
const err134 = {instancePath:instancePath+"/seal/folder",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err135 = {instancePath:instancePath+"/seal/folder",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data37.worker !== undefined){
let data47 = data37.worker;
if(!((data47 === "child") || (data47 === "apart"))){
const err136 = {instancePath:instancePath+"/seal/worker",schemaPath:"#/properties/seal/properties/worker/enum",keyword:"enum",params:{allowedValues: schema31.properties.seal.properties.worker.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data37.uncontained !== undefined){
if(typeof data37.uncontained !== "boolean"){
const err137 = {instancePath:instancePath+"/seal/uncontained",schemaPath:"#/properties/seal/properties/uncontained/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data37.leaseSeconds !== undefined){
let data49 = data37.leaseSeconds;
if(!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))){
const err138 = {instancePath:instancePath+"/seal/leaseSeconds",schemaPath:"#/properties/seal/properties/leaseSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 > 600 || isNaN(data49)){
const err139 = {instancePath:instancePath+"/seal/leaseSeconds",schemaPath:"#/properties/seal/properties/leaseSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600},message:"must be <= 600"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(data49 < 2 || isNaN(data49)){
const err140 = {instancePath:instancePath+"/seal/leaseSeconds",schemaPath:"#/properties/seal/properties/leaseSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
}
}
else {
const err141 = {instancePath:instancePath+"/seal",schemaPath:"#/properties/seal/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data.limits !== undefined){
let data50 = data.limits;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
for(const key7 in data50){
if(!((((((key7 === "rate") || (key7 === "failures")) || (key7 === "verifications")) || (key7 === "lookups")) || (key7 === "connections")) || (key7 === "verifySeconds"))){
const err142 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data50.rate !== undefined){
let data51 = data50.rate;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
const err143 = {instancePath:instancePath+"/limits/rate",schemaPath:"#/properties/limits/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 > 100000000 || isNaN(data51)){
const err144 = {instancePath:instancePath+"/limits/rate",schemaPath:"#/properties/limits/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data51 < 0 || isNaN(data51)){
const err145 = {instancePath:instancePath+"/limits/rate",schemaPath:"#/properties/limits/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
if(data50.failures !== undefined){
let data52 = data50.failures;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
const err146 = {instancePath:instancePath+"/limits/failures",schemaPath:"#/properties/limits/properties/failures/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 > 1000000 || isNaN(data52)){
const err147 = {instancePath:instancePath+"/limits/failures",schemaPath:"#/properties/limits/properties/failures/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data52 < 1 || isNaN(data52)){
const err148 = {instancePath:instancePath+"/limits/failures",schemaPath:"#/properties/limits/properties/failures/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
if(data50.verifications !== undefined){
let data53 = data50.verifications;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
const err149 = {instancePath:instancePath+"/limits/verifications",schemaPath:"#/properties/limits/properties/verifications/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 > 10000 || isNaN(data53)){
const err150 = {instancePath:instancePath+"/limits/verifications",schemaPath:"#/properties/limits/properties/verifications/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(data53 < 1 || isNaN(data53)){
const err151 = {instancePath:instancePath+"/limits/verifications",schemaPath:"#/properties/limits/properties/verifications/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data50.lookups !== undefined){
let data54 = data50.lookups;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
const err152 = {instancePath:instancePath+"/limits/lookups",schemaPath:"#/properties/limits/properties/lookups/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 10000 || isNaN(data54)){
const err153 = {instancePath:instancePath+"/limits/lookups",schemaPath:"#/properties/limits/properties/lookups/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data54 < 1 || isNaN(data54)){
const err154 = {instancePath:instancePath+"/limits/lookups",schemaPath:"#/properties/limits/properties/lookups/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
}
if(data50.connections !== undefined){
let data55 = data50.connections;
if(!(((typeof data55 == "number") && (!(data55 % 1) && !isNaN(data55))) && (isFinite(data55)))){
const err155 = {instancePath:instancePath+"/limits/connections",schemaPath:"#/properties/limits/properties/connections/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 > 100000 || isNaN(data55)){
const err156 = {instancePath:instancePath+"/limits/connections",schemaPath:"#/properties/limits/properties/connections/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data55 < 8 || isNaN(data55)){
const err157 = {instancePath:instancePath+"/limits/connections",schemaPath:"#/properties/limits/properties/connections/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8},message:"must be >= 8"};
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
if(data50.verifySeconds !== undefined){
let data56 = data50.verifySeconds;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
const err158 = {instancePath:instancePath+"/limits/verifySeconds",schemaPath:"#/properties/limits/properties/verifySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 600 || isNaN(data56)){
const err159 = {instancePath:instancePath+"/limits/verifySeconds",schemaPath:"#/properties/limits/properties/verifySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600},message:"must be <= 600"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(data56 < 1 || isNaN(data56)){
const err160 = {instancePath:instancePath+"/limits/verifySeconds",schemaPath:"#/properties/limits/properties/verifySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
else {
const err161 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err162 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
