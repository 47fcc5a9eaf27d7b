// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { equal, ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/settings.schema.json","title":"Twinseal settings","description":"twinseal.yaml: how a module is built and packed. Everything is optional; flags override it.","type":"object","additionalProperties":false,"properties":{"apiVersion":{"description":"Version of this file's form.","const":"twinseal.dev/v1"},"main":{"description":"Main package or packages, relative to the module, such as ./cmd/app. Default: the only one there is.","anyOf":[{"$ref":"#/$defs/package"},{"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"$ref":"#/$defs/package"}}]},"platforms":{"description":"Platforms by the names of GOOS and GOARCH, such as linux/arm64. Default: linux/amd64 and linux/arm64.","type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"type":"string","minLength":3,"maxLength":60}},"build":{"$ref":"#/$defs/build"},"image":{"$ref":"#/$defs/image"},"images":{"description":"Several images of one build, by the name that each gets in the layout. What an image leaves out is as in image. main has no place beside it.","type":"object","minProperties":1,"maxProperties":64,"propertyNames":{"maxLength":100,"pattern":"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"},"additionalProperties":{"$ref":"#/$defs/namedImage"}},"bake":{"description":"For twinseal bake: which programs each target of a bake file is, by the target's name. What a target leaves out is as in image.","type":"object","minProperties":1,"maxProperties":256,"propertyNames":{"maxLength":128,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_-]*$"},"additionalProperties":{"$ref":"#/$defs/namedImage"}},"metadata":{"$ref":"#/$defs/metadata"}},"$defs":{"package":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"},"text":{"type":"string","minLength":1,"maxLength":4096},"texts":{"type":"array","maxItems":256,"items":{"$ref":"#/$defs/text"}},"textMap":{"type":"object","maxProperties":256,"propertyNames":{"type":"string","minLength":1,"maxLength":256},"additionalProperties":{"type":"string","maxLength":65536}},"build":{"description":"How both sides build.","type":"object","additionalProperties":false,"properties":{"tags":{"description":"Build tags.","$ref":"#/$defs/texts"},"ldflags":{"description":"Linker flags; each is a template that each side evaluates for itself: {{.Version}}, {{.Revision}}, {{.Now}}.","$ref":"#/$defs/texts"},"gcflags":{"description":"Compiler flags without paths, for the module's own packages or all=.","$ref":"#/$defs/texts"},"levels":{"description":"Architecture levels of Go, such as GOAMD64: v2. Options of GOARM64 alone (lse, crypto) join the level of each arm64 platform.","type":"object","additionalProperties":false,"patternProperties":{"^GO(?:386|AMD64|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64)$":{"type":"string","pattern":"^[A-Za-z0-9.,_]{1,40}$"}}},"prepare":{"description":"Commands that run inside each side before the build, each as a list of words, such as [go, generate, ./...].","type":"array","maxItems":32,"items":{"type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/$defs/text"}}},"cache":{"description":"fresh: each side starts with an empty cache of its own (the default). off: the same, and said so, since Go refuses to build without a cache.","enum":["fresh","off"]},"keep":{"description":"Conditions that are to stay equal on both sides; the proof records them as not varied.","type":"array","uniqueItems":true,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","user","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"vary":{"description":"Conditions that are varied only when asked for, since they cost time.","type":"array","uniqueItems":true,"items":{"enum":["cpus"]}},"strip":{"description":"Leave the symbol table and debug information out of the programs (-s -w).","type":"boolean"},"debug":{"description":"keep: debug information stays in the program as Go writes it (the default). split: it becomes a file of its own.","enum":["keep","split"]},"experiments":{"description":"GOEXPERIMENT, one name an entry.","type":"array","maxItems":32,"uniqueItems":true,"items":{"type":"string","pattern":"^[a-z][a-z0-9]{0,63}$"}},"pgo":{"description":"Profile for the compiler: auto (default.pgo beside a main package, the default), off, or a file of the source tree such as ./profiles/app.pgo.","type":"string","pattern":"^(?:auto|off|\\./[^\\u0000-\\u001f]{1,1000})$"},"timeout":{"description":"Seconds for one go build. Default: 1800.","type":"integer","minimum":1,"maximum":86400}}},"image":{"description":"How binaries become an image.","type":"object","additionalProperties":false,"properties":{"base":{"description":"Folder of an OCI layout with the base image, or scratch (the default).","$ref":"#/$defs/text"},"user":{"description":"User and group that the program runs as, by number. Default: 65532:65532.","type":"string","pattern":"^[0-9]{1,10}(?::[0-9]{1,10})?$"},"entrypoint":{"description":"Default: the first binary.","$ref":"#/$defs/texts"},"cmd":{"description":"Arguments that a container gets unless others are given.","$ref":"#/$defs/texts"},"labels":{"description":"Labels of the config, which docker inspect shows.","$ref":"#/$defs/textMap"},"annotations":{"description":"Annotations of the index and the manifests.","$ref":"#/$defs/textMap"},"binDir":{"description":"Absolute folder inside the image for the binaries. Default: /usr/local/bin.","type":"string","maxLength":256,"pattern":"^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"}}},"namedImage":{"description":"One of several images.","type":"object","additionalProperties":false,"required":["main"],"properties":{"main":{"description":"Main package or packages that ship in it.","anyOf":[{"$ref":"#/$defs/package"},{"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"$ref":"#/$defs/package"}}]},"base":{"$ref":"#/$defs/image/properties/base"},"user":{"$ref":"#/$defs/image/properties/user"},"entrypoint":{"$ref":"#/$defs/image/properties/entrypoint"},"cmd":{"$ref":"#/$defs/image/properties/cmd"},"labels":{"$ref":"#/$defs/image/properties/labels"},"annotations":{"$ref":"#/$defs/image/properties/annotations"},"binDir":{"$ref":"#/$defs/image/properties/binDir"}}},"metadata":{"description":"What you claim of the source. Each value overrides what git says and is marked as claimed.","type":"object","additionalProperties":false,"properties":{"revision":{"description":"40 or 64 lower-case hex digits.","$ref":"#/$defs/text"},"version":{"description":"SemVer 2.0.0; a leading v is dropped.","$ref":"#/$defs/text"},"created":{"description":"RFC 3339, UTC, whole seconds.","$ref":"#/$defs/text"},"source":{"description":"URL of the source.","$ref":"#/$defs/text"},"title":{"description":"Title of the image. Default: the program's name.","$ref":"#/$defs/text"},"licenses":{"description":"SPDX licence expression.","$ref":"#/$defs/text"},"vendor":{"description":"Who distributes the image.","$ref":"#/$defs/text"}}}}};
const schema32 = {"type":"string","minLength":1,"maxLength":1024,"pattern":"^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"};
const func1 = ucs2length;
const func0 = equal;
const pattern4 = new RegExp("^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)", "u");
const pattern13 = new RegExp("^[a-z0-9]+(?:[._-][a-z0-9]+)*$", "u");
const pattern18 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_-]*$", "u");
const schema34 = {"description":"How both sides build.","type":"object","additionalProperties":false,"properties":{"tags":{"description":"Build tags.","$ref":"#/$defs/texts"},"ldflags":{"description":"Linker flags; each is a template that each side evaluates for itself: {{.Version}}, {{.Revision}}, {{.Now}}.","$ref":"#/$defs/texts"},"gcflags":{"description":"Compiler flags without paths, for the module's own packages or all=.","$ref":"#/$defs/texts"},"levels":{"description":"Architecture levels of Go, such as GOAMD64: v2. Options of GOARM64 alone (lse, crypto) join the level of each arm64 platform.","type":"object","additionalProperties":false,"patternProperties":{"^GO(?:386|AMD64|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64)$":{"type":"string","pattern":"^[A-Za-z0-9.,_]{1,40}$"}}},"prepare":{"description":"Commands that run inside each side before the build, each as a list of words, such as [go, generate, ./...].","type":"array","maxItems":32,"items":{"type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/$defs/text"}}},"cache":{"description":"fresh: each side starts with an empty cache of its own (the default). off: the same, and said so, since Go refuses to build without a cache.","enum":["fresh","off"]},"keep":{"description":"Conditions that are to stay equal on both sides; the proof records them as not varied.","type":"array","uniqueItems":true,"items":{"enum":["path","home","hostname","timezone","locale","umask","environment","parallelism","file-times","user","kernel","aslr","cpus","file-order","exec-path","domain","toolchain"]}},"vary":{"description":"Conditions that are varied only when asked for, since they cost time.","type":"array","uniqueItems":true,"items":{"enum":["cpus"]}},"strip":{"description":"Leave the symbol table and debug information out of the programs (-s -w).","type":"boolean"},"debug":{"description":"keep: debug information stays in the program as Go writes it (the default). split: it becomes a file of its own.","enum":["keep","split"]},"experiments":{"description":"GOEXPERIMENT, one name an entry.","type":"array","maxItems":32,"uniqueItems":true,"items":{"type":"string","pattern":"^[a-z][a-z0-9]{0,63}$"}},"pgo":{"description":"Profile for the compiler: auto (default.pgo beside a main package, the default), off, or a file of the source tree such as ./profiles/app.pgo.","type":"string","pattern":"^(?:auto|off|\\./[^\\u0000-\\u001f]{1,1000})$"},"timeout":{"description":"Seconds for one go build. Default: 1800.","type":"integer","minimum":1,"maximum":86400}}};
const schema36 = {"type":"string","minLength":1,"maxLength":4096};
const func8 = Object.prototype.hasOwnProperty;
const schema35 = {"type":"array","maxItems":256,"items":{"$ref":"#/$defs/text"}};

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
if(Array.isArray(data)){
if(data.length > 256){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
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
if(func1(data0) > 4096){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
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
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const pattern6 = new RegExp("^GO(?:386|AMD64|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64)$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9.,_]{1,40}$", "u");
const pattern9 = new RegExp("^[a-z][a-z0-9]{0,63}$", "u");
const pattern10 = new RegExp("^(?:auto|off|\\./[^\\u0000-\\u001f]{1,1000})$", "u");

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
if(!(func8.call(schema34.properties, key0))){
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
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.ldflags !== undefined){
if(!(validate22(data.ldflags, {instancePath:instancePath+"/ldflags",parentData:data,parentDataProperty:"ldflags",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.gcflags !== undefined){
if(!(validate22(data.gcflags, {instancePath:instancePath+"/gcflags",parentData:data,parentDataProperty:"gcflags",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.levels !== undefined){
let data3 = data.levels;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(pattern6.test(key1))){
const err1 = {instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
for(const key2 in data3){
if(pattern6.test(key2)){
let data4 = data3[key2];
if(typeof data4 === "string"){
if(!pattern8.test(data4)){
const err2 = {instancePath:instancePath+"/levels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/levels/patternProperties/%5EGO(%3F%3A386%7CAMD64%7CARM%7CARM64%7CMIPS%7CMIPS64%7CPPC64%7CRISCV64)%24/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9.,_]{1,40}$"},message:"must match pattern \""+"^[A-Za-z0-9.,_]{1,40}$"+"\""};
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
const err3 = {instancePath:instancePath+"/levels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/levels/patternProperties/%5EGO(%3F%3A386%7CAMD64%7CARM%7CARM64%7CMIPS%7CMIPS64%7CPPC64%7CRISCV64)%24/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
}
else {
const err4 = {instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.prepare !== undefined){
let data5 = data.prepare;
if(Array.isArray(data5)){
if(data5.length > 32){
const err5 = {instancePath:instancePath+"/prepare",schemaPath:"#/properties/prepare/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(Array.isArray(data6)){
if(data6.length > 256){
const err6 = {instancePath:instancePath+"/prepare/" + i0,schemaPath:"#/properties/prepare/items/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data6.length < 1){
const err7 = {instancePath:instancePath+"/prepare/" + i0,schemaPath:"#/properties/prepare/items/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(typeof data7 === "string"){
if(func1(data7) > 4096){
const err8 = {instancePath:instancePath+"/prepare/" + i0+"/" + i1,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data7) < 1){
const err9 = {instancePath:instancePath+"/prepare/" + i0+"/" + i1,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err10 = {instancePath:instancePath+"/prepare/" + i0+"/" + i1,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err11 = {instancePath:instancePath+"/prepare/" + i0,schemaPath:"#/properties/prepare/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err12 = {instancePath:instancePath+"/prepare",schemaPath:"#/properties/prepare/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.cache !== undefined){
let data8 = data.cache;
if(!((data8 === "fresh") || (data8 === "off"))){
const err13 = {instancePath:instancePath+"/cache",schemaPath:"#/properties/cache/enum",keyword:"enum",params:{allowedValues: schema34.properties.cache.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.keep !== undefined){
let data9 = data.keep;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(!(((((((((((((((((data10 === "path") || (data10 === "home")) || (data10 === "hostname")) || (data10 === "timezone")) || (data10 === "locale")) || (data10 === "umask")) || (data10 === "environment")) || (data10 === "parallelism")) || (data10 === "file-times")) || (data10 === "user")) || (data10 === "kernel")) || (data10 === "aslr")) || (data10 === "cpus")) || (data10 === "file-order")) || (data10 === "exec-path")) || (data10 === "domain")) || (data10 === "toolchain"))){
const err14 = {instancePath:instancePath+"/keep/" + i2,schemaPath:"#/properties/keep/items/enum",keyword:"enum",params:{allowedValues: schema34.properties.keep.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
let i3 = data9.length;
let j0;
if(i3 > 1){
outer0:
for(;i3--;){
for(j0 = i3; j0--;){
if(func0(data9[i3], data9[j0])){
const err15 = {instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.vary !== undefined){
let data11 = data.vary;
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i4=0; i4<len3; i4++){
if(!(data11[i4] === "cpus")){
const err17 = {instancePath:instancePath+"/vary/" + i4,schemaPath:"#/properties/vary/items/enum",keyword:"enum",params:{allowedValues: schema34.properties.vary.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
let i5 = data11.length;
let j1;
if(i5 > 1){
outer1:
for(;i5--;){
for(j1 = i5; j1--;){
if(func0(data11[i5], data11[j1])){
const err18 = {instancePath:instancePath+"/vary",schemaPath:"#/properties/vary/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i5+" are identical)"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err19 = {instancePath:instancePath+"/vary",schemaPath:"#/properties/vary/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.strip !== undefined){
if(typeof data.strip !== "boolean"){
const err20 = {instancePath:instancePath+"/strip",schemaPath:"#/properties/strip/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.debug !== undefined){
let data14 = data.debug;
if(!((data14 === "keep") || (data14 === "split"))){
const err21 = {instancePath:instancePath+"/debug",schemaPath:"#/properties/debug/enum",keyword:"enum",params:{allowedValues: schema34.properties.debug.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.experiments !== undefined){
let data15 = data.experiments;
if(Array.isArray(data15)){
if(data15.length > 32){
const err22 = {instancePath:instancePath+"/experiments",schemaPath:"#/properties/experiments/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const len4 = data15.length;
for(let i6=0; i6<len4; i6++){
let data16 = data15[i6];
if(typeof data16 === "string"){
if(!pattern9.test(data16)){
const err23 = {instancePath:instancePath+"/experiments/" + i6,schemaPath:"#/properties/experiments/items/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]{0,63}$"},message:"must match pattern \""+"^[a-z][a-z0-9]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/experiments/" + i6,schemaPath:"#/properties/experiments/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
let i7 = data15.length;
let j2;
if(i7 > 1){
const indices0 = {};
for(;i7--;){
let item0 = data15[i7];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j2 = indices0[item0];
const err25 = {instancePath:instancePath+"/experiments",schemaPath:"#/properties/experiments/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
break;
}
indices0[item0] = i7;
}
}
}
else {
const err26 = {instancePath:instancePath+"/experiments",schemaPath:"#/properties/experiments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.pgo !== undefined){
let data17 = data.pgo;
if(typeof data17 === "string"){
if(!pattern10.test(data17)){
const err27 = {instancePath:instancePath+"/pgo",schemaPath:"#/properties/pgo/pattern",keyword:"pattern",params:{pattern: "^(?:auto|off|\\./[^\\u0000-\\u001f]{1,1000})$"},message:"must match pattern \""+"^(?:auto|off|\\./[^\\u0000-\\u001f]{1,1000})$"+"\""};
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
const err28 = {instancePath:instancePath+"/pgo",schemaPath:"#/properties/pgo/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.timeout !== undefined){
let data18 = data.timeout;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err29 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 86400 || isNaN(data18)){
const err30 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data18 < 1 || isNaN(data18)){
const err31 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
}
else {
const err32 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema38 = {"description":"How binaries become an image.","type":"object","additionalProperties":false,"properties":{"base":{"description":"Folder of an OCI layout with the base image, or scratch (the default).","$ref":"#/$defs/text"},"user":{"description":"User and group that the program runs as, by number. Default: 65532:65532.","type":"string","pattern":"^[0-9]{1,10}(?::[0-9]{1,10})?$"},"entrypoint":{"description":"Default: the first binary.","$ref":"#/$defs/texts"},"cmd":{"description":"Arguments that a container gets unless others are given.","$ref":"#/$defs/texts"},"labels":{"description":"Labels of the config, which docker inspect shows.","$ref":"#/$defs/textMap"},"annotations":{"description":"Annotations of the index and the manifests.","$ref":"#/$defs/textMap"},"binDir":{"description":"Absolute folder inside the image for the binaries. Default: /usr/local/bin.","type":"string","maxLength":256,"pattern":"^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"}}};
const schema40 = {"type":"object","maxProperties":256,"propertyNames":{"type":"string","minLength":1,"maxLength":256},"additionalProperties":{"type":"string","maxLength":65536}};
const pattern11 = new RegExp("^[0-9]{1,10}(?::[0-9]{1,10})?$", "u");
const pattern12 = new RegExp("^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$", "u");

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "base") || (key0 === "user")) || (key0 === "entrypoint")) || (key0 === "cmd")) || (key0 === "labels")) || (key0 === "annotations")) || (key0 === "binDir"))){
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
if(data.base !== undefined){
let data0 = data.base;
if(typeof data0 === "string"){
if(func1(data0) > 4096){
const err1 = {instancePath:instancePath+"/base",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/base",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err3 = {instancePath:instancePath+"/base",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.user !== undefined){
let data1 = data.user;
if(typeof data1 === "string"){
if(!pattern11.test(data1)){
const err4 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,10}(?::[0-9]{1,10})?$"},message:"must match pattern \""+"^[0-9]{1,10}(?::[0-9]{1,10})?$"+"\""};
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
const err5 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.entrypoint !== undefined){
if(!(validate22(data.entrypoint, {instancePath:instancePath+"/entrypoint",parentData:data,parentDataProperty:"entrypoint",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.cmd !== undefined){
if(!(validate22(data.cmd, {instancePath:instancePath+"/cmd",parentData:data,parentDataProperty:"cmd",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
let data4 = data.labels;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length > 256){
const err6 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/textMap/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key1 in data4){
const _errs12 = errors;
if(typeof key1 === "string"){
if(func1(key1) > 256){
const err7 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/textMap/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func1(key1) < 1){
const err8 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/textMap/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key1};
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
const err9 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/textMap/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var valid3 = _errs12 === errors;
if(!valid3){
const err10 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/textMap/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
for(const key2 in data4){
let data5 = data4[key2];
if(typeof data5 === "string"){
if(func1(data5) > 65536){
const err11 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err12 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err13 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/textMap/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.annotations !== undefined){
let data6 = data.annotations;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 256){
const err14 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/textMap/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key3 in data6){
const _errs20 = errors;
if(typeof key3 === "string"){
if(func1(key3) > 256){
const err15 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/textMap/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func1(key3) < 1){
const err16 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/textMap/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key3};
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
const err17 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/textMap/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var valid6 = _errs20 === errors;
if(!valid6){
const err18 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/textMap/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key4 in data6){
let data7 = data6[key4];
if(typeof data7 === "string"){
if(func1(data7) > 65536){
const err19 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err20 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err21 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/textMap/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.binDir !== undefined){
let data8 = data.binDir;
if(typeof data8 === "string"){
if(func1(data8) > 256){
const err22 = {instancePath:instancePath+"/binDir",schemaPath:"#/properties/binDir/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern12.test(data8)){
const err23 = {instancePath:instancePath+"/binDir",schemaPath:"#/properties/binDir/pattern",keyword:"pattern",params:{pattern: "^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"},message:"must match pattern \""+"^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/binDir",schemaPath:"#/properties/binDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err25 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema42 = {"description":"One of several images.","type":"object","additionalProperties":false,"required":["main"],"properties":{"main":{"description":"Main package or packages that ship in it.","anyOf":[{"$ref":"#/$defs/package"},{"type":"array","minItems":1,"maxItems":64,"uniqueItems":true,"items":{"$ref":"#/$defs/package"}}]},"base":{"$ref":"#/$defs/image/properties/base"},"user":{"$ref":"#/$defs/image/properties/user"},"entrypoint":{"$ref":"#/$defs/image/properties/entrypoint"},"cmd":{"$ref":"#/$defs/image/properties/cmd"},"labels":{"$ref":"#/$defs/image/properties/labels"},"annotations":{"$ref":"#/$defs/image/properties/annotations"},"binDir":{"$ref":"#/$defs/image/properties/binDir"}}};
const schema46 = {"description":"User and group that the program runs as, by number. Default: 65532:65532.","type":"string","pattern":"^[0-9]{1,10}(?::[0-9]{1,10})?$"};
const schema53 = {"description":"Absolute folder inside the image for the binaries. Default: /usr/local/bin.","type":"string","maxLength":256,"pattern":"^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 256){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
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
if(func1(data0) > 4096){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
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
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 256){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"};
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
if(func1(data0) > 4096){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
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
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.main === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "main"},message:"must have required property '"+"main"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "main") || (key0 === "base")) || (key0 === "user")) || (key0 === "entrypoint")) || (key0 === "cmd")) || (key0 === "labels")) || (key0 === "annotations")) || (key0 === "binDir"))){
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
if(data.main !== undefined){
let data0 = data.main;
const _errs3 = errors;
let valid1 = false;
const _errs4 = errors;
if(typeof data0 === "string"){
if(func1(data0) > 1024){
const err2 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func1(data0) < 1){
const err3 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern4.test(data0)){
const err4 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/pattern",keyword:"pattern",params:{pattern: "^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"},message:"must match pattern \""+"^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"+"\""};
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
const err5 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid1 = valid1 || _valid0;
const _errs7 = errors;
if(Array.isArray(data0)){
if(data0.length > 64){
const err6 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data0.length < 1){
const err7 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err8 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data1) < 1){
const err9 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern4.test(data1)){
const err10 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/pattern",keyword:"pattern",params:{pattern: "^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"},message:"must match pattern \""+"^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"+"\""};
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
const err11 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data0[i1], data0[j0])){
const err12 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err14 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
}
if(data.base !== undefined){
let data2 = data.base;
if(typeof data2 === "string"){
if(func1(data2) > 4096){
const err15 = {instancePath:instancePath+"/base",schemaPath:"#/$defs/image/properties/base/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func1(data2) < 1){
const err16 = {instancePath:instancePath+"/base",schemaPath:"#/$defs/image/properties/base/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err17 = {instancePath:instancePath+"/base",schemaPath:"#/$defs/image/properties/base/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.user !== undefined){
let data3 = data.user;
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err18 = {instancePath:instancePath+"/user",schemaPath:"#/$defs/image/properties/user/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,10}(?::[0-9]{1,10})?$"},message:"must match pattern \""+"^[0-9]{1,10}(?::[0-9]{1,10})?$"+"\""};
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
const err19 = {instancePath:instancePath+"/user",schemaPath:"#/$defs/image/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.entrypoint !== undefined){
if(!(validate32(data.entrypoint, {instancePath:instancePath+"/entrypoint",parentData:data,parentDataProperty:"entrypoint",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.cmd !== undefined){
if(!(validate34(data.cmd, {instancePath:instancePath+"/cmd",parentData:data,parentDataProperty:"cmd",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined){
let data6 = data.labels;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 256){
const err20 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/image/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key1 in data6){
const _errs23 = errors;
if(typeof key1 === "string"){
if(func1(key1) > 256){
const err21 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/image/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key1};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func1(key1) < 1){
const err22 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/image/properties/labels/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key1};
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
const err23 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/image/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key1};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var valid10 = _errs23 === errors;
if(!valid10){
const err24 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/image/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
for(const key2 in data6){
let data7 = data6[key2];
if(typeof data7 === "string"){
if(func1(data7) > 65536){
const err25 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/image/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err26 = {instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/image/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err27 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/image/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.annotations !== undefined){
let data8 = data.annotations;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length > 256){
const err28 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/image/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key3 in data8){
const _errs31 = errors;
if(typeof key3 === "string"){
if(func1(key3) > 256){
const err29 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/image/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",propertyName:key3};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(func1(key3) < 1){
const err30 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/image/properties/annotations/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",propertyName:key3};
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
const err31 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/image/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key3};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var valid13 = _errs31 === errors;
if(!valid13){
const err32 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/image/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
for(const key4 in data8){
let data9 = data8[key4];
if(typeof data9 === "string"){
if(func1(data9) > 65536){
const err33 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/image/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/annotations/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/image/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err35 = {instancePath:instancePath+"/annotations",schemaPath:"#/$defs/image/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.binDir !== undefined){
let data10 = data.binDir;
if(typeof data10 === "string"){
if(func1(data10) > 256){
const err36 = {instancePath:instancePath+"/binDir",schemaPath:"#/$defs/image/properties/binDir/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(!pattern12.test(data10)){
const err37 = {instancePath:instancePath+"/binDir",schemaPath:"#/$defs/image/properties/binDir/pattern",keyword:"pattern",params:{pattern: "^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"},message:"must match pattern \""+"^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$"+"\""};
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
const err38 = {instancePath:instancePath+"/binDir",schemaPath:"#/$defs/image/properties/binDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err39 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema54 = {"description":"What you claim of the source. Each value overrides what git says and is marked as claimed.","type":"object","additionalProperties":false,"properties":{"revision":{"description":"40 or 64 lower-case hex digits.","$ref":"#/$defs/text"},"version":{"description":"SemVer 2.0.0; a leading v is dropped.","$ref":"#/$defs/text"},"created":{"description":"RFC 3339, UTC, whole seconds.","$ref":"#/$defs/text"},"source":{"description":"URL of the source.","$ref":"#/$defs/text"},"title":{"description":"Title of the image. Default: the program's name.","$ref":"#/$defs/text"},"licenses":{"description":"SPDX licence expression.","$ref":"#/$defs/text"},"vendor":{"description":"Who distributes the image.","$ref":"#/$defs/text"}}};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate38.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "revision") || (key0 === "version")) || (key0 === "created")) || (key0 === "source")) || (key0 === "title")) || (key0 === "licenses")) || (key0 === "vendor"))){
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
if(data.revision !== undefined){
let data0 = data.revision;
if(typeof data0 === "string"){
if(func1(data0) > 4096){
const err1 = {instancePath:instancePath+"/revision",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/revision",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err3 = {instancePath:instancePath+"/revision",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.version !== undefined){
let data1 = data.version;
if(typeof data1 === "string"){
if(func1(data1) > 4096){
const err4 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func1(data1) < 1){
const err5 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err6 = {instancePath:instancePath+"/version",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.created !== undefined){
let data2 = data.created;
if(typeof data2 === "string"){
if(func1(data2) > 4096){
const err7 = {instancePath:instancePath+"/created",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func1(data2) < 1){
const err8 = {instancePath:instancePath+"/created",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err9 = {instancePath:instancePath+"/created",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.source !== undefined){
let data3 = data.source;
if(typeof data3 === "string"){
if(func1(data3) > 4096){
const err10 = {instancePath:instancePath+"/source",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func1(data3) < 1){
const err11 = {instancePath:instancePath+"/source",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err12 = {instancePath:instancePath+"/source",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.title !== undefined){
let data4 = data.title;
if(typeof data4 === "string"){
if(func1(data4) > 4096){
const err13 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func1(data4) < 1){
const err14 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err15 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.licenses !== undefined){
let data5 = data.licenses;
if(typeof data5 === "string"){
if(func1(data5) > 4096){
const err16 = {instancePath:instancePath+"/licenses",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(func1(data5) < 1){
const err17 = {instancePath:instancePath+"/licenses",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err18 = {instancePath:instancePath+"/licenses",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.vendor !== undefined){
let data6 = data.vendor;
if(typeof data6 === "string"){
if(func1(data6) > 4096){
const err19 = {instancePath:instancePath+"/vendor",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(func1(data6) < 1){
const err20 = {instancePath:instancePath+"/vendor",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err21 = {instancePath:instancePath+"/vendor",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}
validate38.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/settings.schema.json" */;
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
for(const key0 in data){
if(!((((((((key0 === "apiVersion") || (key0 === "main")) || (key0 === "platforms")) || (key0 === "build")) || (key0 === "image")) || (key0 === "images")) || (key0 === "bake")) || (key0 === "metadata"))){
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
if(data.apiVersion !== undefined){
if("twinseal.dev/v1" !== data.apiVersion){
const err1 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.main !== undefined){
let data1 = data.main;
const _errs4 = errors;
let valid1 = false;
const _errs5 = errors;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err2 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func1(data1) < 1){
const err3 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern4.test(data1)){
const err4 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/pattern",keyword:"pattern",params:{pattern: "^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"},message:"must match pattern \""+"^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"+"\""};
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
const err5 = {instancePath:instancePath+"/main",schemaPath:"#/$defs/package/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs5 === errors;
valid1 = valid1 || _valid0;
const _errs8 = errors;
if(Array.isArray(data1)){
if(data1.length > 64){
const err6 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
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
if(func1(data2) > 1024){
const err8 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data2) < 1){
const err9 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern4.test(data2)){
const err10 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/pattern",keyword:"pattern",params:{pattern: "^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"},message:"must match pattern \""+"^\\.(?!.*/\\.\\.(?:/|$))(?:$|/)"+"\""};
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
const err11 = {instancePath:instancePath+"/main/" + i0,schemaPath:"#/$defs/package/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
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
const err12 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err14 = {instancePath:instancePath+"/main",schemaPath:"#/properties/main/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
errors = _errs4;
if(vErrors !== null){
if(_errs4){
vErrors.length = _errs4;
}
else {
vErrors = null;
}
}
}
}
if(data.platforms !== undefined){
let data3 = data.platforms;
if(Array.isArray(data3)){
if(data3.length > 64){
const err15 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data3.length < 1){
const err16 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len1 = data3.length;
for(let i2=0; i2<len1; i2++){
let data4 = data3[i2];
if(typeof data4 === "string"){
if(func1(data4) > 60){
const err17 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/maxLength",keyword:"maxLength",params:{limit: 60},message:"must NOT have more than 60 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data4) < 3){
const err18 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
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
const err19 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let i3 = data3.length;
let j1;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data3[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j1 = indices0[item0];
const err20 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err21 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.build !== undefined){
if(!(validate21(data.build, {instancePath:instancePath+"/build",parentData:data,parentDataProperty:"build",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.image !== undefined){
if(!(validate27(data.image, {instancePath:instancePath+"/image",parentData:data,parentDataProperty:"image",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.images !== undefined){
let data7 = data.images;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length > 64){
const err22 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(Object.keys(data7).length < 1){
const err23 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key1 in data7){
const _errs21 = errors;
if(typeof key1 === "string"){
if(func1(key1) > 100){
const err24 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/propertyNames/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters",propertyName:key1};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern13.test(key1)){
const err25 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+(?:[._-][a-z0-9]+)*$"},message:"must match pattern \""+"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"+"\"",propertyName:key1};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var valid10 = _errs21 === errors;
if(!valid10){
const err26 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
for(const key2 in data7){
if(!(validate31(data7[key2], {instancePath:instancePath+"/images/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data7,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
}
else {
const err27 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.bake !== undefined){
let data9 = data.bake;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 256){
const err28 = {instancePath:instancePath+"/bake",schemaPath:"#/properties/bake/maxProperties",keyword:"maxProperties",params:{limit: 256},message:"must NOT have more than 256 properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(Object.keys(data9).length < 1){
const err29 = {instancePath:instancePath+"/bake",schemaPath:"#/properties/bake/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
for(const key3 in data9){
const _errs26 = errors;
if(typeof key3 === "string"){
if(func1(key3) > 128){
const err30 = {instancePath:instancePath+"/bake",schemaPath:"#/properties/bake/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters",propertyName:key3};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!pattern18.test(key3)){
const err31 = {instancePath:instancePath+"/bake",schemaPath:"#/properties/bake/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_-]*$"+"\"",propertyName:key3};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
var valid12 = _errs26 === errors;
if(!valid12){
const err32 = {instancePath:instancePath+"/bake",schemaPath:"#/properties/bake/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
for(const key4 in data9){
if(!(validate31(data9[key4], {instancePath:instancePath+"/bake/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data9,parentDataProperty:key4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
}
else {
const err33 = {instancePath:instancePath+"/bake",schemaPath:"#/properties/bake/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.metadata !== undefined){
if(!(validate38(data.metadata, {instancePath:instancePath+"/metadata",parentData:data,parentDataProperty:"metadata",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
const err34 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
