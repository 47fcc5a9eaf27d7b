// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/side-build.schema.json","title":"Twinseal side build","description":"One side of a twin build, built by a run of its own, perhaps on a machine of its own: what was built, by what, under which conditions, and the digests of what came out. Canonical JSON (RFC 8785). It proves nothing by itself: it is compared with the document of the other side.","type":"object","additionalProperties":false,"required":["apiVersion","side","invocationId","startedOn","finishedOn","source","plan","toolchain","modules","observed","notVaried","isolation","host","cold","flags","profiles","binaries","assembly"],"properties":{"apiVersion":{"const":"twinseal.dev/side-build/v1"},"side":{"enum":["a","b"]},"invocationId":{"$ref":"twin-proof.schema.json#/$defs/text"},"startedOn":{"$ref":"twin-proof.schema.json#/$defs/time"},"finishedOn":{"$ref":"twin-proof.schema.json#/$defs/time"},"source":{"$ref":"twin-proof.schema.json#/properties/source"},"plan":{"$ref":"#/$defs/plan"},"toolchain":{"$ref":"#/$defs/toolchain"},"modules":{"$ref":"twin-proof.schema.json#/properties/modules"},"observed":{"description":"Each condition as a program inside the side saw it.","type":"object","maxProperties":64,"propertyNames":{"pattern":"^[a-z][a-z-]{0,40}$"},"additionalProperties":{"type":"string","maxLength":65536}},"notVaried":{"description":"Conditions that were asked to stay equal.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["name","why"],"properties":{"name":{"type":"string","pattern":"^[a-z][a-z-]{0,40}$"},"why":{"$ref":"twin-proof.schema.json#/$defs/text"}}}},"isolation":{"$ref":"twin-proof.schema.json#/$defs/side/properties/isolation"},"host":{"$ref":"twin-proof.schema.json#/$defs/host"},"cold":{"description":"Whether its cache was empty at the start.","type":"boolean"},"flags":{"$ref":"twin-proof.schema.json#/properties/flags"},"profiles":{"description":"Profiles that steered the compiler.","type":"array","maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["package","path","digest"],"properties":{"package":{"$ref":"twin-proof.schema.json#/$defs/text"},"path":{"$ref":"twin-proof.schema.json#/$defs/text"},"digest":{"$ref":"twin-proof.schema.json#/$defs/sha256"}}}},"binaries":{"type":"array","minItems":1,"maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["platform","name","importPath","digest","size"],"properties":{"platform":{"$ref":"twin-proof.schema.json#/$defs/platform"},"name":{"$ref":"twin-proof.schema.json#/$defs/text"},"importPath":{"$ref":"twin-proof.schema.json#/$defs/text"},"digest":{"$ref":"twin-proof.schema.json#/$defs/sha256"},"size":{"description":"Bytes.","type":"integer","minimum":0,"maximum":4294967296},"debug":{"type":"object","additionalProperties":false,"required":["digest","size","buildId","name","wholeSize"],"properties":{"digest":{"$ref":"twin-proof.schema.json#/$defs/sha256"},"size":{"description":"Bytes.","type":"integer","minimum":0,"maximum":4294967296},"buildId":{"type":"string","pattern":"^(?:[0-9a-f]{2}){2,64}$"},"name":{"$ref":"twin-proof.schema.json#/$defs/text"},"wholeSize":{"description":"Bytes.","type":"integer","minimum":0,"maximum":4294967296}}}}}},"assembly":{"$ref":"twin-proof.schema.json#/properties/assembly"}},"$defs":{"plan":{"type":"object","additionalProperties":false,"required":["mains","targets","build"],"properties":{"mains":{"type":"array","minItems":1,"maxItems":256,"items":{"type":"object","additionalProperties":false,"required":["importPath","package","name"],"properties":{"importPath":{"$ref":"twin-proof.schema.json#/$defs/text"},"package":{"$ref":"twin-proof.schema.json#/$defs/text"},"name":{"description":"Of the program.","type":"string","pattern":"^[^/\\u0000-\\u001f\\u007f]{1,255}$"}}}},"targets":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["platform","goos","goarch","levels"],"properties":{"platform":{"$ref":"twin-proof.schema.json#/$defs/platform"},"goos":{"type":"string","pattern":"^[a-z0-9]{1,20}$"},"goarch":{"type":"string","pattern":"^[a-z0-9]{1,20}$"},"levels":{"type":"object","maxProperties":8,"propertyNames":{"pattern":"^GO[A-Z0-9]{2,20}$"},"additionalProperties":{"type":"string","maxLength":80}}}}},"build":{"type":"object","additionalProperties":false,"required":["tags","ldflags","gcflags","levels","prepare","cache","keep","vary","strip","debug","experiments","pgo","timeout"],"properties":{"tags":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"ldflags":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"gcflags":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"levels":{"type":"object","maxProperties":16,"additionalProperties":{"type":"string","maxLength":80}},"prepare":{"type":"array","maxItems":64,"items":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}}},"cache":{"enum":["fresh","off"]},"keep":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"vary":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"strip":{"type":"boolean"},"debug":{"enum":["keep","split"]},"experiments":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"pgo":{"$ref":"twin-proof.schema.json#/$defs/text"},"timeout":{"type":"integer","minimum":1,"maximum":999999}}}},"description":"What both sides must have been asked for."},"toolchain":{"type":"object","additionalProperties":false,"required":["version","host","digests","authenticity"],"properties":{"version":{"$ref":"twin-proof.schema.json#/$defs/text"},"host":{"$ref":"twin-proof.schema.json#/$defs/platform"},"digests":{"$ref":"twin-proof.schema.json#/properties/toolchain/properties/digests"},"authenticity":{"$ref":"twin-proof.schema.json#/properties/toolchain/properties/authenticity"}}}}};
const schema33 = {"type":"string","minLength":1,"maxLength":4096};
const schema57 = {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"};
const schema115 = {"description":"Flags as each side evaluated them for itself, equal on both.","type":"object","maxProperties":64,"additionalProperties":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}}};
const schema34 = {"type":"string","pattern":"^sha256:[0-9a-f]{64}$"};
const schema65 = {"description":"os/architecture or os/architecture/variant.","type":"string","pattern":"^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"};
const schema125 = {"description":"How binaries became layers.","type":"object","additionalProperties":false,"required":["profile","compressor"],"properties":{"profile":{"type":"integer","minimum":1,"maximum":1000000},"compressor":{"type":"string","pattern":"^[a-z0-9][a-z0-9.-]{0,80}$"}}};
const func1 = Object.prototype.hasOwnProperty;
const func3 = ucs2length;
const pattern12 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$", "u");
const pattern11 = new RegExp("^[a-z][a-z-]{0,40}$", "u");
const pattern4 = new RegExp("^sha256:[0-9a-f]{64}$", "u");
const pattern14 = new RegExp("^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$", "u");
const pattern19 = new RegExp("^(?:[0-9a-f]{2}){2,64}$", "u");
const pattern20 = new RegExp("^[a-z0-9][a-z0-9.-]{0,80}$", "u");
const schema78 = {"description":"Exactly what was built.","type":"object","additionalProperties":false,"required":["module","treeDigest","goModDigest"],"properties":{"module":{"description":"Path of the main module.","$ref":"#/$defs/text"},"treeDigest":{"description":"SHA-256 of the lines '<sha256 hex>  <path>\\n' of all files, sorted by path bytes.","$ref":"#/$defs/sha256"},"vendorDigest":{"description":"The same over vendor/ alone.","$ref":"#/$defs/sha256"},"goModDigest":{"$ref":"#/$defs/sha256"},"goSumDigest":{"$ref":"#/$defs/sha256"},"revision":{"description":"Commit.","type":"string","pattern":"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"},"dirty":{"description":"Whether the files differ from the commit.","type":"boolean"}}};
const pattern8 = new RegExp("^(?:[0-9a-f]{40}|[0-9a-f]{64})$", "u");

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.module === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "module"},message:"must have required property '"+"module"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.treeDigest === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "treeDigest"},message:"must have required property '"+"treeDigest"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.goModDigest === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "goModDigest"},message:"must have required property '"+"goModDigest"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "module") || (key0 === "treeDigest")) || (key0 === "vendorDigest")) || (key0 === "goModDigest")) || (key0 === "goSumDigest")) || (key0 === "revision")) || (key0 === "dirty"))){
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
if(data.module !== undefined){
let data0 = data.module;
if(typeof data0 === "string"){
if(func3(data0) > 4096){
const err4 = {instancePath:instancePath+"/module",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func3(data0) < 1){
const err5 = {instancePath:instancePath+"/module",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err6 = {instancePath:instancePath+"/module",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.treeDigest !== undefined){
let data1 = data.treeDigest;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err7 = {instancePath:instancePath+"/treeDigest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err8 = {instancePath:instancePath+"/treeDigest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.vendorDigest !== undefined){
let data2 = data.vendorDigest;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err9 = {instancePath:instancePath+"/vendorDigest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err10 = {instancePath:instancePath+"/vendorDigest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.goModDigest !== undefined){
let data3 = data.goModDigest;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err11 = {instancePath:instancePath+"/goModDigest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err12 = {instancePath:instancePath+"/goModDigest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.goSumDigest !== undefined){
let data4 = data.goSumDigest;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err13 = {instancePath:instancePath+"/goSumDigest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err14 = {instancePath:instancePath+"/goSumDigest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.revision !== undefined){
let data5 = data.revision;
if(typeof data5 === "string"){
if(!pattern8.test(data5)){
const err15 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9a-f]{40}|[0-9a-f]{64})$"},message:"must match pattern \""+"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"+"\""};
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
const err16 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.dirty !== undefined){
if(typeof data.dirty !== "boolean"){
const err17 = {instancePath:instancePath+"/dirty",schemaPath:"#/properties/dirty/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
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
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema84 = {"type":"object","additionalProperties":false,"required":["mains","targets","build"],"properties":{"mains":{"type":"array","minItems":1,"maxItems":256,"items":{"type":"object","additionalProperties":false,"required":["importPath","package","name"],"properties":{"importPath":{"$ref":"twin-proof.schema.json#/$defs/text"},"package":{"$ref":"twin-proof.schema.json#/$defs/text"},"name":{"description":"Of the program.","type":"string","pattern":"^[^/\\u0000-\\u001f\\u007f]{1,255}$"}}}},"targets":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["platform","goos","goarch","levels"],"properties":{"platform":{"$ref":"twin-proof.schema.json#/$defs/platform"},"goos":{"type":"string","pattern":"^[a-z0-9]{1,20}$"},"goarch":{"type":"string","pattern":"^[a-z0-9]{1,20}$"},"levels":{"type":"object","maxProperties":8,"propertyNames":{"pattern":"^GO[A-Z0-9]{2,20}$"},"additionalProperties":{"type":"string","maxLength":80}}}}},"build":{"type":"object","additionalProperties":false,"required":["tags","ldflags","gcflags","levels","prepare","cache","keep","vary","strip","debug","experiments","pgo","timeout"],"properties":{"tags":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"ldflags":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"gcflags":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"levels":{"type":"object","maxProperties":16,"additionalProperties":{"type":"string","maxLength":80}},"prepare":{"type":"array","maxItems":64,"items":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}}},"cache":{"enum":["fresh","off"]},"keep":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"vary":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"strip":{"type":"boolean"},"debug":{"enum":["keep","split"]},"experiments":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"pgo":{"$ref":"twin-proof.schema.json#/$defs/text"},"timeout":{"type":"integer","minimum":1,"maximum":999999}}}},"description":"What both sides must have been asked for."};
const pattern28 = new RegExp("^[^/\\u0000-\\u001f\\u007f]{1,255}$", "u");
const pattern30 = new RegExp("^[a-z0-9]{1,20}$", "u");
const pattern32 = new RegExp("^GO[A-Z0-9]{2,20}$", "u");

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate39.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.mains === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mains"},message:"must have required property '"+"mains"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.targets === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "targets"},message:"must have required property '"+"targets"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.build === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "build"},message:"must have required property '"+"build"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "mains") || (key0 === "targets")) || (key0 === "build"))){
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
if(data.mains !== undefined){
let data0 = data.mains;
if(Array.isArray(data0)){
if(data0.length > 256){
const err4 = {instancePath:instancePath+"/mains",schemaPath:"#/properties/mains/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0.length < 1){
const err5 = {instancePath:instancePath+"/mains",schemaPath:"#/properties/mains/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.importPath === undefined){
const err6 = {instancePath:instancePath+"/mains/" + i0,schemaPath:"#/properties/mains/items/required",keyword:"required",params:{missingProperty: "importPath"},message:"must have required property '"+"importPath"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.package === undefined){
const err7 = {instancePath:instancePath+"/mains/" + i0,schemaPath:"#/properties/mains/items/required",keyword:"required",params:{missingProperty: "package"},message:"must have required property '"+"package"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.name === undefined){
const err8 = {instancePath:instancePath+"/mains/" + i0,schemaPath:"#/properties/mains/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key1 in data1){
if(!(((key1 === "importPath") || (key1 === "package")) || (key1 === "name"))){
const err9 = {instancePath:instancePath+"/mains/" + i0,schemaPath:"#/properties/mains/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.importPath !== undefined){
let data2 = data1.importPath;
if(typeof data2 === "string"){
if(func3(data2) > 4096){
const err10 = {instancePath:instancePath+"/mains/" + i0+"/importPath",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func3(data2) < 1){
const err11 = {instancePath:instancePath+"/mains/" + i0+"/importPath",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err12 = {instancePath:instancePath+"/mains/" + i0+"/importPath",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.package !== undefined){
let data3 = data1.package;
if(typeof data3 === "string"){
if(func3(data3) > 4096){
const err13 = {instancePath:instancePath+"/mains/" + i0+"/package",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func3(data3) < 1){
const err14 = {instancePath:instancePath+"/mains/" + i0+"/package",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/mains/" + i0+"/package",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.name !== undefined){
let data4 = data1.name;
if(typeof data4 === "string"){
if(!pattern28.test(data4)){
const err16 = {instancePath:instancePath+"/mains/" + i0+"/name",schemaPath:"#/properties/mains/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[^/\\u0000-\\u001f\\u007f]{1,255}$"},message:"must match pattern \""+"^[^/\\u0000-\\u001f\\u007f]{1,255}$"+"\""};
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
const err17 = {instancePath:instancePath+"/mains/" + i0+"/name",schemaPath:"#/properties/mains/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err18 = {instancePath:instancePath+"/mains/" + i0,schemaPath:"#/properties/mains/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/mains",schemaPath:"#/properties/mains/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.targets !== undefined){
let data5 = data.targets;
if(Array.isArray(data5)){
if(data5.length > 64){
const err20 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data5.length < 1){
const err21 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.platform === undefined){
const err22 = {instancePath:instancePath+"/targets/" + i1,schemaPath:"#/properties/targets/items/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data6.goos === undefined){
const err23 = {instancePath:instancePath+"/targets/" + i1,schemaPath:"#/properties/targets/items/required",keyword:"required",params:{missingProperty: "goos"},message:"must have required property '"+"goos"+"'"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data6.goarch === undefined){
const err24 = {instancePath:instancePath+"/targets/" + i1,schemaPath:"#/properties/targets/items/required",keyword:"required",params:{missingProperty: "goarch"},message:"must have required property '"+"goarch"+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data6.levels === undefined){
const err25 = {instancePath:instancePath+"/targets/" + i1,schemaPath:"#/properties/targets/items/required",keyword:"required",params:{missingProperty: "levels"},message:"must have required property '"+"levels"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key2 in data6){
if(!((((key2 === "platform") || (key2 === "goos")) || (key2 === "goarch")) || (key2 === "levels"))){
const err26 = {instancePath:instancePath+"/targets/" + i1,schemaPath:"#/properties/targets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data6.platform !== undefined){
let data7 = data6.platform;
if(typeof data7 === "string"){
if(!pattern14.test(data7)){
const err27 = {instancePath:instancePath+"/targets/" + i1+"/platform",schemaPath:"twin-proof.schema.json#/$defs/platform/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"},message:"must match pattern \""+"^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"+"\""};
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
const err28 = {instancePath:instancePath+"/targets/" + i1+"/platform",schemaPath:"twin-proof.schema.json#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.goos !== undefined){
let data8 = data6.goos;
if(typeof data8 === "string"){
if(!pattern30.test(data8)){
const err29 = {instancePath:instancePath+"/targets/" + i1+"/goos",schemaPath:"#/properties/targets/items/properties/goos/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]{1,20}$"},message:"must match pattern \""+"^[a-z0-9]{1,20}$"+"\""};
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
const err30 = {instancePath:instancePath+"/targets/" + i1+"/goos",schemaPath:"#/properties/targets/items/properties/goos/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data6.goarch !== undefined){
let data9 = data6.goarch;
if(typeof data9 === "string"){
if(!pattern30.test(data9)){
const err31 = {instancePath:instancePath+"/targets/" + i1+"/goarch",schemaPath:"#/properties/targets/items/properties/goarch/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]{1,20}$"},message:"must match pattern \""+"^[a-z0-9]{1,20}$"+"\""};
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
const err32 = {instancePath:instancePath+"/targets/" + i1+"/goarch",schemaPath:"#/properties/targets/items/properties/goarch/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data6.levels !== undefined){
let data10 = data6.levels;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 8){
const err33 = {instancePath:instancePath+"/targets/" + i1+"/levels",schemaPath:"#/properties/targets/items/properties/levels/maxProperties",keyword:"maxProperties",params:{limit: 8},message:"must NOT have more than 8 properties"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key3 in data10){
const _errs29 = errors;
if(typeof key3 === "string"){
if(!pattern32.test(key3)){
const err34 = {instancePath:instancePath+"/targets/" + i1+"/levels",schemaPath:"#/properties/targets/items/properties/levels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^GO[A-Z0-9]{2,20}$"},message:"must match pattern \""+"^GO[A-Z0-9]{2,20}$"+"\"",propertyName:key3};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
var valid10 = _errs29 === errors;
if(!valid10){
const err35 = {instancePath:instancePath+"/targets/" + i1+"/levels",schemaPath:"#/properties/targets/items/properties/levels/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
for(const key4 in data10){
let data11 = data10[key4];
if(typeof data11 === "string"){
if(func3(data11) > 80){
const err36 = {instancePath:instancePath+"/targets/" + i1+"/levels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/targets/items/properties/levels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/targets/" + i1+"/levels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/targets/items/properties/levels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err38 = {instancePath:instancePath+"/targets/" + i1+"/levels",schemaPath:"#/properties/targets/items/properties/levels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/targets/" + i1,schemaPath:"#/properties/targets/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err40 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.build !== undefined){
let data12 = data.build;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.tags === undefined){
const err41 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "tags"},message:"must have required property '"+"tags"+"'"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data12.ldflags === undefined){
const err42 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "ldflags"},message:"must have required property '"+"ldflags"+"'"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data12.gcflags === undefined){
const err43 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "gcflags"},message:"must have required property '"+"gcflags"+"'"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data12.levels === undefined){
const err44 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "levels"},message:"must have required property '"+"levels"+"'"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data12.prepare === undefined){
const err45 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "prepare"},message:"must have required property '"+"prepare"+"'"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data12.cache === undefined){
const err46 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "cache"},message:"must have required property '"+"cache"+"'"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data12.keep === undefined){
const err47 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "keep"},message:"must have required property '"+"keep"+"'"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data12.vary === undefined){
const err48 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "vary"},message:"must have required property '"+"vary"+"'"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data12.strip === undefined){
const err49 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "strip"},message:"must have required property '"+"strip"+"'"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data12.debug === undefined){
const err50 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "debug"},message:"must have required property '"+"debug"+"'"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data12.experiments === undefined){
const err51 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "experiments"},message:"must have required property '"+"experiments"+"'"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data12.pgo === undefined){
const err52 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "pgo"},message:"must have required property '"+"pgo"+"'"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data12.timeout === undefined){
const err53 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/required",keyword:"required",params:{missingProperty: "timeout"},message:"must have required property '"+"timeout"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key5 in data12){
if(!(func1.call(schema84.properties.build.properties, key5))){
const err54 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data12.tags !== undefined){
let data13 = data12.tags;
if(Array.isArray(data13)){
if(data13.length > 1024){
const err55 = {instancePath:instancePath+"/build/tags",schemaPath:"#/properties/build/properties/tags/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(typeof data14 === "string"){
if(func3(data14) > 65536){
const err56 = {instancePath:instancePath+"/build/tags/" + i2,schemaPath:"#/properties/build/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/build/tags/" + i2,schemaPath:"#/properties/build/properties/tags/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/build/tags",schemaPath:"#/properties/build/properties/tags/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data12.ldflags !== undefined){
let data15 = data12.ldflags;
if(Array.isArray(data15)){
if(data15.length > 1024){
const err59 = {instancePath:instancePath+"/build/ldflags",schemaPath:"#/properties/build/properties/ldflags/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
const len3 = data15.length;
for(let i3=0; i3<len3; i3++){
let data16 = data15[i3];
if(typeof data16 === "string"){
if(func3(data16) > 65536){
const err60 = {instancePath:instancePath+"/build/ldflags/" + i3,schemaPath:"#/properties/build/properties/ldflags/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err61 = {instancePath:instancePath+"/build/ldflags/" + i3,schemaPath:"#/properties/build/properties/ldflags/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err62 = {instancePath:instancePath+"/build/ldflags",schemaPath:"#/properties/build/properties/ldflags/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data12.gcflags !== undefined){
let data17 = data12.gcflags;
if(Array.isArray(data17)){
if(data17.length > 1024){
const err63 = {instancePath:instancePath+"/build/gcflags",schemaPath:"#/properties/build/properties/gcflags/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
const len4 = data17.length;
for(let i4=0; i4<len4; i4++){
let data18 = data17[i4];
if(typeof data18 === "string"){
if(func3(data18) > 65536){
const err64 = {instancePath:instancePath+"/build/gcflags/" + i4,schemaPath:"#/properties/build/properties/gcflags/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err65 = {instancePath:instancePath+"/build/gcflags/" + i4,schemaPath:"#/properties/build/properties/gcflags/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err66 = {instancePath:instancePath+"/build/gcflags",schemaPath:"#/properties/build/properties/gcflags/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data12.levels !== undefined){
let data19 = data12.levels;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(Object.keys(data19).length > 16){
const err67 = {instancePath:instancePath+"/build/levels",schemaPath:"#/properties/build/properties/levels/maxProperties",keyword:"maxProperties",params:{limit: 16},message:"must NOT have more than 16 properties"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
for(const key6 in data19){
let data20 = data19[key6];
if(typeof data20 === "string"){
if(func3(data20) > 80){
const err68 = {instancePath:instancePath+"/build/levels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/build/properties/levels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"};
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
const err69 = {instancePath:instancePath+"/build/levels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/build/properties/levels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/build/levels",schemaPath:"#/properties/build/properties/levels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data12.prepare !== undefined){
let data21 = data12.prepare;
if(Array.isArray(data21)){
if(data21.length > 64){
const err71 = {instancePath:instancePath+"/build/prepare",schemaPath:"#/properties/build/properties/prepare/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
const len5 = data21.length;
for(let i5=0; i5<len5; i5++){
let data22 = data21[i5];
if(Array.isArray(data22)){
if(data22.length > 1024){
const err72 = {instancePath:instancePath+"/build/prepare/" + i5,schemaPath:"#/properties/build/properties/prepare/items/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
const len6 = data22.length;
for(let i6=0; i6<len6; i6++){
let data23 = data22[i6];
if(typeof data23 === "string"){
if(func3(data23) > 65536){
const err73 = {instancePath:instancePath+"/build/prepare/" + i5+"/" + i6,schemaPath:"#/properties/build/properties/prepare/items/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/build/prepare/" + i5+"/" + i6,schemaPath:"#/properties/build/properties/prepare/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err75 = {instancePath:instancePath+"/build/prepare/" + i5,schemaPath:"#/properties/build/properties/prepare/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err76 = {instancePath:instancePath+"/build/prepare",schemaPath:"#/properties/build/properties/prepare/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data12.cache !== undefined){
let data24 = data12.cache;
if(!((data24 === "fresh") || (data24 === "off"))){
const err77 = {instancePath:instancePath+"/build/cache",schemaPath:"#/properties/build/properties/cache/enum",keyword:"enum",params:{allowedValues: schema84.properties.build.properties.cache.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data12.keep !== undefined){
let data25 = data12.keep;
if(Array.isArray(data25)){
if(data25.length > 1024){
const err78 = {instancePath:instancePath+"/build/keep",schemaPath:"#/properties/build/properties/keep/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
const len7 = data25.length;
for(let i7=0; i7<len7; i7++){
let data26 = data25[i7];
if(typeof data26 === "string"){
if(func3(data26) > 65536){
const err79 = {instancePath:instancePath+"/build/keep/" + i7,schemaPath:"#/properties/build/properties/keep/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/build/keep/" + i7,schemaPath:"#/properties/build/properties/keep/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err81 = {instancePath:instancePath+"/build/keep",schemaPath:"#/properties/build/properties/keep/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data12.vary !== undefined){
let data27 = data12.vary;
if(Array.isArray(data27)){
if(data27.length > 1024){
const err82 = {instancePath:instancePath+"/build/vary",schemaPath:"#/properties/build/properties/vary/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
const len8 = data27.length;
for(let i8=0; i8<len8; i8++){
let data28 = data27[i8];
if(typeof data28 === "string"){
if(func3(data28) > 65536){
const err83 = {instancePath:instancePath+"/build/vary/" + i8,schemaPath:"#/properties/build/properties/vary/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err84 = {instancePath:instancePath+"/build/vary/" + i8,schemaPath:"#/properties/build/properties/vary/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err85 = {instancePath:instancePath+"/build/vary",schemaPath:"#/properties/build/properties/vary/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data12.strip !== undefined){
if(typeof data12.strip !== "boolean"){
const err86 = {instancePath:instancePath+"/build/strip",schemaPath:"#/properties/build/properties/strip/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data12.debug !== undefined){
let data30 = data12.debug;
if(!((data30 === "keep") || (data30 === "split"))){
const err87 = {instancePath:instancePath+"/build/debug",schemaPath:"#/properties/build/properties/debug/enum",keyword:"enum",params:{allowedValues: schema84.properties.build.properties.debug.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data12.experiments !== undefined){
let data31 = data12.experiments;
if(Array.isArray(data31)){
if(data31.length > 1024){
const err88 = {instancePath:instancePath+"/build/experiments",schemaPath:"#/properties/build/properties/experiments/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
const len9 = data31.length;
for(let i9=0; i9<len9; i9++){
let data32 = data31[i9];
if(typeof data32 === "string"){
if(func3(data32) > 65536){
const err89 = {instancePath:instancePath+"/build/experiments/" + i9,schemaPath:"#/properties/build/properties/experiments/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err90 = {instancePath:instancePath+"/build/experiments/" + i9,schemaPath:"#/properties/build/properties/experiments/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err91 = {instancePath:instancePath+"/build/experiments",schemaPath:"#/properties/build/properties/experiments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data12.pgo !== undefined){
let data33 = data12.pgo;
if(typeof data33 === "string"){
if(func3(data33) > 4096){
const err92 = {instancePath:instancePath+"/build/pgo",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(func3(data33) < 1){
const err93 = {instancePath:instancePath+"/build/pgo",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err94 = {instancePath:instancePath+"/build/pgo",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data12.timeout !== undefined){
let data34 = data12.timeout;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err95 = {instancePath:instancePath+"/build/timeout",schemaPath:"#/properties/build/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 999999 || isNaN(data34)){
const err96 = {instancePath:instancePath+"/build/timeout",schemaPath:"#/properties/build/properties/timeout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 999999},message:"must be <= 999999"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data34 < 1 || isNaN(data34)){
const err97 = {instancePath:instancePath+"/build/timeout",schemaPath:"#/properties/build/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
}
else {
const err98 = {instancePath:instancePath+"/build",schemaPath:"#/properties/build/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err99 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
validate39.errors = vErrors;
return errors === 0;
}
validate39.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema89 = {"type":"object","additionalProperties":false,"required":["version","host","digests","authenticity"],"properties":{"version":{"$ref":"twin-proof.schema.json#/$defs/text"},"host":{"$ref":"twin-proof.schema.json#/$defs/platform"},"digests":{"$ref":"twin-proof.schema.json#/properties/toolchain/properties/digests"},"authenticity":{"$ref":"twin-proof.schema.json#/properties/toolchain/properties/authenticity"}}};
const schema92 = {"description":"SHA-256 (hex) of the programs of the toolchain, by name.","type":"object","maxProperties":64,"additionalProperties":{"type":"string","pattern":"^[0-9a-f]{64}$"}};
const pattern9 = new RegExp("^[0-9a-f]{64}$", "u");
const schema93 = {"description":"What comparing the files of the toolchain gave, of the side whose toolchain is the less authentic.","type":"object","additionalProperties":false,"required":["outcome"],"properties":{"outcome":{"$ref":"#/$defs/authentication"},"module":{"description":"The module that it was compared with, such as golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64.","$ref":"#/$defs/text"},"h1":{"type":"string","pattern":"^h1:[A-Za-z0-9+/]{43}=$"},"head":{"$ref":"#/$defs/sumdbHead"},"why":{"$ref":"#/$defs/text"},"differences":{"$ref":"#/$defs/differences"}}};
const schema40 = {"description":"authenticated: compared with what Go's checksum database knows, and equal. unauthenticated: not compared. contradicted: compared, and different.","enum":["authenticated","unauthenticated","contradicted"]};
const pattern10 = new RegExp("^h1:[A-Za-z0-9+/]{43}=$", "u");
const schema42 = {"description":"The signed head of the checksum database that the answers rest on.","type":"object","additionalProperties":false,"required":["name","size","root"],"properties":{"name":{"$ref":"#/$defs/text"},"size":{"description":"Records in its tree.","type":"integer","minimum":0,"maximum":9007199254740991},"root":{"description":"Root hash, base64.","$ref":"#/$defs/text"}}};

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
if(data.size === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.root === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "root"},message:"must have required property '"+"root"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "size")) || (key0 === "root"))){
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
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func3(data0) > 4096){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func3(data0) < 1){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.size !== undefined){
let data1 = data.size;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err7 = {instancePath:instancePath+"/size",schemaPath:"#/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
const err8 = {instancePath:instancePath+"/size",schemaPath:"#/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1 < 0 || isNaN(data1)){
const err9 = {instancePath:instancePath+"/size",schemaPath:"#/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data.root !== undefined){
let data2 = data.root;
if(typeof data2 === "string"){
if(func3(data2) > 4096){
const err10 = {instancePath:instancePath+"/root",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func3(data2) < 1){
const err11 = {instancePath:instancePath+"/root",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err12 = {instancePath:instancePath+"/root",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema46 = {"description":"Files that differ, such as: changed bin/go. The first ones only.","type":"array","maxItems":64,"items":{"$ref":"#/$defs/text"}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 64){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(func3(data0) > 4096){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func3(data0) < 1){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.outcome === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "outcome") || (key0 === "module")) || (key0 === "h1")) || (key0 === "head")) || (key0 === "why")) || (key0 === "differences"))){
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
if(data.outcome !== undefined){
let data0 = data.outcome;
if(!(((data0 === "authenticated") || (data0 === "unauthenticated")) || (data0 === "contradicted"))){
const err2 = {instancePath:instancePath+"/outcome",schemaPath:"#/$defs/authentication/enum",keyword:"enum",params:{allowedValues: schema40.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.module !== undefined){
let data1 = data.module;
if(typeof data1 === "string"){
if(func3(data1) > 4096){
const err3 = {instancePath:instancePath+"/module",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(func3(data1) < 1){
const err4 = {instancePath:instancePath+"/module",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err5 = {instancePath:instancePath+"/module",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.h1 !== undefined){
let data2 = data.h1;
if(typeof data2 === "string"){
if(!pattern10.test(data2)){
const err6 = {instancePath:instancePath+"/h1",schemaPath:"#/properties/h1/pattern",keyword:"pattern",params:{pattern: "^h1:[A-Za-z0-9+/]{43}=$"},message:"must match pattern \""+"^h1:[A-Za-z0-9+/]{43}=$"+"\""};
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
const err7 = {instancePath:instancePath+"/h1",schemaPath:"#/properties/h1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.head !== undefined){
if(!(validate22(data.head, {instancePath:instancePath+"/head",parentData:data,parentDataProperty:"head",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.why !== undefined){
let data4 = data.why;
if(typeof data4 === "string"){
if(func3(data4) > 4096){
const err8 = {instancePath:instancePath+"/why",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func3(data4) < 1){
const err9 = {instancePath:instancePath+"/why",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err10 = {instancePath:instancePath+"/why",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.differences !== undefined){
if(!(validate24(data.differences, {instancePath:instancePath+"/differences",parentData:data,parentDataProperty:"differences",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
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
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate41.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.host === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.digests === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "digests"},message:"must have required property '"+"digests"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.authenticity === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "authenticity"},message:"must have required property '"+"authenticity"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "version") || (key0 === "host")) || (key0 === "digests")) || (key0 === "authenticity"))){
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
if(data.version !== undefined){
let data0 = data.version;
if(typeof data0 === "string"){
if(func3(data0) > 4096){
const err5 = {instancePath:instancePath+"/version",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(func3(data0) < 1){
const err6 = {instancePath:instancePath+"/version",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err7 = {instancePath:instancePath+"/version",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.host !== undefined){
let data1 = data.host;
if(typeof data1 === "string"){
if(!pattern14.test(data1)){
const err8 = {instancePath:instancePath+"/host",schemaPath:"twin-proof.schema.json#/$defs/platform/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"},message:"must match pattern \""+"^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"+"\""};
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
const err9 = {instancePath:instancePath+"/host",schemaPath:"twin-proof.schema.json#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.digests !== undefined){
let data2 = data.digests;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length > 64){
const err10 = {instancePath:instancePath+"/digests",schemaPath:"twin-proof.schema.json#/properties/toolchain/properties/digests/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key1 in data2){
let data3 = data2[key1];
if(typeof data3 === "string"){
if(!pattern9.test(data3)){
const err11 = {instancePath:instancePath+"/digests/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"twin-proof.schema.json#/properties/toolchain/properties/digests/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""};
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
const err12 = {instancePath:instancePath+"/digests/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"twin-proof.schema.json#/properties/toolchain/properties/digests/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err13 = {instancePath:instancePath+"/digests",schemaPath:"twin-proof.schema.json#/properties/toolchain/properties/digests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.authenticity !== undefined){
if(!(validate42(data.authenticity, {instancePath:instancePath+"/authenticity",parentData:data,parentDataProperty:"authenticity",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}
validate41.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema97 = {"description":"What comparing the modules of the source with Go's checksum database, and vendor/ with their zips, gave. The whole is what its worst module is.","type":"object","additionalProperties":false,"required":["outcome","authenticated","others"],"properties":{"outcome":{"$ref":"#/$defs/authentication"},"head":{"$ref":"#/$defs/sumdbHead"},"authenticated":{"description":"Modules that are authenticated.","type":"integer","minimum":0,"maximum":9007199254740991},"others":{"description":"Those that are not; the first ones only.","type":"array","maxItems":100,"items":{"type":"object","additionalProperties":false,"required":["path","version","outcome"],"properties":{"path":{"$ref":"#/$defs/text"},"version":{"$ref":"#/$defs/text"},"outcome":{"$ref":"#/$defs/authentication"},"why":{"$ref":"#/$defs/text"},"differences":{"$ref":"#/$defs/differences"}}}},"unlisted":{"description":"Modules that are not authenticated beyond those.","type":"integer","minimum":1,"maximum":9007199254740991},"stray":{"$ref":"#/$defs/differences"},"why":{"description":"What kept all of it from being compared.","$ref":"#/$defs/text"}}};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate47.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.outcome === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.authenticated === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "authenticated"},message:"must have required property '"+"authenticated"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.others === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "others"},message:"must have required property '"+"others"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "outcome") || (key0 === "head")) || (key0 === "authenticated")) || (key0 === "others")) || (key0 === "unlisted")) || (key0 === "stray")) || (key0 === "why"))){
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
if(data.outcome !== undefined){
let data0 = data.outcome;
if(!(((data0 === "authenticated") || (data0 === "unauthenticated")) || (data0 === "contradicted"))){
const err4 = {instancePath:instancePath+"/outcome",schemaPath:"#/$defs/authentication/enum",keyword:"enum",params:{allowedValues: schema40.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.head !== undefined){
if(!(validate22(data.head, {instancePath:instancePath+"/head",parentData:data,parentDataProperty:"head",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.authenticated !== undefined){
let data2 = data.authenticated;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/authenticated",schemaPath:"#/properties/authenticated/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/authenticated",schemaPath:"#/properties/authenticated/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/authenticated",schemaPath:"#/properties/authenticated/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.others !== undefined){
let data3 = data.others;
if(Array.isArray(data3)){
if(data3.length > 100){
const err8 = {instancePath:instancePath+"/others",schemaPath:"#/properties/others/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.path === undefined){
const err9 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data4.version === undefined){
const err10 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4.outcome === undefined){
const err11 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 in data4){
if(!(((((key1 === "path") || (key1 === "version")) || (key1 === "outcome")) || (key1 === "why")) || (key1 === "differences"))){
const err12 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data4.path !== undefined){
let data5 = data4.path;
if(typeof data5 === "string"){
if(func3(data5) > 4096){
const err13 = {instancePath:instancePath+"/others/" + i0+"/path",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func3(data5) < 1){
const err14 = {instancePath:instancePath+"/others/" + i0+"/path",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/others/" + i0+"/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.version !== undefined){
let data6 = data4.version;
if(typeof data6 === "string"){
if(func3(data6) > 4096){
const err16 = {instancePath:instancePath+"/others/" + i0+"/version",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(func3(data6) < 1){
const err17 = {instancePath:instancePath+"/others/" + i0+"/version",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/others/" + i0+"/version",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.outcome !== undefined){
let data7 = data4.outcome;
if(!(((data7 === "authenticated") || (data7 === "unauthenticated")) || (data7 === "contradicted"))){
const err19 = {instancePath:instancePath+"/others/" + i0+"/outcome",schemaPath:"#/$defs/authentication/enum",keyword:"enum",params:{allowedValues: schema40.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.why !== undefined){
let data8 = data4.why;
if(typeof data8 === "string"){
if(func3(data8) > 4096){
const err20 = {instancePath:instancePath+"/others/" + i0+"/why",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(func3(data8) < 1){
const err21 = {instancePath:instancePath+"/others/" + i0+"/why",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/others/" + i0+"/why",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.differences !== undefined){
if(!(validate24(data4.differences, {instancePath:instancePath+"/others/" + i0+"/differences",parentData:data4,parentDataProperty:"differences",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
const err23 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/others",schemaPath:"#/properties/others/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.unlisted !== undefined){
let data10 = data.unlisted;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err25 = {instancePath:instancePath+"/unlisted",schemaPath:"#/properties/unlisted/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9007199254740991 || isNaN(data10)){
const err26 = {instancePath:instancePath+"/unlisted",schemaPath:"#/properties/unlisted/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data10 < 1 || isNaN(data10)){
const err27 = {instancePath:instancePath+"/unlisted",schemaPath:"#/properties/unlisted/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.stray !== undefined){
if(!(validate24(data.stray, {instancePath:instancePath+"/stray",parentData:data,parentDataProperty:"stray",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.why !== undefined){
let data12 = data.why;
if(typeof data12 === "string"){
if(func3(data12) > 4096){
const err28 = {instancePath:instancePath+"/why",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(func3(data12) < 1){
const err29 = {instancePath:instancePath+"/why",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err30 = {instancePath:instancePath+"/why",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err31 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}
validate47.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema105 = {"type":"object","additionalProperties":false,"required":["kind","inForce","missing","networkless"],"properties":{"kind":{"enum":["namespaces","process"]},"inForce":{"type":"array","maxItems":64,"items":{"$ref":"#/$defs/text"}},"missing":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["name","why"],"properties":{"name":{"$ref":"#/$defs/text"},"why":{"$ref":"#/$defs/text"}}}},"networkless":{"description":"Whether a program inside saw no route out.","type":"boolean"},"bounds":{"description":"The bounds on what it used: bytes, or programs at once.","type":"array","maxItems":16,"items":{"type":"object","additionalProperties":false,"required":["name","most","how"],"properties":{"name":{"$ref":"#/$defs/text"},"most":{"type":"integer","minimum":0,"maximum":9007199254740991},"how":{"$ref":"#/$defs/text"}}}}}};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate52.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.inForce === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inForce"},message:"must have required property '"+"inForce"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.missing === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "missing"},message:"must have required property '"+"missing"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.networkless === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "networkless"},message:"must have required property '"+"networkless"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "kind") || (key0 === "inForce")) || (key0 === "missing")) || (key0 === "networkless")) || (key0 === "bounds"))){
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
if(data.kind !== undefined){
let data0 = data.kind;
if(!((data0 === "namespaces") || (data0 === "process"))){
const err5 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema105.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.inForce !== undefined){
let data1 = data.inForce;
if(Array.isArray(data1)){
if(data1.length > 64){
const err6 = {instancePath:instancePath+"/inForce",schemaPath:"#/properties/inForce/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func3(data2) > 4096){
const err7 = {instancePath:instancePath+"/inForce/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func3(data2) < 1){
const err8 = {instancePath:instancePath+"/inForce/" + i0,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err9 = {instancePath:instancePath+"/inForce/" + i0,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err10 = {instancePath:instancePath+"/inForce",schemaPath:"#/properties/inForce/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.missing !== undefined){
let data3 = data.missing;
if(Array.isArray(data3)){
if(data3.length > 64){
const err11 = {instancePath:instancePath+"/missing",schemaPath:"#/properties/missing/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
let data4 = data3[i1];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.name === undefined){
const err12 = {instancePath:instancePath+"/missing/" + i1,schemaPath:"#/properties/missing/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data4.why === undefined){
const err13 = {instancePath:instancePath+"/missing/" + i1,schemaPath:"#/properties/missing/items/required",keyword:"required",params:{missingProperty: "why"},message:"must have required property '"+"why"+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key1 in data4){
if(!((key1 === "name") || (key1 === "why"))){
const err14 = {instancePath:instancePath+"/missing/" + i1,schemaPath:"#/properties/missing/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.name !== undefined){
let data5 = data4.name;
if(typeof data5 === "string"){
if(func3(data5) > 4096){
const err15 = {instancePath:instancePath+"/missing/" + i1+"/name",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func3(data5) < 1){
const err16 = {instancePath:instancePath+"/missing/" + i1+"/name",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err17 = {instancePath:instancePath+"/missing/" + i1+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.why !== undefined){
let data6 = data4.why;
if(typeof data6 === "string"){
if(func3(data6) > 4096){
const err18 = {instancePath:instancePath+"/missing/" + i1+"/why",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(func3(data6) < 1){
const err19 = {instancePath:instancePath+"/missing/" + i1+"/why",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err20 = {instancePath:instancePath+"/missing/" + i1+"/why",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err21 = {instancePath:instancePath+"/missing/" + i1,schemaPath:"#/properties/missing/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err22 = {instancePath:instancePath+"/missing",schemaPath:"#/properties/missing/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.networkless !== undefined){
if(typeof data.networkless !== "boolean"){
const err23 = {instancePath:instancePath+"/networkless",schemaPath:"#/properties/networkless/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.bounds !== undefined){
let data8 = data.bounds;
if(Array.isArray(data8)){
if(data8.length > 16){
const err24 = {instancePath:instancePath+"/bounds",schemaPath:"#/properties/bounds/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.name === undefined){
const err25 = {instancePath:instancePath+"/bounds/" + i2,schemaPath:"#/properties/bounds/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data9.most === undefined){
const err26 = {instancePath:instancePath+"/bounds/" + i2,schemaPath:"#/properties/bounds/items/required",keyword:"required",params:{missingProperty: "most"},message:"must have required property '"+"most"+"'"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data9.how === undefined){
const err27 = {instancePath:instancePath+"/bounds/" + i2,schemaPath:"#/properties/bounds/items/required",keyword:"required",params:{missingProperty: "how"},message:"must have required property '"+"how"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key2 in data9){
if(!(((key2 === "name") || (key2 === "most")) || (key2 === "how"))){
const err28 = {instancePath:instancePath+"/bounds/" + i2,schemaPath:"#/properties/bounds/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data9.name !== undefined){
let data10 = data9.name;
if(typeof data10 === "string"){
if(func3(data10) > 4096){
const err29 = {instancePath:instancePath+"/bounds/" + i2+"/name",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(func3(data10) < 1){
const err30 = {instancePath:instancePath+"/bounds/" + i2+"/name",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err31 = {instancePath:instancePath+"/bounds/" + i2+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data9.most !== undefined){
let data11 = data9.most;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err32 = {instancePath:instancePath+"/bounds/" + i2+"/most",schemaPath:"#/properties/bounds/items/properties/most/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
const err33 = {instancePath:instancePath+"/bounds/" + i2+"/most",schemaPath:"#/properties/bounds/items/properties/most/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err34 = {instancePath:instancePath+"/bounds/" + i2+"/most",schemaPath:"#/properties/bounds/items/properties/most/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data9.how !== undefined){
let data12 = data9.how;
if(typeof data12 === "string"){
if(func3(data12) > 4096){
const err35 = {instancePath:instancePath+"/bounds/" + i2+"/how",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(func3(data12) < 1){
const err36 = {instancePath:instancePath+"/bounds/" + i2+"/how",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/bounds/" + i2+"/how",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err38 = {instancePath:instancePath+"/bounds/" + i2,schemaPath:"#/properties/bounds/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/bounds",schemaPath:"#/properties/bounds/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
else {
const err40 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema64 = {"description":"The machine that the side ran on, where the sides were built by two runs.","type":"object","additionalProperties":false,"required":["platform","kernel","processor","processors"],"properties":{"platform":{"$ref":"#/$defs/platform"},"kernel":{"description":"Release of its kernel.","$ref":"#/$defs/text"},"processor":{"description":"Model of its processor.","$ref":"#/$defs/text"},"processors":{"type":"integer","minimum":1,"maximum":65536}}};

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate54.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.platform === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kernel === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kernel"},message:"must have required property '"+"kernel"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.processor === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "processor"},message:"must have required property '"+"processor"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.processors === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "processors"},message:"must have required property '"+"processors"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "platform") || (key0 === "kernel")) || (key0 === "processor")) || (key0 === "processors"))){
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
if(data.platform !== undefined){
let data0 = data.platform;
if(typeof data0 === "string"){
if(!pattern14.test(data0)){
const err5 = {instancePath:instancePath+"/platform",schemaPath:"#/$defs/platform/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"},message:"must match pattern \""+"^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"+"\""};
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
const err6 = {instancePath:instancePath+"/platform",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kernel !== undefined){
let data1 = data.kernel;
if(typeof data1 === "string"){
if(func3(data1) > 4096){
const err7 = {instancePath:instancePath+"/kernel",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func3(data1) < 1){
const err8 = {instancePath:instancePath+"/kernel",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err9 = {instancePath:instancePath+"/kernel",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.processor !== undefined){
let data2 = data.processor;
if(typeof data2 === "string"){
if(func3(data2) > 4096){
const err10 = {instancePath:instancePath+"/processor",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func3(data2) < 1){
const err11 = {instancePath:instancePath+"/processor",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err12 = {instancePath:instancePath+"/processor",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.processors !== undefined){
let data3 = data.processors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err13 = {instancePath:instancePath+"/processors",schemaPath:"#/properties/processors/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 65536 || isNaN(data3)){
const err14 = {instancePath:instancePath+"/processors",schemaPath:"#/properties/processors/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65536},message:"must be <= 65536"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err15 = {instancePath:instancePath+"/processors",schemaPath:"#/properties/processors/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
validate54.errors = vErrors;
return errors === 0;
}
validate54.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/side-build.schema.json" */;
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
if(data.side === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "side"},message:"must have required property '"+"side"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.invocationId === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "invocationId"},message:"must have required property '"+"invocationId"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.startedOn === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "startedOn"},message:"must have required property '"+"startedOn"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.finishedOn === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "finishedOn"},message:"must have required property '"+"finishedOn"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.source === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.plan === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "plan"},message:"must have required property '"+"plan"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.toolchain === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "toolchain"},message:"must have required property '"+"toolchain"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.modules === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "modules"},message:"must have required property '"+"modules"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.observed === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "observed"},message:"must have required property '"+"observed"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.notVaried === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "notVaried"},message:"must have required property '"+"notVaried"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.isolation === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "isolation"},message:"must have required property '"+"isolation"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.host === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.cold === undefined){
const err13 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cold"},message:"must have required property '"+"cold"+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data.flags === undefined){
const err14 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "flags"},message:"must have required property '"+"flags"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.profiles === undefined){
const err15 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "profiles"},message:"must have required property '"+"profiles"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data.binaries === undefined){
const err16 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "binaries"},message:"must have required property '"+"binaries"+"'"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data.assembly === undefined){
const err17 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "assembly"},message:"must have required property '"+"assembly"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err18 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("twinseal.dev/side-build/v1" !== data.apiVersion){
const err19 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/side-build/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.side !== undefined){
let data1 = data.side;
if(!((data1 === "a") || (data1 === "b"))){
const err20 = {instancePath:instancePath+"/side",schemaPath:"#/properties/side/enum",keyword:"enum",params:{allowedValues: schema31.properties.side.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.invocationId !== undefined){
let data2 = data.invocationId;
if(typeof data2 === "string"){
if(func3(data2) > 4096){
const err21 = {instancePath:instancePath+"/invocationId",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func3(data2) < 1){
const err22 = {instancePath:instancePath+"/invocationId",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err23 = {instancePath:instancePath+"/invocationId",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.startedOn !== undefined){
let data3 = data.startedOn;
if(typeof data3 === "string"){
if(!pattern12.test(data3)){
const err24 = {instancePath:instancePath+"/startedOn",schemaPath:"twin-proof.schema.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"+"\""};
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
const err25 = {instancePath:instancePath+"/startedOn",schemaPath:"twin-proof.schema.json#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.finishedOn !== undefined){
let data4 = data.finishedOn;
if(typeof data4 === "string"){
if(!pattern12.test(data4)){
const err26 = {instancePath:instancePath+"/finishedOn",schemaPath:"twin-proof.schema.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"+"\""};
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
const err27 = {instancePath:instancePath+"/finishedOn",schemaPath:"twin-proof.schema.json#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.source !== undefined){
if(!(validate37(data.source, {instancePath:instancePath+"/source",parentData:data,parentDataProperty:"source",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data.plan !== undefined){
if(!(validate39(data.plan, {instancePath:instancePath+"/plan",parentData:data,parentDataProperty:"plan",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
if(data.toolchain !== undefined){
if(!(validate41(data.toolchain, {instancePath:instancePath+"/toolchain",parentData:data,parentDataProperty:"toolchain",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
if(data.modules !== undefined){
if(!(validate47(data.modules, {instancePath:instancePath+"/modules",parentData:data,parentDataProperty:"modules",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
}
if(data.observed !== undefined){
let data9 = data.observed;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 64){
const err28 = {instancePath:instancePath+"/observed",schemaPath:"#/properties/observed/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key1 in data9){
const _errs19 = errors;
if(typeof key1 === "string"){
if(!pattern11.test(key1)){
const err29 = {instancePath:instancePath+"/observed",schemaPath:"#/properties/observed/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z-]{0,40}$"},message:"must match pattern \""+"^[a-z][a-z-]{0,40}$"+"\"",propertyName:key1};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
var valid4 = _errs19 === errors;
if(!valid4){
const err30 = {instancePath:instancePath+"/observed",schemaPath:"#/properties/observed/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
for(const key2 in data9){
let data10 = data9[key2];
if(typeof data10 === "string"){
if(func3(data10) > 65536){
const err31 = {instancePath:instancePath+"/observed/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/observed/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err32 = {instancePath:instancePath+"/observed/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/observed/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/observed",schemaPath:"#/properties/observed/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.notVaried !== undefined){
let data11 = data.notVaried;
if(Array.isArray(data11)){
if(data11.length > 64){
const err34 = {instancePath:instancePath+"/notVaried",schemaPath:"#/properties/notVaried/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
let data12 = data11[i0];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.name === undefined){
const err35 = {instancePath:instancePath+"/notVaried/" + i0,schemaPath:"#/properties/notVaried/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data12.why === undefined){
const err36 = {instancePath:instancePath+"/notVaried/" + i0,schemaPath:"#/properties/notVaried/items/required",keyword:"required",params:{missingProperty: "why"},message:"must have required property '"+"why"+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
for(const key3 in data12){
if(!((key3 === "name") || (key3 === "why"))){
const err37 = {instancePath:instancePath+"/notVaried/" + i0,schemaPath:"#/properties/notVaried/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data12.name !== undefined){
let data13 = data12.name;
if(typeof data13 === "string"){
if(!pattern11.test(data13)){
const err38 = {instancePath:instancePath+"/notVaried/" + i0+"/name",schemaPath:"#/properties/notVaried/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z-]{0,40}$"},message:"must match pattern \""+"^[a-z][a-z-]{0,40}$"+"\""};
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
const err39 = {instancePath:instancePath+"/notVaried/" + i0+"/name",schemaPath:"#/properties/notVaried/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data12.why !== undefined){
let data14 = data12.why;
if(typeof data14 === "string"){
if(func3(data14) > 4096){
const err40 = {instancePath:instancePath+"/notVaried/" + i0+"/why",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(func3(data14) < 1){
const err41 = {instancePath:instancePath+"/notVaried/" + i0+"/why",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err42 = {instancePath:instancePath+"/notVaried/" + i0+"/why",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err43 = {instancePath:instancePath+"/notVaried/" + i0,schemaPath:"#/properties/notVaried/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err44 = {instancePath:instancePath+"/notVaried",schemaPath:"#/properties/notVaried/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.isolation !== undefined){
if(!(validate52(data.isolation, {instancePath:instancePath+"/isolation",parentData:data,parentDataProperty:"isolation",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
}
if(data.host !== undefined){
if(!(validate54(data.host, {instancePath:instancePath+"/host",parentData:data,parentDataProperty:"host",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
}
if(data.cold !== undefined){
if(typeof data.cold !== "boolean"){
const err45 = {instancePath:instancePath+"/cold",schemaPath:"#/properties/cold/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data.flags !== undefined){
let data18 = data.flags;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length > 64){
const err46 = {instancePath:instancePath+"/flags",schemaPath:"twin-proof.schema.json#/properties/flags/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
for(const key4 in data18){
let data19 = data18[key4];
if(Array.isArray(data19)){
if(data19.length > 1024){
const err47 = {instancePath:instancePath+"/flags/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"twin-proof.schema.json#/properties/flags/additionalProperties/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
let data20 = data19[i1];
if(typeof data20 === "string"){
if(func3(data20) > 65536){
const err48 = {instancePath:instancePath+"/flags/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"twin-proof.schema.json#/properties/flags/additionalProperties/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err49 = {instancePath:instancePath+"/flags/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"twin-proof.schema.json#/properties/flags/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err50 = {instancePath:instancePath+"/flags/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"twin-proof.schema.json#/properties/flags/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err51 = {instancePath:instancePath+"/flags",schemaPath:"twin-proof.schema.json#/properties/flags/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.profiles !== undefined){
let data21 = data.profiles;
if(Array.isArray(data21)){
if(data21.length > 1024){
const err52 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
const len2 = data21.length;
for(let i2=0; i2<len2; i2++){
let data22 = data21[i2];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.package === undefined){
const err53 = {instancePath:instancePath+"/profiles/" + i2,schemaPath:"#/properties/profiles/items/required",keyword:"required",params:{missingProperty: "package"},message:"must have required property '"+"package"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data22.path === undefined){
const err54 = {instancePath:instancePath+"/profiles/" + i2,schemaPath:"#/properties/profiles/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data22.digest === undefined){
const err55 = {instancePath:instancePath+"/profiles/" + i2,schemaPath:"#/properties/profiles/items/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
for(const key5 in data22){
if(!(((key5 === "package") || (key5 === "path")) || (key5 === "digest"))){
const err56 = {instancePath:instancePath+"/profiles/" + i2,schemaPath:"#/properties/profiles/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data22.package !== undefined){
let data23 = data22.package;
if(typeof data23 === "string"){
if(func3(data23) > 4096){
const err57 = {instancePath:instancePath+"/profiles/" + i2+"/package",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(func3(data23) < 1){
const err58 = {instancePath:instancePath+"/profiles/" + i2+"/package",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err59 = {instancePath:instancePath+"/profiles/" + i2+"/package",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data22.path !== undefined){
let data24 = data22.path;
if(typeof data24 === "string"){
if(func3(data24) > 4096){
const err60 = {instancePath:instancePath+"/profiles/" + i2+"/path",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(func3(data24) < 1){
const err61 = {instancePath:instancePath+"/profiles/" + i2+"/path",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/profiles/" + i2+"/path",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data22.digest !== undefined){
let data25 = data22.digest;
if(typeof data25 === "string"){
if(!pattern4.test(data25)){
const err63 = {instancePath:instancePath+"/profiles/" + i2+"/digest",schemaPath:"twin-proof.schema.json#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/profiles/" + i2+"/digest",schemaPath:"twin-proof.schema.json#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/profiles/" + i2,schemaPath:"#/properties/profiles/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err66 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.binaries !== undefined){
let data26 = data.binaries;
if(Array.isArray(data26)){
if(data26.length > 1024){
const err67 = {instancePath:instancePath+"/binaries",schemaPath:"#/properties/binaries/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data26.length < 1){
const err68 = {instancePath:instancePath+"/binaries",schemaPath:"#/properties/binaries/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
const len3 = data26.length;
for(let i3=0; i3<len3; i3++){
let data27 = data26[i3];
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(data27.platform === undefined){
const err69 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data27.name === undefined){
const err70 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data27.importPath === undefined){
const err71 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/required",keyword:"required",params:{missingProperty: "importPath"},message:"must have required property '"+"importPath"+"'"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data27.digest === undefined){
const err72 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data27.size === undefined){
const err73 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
for(const key6 in data27){
if(!((((((key6 === "platform") || (key6 === "name")) || (key6 === "importPath")) || (key6 === "digest")) || (key6 === "size")) || (key6 === "debug"))){
const err74 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data27.platform !== undefined){
let data28 = data27.platform;
if(typeof data28 === "string"){
if(!pattern14.test(data28)){
const err75 = {instancePath:instancePath+"/binaries/" + i3+"/platform",schemaPath:"twin-proof.schema.json#/$defs/platform/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"},message:"must match pattern \""+"^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$"+"\""};
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
const err76 = {instancePath:instancePath+"/binaries/" + i3+"/platform",schemaPath:"twin-proof.schema.json#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data27.name !== undefined){
let data29 = data27.name;
if(typeof data29 === "string"){
if(func3(data29) > 4096){
const err77 = {instancePath:instancePath+"/binaries/" + i3+"/name",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(func3(data29) < 1){
const err78 = {instancePath:instancePath+"/binaries/" + i3+"/name",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err79 = {instancePath:instancePath+"/binaries/" + i3+"/name",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data27.importPath !== undefined){
let data30 = data27.importPath;
if(typeof data30 === "string"){
if(func3(data30) > 4096){
const err80 = {instancePath:instancePath+"/binaries/" + i3+"/importPath",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(func3(data30) < 1){
const err81 = {instancePath:instancePath+"/binaries/" + i3+"/importPath",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err82 = {instancePath:instancePath+"/binaries/" + i3+"/importPath",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data27.digest !== undefined){
let data31 = data27.digest;
if(typeof data31 === "string"){
if(!pattern4.test(data31)){
const err83 = {instancePath:instancePath+"/binaries/" + i3+"/digest",schemaPath:"twin-proof.schema.json#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err84 = {instancePath:instancePath+"/binaries/" + i3+"/digest",schemaPath:"twin-proof.schema.json#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data27.size !== undefined){
let data32 = data27.size;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err85 = {instancePath:instancePath+"/binaries/" + i3+"/size",schemaPath:"#/properties/binaries/items/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 4294967296 || isNaN(data32)){
const err86 = {instancePath:instancePath+"/binaries/" + i3+"/size",schemaPath:"#/properties/binaries/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967296},message:"must be <= 4294967296"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data32 < 0 || isNaN(data32)){
const err87 = {instancePath:instancePath+"/binaries/" + i3+"/size",schemaPath:"#/properties/binaries/items/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data27.debug !== undefined){
let data33 = data27.debug;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.digest === undefined){
const err88 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data33.size === undefined){
const err89 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data33.buildId === undefined){
const err90 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/required",keyword:"required",params:{missingProperty: "buildId"},message:"must have required property '"+"buildId"+"'"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data33.name === undefined){
const err91 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data33.wholeSize === undefined){
const err92 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/required",keyword:"required",params:{missingProperty: "wholeSize"},message:"must have required property '"+"wholeSize"+"'"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
for(const key7 in data33){
if(!(((((key7 === "digest") || (key7 === "size")) || (key7 === "buildId")) || (key7 === "name")) || (key7 === "wholeSize"))){
const err93 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data33.digest !== undefined){
let data34 = data33.digest;
if(typeof data34 === "string"){
if(!pattern4.test(data34)){
const err94 = {instancePath:instancePath+"/binaries/" + i3+"/debug/digest",schemaPath:"twin-proof.schema.json#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
else {
const err95 = {instancePath:instancePath+"/binaries/" + i3+"/debug/digest",schemaPath:"twin-proof.schema.json#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data33.size !== undefined){
let data35 = data33.size;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
const err96 = {instancePath:instancePath+"/binaries/" + i3+"/debug/size",schemaPath:"#/properties/binaries/items/properties/debug/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 4294967296 || isNaN(data35)){
const err97 = {instancePath:instancePath+"/binaries/" + i3+"/debug/size",schemaPath:"#/properties/binaries/items/properties/debug/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967296},message:"must be <= 4294967296"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data35 < 0 || isNaN(data35)){
const err98 = {instancePath:instancePath+"/binaries/" + i3+"/debug/size",schemaPath:"#/properties/binaries/items/properties/debug/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data33.buildId !== undefined){
let data36 = data33.buildId;
if(typeof data36 === "string"){
if(!pattern19.test(data36)){
const err99 = {instancePath:instancePath+"/binaries/" + i3+"/debug/buildId",schemaPath:"#/properties/binaries/items/properties/debug/properties/buildId/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9a-f]{2}){2,64}$"},message:"must match pattern \""+"^(?:[0-9a-f]{2}){2,64}$"+"\""};
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
const err100 = {instancePath:instancePath+"/binaries/" + i3+"/debug/buildId",schemaPath:"#/properties/binaries/items/properties/debug/properties/buildId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data33.name !== undefined){
let data37 = data33.name;
if(typeof data37 === "string"){
if(func3(data37) > 4096){
const err101 = {instancePath:instancePath+"/binaries/" + i3+"/debug/name",schemaPath:"twin-proof.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(func3(data37) < 1){
const err102 = {instancePath:instancePath+"/binaries/" + i3+"/debug/name",schemaPath:"twin-proof.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err103 = {instancePath:instancePath+"/binaries/" + i3+"/debug/name",schemaPath:"twin-proof.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data33.wholeSize !== undefined){
let data38 = data33.wholeSize;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err104 = {instancePath:instancePath+"/binaries/" + i3+"/debug/wholeSize",schemaPath:"#/properties/binaries/items/properties/debug/properties/wholeSize/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 4294967296 || isNaN(data38)){
const err105 = {instancePath:instancePath+"/binaries/" + i3+"/debug/wholeSize",schemaPath:"#/properties/binaries/items/properties/debug/properties/wholeSize/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967296},message:"must be <= 4294967296"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(data38 < 0 || isNaN(data38)){
const err106 = {instancePath:instancePath+"/binaries/" + i3+"/debug/wholeSize",schemaPath:"#/properties/binaries/items/properties/debug/properties/wholeSize/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
}
else {
const err107 = {instancePath:instancePath+"/binaries/" + i3+"/debug",schemaPath:"#/properties/binaries/items/properties/debug/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err108 = {instancePath:instancePath+"/binaries/" + i3,schemaPath:"#/properties/binaries/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err109 = {instancePath:instancePath+"/binaries",schemaPath:"#/properties/binaries/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data.assembly !== undefined){
let data39 = data.assembly;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.profile === undefined){
const err110 = {instancePath:instancePath+"/assembly",schemaPath:"twin-proof.schema.json#/properties/assembly/required",keyword:"required",params:{missingProperty: "profile"},message:"must have required property '"+"profile"+"'"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(data39.compressor === undefined){
const err111 = {instancePath:instancePath+"/assembly",schemaPath:"twin-proof.schema.json#/properties/assembly/required",keyword:"required",params:{missingProperty: "compressor"},message:"must have required property '"+"compressor"+"'"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
for(const key8 in data39){
if(!((key8 === "profile") || (key8 === "compressor"))){
const err112 = {instancePath:instancePath+"/assembly",schemaPath:"twin-proof.schema.json#/properties/assembly/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data39.profile !== undefined){
let data40 = data39.profile;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err113 = {instancePath:instancePath+"/assembly/profile",schemaPath:"twin-proof.schema.json#/properties/assembly/properties/profile/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 1000000 || isNaN(data40)){
const err114 = {instancePath:instancePath+"/assembly/profile",schemaPath:"twin-proof.schema.json#/properties/assembly/properties/profile/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data40 < 1 || isNaN(data40)){
const err115 = {instancePath:instancePath+"/assembly/profile",schemaPath:"twin-proof.schema.json#/properties/assembly/properties/profile/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data39.compressor !== undefined){
let data41 = data39.compressor;
if(typeof data41 === "string"){
if(!pattern20.test(data41)){
const err116 = {instancePath:instancePath+"/assembly/compressor",schemaPath:"twin-proof.schema.json#/properties/assembly/properties/compressor/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.-]{0,80}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9.-]{0,80}$"+"\""};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/assembly/compressor",schemaPath:"twin-proof.schema.json#/properties/assembly/properties/compressor/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err118 = {instancePath:instancePath+"/assembly",schemaPath:"twin-proof.schema.json#/properties/assembly/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
}
else {
const err119 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
