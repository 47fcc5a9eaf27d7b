// AdmissionReviews made from the shapes of the API's types (kubernetes/api core/v1, apps/v1, batch/v1). They were not recorded from an API server.

/** One kind of Kubernetes that holds a pod spec. */
export interface WorkloadKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly resource: string;
  /** Path of the pod spec. */
  readonly path: readonly string[];
  readonly hasReplicas: boolean;
}

/** All kinds of Kubernetes itself that run images. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { group: '', version: 'v1', kind: 'Pod', resource: 'pods', path: ['spec'], hasReplicas: false },
  {
    group: '',
    version: 'v1',
    kind: 'PodTemplate',
    resource: 'podtemplates',
    path: ['template', 'spec'],
    hasReplicas: false,
  },
  ...[
    ['', 'v1', 'ReplicationController', 'replicationcontrollers', true] as const,
    ['apps', 'v1', 'ReplicaSet', 'replicasets', true] as const,
    ['apps', 'v1', 'Deployment', 'deployments', true] as const,
    ['apps', 'v1', 'StatefulSet', 'statefulsets', true] as const,
    ['apps', 'v1', 'DaemonSet', 'daemonsets', false] as const,
    ['batch', 'v1', 'Job', 'jobs', false] as const,
  ].map(([group, version, kind, resource, hasReplicas]) => ({
    group,
    version,
    kind,
    resource,
    path: ['spec', 'template', 'spec'],
    hasReplicas,
  })),
  {
    group: 'batch',
    version: 'v1',
    kind: 'CronJob',
    resource: 'cronjobs',
    path: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
    hasReplicas: false,
  },
];

/** What a pod spec runs. */
export interface PodImages {
  readonly containers?: readonly string[];
  readonly init?: readonly string[];
  readonly ephemeral?: readonly string[];
  readonly volumes?: readonly string[];
}

/** A pod spec with what the API server fills in. */
export function podSpec({ containers = [], init = [], ephemeral = [], volumes = [] }: PodImages): object {
  const containersOf = (name: string, images: readonly string[]) =>
    images.map((image, at) => ({
      name: `${name}-${at}`,
      image,
      command: ['/app'],
      resources: { limits: { cpu: '1', memory: '64Mi' } },
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: 'IfNotPresent',
    }));
  return {
    ...(init.length > 0 && { initContainers: containersOf('init', init) }),
    containers: containersOf('app', containers),
    ...(ephemeral.length > 0 && { ephemeralContainers: containersOf('debugger', ephemeral) }),
    volumes: [
      { name: 'tmp', emptyDir: {} },
      ...volumes.map((reference, at) => ({ name: `data-${at}`, image: { reference, pullPolicy: 'IfNotPresent' } })),
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  };
}

/** An object of a kind. */
export function objectOf(
  kind: WorkloadKind,
  images: PodImages,
  { replicas = 3, metadata = {} }: { readonly replicas?: number; readonly metadata?: object } = {},
): object {
  const template = { metadata: { labels: { app: 'web' } }, spec: podSpec(images) };
  const [first] = kind.path;
  let inner: object = kind.path.length === 1 ? template.spec : template;
  if (kind.kind === 'CronJob') inner = { schedule: '* * * * *', jobTemplate: { spec: { template } } };
  else if (kind.path.length === 3)
    inner = { selector: { matchLabels: { app: 'web' } }, template, ...(kind.hasReplicas && { replicas }) };
  return {
    apiVersion: kind.group === '' ? kind.version : `${kind.group}/${kind.version}`,
    kind: kind.kind,
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: '6b0b3a0e-7a0f-4b55-8a0a-3a2b2f5f7a11',
      creationTimestamp: '2026-11-28T10:00:00Z',
      labels: { app: 'web' },
      managedFields: [{ manager: 'kubectl', operation: 'Update', fieldsV1: { 'f:spec': {} } }],
      ...metadata,
    },
    [first ?? '']: inner,
    ...(kind.kind !== 'PodTemplate' && { status: {} }),
  };
}

let serial = 0;

/** A review as the API server sends it. */
export function reviewOf(
  { group, version, kind, resource }: Pick<WorkloadKind, 'group' | 'version' | 'kind' | 'resource'>,
  operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT',
  object: object | null,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: `705ab4f5-6393-11e8-b7cc-${String(serial++).padStart(12, '0')}`,
      kind: { group, version, kind },
      resource: { group, version, resource },
      requestKind: { group, version, kind },
      requestResource: { group, version, resource },
      name: 'web',
      namespace: 'shop',
      operation,
      userInfo: { username: 'jane', uid: '014fbff9a07c', groups: ['system:authenticated'], extra: { k: ['v'] } },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: `${operation[0]}${operation.slice(1).toLowerCase()}Options`, apiVersion: 'meta.k8s.io/v1' },
      ...more,
    },
  };
}
