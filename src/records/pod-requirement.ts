/** A baseline for whatever runs the image; nothing is checked where no pod is known. */
export interface PodRequirement {
  readonly runAsNonRoot?: true;
  /** Neither privileged nor with `allowPrivilegeEscalation`. */
  readonly noPrivilegeEscalation?: true;
  /** All capabilities are dropped, and none added but these. */
  readonly capabilities?: readonly string[];
  /** Neither network nor processes nor IPC of the node. */
  readonly noHostNamespaces?: true;
  readonly noHostPaths?: true;
  readonly readOnlyRoot?: true;
  /** The program of the image runs, and nothing that the pod puts in its place. */
  readonly ownProgram?: true;
  /** Types of seccomp profiles, one of which must be set. */
  readonly seccomp?: readonly string[];
}
