import { concatBytes } from '../../formats/concat-bytes.ts';
import { TAR_END, tarHeader, tarPadding } from '../../formats/tar/write.ts';
import type { LayerPart } from '../../ports/layer-compressor.ts';
import type { Blob } from '../../records/blob.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { accountFiles, type ImageUser } from './image-user.ts';

/**
 * The tar of a layer with one program: its folders from the root on, then the file, mode 0755, all of root and with one
 * time. One program a layer, so that an unchanged one is neither compressed nor pushed again.
 *
 * @param path - absolute, inside the image: `/usr/local/bin/app`
 * @param mtime - seconds since 1970
 * @throws FormatError for a path that a tar can't hold, or a time that is no whole number
 * @example await compressor.compress(programLayer('/usr/local/bin/app', binary.content, 0), call)
 */
export function programLayer(path: string, content: Blob, mtime: number): readonly LayerPart[] {
  const relative = path.slice(1);
  const folders = parentFolders(relative).map((folder) => directory(folder, 0o755, mtime));
  const header = tarHeader({ path: relative, type: 'file', mode: 0o755, size: content.size, mtime });
  return [
    { bytes: concatBytes([...folders, header]) },
    { blob: content },
    { bytes: concatBytes([tarPadding(content.size), TAR_END]) },
  ];
}

/**
 * The tar of the first layer of an image without a base: accounts, and a /tmp that everybody may write.
 * @throws FormatError for a time that is no whole number
 * @example await compressor.compress(scratchLayer(parseImageUser('65532:65532'), 0), call)
 */
export function scratchLayer(user: ImageUser, mtime: number): readonly LayerPart[] {
  const { passwd, group } = accountFiles(user);
  return [
    {
      bytes: concatBytes([
        directory('etc', 0o755, mtime),
        ...file('etc/group', group, mtime),
        ...file('etc/passwd', passwd, mtime),
        directory('tmp', 0o1777, mtime),
        TAR_END,
      ]),
    },
  ];
}

/**
 * Checks the folder that programs go to and gives it without a trailing slash.
 *
 * @param hasBase - on a base image folders that distributions make symbolic links (/bin -> usr/bin) are refused: a
 *   folder entry over such a link would replace it and hide what it leads to
 * @throws TwinsealError `SETTINGS_INVALID`
 * @example checkedBinDir('/usr/local/bin/', false) // '/usr/local/bin'
 */
export function checkedBinDir(binDir: string, hasBase: boolean): string {
  const folder = binDir.replace(/\/+$/, '');
  if (!/^(?:\/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)+$/.test(folder) || folder.length > 200)
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `image.binDir ${JSON.stringify(binDir)} must be an absolute folder of plain names, such as /usr/local/bin`,
    );
  if (hasBase && /^\/(?:bin|sbin|lib\w*|var\/run|var\/lock)(?:\/|$)/.test(folder))
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `image.binDir ${folder} is a symbolic link in many base images, which a layer would replace: use /usr/local/bin`,
    );
  return folder;
}

function parentFolders(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function directory(path: string, mode: number, mtime: number): Uint8Array {
  return tarHeader({ path, type: 'directory', mode, size: 0, mtime });
}

function file(path: string, bytes: Uint8Array, mtime: number): readonly Uint8Array[] {
  return [tarHeader({ path, type: 'file', mode: 0o644, size: bytes.length, mtime }), bytes, tarPadding(bytes.length)];
}
