// @ts-nocheck
// Written by schemas/compile.ts; do not edit.
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://twinseal.dev/schemas/oci-layout.schema.json","title":"OCI image layout header","description":"The file oci-layout. image-spec v1.1, image-layout.md.","type":"object","required":["imageLayoutVersion"],"properties":{"imageLayoutVersion":{"const":"1.0.0"}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://twinseal.dev/schemas/oci-layout.schema.json" */;
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
if(data.imageLayoutVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "imageLayoutVersion"},message:"must have required property '"+"imageLayoutVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.imageLayoutVersion !== undefined){
if("1.0.0" !== data.imageLayoutVersion){
const err1 = {instancePath:instancePath+"/imageLayoutVersion",schemaPath:"#/properties/imageLayoutVersion/const",keyword:"const",params:{allowedValue: "1.0.0"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"imageLayoutVersion":true},"dynamicProps":false,"dynamicItems":false};
