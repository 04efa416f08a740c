/** Platforms of a tag in words: `linux/arm64/v8`, and several in short. */
import type { HubPlatform } from '../../../../contract/hub/model'

export const platformText = ({ os, architecture, variant }: HubPlatform): string =>
  [os, architecture, variant].filter((part) => part !== undefined && part !== '').join('/')

/** `amd64, arm64`; another system than Linux is named. */
export function architecturesText(platforms: readonly HubPlatform[]): string {
  const names = platforms.map(({ os, architecture, variant }) => {
    const name = variant === undefined || architecture === 'arm64' ? architecture : `${architecture}/${variant}`
    return os === 'linux' ? name : `${os}/${name}`
  })
  return [...new Set(names)].join(', ')
}

/** `sha256:0123456789ab`, as docker shortens a digest. */
export const shortDigest = (digest: string): string => digest.replace(/^(sha256:)?([0-9a-f]{12})[0-9a-f]*$/, '$2')
