/** What lies below `at` is a copy of what lies below `of`: signatures for that one count for this one. */
export interface Mirror {
  /** A registry or a part of its repositories: `registry.example.com/team`. */
  readonly of: string;
  readonly at: string;
}
