import { FormatError } from '../../formats/format-error.ts';
import type { Members } from '../../formats/json/members.ts';
import { DEFAULT_JSON_LIMITS, parseJson } from '../../formats/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { podContainers } from '../../formats/kubernetes/pod-containers.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { DEFAULT_YAML_LIMITS, parseYaml } from '../../formats/yaml.ts';
import type { Effect } from '../../records/decision.ts';
import type { ExpectedCheck, PolicyTrial, TrialExpectation, TrialRequest } from '../../records/policy-trial.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Outcome } from '../../records/verdict.ts';
import { readCode, readImage } from './read-image.ts';
import { entries, MAX_ENTRIES, membersOf, moment, oneOf, texts, yesOrNo } from './values.ts';

const MAX_TRIALS = 500;
const MAX_IMAGES = 200;
const OUTCOMES: readonly Outcome[] = ['allow', 'deny', 'indeterminate'];
const EFFECTS: readonly Effect[] = ['admit', 'refuse', 'unknown'];
const STATUSES = ['pass', 'fail', 'skip', 'fault'] as const;

/**
 * Reads a file of tests of policies (schemas/policy-test.schema.json), YAML or JSON.
 *
 * @param file - as it is named in messages
 * @returns its tests; undefined for a file of another kind, such as a policy
 * @throws TwinsealError `INPUT_MALFORMED`, naming the place
 * @example readTrials('policies/tests/release.yaml', bytes)?.length
 */
export function readTrials(file: string, bytes: Uint8Array): readonly PolicyTrial[] | undefined {
  try {
    const document = parse(bytes);
    if (isJsonObject(document) && document.kind === 'Policy') return undefined;
    return readDocument(document);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const place = error.at === '' ? '' : error.at.startsWith(':') ? `, line ${error.at.slice(1)}` : ` at ${error.at}`;
    throw new TwinsealError('INPUT_MALFORMED', `${file} is refused${place}: ${error.message}`, { cause: error });
  }
}

function parse(bytes: Uint8Array): JsonValue {
  const { maxBytes, maxDepth } = DEFAULT_YAML_LIMITS;
  const isJson = bytes.length <= maxBytes && decodeUtf8(bytes).trimStart().startsWith('{');
  return isJson ? parseJson(bytes, { ...DEFAULT_JSON_LIMITS, maxDepth }) : parseYaml(bytes);
}

function readDocument(document: JsonValue): readonly PolicyTrial[] {
  const members = membersOf(document, '');
  members.only(['apiVersion', 'kind', 'description', 'policy', 'time', 'images', 'tests']);
  if (members.text('apiVersion') !== 'twinseal.dev/v1') members.fail('apiVersion', 'must be twinseal.dev/v1');
  if (members.text('kind') !== 'PolicyTest') members.fail('kind', 'must be PolicyTest');
  members.optionalString('description');
  const images = new Map<string, JsonObject>();
  if (members.has('images')) {
    const described = Object.entries(members.inside('images').object);
    if (described.length > MAX_IMAGES) members.fail('images', `has more than ${MAX_IMAGES}`);
    for (const [name, value] of described) images.set(name, membersOf(value, `/images/${name}`).object);
  }
  const list = members.array('tests', MAX_TRIALS);
  if (list.length === 0) members.fail('tests', 'is empty: nothing would be tested');
  const names = new Set<string>();
  return list.map((value, index) => {
    const test = membersOf(value, `/tests/${index}`);
    const trial = readTrial(test, members, images);
    if (names.has(trial.name)) test.fail('name', `is ${JSON.stringify(trial.name)}, as that of another test`);
    names.add(trial.name);
    return trial;
  });
}

function readTrial(test: Members, file: Members, images: ReadonlyMap<string, JsonObject>): PolicyTrial {
  test.only(['name', 'policy', 'time', 'request', 'image', 'facts', 'expect']);
  const time = moment(test, 'time') ?? moment(file, 'time');
  if (time === undefined) return test.fail('time', 'is missing, here and for the file: the moment of the verdict');
  if (test.has('image') === test.has('facts')) test.fail('image', 'or facts must be there, and not both');
  return {
    name: test.text('name', 256),
    policy: (test.has('policy') ? test : file).text('policy'),
    time,
    request: test.has('request') ? readRequest(test.inside('request')) : {},
    image: test.has('facts')
      ? { facts: test.text('facts') }
      : readImage(test.object.image, test.pointer('image'), images, Math.floor(time / 1000)),
    expect: readExpectation(test),
  };
}

function readRequest(members: Members): TrialRequest {
  members.only(['repository', 'namespace', 'labels', 'podSpec']);
  return {
    ...(members.has('repository') && { repository: members.text('repository', 512) }),
    ...(members.has('namespace') && { namespace: members.text('namespace', 256) }),
    ...(members.has('labels') && { labels: members.textMap('labels', MAX_ENTRIES) }),
    ...(members.has('podSpec') && {
      containers: podContainers(members.inside('podSpec').object, members.pointer('podSpec')),
    }),
  };
}

function readExpectation(test: Members): TrialExpectation {
  if (typeof test.object.expect === 'string') return { outcome: oneOf(test, 'expect', OUTCOMES, 'deny') };
  const members = test.inside('expect');
  members.only(['outcome', 'applies', 'effect', 'codes', 'checks', 'exceptions', 'case']);
  if (Object.keys(members.object).length === 0) test.fail('expect', 'expects nothing');
  const applies = yesOrNo(members, 'applies', true);
  if (!applies && Object.keys(members.object).length > 1)
    members.fail('applies', 'is false, so nothing else can be expected');
  return {
    ...(members.has('applies') && { applies }),
    ...(members.has('outcome') && { outcome: oneOf(members, 'outcome', OUTCOMES, 'deny') }),
    ...(members.has('effect') && { effect: oneOf(members, 'effect', EFFECTS, 'refuse') }),
    ...(members.has('codes') && {
      codes: texts(members, 'codes', []).map((code, at) =>
        readCode(membersOf({ [at]: code }, members.pointer('codes')), String(at)),
      ),
    }),
    ...(members.has('checks') && { checks: entries(members, 'checks').map(readCheck) }),
    ...(members.has('exceptions') && { exceptions: texts(members, 'exceptions', []) }),
    ...(members.has('case') && { case: members.text('case', 64) }),
  };
}

function readCheck(members: Members): ExpectedCheck {
  members.only(['id', 'on', 'status', 'code']);
  return {
    id: members.text('id', 1024),
    ...(members.has('on') && { on: members.text('on', 64) }),
    ...(members.has('status') && { status: oneOf(members, 'status', STATUSES, 'fail') }),
    ...(members.has('code') && { code: readCode(members, 'code') }),
  };
}
