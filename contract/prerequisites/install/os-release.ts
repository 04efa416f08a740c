/** /etc/os-release: shell-like assignments (os-release(5)). */

/** `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"`. A line that is none is left out. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, raw = ''] = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined) fields.set(name, unquote(raw))
  }
  return fields
}

function unquote(raw: string): string {
  const [, double] = /^"(.*)"$/.exec(raw) ?? []
  if (double !== undefined) return double.replace(/\\(["\\$`])/g, '$1')
  const [, single] = /^'(.*)'$/.exec(raw) ?? []
  return single ?? raw
}

/** The fields of InstallSystem that it holds. */
export function releaseFields(text: string) {
  const fields = parseOsRelease(text)
  const field = (name: string): string => fields.get(name) ?? ''
  return {
    id: field('ID').toLowerCase(),
    like: field('ID_LIKE').toLowerCase().split(/\s+/).filter(Boolean),
    codename: field('VERSION_CODENAME'),
    version: field('VERSION_ID'),
    parentCodename: field('UBUNTU_CODENAME') || field('DEBIAN_CODENAME'),
    name: field('PRETTY_NAME') || field('NAME')
  }
}
