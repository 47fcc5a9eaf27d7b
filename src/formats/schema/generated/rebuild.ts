// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/rebuild.schema.json","title":"Twinseal rebuild result","description":"Predicate of an in-toto statement of type https://twinseal.dev/rebuild/v1: whoever signs it built the program of an image again from its source, by themselves, and says what came of it, good or bad. Its subjects are the index and each platform manifest whose program was compared.","type":"object","additionalProperties":false,"required":["apiVersion","outcome","image","source","toolchain","invocationId","startedOn","finishedOn","platforms","properties"],"properties":{"apiVersion":{"const":"twinseal.dev/rebuild-result/v1"},"outcome":{"description":"The worst of all platforms: different, then not-tried, then reproduced.","$ref":"#/$defs/outcome"},"image":{"description":"The index, or the only manifest, that was asked for.","$ref":"#/$defs/digest"},"source":{"description":"What was built.","type":"object","additionalProperties":false,"required":["kind","module","treeDigest","goModDigest"],"properties":{"kind":{"description":"A folder of the rebuilder, or a module version from the module proxy.","enum":["folder","module"]},"module":{"description":"Path of the main module.","$ref":"#/$defs/text"},"version":{"description":"Of a module from the proxy.","$ref":"#/$defs/text"},"h1":{"description":"Sum of the module's zip.","type":"string","pattern":"^h1:[A-Za-z0-9+/]{43}=$"},"authenticated":{"description":"How the sum stands to Go's checksum database.","$ref":"#/$defs/authentication"},"treeDigest":{"description":"SHA-256 of the lines '<sha256 hex>  <path>\\n' of all files, sorted by path bytes.","$ref":"#/$defs/sha256"},"goModDigest":{"$ref":"#/$defs/sha256"},"revision":{"description":"Commit of the folder's repository.","$ref":"#/$defs/revision"},"dirty":{"description":"Whether files differ from that commit.","type":"boolean"}}},"toolchain":{"type":"object","additionalProperties":false,"required":["version","host","digests","authenticated"],"properties":{"version":{"description":"Such as go1.26.8.","$ref":"#/$defs/text"},"host":{"description":"Platform that the build ran on.","$ref":"#/$defs/text"},"digests":{"description":"SHA-256 (hex) of the programs of the toolchain, by name.","type":"object","maxProperties":64,"additionalProperties":{"type":"string","pattern":"^[0-9a-f]{64}$"}},"authenticated":{"description":"How it stands to Go's checksum database.","$ref":"#/$defs/authentication"},"h1":{"description":"Sum of the toolchain's module, as the database has it.","type":"string","pattern":"^h1:[A-Za-z0-9+/]{43}=$"}}},"invocationId":{"$ref":"#/$defs/text"},"startedOn":{"$ref":"#/$defs/time"},"finishedOn":{"description":"Of two statements by one rebuilder the later one counts.","$ref":"#/$defs/time"},"platforms":{"type":"array","minItems":1,"maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["platform","manifest","outcome","causes"],"properties":{"platform":{"description":"os/architecture or os/architecture/variant, for people.","$ref":"#/$defs/text"},"manifest":{"$ref":"#/$defs/digest"},"outcome":{"$ref":"#/$defs/outcome"},"reason":{"description":"Why it is not reproduced.","$ref":"#/$defs/text"},"program":{"description":"The file that a container of the image runs.","type":"object","additionalProperties":false,"required":["path","digest","size"],"properties":{"path":{"description":"Inside the image.","$ref":"#/$defs/text"},"digest":{"$ref":"#/$defs/sha256"},"size":{"$ref":"#/$defs/size"},"goVersion":{"$ref":"#/$defs/text"}}},"rebuilt":{"description":"What came out of the source.","type":"object","additionalProperties":false,"required":["digest","size"],"properties":{"digest":{"$ref":"#/$defs/sha256"},"size":{"$ref":"#/$defs/size"}}},"settings":{"description":"How it was built.","type":"object","additionalProperties":false,"required":["main","dependencies","environment","tags","gcflags","ldflags","ldflagsFrom"],"properties":{"main":{"description":"Import path of the main package.","$ref":"#/$defs/text"},"dependencies":{"description":"From vendor/, from module zips, or as `go install module@version`.","enum":["vendor","modules","install"]},"environment":{"type":"object","maxProperties":64,"additionalProperties":{"type":"string","maxLength":256}},"tags":{"$ref":"#/$defs/words"},"gcflags":{"$ref":"#/$defs/words"},"ldflags":{"$ref":"#/$defs/words"},"ldflagsFrom":{"description":"A -trimpath build does not record its linker flags: the rebuilder gave them, the image's statements told them, or they were found by trying.","enum":["none","given","image","found"]},"vcs":{"description":"The stamp of the program. Not checked: the program's own claim.","type":"object","additionalProperties":false,"required":["revision","time","modified","checked"],"properties":{"revision":{"$ref":"#/$defs/revision"},"time":{"$ref":"#/$defs/time"},"modified":{"type":"boolean"},"checked":{"type":"boolean"}}}}},"isolation":{"type":"object","additionalProperties":false,"required":["kind","inForce","missing","networkless"],"properties":{"kind":{"enum":["namespaces","process"]},"inForce":{"type":"array","maxItems":64,"items":{"$ref":"#/$defs/text"}},"missing":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["name","why"],"properties":{"name":{"$ref":"#/$defs/text"},"why":{"$ref":"#/$defs/text"}}}},"networkless":{"description":"Whether a program inside saw no route out.","type":"boolean"}}},"causes":{"description":"Of a difference, the likeliest first.","type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["name","reason"],"properties":{"name":{"$ref":"#/$defs/text"},"reason":{"$ref":"#/$defs/text"}}}}}}},"properties":{"description":"SLSA_BUILD_REPRODUCED: every platform is reproduced, and a twin proof by another key, which the rebuilder trusts, verified over the image.","type":"array","maxItems":16,"items":{"enum":["SLSA_BUILD_REPRODUCED"]}},"reproduces":{"description":"That twin proof: digest of the statement, and of its key (SubjectPublicKeyInfo).","type":"object","additionalProperties":false,"required":["statement","key"],"properties":{"statement":{"$ref":"#/$defs/sha256"},"key":{"$ref":"#/$defs/sha256"}}}},"$defs":{"outcome":{"enum":["reproduced","different","not-tried"]},"authentication":{"enum":["authenticated","unauthenticated","contradicted"]},"text":{"type":"string","minLength":1,"maxLength":4096},"words":{"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}},"size":{"description":"Bytes.","type":"integer","minimum":0,"maximum":9007199254740991},"sha256":{"type":"string","pattern":"^sha256:[0-9a-f]{64}$"},"digest":{"type":"string","pattern":"^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},"revision":{"type":"string","pattern":"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"},"time":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"}}};
const schema32 = {"enum":["reproduced","different","not-tried"]};
const schema33 = {"type":"string","pattern":"^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$"};
const schema34 = {"type":"string","minLength":1,"maxLength":4096};
const schema36 = {"enum":["authenticated","unauthenticated","contradicted"]};
const schema37 = {"type":"string","pattern":"^sha256:[0-9a-f]{64}$"};
const schema39 = {"type":"string","pattern":"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"};
const schema44 = {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"};
const schema52 = {"description":"Bytes.","type":"integer","minimum":0,"maximum":9007199254740991};
const schema57 = {"type":"array","maxItems":1024,"items":{"type":"string","maxLength":65536}};
const func1 = Object.prototype.hasOwnProperty;
const func3 = ucs2length;
const pattern4 = new RegExp("^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$", "u");
const pattern5 = new RegExp("^h1:[A-Za-z0-9+/]{43}=$", "u");
const pattern6 = new RegExp("^sha256:[0-9a-f]{64}$", "u");
const pattern8 = new RegExp("^(?:[0-9a-f]{40}|[0-9a-f]{64})$", "u");
const pattern9 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern11 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/rebuild.schema.json" */;
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
if(data.outcome === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.image === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "image"},message:"must have required property '"+"image"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.source === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.toolchain === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "toolchain"},message:"must have required property '"+"toolchain"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.invocationId === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "invocationId"},message:"must have required property '"+"invocationId"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.startedOn === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "startedOn"},message:"must have required property '"+"startedOn"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.finishedOn === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "finishedOn"},message:"must have required property '"+"finishedOn"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.platforms === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "platforms"},message:"must have required property '"+"platforms"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.properties === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "properties"},message:"must have required property '"+"properties"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err10 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("twinseal.dev/rebuild-result/v1" !== data.apiVersion){
const err11 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/rebuild-result/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.outcome !== undefined){
let data1 = data.outcome;
if(!(((data1 === "reproduced") || (data1 === "different")) || (data1 === "not-tried"))){
const err12 = {instancePath:instancePath+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema32.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.image !== undefined){
let data2 = data.image;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err13 = {instancePath:instancePath+"/image",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$"+"\""};
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
const err14 = {instancePath:instancePath+"/image",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.source !== undefined){
let data3 = data.source;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.kind === undefined){
const err15 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data3.module === undefined){
const err16 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "module"},message:"must have required property '"+"module"+"'"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data3.treeDigest === undefined){
const err17 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "treeDigest"},message:"must have required property '"+"treeDigest"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data3.goModDigest === undefined){
const err18 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "goModDigest"},message:"must have required property '"+"goModDigest"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
for(const key1 in data3){
if(!(func1.call(schema31.properties.source.properties, key1))){
const err19 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data3.kind !== undefined){
let data4 = data3.kind;
if(!((data4 === "folder") || (data4 === "module"))){
const err20 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.source.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data3.module !== undefined){
let data5 = data3.module;
if(typeof data5 === "string"){
if(func3(data5) > 4096){
const err21 = {instancePath:instancePath+"/source/module",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func3(data5) < 1){
const err22 = {instancePath:instancePath+"/source/module",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err23 = {instancePath:instancePath+"/source/module",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data3.version !== undefined){
let data6 = data3.version;
if(typeof data6 === "string"){
if(func3(data6) > 4096){
const err24 = {instancePath:instancePath+"/source/version",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func3(data6) < 1){
const err25 = {instancePath:instancePath+"/source/version",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err26 = {instancePath:instancePath+"/source/version",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data3.h1 !== undefined){
let data7 = data3.h1;
if(typeof data7 === "string"){
if(!pattern5.test(data7)){
const err27 = {instancePath:instancePath+"/source/h1",schemaPath:"#/properties/source/properties/h1/pattern",keyword:"pattern",params:{pattern: "^h1:[A-Za-z0-9+/]{43}=$"},message:"must match pattern \""+"^h1:[A-Za-z0-9+/]{43}=$"+"\""};
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
const err28 = {instancePath:instancePath+"/source/h1",schemaPath:"#/properties/source/properties/h1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data3.authenticated !== undefined){
let data8 = data3.authenticated;
if(!(((data8 === "authenticated") || (data8 === "unauthenticated")) || (data8 === "contradicted"))){
const err29 = {instancePath:instancePath+"/source/authenticated",schemaPath:"#/$defs/authentication/enum",keyword:"enum",params:{allowedValues: schema36.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data3.treeDigest !== undefined){
let data9 = data3.treeDigest;
if(typeof data9 === "string"){
if(!pattern6.test(data9)){
const err30 = {instancePath:instancePath+"/source/treeDigest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err31 = {instancePath:instancePath+"/source/treeDigest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data3.goModDigest !== undefined){
let data10 = data3.goModDigest;
if(typeof data10 === "string"){
if(!pattern6.test(data10)){
const err32 = {instancePath:instancePath+"/source/goModDigest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err33 = {instancePath:instancePath+"/source/goModDigest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data3.revision !== undefined){
let data11 = data3.revision;
if(typeof data11 === "string"){
if(!pattern8.test(data11)){
const err34 = {instancePath:instancePath+"/source/revision",schemaPath:"#/$defs/revision/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9a-f]{40}|[0-9a-f]{64})$"},message:"must match pattern \""+"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"+"\""};
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
const err35 = {instancePath:instancePath+"/source/revision",schemaPath:"#/$defs/revision/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data3.dirty !== undefined){
if(typeof data3.dirty !== "boolean"){
const err36 = {instancePath:instancePath+"/source/dirty",schemaPath:"#/properties/source/properties/dirty/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
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
const err37 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.toolchain !== undefined){
let data13 = data.toolchain;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.version === undefined){
const err38 = {instancePath:instancePath+"/toolchain",schemaPath:"#/properties/toolchain/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data13.host === undefined){
const err39 = {instancePath:instancePath+"/toolchain",schemaPath:"#/properties/toolchain/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data13.digests === undefined){
const err40 = {instancePath:instancePath+"/toolchain",schemaPath:"#/properties/toolchain/required",keyword:"required",params:{missingProperty: "digests"},message:"must have required property '"+"digests"+"'"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data13.authenticated === undefined){
const err41 = {instancePath:instancePath+"/toolchain",schemaPath:"#/properties/toolchain/required",keyword:"required",params:{missingProperty: "authenticated"},message:"must have required property '"+"authenticated"+"'"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key2 in data13){
if(!(((((key2 === "version") || (key2 === "host")) || (key2 === "digests")) || (key2 === "authenticated")) || (key2 === "h1"))){
const err42 = {instancePath:instancePath+"/toolchain",schemaPath:"#/properties/toolchain/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data13.version !== undefined){
let data14 = data13.version;
if(typeof data14 === "string"){
if(func3(data14) > 4096){
const err43 = {instancePath:instancePath+"/toolchain/version",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(func3(data14) < 1){
const err44 = {instancePath:instancePath+"/toolchain/version",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/toolchain/version",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data13.host !== undefined){
let data15 = data13.host;
if(typeof data15 === "string"){
if(func3(data15) > 4096){
const err46 = {instancePath:instancePath+"/toolchain/host",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(func3(data15) < 1){
const err47 = {instancePath:instancePath+"/toolchain/host",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/toolchain/host",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data13.digests !== undefined){
let data16 = data13.digests;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(Object.keys(data16).length > 64){
const err49 = {instancePath:instancePath+"/toolchain/digests",schemaPath:"#/properties/toolchain/properties/digests/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key3 in data16){
let data17 = data16[key3];
if(typeof data17 === "string"){
if(!pattern9.test(data17)){
const err50 = {instancePath:instancePath+"/toolchain/digests/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/toolchain/properties/digests/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""};
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
const err51 = {instancePath:instancePath+"/toolchain/digests/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/toolchain/properties/digests/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err52 = {instancePath:instancePath+"/toolchain/digests",schemaPath:"#/properties/toolchain/properties/digests/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data13.authenticated !== undefined){
let data18 = data13.authenticated;
if(!(((data18 === "authenticated") || (data18 === "unauthenticated")) || (data18 === "contradicted"))){
const err53 = {instancePath:instancePath+"/toolchain/authenticated",schemaPath:"#/$defs/authentication/enum",keyword:"enum",params:{allowedValues: schema36.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data13.h1 !== undefined){
let data19 = data13.h1;
if(typeof data19 === "string"){
if(!pattern5.test(data19)){
const err54 = {instancePath:instancePath+"/toolchain/h1",schemaPath:"#/properties/toolchain/properties/h1/pattern",keyword:"pattern",params:{pattern: "^h1:[A-Za-z0-9+/]{43}=$"},message:"must match pattern \""+"^h1:[A-Za-z0-9+/]{43}=$"+"\""};
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
const err55 = {instancePath:instancePath+"/toolchain/h1",schemaPath:"#/properties/toolchain/properties/h1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/toolchain",schemaPath:"#/properties/toolchain/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data.invocationId !== undefined){
let data20 = data.invocationId;
if(typeof data20 === "string"){
if(func3(data20) > 4096){
const err57 = {instancePath:instancePath+"/invocationId",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(func3(data20) < 1){
const err58 = {instancePath:instancePath+"/invocationId",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err59 = {instancePath:instancePath+"/invocationId",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.startedOn !== undefined){
let data21 = data.startedOn;
if(typeof data21 === "string"){
if(!pattern11.test(data21)){
const err60 = {instancePath:instancePath+"/startedOn",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"+"\""};
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
const err61 = {instancePath:instancePath+"/startedOn",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.finishedOn !== undefined){
let data22 = data.finishedOn;
if(typeof data22 === "string"){
if(!pattern11.test(data22)){
const err62 = {instancePath:instancePath+"/finishedOn",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"+"\""};
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
const err63 = {instancePath:instancePath+"/finishedOn",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.platforms !== undefined){
let data23 = data.platforms;
if(Array.isArray(data23)){
if(data23.length > 1024){
const err64 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data23.length < 1){
const err65 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
const len0 = data23.length;
for(let i0=0; i0<len0; i0++){
let data24 = data23[i0];
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.platform === undefined){
const err66 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data24.manifest === undefined){
const err67 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/required",keyword:"required",params:{missingProperty: "manifest"},message:"must have required property '"+"manifest"+"'"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data24.outcome === undefined){
const err68 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data24.causes === undefined){
const err69 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/required",keyword:"required",params:{missingProperty: "causes"},message:"must have required property '"+"causes"+"'"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
for(const key4 in data24){
if(!(func1.call(schema31.properties.platforms.items.properties, key4))){
const err70 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data24.platform !== undefined){
let data25 = data24.platform;
if(typeof data25 === "string"){
if(func3(data25) > 4096){
const err71 = {instancePath:instancePath+"/platforms/" + i0+"/platform",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(func3(data25) < 1){
const err72 = {instancePath:instancePath+"/platforms/" + i0+"/platform",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err73 = {instancePath:instancePath+"/platforms/" + i0+"/platform",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data24.manifest !== undefined){
let data26 = data24.manifest;
if(typeof data26 === "string"){
if(!pattern4.test(data26)){
const err74 = {instancePath:instancePath+"/platforms/" + i0+"/manifest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/platforms/" + i0+"/manifest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data24.outcome !== undefined){
let data27 = data24.outcome;
if(!(((data27 === "reproduced") || (data27 === "different")) || (data27 === "not-tried"))){
const err76 = {instancePath:instancePath+"/platforms/" + i0+"/outcome",schemaPath:"#/$defs/outcome/enum",keyword:"enum",params:{allowedValues: schema32.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data24.reason !== undefined){
let data28 = data24.reason;
if(typeof data28 === "string"){
if(func3(data28) > 4096){
const err77 = {instancePath:instancePath+"/platforms/" + i0+"/reason",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(func3(data28) < 1){
const err78 = {instancePath:instancePath+"/platforms/" + i0+"/reason",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err79 = {instancePath:instancePath+"/platforms/" + i0+"/reason",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data24.program !== undefined){
let data29 = data24.program;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.path === undefined){
const err80 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/properties/platforms/items/properties/program/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data29.digest === undefined){
const err81 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/properties/platforms/items/properties/program/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data29.size === undefined){
const err82 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/properties/platforms/items/properties/program/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
for(const key5 in data29){
if(!((((key5 === "path") || (key5 === "digest")) || (key5 === "size")) || (key5 === "goVersion"))){
const err83 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/properties/platforms/items/properties/program/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data29.path !== undefined){
let data30 = data29.path;
if(typeof data30 === "string"){
if(func3(data30) > 4096){
const err84 = {instancePath:instancePath+"/platforms/" + i0+"/program/path",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(func3(data30) < 1){
const err85 = {instancePath:instancePath+"/platforms/" + i0+"/program/path",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/platforms/" + i0+"/program/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data29.digest !== undefined){
let data31 = data29.digest;
if(typeof data31 === "string"){
if(!pattern6.test(data31)){
const err87 = {instancePath:instancePath+"/platforms/" + i0+"/program/digest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
else {
const err88 = {instancePath:instancePath+"/platforms/" + i0+"/program/digest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data29.size !== undefined){
let data32 = data29.size;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err89 = {instancePath:instancePath+"/platforms/" + i0+"/program/size",schemaPath:"#/$defs/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 9007199254740991 || isNaN(data32)){
const err90 = {instancePath:instancePath+"/platforms/" + i0+"/program/size",schemaPath:"#/$defs/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data32 < 0 || isNaN(data32)){
const err91 = {instancePath:instancePath+"/platforms/" + i0+"/program/size",schemaPath:"#/$defs/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data29.goVersion !== undefined){
let data33 = data29.goVersion;
if(typeof data33 === "string"){
if(func3(data33) > 4096){
const err92 = {instancePath:instancePath+"/platforms/" + i0+"/program/goVersion",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(func3(data33) < 1){
const err93 = {instancePath:instancePath+"/platforms/" + i0+"/program/goVersion",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err94 = {instancePath:instancePath+"/platforms/" + i0+"/program/goVersion",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err95 = {instancePath:instancePath+"/platforms/" + i0+"/program",schemaPath:"#/properties/platforms/items/properties/program/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data24.rebuilt !== undefined){
let data34 = data24.rebuilt;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.digest === undefined){
const err96 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt",schemaPath:"#/properties/platforms/items/properties/rebuilt/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data34.size === undefined){
const err97 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt",schemaPath:"#/properties/platforms/items/properties/rebuilt/required",keyword:"required",params:{missingProperty: "size"},message:"must have required property '"+"size"+"'"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
for(const key6 in data34){
if(!((key6 === "digest") || (key6 === "size"))){
const err98 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt",schemaPath:"#/properties/platforms/items/properties/rebuilt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data34.digest !== undefined){
let data35 = data34.digest;
if(typeof data35 === "string"){
if(!pattern6.test(data35)){
const err99 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt/digest",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err100 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt/digest",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data34.size !== undefined){
let data36 = data34.size;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err101 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt/size",schemaPath:"#/$defs/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 9007199254740991 || isNaN(data36)){
const err102 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt/size",schemaPath:"#/$defs/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(data36 < 0 || isNaN(data36)){
const err103 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt/size",schemaPath:"#/$defs/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
}
else {
const err104 = {instancePath:instancePath+"/platforms/" + i0+"/rebuilt",schemaPath:"#/properties/platforms/items/properties/rebuilt/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data24.settings !== undefined){
let data37 = data24.settings;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.main === undefined){
const err105 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "main"},message:"must have required property '"+"main"+"'"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(data37.dependencies === undefined){
const err106 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "dependencies"},message:"must have required property '"+"dependencies"+"'"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data37.environment === undefined){
const err107 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "environment"},message:"must have required property '"+"environment"+"'"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data37.tags === undefined){
const err108 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "tags"},message:"must have required property '"+"tags"+"'"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(data37.gcflags === undefined){
const err109 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "gcflags"},message:"must have required property '"+"gcflags"+"'"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data37.ldflags === undefined){
const err110 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "ldflags"},message:"must have required property '"+"ldflags"+"'"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(data37.ldflagsFrom === undefined){
const err111 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/required",keyword:"required",params:{missingProperty: "ldflagsFrom"},message:"must have required property '"+"ldflagsFrom"+"'"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
for(const key7 in data37){
if(!((((((((key7 === "main") || (key7 === "dependencies")) || (key7 === "environment")) || (key7 === "tags")) || (key7 === "gcflags")) || (key7 === "ldflags")) || (key7 === "ldflagsFrom")) || (key7 === "vcs"))){
const err112 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data37.main !== undefined){
let data38 = data37.main;
if(typeof data38 === "string"){
if(func3(data38) > 4096){
const err113 = {instancePath:instancePath+"/platforms/" + i0+"/settings/main",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(func3(data38) < 1){
const err114 = {instancePath:instancePath+"/platforms/" + i0+"/settings/main",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err115 = {instancePath:instancePath+"/platforms/" + i0+"/settings/main",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data37.dependencies !== undefined){
let data39 = data37.dependencies;
if(!(((data39 === "vendor") || (data39 === "modules")) || (data39 === "install"))){
const err116 = {instancePath:instancePath+"/platforms/" + i0+"/settings/dependencies",schemaPath:"#/properties/platforms/items/properties/settings/properties/dependencies/enum",keyword:"enum",params:{allowedValues: schema31.properties.platforms.items.properties.settings.properties.dependencies.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data37.environment !== undefined){
let data40 = data37.environment;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(Object.keys(data40).length > 64){
const err117 = {instancePath:instancePath+"/platforms/" + i0+"/settings/environment",schemaPath:"#/properties/platforms/items/properties/settings/properties/environment/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
for(const key8 in data40){
let data41 = data40[key8];
if(typeof data41 === "string"){
if(func3(data41) > 256){
const err118 = {instancePath:instancePath+"/platforms/" + i0+"/settings/environment/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/platforms/items/properties/settings/properties/environment/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
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
const err119 = {instancePath:instancePath+"/platforms/" + i0+"/settings/environment/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/platforms/items/properties/settings/properties/environment/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
else {
const err120 = {instancePath:instancePath+"/platforms/" + i0+"/settings/environment",schemaPath:"#/properties/platforms/items/properties/settings/properties/environment/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data37.tags !== undefined){
let data42 = data37.tags;
if(Array.isArray(data42)){
if(data42.length > 1024){
const err121 = {instancePath:instancePath+"/platforms/" + i0+"/settings/tags",schemaPath:"#/$defs/words/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
const len1 = data42.length;
for(let i1=0; i1<len1; i1++){
let data43 = data42[i1];
if(typeof data43 === "string"){
if(func3(data43) > 65536){
const err122 = {instancePath:instancePath+"/platforms/" + i0+"/settings/tags/" + i1,schemaPath:"#/$defs/words/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err123 = {instancePath:instancePath+"/platforms/" + i0+"/settings/tags/" + i1,schemaPath:"#/$defs/words/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
else {
const err124 = {instancePath:instancePath+"/platforms/" + i0+"/settings/tags",schemaPath:"#/$defs/words/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data37.gcflags !== undefined){
let data44 = data37.gcflags;
if(Array.isArray(data44)){
if(data44.length > 1024){
const err125 = {instancePath:instancePath+"/platforms/" + i0+"/settings/gcflags",schemaPath:"#/$defs/words/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
const len2 = data44.length;
for(let i2=0; i2<len2; i2++){
let data45 = data44[i2];
if(typeof data45 === "string"){
if(func3(data45) > 65536){
const err126 = {instancePath:instancePath+"/platforms/" + i0+"/settings/gcflags/" + i2,schemaPath:"#/$defs/words/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err127 = {instancePath:instancePath+"/platforms/" + i0+"/settings/gcflags/" + i2,schemaPath:"#/$defs/words/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err128 = {instancePath:instancePath+"/platforms/" + i0+"/settings/gcflags",schemaPath:"#/$defs/words/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data37.ldflags !== undefined){
let data46 = data37.ldflags;
if(Array.isArray(data46)){
if(data46.length > 1024){
const err129 = {instancePath:instancePath+"/platforms/" + i0+"/settings/ldflags",schemaPath:"#/$defs/words/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
const len3 = data46.length;
for(let i3=0; i3<len3; i3++){
let data47 = data46[i3];
if(typeof data47 === "string"){
if(func3(data47) > 65536){
const err130 = {instancePath:instancePath+"/platforms/" + i0+"/settings/ldflags/" + i3,schemaPath:"#/$defs/words/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err131 = {instancePath:instancePath+"/platforms/" + i0+"/settings/ldflags/" + i3,schemaPath:"#/$defs/words/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
else {
const err132 = {instancePath:instancePath+"/platforms/" + i0+"/settings/ldflags",schemaPath:"#/$defs/words/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data37.ldflagsFrom !== undefined){
let data48 = data37.ldflagsFrom;
if(!((((data48 === "none") || (data48 === "given")) || (data48 === "image")) || (data48 === "found"))){
const err133 = {instancePath:instancePath+"/platforms/" + i0+"/settings/ldflagsFrom",schemaPath:"#/properties/platforms/items/properties/settings/properties/ldflagsFrom/enum",keyword:"enum",params:{allowedValues: schema31.properties.platforms.items.properties.settings.properties.ldflagsFrom.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data37.vcs !== undefined){
let data49 = data37.vcs;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.revision === undefined){
const err134 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/required",keyword:"required",params:{missingProperty: "revision"},message:"must have required property '"+"revision"+"'"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data49.time === undefined){
const err135 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/required",keyword:"required",params:{missingProperty: "time"},message:"must have required property '"+"time"+"'"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if(data49.modified === undefined){
const err136 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/required",keyword:"required",params:{missingProperty: "modified"},message:"must have required property '"+"modified"+"'"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(data49.checked === undefined){
const err137 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/required",keyword:"required",params:{missingProperty: "checked"},message:"must have required property '"+"checked"+"'"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
for(const key9 in data49){
if(!((((key9 === "revision") || (key9 === "time")) || (key9 === "modified")) || (key9 === "checked"))){
const err138 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data49.revision !== undefined){
let data50 = data49.revision;
if(typeof data50 === "string"){
if(!pattern8.test(data50)){
const err139 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs/revision",schemaPath:"#/$defs/revision/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9a-f]{40}|[0-9a-f]{64})$"},message:"must match pattern \""+"^(?:[0-9a-f]{40}|[0-9a-f]{64})$"+"\""};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
else {
const err140 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs/revision",schemaPath:"#/$defs/revision/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data49.time !== undefined){
let data51 = data49.time;
if(typeof data51 === "string"){
if(!pattern11.test(data51)){
const err141 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs/time",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$"+"\""};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
else {
const err142 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs/time",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data49.modified !== undefined){
if(typeof data49.modified !== "boolean"){
const err143 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs/modified",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/properties/modified/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data49.checked !== undefined){
if(typeof data49.checked !== "boolean"){
const err144 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs/checked",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/properties/checked/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
}
else {
const err145 = {instancePath:instancePath+"/platforms/" + i0+"/settings/vcs",schemaPath:"#/properties/platforms/items/properties/settings/properties/vcs/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err146 = {instancePath:instancePath+"/platforms/" + i0+"/settings",schemaPath:"#/properties/platforms/items/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data24.isolation !== undefined){
let data54 = data24.isolation;
if(data54 && typeof data54 == "object" && !Array.isArray(data54)){
if(data54.kind === undefined){
const err147 = {instancePath:instancePath+"/platforms/" + i0+"/isolation",schemaPath:"#/properties/platforms/items/properties/isolation/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data54.inForce === undefined){
const err148 = {instancePath:instancePath+"/platforms/" + i0+"/isolation",schemaPath:"#/properties/platforms/items/properties/isolation/required",keyword:"required",params:{missingProperty: "inForce"},message:"must have required property '"+"inForce"+"'"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data54.missing === undefined){
const err149 = {instancePath:instancePath+"/platforms/" + i0+"/isolation",schemaPath:"#/properties/platforms/items/properties/isolation/required",keyword:"required",params:{missingProperty: "missing"},message:"must have required property '"+"missing"+"'"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data54.networkless === undefined){
const err150 = {instancePath:instancePath+"/platforms/" + i0+"/isolation",schemaPath:"#/properties/platforms/items/properties/isolation/required",keyword:"required",params:{missingProperty: "networkless"},message:"must have required property '"+"networkless"+"'"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
for(const key10 in data54){
if(!((((key10 === "kind") || (key10 === "inForce")) || (key10 === "missing")) || (key10 === "networkless"))){
const err151 = {instancePath:instancePath+"/platforms/" + i0+"/isolation",schemaPath:"#/properties/platforms/items/properties/isolation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data54.kind !== undefined){
let data55 = data54.kind;
if(!((data55 === "namespaces") || (data55 === "process"))){
const err152 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/kind",schemaPath:"#/properties/platforms/items/properties/isolation/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.platforms.items.properties.isolation.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data54.inForce !== undefined){
let data56 = data54.inForce;
if(Array.isArray(data56)){
if(data56.length > 64){
const err153 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/inForce",schemaPath:"#/properties/platforms/items/properties/isolation/properties/inForce/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
const len4 = data56.length;
for(let i4=0; i4<len4; i4++){
let data57 = data56[i4];
if(typeof data57 === "string"){
if(func3(data57) > 4096){
const err154 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/inForce/" + i4,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(func3(data57) < 1){
const err155 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/inForce/" + i4,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
else {
const err156 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/inForce/" + i4,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
}
else {
const err157 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/inForce",schemaPath:"#/properties/platforms/items/properties/isolation/properties/inForce/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data54.missing !== undefined){
let data58 = data54.missing;
if(Array.isArray(data58)){
if(data58.length > 64){
const err158 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing",schemaPath:"#/properties/platforms/items/properties/isolation/properties/missing/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
const len5 = data58.length;
for(let i5=0; i5<len5; i5++){
let data59 = data58[i5];
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
if(data59.name === undefined){
const err159 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5,schemaPath:"#/properties/platforms/items/properties/isolation/properties/missing/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(data59.why === undefined){
const err160 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5,schemaPath:"#/properties/platforms/items/properties/isolation/properties/missing/items/required",keyword:"required",params:{missingProperty: "why"},message:"must have required property '"+"why"+"'"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
for(const key11 in data59){
if(!((key11 === "name") || (key11 === "why"))){
const err161 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5,schemaPath:"#/properties/platforms/items/properties/isolation/properties/missing/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data59.name !== undefined){
let data60 = data59.name;
if(typeof data60 === "string"){
if(func3(data60) > 4096){
const err162 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5+"/name",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(func3(data60) < 1){
const err163 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5+"/name",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err164 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data59.why !== undefined){
let data61 = data59.why;
if(typeof data61 === "string"){
if(func3(data61) > 4096){
const err165 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5+"/why",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(func3(data61) < 1){
const err166 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5+"/why",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err167 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5+"/why",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
}
else {
const err168 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing/" + i5,schemaPath:"#/properties/platforms/items/properties/isolation/properties/missing/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
}
else {
const err169 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/missing",schemaPath:"#/properties/platforms/items/properties/isolation/properties/missing/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data54.networkless !== undefined){
if(typeof data54.networkless !== "boolean"){
const err170 = {instancePath:instancePath+"/platforms/" + i0+"/isolation/networkless",schemaPath:"#/properties/platforms/items/properties/isolation/properties/networkless/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
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
else {
const err171 = {instancePath:instancePath+"/platforms/" + i0+"/isolation",schemaPath:"#/properties/platforms/items/properties/isolation/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data24.causes !== undefined){
let data63 = data24.causes;
if(Array.isArray(data63)){
if(data63.length > 64){
const err172 = {instancePath:instancePath+"/platforms/" + i0+"/causes",schemaPath:"#/properties/platforms/items/properties/causes/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
const len6 = data63.length;
for(let i6=0; i6<len6; i6++){
let data64 = data63[i6];
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
if(data64.name === undefined){
const err173 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6,schemaPath:"#/properties/platforms/items/properties/causes/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(data64.reason === undefined){
const err174 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6,schemaPath:"#/properties/platforms/items/properties/causes/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
for(const key12 in data64){
if(!((key12 === "name") || (key12 === "reason"))){
const err175 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6,schemaPath:"#/properties/platforms/items/properties/causes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data64.name !== undefined){
let data65 = data64.name;
if(typeof data65 === "string"){
if(func3(data65) > 4096){
const err176 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6+"/name",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(func3(data65) < 1){
const err177 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6+"/name",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
else {
const err178 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data64.reason !== undefined){
let data66 = data64.reason;
if(typeof data66 === "string"){
if(func3(data66) > 4096){
const err179 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6+"/reason",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(func3(data66) < 1){
const err180 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6+"/reason",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
else {
const err181 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6+"/reason",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err182 = {instancePath:instancePath+"/platforms/" + i0+"/causes/" + i6,schemaPath:"#/properties/platforms/items/properties/causes/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err183 = {instancePath:instancePath+"/platforms/" + i0+"/causes",schemaPath:"#/properties/platforms/items/properties/causes/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err184 = {instancePath:instancePath+"/platforms/" + i0,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
}
else {
const err185 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data.properties !== undefined){
let data67 = data.properties;
if(Array.isArray(data67)){
if(data67.length > 16){
const err186 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
const len7 = data67.length;
for(let i7=0; i7<len7; i7++){
if(!(data67[i7] === "SLSA_BUILD_REPRODUCED")){
const err187 = {instancePath:instancePath+"/properties/" + i7,schemaPath:"#/properties/properties/items/enum",keyword:"enum",params:{allowedValues: schema31.properties.properties.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
}
else {
const err188 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data.reproduces !== undefined){
let data69 = data.reproduces;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.statement === undefined){
const err189 = {instancePath:instancePath+"/reproduces",schemaPath:"#/properties/reproduces/required",keyword:"required",params:{missingProperty: "statement"},message:"must have required property '"+"statement"+"'"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if(data69.key === undefined){
const err190 = {instancePath:instancePath+"/reproduces",schemaPath:"#/properties/reproduces/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
for(const key13 in data69){
if(!((key13 === "statement") || (key13 === "key"))){
const err191 = {instancePath:instancePath+"/reproduces",schemaPath:"#/properties/reproduces/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data69.statement !== undefined){
let data70 = data69.statement;
if(typeof data70 === "string"){
if(!pattern6.test(data70)){
const err192 = {instancePath:instancePath+"/reproduces/statement",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
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
const err193 = {instancePath:instancePath+"/reproduces/statement",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data69.key !== undefined){
let data71 = data69.key;
if(typeof data71 === "string"){
if(!pattern6.test(data71)){
const err194 = {instancePath:instancePath+"/reproduces/key",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/reproduces/key",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
}
else {
const err196 = {instancePath:instancePath+"/reproduces",schemaPath:"#/properties/reproduces/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
}
else {
const err197 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
