// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { equal, ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/policy.schema.json","title":"Twinseal policy","description":"What an image must have before it is allowed. Only what stands under require is demanded and checked.","type":"object","additionalProperties":false,"required":["apiVersion","kind","require"],"properties":{"apiVersion":{"const":"twinseal.dev/v1"},"kind":{"const":"Policy"},"description":{"type":"string","maxLength":4096},"images":{"description":"Repositories that the policy covers: * stands for a part of one name, ** for any number of names. A layout is the repository layout. Default: all.","type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":256,"pattern":"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"}},"trust":{"description":"Signers by name.","type":"array","maxItems":64,"items":{"$ref":"#/$defs/signer"}},"require":{"$ref":"#/$defs/requirements"}},"$defs":{"signerName":{"type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},"text":{"type":"string","minLength":1,"maxLength":262144},"path":{"type":"string","minLength":1,"maxLength":4096},"signer":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/signerName"},"cosign":{"description":"A public key, as cosign generate-key-pair or twinseal keys write it.","type":"object","additionalProperties":false,"properties":{"key":{"description":"SubjectPublicKeyInfo in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with the key, relative to the policy.","$ref":"#/$defs/path"}},"oneOf":[{"properties":{"key":true},"required":["key"]},{"properties":{"keyFile":true},"required":["keyFile"]}]},"notation":{"description":"Certificates that a chain must end in, and the names of leaf certificates that are trusted.","type":"object","additionalProperties":false,"required":["identities"],"properties":{"certificates":{"description":"One or more certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"identities":{"description":"Such as x509.subject: C=DE, ST=BE, O=Example; or * alone for any leaf of the chain.","type":"array","minItems":1,"maxItems":32,"items":{"type":"string","minLength":1,"maxLength":2048}}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]}]}},"oneOf":[{"properties":{"cosign":true},"required":["cosign"]},{"properties":{"notation":true},"required":["notation"]}]},"signerNames":{"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","minLength":1}},"requirements":{"type":"object","additionalProperties":false,"properties":{"platforms":{"description":"Platforms that must be in the image: os/architecture[/variant].","type":"array","maxItems":64,"items":{"type":"string","minLength":1}},"signatures":{"description":"Each entry: this signer's image signature on the index and on every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"type":"string","minLength":1,"maxLength":64}}}},"statements":{"description":"Signed statements that name the index and every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["type","by"],"properties":{"type":{"description":"A predicate type URI or a short name: spdxjson, slsaprovenance1, twin, ...","type":"string","minLength":1,"maxLength":512},"by":{"description":"One of these signers must have signed it.","$ref":"#/$defs/signerNames"},"count":{"description":"At least this many different statements. Default 1.","type":"integer","minimum":1,"maximum":16}}}},"twinBuild":{"description":"The program that each platform image runs was built twice with the same bytes, as a signed twin proof says.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"varied":{"description":"Conditions that must have differed between the two builds.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","cache","user","clock","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"networkless":{"description":"Both builds saw no network.","const":true},"isolation":{"description":"What must have contained both builds, as read back from inside.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["network","mount","pid","uts","ipc","user","memory","pids","disk"]}},"cold":{"description":"Both builds began with empty caches.","const":true},"toolchainAuthenticated":{"description":"The Go toolchain was compared with Go's checksum database.","const":true},"modulesAuthenticated":{"description":"Each module was compared with Go's checksum database, and vendor/ with the modules.","const":true},"maxAge":{"description":"Seconds since the builds ended, at most.","type":"integer","minimum":1,"maximum":3162240000},"rebuilders":{"description":"Operators, none of whom seals the image, of whom so many have reproduced the program from its source.","type":"object","additionalProperties":false,"required":["of","atLeast"],"properties":{"of":{"$ref":"#/$defs/signerNames"},"atLeast":{"type":"integer","minimum":1,"maximum":64}}}}},"image":{"description":"Rules on the configuration and the program of each platform image.","type":"object","additionalProperties":false,"properties":{"nonRoot":{"description":"The configured user is not root.","const":true},"staticBinary":{"description":"The program that runs is a static ELF for the platform.","const":true},"goReproducibleFlags":{"description":"The program was built by Go with -trimpath and CGO_ENABLED=0.","const":true},"labels":{"description":"Labels that must be there, with this value or any (*).","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}}}}}}}};
const func1 = ucs2length;
const pattern4 = new RegExp("^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$", "u");
const schema32 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/signerName"},"cosign":{"description":"A public key, as cosign generate-key-pair or twinseal keys write it.","type":"object","additionalProperties":false,"properties":{"key":{"description":"SubjectPublicKeyInfo in PEM.","$ref":"#/$defs/text"},"keyFile":{"description":"A file with the key, relative to the policy.","$ref":"#/$defs/path"}},"oneOf":[{"properties":{"key":true},"required":["key"]},{"properties":{"keyFile":true},"required":["keyFile"]}]},"notation":{"description":"Certificates that a chain must end in, and the names of leaf certificates that are trusted.","type":"object","additionalProperties":false,"required":["identities"],"properties":{"certificates":{"description":"One or more certificates in PEM.","$ref":"#/$defs/text"},"certificateFile":{"description":"A file with them, relative to the policy.","$ref":"#/$defs/path"},"identities":{"description":"Such as x509.subject: C=DE, ST=BE, O=Example; or * alone for any leaf of the chain.","type":"array","minItems":1,"maxItems":32,"items":{"type":"string","minLength":1,"maxLength":2048}}},"oneOf":[{"properties":{"certificates":true},"required":["certificates"]},{"properties":{"certificateFile":true},"required":["certificateFile"]}]}},"oneOf":[{"properties":{"cosign":true},"required":["cosign"]},{"properties":{"notation":true},"required":["notation"]}]};
const schema33 = {"type":"string","pattern":"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"};
const schema34 = {"type":"string","minLength":1,"maxLength":262144};
const schema35 = {"type":"string","minLength":1,"maxLength":4096};
const pattern5 = new RegExp("^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$", "u");

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
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
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
if(data.name === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "cosign")) || (key0 === "notation"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern5.test(data0)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/signerName/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"+"\""};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/signerName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.cosign !== undefined){
let data1 = data.cosign;
const _errs10 = errors;
let valid3 = false;
let passing1 = null;
const _errs11 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.key === undefined){
const err7 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf/0/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var _valid1 = _errs11 === errors;
if(_valid1){
valid3 = true;
passing1 = 0;
var props1 = {};
props1.key = true;
}
const _errs12 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.keyFile === undefined){
const err8 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf/1/required",keyword:"required",params:{missingProperty: "keyFile"},message:"must have required property '"+"keyFile"+"'"};
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
}
if(!valid3){
const err9 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/oneOf",keyword:"oneOf",params:{passingSchemas: passing1},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
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
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!((key1 === "key") || (key1 === "keyFile"))){
const err10 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data1.key !== undefined){
let data2 = data1.key;
if(typeof data2 === "string"){
if(func1(data2) > 262144){
const err11 = {instancePath:instancePath+"/cosign/key",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func1(data2) < 1){
const err12 = {instancePath:instancePath+"/cosign/key",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err13 = {instancePath:instancePath+"/cosign/key",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.keyFile !== undefined){
let data3 = data1.keyFile;
if(typeof data3 === "string"){
if(func1(data3) > 4096){
const err14 = {instancePath:instancePath+"/cosign/keyFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func1(data3) < 1){
const err15 = {instancePath:instancePath+"/cosign/keyFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err16 = {instancePath:instancePath+"/cosign/keyFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/cosign",schemaPath:"#/properties/cosign/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.notation !== undefined){
let data4 = data.notation;
const _errs22 = errors;
let valid7 = false;
let passing2 = null;
const _errs23 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.certificates === undefined){
const err18 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf/0/required",keyword:"required",params:{missingProperty: "certificates"},message:"must have required property '"+"certificates"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid2 = _errs23 === errors;
if(_valid2){
valid7 = true;
passing2 = 0;
var props2 = {};
props2.certificates = true;
}
const _errs24 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.certificateFile === undefined){
const err19 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf/1/required",keyword:"required",params:{missingProperty: "certificateFile"},message:"must have required property '"+"certificateFile"+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid2 = _errs24 === errors;
if(_valid2 && valid7){
valid7 = false;
passing2 = [passing2, 1];
}
else {
if(_valid2){
valid7 = true;
passing2 = 1;
if(props2 !== true){
props2 = props2 || {};
props2.certificateFile = true;
}
}
}
if(!valid7){
const err20 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/oneOf",keyword:"oneOf",params:{passingSchemas: passing2},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
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
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.identities === undefined){
const err21 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/required",keyword:"required",params:{missingProperty: "identities"},message:"must have required property '"+"identities"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key2 in data4){
if(!(((key2 === "certificates") || (key2 === "certificateFile")) || (key2 === "identities"))){
const err22 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.certificates !== undefined){
let data5 = data4.certificates;
if(typeof data5 === "string"){
if(func1(data5) > 262144){
const err23 = {instancePath:instancePath+"/notation/certificates",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 262144},message:"must NOT have more than 262144 characters"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(func1(data5) < 1){
const err24 = {instancePath:instancePath+"/notation/certificates",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/notation/certificates",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data4.certificateFile !== undefined){
let data6 = data4.certificateFile;
if(typeof data6 === "string"){
if(func1(data6) > 4096){
const err26 = {instancePath:instancePath+"/notation/certificateFile",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(func1(data6) < 1){
const err27 = {instancePath:instancePath+"/notation/certificateFile",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err28 = {instancePath:instancePath+"/notation/certificateFile",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data4.identities !== undefined){
let data7 = data4.identities;
if(Array.isArray(data7)){
if(data7.length > 32){
const err29 = {instancePath:instancePath+"/notation/identities",schemaPath:"#/properties/notation/properties/identities/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data7.length < 1){
const err30 = {instancePath:instancePath+"/notation/identities",schemaPath:"#/properties/notation/properties/identities/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(typeof data8 === "string"){
if(func1(data8) > 2048){
const err31 = {instancePath:instancePath+"/notation/identities/" + i0,schemaPath:"#/properties/notation/properties/identities/items/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(func1(data8) < 1){
const err32 = {instancePath:instancePath+"/notation/identities/" + i0,schemaPath:"#/properties/notation/properties/identities/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err33 = {instancePath:instancePath+"/notation/identities/" + i0,schemaPath:"#/properties/notation/properties/identities/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err34 = {instancePath:instancePath+"/notation/identities",schemaPath:"#/properties/notation/properties/identities/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/notation",schemaPath:"#/properties/notation/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err36 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","additionalProperties":false,"properties":{"platforms":{"description":"Platforms that must be in the image: os/architecture[/variant].","type":"array","maxItems":64,"items":{"type":"string","minLength":1}},"signatures":{"description":"Each entry: this signer's image signature on the index and on every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"type":"string","minLength":1,"maxLength":64}}}},"statements":{"description":"Signed statements that name the index and every platform child.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["type","by"],"properties":{"type":{"description":"A predicate type URI or a short name: spdxjson, slsaprovenance1, twin, ...","type":"string","minLength":1,"maxLength":512},"by":{"description":"One of these signers must have signed it.","$ref":"#/$defs/signerNames"},"count":{"description":"At least this many different statements. Default 1.","type":"integer","minimum":1,"maximum":16}}}},"twinBuild":{"description":"The program that each platform image runs was built twice with the same bytes, as a signed twin proof says.","type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/signerNames"},"varied":{"description":"Conditions that must have differed between the two builds.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","cache","user","clock","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"networkless":{"description":"Both builds saw no network.","const":true},"isolation":{"description":"What must have contained both builds, as read back from inside.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["network","mount","pid","uts","ipc","user","memory","pids","disk"]}},"cold":{"description":"Both builds began with empty caches.","const":true},"toolchainAuthenticated":{"description":"The Go toolchain was compared with Go's checksum database.","const":true},"modulesAuthenticated":{"description":"Each module was compared with Go's checksum database, and vendor/ with the modules.","const":true},"maxAge":{"description":"Seconds since the builds ended, at most.","type":"integer","minimum":1,"maximum":3162240000},"rebuilders":{"description":"Operators, none of whom seals the image, of whom so many have reproduced the program from its source.","type":"object","additionalProperties":false,"required":["of","atLeast"],"properties":{"of":{"$ref":"#/$defs/signerNames"},"atLeast":{"type":"integer","minimum":1,"maximum":64}}}}},"image":{"description":"Rules on the configuration and the program of each platform image.","type":"object","additionalProperties":false,"properties":{"nonRoot":{"description":"The configured user is not root.","const":true},"staticBinary":{"description":"The program that runs is a static ELF for the platform.","const":true},"goReproducibleFlags":{"description":"The program was built by Go with -trimpath and CGO_ENABLED=0.","const":true},"labels":{"description":"Labels that must be there, with this value or any (*).","type":"object","maxProperties":64,"additionalProperties":{"type":"string"}}}}}};
const schema39 = {"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","minLength":1}};
const func19 = Object.prototype.hasOwnProperty;
const func0 = equal;

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "platforms") || (key0 === "signatures")) || (key0 === "statements")) || (key0 === "twinBuild")) || (key0 === "image"))){
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
if(func1(data1) < 1){
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
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.by === undefined){
const err6 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key1 in data3){
if(!(key1 === "by")){
const err7 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data3.by !== undefined){
let data4 = data3.by;
if(typeof data4 === "string"){
if(func1(data4) > 64){
const err8 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/properties/by/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data4) < 1){
const err9 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err10 = {instancePath:instancePath+"/signatures/" + i1+"/by",schemaPath:"#/properties/signatures/items/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err11 = {instancePath:instancePath+"/signatures/" + i1,schemaPath:"#/properties/signatures/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.statements !== undefined){
let data5 = data.statements;
if(Array.isArray(data5)){
if(data5.length > 64){
const err13 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const len2 = data5.length;
for(let i2=0; i2<len2; i2++){
let data6 = data5[i2];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.type === undefined){
const err14 = {instancePath:instancePath+"/statements/" + i2,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data6.by === undefined){
const err15 = {instancePath:instancePath+"/statements/" + i2,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data6){
if(!(((key2 === "type") || (key2 === "by")) || (key2 === "count"))){
const err16 = {instancePath:instancePath+"/statements/" + i2,schemaPath:"#/properties/statements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data6.type !== undefined){
let data7 = data6.type;
if(typeof data7 === "string"){
if(func1(data7) > 512){
const err17 = {instancePath:instancePath+"/statements/" + i2+"/type",schemaPath:"#/properties/statements/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data7) < 1){
const err18 = {instancePath:instancePath+"/statements/" + i2+"/type",schemaPath:"#/properties/statements/items/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err19 = {instancePath:instancePath+"/statements/" + i2+"/type",schemaPath:"#/properties/statements/items/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.by !== undefined){
let data8 = data6.by;
if(Array.isArray(data8)){
if(data8.length > 64){
const err20 = {instancePath:instancePath+"/statements/" + i2+"/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data8.length < 1){
const err21 = {instancePath:instancePath+"/statements/" + i2+"/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
const len3 = data8.length;
for(let i3=0; i3<len3; i3++){
let data9 = data8[i3];
if(typeof data9 === "string"){
if(func1(data9) < 1){
const err22 = {instancePath:instancePath+"/statements/" + i2+"/by/" + i3,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err23 = {instancePath:instancePath+"/statements/" + i2+"/by/" + i3,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let i4 = data8.length;
let j0;
if(i4 > 1){
const indices0 = {};
for(;i4--;){
let item0 = data8[i4];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err24 = {instancePath:instancePath+"/statements/" + i2+"/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i4+" are identical)"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
break;
}
indices0[item0] = i4;
}
}
}
else {
const err25 = {instancePath:instancePath+"/statements/" + i2+"/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.count !== undefined){
let data10 = data6.count;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err26 = {instancePath:instancePath+"/statements/" + i2+"/count",schemaPath:"#/properties/statements/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 16 || isNaN(data10)){
const err27 = {instancePath:instancePath+"/statements/" + i2+"/count",schemaPath:"#/properties/statements/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data10 < 1 || isNaN(data10)){
const err28 = {instancePath:instancePath+"/statements/" + i2+"/count",schemaPath:"#/properties/statements/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
else {
const err29 = {instancePath:instancePath+"/statements/" + i2,schemaPath:"#/properties/statements/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err30 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.twinBuild !== undefined){
let data11 = data.twinBuild;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.by === undefined){
const err31 = {instancePath:instancePath+"/twinBuild",schemaPath:"#/properties/twinBuild/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key3 in data11){
if(!(func19.call(schema38.properties.twinBuild.properties, key3))){
const err32 = {instancePath:instancePath+"/twinBuild",schemaPath:"#/properties/twinBuild/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data11.by !== undefined){
let data12 = data11.by;
if(Array.isArray(data12)){
if(data12.length > 64){
const err33 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data12.length < 1){
const err34 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len4 = data12.length;
for(let i5=0; i5<len4; i5++){
let data13 = data12[i5];
if(typeof data13 === "string"){
if(func1(data13) < 1){
const err35 = {instancePath:instancePath+"/twinBuild/by/" + i5,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err36 = {instancePath:instancePath+"/twinBuild/by/" + i5,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
let i6 = data12.length;
let j1;
if(i6 > 1){
const indices1 = {};
for(;i6--;){
let item1 = data12[i6];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err37 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i6+" are identical)"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
break;
}
indices1[item1] = i6;
}
}
}
else {
const err38 = {instancePath:instancePath+"/twinBuild/by",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data11.varied !== undefined){
let data14 = data11.varied;
if(Array.isArray(data14)){
if(data14.length < 1){
const err39 = {instancePath:instancePath+"/twinBuild/varied",schemaPath:"#/properties/twinBuild/properties/varied/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
const len5 = data14.length;
for(let i7=0; i7<len5; i7++){
let data15 = data14[i7];
if(!(((((((((((((((((((data15 === "path") || (data15 === "home")) || (data15 === "hostname")) || (data15 === "timezone")) || (data15 === "locale")) || (data15 === "umask")) || (data15 === "environment")) || (data15 === "parallelism")) || (data15 === "file-times")) || (data15 === "cache")) || (data15 === "user")) || (data15 === "clock")) || (data15 === "kernel")) || (data15 === "aslr")) || (data15 === "cpus")) || (data15 === "file-order")) || (data15 === "exec-path")) || (data15 === "domain")) || (data15 === "toolchain"))){
const err40 = {instancePath:instancePath+"/twinBuild/varied/" + i7,schemaPath:"#/properties/twinBuild/properties/varied/items/enum",keyword:"enum",params:{allowedValues: schema38.properties.twinBuild.properties.varied.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
let i8 = data14.length;
let j2;
if(i8 > 1){
outer0:
for(;i8--;){
for(j2 = i8; j2--;){
if(func0(data14[i8], data14[j2])){
const err41 = {instancePath:instancePath+"/twinBuild/varied",schemaPath:"#/properties/twinBuild/properties/varied/uniqueItems",keyword:"uniqueItems",params:{i: i8, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i8+" are identical)"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err42 = {instancePath:instancePath+"/twinBuild/varied",schemaPath:"#/properties/twinBuild/properties/varied/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data11.networkless !== undefined){
if(true !== data11.networkless){
const err43 = {instancePath:instancePath+"/twinBuild/networkless",schemaPath:"#/properties/twinBuild/properties/networkless/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data11.isolation !== undefined){
let data17 = data11.isolation;
if(Array.isArray(data17)){
if(data17.length < 1){
const err44 = {instancePath:instancePath+"/twinBuild/isolation",schemaPath:"#/properties/twinBuild/properties/isolation/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
const len6 = data17.length;
for(let i9=0; i9<len6; i9++){
let data18 = data17[i9];
if(!(((((((((data18 === "network") || (data18 === "mount")) || (data18 === "pid")) || (data18 === "uts")) || (data18 === "ipc")) || (data18 === "user")) || (data18 === "memory")) || (data18 === "pids")) || (data18 === "disk"))){
const err45 = {instancePath:instancePath+"/twinBuild/isolation/" + i9,schemaPath:"#/properties/twinBuild/properties/isolation/items/enum",keyword:"enum",params:{allowedValues: schema38.properties.twinBuild.properties.isolation.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
let i10 = data17.length;
let j3;
if(i10 > 1){
outer1:
for(;i10--;){
for(j3 = i10; j3--;){
if(func0(data17[i10], data17[j3])){
const err46 = {instancePath:instancePath+"/twinBuild/isolation",schemaPath:"#/properties/twinBuild/properties/isolation/uniqueItems",keyword:"uniqueItems",params:{i: i10, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i10+" are identical)"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err47 = {instancePath:instancePath+"/twinBuild/isolation",schemaPath:"#/properties/twinBuild/properties/isolation/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data11.cold !== undefined){
if(true !== data11.cold){
const err48 = {instancePath:instancePath+"/twinBuild/cold",schemaPath:"#/properties/twinBuild/properties/cold/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data11.toolchainAuthenticated !== undefined){
if(true !== data11.toolchainAuthenticated){
const err49 = {instancePath:instancePath+"/twinBuild/toolchainAuthenticated",schemaPath:"#/properties/twinBuild/properties/toolchainAuthenticated/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data11.modulesAuthenticated !== undefined){
if(true !== data11.modulesAuthenticated){
const err50 = {instancePath:instancePath+"/twinBuild/modulesAuthenticated",schemaPath:"#/properties/twinBuild/properties/modulesAuthenticated/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data11.maxAge !== undefined){
let data22 = data11.maxAge;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err51 = {instancePath:instancePath+"/twinBuild/maxAge",schemaPath:"#/properties/twinBuild/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 3162240000 || isNaN(data22)){
const err52 = {instancePath:instancePath+"/twinBuild/maxAge",schemaPath:"#/properties/twinBuild/properties/maxAge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3162240000},message:"must be <= 3162240000"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data22 < 1 || isNaN(data22)){
const err53 = {instancePath:instancePath+"/twinBuild/maxAge",schemaPath:"#/properties/twinBuild/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data11.rebuilders !== undefined){
let data23 = data11.rebuilders;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.of === undefined){
const err54 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/required",keyword:"required",params:{missingProperty: "of"},message:"must have required property '"+"of"+"'"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data23.atLeast === undefined){
const err55 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/required",keyword:"required",params:{missingProperty: "atLeast"},message:"must have required property '"+"atLeast"+"'"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
for(const key4 in data23){
if(!((key4 === "of") || (key4 === "atLeast"))){
const err56 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data23.of !== undefined){
let data24 = data23.of;
if(Array.isArray(data24)){
if(data24.length > 64){
const err57 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data24.length < 1){
const err58 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len7 = data24.length;
for(let i11=0; i11<len7; i11++){
let data25 = data24[i11];
if(typeof data25 === "string"){
if(func1(data25) < 1){
const err59 = {instancePath:instancePath+"/twinBuild/rebuilders/of/" + i11,schemaPath:"#/$defs/signerNames/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err60 = {instancePath:instancePath+"/twinBuild/rebuilders/of/" + i11,schemaPath:"#/$defs/signerNames/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
let i12 = data24.length;
let j4;
if(i12 > 1){
const indices2 = {};
for(;i12--;){
let item2 = data24[i12];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j4 = indices2[item2];
const err61 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i12+" are identical)"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
break;
}
indices2[item2] = i12;
}
}
}
else {
const err62 = {instancePath:instancePath+"/twinBuild/rebuilders/of",schemaPath:"#/$defs/signerNames/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data23.atLeast !== undefined){
let data26 = data23.atLeast;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err63 = {instancePath:instancePath+"/twinBuild/rebuilders/atLeast",schemaPath:"#/properties/twinBuild/properties/rebuilders/properties/atLeast/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 64 || isNaN(data26)){
const err64 = {instancePath:instancePath+"/twinBuild/rebuilders/atLeast",schemaPath:"#/properties/twinBuild/properties/rebuilders/properties/atLeast/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data26 < 1 || isNaN(data26)){
const err65 = {instancePath:instancePath+"/twinBuild/rebuilders/atLeast",schemaPath:"#/properties/twinBuild/properties/rebuilders/properties/atLeast/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
}
else {
const err66 = {instancePath:instancePath+"/twinBuild/rebuilders",schemaPath:"#/properties/twinBuild/properties/rebuilders/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/twinBuild",schemaPath:"#/properties/twinBuild/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.image !== undefined){
let data27 = data.image;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key5 in data27){
if(!((((key5 === "nonRoot") || (key5 === "staticBinary")) || (key5 === "goReproducibleFlags")) || (key5 === "labels"))){
const err68 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data27.nonRoot !== undefined){
if(true !== data27.nonRoot){
const err69 = {instancePath:instancePath+"/image/nonRoot",schemaPath:"#/properties/image/properties/nonRoot/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data27.staticBinary !== undefined){
if(true !== data27.staticBinary){
const err70 = {instancePath:instancePath+"/image/staticBinary",schemaPath:"#/properties/image/properties/staticBinary/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data27.goReproducibleFlags !== undefined){
if(true !== data27.goReproducibleFlags){
const err71 = {instancePath:instancePath+"/image/goReproducibleFlags",schemaPath:"#/properties/image/properties/goReproducibleFlags/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data27.labels !== undefined){
let data31 = data27.labels;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(Object.keys(data31).length > 64){
const err72 = {instancePath:instancePath+"/image/labels",schemaPath:"#/properties/image/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key6 in data31){
if(typeof data31[key6] !== "string"){
const err73 = {instancePath:instancePath+"/image/labels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/image/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err74 = {instancePath:instancePath+"/image/labels",schemaPath:"#/properties/image/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err75 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err76 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
if(data.require === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "require"},message:"must have required property '"+"require"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "description")) || (key0 === "images")) || (key0 === "trust")) || (key0 === "require"))){
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
if("Policy" !== data.kind){
const err5 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Policy"},message:"must be equal to constant"};
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
if(data.images !== undefined){
let data3 = data.images;
if(Array.isArray(data3)){
if(data3.length > 256){
const err8 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data3.length < 1){
const err9 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(func1(data4) > 256){
const err10 = {instancePath:instancePath+"/images/" + i0,schemaPath:"#/properties/images/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern4.test(data4)){
const err11 = {instancePath:instancePath+"/images/" + i0,schemaPath:"#/properties/images/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:/[A-Za-z0-9._*-]+)*$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/images/" + i0,schemaPath:"#/properties/images/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.trust !== undefined){
let data5 = data.trust;
if(Array.isArray(data5)){
if(data5.length > 64){
const err14 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
if(!(validate21(data5[i1], {instancePath:instancePath+"/trust/" + i1,parentData:data5,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.require !== undefined){
if(!(validate23(data.require, {instancePath:instancePath+"/require",parentData:data,parentDataProperty:"require",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
