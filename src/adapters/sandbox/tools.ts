import { accessSync, constants } from 'node:fs';

/** The system programs that a sandbox is made with, by absolute path: PATH is the user's and is not asked. */
export interface SandboxTools {
  readonly sh: string | undefined;
  readonly env: string | undefined;
  readonly unshare: string | undefined;
  readonly setpriv: string | undefined;
  readonly prlimit: string | undefined;
  readonly mount: string | undefined;
  readonly umount: string | undefined;
  readonly pivotRoot: string | undefined;
  readonly mkdir: string | undefined;
  readonly rmdir: string | undefined;
  readonly cp: string | undefined;
  readonly hostname: string | undefined;
  readonly domainname: string | undefined;
  readonly setarch: string | undefined;
  readonly taskset: string | undefined;
}

const FOLDERS = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/run/current-system/sw/bin'];

/** Looks the tools up in the system's own folders. @example findTools().unshare // '/usr/bin/unshare' */
export function findTools(): SandboxTools {
  return {
    sh: find('sh'),
    env: find('env'),
    unshare: find('unshare'),
    setpriv: find('setpriv'),
    prlimit: find('prlimit'),
    mount: find('mount'),
    umount: find('umount'),
    pivotRoot: find('pivot_root'),
    mkdir: find('mkdir'),
    rmdir: find('rmdir'),
    cp: find('cp'),
    hostname: find('hostname'),
    domainname: find('domainname'),
    setarch: find('setarch'),
    taskset: find('taskset'),
  };
}

function find(name: string): string | undefined {
  return FOLDERS.map((folder) => `${folder}/${name}`).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
