/**
 * The address of the remote `origin` from the text of a repository's config, if it is a plain one: no credentials, no query,
 * nothing that would have to be looked up (`insteadOf`, includes). SSH addresses become `ssh://`.
 * @returns undefined when there is none, or none that is plain
 * @example remoteUrl('[remote "origin"]\n\turl = https://example.com/app.git\n') // 'https://example.com/app.git'
 * @see git-config(1), "CONFIGURATION FILE"; git-fetch(1), "GIT URLS"
 */
export function remoteUrl(config: string): string | undefined {
  let inside = false;
  for (const raw of config.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('[')) inside = /^\[remote "origin"\]$/.test(line);
    const url = inside ? /^url\s*=\s*"?([^"\s]+)"?$/.exec(line)?.[1] : undefined;
    if (url !== undefined) return plainUrl(url);
  }
  return undefined;
}

function plainUrl(url: string): string | undefined {
  if (url.length > 2000 || /[^\x21-\x7e]/.test(url)) return undefined;
  const scp = /^(?:[\w.-]+@)?([\w.-]+\.[\w-]+):([\w./~-]+)$/.exec(url);
  if (scp !== null && scp[2] !== undefined && !scp[2].startsWith('//'))
    return `ssh://${scp[1]}/${scp[2].replace(/^\//, '')}`;
  const plain = /^(https?|ssh|git):\/\/(?:git@)?([\w.-]+(?::\d+)?)\/([\w./~+%-]+)$/.exec(url);
  return plain === null ? undefined : `${plain[1]}://${plain[2]}/${plain[3]}`;
}
