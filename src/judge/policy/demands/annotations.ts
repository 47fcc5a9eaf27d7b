import { Members } from '../../../formats/json/members.ts';
import type { Demand } from './demand.ts';
import { MAX_ENTRIES } from './member-values.ts';

/** Annotations with their values. @example annotationsDemand.asksSomething({ 'org.opencontainers.image.source': '*' }) // true */
export const annotationsDemand: Demand<Readonly<Record<string, string>>> = {
  read: (value, at) => {
    const parent = at.slice(0, at.lastIndexOf('/'));
    return new Members('policy', { annotations: value }, parent).textMap('annotations', MAX_ENTRIES);
  },
  asksSomething: (annotations) => Object.keys(annotations).length > 0,
  needs: () => ({}),
};
