/** What findings (of `inspect`) and checks (of `decide`) have in common: a stable code and one sentence for a person. */
export interface Observation<Code extends string> {
  readonly code: Code;
  /** One sentence: what, where, what to do. Text from outside in it is escaped by the door that shows it. */
  readonly reason: string;
}
