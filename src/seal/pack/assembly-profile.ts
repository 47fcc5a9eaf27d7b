/**
 * How binaries become an image, as a number: entries and their order, headers, documents, everything that decides a
 * digest but the compressor, which has a name of its own. Any change that gives other bytes for the same input takes the
 * next number, so that an old image can be told from a wrong one.
 */
export const ASSEMBLY_PROFILE = 1;
