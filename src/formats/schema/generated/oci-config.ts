// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
import { ucs2length } from '../runtime.ts';
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/oci-config.schema.json","title":"OCI image config","description":"Platform, run settings and file system of one image. image-spec v1.1, config.md. As in the official schema, only Entrypoint, Cmd, Volumes and Labels may be null; the text allows null for every optional member.","type":"object","required":["architecture","os","rootfs"],"properties":{"created":{"$ref":"#/$defs/time"},"author":{"type":"string"},"architecture":{"type":"string"},"variant":{"type":"string"},"os":{"type":"string"},"os.version":{"type":"string"},"os.features":{"type":"array","items":{"type":"string"}},"config":{"type":"object","properties":{"User":{"type":"string"},"ExposedPorts":{"$ref":"#/$defs/set"},"Env":{"type":"array","items":{"type":"string"}},"Entrypoint":{"type":["array","null"],"items":{"type":"string"}},"Cmd":{"type":["array","null"],"items":{"type":"string"}},"Volumes":{"type":["object","null"],"additionalProperties":{"type":"object"}},"WorkingDir":{"type":"string"},"Labels":{"type":["object","null"],"additionalProperties":{"type":"string"}},"StopSignal":{"type":"string"},"ArgsEscaped":{"type":"boolean"}}},"rootfs":{"type":"object","required":["type","diff_ids"],"properties":{"type":{"const":"layers"},"diff_ids":{"type":"array","items":{"$ref":"oci-descriptor.schema.json#/$defs/digest"}}}},"history":{"type":"array","items":{"type":"object","properties":{"created":{"$ref":"#/$defs/time"},"author":{"type":"string"},"created_by":{"type":"string"},"comment":{"type":"string"},"empty_layer":{"type":"boolean"}}}}},"$defs":{"time":{"description":"RFC 3339 section 5.6.","type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$"},"set":{"type":"object","additionalProperties":{"type":"object"}}}};
const schema32 = {"description":"RFC 3339 section 5.6.","type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$"};
const schema33 = {"type":"object","additionalProperties":{"type":"object"}};
const schema36 = {"description":"algorithm:encoded; registered algorithms in their exact form, others by the grammar.","type":"string","maxLength":512,"pattern":"^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}|blake3:[a-f0-9]{64}|(?!(?:sha256|sha512|blake3):)[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+)$"};
const pattern4 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$", "u");
const pattern6 = new RegExp("^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}|blake3:[a-f0-9]{64}|(?!(?:sha256|sha512|blake3):)[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+)$", "u");
const func1 = ucs2length;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/oci-config.schema.json" */;
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
if(data.architecture === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "architecture"},message:"must have required property '"+"architecture"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.os === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "os"},message:"must have required property '"+"os"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.rootfs === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "rootfs"},message:"must have required property '"+"rootfs"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.created !== undefined){
let data0 = data.created;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err3 = {instancePath:instancePath+"/created",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/created",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.author !== undefined){
if(typeof data.author !== "string"){
const err5 = {instancePath:instancePath+"/author",schemaPath:"#/properties/author/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.architecture !== undefined){
if(typeof data.architecture !== "string"){
const err6 = {instancePath:instancePath+"/architecture",schemaPath:"#/properties/architecture/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.variant !== undefined){
if(typeof data.variant !== "string"){
const err7 = {instancePath:instancePath+"/variant",schemaPath:"#/properties/variant/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.os !== undefined){
if(typeof data.os !== "string"){
const err8 = {instancePath:instancePath+"/os",schemaPath:"#/properties/os/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data["os.version"] !== undefined){
if(typeof data["os.version"] !== "string"){
const err9 = {instancePath:instancePath+"/os.version",schemaPath:"#/properties/os.version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data["os.features"] !== undefined){
let data6 = data["os.features"];
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
if(typeof data6[i0] !== "string"){
const err10 = {instancePath:instancePath+"/os.features/" + i0,schemaPath:"#/properties/os.features/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err11 = {instancePath:instancePath+"/os.features",schemaPath:"#/properties/os.features/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.config !== undefined){
let data8 = data.config;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.User !== undefined){
if(typeof data8.User !== "string"){
const err12 = {instancePath:instancePath+"/config/User",schemaPath:"#/properties/config/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data8.ExposedPorts !== undefined){
let data10 = data8.ExposedPorts;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key0 in data10){
let data11 = data10[key0];
if(!(data11 && typeof data11 == "object" && !Array.isArray(data11))){
const err13 = {instancePath:instancePath+"/config/ExposedPorts/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/set/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/config/ExposedPorts",schemaPath:"#/$defs/set/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data8.Env !== undefined){
let data12 = data8.Env;
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
if(typeof data12[i1] !== "string"){
const err15 = {instancePath:instancePath+"/config/Env/" + i1,schemaPath:"#/properties/config/properties/Env/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err16 = {instancePath:instancePath+"/config/Env",schemaPath:"#/properties/config/properties/Env/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data8.Entrypoint !== undefined){
let data14 = data8.Entrypoint;
if((!(Array.isArray(data14))) && (data14 !== null)){
const err17 = {instancePath:instancePath+"/config/Entrypoint",schemaPath:"#/properties/config/properties/Entrypoint/type",keyword:"type",params:{type: schema31.properties.config.properties.Entrypoint.type},message:"must be array,null"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
if(typeof data14[i2] !== "string"){
const err18 = {instancePath:instancePath+"/config/Entrypoint/" + i2,schemaPath:"#/properties/config/properties/Entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
}
if(data8.Cmd !== undefined){
let data16 = data8.Cmd;
if((!(Array.isArray(data16))) && (data16 !== null)){
const err19 = {instancePath:instancePath+"/config/Cmd",schemaPath:"#/properties/config/properties/Cmd/type",keyword:"type",params:{type: schema31.properties.config.properties.Cmd.type},message:"must be array,null"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(Array.isArray(data16)){
const len3 = data16.length;
for(let i3=0; i3<len3; i3++){
if(typeof data16[i3] !== "string"){
const err20 = {instancePath:instancePath+"/config/Cmd/" + i3,schemaPath:"#/properties/config/properties/Cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
}
if(data8.Volumes !== undefined){
let data18 = data8.Volumes;
if((!(data18 && typeof data18 == "object" && !Array.isArray(data18))) && (data18 !== null)){
const err21 = {instancePath:instancePath+"/config/Volumes",schemaPath:"#/properties/config/properties/Volumes/type",keyword:"type",params:{type: schema31.properties.config.properties.Volumes.type},message:"must be object,null"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key1 in data18){
let data19 = data18[key1];
if(!(data19 && typeof data19 == "object" && !Array.isArray(data19))){
const err22 = {instancePath:instancePath+"/config/Volumes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/config/properties/Volumes/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
}
if(data8.WorkingDir !== undefined){
if(typeof data8.WorkingDir !== "string"){
const err23 = {instancePath:instancePath+"/config/WorkingDir",schemaPath:"#/properties/config/properties/WorkingDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data8.Labels !== undefined){
let data21 = data8.Labels;
if((!(data21 && typeof data21 == "object" && !Array.isArray(data21))) && (data21 !== null)){
const err24 = {instancePath:instancePath+"/config/Labels",schemaPath:"#/properties/config/properties/Labels/type",keyword:"type",params:{type: schema31.properties.config.properties.Labels.type},message:"must be object,null"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key2 in data21){
if(typeof data21[key2] !== "string"){
const err25 = {instancePath:instancePath+"/config/Labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/config/properties/Labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
}
if(data8.StopSignal !== undefined){
if(typeof data8.StopSignal !== "string"){
const err26 = {instancePath:instancePath+"/config/StopSignal",schemaPath:"#/properties/config/properties/StopSignal/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.ArgsEscaped !== undefined){
if(typeof data8.ArgsEscaped !== "boolean"){
const err27 = {instancePath:instancePath+"/config/ArgsEscaped",schemaPath:"#/properties/config/properties/ArgsEscaped/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
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
const err28 = {instancePath:instancePath+"/config",schemaPath:"#/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.rootfs !== undefined){
let data25 = data.rootfs;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.type === undefined){
const err29 = {instancePath:instancePath+"/rootfs",schemaPath:"#/properties/rootfs/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data25.diff_ids === undefined){
const err30 = {instancePath:instancePath+"/rootfs",schemaPath:"#/properties/rootfs/required",keyword:"required",params:{missingProperty: "diff_ids"},message:"must have required property '"+"diff_ids"+"'"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data25.type !== undefined){
if("layers" !== data25.type){
const err31 = {instancePath:instancePath+"/rootfs/type",schemaPath:"#/properties/rootfs/properties/type/const",keyword:"const",params:{allowedValue: "layers"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data25.diff_ids !== undefined){
let data27 = data25.diff_ids;
if(Array.isArray(data27)){
const len4 = data27.length;
for(let i4=0; i4<len4; i4++){
let data28 = data27[i4];
if(typeof data28 === "string"){
if(func1(data28) > 512){
const err32 = {instancePath:instancePath+"/rootfs/diff_ids/" + i4,schemaPath:"oci-descriptor.schema.json#/$defs/digest/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!pattern6.test(data28)){
const err33 = {instancePath:instancePath+"/rootfs/diff_ids/" + i4,schemaPath:"oci-descriptor.schema.json#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}|blake3:[a-f0-9]{64}|(?!(?:sha256|sha512|blake3):)[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+)$"},message:"must match pattern \""+"^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}|blake3:[a-f0-9]{64}|(?!(?:sha256|sha512|blake3):)[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+)$"+"\""};
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
const err34 = {instancePath:instancePath+"/rootfs/diff_ids/" + i4,schemaPath:"oci-descriptor.schema.json#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err35 = {instancePath:instancePath+"/rootfs/diff_ids",schemaPath:"#/properties/rootfs/properties/diff_ids/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err36 = {instancePath:instancePath+"/rootfs",schemaPath:"#/properties/rootfs/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.history !== undefined){
let data29 = data.history;
if(Array.isArray(data29)){
const len5 = data29.length;
for(let i5=0; i5<len5; i5++){
let data30 = data29[i5];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.created !== undefined){
let data31 = data30.created;
if(typeof data31 === "string"){
if(!pattern4.test(data31)){
const err37 = {instancePath:instancePath+"/history/" + i5+"/created",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$"+"\""};
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
const err38 = {instancePath:instancePath+"/history/" + i5+"/created",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data30.author !== undefined){
if(typeof data30.author !== "string"){
const err39 = {instancePath:instancePath+"/history/" + i5+"/author",schemaPath:"#/properties/history/items/properties/author/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data30.created_by !== undefined){
if(typeof data30.created_by !== "string"){
const err40 = {instancePath:instancePath+"/history/" + i5+"/created_by",schemaPath:"#/properties/history/items/properties/created_by/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data30.comment !== undefined){
if(typeof data30.comment !== "string"){
const err41 = {instancePath:instancePath+"/history/" + i5+"/comment",schemaPath:"#/properties/history/items/properties/comment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data30.empty_layer !== undefined){
if(typeof data30.empty_layer !== "boolean"){
const err42 = {instancePath:instancePath+"/history/" + i5+"/empty_layer",schemaPath:"#/properties/history/items/properties/empty_layer/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
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
const err43 = {instancePath:instancePath+"/history/" + i5,schemaPath:"#/properties/history/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err44 = {instancePath:instancePath+"/history",schemaPath:"#/properties/history/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"created":true,"author":true,"architecture":true,"variant":true,"os":true,"os.version":true,"os.features":true,"config":true,"rootfs":true,"history":true},"dynamicProps":false,"dynamicItems":false};
