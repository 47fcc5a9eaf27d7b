// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/facts.schema.json","title":"Twinseal facts","description":"What verification established about an image for one policy, as twinseal policy explain --save-facts records it for tests.","type":"object","additionalProperties":false,"required":["apiVersion","requested","repository","root","subjects","signatures","statements","rejected","images","discovery","faults"],"properties":{"apiVersion":{"const":"twinseal.dev/facts/v1"},"rules":{"enum":[2,3]},"requested":{"type":"string","maxLength":65536},"repository":{"type":"string","maxLength":65536},"root":{"$ref":"#/$defs/digest"},"subjects":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["digest","mediaType","role","claims","annotations","broken"],"properties":{"digest":{"$ref":"#/$defs/digest"},"mediaType":{"type":"string","maxLength":65536},"role":{"enum":["index","platform","evidence"]},"platform":{"$ref":"#/$defs/platform"},"claims":{"type":"object","additionalProperties":false,"required":[],"properties":{"descriptor":{"$ref":"#/$defs/platform"},"config":{"$ref":"#/$defs/platform"},"program":{"$ref":"#/$defs/platform"}}},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":65536}},"config":{"type":"object","additionalProperties":false,"required":[],"properties":{"User":{"type":"string","maxLength":65536},"Env":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"Entrypoint":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"Cmd":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"WorkingDir":{"type":"string","maxLength":65536},"Labels":{"type":"object","additionalProperties":{"type":"string","maxLength":65536}},"ExposedPorts":{"type":"object"},"Volumes":{"type":"object"},"StopSignal":{"type":"string","maxLength":65536},"Healthcheck":{"type":"object","additionalProperties":false,"required":[],"properties":{"Test":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}}}}}},"broken":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["digest","code","reason"],"properties":{"digest":{"$ref":"#/$defs/digest"},"code":{"$ref":"#/$defs/code"},"reason":{"type":"string","maxLength":65536}}}}}}},"signatures":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","signer","form","valid","annotations","evidence"],"properties":{"subject":{"$ref":"#/$defs/digest"},"signer":{"$ref":"#/$defs/signer"},"form":{"enum":["referrers-api","referrers-tag","layout","cosign-sig-tag","cosign-att-tag"]},"valid":{"$ref":"#/$defs/interval"},"signedAt":{"type":"integer"},"window":{"$ref":"#/$defs/interval"},"claimedTime":{"type":"string","maxLength":65536},"name":{"type":"string","maxLength":65536},"annotations":{"type":"object","additionalProperties":{"type":"string","maxLength":65536}},"evidence":{"$ref":"#/$defs/digest"},"logged":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["check","reason"],"properties":{"check":{"enum":["authenticity","authenticTimestamp","expiry"]},"holds":{"$ref":"#/$defs/interval"},"reason":{"type":"string","maxLength":65536}}}},"revocation":{"$ref":"#/$defs/revocation"}}}},"statements":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subjects","foundUnder","predicateType","predicate","signer","form","valid","statement","evidence"],"properties":{"subjects":{"type":"array","maxItems":100000,"items":{"$ref":"#/$defs/digest"}},"foundUnder":{"$ref":"#/$defs/digest"},"predicateType":{"type":"string","maxLength":65536},"predicate":true,"content":{"oneOf":[{"type":"object","additionalProperties":false,"required":["kind","format","packages","versions","purls","licenses","checksums"],"properties":{"kind":{"const":"sbom"},"format":{"enum":["spdx","cyclonedx"]},"packages":{"type":"integer"},"versions":{"type":"integer"},"purls":{"type":"integer"},"licenses":{"type":"integer"},"checksums":{"type":"integer"},"created":{"type":"integer"}}},{"type":"object","additionalProperties":false,"required":["kind","scanner","at","findings"],"properties":{"kind":{"const":"scan"},"scanner":{"type":"string","maxLength":65536},"at":{"type":"integer"},"findings":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["id","severity"],"properties":{"id":{"type":"string","maxLength":65536},"aliases":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"severity":{"enum":["none","low","medium","high","critical","unknown"]},"package":{"type":"string","maxLength":65536}}}}}},{"type":"object","additionalProperties":false,"required":["kind","statements"],"properties":{"kind":{"const":"vex"},"statements":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["vulnerability","status","at","products"],"properties":{"vulnerability":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"status":{"enum":["not_affected","affected","fixed","under_investigation"]},"at":{"type":"integer"},"products":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["names","parts"],"properties":{"names":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"parts":{"type":"array","maxItems":100000,"items":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}}}}}}}}}}},{"type":"object","additionalProperties":false,"required":["kind","scanner","at","found","findings"],"properties":{"kind":{"const":"secrets"},"scanner":{"type":"string","maxLength":65536},"at":{"type":"integer"},"found":{"type":"integer"},"findings":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["rule","path"],"properties":{"rule":{"type":"string","maxLength":65536},"path":{"type":"string","maxLength":65536}}}}}}]},"unread":{"type":"object","additionalProperties":false,"required":["code","reason"],"properties":{"code":{"enum":["STATEMENT_MALFORMED","STATEMENT_UNREADABLE"]},"reason":{"type":"string","maxLength":65536},"at":{"type":"integer"}}},"claimed":{"type":"integer"},"signer":{"$ref":"#/$defs/signer"},"form":{"enum":["referrers-api","referrers-tag","layout","cosign-sig-tag","cosign-att-tag"]},"valid":{"$ref":"#/$defs/interval"},"signedAt":{"type":"integer"},"window":{"$ref":"#/$defs/interval"},"statement":{"$ref":"#/$defs/digest"},"evidence":{"$ref":"#/$defs/digest"}}}},"rejected":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["foundUnder","evidence","family","code","reason"],"properties":{"foundUnder":{"$ref":"#/$defs/digest"},"evidence":{"$ref":"#/$defs/digest"},"family":{"enum":["cosign","notation","other"]},"code":{"type":"string","pattern":"^(?:SIGNATURE|STATEMENT|KEY)_[A-Z_]{1,40}$"},"reason":{"type":"string","maxLength":65536},"claimedType":{"type":"string","maxLength":65536},"signer":{"type":"string","maxLength":65536},"key":{"$ref":"#/$defs/digest"}}}},"images":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","platform","config","entrypoint","findings","faults","layersWalked"],"properties":{"subject":{"$ref":"#/$defs/digest"},"platform":{"$ref":"#/$defs/platform"},"config":{"type":"object","additionalProperties":false,"required":[],"properties":{"User":{"type":"string","maxLength":65536},"Env":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"Entrypoint":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"Cmd":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"WorkingDir":{"type":"string","maxLength":65536},"Labels":{"type":"object","additionalProperties":{"type":"string","maxLength":65536}},"ExposedPorts":{"type":"object"},"Volumes":{"type":"object"},"StopSignal":{"type":"string","maxLength":65536},"Healthcheck":{"type":"object","additionalProperties":false,"required":[],"properties":{"Test":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}}}}}},"entrypoint":{"type":"object","additionalProperties":false,"required":["argv","trail","outcome","preload"],"properties":{"argv":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"trail":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"outcome":{"enum":["resolved","missing","not-a-file","interpreted","empty","loop","ambiguous","unread"]},"path":{"type":"string","maxLength":65536},"digest":{"$ref":"#/$defs/digest"},"size":{"type":"integer"},"machine":{"type":"string","maxLength":65536},"interpreter":{"type":"string","maxLength":65536},"needed":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"go":{"type":"object","additionalProperties":false,"required":["goVersion","buildSettings","mainModule","deps","buildId"],"properties":{"goVersion":{"type":"string","maxLength":65536},"buildSettings":{"type":"array","maxItems":100000,"items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"string","maxLength":65536}}},"mainModule":{"type":"object","additionalProperties":false,"required":["path","version"],"properties":{"path":{"type":"string","maxLength":65536},"version":{"type":"string","maxLength":65536}}},"deps":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["path","version"],"properties":{"path":{"type":"string","maxLength":65536},"version":{"type":"string","maxLength":65536},"h1":{"type":"string","maxLength":65536}}}},"buildId":{"type":"string","maxLength":65536}}},"platform":{"$ref":"#/$defs/platform"},"preload":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"why":{"type":"string","maxLength":65536}}},"links":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"setuid":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}},"goPrograms":{"type":"object","additionalProperties":false,"required":["programs"],"properties":{"programs":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","maxLength":65536},"go":{"type":"object","additionalProperties":false,"required":["goVersion","buildSettings","mainModule"],"properties":{"goVersion":{"type":"string","maxLength":65536},"buildSettings":{"type":"array","maxItems":100000,"items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"string","maxLength":65536}}},"mainModule":{"type":"object","additionalProperties":false,"required":["path","version"],"properties":{"path":{"type":"string","maxLength":65536},"version":{"type":"string","maxLength":65536}}}}},"why":{"type":"string","maxLength":65536}}}},"more":{"const":true}}},"findings":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["code","reason","severity","source"],"properties":{"code":{"$ref":"#/$defs/code"},"reason":{"type":"string","maxLength":65536},"severity":{"enum":["error","warning","hint"]},"blob":{"$ref":"#/$defs/digest"},"file":{"type":"string","maxLength":65536},"pointer":{"type":"string","maxLength":65536},"source":{"type":"string","maxLength":65536}}}},"faults":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","code","what","reason","retryable"],"properties":{"subject":{"$ref":"#/$defs/digest"},"code":{"enum":["EVIDENCE_UNREACHABLE","EVIDENCE_THROTTLED","EVIDENCE_UNAUTHORIZED","EVIDENCE_LIMIT"]},"what":{"enum":["manifest","config","layer","referrers","evidence"]},"digest":{"$ref":"#/$defs/digest"},"reason":{"type":"string","maxLength":65536},"retryable":{"type":"boolean"}}}},"layersWalked":{"type":"boolean"}}}},"discovery":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","form","state","count"],"properties":{"subject":{"$ref":"#/$defs/digest"},"form":{"enum":["referrers-api","referrers-tag","layout","cosign-sig-tag","cosign-att-tag"]},"state":{"enum":["none","present","unreachable","unauthorized","throttled","overflow"]},"count":{"type":"integer"},"reason":{"type":"string","maxLength":65536}}}},"faults":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","code","what","reason","retryable"],"properties":{"subject":{"$ref":"#/$defs/digest"},"code":{"enum":["EVIDENCE_UNREACHABLE","EVIDENCE_THROTTLED","EVIDENCE_UNAUTHORIZED","EVIDENCE_LIMIT"]},"what":{"enum":["manifest","config","layer","referrers","evidence"]},"digest":{"$ref":"#/$defs/digest"},"reason":{"type":"string","maxLength":65536},"retryable":{"type":"boolean"}}}}},"$defs":{"digest":{"type":"string","pattern":"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},"platform":{"type":"string","minLength":1,"maxLength":256},"code":{"type":"string","pattern":"^[A-Z][A-Z_]{1,60}$"},"signer":{"type":"object","additionalProperties":false,"required":["name","family","key"],"properties":{"name":{"type":"string","maxLength":65536},"family":{"enum":["cosign","notation"]},"key":{"$ref":"#/$defs/digest"},"certificateSubject":{"type":"string","maxLength":65536},"identity":{"type":"object","additionalProperties":false,"required":["name","issuer"],"properties":{"name":{"type":"string","maxLength":65536},"issuer":{"type":"string","maxLength":65536}}}}},"interval":{"type":"object","additionalProperties":false,"required":["from","until"],"properties":{"from":{"type":["integer","null"]},"until":{"type":["integer","null"]}}},"revocation":{"type":"object","additionalProperties":false,"required":["mode","certificates"],"properties":{"mode":{"enum":["enforce","log"]},"certificates":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","certificate","revocable","answers","failures"],"properties":{"subject":{"type":"string","maxLength":65536},"certificate":{"$ref":"#/$defs/digest"},"revocable":{"type":"boolean"},"answers":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["by","status","valid"],"properties":{"by":{"enum":["ocsp","crl","crl-file"]},"status":{"enum":["good","held","revoked"]},"valid":{"$ref":"#/$defs/interval"},"revokedAt":{"type":"integer","minimum":-62167219200,"maximum":253402300799},"reason":{"type":"string","maxLength":64}}}},"failures":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}}}}}}}}};
const schema32 = {"type":"string","pattern":"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"};
const schema34 = {"type":"string","minLength":1,"maxLength":256};
const schema39 = {"type":"string","pattern":"^[A-Z][A-Z_]{1,60}$"};
const schema43 = {"type":"object","additionalProperties":false,"required":["from","until"],"properties":{"from":{"type":["integer","null"]},"until":{"type":["integer","null"]}}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = ucs2length;
const pattern4 = new RegExp("^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$", "u");
const pattern7 = new RegExp("^[A-Z][A-Z_]{1,60}$", "u");
const pattern18 = new RegExp("^(?:SIGNATURE|STATEMENT|KEY)_[A-Z_]{1,40}$", "u");
const schema41 = {"type":"object","additionalProperties":false,"required":["name","family","key"],"properties":{"name":{"type":"string","maxLength":65536},"family":{"enum":["cosign","notation"]},"key":{"$ref":"#/$defs/digest"},"certificateSubject":{"type":"string","maxLength":65536},"identity":{"type":"object","additionalProperties":false,"required":["name","issuer"],"properties":{"name":{"type":"string","maxLength":65536},"issuer":{"type":"string","maxLength":65536}}}}};

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
if(data.family === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "family"},message:"must have required property '"+"family"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.key === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "name") || (key0 === "family")) || (key0 === "key")) || (key0 === "certificateSubject")) || (key0 === "identity"))){
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
if(func2(data0) > 65536){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.family !== undefined){
let data1 = data.family;
if(!((data1 === "cosign") || (data1 === "notation"))){
const err6 = {instancePath:instancePath+"/family",schemaPath:"#/properties/family/enum",keyword:"enum",params:{allowedValues: schema41.properties.family.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.key !== undefined){
let data2 = data.key;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err7 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err8 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.certificateSubject !== undefined){
let data3 = data.certificateSubject;
if(typeof data3 === "string"){
if(func2(data3) > 65536){
const err9 = {instancePath:instancePath+"/certificateSubject",schemaPath:"#/properties/certificateSubject/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err10 = {instancePath:instancePath+"/certificateSubject",schemaPath:"#/properties/certificateSubject/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.identity !== undefined){
let data4 = data.identity;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.name === undefined){
const err11 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data4.issuer === undefined){
const err12 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/required",keyword:"required",params:{missingProperty: "issuer"},message:"must have required property '"+"issuer"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data4){
if(!((key1 === "name") || (key1 === "issuer"))){
const err13 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data4.name !== undefined){
let data5 = data4.name;
if(typeof data5 === "string"){
if(func2(data5) > 65536){
const err14 = {instancePath:instancePath+"/identity/name",schemaPath:"#/properties/identity/properties/name/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err15 = {instancePath:instancePath+"/identity/name",schemaPath:"#/properties/identity/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.issuer !== undefined){
let data6 = data4.issuer;
if(typeof data6 === "string"){
if(func2(data6) > 65536){
const err16 = {instancePath:instancePath+"/identity/issuer",schemaPath:"#/properties/identity/properties/issuer/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err17 = {instancePath:instancePath+"/identity/issuer",schemaPath:"#/properties/identity/properties/issuer/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err18 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"type":"object","additionalProperties":false,"required":["mode","certificates"],"properties":{"mode":{"enum":["enforce","log"]},"certificates":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["subject","certificate","revocable","answers","failures"],"properties":{"subject":{"type":"string","maxLength":65536},"certificate":{"$ref":"#/$defs/digest"},"revocable":{"type":"boolean"},"answers":{"type":"array","maxItems":100000,"items":{"type":"object","additionalProperties":false,"required":["by","status","valid"],"properties":{"by":{"enum":["ocsp","crl","crl-file"]},"status":{"enum":["good","held","revoked"]},"valid":{"$ref":"#/$defs/interval"},"revokedAt":{"type":"integer","minimum":-62167219200,"maximum":253402300799},"reason":{"type":"string","maxLength":64}}}},"failures":{"type":"array","maxItems":100000,"items":{"type":"string","maxLength":65536}}}}}}};

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
if(data.mode === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mode"},message:"must have required property '"+"mode"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.certificates === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "certificates"},message:"must have required property '"+"certificates"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "mode") || (key0 === "certificates"))){
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
if(data.mode !== undefined){
let data0 = data.mode;
if(!((data0 === "enforce") || (data0 === "log"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema47.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.certificates !== undefined){
let data1 = data.certificates;
if(Array.isArray(data1)){
if(data1.length > 100000){
const err4 = {instancePath:instancePath+"/certificates",schemaPath:"#/properties/certificates/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.subject === undefined){
const err5 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.certificate === undefined){
const err6 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "certificate"},message:"must have required property '"+"certificate"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.revocable === undefined){
const err7 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "revocable"},message:"must have required property '"+"revocable"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.answers === undefined){
const err8 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "answers"},message:"must have required property '"+"answers"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.failures === undefined){
const err9 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "failures"},message:"must have required property '"+"failures"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(((((key1 === "subject") || (key1 === "certificate")) || (key1 === "revocable")) || (key1 === "answers")) || (key1 === "failures"))){
const err10 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.subject !== undefined){
let data3 = data2.subject;
if(typeof data3 === "string"){
if(func2(data3) > 65536){
const err11 = {instancePath:instancePath+"/certificates/" + i0+"/subject",schemaPath:"#/properties/certificates/items/properties/subject/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err12 = {instancePath:instancePath+"/certificates/" + i0+"/subject",schemaPath:"#/properties/certificates/items/properties/subject/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.certificate !== undefined){
let data4 = data2.certificate;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err13 = {instancePath:instancePath+"/certificates/" + i0+"/certificate",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err14 = {instancePath:instancePath+"/certificates/" + i0+"/certificate",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.revocable !== undefined){
if(typeof data2.revocable !== "boolean"){
const err15 = {instancePath:instancePath+"/certificates/" + i0+"/revocable",schemaPath:"#/properties/certificates/items/properties/revocable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.answers !== undefined){
let data6 = data2.answers;
if(Array.isArray(data6)){
if(data6.length > 100000){
const err16 = {instancePath:instancePath+"/certificates/" + i0+"/answers",schemaPath:"#/properties/certificates/items/properties/answers/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.by === undefined){
const err17 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1,schemaPath:"#/properties/certificates/items/properties/answers/items/required",keyword:"required",params:{missingProperty: "by"},message:"must have required property '"+"by"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data7.status === undefined){
const err18 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1,schemaPath:"#/properties/certificates/items/properties/answers/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data7.valid === undefined){
const err19 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1,schemaPath:"#/properties/certificates/items/properties/answers/items/required",keyword:"required",params:{missingProperty: "valid"},message:"must have required property '"+"valid"+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key2 in data7){
if(!(((((key2 === "by") || (key2 === "status")) || (key2 === "valid")) || (key2 === "revokedAt")) || (key2 === "reason"))){
const err20 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1,schemaPath:"#/properties/certificates/items/properties/answers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data7.by !== undefined){
let data8 = data7.by;
if(!(((data8 === "ocsp") || (data8 === "crl")) || (data8 === "crl-file"))){
const err21 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/by",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/by/enum",keyword:"enum",params:{allowedValues: schema47.properties.certificates.items.properties.answers.items.properties.by.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data7.status !== undefined){
let data9 = data7.status;
if(!(((data9 === "good") || (data9 === "held")) || (data9 === "revoked"))){
const err22 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/status",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema47.properties.certificates.items.properties.answers.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data7.valid !== undefined){
let data10 = data7.valid;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.from === undefined){
const err23 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/valid",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data10.until === undefined){
const err24 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/valid",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key3 in data10){
if(!((key3 === "from") || (key3 === "until"))){
const err25 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/valid",schemaPath:"#/$defs/interval/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data10.from !== undefined){
let data11 = data10.from;
if((!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))) && (data11 !== null)){
const err26 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/valid/from",schemaPath:"#/$defs/interval/properties/from/type",keyword:"type",params:{type: schema43.properties.from.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data10.until !== undefined){
let data12 = data10.until;
if((!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))) && (data12 !== null)){
const err27 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/valid/until",schemaPath:"#/$defs/interval/properties/until/type",keyword:"type",params:{type: schema43.properties.until.type},message:"must be integer,null"};
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
const err28 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/valid",schemaPath:"#/$defs/interval/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.revokedAt !== undefined){
let data13 = data7.revokedAt;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err29 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/revokedAt",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/revokedAt/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 253402300799 || isNaN(data13)){
const err30 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/revokedAt",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/revokedAt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 253402300799},message:"must be <= 253402300799"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data13 < -62167219200 || isNaN(data13)){
const err31 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/revokedAt",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/revokedAt/minimum",keyword:"minimum",params:{comparison: ">=", limit: -62167219200},message:"must be >= -62167219200"};
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
if(data7.reason !== undefined){
let data14 = data7.reason;
if(typeof data14 === "string"){
if(func2(data14) > 64){
const err32 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/reason",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
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
const err33 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1+"/reason",schemaPath:"#/properties/certificates/items/properties/answers/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err34 = {instancePath:instancePath+"/certificates/" + i0+"/answers/" + i1,schemaPath:"#/properties/certificates/items/properties/answers/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err35 = {instancePath:instancePath+"/certificates/" + i0+"/answers",schemaPath:"#/properties/certificates/items/properties/answers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data2.failures !== undefined){
let data15 = data2.failures;
if(Array.isArray(data15)){
if(data15.length > 100000){
const err36 = {instancePath:instancePath+"/certificates/" + i0+"/failures",schemaPath:"#/properties/certificates/items/properties/failures/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
let data16 = data15[i2];
if(typeof data16 === "string"){
if(func2(data16) > 65536){
const err37 = {instancePath:instancePath+"/certificates/" + i0+"/failures/" + i2,schemaPath:"#/properties/certificates/items/properties/failures/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err38 = {instancePath:instancePath+"/certificates/" + i0+"/failures/" + i2,schemaPath:"#/properties/certificates/items/properties/failures/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err39 = {instancePath:instancePath+"/certificates/" + i0+"/failures",schemaPath:"#/properties/certificates/items/properties/failures/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err40 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err41 = {instancePath:instancePath+"/certificates",schemaPath:"#/properties/certificates/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/facts.schema.json" */;
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
if(data.requested === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "requested"},message:"must have required property '"+"requested"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.repository === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repository"},message:"must have required property '"+"repository"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.root === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "root"},message:"must have required property '"+"root"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.subjects === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "subjects"},message:"must have required property '"+"subjects"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.signatures === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "signatures"},message:"must have required property '"+"signatures"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.statements === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "statements"},message:"must have required property '"+"statements"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.rejected === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rejected"},message:"must have required property '"+"rejected"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.images === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "images"},message:"must have required property '"+"images"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.discovery === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "discovery"},message:"must have required property '"+"discovery"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.faults === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "faults"},message:"must have required property '"+"faults"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err11 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.apiVersion !== undefined){
if("twinseal.dev/facts/v1" !== data.apiVersion){
const err12 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "twinseal.dev/facts/v1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.rules !== undefined){
let data1 = data.rules;
if(!((data1 === 2) || (data1 === 3))){
const err13 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/enum",keyword:"enum",params:{allowedValues: schema31.properties.rules.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.requested !== undefined){
let data2 = data.requested;
if(typeof data2 === "string"){
if(func2(data2) > 65536){
const err14 = {instancePath:instancePath+"/requested",schemaPath:"#/properties/requested/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err15 = {instancePath:instancePath+"/requested",schemaPath:"#/properties/requested/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.repository !== undefined){
let data3 = data.repository;
if(typeof data3 === "string"){
if(func2(data3) > 65536){
const err16 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err17 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.root !== undefined){
let data4 = data.root;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err18 = {instancePath:instancePath+"/root",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err19 = {instancePath:instancePath+"/root",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.subjects !== undefined){
let data5 = data.subjects;
if(Array.isArray(data5)){
if(data5.length > 100000){
const err20 = {instancePath:instancePath+"/subjects",schemaPath:"#/properties/subjects/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.digest === undefined){
const err21 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data6.mediaType === undefined){
const err22 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/required",keyword:"required",params:{missingProperty: "mediaType"},message:"must have required property '"+"mediaType"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data6.role === undefined){
const err23 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data6.claims === undefined){
const err24 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/required",keyword:"required",params:{missingProperty: "claims"},message:"must have required property '"+"claims"+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data6.annotations === undefined){
const err25 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/required",keyword:"required",params:{missingProperty: "annotations"},message:"must have required property '"+"annotations"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data6.broken === undefined){
const err26 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/required",keyword:"required",params:{missingProperty: "broken"},message:"must have required property '"+"broken"+"'"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key1 in data6){
if(!((((((((key1 === "digest") || (key1 === "mediaType")) || (key1 === "role")) || (key1 === "platform")) || (key1 === "claims")) || (key1 === "annotations")) || (key1 === "config")) || (key1 === "broken"))){
const err27 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data6.digest !== undefined){
let data7 = data6.digest;
if(typeof data7 === "string"){
if(!pattern4.test(data7)){
const err28 = {instancePath:instancePath+"/subjects/" + i0+"/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err29 = {instancePath:instancePath+"/subjects/" + i0+"/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data6.mediaType !== undefined){
let data8 = data6.mediaType;
if(typeof data8 === "string"){
if(func2(data8) > 65536){
const err30 = {instancePath:instancePath+"/subjects/" + i0+"/mediaType",schemaPath:"#/properties/subjects/items/properties/mediaType/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err31 = {instancePath:instancePath+"/subjects/" + i0+"/mediaType",schemaPath:"#/properties/subjects/items/properties/mediaType/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data6.role !== undefined){
let data9 = data6.role;
if(!(((data9 === "index") || (data9 === "platform")) || (data9 === "evidence"))){
const err32 = {instancePath:instancePath+"/subjects/" + i0+"/role",schemaPath:"#/properties/subjects/items/properties/role/enum",keyword:"enum",params:{allowedValues: schema31.properties.subjects.items.properties.role.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data6.platform !== undefined){
let data10 = data6.platform;
if(typeof data10 === "string"){
if(func2(data10) > 256){
const err33 = {instancePath:instancePath+"/subjects/" + i0+"/platform",schemaPath:"#/$defs/platform/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/subjects/" + i0+"/platform",schemaPath:"#/$defs/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err35 = {instancePath:instancePath+"/subjects/" + i0+"/platform",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data6.claims !== undefined){
let data11 = data6.claims;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key2 in data11){
if(!(((key2 === "descriptor") || (key2 === "config")) || (key2 === "program"))){
const err36 = {instancePath:instancePath+"/subjects/" + i0+"/claims",schemaPath:"#/properties/subjects/items/properties/claims/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data11.descriptor !== undefined){
let data12 = data11.descriptor;
if(typeof data12 === "string"){
if(func2(data12) > 256){
const err37 = {instancePath:instancePath+"/subjects/" + i0+"/claims/descriptor",schemaPath:"#/$defs/platform/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(func2(data12) < 1){
const err38 = {instancePath:instancePath+"/subjects/" + i0+"/claims/descriptor",schemaPath:"#/$defs/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err39 = {instancePath:instancePath+"/subjects/" + i0+"/claims/descriptor",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data11.config !== undefined){
let data13 = data11.config;
if(typeof data13 === "string"){
if(func2(data13) > 256){
const err40 = {instancePath:instancePath+"/subjects/" + i0+"/claims/config",schemaPath:"#/$defs/platform/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(func2(data13) < 1){
const err41 = {instancePath:instancePath+"/subjects/" + i0+"/claims/config",schemaPath:"#/$defs/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err42 = {instancePath:instancePath+"/subjects/" + i0+"/claims/config",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data11.program !== undefined){
let data14 = data11.program;
if(typeof data14 === "string"){
if(func2(data14) > 256){
const err43 = {instancePath:instancePath+"/subjects/" + i0+"/claims/program",schemaPath:"#/$defs/platform/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(func2(data14) < 1){
const err44 = {instancePath:instancePath+"/subjects/" + i0+"/claims/program",schemaPath:"#/$defs/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err45 = {instancePath:instancePath+"/subjects/" + i0+"/claims/program",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err46 = {instancePath:instancePath+"/subjects/" + i0+"/claims",schemaPath:"#/properties/subjects/items/properties/claims/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data6.annotations !== undefined){
let data15 = data6.annotations;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key3 in data15){
let data16 = data15[key3];
if(typeof data16 === "string"){
if(func2(data16) > 65536){
const err47 = {instancePath:instancePath+"/subjects/" + i0+"/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/subjects/items/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err48 = {instancePath:instancePath+"/subjects/" + i0+"/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/subjects/items/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err49 = {instancePath:instancePath+"/subjects/" + i0+"/annotations",schemaPath:"#/properties/subjects/items/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data6.config !== undefined){
let data17 = data6.config;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key4 in data17){
if(!(func1.call(schema31.properties.subjects.items.properties.config.properties, key4))){
const err50 = {instancePath:instancePath+"/subjects/" + i0+"/config",schemaPath:"#/properties/subjects/items/properties/config/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data17.User !== undefined){
let data18 = data17.User;
if(typeof data18 === "string"){
if(func2(data18) > 65536){
const err51 = {instancePath:instancePath+"/subjects/" + i0+"/config/User",schemaPath:"#/properties/subjects/items/properties/config/properties/User/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/subjects/" + i0+"/config/User",schemaPath:"#/properties/subjects/items/properties/config/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data17.Env !== undefined){
let data19 = data17.Env;
if(Array.isArray(data19)){
if(data19.length > 100000){
const err53 = {instancePath:instancePath+"/subjects/" + i0+"/config/Env",schemaPath:"#/properties/subjects/items/properties/config/properties/Env/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
let data20 = data19[i1];
if(typeof data20 === "string"){
if(func2(data20) > 65536){
const err54 = {instancePath:instancePath+"/subjects/" + i0+"/config/Env/" + i1,schemaPath:"#/properties/subjects/items/properties/config/properties/Env/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err55 = {instancePath:instancePath+"/subjects/" + i0+"/config/Env/" + i1,schemaPath:"#/properties/subjects/items/properties/config/properties/Env/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err56 = {instancePath:instancePath+"/subjects/" + i0+"/config/Env",schemaPath:"#/properties/subjects/items/properties/config/properties/Env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data17.Entrypoint !== undefined){
let data21 = data17.Entrypoint;
if(Array.isArray(data21)){
if(data21.length > 100000){
const err57 = {instancePath:instancePath+"/subjects/" + i0+"/config/Entrypoint",schemaPath:"#/properties/subjects/items/properties/config/properties/Entrypoint/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
const len2 = data21.length;
for(let i2=0; i2<len2; i2++){
let data22 = data21[i2];
if(typeof data22 === "string"){
if(func2(data22) > 65536){
const err58 = {instancePath:instancePath+"/subjects/" + i0+"/config/Entrypoint/" + i2,schemaPath:"#/properties/subjects/items/properties/config/properties/Entrypoint/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err59 = {instancePath:instancePath+"/subjects/" + i0+"/config/Entrypoint/" + i2,schemaPath:"#/properties/subjects/items/properties/config/properties/Entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/subjects/" + i0+"/config/Entrypoint",schemaPath:"#/properties/subjects/items/properties/config/properties/Entrypoint/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data17.Cmd !== undefined){
let data23 = data17.Cmd;
if(Array.isArray(data23)){
if(data23.length > 100000){
const err61 = {instancePath:instancePath+"/subjects/" + i0+"/config/Cmd",schemaPath:"#/properties/subjects/items/properties/config/properties/Cmd/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
const len3 = data23.length;
for(let i3=0; i3<len3; i3++){
let data24 = data23[i3];
if(typeof data24 === "string"){
if(func2(data24) > 65536){
const err62 = {instancePath:instancePath+"/subjects/" + i0+"/config/Cmd/" + i3,schemaPath:"#/properties/subjects/items/properties/config/properties/Cmd/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err63 = {instancePath:instancePath+"/subjects/" + i0+"/config/Cmd/" + i3,schemaPath:"#/properties/subjects/items/properties/config/properties/Cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err64 = {instancePath:instancePath+"/subjects/" + i0+"/config/Cmd",schemaPath:"#/properties/subjects/items/properties/config/properties/Cmd/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data17.WorkingDir !== undefined){
let data25 = data17.WorkingDir;
if(typeof data25 === "string"){
if(func2(data25) > 65536){
const err65 = {instancePath:instancePath+"/subjects/" + i0+"/config/WorkingDir",schemaPath:"#/properties/subjects/items/properties/config/properties/WorkingDir/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err66 = {instancePath:instancePath+"/subjects/" + i0+"/config/WorkingDir",schemaPath:"#/properties/subjects/items/properties/config/properties/WorkingDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data17.Labels !== undefined){
let data26 = data17.Labels;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key5 in data26){
let data27 = data26[key5];
if(typeof data27 === "string"){
if(func2(data27) > 65536){
const err67 = {instancePath:instancePath+"/subjects/" + i0+"/config/Labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/subjects/items/properties/config/properties/Labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err68 = {instancePath:instancePath+"/subjects/" + i0+"/config/Labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/subjects/items/properties/config/properties/Labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/subjects/" + i0+"/config/Labels",schemaPath:"#/properties/subjects/items/properties/config/properties/Labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data17.ExposedPorts !== undefined){
let data28 = data17.ExposedPorts;
if(!(data28 && typeof data28 == "object" && !Array.isArray(data28))){
const err70 = {instancePath:instancePath+"/subjects/" + i0+"/config/ExposedPorts",schemaPath:"#/properties/subjects/items/properties/config/properties/ExposedPorts/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data17.Volumes !== undefined){
let data29 = data17.Volumes;
if(!(data29 && typeof data29 == "object" && !Array.isArray(data29))){
const err71 = {instancePath:instancePath+"/subjects/" + i0+"/config/Volumes",schemaPath:"#/properties/subjects/items/properties/config/properties/Volumes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data17.StopSignal !== undefined){
let data30 = data17.StopSignal;
if(typeof data30 === "string"){
if(func2(data30) > 65536){
const err72 = {instancePath:instancePath+"/subjects/" + i0+"/config/StopSignal",schemaPath:"#/properties/subjects/items/properties/config/properties/StopSignal/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err73 = {instancePath:instancePath+"/subjects/" + i0+"/config/StopSignal",schemaPath:"#/properties/subjects/items/properties/config/properties/StopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data17.Healthcheck !== undefined){
let data31 = data17.Healthcheck;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
for(const key6 in data31){
if(!(key6 === "Test")){
const err74 = {instancePath:instancePath+"/subjects/" + i0+"/config/Healthcheck",schemaPath:"#/properties/subjects/items/properties/config/properties/Healthcheck/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data31.Test !== undefined){
let data32 = data31.Test;
if(Array.isArray(data32)){
if(data32.length > 100000){
const err75 = {instancePath:instancePath+"/subjects/" + i0+"/config/Healthcheck/Test",schemaPath:"#/properties/subjects/items/properties/config/properties/Healthcheck/properties/Test/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
const len4 = data32.length;
for(let i4=0; i4<len4; i4++){
let data33 = data32[i4];
if(typeof data33 === "string"){
if(func2(data33) > 65536){
const err76 = {instancePath:instancePath+"/subjects/" + i0+"/config/Healthcheck/Test/" + i4,schemaPath:"#/properties/subjects/items/properties/config/properties/Healthcheck/properties/Test/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/subjects/" + i0+"/config/Healthcheck/Test/" + i4,schemaPath:"#/properties/subjects/items/properties/config/properties/Healthcheck/properties/Test/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/subjects/" + i0+"/config/Healthcheck/Test",schemaPath:"#/properties/subjects/items/properties/config/properties/Healthcheck/properties/Test/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err79 = {instancePath:instancePath+"/subjects/" + i0+"/config/Healthcheck",schemaPath:"#/properties/subjects/items/properties/config/properties/Healthcheck/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err80 = {instancePath:instancePath+"/subjects/" + i0+"/config",schemaPath:"#/properties/subjects/items/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data6.broken !== undefined){
let data34 = data6.broken;
if(Array.isArray(data34)){
if(data34.length > 100000){
const err81 = {instancePath:instancePath+"/subjects/" + i0+"/broken",schemaPath:"#/properties/subjects/items/properties/broken/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
const len5 = data34.length;
for(let i5=0; i5<len5; i5++){
let data35 = data34[i5];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.digest === undefined){
const err82 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5,schemaPath:"#/properties/subjects/items/properties/broken/items/required",keyword:"required",params:{missingProperty: "digest"},message:"must have required property '"+"digest"+"'"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(data35.code === undefined){
const err83 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5,schemaPath:"#/properties/subjects/items/properties/broken/items/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data35.reason === undefined){
const err84 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5,schemaPath:"#/properties/subjects/items/properties/broken/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
for(const key7 in data35){
if(!(((key7 === "digest") || (key7 === "code")) || (key7 === "reason"))){
const err85 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5,schemaPath:"#/properties/subjects/items/properties/broken/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data35.digest !== undefined){
let data36 = data35.digest;
if(typeof data36 === "string"){
if(!pattern4.test(data36)){
const err86 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5+"/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err87 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5+"/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data35.code !== undefined){
let data37 = data35.code;
if(typeof data37 === "string"){
if(!pattern7.test(data37)){
const err88 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5+"/code",schemaPath:"#/$defs/code/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Z_]{1,60}$"},message:"must match pattern \""+"^[A-Z][A-Z_]{1,60}$"+"\""};
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
const err89 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5+"/code",schemaPath:"#/$defs/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data35.reason !== undefined){
let data38 = data35.reason;
if(typeof data38 === "string"){
if(func2(data38) > 65536){
const err90 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5+"/reason",schemaPath:"#/properties/subjects/items/properties/broken/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5+"/reason",schemaPath:"#/properties/subjects/items/properties/broken/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err92 = {instancePath:instancePath+"/subjects/" + i0+"/broken/" + i5,schemaPath:"#/properties/subjects/items/properties/broken/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err93 = {instancePath:instancePath+"/subjects/" + i0+"/broken",schemaPath:"#/properties/subjects/items/properties/broken/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err94 = {instancePath:instancePath+"/subjects/" + i0,schemaPath:"#/properties/subjects/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err95 = {instancePath:instancePath+"/subjects",schemaPath:"#/properties/subjects/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data.signatures !== undefined){
let data39 = data.signatures;
if(Array.isArray(data39)){
if(data39.length > 100000){
const err96 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
const len6 = data39.length;
for(let i6=0; i6<len6; i6++){
let data40 = data39[i6];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.subject === undefined){
const err97 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data40.signer === undefined){
const err98 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "signer"},message:"must have required property '"+"signer"+"'"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(data40.form === undefined){
const err99 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "form"},message:"must have required property '"+"form"+"'"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(data40.valid === undefined){
const err100 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "valid"},message:"must have required property '"+"valid"+"'"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data40.annotations === undefined){
const err101 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "annotations"},message:"must have required property '"+"annotations"+"'"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data40.evidence === undefined){
const err102 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/required",keyword:"required",params:{missingProperty: "evidence"},message:"must have required property '"+"evidence"+"'"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
for(const key8 in data40){
if(!(func1.call(schema31.properties.signatures.items.properties, key8))){
const err103 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data40.subject !== undefined){
let data41 = data40.subject;
if(typeof data41 === "string"){
if(!pattern4.test(data41)){
const err104 = {instancePath:instancePath+"/signatures/" + i6+"/subject",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err105 = {instancePath:instancePath+"/signatures/" + i6+"/subject",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data40.signer !== undefined){
if(!(validate21(data40.signer, {instancePath:instancePath+"/signatures/" + i6+"/signer",parentData:data40,parentDataProperty:"signer",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data40.form !== undefined){
let data43 = data40.form;
if(!(((((data43 === "referrers-api") || (data43 === "referrers-tag")) || (data43 === "layout")) || (data43 === "cosign-sig-tag")) || (data43 === "cosign-att-tag"))){
const err106 = {instancePath:instancePath+"/signatures/" + i6+"/form",schemaPath:"#/properties/signatures/items/properties/form/enum",keyword:"enum",params:{allowedValues: schema31.properties.signatures.items.properties.form.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data40.valid !== undefined){
let data44 = data40.valid;
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
if(data44.from === undefined){
const err107 = {instancePath:instancePath+"/signatures/" + i6+"/valid",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data44.until === undefined){
const err108 = {instancePath:instancePath+"/signatures/" + i6+"/valid",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
for(const key9 in data44){
if(!((key9 === "from") || (key9 === "until"))){
const err109 = {instancePath:instancePath+"/signatures/" + i6+"/valid",schemaPath:"#/$defs/interval/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data44.from !== undefined){
let data45 = data44.from;
if((!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))) && (data45 !== null)){
const err110 = {instancePath:instancePath+"/signatures/" + i6+"/valid/from",schemaPath:"#/$defs/interval/properties/from/type",keyword:"type",params:{type: schema43.properties.from.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data44.until !== undefined){
let data46 = data44.until;
if((!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))) && (data46 !== null)){
const err111 = {instancePath:instancePath+"/signatures/" + i6+"/valid/until",schemaPath:"#/$defs/interval/properties/until/type",keyword:"type",params:{type: schema43.properties.until.type},message:"must be integer,null"};
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
const err112 = {instancePath:instancePath+"/signatures/" + i6+"/valid",schemaPath:"#/$defs/interval/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data40.signedAt !== undefined){
let data47 = data40.signedAt;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
const err113 = {instancePath:instancePath+"/signatures/" + i6+"/signedAt",schemaPath:"#/properties/signatures/items/properties/signedAt/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data40.window !== undefined){
let data48 = data40.window;
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(data48.from === undefined){
const err114 = {instancePath:instancePath+"/signatures/" + i6+"/window",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data48.until === undefined){
const err115 = {instancePath:instancePath+"/signatures/" + i6+"/window",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
for(const key10 in data48){
if(!((key10 === "from") || (key10 === "until"))){
const err116 = {instancePath:instancePath+"/signatures/" + i6+"/window",schemaPath:"#/$defs/interval/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data48.from !== undefined){
let data49 = data48.from;
if((!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))) && (data49 !== null)){
const err117 = {instancePath:instancePath+"/signatures/" + i6+"/window/from",schemaPath:"#/$defs/interval/properties/from/type",keyword:"type",params:{type: schema43.properties.from.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data48.until !== undefined){
let data50 = data48.until;
if((!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))) && (data50 !== null)){
const err118 = {instancePath:instancePath+"/signatures/" + i6+"/window/until",schemaPath:"#/$defs/interval/properties/until/type",keyword:"type",params:{type: schema43.properties.until.type},message:"must be integer,null"};
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
const err119 = {instancePath:instancePath+"/signatures/" + i6+"/window",schemaPath:"#/$defs/interval/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data40.claimedTime !== undefined){
let data51 = data40.claimedTime;
if(typeof data51 === "string"){
if(func2(data51) > 65536){
const err120 = {instancePath:instancePath+"/signatures/" + i6+"/claimedTime",schemaPath:"#/properties/signatures/items/properties/claimedTime/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err121 = {instancePath:instancePath+"/signatures/" + i6+"/claimedTime",schemaPath:"#/properties/signatures/items/properties/claimedTime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data40.name !== undefined){
let data52 = data40.name;
if(typeof data52 === "string"){
if(func2(data52) > 65536){
const err122 = {instancePath:instancePath+"/signatures/" + i6+"/name",schemaPath:"#/properties/signatures/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err123 = {instancePath:instancePath+"/signatures/" + i6+"/name",schemaPath:"#/properties/signatures/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data40.annotations !== undefined){
let data53 = data40.annotations;
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
for(const key11 in data53){
let data54 = data53[key11];
if(typeof data54 === "string"){
if(func2(data54) > 65536){
const err124 = {instancePath:instancePath+"/signatures/" + i6+"/annotations/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/signatures/items/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/signatures/" + i6+"/annotations/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/signatures/items/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err126 = {instancePath:instancePath+"/signatures/" + i6+"/annotations",schemaPath:"#/properties/signatures/items/properties/annotations/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data40.evidence !== undefined){
let data55 = data40.evidence;
if(typeof data55 === "string"){
if(!pattern4.test(data55)){
const err127 = {instancePath:instancePath+"/signatures/" + i6+"/evidence",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/signatures/" + i6+"/evidence",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data40.logged !== undefined){
let data56 = data40.logged;
if(Array.isArray(data56)){
if(data56.length > 100000){
const err129 = {instancePath:instancePath+"/signatures/" + i6+"/logged",schemaPath:"#/properties/signatures/items/properties/logged/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
const len7 = data56.length;
for(let i7=0; i7<len7; i7++){
let data57 = data56[i7];
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
if(data57.check === undefined){
const err130 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7,schemaPath:"#/properties/signatures/items/properties/logged/items/required",keyword:"required",params:{missingProperty: "check"},message:"must have required property '"+"check"+"'"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(data57.reason === undefined){
const err131 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7,schemaPath:"#/properties/signatures/items/properties/logged/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
for(const key12 in data57){
if(!(((key12 === "check") || (key12 === "holds")) || (key12 === "reason"))){
const err132 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7,schemaPath:"#/properties/signatures/items/properties/logged/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data57.check !== undefined){
let data58 = data57.check;
if(!(((data58 === "authenticity") || (data58 === "authenticTimestamp")) || (data58 === "expiry"))){
const err133 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/check",schemaPath:"#/properties/signatures/items/properties/logged/items/properties/check/enum",keyword:"enum",params:{allowedValues: schema31.properties.signatures.items.properties.logged.items.properties.check.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data57.holds !== undefined){
let data59 = data57.holds;
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
if(data59.from === undefined){
const err134 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/holds",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data59.until === undefined){
const err135 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/holds",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
for(const key13 in data59){
if(!((key13 === "from") || (key13 === "until"))){
const err136 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/holds",schemaPath:"#/$defs/interval/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data59.from !== undefined){
let data60 = data59.from;
if((!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))) && (data60 !== null)){
const err137 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/holds/from",schemaPath:"#/$defs/interval/properties/from/type",keyword:"type",params:{type: schema43.properties.from.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data59.until !== undefined){
let data61 = data59.until;
if((!(((typeof data61 == "number") && (!(data61 % 1) && !isNaN(data61))) && (isFinite(data61)))) && (data61 !== null)){
const err138 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/holds/until",schemaPath:"#/$defs/interval/properties/until/type",keyword:"type",params:{type: schema43.properties.until.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
}
else {
const err139 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/holds",schemaPath:"#/$defs/interval/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data57.reason !== undefined){
let data62 = data57.reason;
if(typeof data62 === "string"){
if(func2(data62) > 65536){
const err140 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/reason",schemaPath:"#/properties/signatures/items/properties/logged/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err141 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7+"/reason",schemaPath:"#/properties/signatures/items/properties/logged/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err142 = {instancePath:instancePath+"/signatures/" + i6+"/logged/" + i7,schemaPath:"#/properties/signatures/items/properties/logged/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err143 = {instancePath:instancePath+"/signatures/" + i6+"/logged",schemaPath:"#/properties/signatures/items/properties/logged/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data40.revocation !== undefined){
if(!(validate23(data40.revocation, {instancePath:instancePath+"/signatures/" + i6+"/revocation",parentData:data40,parentDataProperty:"revocation",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err144 = {instancePath:instancePath+"/signatures/" + i6,schemaPath:"#/properties/signatures/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err145 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data.statements !== undefined){
let data64 = data.statements;
if(Array.isArray(data64)){
if(data64.length > 100000){
const err146 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
const len8 = data64.length;
for(let i8=0; i8<len8; i8++){
let data65 = data64[i8];
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
if(data65.subjects === undefined){
const err147 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "subjects"},message:"must have required property '"+"subjects"+"'"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data65.foundUnder === undefined){
const err148 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "foundUnder"},message:"must have required property '"+"foundUnder"+"'"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data65.predicateType === undefined){
const err149 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "predicateType"},message:"must have required property '"+"predicateType"+"'"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data65.predicate === undefined){
const err150 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "predicate"},message:"must have required property '"+"predicate"+"'"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(data65.signer === undefined){
const err151 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "signer"},message:"must have required property '"+"signer"+"'"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data65.form === undefined){
const err152 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "form"},message:"must have required property '"+"form"+"'"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(data65.valid === undefined){
const err153 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "valid"},message:"must have required property '"+"valid"+"'"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data65.statement === undefined){
const err154 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "statement"},message:"must have required property '"+"statement"+"'"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(data65.evidence === undefined){
const err155 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/required",keyword:"required",params:{missingProperty: "evidence"},message:"must have required property '"+"evidence"+"'"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
for(const key14 in data65){
if(!(func1.call(schema31.properties.statements.items.properties, key14))){
const err156 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data65.subjects !== undefined){
let data66 = data65.subjects;
if(Array.isArray(data66)){
if(data66.length > 100000){
const err157 = {instancePath:instancePath+"/statements/" + i8+"/subjects",schemaPath:"#/properties/statements/items/properties/subjects/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
const len9 = data66.length;
for(let i9=0; i9<len9; i9++){
let data67 = data66[i9];
if(typeof data67 === "string"){
if(!pattern4.test(data67)){
const err158 = {instancePath:instancePath+"/statements/" + i8+"/subjects/" + i9,schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
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
const err159 = {instancePath:instancePath+"/statements/" + i8+"/subjects/" + i9,schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
}
else {
const err160 = {instancePath:instancePath+"/statements/" + i8+"/subjects",schemaPath:"#/properties/statements/items/properties/subjects/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data65.foundUnder !== undefined){
let data68 = data65.foundUnder;
if(typeof data68 === "string"){
if(!pattern4.test(data68)){
const err161 = {instancePath:instancePath+"/statements/" + i8+"/foundUnder",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
else {
const err162 = {instancePath:instancePath+"/statements/" + i8+"/foundUnder",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data65.predicateType !== undefined){
let data69 = data65.predicateType;
if(typeof data69 === "string"){
if(func2(data69) > 65536){
const err163 = {instancePath:instancePath+"/statements/" + i8+"/predicateType",schemaPath:"#/properties/statements/items/properties/predicateType/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err164 = {instancePath:instancePath+"/statements/" + i8+"/predicateType",schemaPath:"#/properties/statements/items/properties/predicateType/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data65.content !== undefined){
let data70 = data65.content;
const _errs165 = errors;
let valid50 = false;
let passing0 = null;
const _errs166 = errors;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(data70.kind === undefined){
const err165 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(data70.format === undefined){
const err166 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "format"},message:"must have required property '"+"format"+"'"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(data70.packages === undefined){
const err167 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "packages"},message:"must have required property '"+"packages"+"'"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(data70.versions === undefined){
const err168 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "versions"},message:"must have required property '"+"versions"+"'"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(data70.purls === undefined){
const err169 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "purls"},message:"must have required property '"+"purls"+"'"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if(data70.licenses === undefined){
const err170 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "licenses"},message:"must have required property '"+"licenses"+"'"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if(data70.checksums === undefined){
const err171 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/required",keyword:"required",params:{missingProperty: "checksums"},message:"must have required property '"+"checksums"+"'"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
for(const key15 in data70){
if(!((((((((key15 === "kind") || (key15 === "format")) || (key15 === "packages")) || (key15 === "versions")) || (key15 === "purls")) || (key15 === "licenses")) || (key15 === "checksums")) || (key15 === "created"))){
const err172 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data70.kind !== undefined){
if("sbom" !== data70.kind){
const err173 = {instancePath:instancePath+"/statements/" + i8+"/content/kind",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "sbom"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data70.format !== undefined){
let data72 = data70.format;
if(!((data72 === "spdx") || (data72 === "cyclonedx"))){
const err174 = {instancePath:instancePath+"/statements/" + i8+"/content/format",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/format/enum",keyword:"enum",params:{allowedValues: schema31.properties.statements.items.properties.content.oneOf[0].properties.format.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data70.packages !== undefined){
let data73 = data70.packages;
if(!(((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73))) && (isFinite(data73)))){
const err175 = {instancePath:instancePath+"/statements/" + i8+"/content/packages",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/packages/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data70.versions !== undefined){
let data74 = data70.versions;
if(!(((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74))) && (isFinite(data74)))){
const err176 = {instancePath:instancePath+"/statements/" + i8+"/content/versions",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/versions/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data70.purls !== undefined){
let data75 = data70.purls;
if(!(((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75))) && (isFinite(data75)))){
const err177 = {instancePath:instancePath+"/statements/" + i8+"/content/purls",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/purls/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data70.licenses !== undefined){
let data76 = data70.licenses;
if(!(((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76))) && (isFinite(data76)))){
const err178 = {instancePath:instancePath+"/statements/" + i8+"/content/licenses",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/licenses/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data70.checksums !== undefined){
let data77 = data70.checksums;
if(!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))){
const err179 = {instancePath:instancePath+"/statements/" + i8+"/content/checksums",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/checksums/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data70.created !== undefined){
let data78 = data70.created;
if(!(((typeof data78 == "number") && (!(data78 % 1) && !isNaN(data78))) && (isFinite(data78)))){
const err180 = {instancePath:instancePath+"/statements/" + i8+"/content/created",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/properties/created/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
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
const err181 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
var _valid0 = _errs166 === errors;
if(_valid0){
valid50 = true;
passing0 = 0;
var props0 = true;
}
const _errs183 = errors;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(data70.kind === undefined){
const err182 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(data70.scanner === undefined){
const err183 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/required",keyword:"required",params:{missingProperty: "scanner"},message:"must have required property '"+"scanner"+"'"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(data70.at === undefined){
const err184 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(data70.findings === undefined){
const err185 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/required",keyword:"required",params:{missingProperty: "findings"},message:"must have required property '"+"findings"+"'"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
for(const key16 in data70){
if(!((((key16 === "kind") || (key16 === "scanner")) || (key16 === "at")) || (key16 === "findings"))){
const err186 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data70.kind !== undefined){
if("scan" !== data70.kind){
const err187 = {instancePath:instancePath+"/statements/" + i8+"/content/kind",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "scan"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data70.scanner !== undefined){
let data80 = data70.scanner;
if(typeof data80 === "string"){
if(func2(data80) > 65536){
const err188 = {instancePath:instancePath+"/statements/" + i8+"/content/scanner",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/scanner/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
else {
const err189 = {instancePath:instancePath+"/statements/" + i8+"/content/scanner",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/scanner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data70.at !== undefined){
let data81 = data70.at;
if(!(((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81))) && (isFinite(data81)))){
const err190 = {instancePath:instancePath+"/statements/" + i8+"/content/at",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/at/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data70.findings !== undefined){
let data82 = data70.findings;
if(Array.isArray(data82)){
if(data82.length > 100000){
const err191 = {instancePath:instancePath+"/statements/" + i8+"/content/findings",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
const len10 = data82.length;
for(let i10=0; i10<len10; i10++){
let data83 = data82[i10];
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
if(data83.id === undefined){
const err192 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10,schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(data83.severity === undefined){
const err193 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10,schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/required",keyword:"required",params:{missingProperty: "severity"},message:"must have required property '"+"severity"+"'"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
for(const key17 in data83){
if(!((((key17 === "id") || (key17 === "aliases")) || (key17 === "severity")) || (key17 === "package"))){
const err194 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10,schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data83.id !== undefined){
let data84 = data83.id;
if(typeof data84 === "string"){
if(func2(data84) > 65536){
const err195 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/id",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err196 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/id",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data83.aliases !== undefined){
let data85 = data83.aliases;
if(Array.isArray(data85)){
if(data85.length > 100000){
const err197 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/aliases",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/aliases/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
const len11 = data85.length;
for(let i11=0; i11<len11; i11++){
let data86 = data85[i11];
if(typeof data86 === "string"){
if(func2(data86) > 65536){
const err198 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/aliases/" + i11,schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/aliases/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err199 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/aliases/" + i11,schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/aliases/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err200 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/aliases",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/aliases/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data83.severity !== undefined){
let data87 = data83.severity;
if(!((((((data87 === "none") || (data87 === "low")) || (data87 === "medium")) || (data87 === "high")) || (data87 === "critical")) || (data87 === "unknown"))){
const err201 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/severity",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/severity/enum",keyword:"enum",params:{allowedValues: schema31.properties.statements.items.properties.content.oneOf[1].properties.findings.items.properties.severity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data83.package !== undefined){
let data88 = data83.package;
if(typeof data88 === "string"){
if(func2(data88) > 65536){
const err202 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/package",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/package/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err203 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10+"/package",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/properties/package/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err204 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i10,schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
}
else {
const err205 = {instancePath:instancePath+"/statements/" + i8+"/content/findings",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
}
else {
const err206 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
var _valid0 = _errs183 === errors;
if(_valid0 && valid50){
valid50 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid50 = true;
passing0 = 1;
if(props0 !== true){
props0 = true;
}
}
const _errs205 = errors;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(data70.kind === undefined){
const err207 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if(data70.statements === undefined){
const err208 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/required",keyword:"required",params:{missingProperty: "statements"},message:"must have required property '"+"statements"+"'"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
for(const key18 in data70){
if(!((key18 === "kind") || (key18 === "statements"))){
const err209 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
if(data70.kind !== undefined){
if("vex" !== data70.kind){
const err210 = {instancePath:instancePath+"/statements/" + i8+"/content/kind",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue: "vex"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data70.statements !== undefined){
let data90 = data70.statements;
if(Array.isArray(data90)){
if(data90.length > 100000){
const err211 = {instancePath:instancePath+"/statements/" + i8+"/content/statements",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
const len12 = data90.length;
for(let i12=0; i12<len12; i12++){
let data91 = data90[i12];
if(data91 && typeof data91 == "object" && !Array.isArray(data91)){
if(data91.vulnerability === undefined){
const err212 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/required",keyword:"required",params:{missingProperty: "vulnerability"},message:"must have required property '"+"vulnerability"+"'"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(data91.status === undefined){
const err213 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
if(data91.at === undefined){
const err214 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
if(data91.products === undefined){
const err215 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/required",keyword:"required",params:{missingProperty: "products"},message:"must have required property '"+"products"+"'"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
for(const key19 in data91){
if(!((((key19 === "vulnerability") || (key19 === "status")) || (key19 === "at")) || (key19 === "products"))){
const err216 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data91.vulnerability !== undefined){
let data92 = data91.vulnerability;
if(Array.isArray(data92)){
if(data92.length > 100000){
const err217 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/vulnerability",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/vulnerability/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
const len13 = data92.length;
for(let i13=0; i13<len13; i13++){
let data93 = data92[i13];
if(typeof data93 === "string"){
if(func2(data93) > 65536){
const err218 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/vulnerability/" + i13,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/vulnerability/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
else {
const err219 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/vulnerability/" + i13,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/vulnerability/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
}
else {
const err220 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/vulnerability",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/vulnerability/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data91.status !== undefined){
let data94 = data91.status;
if(!((((data94 === "not_affected") || (data94 === "affected")) || (data94 === "fixed")) || (data94 === "under_investigation"))){
const err221 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/status",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.statements.items.properties.content.oneOf[2].properties.statements.items.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data91.at !== undefined){
let data95 = data91.at;
if(!(((typeof data95 == "number") && (!(data95 % 1) && !isNaN(data95))) && (isFinite(data95)))){
const err222 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/at",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/at/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(data91.products !== undefined){
let data96 = data91.products;
if(Array.isArray(data96)){
if(data96.length > 100000){
const err223 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
const len14 = data96.length;
for(let i14=0; i14<len14; i14++){
let data97 = data96[i14];
if(data97 && typeof data97 == "object" && !Array.isArray(data97)){
if(data97.names === undefined){
const err224 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/required",keyword:"required",params:{missingProperty: "names"},message:"must have required property '"+"names"+"'"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(data97.parts === undefined){
const err225 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/required",keyword:"required",params:{missingProperty: "parts"},message:"must have required property '"+"parts"+"'"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
for(const key20 in data97){
if(!((key20 === "names") || (key20 === "parts"))){
const err226 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data97.names !== undefined){
let data98 = data97.names;
if(Array.isArray(data98)){
if(data98.length > 100000){
const err227 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/names",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/names/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
const len15 = data98.length;
for(let i15=0; i15<len15; i15++){
let data99 = data98[i15];
if(typeof data99 === "string"){
if(func2(data99) > 65536){
const err228 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/names/" + i15,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/names/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
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
const err229 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/names/" + i15,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/names/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
}
else {
const err230 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/names",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/names/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
if(data97.parts !== undefined){
let data100 = data97.parts;
if(Array.isArray(data100)){
if(data100.length > 100000){
const err231 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/parts",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/parts/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
const len16 = data100.length;
for(let i16=0; i16<len16; i16++){
let data101 = data100[i16];
if(Array.isArray(data101)){
if(data101.length > 100000){
const err232 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/parts/" + i16,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/parts/items/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
const len17 = data101.length;
for(let i17=0; i17<len17; i17++){
let data102 = data101[i17];
if(typeof data102 === "string"){
if(func2(data102) > 65536){
const err233 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/parts/" + i16+"/" + i17,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/parts/items/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
else {
const err234 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/parts/" + i16+"/" + i17,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/parts/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
}
else {
const err235 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/parts/" + i16,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/parts/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
}
else {
const err236 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14+"/parts",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/properties/parts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
}
else {
const err237 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products/" + i14,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
}
else {
const err238 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12+"/products",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/properties/products/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
}
else {
const err239 = {instancePath:instancePath+"/statements/" + i8+"/content/statements/" + i12,schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
}
else {
const err240 = {instancePath:instancePath+"/statements/" + i8+"/content/statements",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
}
else {
const err241 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
var _valid0 = _errs205 === errors;
if(_valid0 && valid50){
valid50 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid50 = true;
passing0 = 2;
if(props0 !== true){
props0 = true;
}
}
const _errs236 = errors;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(data70.kind === undefined){
const err242 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(data70.scanner === undefined){
const err243 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/required",keyword:"required",params:{missingProperty: "scanner"},message:"must have required property '"+"scanner"+"'"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
if(data70.at === undefined){
const err244 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if(data70.found === undefined){
const err245 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/required",keyword:"required",params:{missingProperty: "found"},message:"must have required property '"+"found"+"'"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
if(data70.findings === undefined){
const err246 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/required",keyword:"required",params:{missingProperty: "findings"},message:"must have required property '"+"findings"+"'"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
for(const key21 in data70){
if(!(((((key21 === "kind") || (key21 === "scanner")) || (key21 === "at")) || (key21 === "found")) || (key21 === "findings"))){
const err247 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data70.kind !== undefined){
if("secrets" !== data70.kind){
const err248 = {instancePath:instancePath+"/statements/" + i8+"/content/kind",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/kind/const",keyword:"const",params:{allowedValue: "secrets"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data70.scanner !== undefined){
let data104 = data70.scanner;
if(typeof data104 === "string"){
if(func2(data104) > 65536){
const err249 = {instancePath:instancePath+"/statements/" + i8+"/content/scanner",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/scanner/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
else {
const err250 = {instancePath:instancePath+"/statements/" + i8+"/content/scanner",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/scanner/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data70.at !== undefined){
let data105 = data70.at;
if(!(((typeof data105 == "number") && (!(data105 % 1) && !isNaN(data105))) && (isFinite(data105)))){
const err251 = {instancePath:instancePath+"/statements/" + i8+"/content/at",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/at/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data70.found !== undefined){
let data106 = data70.found;
if(!(((typeof data106 == "number") && (!(data106 % 1) && !isNaN(data106))) && (isFinite(data106)))){
const err252 = {instancePath:instancePath+"/statements/" + i8+"/content/found",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/found/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
if(data70.findings !== undefined){
let data107 = data70.findings;
if(Array.isArray(data107)){
if(data107.length > 100000){
const err253 = {instancePath:instancePath+"/statements/" + i8+"/content/findings",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
const len18 = data107.length;
for(let i18=0; i18<len18; i18++){
let data108 = data107[i18];
if(data108 && typeof data108 == "object" && !Array.isArray(data108)){
if(data108.rule === undefined){
const err254 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18,schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
if(data108.path === undefined){
const err255 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18,schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
for(const key22 in data108){
if(!((key22 === "rule") || (key22 === "path"))){
const err256 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18,schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
if(data108.rule !== undefined){
let data109 = data108.rule;
if(typeof data109 === "string"){
if(func2(data109) > 65536){
const err257 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18+"/rule",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/properties/rule/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
else {
const err258 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18+"/rule",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data108.path !== undefined){
let data110 = data108.path;
if(typeof data110 === "string"){
if(func2(data110) > 65536){
const err259 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18+"/path",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
else {
const err260 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18+"/path",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err261 = {instancePath:instancePath+"/statements/" + i8+"/content/findings/" + i18,schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
}
else {
const err262 = {instancePath:instancePath+"/statements/" + i8+"/content/findings",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err263 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
var _valid0 = _errs236 === errors;
if(_valid0 && valid50){
valid50 = false;
passing0 = [passing0, 3];
}
else {
if(_valid0){
valid50 = true;
passing0 = 3;
if(props0 !== true){
props0 = true;
}
}
}
}
}
if(!valid50){
const err264 = {instancePath:instancePath+"/statements/" + i8+"/content",schemaPath:"#/properties/statements/items/properties/content/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
else {
errors = _errs165;
if(vErrors !== null){
if(_errs165){
vErrors.length = _errs165;
}
else {
vErrors = null;
}
}
}
}
if(data65.unread !== undefined){
let data111 = data65.unread;
if(data111 && typeof data111 == "object" && !Array.isArray(data111)){
if(data111.code === undefined){
const err265 = {instancePath:instancePath+"/statements/" + i8+"/unread",schemaPath:"#/properties/statements/items/properties/unread/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
if(data111.reason === undefined){
const err266 = {instancePath:instancePath+"/statements/" + i8+"/unread",schemaPath:"#/properties/statements/items/properties/unread/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
for(const key23 in data111){
if(!(((key23 === "code") || (key23 === "reason")) || (key23 === "at"))){
const err267 = {instancePath:instancePath+"/statements/" + i8+"/unread",schemaPath:"#/properties/statements/items/properties/unread/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data111.code !== undefined){
let data112 = data111.code;
if(!((data112 === "STATEMENT_MALFORMED") || (data112 === "STATEMENT_UNREADABLE"))){
const err268 = {instancePath:instancePath+"/statements/" + i8+"/unread/code",schemaPath:"#/properties/statements/items/properties/unread/properties/code/enum",keyword:"enum",params:{allowedValues: schema31.properties.statements.items.properties.unread.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
if(data111.reason !== undefined){
let data113 = data111.reason;
if(typeof data113 === "string"){
if(func2(data113) > 65536){
const err269 = {instancePath:instancePath+"/statements/" + i8+"/unread/reason",schemaPath:"#/properties/statements/items/properties/unread/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
else {
const err270 = {instancePath:instancePath+"/statements/" + i8+"/unread/reason",schemaPath:"#/properties/statements/items/properties/unread/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
if(data111.at !== undefined){
let data114 = data111.at;
if(!(((typeof data114 == "number") && (!(data114 % 1) && !isNaN(data114))) && (isFinite(data114)))){
const err271 = {instancePath:instancePath+"/statements/" + i8+"/unread/at",schemaPath:"#/properties/statements/items/properties/unread/properties/at/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
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
const err272 = {instancePath:instancePath+"/statements/" + i8+"/unread",schemaPath:"#/properties/statements/items/properties/unread/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
if(data65.claimed !== undefined){
let data115 = data65.claimed;
if(!(((typeof data115 == "number") && (!(data115 % 1) && !isNaN(data115))) && (isFinite(data115)))){
const err273 = {instancePath:instancePath+"/statements/" + i8+"/claimed",schemaPath:"#/properties/statements/items/properties/claimed/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data65.signer !== undefined){
if(!(validate21(data65.signer, {instancePath:instancePath+"/statements/" + i8+"/signer",parentData:data65,parentDataProperty:"signer",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data65.form !== undefined){
let data117 = data65.form;
if(!(((((data117 === "referrers-api") || (data117 === "referrers-tag")) || (data117 === "layout")) || (data117 === "cosign-sig-tag")) || (data117 === "cosign-att-tag"))){
const err274 = {instancePath:instancePath+"/statements/" + i8+"/form",schemaPath:"#/properties/statements/items/properties/form/enum",keyword:"enum",params:{allowedValues: schema31.properties.statements.items.properties.form.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
if(data65.valid !== undefined){
let data118 = data65.valid;
if(data118 && typeof data118 == "object" && !Array.isArray(data118)){
if(data118.from === undefined){
const err275 = {instancePath:instancePath+"/statements/" + i8+"/valid",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
if(data118.until === undefined){
const err276 = {instancePath:instancePath+"/statements/" + i8+"/valid",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
for(const key24 in data118){
if(!((key24 === "from") || (key24 === "until"))){
const err277 = {instancePath:instancePath+"/statements/" + i8+"/valid",schemaPath:"#/$defs/interval/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
if(data118.from !== undefined){
let data119 = data118.from;
if((!(((typeof data119 == "number") && (!(data119 % 1) && !isNaN(data119))) && (isFinite(data119)))) && (data119 !== null)){
const err278 = {instancePath:instancePath+"/statements/" + i8+"/valid/from",schemaPath:"#/$defs/interval/properties/from/type",keyword:"type",params:{type: schema43.properties.from.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data118.until !== undefined){
let data120 = data118.until;
if((!(((typeof data120 == "number") && (!(data120 % 1) && !isNaN(data120))) && (isFinite(data120)))) && (data120 !== null)){
const err279 = {instancePath:instancePath+"/statements/" + i8+"/valid/until",schemaPath:"#/$defs/interval/properties/until/type",keyword:"type",params:{type: schema43.properties.until.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
}
else {
const err280 = {instancePath:instancePath+"/statements/" + i8+"/valid",schemaPath:"#/$defs/interval/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
if(data65.signedAt !== undefined){
let data121 = data65.signedAt;
if(!(((typeof data121 == "number") && (!(data121 % 1) && !isNaN(data121))) && (isFinite(data121)))){
const err281 = {instancePath:instancePath+"/statements/" + i8+"/signedAt",schemaPath:"#/properties/statements/items/properties/signedAt/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
if(data65.window !== undefined){
let data122 = data65.window;
if(data122 && typeof data122 == "object" && !Array.isArray(data122)){
if(data122.from === undefined){
const err282 = {instancePath:instancePath+"/statements/" + i8+"/window",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
if(data122.until === undefined){
const err283 = {instancePath:instancePath+"/statements/" + i8+"/window",schemaPath:"#/$defs/interval/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'"};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
for(const key25 in data122){
if(!((key25 === "from") || (key25 === "until"))){
const err284 = {instancePath:instancePath+"/statements/" + i8+"/window",schemaPath:"#/$defs/interval/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
if(data122.from !== undefined){
let data123 = data122.from;
if((!(((typeof data123 == "number") && (!(data123 % 1) && !isNaN(data123))) && (isFinite(data123)))) && (data123 !== null)){
const err285 = {instancePath:instancePath+"/statements/" + i8+"/window/from",schemaPath:"#/$defs/interval/properties/from/type",keyword:"type",params:{type: schema43.properties.from.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
if(data122.until !== undefined){
let data124 = data122.until;
if((!(((typeof data124 == "number") && (!(data124 % 1) && !isNaN(data124))) && (isFinite(data124)))) && (data124 !== null)){
const err286 = {instancePath:instancePath+"/statements/" + i8+"/window/until",schemaPath:"#/$defs/interval/properties/until/type",keyword:"type",params:{type: schema43.properties.until.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
}
else {
const err287 = {instancePath:instancePath+"/statements/" + i8+"/window",schemaPath:"#/$defs/interval/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
if(data65.statement !== undefined){
let data125 = data65.statement;
if(typeof data125 === "string"){
if(!pattern4.test(data125)){
const err288 = {instancePath:instancePath+"/statements/" + i8+"/statement",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
else {
const err289 = {instancePath:instancePath+"/statements/" + i8+"/statement",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
if(data65.evidence !== undefined){
let data126 = data65.evidence;
if(typeof data126 === "string"){
if(!pattern4.test(data126)){
const err290 = {instancePath:instancePath+"/statements/" + i8+"/evidence",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
else {
const err291 = {instancePath:instancePath+"/statements/" + i8+"/evidence",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
}
else {
const err292 = {instancePath:instancePath+"/statements/" + i8,schemaPath:"#/properties/statements/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
}
else {
const err293 = {instancePath:instancePath+"/statements",schemaPath:"#/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
if(data.rejected !== undefined){
let data127 = data.rejected;
if(Array.isArray(data127)){
if(data127.length > 100000){
const err294 = {instancePath:instancePath+"/rejected",schemaPath:"#/properties/rejected/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
const len19 = data127.length;
for(let i19=0; i19<len19; i19++){
let data128 = data127[i19];
if(data128 && typeof data128 == "object" && !Array.isArray(data128)){
if(data128.foundUnder === undefined){
const err295 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/required",keyword:"required",params:{missingProperty: "foundUnder"},message:"must have required property '"+"foundUnder"+"'"};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
if(data128.evidence === undefined){
const err296 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/required",keyword:"required",params:{missingProperty: "evidence"},message:"must have required property '"+"evidence"+"'"};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
if(data128.family === undefined){
const err297 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/required",keyword:"required",params:{missingProperty: "family"},message:"must have required property '"+"family"+"'"};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
if(data128.code === undefined){
const err298 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
if(data128.reason === undefined){
const err299 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
for(const key26 in data128){
if(!((((((((key26 === "foundUnder") || (key26 === "evidence")) || (key26 === "family")) || (key26 === "code")) || (key26 === "reason")) || (key26 === "claimedType")) || (key26 === "signer")) || (key26 === "key"))){
const err300 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
if(data128.foundUnder !== undefined){
let data129 = data128.foundUnder;
if(typeof data129 === "string"){
if(!pattern4.test(data129)){
const err301 = {instancePath:instancePath+"/rejected/" + i19+"/foundUnder",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
else {
const err302 = {instancePath:instancePath+"/rejected/" + i19+"/foundUnder",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
if(data128.evidence !== undefined){
let data130 = data128.evidence;
if(typeof data130 === "string"){
if(!pattern4.test(data130)){
const err303 = {instancePath:instancePath+"/rejected/" + i19+"/evidence",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
else {
const err304 = {instancePath:instancePath+"/rejected/" + i19+"/evidence",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
}
if(data128.family !== undefined){
let data131 = data128.family;
if(!(((data131 === "cosign") || (data131 === "notation")) || (data131 === "other"))){
const err305 = {instancePath:instancePath+"/rejected/" + i19+"/family",schemaPath:"#/properties/rejected/items/properties/family/enum",keyword:"enum",params:{allowedValues: schema31.properties.rejected.items.properties.family.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
if(data128.code !== undefined){
let data132 = data128.code;
if(typeof data132 === "string"){
if(!pattern18.test(data132)){
const err306 = {instancePath:instancePath+"/rejected/" + i19+"/code",schemaPath:"#/properties/rejected/items/properties/code/pattern",keyword:"pattern",params:{pattern: "^(?:SIGNATURE|STATEMENT|KEY)_[A-Z_]{1,40}$"},message:"must match pattern \""+"^(?:SIGNATURE|STATEMENT|KEY)_[A-Z_]{1,40}$"+"\""};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
else {
const err307 = {instancePath:instancePath+"/rejected/" + i19+"/code",schemaPath:"#/properties/rejected/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
}
if(data128.reason !== undefined){
let data133 = data128.reason;
if(typeof data133 === "string"){
if(func2(data133) > 65536){
const err308 = {instancePath:instancePath+"/rejected/" + i19+"/reason",schemaPath:"#/properties/rejected/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
}
else {
const err309 = {instancePath:instancePath+"/rejected/" + i19+"/reason",schemaPath:"#/properties/rejected/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
}
if(data128.claimedType !== undefined){
let data134 = data128.claimedType;
if(typeof data134 === "string"){
if(func2(data134) > 65536){
const err310 = {instancePath:instancePath+"/rejected/" + i19+"/claimedType",schemaPath:"#/properties/rejected/items/properties/claimedType/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
}
else {
const err311 = {instancePath:instancePath+"/rejected/" + i19+"/claimedType",schemaPath:"#/properties/rejected/items/properties/claimedType/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
}
if(data128.signer !== undefined){
let data135 = data128.signer;
if(typeof data135 === "string"){
if(func2(data135) > 65536){
const err312 = {instancePath:instancePath+"/rejected/" + i19+"/signer",schemaPath:"#/properties/rejected/items/properties/signer/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
}
else {
const err313 = {instancePath:instancePath+"/rejected/" + i19+"/signer",schemaPath:"#/properties/rejected/items/properties/signer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
if(data128.key !== undefined){
let data136 = data128.key;
if(typeof data136 === "string"){
if(!pattern4.test(data136)){
const err314 = {instancePath:instancePath+"/rejected/" + i19+"/key",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
}
else {
const err315 = {instancePath:instancePath+"/rejected/" + i19+"/key",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
}
}
else {
const err316 = {instancePath:instancePath+"/rejected/" + i19,schemaPath:"#/properties/rejected/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
}
}
else {
const err317 = {instancePath:instancePath+"/rejected",schemaPath:"#/properties/rejected/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
}
if(data.images !== undefined){
let data137 = data.images;
if(Array.isArray(data137)){
if(data137.length > 100000){
const err318 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
const len20 = data137.length;
for(let i20=0; i20<len20; i20++){
let data138 = data137[i20];
if(data138 && typeof data138 == "object" && !Array.isArray(data138)){
if(data138.subject === undefined){
const err319 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'"};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
if(data138.platform === undefined){
const err320 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
if(data138.config === undefined){
const err321 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "config"},message:"must have required property '"+"config"+"'"};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
if(data138.entrypoint === undefined){
const err322 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "entrypoint"},message:"must have required property '"+"entrypoint"+"'"};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
if(data138.findings === undefined){
const err323 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "findings"},message:"must have required property '"+"findings"+"'"};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
if(data138.faults === undefined){
const err324 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "faults"},message:"must have required property '"+"faults"+"'"};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
if(data138.layersWalked === undefined){
const err325 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/required",keyword:"required",params:{missingProperty: "layersWalked"},message:"must have required property '"+"layersWalked"+"'"};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
for(const key27 in data138){
if(!(func1.call(schema31.properties.images.items.properties, key27))){
const err326 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
}
if(data138.subject !== undefined){
let data139 = data138.subject;
if(typeof data139 === "string"){
if(!pattern4.test(data139)){
const err327 = {instancePath:instancePath+"/images/" + i20+"/subject",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
else {
const err328 = {instancePath:instancePath+"/images/" + i20+"/subject",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
}
if(data138.platform !== undefined){
let data140 = data138.platform;
if(typeof data140 === "string"){
if(func2(data140) > 256){
const err329 = {instancePath:instancePath+"/images/" + i20+"/platform",schemaPath:"#/$defs/platform/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
if(func2(data140) < 1){
const err330 = {instancePath:instancePath+"/images/" + i20+"/platform",schemaPath:"#/$defs/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
else {
const err331 = {instancePath:instancePath+"/images/" + i20+"/platform",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
}
if(data138.config !== undefined){
let data141 = data138.config;
if(data141 && typeof data141 == "object" && !Array.isArray(data141)){
for(const key28 in data141){
if(!(func1.call(schema31.properties.images.items.properties.config.properties, key28))){
const err332 = {instancePath:instancePath+"/images/" + i20+"/config",schemaPath:"#/properties/images/items/properties/config/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
if(data141.User !== undefined){
let data142 = data141.User;
if(typeof data142 === "string"){
if(func2(data142) > 65536){
const err333 = {instancePath:instancePath+"/images/" + i20+"/config/User",schemaPath:"#/properties/images/items/properties/config/properties/User/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
}
else {
const err334 = {instancePath:instancePath+"/images/" + i20+"/config/User",schemaPath:"#/properties/images/items/properties/config/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
if(data141.Env !== undefined){
let data143 = data141.Env;
if(Array.isArray(data143)){
if(data143.length > 100000){
const err335 = {instancePath:instancePath+"/images/" + i20+"/config/Env",schemaPath:"#/properties/images/items/properties/config/properties/Env/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
const len21 = data143.length;
for(let i21=0; i21<len21; i21++){
let data144 = data143[i21];
if(typeof data144 === "string"){
if(func2(data144) > 65536){
const err336 = {instancePath:instancePath+"/images/" + i20+"/config/Env/" + i21,schemaPath:"#/properties/images/items/properties/config/properties/Env/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
else {
const err337 = {instancePath:instancePath+"/images/" + i20+"/config/Env/" + i21,schemaPath:"#/properties/images/items/properties/config/properties/Env/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
}
}
else {
const err338 = {instancePath:instancePath+"/images/" + i20+"/config/Env",schemaPath:"#/properties/images/items/properties/config/properties/Env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
}
if(data141.Entrypoint !== undefined){
let data145 = data141.Entrypoint;
if(Array.isArray(data145)){
if(data145.length > 100000){
const err339 = {instancePath:instancePath+"/images/" + i20+"/config/Entrypoint",schemaPath:"#/properties/images/items/properties/config/properties/Entrypoint/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
const len22 = data145.length;
for(let i22=0; i22<len22; i22++){
let data146 = data145[i22];
if(typeof data146 === "string"){
if(func2(data146) > 65536){
const err340 = {instancePath:instancePath+"/images/" + i20+"/config/Entrypoint/" + i22,schemaPath:"#/properties/images/items/properties/config/properties/Entrypoint/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
else {
const err341 = {instancePath:instancePath+"/images/" + i20+"/config/Entrypoint/" + i22,schemaPath:"#/properties/images/items/properties/config/properties/Entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
}
else {
const err342 = {instancePath:instancePath+"/images/" + i20+"/config/Entrypoint",schemaPath:"#/properties/images/items/properties/config/properties/Entrypoint/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
}
if(data141.Cmd !== undefined){
let data147 = data141.Cmd;
if(Array.isArray(data147)){
if(data147.length > 100000){
const err343 = {instancePath:instancePath+"/images/" + i20+"/config/Cmd",schemaPath:"#/properties/images/items/properties/config/properties/Cmd/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
const len23 = data147.length;
for(let i23=0; i23<len23; i23++){
let data148 = data147[i23];
if(typeof data148 === "string"){
if(func2(data148) > 65536){
const err344 = {instancePath:instancePath+"/images/" + i20+"/config/Cmd/" + i23,schemaPath:"#/properties/images/items/properties/config/properties/Cmd/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
else {
const err345 = {instancePath:instancePath+"/images/" + i20+"/config/Cmd/" + i23,schemaPath:"#/properties/images/items/properties/config/properties/Cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
}
}
else {
const err346 = {instancePath:instancePath+"/images/" + i20+"/config/Cmd",schemaPath:"#/properties/images/items/properties/config/properties/Cmd/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
if(data141.WorkingDir !== undefined){
let data149 = data141.WorkingDir;
if(typeof data149 === "string"){
if(func2(data149) > 65536){
const err347 = {instancePath:instancePath+"/images/" + i20+"/config/WorkingDir",schemaPath:"#/properties/images/items/properties/config/properties/WorkingDir/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
}
else {
const err348 = {instancePath:instancePath+"/images/" + i20+"/config/WorkingDir",schemaPath:"#/properties/images/items/properties/config/properties/WorkingDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
if(data141.Labels !== undefined){
let data150 = data141.Labels;
if(data150 && typeof data150 == "object" && !Array.isArray(data150)){
for(const key29 in data150){
let data151 = data150[key29];
if(typeof data151 === "string"){
if(func2(data151) > 65536){
const err349 = {instancePath:instancePath+"/images/" + i20+"/config/Labels/" + key29.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/images/items/properties/config/properties/Labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
}
else {
const err350 = {instancePath:instancePath+"/images/" + i20+"/config/Labels/" + key29.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/images/items/properties/config/properties/Labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
}
else {
const err351 = {instancePath:instancePath+"/images/" + i20+"/config/Labels",schemaPath:"#/properties/images/items/properties/config/properties/Labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
if(data141.ExposedPorts !== undefined){
let data152 = data141.ExposedPorts;
if(!(data152 && typeof data152 == "object" && !Array.isArray(data152))){
const err352 = {instancePath:instancePath+"/images/" + i20+"/config/ExposedPorts",schemaPath:"#/properties/images/items/properties/config/properties/ExposedPorts/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
}
if(data141.Volumes !== undefined){
let data153 = data141.Volumes;
if(!(data153 && typeof data153 == "object" && !Array.isArray(data153))){
const err353 = {instancePath:instancePath+"/images/" + i20+"/config/Volumes",schemaPath:"#/properties/images/items/properties/config/properties/Volumes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
}
if(data141.StopSignal !== undefined){
let data154 = data141.StopSignal;
if(typeof data154 === "string"){
if(func2(data154) > 65536){
const err354 = {instancePath:instancePath+"/images/" + i20+"/config/StopSignal",schemaPath:"#/properties/images/items/properties/config/properties/StopSignal/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
}
else {
const err355 = {instancePath:instancePath+"/images/" + i20+"/config/StopSignal",schemaPath:"#/properties/images/items/properties/config/properties/StopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
if(data141.Healthcheck !== undefined){
let data155 = data141.Healthcheck;
if(data155 && typeof data155 == "object" && !Array.isArray(data155)){
for(const key30 in data155){
if(!(key30 === "Test")){
const err356 = {instancePath:instancePath+"/images/" + i20+"/config/Healthcheck",schemaPath:"#/properties/images/items/properties/config/properties/Healthcheck/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
}
if(data155.Test !== undefined){
let data156 = data155.Test;
if(Array.isArray(data156)){
if(data156.length > 100000){
const err357 = {instancePath:instancePath+"/images/" + i20+"/config/Healthcheck/Test",schemaPath:"#/properties/images/items/properties/config/properties/Healthcheck/properties/Test/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
const len24 = data156.length;
for(let i24=0; i24<len24; i24++){
let data157 = data156[i24];
if(typeof data157 === "string"){
if(func2(data157) > 65536){
const err358 = {instancePath:instancePath+"/images/" + i20+"/config/Healthcheck/Test/" + i24,schemaPath:"#/properties/images/items/properties/config/properties/Healthcheck/properties/Test/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
}
else {
const err359 = {instancePath:instancePath+"/images/" + i20+"/config/Healthcheck/Test/" + i24,schemaPath:"#/properties/images/items/properties/config/properties/Healthcheck/properties/Test/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
}
else {
const err360 = {instancePath:instancePath+"/images/" + i20+"/config/Healthcheck/Test",schemaPath:"#/properties/images/items/properties/config/properties/Healthcheck/properties/Test/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
}
}
else {
const err361 = {instancePath:instancePath+"/images/" + i20+"/config/Healthcheck",schemaPath:"#/properties/images/items/properties/config/properties/Healthcheck/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
}
}
else {
const err362 = {instancePath:instancePath+"/images/" + i20+"/config",schemaPath:"#/properties/images/items/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
}
if(data138.entrypoint !== undefined){
let data158 = data138.entrypoint;
if(data158 && typeof data158 == "object" && !Array.isArray(data158)){
if(data158.argv === undefined){
const err363 = {instancePath:instancePath+"/images/" + i20+"/entrypoint",schemaPath:"#/properties/images/items/properties/entrypoint/required",keyword:"required",params:{missingProperty: "argv"},message:"must have required property '"+"argv"+"'"};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
if(data158.trail === undefined){
const err364 = {instancePath:instancePath+"/images/" + i20+"/entrypoint",schemaPath:"#/properties/images/items/properties/entrypoint/required",keyword:"required",params:{missingProperty: "trail"},message:"must have required property '"+"trail"+"'"};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
if(data158.outcome === undefined){
const err365 = {instancePath:instancePath+"/images/" + i20+"/entrypoint",schemaPath:"#/properties/images/items/properties/entrypoint/required",keyword:"required",params:{missingProperty: "outcome"},message:"must have required property '"+"outcome"+"'"};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
if(data158.preload === undefined){
const err366 = {instancePath:instancePath+"/images/" + i20+"/entrypoint",schemaPath:"#/properties/images/items/properties/entrypoint/required",keyword:"required",params:{missingProperty: "preload"},message:"must have required property '"+"preload"+"'"};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
for(const key31 in data158){
if(!(func1.call(schema31.properties.images.items.properties.entrypoint.properties, key31))){
const err367 = {instancePath:instancePath+"/images/" + i20+"/entrypoint",schemaPath:"#/properties/images/items/properties/entrypoint/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
}
if(data158.argv !== undefined){
let data159 = data158.argv;
if(Array.isArray(data159)){
if(data159.length > 100000){
const err368 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/argv",schemaPath:"#/properties/images/items/properties/entrypoint/properties/argv/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
const len25 = data159.length;
for(let i25=0; i25<len25; i25++){
let data160 = data159[i25];
if(typeof data160 === "string"){
if(func2(data160) > 65536){
const err369 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/argv/" + i25,schemaPath:"#/properties/images/items/properties/entrypoint/properties/argv/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
else {
const err370 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/argv/" + i25,schemaPath:"#/properties/images/items/properties/entrypoint/properties/argv/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
}
}
else {
const err371 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/argv",schemaPath:"#/properties/images/items/properties/entrypoint/properties/argv/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
if(data158.trail !== undefined){
let data161 = data158.trail;
if(Array.isArray(data161)){
if(data161.length > 100000){
const err372 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/trail",schemaPath:"#/properties/images/items/properties/entrypoint/properties/trail/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
const len26 = data161.length;
for(let i26=0; i26<len26; i26++){
let data162 = data161[i26];
if(typeof data162 === "string"){
if(func2(data162) > 65536){
const err373 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/trail/" + i26,schemaPath:"#/properties/images/items/properties/entrypoint/properties/trail/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
else {
const err374 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/trail/" + i26,schemaPath:"#/properties/images/items/properties/entrypoint/properties/trail/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
}
}
else {
const err375 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/trail",schemaPath:"#/properties/images/items/properties/entrypoint/properties/trail/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
if(data158.outcome !== undefined){
let data163 = data158.outcome;
if(!((((((((data163 === "resolved") || (data163 === "missing")) || (data163 === "not-a-file")) || (data163 === "interpreted")) || (data163 === "empty")) || (data163 === "loop")) || (data163 === "ambiguous")) || (data163 === "unread"))){
const err376 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/outcome",schemaPath:"#/properties/images/items/properties/entrypoint/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema31.properties.images.items.properties.entrypoint.properties.outcome.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
if(data158.path !== undefined){
let data164 = data158.path;
if(typeof data164 === "string"){
if(func2(data164) > 65536){
const err377 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/path",schemaPath:"#/properties/images/items/properties/entrypoint/properties/path/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
}
else {
const err378 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/path",schemaPath:"#/properties/images/items/properties/entrypoint/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
}
if(data158.digest !== undefined){
let data165 = data158.digest;
if(typeof data165 === "string"){
if(!pattern4.test(data165)){
const err379 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
else {
const err380 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
}
if(data158.size !== undefined){
let data166 = data158.size;
if(!(((typeof data166 == "number") && (!(data166 % 1) && !isNaN(data166))) && (isFinite(data166)))){
const err381 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/size",schemaPath:"#/properties/images/items/properties/entrypoint/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
if(data158.machine !== undefined){
let data167 = data158.machine;
if(typeof data167 === "string"){
if(func2(data167) > 65536){
const err382 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/machine",schemaPath:"#/properties/images/items/properties/entrypoint/properties/machine/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
}
else {
const err383 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/machine",schemaPath:"#/properties/images/items/properties/entrypoint/properties/machine/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
if(data158.interpreter !== undefined){
let data168 = data158.interpreter;
if(typeof data168 === "string"){
if(func2(data168) > 65536){
const err384 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/interpreter",schemaPath:"#/properties/images/items/properties/entrypoint/properties/interpreter/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
}
else {
const err385 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/interpreter",schemaPath:"#/properties/images/items/properties/entrypoint/properties/interpreter/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
if(data158.needed !== undefined){
let data169 = data158.needed;
if(Array.isArray(data169)){
if(data169.length > 100000){
const err386 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/needed",schemaPath:"#/properties/images/items/properties/entrypoint/properties/needed/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
const len27 = data169.length;
for(let i27=0; i27<len27; i27++){
let data170 = data169[i27];
if(typeof data170 === "string"){
if(func2(data170) > 65536){
const err387 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/needed/" + i27,schemaPath:"#/properties/images/items/properties/entrypoint/properties/needed/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
}
else {
const err388 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/needed/" + i27,schemaPath:"#/properties/images/items/properties/entrypoint/properties/needed/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
}
else {
const err389 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/needed",schemaPath:"#/properties/images/items/properties/entrypoint/properties/needed/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
}
if(data158.go !== undefined){
let data171 = data158.go;
if(data171 && typeof data171 == "object" && !Array.isArray(data171)){
if(data171.goVersion === undefined){
const err390 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/required",keyword:"required",params:{missingProperty: "goVersion"},message:"must have required property '"+"goVersion"+"'"};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
if(data171.buildSettings === undefined){
const err391 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/required",keyword:"required",params:{missingProperty: "buildSettings"},message:"must have required property '"+"buildSettings"+"'"};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
if(data171.mainModule === undefined){
const err392 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/required",keyword:"required",params:{missingProperty: "mainModule"},message:"must have required property '"+"mainModule"+"'"};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
if(data171.deps === undefined){
const err393 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/required",keyword:"required",params:{missingProperty: "deps"},message:"must have required property '"+"deps"+"'"};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
if(data171.buildId === undefined){
const err394 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/required",keyword:"required",params:{missingProperty: "buildId"},message:"must have required property '"+"buildId"+"'"};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
for(const key32 in data171){
if(!(((((key32 === "goVersion") || (key32 === "buildSettings")) || (key32 === "mainModule")) || (key32 === "deps")) || (key32 === "buildId"))){
const err395 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
}
if(data171.goVersion !== undefined){
let data172 = data171.goVersion;
if(typeof data172 === "string"){
if(func2(data172) > 65536){
const err396 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/goVersion",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/goVersion/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
}
else {
const err397 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/goVersion",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/goVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
}
if(data171.buildSettings !== undefined){
let data173 = data171.buildSettings;
if(Array.isArray(data173)){
if(data173.length > 100000){
const err398 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
const len28 = data173.length;
for(let i28=0; i28<len28; i28++){
let data174 = data173[i28];
if(Array.isArray(data174)){
if(data174.length > 2){
const err399 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings/" + i28,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/items/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
if(data174.length < 2){
const err400 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings/" + i28,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/items/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
const len29 = data174.length;
for(let i29=0; i29<len29; i29++){
let data175 = data174[i29];
if(typeof data175 === "string"){
if(func2(data175) > 65536){
const err401 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings/" + i28+"/" + i29,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/items/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
}
else {
const err402 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings/" + i28+"/" + i29,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
}
}
else {
const err403 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings/" + i28,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
}
}
else {
const err404 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildSettings",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildSettings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
}
if(data171.mainModule !== undefined){
let data176 = data171.mainModule;
if(data176 && typeof data176 == "object" && !Array.isArray(data176)){
if(data176.path === undefined){
const err405 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
if(data176.version === undefined){
const err406 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
for(const key33 in data176){
if(!((key33 === "path") || (key33 === "version"))){
const err407 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
}
if(data176.path !== undefined){
let data177 = data176.path;
if(typeof data177 === "string"){
if(func2(data177) > 65536){
const err408 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule/path",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/properties/path/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
}
else {
const err409 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule/path",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
if(data176.version !== undefined){
let data178 = data176.version;
if(typeof data178 === "string"){
if(func2(data178) > 65536){
const err410 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule/version",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/properties/version/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
}
else {
const err411 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule/version",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
}
else {
const err412 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/mainModule",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/mainModule/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
}
if(data171.deps !== undefined){
let data179 = data171.deps;
if(Array.isArray(data179)){
if(data179.length > 100000){
const err413 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
const len30 = data179.length;
for(let i30=0; i30<len30; i30++){
let data180 = data179[i30];
if(data180 && typeof data180 == "object" && !Array.isArray(data180)){
if(data180.path === undefined){
const err414 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
if(data180.version === undefined){
const err415 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
for(const key34 in data180){
if(!(((key34 === "path") || (key34 === "version")) || (key34 === "h1"))){
const err416 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
if(data180.path !== undefined){
let data181 = data180.path;
if(typeof data181 === "string"){
if(func2(data181) > 65536){
const err417 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30+"/path",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
}
else {
const err418 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30+"/path",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
if(data180.version !== undefined){
let data182 = data180.version;
if(typeof data182 === "string"){
if(func2(data182) > 65536){
const err419 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30+"/version",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/properties/version/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
}
else {
const err420 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30+"/version",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
}
if(data180.h1 !== undefined){
let data183 = data180.h1;
if(typeof data183 === "string"){
if(func2(data183) > 65536){
const err421 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30+"/h1",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/properties/h1/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
}
else {
const err422 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30+"/h1",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/properties/h1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
}
else {
const err423 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps/" + i30,schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
}
else {
const err424 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/deps",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/deps/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
}
if(data171.buildId !== undefined){
let data184 = data171.buildId;
if(typeof data184 === "string"){
if(func2(data184) > 65536){
const err425 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildId",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildId/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
}
else {
const err426 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go/buildId",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/properties/buildId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
}
}
else {
const err427 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/go",schemaPath:"#/properties/images/items/properties/entrypoint/properties/go/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
}
if(data158.platform !== undefined){
let data185 = data158.platform;
if(typeof data185 === "string"){
if(func2(data185) > 256){
const err428 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/platform",schemaPath:"#/$defs/platform/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
if(func2(data185) < 1){
const err429 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/platform",schemaPath:"#/$defs/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
}
else {
const err430 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/platform",schemaPath:"#/$defs/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
}
if(data158.preload !== undefined){
let data186 = data158.preload;
if(Array.isArray(data186)){
if(data186.length > 100000){
const err431 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/preload",schemaPath:"#/properties/images/items/properties/entrypoint/properties/preload/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
const len31 = data186.length;
for(let i31=0; i31<len31; i31++){
let data187 = data186[i31];
if(typeof data187 === "string"){
if(func2(data187) > 65536){
const err432 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/preload/" + i31,schemaPath:"#/properties/images/items/properties/entrypoint/properties/preload/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
}
else {
const err433 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/preload/" + i31,schemaPath:"#/properties/images/items/properties/entrypoint/properties/preload/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
}
}
else {
const err434 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/preload",schemaPath:"#/properties/images/items/properties/entrypoint/properties/preload/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
}
if(data158.why !== undefined){
let data188 = data158.why;
if(typeof data188 === "string"){
if(func2(data188) > 65536){
const err435 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/why",schemaPath:"#/properties/images/items/properties/entrypoint/properties/why/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
}
else {
const err436 = {instancePath:instancePath+"/images/" + i20+"/entrypoint/why",schemaPath:"#/properties/images/items/properties/entrypoint/properties/why/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
}
}
else {
const err437 = {instancePath:instancePath+"/images/" + i20+"/entrypoint",schemaPath:"#/properties/images/items/properties/entrypoint/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
if(data138.links !== undefined){
let data189 = data138.links;
if(Array.isArray(data189)){
if(data189.length > 100000){
const err438 = {instancePath:instancePath+"/images/" + i20+"/links",schemaPath:"#/properties/images/items/properties/links/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
const len32 = data189.length;
for(let i32=0; i32<len32; i32++){
let data190 = data189[i32];
if(typeof data190 === "string"){
if(func2(data190) > 65536){
const err439 = {instancePath:instancePath+"/images/" + i20+"/links/" + i32,schemaPath:"#/properties/images/items/properties/links/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
}
else {
const err440 = {instancePath:instancePath+"/images/" + i20+"/links/" + i32,schemaPath:"#/properties/images/items/properties/links/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
}
}
else {
const err441 = {instancePath:instancePath+"/images/" + i20+"/links",schemaPath:"#/properties/images/items/properties/links/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
if(data138.setuid !== undefined){
let data191 = data138.setuid;
if(Array.isArray(data191)){
if(data191.length > 100000){
const err442 = {instancePath:instancePath+"/images/" + i20+"/setuid",schemaPath:"#/properties/images/items/properties/setuid/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
const len33 = data191.length;
for(let i33=0; i33<len33; i33++){
let data192 = data191[i33];
if(typeof data192 === "string"){
if(func2(data192) > 65536){
const err443 = {instancePath:instancePath+"/images/" + i20+"/setuid/" + i33,schemaPath:"#/properties/images/items/properties/setuid/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
}
else {
const err444 = {instancePath:instancePath+"/images/" + i20+"/setuid/" + i33,schemaPath:"#/properties/images/items/properties/setuid/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
}
}
else {
const err445 = {instancePath:instancePath+"/images/" + i20+"/setuid",schemaPath:"#/properties/images/items/properties/setuid/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
if(data138.goPrograms !== undefined){
let data193 = data138.goPrograms;
if(data193 && typeof data193 == "object" && !Array.isArray(data193)){
if(data193.programs === undefined){
const err446 = {instancePath:instancePath+"/images/" + i20+"/goPrograms",schemaPath:"#/properties/images/items/properties/goPrograms/required",keyword:"required",params:{missingProperty: "programs"},message:"must have required property '"+"programs"+"'"};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
for(const key35 in data193){
if(!((key35 === "programs") || (key35 === "more"))){
const err447 = {instancePath:instancePath+"/images/" + i20+"/goPrograms",schemaPath:"#/properties/images/items/properties/goPrograms/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
}
if(data193.programs !== undefined){
let data194 = data193.programs;
if(Array.isArray(data194)){
if(data194.length > 100000){
const err448 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
const len34 = data194.length;
for(let i34=0; i34<len34; i34++){
let data195 = data194[i34];
if(data195 && typeof data195 == "object" && !Array.isArray(data195)){
if(data195.path === undefined){
const err449 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
for(const key36 in data195){
if(!(((key36 === "path") || (key36 === "go")) || (key36 === "why"))){
const err450 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
}
if(data195.path !== undefined){
let data196 = data195.path;
if(typeof data196 === "string"){
if(func2(data196) > 65536){
const err451 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/path",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
}
else {
const err452 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/path",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
}
if(data195.go !== undefined){
let data197 = data195.go;
if(data197 && typeof data197 == "object" && !Array.isArray(data197)){
if(data197.goVersion === undefined){
const err453 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/required",keyword:"required",params:{missingProperty: "goVersion"},message:"must have required property '"+"goVersion"+"'"};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
if(data197.buildSettings === undefined){
const err454 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/required",keyword:"required",params:{missingProperty: "buildSettings"},message:"must have required property '"+"buildSettings"+"'"};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
if(data197.mainModule === undefined){
const err455 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/required",keyword:"required",params:{missingProperty: "mainModule"},message:"must have required property '"+"mainModule"+"'"};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
for(const key37 in data197){
if(!(((key37 === "goVersion") || (key37 === "buildSettings")) || (key37 === "mainModule"))){
const err456 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key37},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
}
if(data197.goVersion !== undefined){
let data198 = data197.goVersion;
if(typeof data198 === "string"){
if(func2(data198) > 65536){
const err457 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/goVersion",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/goVersion/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
}
else {
const err458 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/goVersion",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/goVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
}
if(data197.buildSettings !== undefined){
let data199 = data197.buildSettings;
if(Array.isArray(data199)){
if(data199.length > 100000){
const err459 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
}
const len35 = data199.length;
for(let i35=0; i35<len35; i35++){
let data200 = data199[i35];
if(Array.isArray(data200)){
if(data200.length > 2){
const err460 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings/" + i35,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/items/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
if(data200.length < 2){
const err461 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings/" + i35,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/items/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
const len36 = data200.length;
for(let i36=0; i36<len36; i36++){
let data201 = data200[i36];
if(typeof data201 === "string"){
if(func2(data201) > 65536){
const err462 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings/" + i35+"/" + i36,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/items/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
}
else {
const err463 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings/" + i35+"/" + i36,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
}
}
else {
const err464 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings/" + i35,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/items/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
}
}
else {
const err465 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/buildSettings",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/buildSettings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
}
if(data197.mainModule !== undefined){
let data202 = data197.mainModule;
if(data202 && typeof data202 == "object" && !Array.isArray(data202)){
if(data202.path === undefined){
const err466 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
if(data202.version === undefined){
const err467 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err467];
}
else {
vErrors.push(err467);
}
errors++;
}
for(const key38 in data202){
if(!((key38 === "path") || (key38 === "version"))){
const err468 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key38},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
}
if(data202.path !== undefined){
let data203 = data202.path;
if(typeof data203 === "string"){
if(func2(data203) > 65536){
const err469 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule/path",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/properties/path/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
}
else {
const err470 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule/path",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
}
if(data202.version !== undefined){
let data204 = data202.version;
if(typeof data204 === "string"){
if(func2(data204) > 65536){
const err471 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule/version",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/properties/version/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
}
else {
const err472 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule/version",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
}
}
else {
const err473 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go/mainModule",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/properties/mainModule/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
}
}
else {
const err474 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/go",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/go/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err474];
}
else {
vErrors.push(err474);
}
errors++;
}
}
if(data195.why !== undefined){
let data205 = data195.why;
if(typeof data205 === "string"){
if(func2(data205) > 65536){
const err475 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/why",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/why/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
}
else {
const err476 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34+"/why",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/properties/why/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
}
}
else {
const err477 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs/" + i34,schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
}
}
else {
const err478 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/programs",schemaPath:"#/properties/images/items/properties/goPrograms/properties/programs/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
if(data193.more !== undefined){
if(true !== data193.more){
const err479 = {instancePath:instancePath+"/images/" + i20+"/goPrograms/more",schemaPath:"#/properties/images/items/properties/goPrograms/properties/more/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
}
}
else {
const err480 = {instancePath:instancePath+"/images/" + i20+"/goPrograms",schemaPath:"#/properties/images/items/properties/goPrograms/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
}
if(data138.findings !== undefined){
let data207 = data138.findings;
if(Array.isArray(data207)){
if(data207.length > 100000){
const err481 = {instancePath:instancePath+"/images/" + i20+"/findings",schemaPath:"#/properties/images/items/properties/findings/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
const len37 = data207.length;
for(let i37=0; i37<len37; i37++){
let data208 = data207[i37];
if(data208 && typeof data208 == "object" && !Array.isArray(data208)){
if(data208.code === undefined){
const err482 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37,schemaPath:"#/properties/images/items/properties/findings/items/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
if(data208.reason === undefined){
const err483 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37,schemaPath:"#/properties/images/items/properties/findings/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
if(data208.severity === undefined){
const err484 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37,schemaPath:"#/properties/images/items/properties/findings/items/required",keyword:"required",params:{missingProperty: "severity"},message:"must have required property '"+"severity"+"'"};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
if(data208.source === undefined){
const err485 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37,schemaPath:"#/properties/images/items/properties/findings/items/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'"};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
for(const key39 in data208){
if(!(((((((key39 === "code") || (key39 === "reason")) || (key39 === "severity")) || (key39 === "blob")) || (key39 === "file")) || (key39 === "pointer")) || (key39 === "source"))){
const err486 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37,schemaPath:"#/properties/images/items/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key39},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
}
if(data208.code !== undefined){
let data209 = data208.code;
if(typeof data209 === "string"){
if(!pattern7.test(data209)){
const err487 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/code",schemaPath:"#/$defs/code/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Z_]{1,60}$"},message:"must match pattern \""+"^[A-Z][A-Z_]{1,60}$"+"\""};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
}
else {
const err488 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/code",schemaPath:"#/$defs/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
}
if(data208.reason !== undefined){
let data210 = data208.reason;
if(typeof data210 === "string"){
if(func2(data210) > 65536){
const err489 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/reason",schemaPath:"#/properties/images/items/properties/findings/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
}
else {
const err490 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/reason",schemaPath:"#/properties/images/items/properties/findings/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
}
if(data208.severity !== undefined){
let data211 = data208.severity;
if(!(((data211 === "error") || (data211 === "warning")) || (data211 === "hint"))){
const err491 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/severity",schemaPath:"#/properties/images/items/properties/findings/items/properties/severity/enum",keyword:"enum",params:{allowedValues: schema31.properties.images.items.properties.findings.items.properties.severity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
if(data208.blob !== undefined){
let data212 = data208.blob;
if(typeof data212 === "string"){
if(!pattern4.test(data212)){
const err492 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/blob",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
}
else {
const err493 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/blob",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
}
if(data208.file !== undefined){
let data213 = data208.file;
if(typeof data213 === "string"){
if(func2(data213) > 65536){
const err494 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/file",schemaPath:"#/properties/images/items/properties/findings/items/properties/file/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
}
else {
const err495 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/file",schemaPath:"#/properties/images/items/properties/findings/items/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err495];
}
else {
vErrors.push(err495);
}
errors++;
}
}
if(data208.pointer !== undefined){
let data214 = data208.pointer;
if(typeof data214 === "string"){
if(func2(data214) > 65536){
const err496 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/pointer",schemaPath:"#/properties/images/items/properties/findings/items/properties/pointer/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
}
else {
const err497 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/pointer",schemaPath:"#/properties/images/items/properties/findings/items/properties/pointer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
}
if(data208.source !== undefined){
let data215 = data208.source;
if(typeof data215 === "string"){
if(func2(data215) > 65536){
const err498 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/source",schemaPath:"#/properties/images/items/properties/findings/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
}
else {
const err499 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37+"/source",schemaPath:"#/properties/images/items/properties/findings/items/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err499];
}
else {
vErrors.push(err499);
}
errors++;
}
}
}
else {
const err500 = {instancePath:instancePath+"/images/" + i20+"/findings/" + i37,schemaPath:"#/properties/images/items/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
}
else {
const err501 = {instancePath:instancePath+"/images/" + i20+"/findings",schemaPath:"#/properties/images/items/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
}
if(data138.faults !== undefined){
let data216 = data138.faults;
if(Array.isArray(data216)){
if(data216.length > 100000){
const err502 = {instancePath:instancePath+"/images/" + i20+"/faults",schemaPath:"#/properties/images/items/properties/faults/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err502];
}
else {
vErrors.push(err502);
}
errors++;
}
const len38 = data216.length;
for(let i38=0; i38<len38; i38++){
let data217 = data216[i38];
if(data217 && typeof data217 == "object" && !Array.isArray(data217)){
if(data217.subject === undefined){
const err503 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'"};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
if(data217.code === undefined){
const err504 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
if(data217.what === undefined){
const err505 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/required",keyword:"required",params:{missingProperty: "what"},message:"must have required property '"+"what"+"'"};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
if(data217.reason === undefined){
const err506 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
if(data217.retryable === undefined){
const err507 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/required",keyword:"required",params:{missingProperty: "retryable"},message:"must have required property '"+"retryable"+"'"};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
for(const key40 in data217){
if(!((((((key40 === "subject") || (key40 === "code")) || (key40 === "what")) || (key40 === "digest")) || (key40 === "reason")) || (key40 === "retryable"))){
const err508 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key40},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
}
if(data217.subject !== undefined){
let data218 = data217.subject;
if(typeof data218 === "string"){
if(!pattern4.test(data218)){
const err509 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/subject",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
}
else {
const err510 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/subject",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
}
if(data217.code !== undefined){
let data219 = data217.code;
if(!((((data219 === "EVIDENCE_UNREACHABLE") || (data219 === "EVIDENCE_THROTTLED")) || (data219 === "EVIDENCE_UNAUTHORIZED")) || (data219 === "EVIDENCE_LIMIT"))){
const err511 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/code",schemaPath:"#/properties/images/items/properties/faults/items/properties/code/enum",keyword:"enum",params:{allowedValues: schema31.properties.images.items.properties.faults.items.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
}
if(data217.what !== undefined){
let data220 = data217.what;
if(!(((((data220 === "manifest") || (data220 === "config")) || (data220 === "layer")) || (data220 === "referrers")) || (data220 === "evidence"))){
const err512 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/what",schemaPath:"#/properties/images/items/properties/faults/items/properties/what/enum",keyword:"enum",params:{allowedValues: schema31.properties.images.items.properties.faults.items.properties.what.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
}
if(data217.digest !== undefined){
let data221 = data217.digest;
if(typeof data221 === "string"){
if(!pattern4.test(data221)){
const err513 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
}
else {
const err514 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
}
if(data217.reason !== undefined){
let data222 = data217.reason;
if(typeof data222 === "string"){
if(func2(data222) > 65536){
const err515 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/reason",schemaPath:"#/properties/images/items/properties/faults/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
}
else {
const err516 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/reason",schemaPath:"#/properties/images/items/properties/faults/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err516];
}
else {
vErrors.push(err516);
}
errors++;
}
}
if(data217.retryable !== undefined){
if(typeof data217.retryable !== "boolean"){
const err517 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38+"/retryable",schemaPath:"#/properties/images/items/properties/faults/items/properties/retryable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err517];
}
else {
vErrors.push(err517);
}
errors++;
}
}
}
else {
const err518 = {instancePath:instancePath+"/images/" + i20+"/faults/" + i38,schemaPath:"#/properties/images/items/properties/faults/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err518];
}
else {
vErrors.push(err518);
}
errors++;
}
}
}
else {
const err519 = {instancePath:instancePath+"/images/" + i20+"/faults",schemaPath:"#/properties/images/items/properties/faults/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err519];
}
else {
vErrors.push(err519);
}
errors++;
}
}
if(data138.layersWalked !== undefined){
if(typeof data138.layersWalked !== "boolean"){
const err520 = {instancePath:instancePath+"/images/" + i20+"/layersWalked",schemaPath:"#/properties/images/items/properties/layersWalked/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err520];
}
else {
vErrors.push(err520);
}
errors++;
}
}
}
else {
const err521 = {instancePath:instancePath+"/images/" + i20,schemaPath:"#/properties/images/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err521];
}
else {
vErrors.push(err521);
}
errors++;
}
}
}
else {
const err522 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err522];
}
else {
vErrors.push(err522);
}
errors++;
}
}
if(data.discovery !== undefined){
let data225 = data.discovery;
if(Array.isArray(data225)){
if(data225.length > 100000){
const err523 = {instancePath:instancePath+"/discovery",schemaPath:"#/properties/discovery/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err523];
}
else {
vErrors.push(err523);
}
errors++;
}
const len39 = data225.length;
for(let i39=0; i39<len39; i39++){
let data226 = data225[i39];
if(data226 && typeof data226 == "object" && !Array.isArray(data226)){
if(data226.subject === undefined){
const err524 = {instancePath:instancePath+"/discovery/" + i39,schemaPath:"#/properties/discovery/items/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'"};
if(vErrors === null){
vErrors = [err524];
}
else {
vErrors.push(err524);
}
errors++;
}
if(data226.form === undefined){
const err525 = {instancePath:instancePath+"/discovery/" + i39,schemaPath:"#/properties/discovery/items/required",keyword:"required",params:{missingProperty: "form"},message:"must have required property '"+"form"+"'"};
if(vErrors === null){
vErrors = [err525];
}
else {
vErrors.push(err525);
}
errors++;
}
if(data226.state === undefined){
const err526 = {instancePath:instancePath+"/discovery/" + i39,schemaPath:"#/properties/discovery/items/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'"};
if(vErrors === null){
vErrors = [err526];
}
else {
vErrors.push(err526);
}
errors++;
}
if(data226.count === undefined){
const err527 = {instancePath:instancePath+"/discovery/" + i39,schemaPath:"#/properties/discovery/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err527];
}
else {
vErrors.push(err527);
}
errors++;
}
for(const key41 in data226){
if(!(((((key41 === "subject") || (key41 === "form")) || (key41 === "state")) || (key41 === "count")) || (key41 === "reason"))){
const err528 = {instancePath:instancePath+"/discovery/" + i39,schemaPath:"#/properties/discovery/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key41},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err528];
}
else {
vErrors.push(err528);
}
errors++;
}
}
if(data226.subject !== undefined){
let data227 = data226.subject;
if(typeof data227 === "string"){
if(!pattern4.test(data227)){
const err529 = {instancePath:instancePath+"/discovery/" + i39+"/subject",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err529];
}
else {
vErrors.push(err529);
}
errors++;
}
}
else {
const err530 = {instancePath:instancePath+"/discovery/" + i39+"/subject",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err530];
}
else {
vErrors.push(err530);
}
errors++;
}
}
if(data226.form !== undefined){
let data228 = data226.form;
if(!(((((data228 === "referrers-api") || (data228 === "referrers-tag")) || (data228 === "layout")) || (data228 === "cosign-sig-tag")) || (data228 === "cosign-att-tag"))){
const err531 = {instancePath:instancePath+"/discovery/" + i39+"/form",schemaPath:"#/properties/discovery/items/properties/form/enum",keyword:"enum",params:{allowedValues: schema31.properties.discovery.items.properties.form.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err531];
}
else {
vErrors.push(err531);
}
errors++;
}
}
if(data226.state !== undefined){
let data229 = data226.state;
if(!((((((data229 === "none") || (data229 === "present")) || (data229 === "unreachable")) || (data229 === "unauthorized")) || (data229 === "throttled")) || (data229 === "overflow"))){
const err532 = {instancePath:instancePath+"/discovery/" + i39+"/state",schemaPath:"#/properties/discovery/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.discovery.items.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err532];
}
else {
vErrors.push(err532);
}
errors++;
}
}
if(data226.count !== undefined){
let data230 = data226.count;
if(!(((typeof data230 == "number") && (!(data230 % 1) && !isNaN(data230))) && (isFinite(data230)))){
const err533 = {instancePath:instancePath+"/discovery/" + i39+"/count",schemaPath:"#/properties/discovery/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err533];
}
else {
vErrors.push(err533);
}
errors++;
}
}
if(data226.reason !== undefined){
let data231 = data226.reason;
if(typeof data231 === "string"){
if(func2(data231) > 65536){
const err534 = {instancePath:instancePath+"/discovery/" + i39+"/reason",schemaPath:"#/properties/discovery/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err534];
}
else {
vErrors.push(err534);
}
errors++;
}
}
else {
const err535 = {instancePath:instancePath+"/discovery/" + i39+"/reason",schemaPath:"#/properties/discovery/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err535];
}
else {
vErrors.push(err535);
}
errors++;
}
}
}
else {
const err536 = {instancePath:instancePath+"/discovery/" + i39,schemaPath:"#/properties/discovery/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err536];
}
else {
vErrors.push(err536);
}
errors++;
}
}
}
else {
const err537 = {instancePath:instancePath+"/discovery",schemaPath:"#/properties/discovery/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err537];
}
else {
vErrors.push(err537);
}
errors++;
}
}
if(data.faults !== undefined){
let data232 = data.faults;
if(Array.isArray(data232)){
if(data232.length > 100000){
const err538 = {instancePath:instancePath+"/faults",schemaPath:"#/properties/faults/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"};
if(vErrors === null){
vErrors = [err538];
}
else {
vErrors.push(err538);
}
errors++;
}
const len40 = data232.length;
for(let i40=0; i40<len40; i40++){
let data233 = data232[i40];
if(data233 && typeof data233 == "object" && !Array.isArray(data233)){
if(data233.subject === undefined){
const err539 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'"};
if(vErrors === null){
vErrors = [err539];
}
else {
vErrors.push(err539);
}
errors++;
}
if(data233.code === undefined){
const err540 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err540];
}
else {
vErrors.push(err540);
}
errors++;
}
if(data233.what === undefined){
const err541 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/required",keyword:"required",params:{missingProperty: "what"},message:"must have required property '"+"what"+"'"};
if(vErrors === null){
vErrors = [err541];
}
else {
vErrors.push(err541);
}
errors++;
}
if(data233.reason === undefined){
const err542 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err542];
}
else {
vErrors.push(err542);
}
errors++;
}
if(data233.retryable === undefined){
const err543 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/required",keyword:"required",params:{missingProperty: "retryable"},message:"must have required property '"+"retryable"+"'"};
if(vErrors === null){
vErrors = [err543];
}
else {
vErrors.push(err543);
}
errors++;
}
for(const key42 in data233){
if(!((((((key42 === "subject") || (key42 === "code")) || (key42 === "what")) || (key42 === "digest")) || (key42 === "reason")) || (key42 === "retryable"))){
const err544 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key42},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err544];
}
else {
vErrors.push(err544);
}
errors++;
}
}
if(data233.subject !== undefined){
let data234 = data233.subject;
if(typeof data234 === "string"){
if(!pattern4.test(data234)){
const err545 = {instancePath:instancePath+"/faults/" + i40+"/subject",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err545];
}
else {
vErrors.push(err545);
}
errors++;
}
}
else {
const err546 = {instancePath:instancePath+"/faults/" + i40+"/subject",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err546];
}
else {
vErrors.push(err546);
}
errors++;
}
}
if(data233.code !== undefined){
let data235 = data233.code;
if(!((((data235 === "EVIDENCE_UNREACHABLE") || (data235 === "EVIDENCE_THROTTLED")) || (data235 === "EVIDENCE_UNAUTHORIZED")) || (data235 === "EVIDENCE_LIMIT"))){
const err547 = {instancePath:instancePath+"/faults/" + i40+"/code",schemaPath:"#/properties/faults/items/properties/code/enum",keyword:"enum",params:{allowedValues: schema31.properties.faults.items.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err547];
}
else {
vErrors.push(err547);
}
errors++;
}
}
if(data233.what !== undefined){
let data236 = data233.what;
if(!(((((data236 === "manifest") || (data236 === "config")) || (data236 === "layer")) || (data236 === "referrers")) || (data236 === "evidence"))){
const err548 = {instancePath:instancePath+"/faults/" + i40+"/what",schemaPath:"#/properties/faults/items/properties/what/enum",keyword:"enum",params:{allowedValues: schema31.properties.faults.items.properties.what.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err548];
}
else {
vErrors.push(err548);
}
errors++;
}
}
if(data233.digest !== undefined){
let data237 = data233.digest;
if(typeof data237 === "string"){
if(!pattern4.test(data237)){
const err549 = {instancePath:instancePath+"/faults/" + i40+"/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"},message:"must match pattern \""+"^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$"+"\""};
if(vErrors === null){
vErrors = [err549];
}
else {
vErrors.push(err549);
}
errors++;
}
}
else {
const err550 = {instancePath:instancePath+"/faults/" + i40+"/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err550];
}
else {
vErrors.push(err550);
}
errors++;
}
}
if(data233.reason !== undefined){
let data238 = data233.reason;
if(typeof data238 === "string"){
if(func2(data238) > 65536){
const err551 = {instancePath:instancePath+"/faults/" + i40+"/reason",schemaPath:"#/properties/faults/items/properties/reason/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err551];
}
else {
vErrors.push(err551);
}
errors++;
}
}
else {
const err552 = {instancePath:instancePath+"/faults/" + i40+"/reason",schemaPath:"#/properties/faults/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err552];
}
else {
vErrors.push(err552);
}
errors++;
}
}
if(data233.retryable !== undefined){
if(typeof data233.retryable !== "boolean"){
const err553 = {instancePath:instancePath+"/faults/" + i40+"/retryable",schemaPath:"#/properties/faults/items/properties/retryable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err553];
}
else {
vErrors.push(err553);
}
errors++;
}
}
}
else {
const err554 = {instancePath:instancePath+"/faults/" + i40,schemaPath:"#/properties/faults/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err554];
}
else {
vErrors.push(err554);
}
errors++;
}
}
}
else {
const err555 = {instancePath:instancePath+"/faults",schemaPath:"#/properties/faults/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err555];
}
else {
vErrors.push(err555);
}
errors++;
}
}
}
else {
const err556 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err556];
}
else {
vErrors.push(err556);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
