import { type ChildProcess, spawn } from 'node:child_process';
import { decodeBase64 } from '../../formats/base64.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import type { CertifiedSigner, Keys, KeyType, SignatureScheme, Signer } from '../../ports/signer.ts';
import type { FileKeys, SealKeys } from '../../records/seal-keys.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { encodeFrame, readFrames, type SignerFrame, type SignerPipe } from './signer-frames.ts';
import { isErrorCode } from './signer-server.ts';

/** What a signer process is started with. */
export interface SignerStart {
  /** The program, an absolute path: `wire/signer.ts`. */
  readonly program: string;
  readonly keys: FileKeys;
  /** Goes over the pipe and is kept nowhere here. */
  readonly password: string | undefined;
}

/** A signer that runs. */
export interface RunningSigner {
  /** Signs with the keys that it was started with, and knows no others. */
  readonly keys: Keys;
  readonly pid: number | undefined;
  /** Settles when the process has ended, whyever. */
  readonly ended: Promise<void>;
  /** Closes the pipe, upon which the process ends. @example await signer.stop() */
  stop(): Promise<void>;
}

/**
 * Starts the process that holds the keys, and waits until it has opened them. It gets no environment, no terminal and no file
 * of ours but one end of a private socket pair; it can neither write files nor start programs, and ends when the pipe does.
 *
 * What keeps it from builds: they run in PID and mount namespaces of their own, where neither the process, nor its pipe, nor a
 * key file can be named.
 * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`, `SIGNER_FAILED`, `ABORTED`
 * @example const signer = await startSigner({ program, keys, password }, call)
 * @see Node.js documentation, "Permissions"; unix(7), socketpair(2); pid_namespaces(7)
 */
export async function startSigner({ program, keys, password }: SignerStart, call: Call): Promise<RunningSigner> {
  checkCall(call, 'starting the signer');
  const words = ['--disable-warning=ExperimentalWarning', '--permission', '--allow-fs-read=*', program];
  const child = spawn(process.execPath, words, {
    cwd: '/',
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Not of our process group: Ctrl-C stops us, who may still want a signature.
    detached: true,
  });
  const pipe = new Asking(child);
  try {
    const { head } = await pipe.ask({ ask: 'open', ...wordsOf(keys), ...(password !== undefined && { password }) });
    return { keys: keysOf(pipe, keys, head), pid: child.pid, ended: pipe.ended, stop: () => pipe.stop() };
  } catch (error) {
    await pipe.stop();
    throw error;
  }
}

function wordsOf({ cosignKey, notation }: FileKeys): JsonObject {
  return {
    ...(cosignKey !== undefined && { cosignKey }),
    ...(notation !== undefined && { notationKey: notation.key, notationCertificate: notation.certificate }),
  };
}

function keysOf(pipe: Asking, named: FileKeys, head: JsonObject): Keys {
  const members = new Members('frame', head);
  const refuse = (path: string): never => {
    throw new TwinsealError('KEY_UNREADABLE', `the signer was not started with the key ${path}`);
  };
  const signer = (family: 'cosign' | 'notation'): Signer => {
    const half = members.inside(family);
    return {
      keyType: half.text('keyType') as KeyType,
      spki: decodeBase64(half.text('spki')),
      sign: (message, scheme, call) => pipe.sign(family, message, scheme, call),
    };
  };
  const own = (asked: NonNullable<SealKeys['notation']>): void => {
    if ('plugin' in asked) refuse(asked.plugin);
    else if (asked.key !== named.notation?.key || asked.certificate !== named.notation.certificate) refuse(asked.key);
  };
  const look = async ({ cosignKey, notation }: SealKeys): Promise<void> => {
    if (cosignKey !== undefined && cosignKey !== named.cosignKey) refuse(cosignKey);
    if (notation !== undefined) own(notation);
  };
  return {
    look,
    // The process opened them when it started.
    prove: look,
    cosignSigner: async (path) => (path === named.cosignKey ? signer('cosign') : refuse(path)),
    async notationSigner(asked): Promise<CertifiedSigner> {
      own(asked);
      const chain = members.inside('notation').array('chain', 16);
      return { ...signer('notation'), chain: chain.map((each) => decodeBase64(String(each))) };
    },
    pluginSigner: async ({ plugin }) => refuse(plugin),
    keylessSigner: async ({ config }) => refuse(config),
    timestamps: async ({ url }) => refuse(url),
  };
}

/** Questions and answers over the pipe, by number. */
class Asking {
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #pipe: SignerPipe;
  readonly #asked = new Map<number, { resolve(frame: SignerFrame): void; reject(error: unknown): void }>();
  #n = 0;
  #over = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#pipe = child.stdio[3] as unknown as SignerPipe;
    this.ended = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    void this.ended.then(() => this.#end());
    this.#pipe.on('error', () => this.#end());
    void this.#listen();
  }

  ask(head: JsonObject, body?: Uint8Array): Promise<SignerFrame> {
    if (this.#over) return Promise.reject(gone());
    this.#n += 1;
    const n = this.#n;
    const frame = encodeFrame({ n, ...head }, body);
    const answer = new Promise<SignerFrame>((resolve, reject) => this.#asked.set(n, { resolve, reject }));
    answer.catch(() => undefined);
    this.#pipe.write(frame);
    return answer;
  }

  async sign(family: string, message: Uint8Array, scheme: SignatureScheme, call: Call): Promise<Uint8Array> {
    checkCall(call, 'signing');
    const { body } = await this.ask({ ask: 'sign', family, scheme }, message);
    checkCall(call, 'signing');
    return body;
  }

  async stop(): Promise<void> {
    this.#pipe.end();
    // One that does not read its pipe any more has nothing left to do.
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 2_000);
    await this.ended;
    clearTimeout(late);
  }

  async #listen(): Promise<void> {
    try {
      for await (const frame of readFrames(this.#pipe)) {
        const { n, code, message } = frame.head;
        const asked = this.#asked.get(Number(n));
        this.#asked.delete(Number(n));
        if (code === undefined) asked?.resolve(frame);
        else asked?.reject(new TwinsealError(isErrorCode(code) ? code : 'SIGNER_FAILED', String(message)));
      }
    } catch {
      // Told to whoever asked, below.
    }
    this.#end();
  }

  #end(): void {
    this.#over = true;
    for (const { reject } of this.#asked.values()) reject(gone());
    this.#asked.clear();
  }
}

function gone(): TwinsealError {
  return new TwinsealError('SIGNER_FAILED', 'the process that holds the keys has ended: the worker starts another');
}
