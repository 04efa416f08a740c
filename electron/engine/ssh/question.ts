/** What ssh's askpass prompts mean. Source: OpenSSH's sshconnect.c, sshconnect2.c, readpass.c, ssh-pkcs11.c, sshconnect2.c. */
import type { SshQuestion } from '../../../contract/connections/prompts/model'

const first = (pattern: RegExp, text: string): string | undefined => pattern.exec(text)?.[1]

/** Since OpenSSH 8.9: `    ~/.ssh/known_hosts:3: [hashed name]`, below "known by the following other names". */
function namesIn(text: string): string[] {
  if (!/known by the following other names/.test(text)) return []
  return [...text.matchAll(/^ +\S+:\d+: (.+?)\r?$/gm)].map(([, name = '']) => name)
}

/** `hint`: SSH_ASKPASS_PROMPT, `confirm` or `none`. `heard`: what ssh said so far, where a prompt came without its fingerprint. */
export function questionOf(text: string, hint = '', heard = ''): SshQuestion {
  if (/^The authenticity of host /.test(text) || /type 'yes', 'no' or the fingerprint/.test(text))
    return {
      kind: 'host-key',
      host: first(/^The authenticity of host '(.*?)(?: \(.*\))?' can't be established/, text) ?? '',
      keyType: first(/^(\S+) key fingerprint is/m, text) ?? first(/Server host key: (?:ssh-)?(\S+) /, heard) ?? '',
      fingerprint:
        first(/key fingerprint is (\S+?)\.?\r?$/m, text) ?? first(/Server host key: \S+ (\S+?)\r?$/m, heard) ?? '',
      knownAs: namesIn(text)
    }
  const key = first(/^(?:Enter|Bad) passphrase (?:for|, try again for) (?:\S* ?key )?'?(.*?)'?: ?$/, text)
  if (key !== undefined) return { kind: 'passphrase', key }
  const account = first(/^(?:\(.*?\) )?(.+@.+)'s (?:old )?password: ?$/i, text)
  if (account !== undefined) return { kind: 'password', account }
  const answered = /^\((.+?@.+?)\) Password: ?$/i.exec(text)?.[1]
  if (answered !== undefined) return { kind: 'password', account: answered }
  if (hint === 'none' || /^Confirm user presence/.test(text))
    return { kind: 'touch', key: first(/^Confirm user presence for key (.*)$/m, text) ?? '' }
  const token = first(/^Enter PIN (?:and confirm user presence )?for '?(.*?)'?: ?$/, text)
  return token === undefined ? { kind: 'other' } : { kind: 'pin', key: token }
}
